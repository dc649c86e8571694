import type { ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/** The entries of a picker that hold what was typed into its search. */
export function matching(
	entries: INodeListSearchItems[],
	filter: string | undefined,
): INodeListSearchItems[] {
	const term = (filter ?? '').trim().toLowerCase();
	return entries.filter(
		({ name, value }) =>
			name.toLowerCase().includes(term) || String(value).toLowerCase().includes(term),
	);
}

/**
 * All that there is to pick, narrowed by the search. An empty picker does not say whether something
 * went wrong, so one that has nothing to offer tells why in its place.
 *
 * @param what is missing, e.g. "This user has no sessions"
 * @throws NodeOperationError whose message n8n shows in the list
 */
export function offered(
	context: ILoadOptionsFunctions,
	entries: INodeListSearchItems[],
	filter: string | undefined,
	what: string,
): INodeListSearchItems[] {
	if (entries.length === 0) {
		throw new NodeOperationError(context.getNode(), what, {
			description: 'There is nothing to pick from.',
		});
	}
	return matching(entries, filter);
}

/** e.g. "Phone: Work phone (last used 2026-11-20)" */
export function entryOf(
	value: string,
	words: readonly string[],
	notes: readonly string[] = [],
): INodeListSearchItems {
	const told = words.filter(Boolean);
	const distinct = told.filter(
		(word, index) => told.findIndex((one) => one.toLowerCase() === word.toLowerCase()) === index,
	);
	const name = distinct.join(': ') || value;
	const note = notes.filter(Boolean).join(', ');
	return { name: note ? `${name} (${note})` : name, value };
}

/** e.g. "last used 2026-11-20"; empty where the service gives no date. */
export function dated(word: string, date: unknown): string {
	return typeof date === 'string' && date !== '' ? `${word} ${date.slice(0, 10)}` : '';
}
