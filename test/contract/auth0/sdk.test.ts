import type { ManagementClient } from 'auth0';

import {
	CLIENTS,
	CROWD_SIZE,
	EMAILS,
	METHODS,
	REFRESH_TOKENS,
	SESSIONS,
	startAuth0Sandbox,
	USERS,
	type Auth0Sandbox,
} from '../../../sandbox/auth0';
import { driveTime } from '../../support/driveTime';
import { connectSdk, type SdkLink } from './sdkClient';

const time = driveTime();

let sandbox: Auth0Sandbox;
let link: SdkLink;
let auth0: ManagementClient;

beforeEach(async () => {
	sandbox = await startAuth0Sandbox();
	link = connectSdk(sandbox, CLIENTS.all);
	auth0 = link.client;
});

afterEach(async () => {
	link.undo();
	await sandbox.close();
});

/** Error that a call was refused with, in the terms of the SDK. */
async function refusalOf(call: Promise<unknown>): Promise<unknown> {
	return await call.then(
		() => {
			throw new Error('The call was not refused');
		},
		(error: unknown) => error,
	);
}

describe('token', () => {
	it('is fetched once for many calls, with the audience the SDK derives from the domain', async () => {
		await auth0.users.get(USERS.ana);
		await auth0.users.get(USERS.ben);
		expect(sandbox.tokenRequests).toBe(1);
		const [tokenRequest] = sandbox.requests;
		expect(tokenRequest).toMatchObject({
			method: 'POST',
			path: '/oauth/token',
			status: 200,
			body: {
				grant_type: 'client_credentials',
				client_id: CLIENTS.all.client_id,
				audience: `https://${sandbox.host}/api/v2/`,
			},
		});
	});

	it('is refused for a wrong secret', async () => {
		const wrong = { ...CLIENTS.all, client_secret: 'wrong' };
		link.undo();
		link = connectSdk(sandbox, wrong);
		const error = await refusalOf(link.client.users.get(USERS.ana));
		expect(error).toMatchObject({ statusCode: 401, error: 'access_denied' });
	});

	it('is refused for an application without a client grant', async () => {
		link.undo();
		link = connectSdk(sandbox, CLIENTS.unauthorized);
		const error = await refusalOf(link.client.users.get(USERS.ana));
		expect(error).toMatchObject({
			statusCode: 403,
			error_description: expect.stringContaining('You need to create a "client-grant"') as string,
		});
	});

	it('lacks permissions that the application does not have', async () => {
		link.undo();
		link = connectSdk(sandbox, CLIENTS.readOnly);
		const error = await refusalOf(link.client.users.delete(USERS.ana));
		expect(error).toMatchObject({
			statusCode: 403,
			body: {
				errorCode: 'insufficient_scope',
				message: 'Insufficient scope, expected any of: delete:users,delete:current_user',
			},
		});
		expect(sandbox.state.users.has(USERS.ana)).toBe(true);
	});

	it('is refused when it has expired', async () => {
		await auth0.users.get(USERS.ana);
		sandbox.expireTokens();
		const error = await refusalOf(auth0.users.get(USERS.ana));
		expect(error).toMatchObject({
			statusCode: 401,
			body: {
				attributes: { error: 'Expired token received for JSON Web Token validation' },
			},
		});
	});
});

