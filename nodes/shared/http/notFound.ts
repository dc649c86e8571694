import type { ApiCall, Subject } from './call';
import type { Explanation } from './dialect';

/**
 * What an answer of status 404 says, as the provider's dialect reads it:
 * - `named`: the service itself says that this is not there; with several subjects, one of them
 * - `unnamed`: it has the service's form and names nothing: the address may be wrong as well as an id
 * - `foreign`: it is not the service's own: a page, a gateway's words, nothing at all
 */
export type NotFound =
	| { kind: 'named'; subjects: readonly Subject[]; words: string }
	| { kind: 'unnamed'; words: string }
	| { kind: 'foreign' };

/** Characters of an id that a message repeats. */
export const LONGEST_VALUE = 100;

/** The explanation of a 404. Only what the service itself has said is told as known. */
export function explainNotFound(
	serviceName: string,
	call: Pick<ApiCall, 'deletesOne' | 'subjects'>,
	notFound: NotFound,
): Explanation {
	if (notFound.kind === 'foreign') return notReached(serviceName);
	const { words } = notFound;
	if (notFound.kind === 'unnamed') {
		return {
			meaning: 'service',
			undecided: true,
			message: `${serviceName} found nothing here and does not say what is missing`,
			description: `Whether what the item names is there is not known. Check the IDs of the item and the host in the credential. ${words}`,
		};
	}
	const { subjects } = notFound;
	const [subject, ...others] = subjects;
	const missing = { meaning: 'missing', description: describe(subjects, words) } as const;
	if (subject === undefined) {
		return { ...missing, message: `${serviceName} does not have this` };
	}
	const message = `${subjects.map(named).join(' or ')} does not exist at ${serviceName}`;
	if (others.length > 0) return { ...missing, undecided: true, message };
	const { parameter } = subject;
	const isItself = call.deletesOne === true && subject === call.subjects?.at(-1);
	return { ...missing, ...(isItself && { meaning: 'gone' }), missing: parameter, message };
}

function named({ parameter, value }: Subject): string {
	return `${parameter} '${value.slice(0, LONGEST_VALUE)}'`;
}

function describe(subjects: readonly Subject[], words: string): string {
	if (subjects.length === 0) return words || 'Check the ID.';
	const parameters = subjects.map(({ parameter }) => `'${parameter}'`).join(' and ');
	return `Check the parameter${subjects.length > 1 ? 's' : ''} ${parameters}. ${words}`.trim();
}

/** The explanation of a refusal that the service did not make: a page, or a gateway's own words. */
export function notReached(serviceName: string): Explanation {
	return {
		meaning: 'service',
		message: `${serviceName} was not reached at this address`,
		description:
			'Something else answered in its place, e.g. a proxy or a gateway, so that nothing is known of what the item names. Check the host in the credential and what stands between n8n and the service, then run it again.',
	};
}
