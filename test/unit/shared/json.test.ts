import { DEEPEST_JSON, isTooDeep, parseJson } from '../../../nodes/shared/http/json';
import { fc } from '../../support/random';

const nested = (depth: number) => `${'[{"a":'.repeat(depth / 2)}1${'}]'.repeat(depth / 2)}`;

test('any JSON value is read as the parser reads it', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			const text = JSON.stringify(value).replaceAll('__proto__', 'proto');
			expect(parseJson(text)).toEqual(JSON.parse(text));
		}),
	);
});

test.each(['', '  ', '{', '<html>', '{"a":1}x', 'undefined'])('%j is no value', (text) => {
	expect(parseJson(text)).toBeUndefined();
});

test('the bound is on depth alone', () => {
	expect(parseJson(nested(DEEPEST_JSON))).toBeDefined();
	expect(isTooDeep(nested(DEEPEST_JSON))).toBe(false);
	expect(isTooDeep(nested(DEEPEST_JSON + 2))).toBe(true);
	expect(parseJson(nested(DEEPEST_JSON + 2))).toBeUndefined();
	expect(isTooDeep(`[${'[],'.repeat(10_000)}[]]`)).toBe(false);
});

test('brackets within texts are no depth, whatever is escaped there', () => {
	const text = JSON.stringify({ a: '[{'.repeat(1000), b: '\\"[\\\\'.repeat(1000), c: '"[' });
	expect(isTooDeep(text)).toBe(false);
	expect(parseJson(text)).toEqual(JSON.parse(text));
});

test('a page is not JSON, and so not too deep', () => {
	expect(isTooDeep(`<script>${'{'.repeat(1000)}</script>`)).toBe(false);
});

test('a key __proto__ is left out at any depth and in any spelling', () => {
	const text =
		'{"__proto__":{"x":1},"a":[{"\\u005f_proto__":{"x":1},"b":{"__pr\\u006fto__":1,"c":2}}],"constructor":{"prototype":{"y":3}}}';
	const value = parseJson(text) as { a: Array<{ b: object }> };
	expect(JSON.stringify(value)).toBe('{"a":[{"b":{"c":2}}],"constructor":{"prototype":{"y":3}}}');
	for (const one of [value, value.a[0] ?? {}, value.a[0]?.b ?? {}]) {
		expect(Object.getPrototypeOf(one)).toBe(Object.prototype);
	}
	expect('x' in {}).toBe(false);
});