describe('users', () => {
	it('are listed page by page to the end', async () => {
		const page = await auth0.users.list({ per_page: 40 });
		const seen = new Set<string | undefined>();
		for await (const user of page) seen.add(user.user_id);
		expect(seen.size).toBe(CROWD_SIZE + Object.keys(USERS).length);
	});

	it('come in pages of at most 50', async () => {
		const page = await auth0.users.list({ per_page: 100 });
		expect(page.data).toHaveLength(50);
		expect(page.response).toMatchObject({ limit: 50, start: 0, length: 50 });
	});

	it('are found by a search', async () => {
		const q = 'email:"ana@example.com" OR nickname:be*';
		const page = await auth0.users.list({ q, search_engine: 'v3' });
		expect(page.data.map((user) => user.email)).toEqual([EMAILS.ana, EMAILS.ben]);
	});

	it('are found by email, by the letter, in every connection', async () => {
		const twins = await auth0.users.listUsersByEmail({ email: EMAILS.twins });
		expect(twins.map((user) => user.user_id)).toEqual([USERS.twinDatabase, USERS.twinGoogle]);
		expect(await auth0.users.listUsersByEmail({ email: EMAILS.capitals.toLowerCase() })).toEqual(
			[],
		);
	});

	it.each([USERS.ana, USERS.slash, USERS.oidc, USERS.twinGoogle])('%s is read', async (id) => {
		expect(await auth0.users.get(id)).toMatchObject({ user_id: id });
	});

	it('gives only the fields asked for', async () => {
		const fields = { fields: 'user_id,email', include_fields: true };
		expect(await auth0.users.get(USERS.ana, fields)).toEqual({
			user_id: USERS.ana,
			email: EMAILS.ana,
		});
	});

	it('are blocked, and have no field `blocked` before', async () => {
		expect(await auth0.users.get(USERS.ana)).not.toHaveProperty('blocked');
		expect(await auth0.users.update(USERS.ana, { blocked: true })).toMatchObject({
			user_id: USERS.ana,
			blocked: true,
		});
		expect(sandbox.state.users.get(USERS.ana)?.blocked).toBe(true);
	});

	it('keep the metadata that an update does not name', async () => {
		const updated = await auth0.users.update(USERS.ana, {
			app_metadata: { leaving: '2026-11-30' },
			user_metadata: { language: null },
			nickname: null,
		});
		expect(updated.app_metadata).toEqual({ department: 'Finance', leaving: '2026-11-30' });
		expect(updated.user_metadata).toEqual({});
		expect(updated).not.toHaveProperty('nickname');
	});

	it('are created and deleted, and a second deletion is no error', async () => {
		const { user_id: id = '' } = await auth0.users.create({
			connection: 'Username-Password-Authentication',
			email: 'new@example.com',
			password: 'correct horse battery staple',
		});
		expect(await auth0.users.get(id)).toMatchObject({ email: 'new@example.com' });
		await auth0.users.delete(id);
		await auth0.users.delete(id);
		expect(await refusalOf(auth0.users.get(id))).toMatchObject({
			statusCode: 404,
			body: { errorCode: 'inexistent_user' },
		});
	});

	it('get a new recovery code', async () => {
		const { recovery_code: code } = await auth0.users.regenerateRecoveryCode(USERS.everyType);
		expect(code).toMatch(/^[0-9A-Z]{24}$/);
		expect(sandbox.state.recoveryCodes.get(USERS.everyType)).toBe(code);
	});
});

