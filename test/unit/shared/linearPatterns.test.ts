import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

import { originOf } from '../../../nodes/shared/host';

/**
 * Every pattern runs in linear time: each one in the product is tried on long texts of its own
 * signs, repeated. Where the time goes with the square of the length, one of them takes seconds.
 */

const ROOT = join(__dirname, '../../..');
const LENGTH = 100_000;
const MOST_MS = 1000;

interface Pattern {
	place: string;
	regex: RegExp;
}

function patternsIn(path: string): Pattern[] {
	const file = ts.createSourceFile(
		path,
		readFileSync(join(ROOT, path), 'utf8'),
		ts.ScriptTarget.ES2022,
		true,
	);
	const found: Pattern[] = [];
	const look = (node: ts.Node): void => {
		if (ts.isRegularExpressionLiteral(node)) {
			const end = node.text.lastIndexOf('/');
			const regex = new RegExp(node.text.slice(1, end), node.text.slice(end + 1));
			const { line } = file.getLineAndCharacterOfPosition(node.getStart());
			found.push({ place: `${path}:${line + 1} ${node.text.slice(0, 60)}`, regex });
		}
		node.forEachChild(look);
	};
	look(file);
	return found;
}

const PATTERNS = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.flatMap((name) => patternsIn(join(folder, name))),
);

/** Signs of all kinds, and pieces of the pattern itself, since those take it furthest. */
function pumpsFor(source: string): string[] {
	const plain = source.replace(/\\([^a-zA-Z0-9])/g, '$1');
	const pieces = [1, 2, 3, 4, 6].flatMap((length) =>
		Array.from({ length: plain.length }, (_, at) => plain.slice(at, at + length)),
	);
	const signs = [
		'a',
		'A',
		'1',
		' ',
		'\n',
		'a-',
		'a.',
		'eyJ',
		'eyJ-',
		'&#x',
		'%2b',
		'{{ ',
		'é',
		'�',
	];
	return [...new Set([...signs, ...pieces])].filter((pump) => pump !== '');
}

function longestRun(pumps: readonly string[], run: (text: string) => unknown): [number, string] {
	let longest: [number, string] = [0, ''];
	for (const pump of pumps) {
		const many = pump.repeat(LENGTH / pump.length);
		for (const text of [many, `${many}\u0000`, `a${many}\u0000`, `http://${many} `]) {
			const before = performance.now();
			run(text);
			const took = performance.now() - before;
			if (took > longest[0]) longest = [took, pump];
			if (took > MOST_MS) return longest;
		}
	}
	return longest;
}

test('the patterns are found', () => {
	expect(PATTERNS.length).toBeGreaterThan(60);
});

test.each(PATTERNS)('$place', ({ regex }) => {
	const [took, pump] = longestRun(pumpsFor(regex.source), (text) => text.replace(regex, ''));
	expect({ pump, isLinear: took <= MOST_MS }).toEqual({ pump, isLinear: true });
});

test.each([undefined, 'onelogin.com'])('a host below %s', (home) => {
	const [took] = longestRun(pumpsFor('https://a-b.localhost:[::1]/.auth0.com/'), (text) =>
		originOf(text, home),
	);
	expect(took).toBeLessThanOrEqual(MOST_MS);
});
