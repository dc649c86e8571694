import type { IDataObject } from 'n8n-workflow';

import { compareStrength, type Factor, type Strength } from './factor';
import type { Person } from './step';

/** What a provider shows of a user's factors. */
export interface FactorReading {
	factors: Factor[];
	/** Entries that are no factors, e.g. `password`: listed, never counted. */
	kept: string[];
	/** `partial` where the provider's interface hides some kinds of factors. */
	visibility: 'full' | 'partial';
	/** What was refused, where a part of the reading was. */
	unreadable?: string;
}

/**
 * One user's state of MFA. Pending factors are listed and do not count: nobody can sign in with
 * them. Where the provider may hide factors, a user without visible ones is neither called
 * unprotected nor compliant: `hasActiveMfa` and `compliant` are null.
 *
 * @param minimum the strength that the strongest active factor must have
 */
export function auditRecord(
	provider: string,
	user: Person,
	{ factors, kept, visibility, unreadable }: FactorReading,
	minimum: Strength,
): IDataObject {
	const active = factors.filter(({ status }) => status === 'active');
	const strengths = active.map(({ strength }) => strength).sort(compareStrength);
	const strongest = strengths.at(-1) ?? null;
	const unseen = active.length === 0 && visibility === 'partial';
	return {
		provider,
		user: { id: user.id, email: user.email },
		hasActiveMfa: unseen ? null : active.length > 0,
		compliant: unseen ? null : strongest !== null && compareStrength(strongest, minimum) >= 0,
		minimumStrength: minimum,
		strongest,
		weakest: strengths[0] ?? null,
		counts: {
			active: active.length,
			pending: factors.length - active.length,
			phishingResistant: strengths.filter((one) => one === 'phishing-resistant').length,
			app: strengths.filter((one) => one === 'app').length,
			weak: strengths.filter((one) => one === 'weak').length,
		},
		visibility,
		factors: factors as unknown as IDataObject[],
		kept,
		...(unreadable !== undefined && { unreadable }),
	};
}
