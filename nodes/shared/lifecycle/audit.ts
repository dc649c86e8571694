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
 * them. One-time access is listed and does not count either: it stands in for a factor. Where the
 * provider may hide factors, a user without visible ones is neither called unprotected nor compliant:
 * `hasActiveMfa` and `compliant` are null.
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
	const counted = active.filter((factor) => factor.countsAsMfa);
	const known = counted.flatMap(({ strength }) => strength ?? []).sort(compareStrength);
	const unknown = counted.length - known.length;
	const strongest = known.at(-1) ?? null;
	const unseen = counted.length === 0 && visibility === 'partial';
	const reaches = strongest !== null && compareStrength(strongest, minimum) >= 0;
	return {
		provider,
		user: { id: user.id, email: user.email },
		hasActiveMfa: unseen ? null : counted.length > 0,
		// One of unknown strength may reach it.
		compliant: unseen || (!reaches && unknown > 0) ? null : reaches,
		minimumStrength: minimum,
		strongest,
		weakest: known[0] ?? null,
		counts: {
			active: counted.length,
			pending: factors.filter(({ status }) => status === 'pending').length,
			phishingResistant: known.filter((one) => one === 'phishing-resistant').length,
			app: known.filter((one) => one === 'app').length,
			weak: known.filter((one) => one === 'weak').length,
			unknown,
			oneTimeAccess: active.length - counted.length,
		},
		visibility,
		factors: factors as unknown as IDataObject[],
		kept,
		...(unreadable !== undefined && { unreadable }),
	};
}
