import { explainCredential as auth0 } from '../../../nodes/Auth0/transport/explain';
import { emnifyDialect } from '../../../nodes/Emnify/transport/dialect';
import { explainCredential as oneLogin } from '../../../nodes/OneLogin/transport/explain';
import { neverSent, readThrown, type Thrown } from '../../../nodes/shared/http/thrown';

/**
 * What the two lines of n8n make of a refused token request, as they were seen to throw it: 1.x
 * keeps the message and, without an `error` in the body, the status; 2.x keeps what it was made of.
 */

const line1 = (message: string, httpCode: string, description?: string) => ({
	message,
	httpCode,
	...(description !== undefined && { description }),
});
const word2 = (message: string, body: object) => ({
	message: `Failed to acquire OAuth2 access token: ${message}`,
	httpCode: null,
	cause: {
		message: `Failed to acquire OAuth2 access token: ${message}`,
		cause: { message, body, code: 'EAUTH' },
	},
});
const renewed2 = (message: string, body: object) => ({
	message,
	httpCode: 'EAUTH',
	cause: { message, body, code: 'EAUTH' },
});
const status2 = (status: number, message: string, body: string) => ({
	message: `Failed to acquire OAuth2 access token: ${message}`,
	httpCode: null,
	cause: {
		message: `Failed to acquire OAuth2 access token: ${message}`,
		cause: { message, status, body, code: 'ESTATUS' },
	},
});

const TOO_MANY = 'The service is receiving too many requests from you';
const GLOBAL = 'Global limit has been reached';
const DENIED = 'The resource owner or authorization server denied the request.';
const NO_JSON =
	'Expected JSON response from OAuth2 token endpoint (content-type: text/html) but received: <html>Too many</html>';
const SERVER_ERROR =
	'The authorization server encountered an unexpected condition that prevented it from fulfilling the request.';

const LIMITS: ReadonlyArray<readonly [string, object]> = [
	['1.x, word and sentence', line1(GLOBAL, 'EAUTH')],
	['1.x, word', line1('too_many_requests', 'EAUTH')],
	['1.x, slow_down', line1('slow_down', 'EAUTH')],
	['1.x, slow_down with a sentence', line1('You are polling too fast', 'EAUTH')],
	['1.x, the words of an API', line1('Too Many Requests', 'EAUTH')],
	['1.x, a sentence on a rate', line1('API rate limit exceeded for this client', 'EAUTH')],
	['1.x, HTML', line1(TOO_MANY, '429', 'Unsupported content type: text/html')],
	['1.x, empty', line1(TOO_MANY, '429', 'Unsupported content type: ')],
	['1.x, JSON without error', line1(TOO_MANY, '429', 'HTTP status 429')],
	['2.x, word and sentence', word2(GLOBAL, { error: 'too_many_requests' })],
	['2.x, slow_down', word2('Polling', { error: 'slow_down' })],
	['2.x, renewal', renewed2(GLOBAL, { error: 'too_many_requests' })],
	['2.x, the words of an API', word2('Too Many Requests', { error: 'Too Many Requests' })],
	['2.x, HTML', status2(429, NO_JSON, '<html>Too many</html>')],
	['2.x, JSON without error', status2(429, 'HTTP status 429', '{"statusCode":429}')],
];

test.each(LIMITS)('a limit: %s', (_, error) => {
	const thrown = readThrown(error);
	expect(thrown.kind).toBe('tokenLimit');
	expect(neverSent(thrown)).toBe(true);
});

