export type QueryValue = string | number | boolean | undefined;
export type Query = Record<string, QueryValue>;

/**
 * The query string with its `?`, or '' when nothing is set. Values that are undefined are left
 * out. It is built here and not by n8n's `qs` option, because the two n8n lines encode `+`, `@`
 * and `:` differently and an e-mail address with `+` must arrive as typed.
 */
export function encodeQuery(query: Query | undefined): string {
	const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
		value === undefined
			? []
			: [`${encodeURIComponent(name)}=${encodeURIComponent(String(value)).replace(/%20/g, '+')}`],
	);
	return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
