/**
 * Where credentials may be sent.
 *
 * A host is a plain DNS name with at least two labels, reached over https, or a loopback address
 * with a port, reached over http (a sandbox on the same machine). Everything else is refused:
 * user info, ports, paths, fragments, IP addresses, non-ASCII names, trailing dots.
 *
 * The rule is needed twice: in node code, and inside the credential's own expressions, because
 * n8n requests the OAuth2 token and runs the credential test without running any node code.
 * Both are made from the same regular expressions.
 */
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST_PATTERN = `^(?=.{4,253}$)(?:${LABEL}[.])+(?=[a-z0-9-]*[a-z])${LABEL}$`;
const LOOPBACK_PATTERN = '^(?:localhost|127[.]0[.]0[.]1|\\[::1\\]):[1-9][0-9]{0,4}$';

// What a person may paste around the host: the scheme, blanks, closing slashes.
const SCHEME_PATTERN = '^https://';
const LOOPBACK_SCHEME_PATTERN = '^http://(?=(?:localhost|127[.]0[.]0[.]1|\\[::1\\]):)';
const SLASHES_PATTERN = '/+$';

/** The origin to send to (`https://tenant.example.com`), or undefined when `typed` is no host. */
export function originOf(typed: unknown): string | undefined {
	if (typeof typed !== 'string') return undefined;
	const host = typed
		.trim()
		.toLowerCase()
		.replace(new RegExp(SCHEME_PATTERN), '')
		.replace(new RegExp(LOOPBACK_SCHEME_PATTERN), '')
		.replace(new RegExp(SLASHES_PATTERN), '');
	if (new RegExp(LOOPBACK_PATTERN).test(host)) return `http://${host}`;
	if (new RegExp(HOST_PATTERN).test(host)) return `https://${host}`;
	return undefined;
}

/**
 * An n8n credential expression that gives the origin of the host typed into the credential field
 * `field`, followed by `path`; for anything that is no host it gives text that is no URL, so that
 * n8n sends nothing and says "Invalid URL".
 *
 * @param field name of the credential's field
 * @param path appended to the origin, starting with `/`, or ''
 */
export function originExpression(field: string, path = ''): string {
	return `={{ ${originScript(`$self["${field}"]`, path)} }}`;
}

/** The same as {@link originExpression} for the declarative test of a credential. */
export function testOriginExpression(field: string, path = ''): string {
	return `={{ ${originScript(`$credentials.${field}`, path)} }}`;
}

function originScript(field: string, path: string): string {
	const literal = (pattern: string) => JSON.stringify(pattern);
	const host =
		`String(${field} ?? "").trim().toLowerCase()` +
		`.replace(new RegExp(${literal(SCHEME_PATTERN)}), "")` +
		`.replace(new RegExp(${literal(LOOPBACK_SCHEME_PATTERN)}), "")` +
		`.replace(new RegExp(${literal(SLASHES_PATTERN)}), "")`;
	return (
		`[${host}].map((host) => new RegExp(${literal(LOOPBACK_PATTERN)}).test(host) ? "http://" + host + "${path}"` +
		` : new RegExp(${literal(HOST_PATTERN)}).test(host) ? "https://" + host + "${path}"` +
		` : "The host is not valid")[0]`
	);
}
