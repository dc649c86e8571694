import { visible } from '../visible';

/**
 * The list of users who are never touched, such as break-glass accounts. It fails closed: whatever
 * in it could protect nobody (nothing at all, a wildcard, a name in angle brackets, an invisible
 * sign, another separator) is told instead of being passed over.
 */

/** How users are named at a provider, to tell an entry that can match from one that cannot. */
export interface UserNameForms {
	/** True for what may be a user's id. */
	isId: (text: string) => boolean;
	/** An id as it looks like there. */
	exampleId: string;
	/** True where users have usernames beside their emails, which may stand in the list too. */
	usernames?: boolean;
}

/** What a Protected Users field holds: the keys to compare by, or why it cannot be used. */
export type ProtectedReading =
	| { keys: readonly string[]; fault?: undefined }
	| { fault: string; keys?: undefined };

/** Stands for the wish to protect nobody: an empty list may be a list that was not found. */
export const NOBODY = '(nobody)';

/** Between entries in a text. A list has its own elements, each of them one entry. */
const SEPARATORS = /[\r\n,; \t]+/;
// Begins at the first blank of several only, and so runs in linear time.
const AROUND = /^[\r\n \t]+|(?<![\r\n \t])[\r\n \t]+$/g;

/**
 * Reads the list.
 *
 * @param given text, or a list of texts and whole numbers, as the parameter holds it
 */
export function readProtectedUsers(given: unknown, forms: UserNameForms): ProtectedReading {
	const entries = entriesOf(given);
	if (entries === undefined) return { fault: 'is neither text nor a list of texts' };
	if (entries.length === 0) return { fault: 'is set and names nobody' };
	if (entries.length === 1 && entries[0] === NOBODY) return { keys: [] };

	const unusable = entries.find((entry) => !canMatch(entry, forms));
	if (unusable === undefined) return { keys: entries.map(protectionKey) };
	if (unusable === NOBODY) return { fault: `holds ${NOBODY} beside other entries` };
	if (unusable === '') return { fault: 'holds an entry that is empty' };
	const kinds = forms.usernames ? 'an email, an ID nor a username' : 'an email nor an ID';
	return { fault: `holds an entry that is neither ${kinds}: '${visible(unusable)}'` };
}

/**
 * What a name is compared by. Protecting is generous, since a wrong yes does no harm: other forms of
 * the same letter and other cases are the same.
 */
export function protectionKey(name: string): string {
	return name.normalize('NFKC').toLowerCase().normalize('NFKC').trim();
}

function entriesOf(given: unknown): string[] | undefined {
	if (typeof given === 'string') return given.split(SEPARATORS).filter((entry) => entry !== '');
	if (typeof given === 'number') return entriesOf([given]);
	if (given === undefined || given === null) return [];
	if (!Array.isArray(given)) return undefined;
	const entries = given.map((one: unknown) =>
		typeof one === 'number' && Number.isSafeInteger(one) ? String(one) : one,
	);
	if (!entries.every((one) => typeof one === 'string' || one === null || one === undefined))
		return undefined;
	return entries.map((one) => (one ?? '').replace(AROUND, ''));
}

function canMatch(entry: string, { isId, usernames }: UserNameForms): boolean {
	if (UNUSABLE_SIGNS.test(entry)) return false;
	return isEmail(entry) || isId(entry) || (usernames === true && isUsername(entry));
}

/** What cannot be seen, and all blanks but the plain one, which ids of some services hold. */
const UNUSABLE_SIGNS = /[\p{C}\p{DI}\u2800]|[^\P{Z} ]/u;

/** Half of an email: a letter or digit, and what may stand within. */
const LOCAL = /^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_+&!#$/~^-]|[.'](?![.']|$))*$/u;
const DOMAIN_LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;
/** Characters of a whole address: 64 before the @ and 255 after it (RFC 5321, 4.5.3.1). */
const LONGEST_EMAIL = 320;

/**
 * An email address and nothing around it: the atoms of RFC 5322 in letters of all scripts (RFC 6532),
 * without the signs that stand for something else where lists come from: wildcards, quotes, brackets,
 * bars, percent signs, and the equals sign that begins an expression.
 */
function isEmail(entry: string): boolean {
	const [local = '', domain, ...more] = entry.split('@');
	if (domain === undefined || more.length > 0 || entry.length > LONGEST_EMAIL) return false;
	return LOCAL.test(local) && domain.split('.').every((label) => DOMAIN_LABEL.test(label));
}

/** Letters, digits and the signs that usernames are made with; no mark of another notation. */
const USERNAME = /^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}._+\\-]*[\p{L}\p{M}\p{N}_-])?$/u;
/** What programs write in the place of a value that is not there. */
const NO_VALUE = /^(?:null|undefined|nan|none|nil|nobody|true|false)$/i;

function isUsername(entry: string): boolean {
	return USERNAME.test(entry) && !NO_VALUE.test(entry);
}
