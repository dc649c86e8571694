import { CredentialStore, LINE, searchList, testCredential } from '../../support/engine';
import { ClientOAuth2Api, LoginApi, StatusRuleApi, TokenApi } from './credentials';
import { DummyNode } from './dummy-node';
import { json, type LocalServer, startServer } from './local-server';

let server: LocalServer;

beforeEach(async () => {
	server = await startServer((request, response) => {
		const { pathname, searchParams } = new URL(request.path, 'http://server');
		const authorization = request.headers.authorization;
		if (pathname === '/oauth/token') {
			const known = new URLSearchParams(request.body).get('client_secret') === 'good';
			if (known) json(response, 200, { access_token: 'good', token_type: 'Bearer' });
			else json(response, 401, { error: 'access_denied', error_description: 'Unauthorized' });
		} else if (authorization === 'Bearer closed') {
			json(response, 200, { account: { state: 'closed' } });
		} else if (authorization === 'Bearer forbidden') json(response, 403, {});
		else if (authorization !== 'Bearer good') json(response, 401, { message: 'Who are you?' });
		else if (pathname === '/users') {
			const all = ['ana', 'bo', 'anton', 'anke'].filter((name) =>
				name.includes(searchParams.get('q') ?? ''),
			);
			const from = Number(searchParams.get('page') ?? 0);
			const next = from + 2 < all.length ? String(from + 2) : undefined;
			json(response, 200, { users: all.slice(from, from + 2), next });
		} else json(response, 200, { account: { state: 'open' } });
	});
});

afterEach(async () => {
	await server.close();
});

describe('list search', () => {
	const setup = () => ({
		node: new DummyNode(async () => ({})),
		method: 'searchUsers',
		credentials: { tokenApi: { data: { host: server.host, token: 'good' } } },
		credentialTypes: [new TokenApi()],
	});

	test('gives the first page and the way to the next', async () => {
		const first = await searchList({ ...setup(), filter: 'an' });
		const second = await searchList({
			...setup(),
			filter: 'an',
			paginationToken: first.paginationToken as string,
		});

		expect(first.results.map(({ value }) => value)).toEqual(['id-of-ana', 'id-of-anton']);
		expect(first.paginationToken).toBe('2');
		expect(second.results.map(({ name }) => name)).toEqual(['anke']);
		expect(second.paginationToken).toBeUndefined();
	});

	test('the method sees what the user set, and the defaults of the rest', async () => {
		const set = await searchList({ ...setup(), parameters: { email: 'ana@example.com' } });
		const unset = await searchList(setup());

		expect(set.results[0]?.url).toBe('ana@example.com');
		expect(unset.results[0]?.url).toBe('nobody@example.com');
	});

	test('rejects with what the method throws', async () => {
		const refused = searchList({
			...setup(),
			credentials: { tokenApi: { data: { host: server.host, token: 'bad' } } },
		});

		await expect(refused).rejects.toMatchObject({ name: 'NodeApiError', httpCode: '401' });
	});

	test('an unknown method is told', async () => {
		await expect(searchList({ ...setup(), method: 'searchCats' })).rejects.toThrow(
			'no list search "searchCats"',
		);
	});
});

describe('credential test', () => {
	const token = async (value: string, credentialType = new TokenApi()) =>
		await testCredential({
			credentialType,
			data: { host: server.host, token: value },
		});

	test('a good token is accepted', async () => {
		expect(await token('good')).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /me']);
	});

	test('a refused token is told in the words that n8n has for it', async () => {
		const { status, message } = await token('bad');

		expect(status).toBe('Error');
		// 1.x loses the response on the way and falls back on its text for the status.
		expect(message).toBe(
			LINE === 1 ? 'Authorization failed - please check your credentials' : 'Unauthorized',
		);
	});

	test('a rule on the status is heard on 2.x only', async () => {
		const { status, message } = await token('forbidden', new StatusRuleApi());

		expect(status).toBe('Error');
		expect(message).toBe(
			LINE === 1 ? 'Forbidden - perhaps check your credentials?' : 'A permission is missing',
		);
	});

	test('a rule on the body refuses an answer with status 200', async () => {
		expect(await token('closed')).toEqual({ status: 'Error', message: 'This account is closed' });
	});

	test('a type without a test says so', async () => {
		expect(await testCredential({ credentialType: new LoginApi(), data: {} })).toEqual({
			status: 'Error',
			message: 'No testing function found for this credential.',
		});
		expect(server.seen).toEqual([]);
	});

	describe('OAuth2', () => {
		const oauth = async (clientSecret: string, host = server.host, store = new CredentialStore()) =>
			await testCredential({
				credentialType: new ClientOAuth2Api(),
				data: { host, clientId: 'me', clientSecret },
				credentialStore: store,
			});

		test('fetches a token, stores it and calls', async () => {
			const store = new CredentialStore();

			expect(await oauth('good', server.host, store)).toMatchObject({ status: 'OK' });
			expect(store.tokenUpdates).toBe(1);
			expect(server.seen.map(({ path }) => path)).toEqual(['/oauth/token', '/me']);
		});

		test('a wrong secret is an error, and nothing is called', async () => {
			expect(await oauth('bad')).toMatchObject({ status: 'Error' });
			expect(server.seen.map(({ path }) => path)).not.toContain('/me');
		});

		test('a host that the expression refuses sends nothing', async () => {
			const { status, message } = await oauth('good', `${server.host}#x`);

			expect(status).toBe('Error');
			expect(message).toMatch(/Invalid URL|ERR_INVALID_URL/);
			expect(server.seen).toEqual([]);
		});
	});
});
