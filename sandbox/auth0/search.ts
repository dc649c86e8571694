import { invalidQuery } from './errors';
import { compareTexts, valuesAt } from './records';
import { SearchSyntaxError, tokenize, type Token, type Word } from './searchTokens';

/**
 * The part of Auth0's user and log search syntax (Lucene) that people use:
 * `field:value`, quoted values, `*` at the start or the end of a value, ranges,
 * `_exists_:field`, AND, OR, NOT, `-`, parentheses, also around the values of
 * one field, and `\` before a special character.
 */
export type Matcher = (record: unknown) => boolean;

/** Fields whose values are compared without case in user search. */
const WITHOUT_CASE = new Set(['email', 'name', 'given_name', 'family_name', 'nickname']);
/** Fields that a value without a field name is looked for in. */
const DEFAULT_FIELDS = ['email', 'name', 'nickname', 'username', 'given_name', 'family_name'];
const MIN_AFTER_LEADING_STAR = 3;

/** Reads a `q` parameter; 400 when it cannot be read. */
export function searchMatcher(q: string): Matcher {
	try {
		return parseSearch(q);
	} catch (error) {
		if (!(error instanceof SearchSyntaxError)) throw error;
		throw invalidQuery(`${error.message}' on property q.`);
	}
}

/** @throws SearchSyntaxError when the query cannot be read */
export function parseSearch(query: string): Matcher {
	const parser = new Parser(tokenize(query));
	return parser.parseAll();
}

class Parser {
	private at = 0;

	constructor(private readonly tokens: Token[]) {}

	parseAll(): Matcher {
		if (this.tokens.length === 0) return () => true;
		const matcher = this.parseOr(undefined);
		if (this.at < this.tokens.length) throw new SearchSyntaxError('There is more than one query');
		return matcher;
	}

	private parseOr(field: string | undefined): Matcher {
		const parts = [this.parseAnd(field)];
		while (this.takeKeyword('OR')) parts.push(this.parseAnd(field));
		return (record) => parts.some((part) => part(record));
	}

	private parseAnd(field: string | undefined): Matcher {
		const parts = [this.parseNot(field)];
		while (this.takeKeyword('AND') || this.startsTerm()) parts.push(this.parseNot(field));
		return (record) => parts.every((part) => part(record));
	}

	private parseNot(field: string | undefined): Matcher {
		if (this.takeKeyword('NOT')) {
			const inner = this.parseNot(field);
			return (record) => !inner(record);
		}
		return this.parseTerm(field);
	}

	private parseTerm(field: string | undefined): Matcher {
		const token = this.next();
		if (token.kind === '(') {
			const inner = this.parseOr(field);
			this.expect(')');
			return inner;
		}
		if (token.kind === '[' || token.kind === '{') {
			if (field === undefined) throw new SearchSyntaxError('A range needs a field');
			return this.parseRange(field, token.kind === '[');
		}
		if (token.kind !== 'word') throw new SearchSyntaxError(`Unexpected ${token.kind}`);
		if (isOperator(token)) throw new SearchSyntaxError(`${token.text} joins nothing`);
		if (this.peek()?.kind === ':') return this.parseField(token);
		return valueMatcher(field, token);
	}

	private parseField(name: Word): Matcher {
		this.expect(':');
		const isNegated = !name.quoted && name.text.startsWith('-');
		const field = isNegated ? name.text.slice(1) : name.text;
		if (field === '_exists_') {
			const token = this.next();
			if (token.kind !== 'word') throw new SearchSyntaxError('_exists_ needs a field');
			return (record) => valuesAt(record, token.text).length > 0;
		}
		const inner = this.parseTerm(field);
		return isNegated ? (record) => !inner(record) : inner;
	}

	private parseRange(field: string, includesLow: boolean): Matcher {
		const low = this.word();
		if (!this.takeKeyword('TO')) throw new SearchSyntaxError('A range needs TO');
		const high = this.word();
		const close = this.next();
		if (close.kind !== ']' && close.kind !== '}') {
			throw new SearchSyntaxError('A range is not closed');
		}
		const includesHigh = close.kind === ']';
		return (record) =>
			valuesAt(record, field).some(
				(value) =>
					isWithin(value, low, includesLow ? 'atLeast' : 'above') &&
					isWithin(value, high, includesHigh ? 'atMost' : 'below'),
			);
	}

	/** The text of a bound; undefined for `*`. */
	private word(): string | undefined {
		const token = this.next();
		if (token.kind !== 'word') throw new SearchSyntaxError('A range needs two bounds');
		// A date has colons, which are tokens of their own.
		let { text } = token;
		while (this.peek()?.kind === ':') {
			this.at += 1;
			const part = this.next();
			if (part.kind !== 'word') throw new SearchSyntaxError('A range needs two bounds');
			text += `:${part.text}`;
		}
		return text === '' ? undefined : text;
	}

	private startsTerm(): boolean {
		const token = this.peek();
		if (!token) return false;
		if (token.kind === 'word') return token.text === 'NOT' || !isOperator(token);
		return token.kind === '(';
	}

	private takeKeyword(keyword: string): boolean {
		const token = this.peek();
		if (token?.kind !== 'word' || token.quoted || token.text !== keyword) return false;
		this.at += 1;
		return true;
	}

	private expect(kind: Token['kind']): void {
		if (this.next().kind !== kind) throw new SearchSyntaxError(`Expected ${kind}`);
	}

	private peek(): Token | undefined {
		return this.tokens[this.at];
	}

	private next(): Token {
		const token = this.tokens[this.at];
		if (!token) throw new SearchSyntaxError('The query ends too early');
		this.at += 1;
		return token;
	}
}

function isOperator({ text, quoted }: Word): boolean {
	return !quoted && ['AND', 'OR', 'NOT', 'TO'].includes(text);
}

function valueMatcher(field: string | undefined, token: Word): Matcher {
	const { leading, trailing } = token.stars;
	if (leading && token.text !== '' && token.text.length < MIN_AFTER_LEADING_STAR) {
		throw new SearchSyntaxError('A leading * needs at least 3 characters after it');
	}
	const fields = field === undefined ? DEFAULT_FIELDS : [field];
	return (record) =>
		fields.some((name) => {
			const ignoresCase = WITHOUT_CASE.has(name);
			const wanted = ignoresCase ? token.text.toLowerCase() : token.text;
			return valuesAt(record, name).some((value) => {
				const text = ignoresCase ? String(value).toLowerCase() : String(value);
				if (leading && trailing) return text.includes(wanted);
				if (leading) return text.endsWith(wanted);
				return trailing ? text.startsWith(wanted) : text === wanted;
			});
		});
}

function isWithin(
	value: string | number | boolean,
	bound: string | undefined,
	side: 'atLeast' | 'above' | 'atMost' | 'below',
): boolean {
	if (bound === undefined) return true;
	const difference =
		typeof value === 'number' ? value - Number(bound) : compareTexts(String(value), bound);
	switch (side) {
		case 'atLeast':
			return difference >= 0;
		case 'above':
			return difference > 0;
		case 'atMost':
			return difference <= 0;
		case 'below':
			return difference < 0;
	}
}
