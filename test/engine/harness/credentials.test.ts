import type { IHttpRequestOptions } from 'n8n-workflow';
import { CredentialStore, LINE, runNode } from '../../support/engine';
import { ClientOAuth2Api, LoginApi, TokenApi } from './credentials';
import { DummyNode, type Work } from './dummy-node';
import { json, type LocalServer, startServer } from './local-server';

/**
 * The API takes the token that was handed out last. Counts tokens in `issued`,
 * and forgets the valid one when a test says so.
 */
let server: LocalServer;
let issued = 0;
let valid: string | undefined;

beforeEach(async () => {
	issued = 0;
	valid = undefined;
	server = await startServer((request, response) => {
		const issue = (key: string, more: object = {}): void => {
			issued += 1;
			valid = `token-${issued}`;
			json(response, 200, { [key]: valid, ...more });
		};
		if (request.path === '/oauth/token') {
			issue('access_token', { token_type: 'Bearer', expires_in: 86_400 });
		} else if (request.path === '/login') issue('token');
		else if (request.headers.authorization !== `Bearer ${valid}`) {
			json(response, 401, { message: 'Invalid token' });
		} else json(response, 200, { ok: true });
	});
});

afterEach(async () => {
	await server.close();
});

function get(credentialType: string, more: Partial<IHttpRequestOptions> = {}): Work {
	return async function () {
		return (await this.helpers.httpRequestWithAuthentication.call(this, credentialType, {
			url: `http://${server.host}/things`,
			json: true,
			...more,
		})) as never;
	};
}

const authorizations = () =>
	server.seen.filter(({ path }) => path === '/things').map(({ headers }) => headers.authorization);

test('a static token is put into the header by the declarative authenticate', async () => {
	valid = 'pasted';
	const { status, tokenUpdates } = await runNode({
		node: new DummyNode(get('tokenApi')),
		credentials: { tokenApi: { data: { host: server.host, token: 'pasted' } } },
		credentialTypes: [new TokenApi()],
	});

	expect(status).toBe('success');
	expect(authorizations()).toEqual(['Bearer pasted']);
	expect(tokenUpdates).toBe(0);
});

test('a credential field takes an expression, resolved with the item', async () => {
	valid = 'from-item';
	const { status } = await runNode({
		node: new DummyNode(get('tokenApi')),
		credentials: { tokenApi: { data: { host: server.host, token: '={{ $json.token }}' } } },
		credentialTypes: [new TokenApi()],
		items: [{ token: 'from-item' }],
	});

	expect(status).toBe('success');
	expect(authorizations()).toEqual(['Bearer from-item']);
});

test('a credential type that nobody gave is told', async () => {
	const { status, error } = await runNode({
		node: new DummyNode(get('tokenApi')),
		credentials: { tokenApi: { data: {} } },
	});

	expect(status).toBe('error');
	expect(error?.message).toContain('add it to credentialTypes');
});

