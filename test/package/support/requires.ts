const LITERAL = /\b(?:require|import)\s*\(\s*(['"])(.+?)\1\s*\)/g;
const ANY = /\b(?:require|import)\s*\(/g;
const STATIC =
	/^\s*(?:import|export)\b[^'"\n]*?\bfrom\s*(['"])(.+?)\1|^\s*import\s*(['"])(.+?)\3/gm;

/**
 * What a script loads. One whose name is made at run time counts as
 * `(an expression)`: nobody could tell what it loads.
 */
export function requiresOf(code: string): string[] {
	const text = withoutComments(code);
	const literal = [...text.matchAll(LITERAL)].map((match) => match[2] ?? '');
	const statics = [...text.matchAll(STATIC)].map((match) => match[2] ?? match[4] ?? '');
	const expressions = [...text.matchAll(ANY)].length - literal.length;
	return [...literal, ...statics, ...Array<string>(expressions).fill('(an expression)')];
}

function withoutComments(code: string): string {
	return code.replace(/\/\*[^]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}