describe('authentication methods', () => {
	it('are listed with phone and email masked and without secrets', async () => {
		const page = await auth0.users.authenticationMethods.list(USERS.everyType);
		const byType = new Map(page.data.map((method) => [method.type, method]));
		expect(byType.get('phone')).toMatchObject({ phone_number: 'XXXXXXXX0200' });
		expect(byType.get('email')).toMatchObject({ email: 'chuc****@exam*******' });
		expect(JSON.stringify(page.data)).not.toContain('totp_secret');
		expect(byType.size).toBe(10);
	});

	it('are paged through to the end', async () => {
		for (let i = 0; i < 5; i++) {
			sandbox.state.addMethod(USERS.cleo, { type: 'email', email: `cleo${i}@example.com` });
		}
		const page = await auth0.users.authenticationMethods.list(USERS.cleo, { per_page: 2 });
		const ids: string[] = [];
		for await (const method of page) ids.push(method.id);
		expect(new Set(ids).size).toBe(5);
		expect(page.response.total).toBe(5);
	});

	it('have no total when there are none', async () => {
		const page = await auth0.users.authenticationMethods.list(USERS.cleo);
		expect(page.response).toEqual({ authenticators: [], start: 0, limit: 50 });
	});

	it('are read one by one, partly enrolled ones too', async () => {
		const { pendingTotp } = METHODS;
		const method = await auth0.users.authenticationMethods.get(USERS.pending, pendingTotp);
		expect(method).toMatchObject({ id: pendingTotp, type: 'totp', confirmed: false });
	});

	it('are created, and an identical one is a conflict', async () => {
		const body = { type: 'email', name: 'Test', email: 'chuck334@example.com' } as const;
		const created = await auth0.users.authenticationMethods.create(USERS.cleo, body);
		expect(created).toEqual({
			type: 'email',
			name: 'Test',
			email: 'chuc****@exam*******',
			id: expect.stringMatching(/^email\|dev_\w{16}$/) as string,
			created_at: expect.stringMatching(/Z$/) as string,
		});
		expect(sandbox.state.methodsOf(USERS.cleo)).toMatchObject([{ email: body.email }]);
		const again = auth0.users.authenticationMethods.create(USERS.cleo, body);
		expect(await refusalOf(again)).toMatchObject({ statusCode: 409 });
		const other = { ...body, email: 'other@example.com' };
		await auth0.users.authenticationMethods.create(USERS.cleo, other);
		expect(sandbox.state.methodsOf(USERS.cleo)).toHaveLength(2);
	});

	it('are not created without what their type needs, nor without end', async () => {
		const { authenticationMethods } = auth0.users;
		const bare = authenticationMethods.create(USERS.cleo, { type: 'phone', name: 'Phone' });
		expect(await refusalOf(bare)).toMatchObject({
			statusCode: 400,
			body: {
				errorCode: 'invalid_body',
				message: "Payload validation error: 'Missing required property: phone_number'.",
			},
		});
		sandbox.updateSettings({ maxMethodsPerType: 1 });
		await authenticationMethods.create(USERS.cleo, { type: 'email', email: 'a@example.com' });
		const second = { type: 'email', email: 'b@example.com' } as const;
		expect(await refusalOf(authenticationMethods.create(USERS.cleo, second))).toMatchObject({
			statusCode: 403,
			body: { message: 'You reached the limit of entities of this type for this user.' },
		});
		expect(sandbox.state.methodsOf(USERS.cleo)).toHaveLength(1);
	});

	it('are renamed', async () => {
		const renamed = await auth0.users.authenticationMethods.update(USERS.ana, METHODS.anaPhone, {
			name: 'Old phone',
			preferred_authentication_method: 'voice',
		});
		expect(renamed).toMatchObject({
			id: METHODS.anaPhone,
			name: 'Old phone',
			phone_number: 'XXXXXXXXXXX5044',
			authentication_methods: [{ id: 'voice|dev_kXVq4drj3Mw6uCF5', type: 'voice' }],
		});
		expect(renamed).not.toHaveProperty('confirmed');
	});

	it('are replaced as a whole, and answered in full', async () => {
		const replaced = await auth0.users.authenticationMethods.set(USERS.ana, [
			{ type: 'email', name: 'MyEmail', email: 'foo@example.com' },
			{ type: 'phone', name: 'MyPhone', phone_number: '+44207183875044' },
			{ type: 'totp', name: 'MyTotp', totp_secret: 'JBSWY3DPEHPK3PXP' },
		]);
		expect(replaced.map(({ email, phone_number: phone }) => email ?? phone)).toEqual([
			'foo@example.com',
			'+44207183875044',
			undefined,
		]);
		expect(JSON.stringify(replaced)).not.toMatch(/totp_secret|confirmed/);
		const left = sandbox.state.methodsOf(USERS.ana).map(({ type }) => type);
		expect(left).toEqual(['password', 'email', 'phone', 'totp']);
	});

	it('are deleted one by one, linked ones together', async () => {
		await auth0.users.authenticationMethods.delete(USERS.ana, METHODS.anaTotp);
		const left = sandbox.state.methodsOf(USERS.ana).map(({ id }) => id);
		expect(left).not.toContain(METHODS.anaTotp);
		expect(left).toHaveLength(3);

		await auth0.users.authenticationMethods.delete(USERS.linked, METHODS.linkedTotp);
		expect(sandbox.state.methodsOf(USERS.linked)).toEqual([]);

		const gone = auth0.users.authenticationMethods.delete(USERS.ana, METHODS.anaTotp);
		expect(await refusalOf(gone)).toMatchObject({
			statusCode: 404,
			body: { message: 'The authentication method could not be found.' },
		});
	});

	it('are deleted all at once', async () => {
		await auth0.users.authenticationMethods.deleteAll(USERS.ana);
		expect(sandbox.state.methodsOf(USERS.ana).map(({ type }) => type)).toEqual(['password']);
	});

	it('are all deleted when one is meant but its id is empty', async () => {
		await auth0.users.authenticationMethods.delete(USERS.ana, '');
		expect(sandbox.requests.at(-1)?.path).toMatch(/\/authentication-methods\/$/);
		expect(sandbox.state.methodsOf(USERS.ana).map(({ type }) => type)).toEqual(['password']);
	});

	it('are not deleted all at once or replaced when one is a passkey', async () => {
		const { authenticationMethods } = auth0.users;
		const refused = { statusCode: 403, body: { error: 'Forbidden' } };
		expect(await refusalOf(authenticationMethods.deleteAll(USERS.ben))).toMatchObject(refused);
		expect(await refusalOf(authenticationMethods.set(USERS.ben, []))).toMatchObject(refused);
		expect(sandbox.state.methodsOf(USERS.ben)).toHaveLength(2);
		await authenticationMethods.delete(USERS.ben, METHODS.benPasskey);
		await authenticationMethods.deleteAll(USERS.ben);
		expect(sandbox.state.methodsOf(USERS.ben)).toEqual([]);
	});
});