const OTHERS: ReadonlyArray<readonly [string, object, Partial<Thrown>]> = [
	['1.x, access_denied', line1(DENIED, 'EAUTH'), { kind: 'credential', detail: 'access_denied' }],
	['1.x, a wrong secret', line1('Unauthorized', 'EAUTH'), { kind: 'credential' }],
	['1.x, 403', line1('Forbidden', '403', 'HTTP status 403'), { kind: 'credential', status: 403 }],
	['1.x, server_error', line1(SERVER_ERROR, 'EAUTH'), { kind: 'noToken', detail: 'server_error' }],
	[
		'2.x, access_denied',
		word2(DENIED, { error: 'access_denied', error_description: 'Client is not authorized' }),
		{ kind: 'credential', detail: 'access_denied', says: 'Client is not authorized' },
	],
	['2.x, 403', status2(403, 'HTTP status 403', '{}'), { kind: 'credential', status: 403 }],
	['2.x, a page that says too many', status2(503, NO_JSON, ''), { kind: 'noToken', status: 503 }],
	[
		'2.x, a token request without an answer in time',
		{
			message: 'Failed to acquire OAuth2 access token: timeout of 300000ms exceeded',
			cause: {
				message: 'x',
				cause: { message: 'timeout of 300000ms exceeded', code: 'ECONNABORTED' },
			},
		},
		{ kind: 'noToken', detail: 'ECONNABORTED' },
	],
	['2.x, server_error', word2('x', { error: 'server_error' }), { kind: 'noToken' }],
	[
		'2.x, a word that is known beats what is said beside it',
		word2('Too many secrets', { error: 'invalid_client', error_description: 'Too many secrets' }),
		{ kind: 'credential', detail: 'invalid_client' },
	],
];

test.each(OTHERS)('no limit: %s', (_, error, expected) => {
	expect(readThrown(error)).toMatchObject(expected);
});

test('a message as long as a book is read at once', () => {
	const before = performance.now();
	readThrown(line1('too too_ rate limit of '.repeat(500_000), 'EAUTH'));
	expect(performance.now() - before).toBeLessThan(2000);
});

const emnify = (status: number | undefined, code: string) =>
	emnifyDialect.explainCredential(status, code);

const MEANINGS: ReadonlyArray<
	readonly [string, ReturnType<typeof auth0>, meaning: string, message: RegExp]
> = [
	['auth0, 429', auth0(429, ''), 'limit', /too many/],
	['auth0, slow_down', auth0(undefined, 'slow_down'), 'limit', /too many/],
	['auth0, 403', auth0(403, ''), 'permission', /not let this application/],
	['auth0, 403 with the word', auth0(403, 'access_denied'), 'permission', /not let this/],
	[
		'auth0, not authorised',
		auth0(undefined, 'access_denied', 'Client is not authorized to access "https://x"'),
		'permission',
		/not let this application/,
	],
	[
		'auth0, another audience',
		auth0(undefined, 'access_denied', 'Service not enabled within domain: x'),
		'permission',
		/not let this application/,
	],
	[
		'auth0, a wrong secret',
		auth0(undefined, 'access_denied', 'Unauthorized'),
		'token',
		/not accept the credential/,
	],
	['auth0, which is open', auth0(undefined, 'access_denied'), 'token', /not accept the credential/],
	['auth0, 401', auth0(401, 'access_denied'), 'token', /not accept the credential/],
	['auth0, 404', auth0(404, ''), 'service', /no token service/],
	['auth0, 500', auth0(500, ''), 'service', /not able/],
	['onelogin, 429', oneLogin(429, ''), 'limit', /too many/],
	['onelogin, 403', oneLogin(403, ''), 'permission', /not let/],
	['onelogin, 401', oneLogin(401, ''), 'token', /not accept/],
	['onelogin, 404', oneLogin(404, ''), 'service', /no token service/],
	['onelogin, 500', oneLogin(500, ''), 'service', /not able/],
	['emnify, too many', emnify(undefined, 'tooMany'), 'limit', /too many/],
	['emnify, 429', emnify(429, 'too_many_requests'), 'limit', /too many/],
	['emnify, forbidden', emnify(undefined, 'forbidden'), 'permission', /not let/],
	['emnify, refused', emnify(undefined, 'refused'), 'token', /not accept/],
	['emnify, unavailable', emnify(undefined, 'unavailable'), 'service', /not able/],
];

test.each(MEANINGS)('%s', (_, explained, meaning, message) => {
	expect(explained.meaning).toBe(meaning);
	expect(explained.message).toMatch(message);
	if (meaning === 'permission' || meaning === 'limit') {
		expect(`${explained.message} ${explained.description}`).not.toMatch(/secret|password/i);
	}
});

test('where n8n does not hand on which it is, the text says so and names the authorisation first', () => {
	const { description } = auth0(undefined, 'access_denied');
	expect(description).toMatch(/^Either the application is not authorised .* or Client ID/);
	expect(description).toContain('n8n does not hand on which');
});
