/**
 * Where credentials may be sent.
 *
 * A host is a plain DNS name with at least two labels, reached over https, or a loopback address
 * with a port, reached over http (a sandbox on the same machine). Everything else is refused:
 * user info, ports, paths, fragments, IP addresses, non-ASCII names, trailing dots, and https to a
 * loopback address, which would go out as http.
 *
 * The rule is needed twice: in node code, and inside the credential's own expressions, because
 * n8n requests the OAuth2 token and runs the credential test without running any node code.
 * Both are made from the same regular expressions.
 */
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST_PATTERN = `^(?=.{4,253}$)(?!localhost[.])(?:${LABEL}[.])+(?=[a-z0-9-]*[a-z])${LABEL}$`;
const NAME_PATTERN = `^${LABEL}$`;
const LOOPBACK = '(?:localhost|127[.]0[.]0[.]1|\\[::1\\]):';
const LOOPBACK_PATTERN = `^${LOOPBACK}[1-9][0-9]{0,4}$`;

// What a person may paste around the host: the scheme, blanks, closing slashes.
const SCHEME_PATTERN = `^https://(?!${LOOPBACK})`;
const LOOPBACK_SCHEME_PATTERN = `^http://(?=${LOOPBACK})`;
// Looks for the end at the first of several only: at each of them, a long row of slashes took minutes.
const SLASHES_PATTERN = '(?<!/)/+$';
// Put in the place of a letter that lower case would turn into another one (U+212A into k).
const FOREIGN_PATTERN = '[^\\x00-\\x7f]';
const NO_LETTER = '?';

/**
 * The origin to send to (`https://tenant.example.com`), or undefined when `typed` is no host.
 *
 * @param home domain that all hosts of the service are below, e.g. `example.com`: a bare name
 * `tenant` stands for `tenant.example.com` then, and hosts of other domains are refused
 */
export function originOf(typed: unknown, home?: string): string | undefined {
	if (typeof typed !== 'string') return undefined;
	const host = typed
		.trim()
		.replace(new RegExp(FOREIGN_PATTERN, 'g'), NO_LETTER)
		.toLowerCase()
		.replace(new RegExp(SCHEME_PATTERN), '')
		.replace(new RegExp(LOOPBACK_SCHEME_PATTERN), '')
		.replace(new RegExp(SLASHES_PATTERN), '');
	if (new RegExp(LOOPBACK_PATTERN).test(host)) return `http://${host}`;
	if (home !== undefined && new RegExp(NAME_PATTERN).test(host)) return `https://${host}.${home}`;
	if (new RegExp(hostPattern(home)).test(host)) return `https://${host}`;
	return undefined;
}

/** True for a plain DNS name with at least two labels and nothing around it, in either case. */
export function isHostName(text: string): boolean {
	// Without the flag "u", "i" takes no foreign letter for an ASCII one.
	return new RegExp(HOST_PATTERN, 'i').test(text);
}

function hostPattern(home: string | undefined): string {
	if (home === undefined) return HOST_PATTERN;
	return `^(?=.{4,253}$)(?:${LABEL}[.])+${home.replaceAll('.', '[.]')}$`;
}

/**
 * An n8n credential expression that gives the origin of the host typed into the credential field
 * `field`, followed by `path`; for anything that is no host it gives text that is no URL, so that
 * n8n sends nothing and says "Invalid URL".
 *
 * @param field name of the credential's field
 * @param path appended to the origin, starting with `/`, or ''
 * @param home as in {@link originOf}
 */
export function originExpression(field: string, path = '', home?: string): string {
	return `={{ ${originScript(`$self["${field}"]`, path, home)} }}`;
}

/** The same as {@link originExpression} for the declarative test of a credential. */
export function testOriginExpression(field: string, path = '', home?: string): string {
	return `={{ ${originScript(`$credentials.${field}`, path, home)} }}`;
}

function originScript(field: string, path: string, home: string | undefined): string {
	const literal = (pattern: string) => JSON.stringify(pattern);
	const host =
		`String(${field} ?? "").trim()` +
		`.replace(new RegExp(${literal(FOREIGN_PATTERN)}, "g"), ${literal(NO_LETTER)}).toLowerCase()` +
		`.replace(new RegExp(${literal(SCHEME_PATTERN)}), "")` +
		`.replace(new RegExp(${literal(LOOPBACK_SCHEME_PATTERN)}), "")` +
		`.replace(new RegExp(${literal(SLASHES_PATTERN)}), "")`;
	const bareName =
		home === undefined
			? ''
			: ` : new RegExp(${literal(NAME_PATTERN)}).test(host) ? "https://" + host + ".${home}${path}"`;
	return (
		`[${host}].map((host) => new RegExp(${literal(LOOPBACK_PATTERN)}).test(host) ? "http://" + host + "${path}"` +
		bareName +
		` : new RegExp(${literal(hostPattern(home))}).test(host) ? "https://" + host + "${path}"` +
		` : "The host is not valid")[0]`
	);
}