describe('sessions and refresh tokens', () => {
	it('are listed, read and ended', async () => {
		const page = await auth0.users.sessions.list(USERS.ana);
		expect(page.data.map(({ id }) => id)).toEqual(Object.values(SESSIONS));
		expect(await auth0.sessions.get(SESSIONS.anaLaptop)).toMatchObject({ user_id: USERS.ana });
		await auth0.sessions.delete(SESSIONS.anaLaptop);
		expect(sandbox.state.sessionsOf(USERS.ana)).toHaveLength(1);
		await auth0.users.sessions.delete(USERS.ana);
		expect((await auth0.users.sessions.list(USERS.ana)).data).toEqual([]);
		expect(sandbox.state.refreshTokensOf(USERS.ana)).toHaveLength(2);
	});

	it('are revoked together by session', async () => {
		await auth0.sessions.revoke(SESSIONS.anaPhone);
		expect(sandbox.state.refreshTokensOf(USERS.ana).map(({ id }) => id)).toEqual([
			REFRESH_TOKENS.anaDesktopApp,
		]);
	});

	it('are revoked together by user', async () => {
		await auth0.users.revokeAccess(USERS.ana, { preserve_refresh_tokens: true });
		expect(sandbox.state.sessionsOf(USERS.ana)).toEqual([]);
		expect(sandbox.state.refreshTokensOf(USERS.ana)).toHaveLength(2);
		await auth0.users.revokeAccess(USERS.ana);
		expect(sandbox.state.refreshTokensOf(USERS.ana)).toEqual([]);
	});

	it.each([false, true])('are paged by checkpoint (next always given: %s)', async (nextAlways) => {
		sandbox.updateSettings({ nextAlways });
		for (let i = 0; i < 3; i++) sandbox.state.addRefreshToken(USERS.ana);
		const page = await auth0.users.refreshToken.list(USERS.ana, { take: 2 });
		const ids: Array<string | undefined> = [];
		for await (const token of page) ids.push(token.id);
		expect(new Set(ids).size).toBe(5);
		expect(ids).toHaveLength(5);
		const whole = await auth0.users.refreshToken.list(USERS.ana, { take: 100 });
		expect(whole.response.next).toBe(nextAlways ? ids.at(-1) : undefined);
	});

	it('refresh tokens are listed by client, read, deleted and revoked', async () => {
		const list = await auth0.refreshTokens.list({
			user_id: USERS.ana,
			client_id: 'DesktopAppClient0000000000000000',
		});
		expect(list.data.map(({ id }) => id)).toEqual([REFRESH_TOKENS.anaDesktopApp]);
		const token = await auth0.refreshTokens.get(REFRESH_TOKENS.anaMobileApp);
		expect(token).toMatchObject({ session_id: SESSIONS.anaPhone });
		await auth0.refreshTokens.delete(REFRESH_TOKENS.anaMobileApp);
		await auth0.refreshTokens.revoke({ ids: [REFRESH_TOKENS.anaDesktopApp] });
		expect(sandbox.state.refreshTokensOf(USERS.ana)).toEqual([]);
		sandbox.state.addRefreshToken(USERS.ana);
		await auth0.users.refreshToken.delete(USERS.ana);
		expect(sandbox.state.refreshTokensOf(USERS.ana)).toEqual([]);
	});

	it('go away later when deletion takes time', async () => {
		sandbox.updateSettings({ deletion: { kind: 'time', ms: 5000 } });
		await auth0.users.sessions.delete(USERS.ana);
		expect((await auth0.users.sessions.list(USERS.ana)).data).toHaveLength(2);
		sandbox.advanceClock(5000);
		expect((await auth0.users.sessions.list(USERS.ana)).data).toEqual([]);
	});

	it('go away after some reads when deletion waits for reads', async () => {
		sandbox.updateSettings({ deletion: { kind: 'reads', reads: 2 } });
		await auth0.users.sessions.delete(USERS.ana);
		const counts: number[] = [];
		for (let i = 0; i < 3; i++) {
			counts.push((await auth0.users.sessions.list(USERS.ana)).data.length);
		}
		expect(counts).toEqual([2, 2, 0]);
	});

	it('need the Enterprise plan', async () => {
		sandbox.updateSettings({ plan: 'professional' });
		const refused = { statusCode: 403, body: { errorCode: 'insufficient_entitlement' } };
		expect(await refusalOf(auth0.users.sessions.list(USERS.ana))).toMatchObject(refused);
		expect(await refusalOf(auth0.users.refreshToken.delete(USERS.ana))).toMatchObject(refused);
		expect(sandbox.state.refreshTokensOf(USERS.ana)).toHaveLength(2);
	});
});

