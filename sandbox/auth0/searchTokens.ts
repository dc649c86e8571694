/** A search query that cannot be read. */
export class SearchSyntaxError extends Error {}

export interface Word {
	kind: 'word';
	text: string;
	stars: { leading: boolean; trailing: boolean };
	quoted: boolean;
}

export type Token = { kind: '(' | ')' | ':' | '[' | ']' | '{' | '}' } | Word;

/** Splits a query into words and signs; `\\` takes the special meaning from a character. */
export function tokenize(query: string): Token[] {
	const tokens: Token[] = [];
	let i = 0;
	while (i < query.length) {
		const char = query.charAt(i);
		if (/\s/.test(char)) {
			i += 1;
		} else if ('():[]{}'.includes(char)) {
			tokens.push({ kind: char as '(' });
			i += 1;
		} else if (char === '"') {
			const [text, next] = readQuoted(query, i + 1);
			tokens.push({
				kind: 'word',
				text,
				stars: { leading: false, trailing: false },
				quoted: true,
			});
			i = next;
		} else {
			const [word, next] = readWord(query, i);
			tokens.push(word);
			i = next;
		}
	}
	return tokens;
}

function readQuoted(query: string, start: number): [string, number] {
	let text = '';
	for (let i = start; i < query.length; i++) {
		const char = query.charAt(i);
		if (char === '"') return [text, i + 1];
		if (char === '\\') i += 1;
		text += query.charAt(i);
	}
	throw new SearchSyntaxError('A quote is not closed');
}

function readWord(query: string, start: number): [Token, number] {
	let text = '';
	const stars = { leading: false, trailing: false };
	let i = start;
	for (; i < query.length; i++) {
		const char = query.charAt(i);
		if (/[\s():[\]{}"]/.test(char)) break;
		if (char === '*') {
			if (text === '' && i === start) stars.leading = true;
			else stars.trailing = true;
			continue;
		}
		if (stars.trailing) throw new SearchSyntaxError('A * is only read at the start or the end');
		if (char === '\\') {
			i += 1;
			if (i >= query.length) throw new SearchSyntaxError('A \\ at the end escapes nothing');
		}
		text += query.charAt(i);
	}
	return [{ kind: 'word', text, stars, quoted: false }, i];
}