describe('OAuth2 client credentials', () => {
	const setup = () => ({
		node: new DummyNode(get('clientOAuth2Api')),
		credentials: {
			clientOAuth2Api: { data: { host: server.host, clientId: 'me', clientSecret: 'hush' } },
		},
		credentialTypes: [new ClientOAuth2Api()],
		credentialStore: new CredentialStore(),
	});
	const tokenRequests = () => server.seen.filter(({ path }) => path === '/oauth/token');

	test('an empty cache costs one token request, form-encoded with the audience', async () => {
		const { status, tokenUpdates } = await runNode(setup());

		expect(status).toBe('success');
		expect(tokenUpdates).toBe(1);
		expect(authorizations()).toEqual(['Bearer token-1']);
		expect(tokenRequests()).toHaveLength(1);
		const [request] = tokenRequests();
		expect(request?.method).toBe('POST');
		expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
		expect(Object.fromEntries(new URLSearchParams(request?.body))).toMatchObject({
			grant_type: 'client_credentials',
			client_id: 'me',
			client_secret: 'hush',
			audience: `http://${server.host}/api/`,
		});
	});

	test('the token is kept in the store for the next run', async () => {
		const shared = setup();
		await runNode(shared);
		const { status, tokenUpdates } = await runNode(shared);

		expect(status).toBe('success');
		expect(tokenUpdates).toBe(0);
		expect(tokenRequests()).toHaveLength(1);
		expect(authorizations()).toEqual(['Bearer token-1', 'Bearer token-1']);
		const { data } = shared.credentialStore.get('id-of-clientOAuth2Api', 'clientOAuth2Api');
		expect(data).toMatchObject({ clientId: 'me', oauthTokenData: { access_token: 'token-1' } });
	});

	test('a store of its own for each run when none is given', async () => {
		const { credentialStore, ...alone } = setup();
		await runNode(alone);
		await runNode(alone);

		expect(credentialStore.tokenUpdates).toBe(0);
		expect(tokenRequests()).toHaveLength(2);
	});

	test('a thrown 401 has n8n renew the token, store it and send again', async () => {
		const shared = setup();
		await runNode(shared);
		valid = undefined;
		const { status, tokenUpdates } = await runNode(shared);

		expect(status).toBe('success');
		expect(tokenUpdates).toBe(1);
		expect(tokenRequests()).toHaveLength(2);
		expect(authorizations()).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-2']);
	});

	test('an ignored 401 is an answer: nothing is renewed and nothing sent again', async () => {
		const shared = setup();
		await runNode(shared);
		valid = undefined;
		const { status, outputs, tokenUpdates } = await runNode({
			...shared,
			node: new DummyNode(
				get('clientOAuth2Api', { ignoreHttpStatusErrors: true, returnFullResponse: true }),
			),
		});

		expect(status).toBe('success');
		expect(outputs[0]?.[0]?.json).toMatchObject({ statusCode: 401 });
		expect(tokenUpdates).toBe(0);
		expect(tokenRequests()).toHaveLength(1);
	});

	test('a host that the expression refuses sends nothing', async () => {
		const { status, error } = await runNode({
			...setup(),
			credentials: {
				clientOAuth2Api: {
					data: { host: `${server.host}#x`, clientId: 'me', clientSecret: 'hush' },
				},
			},
		});

		expect(status).toBe('error');
		expect(error?.message).toContain('Invalid URL');
		expect(server.seen).toEqual([]);
	});
});

describe('a login of its own with an expirable field', () => {
	const setup = () => ({
		node: new DummyNode(get('loginApi')),
		credentials: { loginApi: { data: { host: server.host, secret: '={{ "se" + "cret" }}' } } },
		credentialTypes: [new LoginApi()],
		credentialStore: new CredentialStore(),
	});
	const logins = () => server.seen.filter(({ path }) => path === '/login');

	test('runs when the field is empty, and its token is used and kept', async () => {
		const shared = setup();
		const first = await runNode(shared);
		const second = await runNode(shared);

		expect([first.status, second.status]).toEqual(['success', 'success']);
		expect([first.tokenUpdates, second.tokenUpdates]).toEqual([1, 0]);
		expect(logins().map(({ body }) => body)).toEqual(['{"secret":"secret"}']);
		expect(authorizations()).toEqual(['Bearer token-1', 'Bearer token-1']);
	});

	test('runs again on a thrown 401', async () => {
		const shared = setup();
		await runNode(shared);
		valid = undefined;
		const { status, tokenUpdates } = await runNode(shared);

		expect(status).toBe('success');
		expect(tokenUpdates).toBe(1);
		expect(logins()).toHaveLength(2);
		expect(authorizations()).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-2']);
	});

	test('2.x keeps the expression that the user typed, 1.x stores what it gave', async () => {
		const shared = setup();
		await runNode(shared);

		expect(shared.credentialStore.get('id-of-loginApi', 'loginApi').data).toEqual({
			host: server.host,
			secret: LINE === 1 ? 'secret' : '={{ "se" + "cret" }}',
			sessionToken: 'token-1',
		});
	});
});