describe('Guardian and the older MFA endpoints', () => {
	it('tell the factors and policies of the tenant', async () => {
		const factors = await auth0.guardian.factors.list();
		expect(factors).toHaveLength(8);
		expect(factors).toContainEqual({ name: 'otp', enabled: true, trial_expired: false });
		expect(await auth0.guardian.policies.list()).toEqual(['all-applications']);
	});

	it('make an enrollment ticket that enrolls one method', async () => {
		const { ticket_id: id = '', ticket_url: url } = await auth0.guardian.enrollments.createTicket({
			user_id: USERS.cleo,
			email: 'jon@example.com',
			factor: 'push-notification',
			allow_multiple_enrollments: true,
		});
		expect(url).toBe(`https://mfa-sandbox.eu.auth0.com/mfa/enrollment?ticket=${id}`);
		sandbox.state.useTicket(id, { type: 'push' });
		expect(sandbox.state.methodsOf(USERS.cleo)).toMatchObject([{ type: 'push' }]);
		expect(() => sandbox.state.useTicket(id, { type: 'push' })).toThrow('was used');
	});

	it('make the link of a ticket on the custom domain that is asked for', async () => {
		const { ticket_url: url } = await auth0.guardian.enrollments.createTicket(
			{ user_id: USERS.cleo },
			{ headers: { 'auth0-custom-domain': 'login.example.com' } },
		);
		expect(url).toMatch(/^https:\/\/login\.example\.com\/mfa\/enrollment\?ticket=\w+$/);
	});

	it('are refused where several custom domains are possible and none is named', async () => {
		sandbox.updateSettings({ severalCustomDomains: true });
		const named = { headers: { 'auth0-custom-domain': 'login.example.com' } };
		const ticket = { user_id: USERS.cleo };
		const conflict = { statusCode: 409, body: { errorCode: 'custom_domain_conflict' } };
		expect(await refusalOf(auth0.guardian.enrollments.createTicket(ticket))).toMatchObject(
			conflict,
		);
		expect(await refusalOf(auth0.users.update(USERS.cleo, { blocked: true }))).toMatchObject(
			conflict,
		);
		await auth0.guardian.enrollments.createTicket(ticket, named);
		await auth0.users.update(USERS.cleo, { blocked: true }, named);
		expect(sandbox.state.users.get(USERS.cleo)?.blocked).toBe(true);
	});

	it('read and delete an enrollment, whoever it belongs to', async () => {
		const [, device = ''] = METHODS.anaTotp.split('|');
		expect(await auth0.guardian.enrollments.get(device)).toMatchObject({
			id: device,
			status: 'confirmed',
		});
		await auth0.guardian.enrollments.delete(METHODS.anaTotp);
		expect(await refusalOf(auth0.guardian.enrollments.get(device))).toMatchObject({
			statusCode: 404,
			body: { errorCode: 'enrollment_not_found' },
		});
	});

	it('tell the first confirmed enrollment of a user', async () => {
		expect(await auth0.users.enrollments.get(USERS.ana)).toMatchObject([
			{ auth_method: 'authenticator', status: 'confirmed' },
		]);
		expect(await auth0.users.enrollments.get(USERS.cleo)).toEqual([]);
		expect(await auth0.users.enrollments.get(USERS.pending)).toEqual([]);
	});

	it('delete authenticators, but no keys and no passkeys', async () => {
		await auth0.users.authenticators.deleteAll(USERS.ana);
		await auth0.users.authenticators.deleteAll(USERS.ben);
		const types = (id: string) => sandbox.state.methodsOf(id).map(({ type }) => type);
		expect(types(USERS.ana)).toEqual(['password', 'webauthn-roaming']);
		expect(types(USERS.ben)).toEqual(['passkey']);
	});

	it('forget remembered browsers and a legacy provider', async () => {
		expect(sandbox.state.rememberedBrowsers.get(USERS.ana)).toBe(2);
		await auth0.users.multifactor.invalidateRememberBrowser(USERS.ana);
		expect(sandbox.state.rememberedBrowsers.has(USERS.ana)).toBe(false);

		sandbox.state.addUser({ user_id: 'auth0|legacy', multifactor: ['duo'] });
		await auth0.users.multifactor.deleteProvider('auth0|legacy', 'duo');
		expect(sandbox.state.users.get('auth0|legacy')?.multifactor).toEqual([]);
	});
});

