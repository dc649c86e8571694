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

/** What a sentence says is not there. */
export interface MissingThing {
	/** In lower case, e.g. "user". */
	noun: string;
	id: string | undefined;
}

/** Characters of the longest sentence that is read. */
const LONGEST_SENTENCE = 400;

/**
 * Reads sentences such as "The user does not exist.", "Enrollment not found" or "User with Id '42'
 * not found.". The noun has to be their subject: servers of all kinds answer "not found" with an
 * address in the text, and an address holds nouns, too.
 */
export function missingIn(sentence: unknown): MissingThing | undefined {
	if (typeof sentence !== 'string' || sentence.length > LONGEST_SENTENCE) return undefined;
	const found =
		/^(?:the )?(?:user's )?([a-z]{1,20}(?: [a-z]{1,20}){0,2}?)(?: (?:with|for) id '?([^'\s]{1,200})'?)? (?:does not exist|(?:was |could )?not (?:be )?found)\.?$/i.exec(
			sentence,
		);
	return found ? { noun: (found[1] ?? '').toLowerCase(), id: found[2] } : undefined;
}

/** True for what a sentence names, where it does not name another id. */
export function isMissing({ noun, id }: MissingThing, { parameter, value }: Subject): boolean {
	return parameter.toLowerCase() === noun && (id === undefined || id === value);
}

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