describe('device credentials, grants, blocks, logs', () => {
	it('device credentials are listed and deleted', async () => {
		sandbox.state.addDeviceCredential(USERS.ben);
		const page = await auth0.deviceCredentials.list({
			user_id: USERS.ana,
			type: 'refresh_token',
		});
		expect(page.data).toHaveLength(1);
		await auth0.deviceCredentials.delete(page.data[0]?.id ?? '');
		const left = [...sandbox.state.deviceCredentials.values()];
		expect(left.map((device) => device.user_id)).toEqual([USERS.ben]);
	});

	it('grants are listed and deleted, and take their tokens along', async () => {
		const page = await auth0.userGrants.list({ user_id: USERS.ana });
		expect(page.data).toMatchObject([{ user_id: USERS.ana }]);
		await auth0.userGrants.delete(page.data[0]?.id ?? '');
		expect(sandbox.state.refreshTokensOf(USERS.ana).map(({ id }) => id)).toEqual([
			REFRESH_TOKENS.anaDesktopApp,
		]);
		sandbox.state.addGrant(USERS.ana);
		sandbox.state.addGrant(USERS.ben);
		await auth0.userGrants.deleteByUserId({ user_id: USERS.ana });
		expect([...sandbox.state.grants.values()].map((grant) => grant.user_id)).toEqual([USERS.ben]);
	});

	it('blocks by brute-force protection are listed and lifted', async () => {
		const { cleo } = EMAILS;
		expect(await auth0.userBlocks.list(USERS.cleo)).toMatchObject({
			blocked_for: [{ identifier: cleo }],
		});
		await auth0.userBlocks.delete(USERS.cleo);
		expect(await auth0.userBlocks.listByIdentifier({ identifier: cleo })).toEqual({
			blocked_for: [],
		});
	});

	it('logs hold each write, with the correlation id of its request', async () => {
		await auth0.users.update(
			USERS.ana,
			{ blocked: true },
			{ headers: { 'X-Correlation-ID': 'execution-4711/0' } },
		);
		const page = await auth0.logs.list({ sort: 'date:-1', per_page: 1 });
		expect(page.data[0]).toMatchObject({
			type: 'sapi',
			description: 'Update a User',
			client_id: CLIENTS.all.client_id,
			references: { correlation_id: 'execution-4711/0' },
			details: {
				request: { method: 'patch', path: '/api/v2/users/auth0%7C5f7c8ec7c33c6c004bbafe82' },
				response: { statusCode: 200 },
			},
		});
		const entry = await auth0.logs.get(String(page.data[0]?.log_id));
		expect(entry).toMatchObject({ description: 'Update a User' });
	});

	it('logs of a user are listed', async () => {
		const page = await auth0.users.logs.list(USERS.ana, { sort: 'date:-1' });
		expect(page.data.map(({ type }) => type)).toEqual(['s', 'gd_enrollment_complete']);
	});
});

describe('limits', () => {
	it('are told by headers and by a 429 with the body of the service', async () => {
		sandbox.setRateLimit({ perSecond: 0.01, burst: 2 });
		const { rawResponse } = await auth0.users.get(USERS.ana).withRawResponse();
		expect(rawResponse.headers.get('x-ratelimit-limit')).toBe('2');
		expect(rawResponse.headers.get('x-ratelimit-remaining')).toBe('1');
		await auth0.users.get(USERS.ana);
		const error = await refusalOf(auth0.users.get(USERS.ana));
		expect(error).toMatchObject({
			statusCode: 429,
			body: { message: 'Global limit has been reached', errorCode: 'too_many_requests' },
		});
		const reset = Number(headerOf(error, 'x-ratelimit-reset'));
		expect(reset - time.now() / 1000).toBeGreaterThanOrEqual(100);
		expect(reset - time.now() / 1000).toBeLessThan(101);
	});
});

function headerOf(error: unknown, name: string): string | null | undefined {
	const { rawResponse } = error as { rawResponse?: { headers: Headers } };
	return rawResponse?.headers.get(name);
}
