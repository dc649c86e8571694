import type { INodeParameters } from 'n8n-workflow';
import { TOTP } from 'otpauth';

import { METHODS, USERS } from '../../../sandbox/auth0/seed';
import { byId, calls, changes, rows, runAuth0, sandboxForTests } from './setup';

const sandbox = sandboxForTests();
const CREATE = { resource: 'authenticationMethod', operation: 'create', userId: byId(USERS.cleo) };
const REPLACE = {
	resource: 'authenticationMethod',
	operation: 'replaceAll',
	userId: byId(USERS.cleo),
	methodsSource: 'json',
};
const bodyOf = (method: string) =>
	sandbox().requests.find((one) => one.method === method && one.path.startsWith('/api/'))?.body;

describe('Create', () => {
	test.each<[string, INodeParameters, object]>([
		['email', { email: 'cleo@example.com' }, { email: 'cleo@example.com' }],
		[
			'webauthn-roaming',
			{ keyId: 'k', publicKey: 'cGs=', relyingPartyIdentifier: 'login.example.com' },
			{ key_id: 'k', public_key: 'cGs=', relying_party_identifier: 'login.example.com' },
		],
		[
			'passkey',
			{
				keyId: 'k',
				publicKey: 'cGs=',
				relyingPartyIdentifier: 'login.example.com',
				passkeyFields: {
					aaguid: 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4',
					credentialBackedUp: true,
					credentialDeviceType: 'single_device',
					identityUserId: 'i',
					transports: 'internal, hybrid',
					userAgent: 'Browser',
					userHandle: 'h',
				},
			},
			{
				key_id: 'k',
				public_key: 'cGs=',
				relying_party_identifier: 'login.example.com',
				aaguid: 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4',
				credential_backed_up: true,
				credential_device_type: 'single_device',
				identity_user_id: 'i',
				transports: ['internal', 'hybrid'],
				user_agent: 'Browser',
				user_handle: 'h',
			},
		],
		[
			'totp',
			{ secretSource: 'own', totpSecret: 'gezd gnbv gy3t qojq' },
			{ totp_secret: 'GEZDGNBVGY3TQOJQ' },
		],
	])('%s sends its own fields only', async (type, parameters, body) => {
		const result = await runAuth0(sandbox(), { ...CREATE, type, ...parameters });
		expect(result.error).toBeUndefined();
		expect(bodyOf('POST')).toEqual({ type, ...body });
		expect(rows(result)).toMatchObject([{ type }]);
		expect(rows(result)[0]).not.toHaveProperty('totp_secret');
	});

	test('totp makes a secret, sends it and hands it over with an address for a QR code', async () => {
		const result = await runAuth0(sandbox(), { ...CREATE, type: 'totp', issuer: 'Example Ltd' });
		const [row] = rows(result);
		const secret = row?.totp_secret as string;
		expect(secret).toMatch(/^[A-Z2-7]{32}$/);
		expect(bodyOf('POST')).toEqual({ type: 'totp', totp_secret: secret });
		const uri = new URL(row?.otpauth_uri as string);
		expect(uri.href).toContain('otpauth://totp/Example%20Ltd:auth0%7C');
		expect(uri.searchParams.get('secret')).toBe(secret);
		expect(new TOTP({ secret }).generate()).toMatch(/^\d{6}$/);
		const stored = result.serialized().split(secret).length - 1;
		expect(stored).toBe(2); // totp_secret and otpauth_uri, and nowhere else
	});

	test('a method that exists already is a conflict, told as one', async () => {
		const parameters = { ...CREATE, type: 'email', email: 'cleo@example.com' };
		await runAuth0(sandbox(), parameters);
		const result = await runAuth0(sandbox(), parameters);
		expect(result.error?.message).toBe('Auth0 already has this');
		expect(result.error?.context.data).toMatchObject({ statusCode: 409 });
	});

	test.each<[string, INodeParameters, string]>([
		['phone', { phoneNumber: 'XXXXXXXXXXX5044' }, "'Phone Number' is not a phone number"],
		['phone', { phoneNumber: 'call me' }, "'Phone Number' is not a phone number"],
		['email', { email: '****@exam*******' }, "'Email' is masked"],
		['email', { email: 'cleo' }, "'Email' is not an email address"],
		['totp', { secretSource: 'own', totpSecret: 'not base 32 !' }, "'TOTP Secret' is not a Base32"],
	])('%s %j is refused before anything is sent', async (type, parameters, message) => {
		const result = await runAuth0(sandbox(), { ...CREATE, type, ...parameters });
		expect(result.error?.message).toContain(message);
		expect(sandbox().requests).toEqual([]);
	});
});

describe('Delete All', () => {
	test('with a passkey: refused by the service, done one by one, each reported', async () => {
		sandbox().state.addMethod(USERS.ben, { type: 'password', id: 'password|dev_BenPassword0001' });
		const result = await runAuth0(sandbox(), {
			resource: 'authenticationMethod',
			operation: 'deleteAll',
			userId: byId(USERS.ben),
		});
		const [row] = rows(result);
		expect(row).toMatchObject({ deleted: true, userId: USERS.ben });
		expect(row?.methods).toEqual(
			expect.arrayContaining([
				{ id: METHODS.benPasskey, type: 'passkey', result: 'deleted' },
				{ id: METHODS.benTotp, type: 'totp', result: 'deleted' },
				expect.objectContaining({ type: 'password', result: 'kept' }),
			]),
		);
		expect(changes(sandbox())[0]).toMatch(/authentication-methods$/);
		expect(changes(sandbox())).not.toContainEqual(expect.stringContaining('password'));
		expect(
			sandbox()
				.state.methodsOf(USERS.ben)
				.map(({ type }) => type),
		).toEqual(['password']);
	});

	test('what could not be deleted is an error that carries what was done', async () => {
		sandbox().fault({
			kind: 'status',
			status: 403,
			body: { statusCode: 403, error: 'Forbidden', message: 'No.' },
			method: 'DELETE',
			path: '/api/v2/users/*/authentication-methods/passkey*',
			times: 'always',
		});
		const result = await runAuth0(sandbox(), {
			resource: 'authenticationMethod',
			operation: 'deleteAll',
			userId: byId(USERS.ben),
		});
		expect(result.error?.message).toBe('1 of 2 authentication methods could not be deleted');
		expect(result.error?.context.data).toMatchObject({
			effect: 'partial',
			details: {
				methods: expect.arrayContaining([
					expect.objectContaining({ id: METHODS.benPasskey, result: 'failed' }),
					{ id: METHODS.benTotp, type: 'totp', result: 'deleted' },
				]) as unknown,
			},
		});
	});

	test('that lacks its permission is no passkey refusal', async () => {
		const result = await runAuth0(
			sandbox(),
			{ resource: 'authenticationMethod', operation: 'deleteAll', userId: byId(USERS.ben) },
			{ client: { client_id: 'sandbox-read-only', client_secret: 'sandbox-read-only-secret' } },
		);
		expect(result.error?.message).toBe('The Auth0 credential lacks a permission for this');
		expect(changes(sandbox())).toHaveLength(1);
	});
});

describe('Replace All', () => {
	test('from fields built in the editor', async () => {
		const result = await runAuth0(sandbox(), {
			...REPLACE,
			methodsSource: 'fields',
			newMethods: {
				method: [
					{ type: 'phone', phone_number: '+441234567890', name: 'Office' },
					{ type: 'totp', totp_secret: 'GEZDGNBVGY3TQOJQ' },
				],
			},
		});
		expect(bodyOf('PUT')).toEqual([
			{
				type: 'phone',
				name: 'Office',
				phone_number: '+441234567890',
				preferred_authentication_method: 'sms',
			},
			{ type: 'totp', totp_secret: 'GEZDGNBVGY3TQOJQ' },
		]);
		expect(rows(result)).toMatchObject([{ replaced: true, count: 2 }]);
		expect(JSON.stringify(rows(result))).not.toContain('GEZDGNBVGY3TQOJQ');
	});

	test.each<[string, string, RegExp]>([
		['an empty list', '[]', /list of new methods is empty/],
		['no JSON', '[{', /'New Methods \(JSON\)' is not valid JSON/],
		['no list', '{"type":"phone"}', /'New Methods \(JSON\)' is not a list/],
		[
			'a masked phone',
			'[{"type":"phone","phone_number":"XXXXXXXXXXX5044"}]',
			/'New Methods \(JSON\)', entry 1, 'phone_number' is not a phone number/,
		],
		[
			'a masked email',
			'[{"type":"email","email":"chuc****@exam*******"}]',
			/'New Methods \(JSON\)', entry 1, 'email' is masked/,
		],
		[
			'what was read',
			'[{"type":"phone","id":"phone|dev_x"}]',
			/has a field that Auth0 does not take: 'id'/,
		],
		['a type that cannot be sent', '[{"type":"push"}]', /has a type that cannot be sent: 'push'/],
		['a list of text', '["a@b.example"]', /'New Methods \(JSON\)', entry 1, is not an object/],
		[
			'a second entry with a list for a name',
			'[{"type":"email","email":"a@b.example"},{"type":"email","name":["x"]}]',
			/'New Methods \(JSON\)', entry 2, 'name' is not text/,
		],
		[
			'a secret that is none',
			'[{"type":"totp","totp_secret":"0189"}]',
			/'New Methods \(JSON\)', entry 1, 'totp_secret' is not a Base32 secret/,
		],
	])('%s is refused before anything is sent', async (_, newMethodsJson, message) => {
		const result = await runAuth0(sandbox(), { ...REPLACE, newMethodsJson });
		expect(result.error?.message).toMatch(message);
		expect(result.error?.description).toContain('Nothing was sent');
		expect(sandbox().requests).toEqual([]);
	});

	test.each<[string, INodeParameters[], RegExp]>([
		[
			'a phone number that is none',
			[{ type: 'phone', phone_number: 'none' }],
			/'New Methods', entry 1, 'Phone Number' is not a phone number/,
		],
		[
			'an address that is none',
			[{ type: 'email', email: 'none' }],
			/'New Methods', entry 1, 'Email' is not an email address/,
		],
		[
			'a secret that is none',
			[{ type: 'totp', totp_secret: '0189' }],
			/'New Methods', entry 1, 'TOTP Secret' is not a Base32 secret/,
		],
		['a type that cannot be sent', [{ type: 'push' }], /'New Methods', entry 1, has a type/],
	])('in the form, %s is told in the words of the form', async (_, method, message) => {
		const result = await runAuth0(sandbox(), {
			...REPLACE,
			methodsSource: 'fields',
			newMethods: { method },
		});
		expect(result.error?.message).toMatch(message);
		expect(result.error?.message).not.toContain('JSON');
		expect(result.error?.description).toContain('Nothing was sent');
		expect(result.error?.description).not.toContain('By ID');
		expect(sandbox().requests).toEqual([]);
	});

	test('an empty list is sent when the user ticked it', async () => {
		const result = await runAuth0(sandbox(), {
			...REPLACE,
			userId: byId(USERS.linked),
			newMethodsJson: '[]',
			allowEmptyList: true,
		});
		expect(sandbox().requests.find(({ method }) => method === 'PUT')?.bodyText).toBe('[]');
		expect(rows(result)).toMatchObject([{ replaced: true, count: 0, methods: [] }]);
		expect(sandbox().state.methodsOf(USERS.linked)).toEqual([]);
	});

	test('for a user with a passkey is refused by the service, in its words', async () => {
		const result = await runAuth0(sandbox(), {
			...REPLACE,
			userId: byId(USERS.ben),
			newMethodsJson: '[{"type":"phone","phone_number":"+441234567890"}]',
		});
		expect(result.error?.message).toBe('Auth0 does not allow this');
		expect(result.error?.description).toMatch(/passkey/i);
		expect(sandbox().state.methodsOf(USERS.ben)).toHaveLength(2);
	});
});

test('Update without a field is refused', async () => {
	const result = await runAuth0(sandbox(), {
		resource: 'authenticationMethod',
		operation: 'update',
		userId: byId(USERS.ana),
		methodId: byId(METHODS.anaPhone),
	});
	expect(result.error?.message).toContain("'Update Fields' holds nothing to change");
	expect(sandbox().requests).toEqual([]);
});

test('Update with a name that an expression does not find is refused, not sent as none', async () => {
	const result = await runAuth0(
		sandbox(),
		{
			resource: 'authenticationMethod',
			operation: 'update',
			userId: byId(USERS.ana),
			methodId: byId(METHODS.anaPhone),
			updateFields: { name: '={{ $json.none }}' },
		},
		{ items: [{}] },
	);
	expect(result.error?.message).toBe("The parameter 'Name' is empty");
	expect(sandbox().requests).toEqual([]);
});

test('WebAuthn answers in either spelling come out in one', async () => {
	sandbox().fault({
		kind: 'status',
		status: 200,
		body: {
			id: METHODS.anaSecurityKey,
			type: 'webauthn-roaming',
			relyingPartyIdentifier: 'a.b',
			keyId: 'k',
			publicKey: 'p',
			totp_secret: 's3cret',
		},
		path: '/api/v2/users/**',
	});
	const result = await runAuth0(sandbox(), {
		resource: 'authenticationMethod',
		operation: 'get',
		userId: byId(USERS.ana),
		methodId: byId(METHODS.anaSecurityKey),
	});
	expect(rows(result)).toEqual([
		{
			id: METHODS.anaSecurityKey,
			type: 'webauthn-roaming',
			relying_party_identifier: 'a.b',
			key_id: 'k',
			public_key: 'p',
		},
	]);
});

describe('Revoke Access without a session', () => {
	test.each([
		['where the service takes it for all', undefined],
		['where the service asks for a session', { kind: 'status', status: 400 } as const],
	])('ends sessions and tokens %s', async (_, fault) => {
		if (fault) sandbox().fault({ ...fault, method: 'POST', path: '/api/v2/users/*/revoke-access' });
		const result = await runAuth0(sandbox(), {
			resource: 'user',
			operation: 'revokeAccess',
			userId: byId(USERS.ana),
		});
		expect(rows(result)).toMatchObject([{ accepted: true }]);
		expect(sandbox().state.sessionsOf(USERS.ana)).toEqual([]);
		expect(sandbox().state.refreshTokensOf(USERS.ana)).toEqual([]);
	});

	test('keeps refresh tokens when asked to', async () => {
		await runAuth0(sandbox(), {
			resource: 'user',
			operation: 'revokeAccess',
			userId: byId(USERS.ana),
			preserveRefreshTokens: true,
		});
		expect(sandbox().state.sessionsOf(USERS.ana)).toEqual([]);
		expect(sandbox().state.refreshTokensOf(USERS.ana)).toHaveLength(2);
	});
});

test('what the plan does not include is told as that', async () => {
	sandbox().updateSettings({ plan: 'free' });
	const result = await runAuth0(sandbox(), {
		resource: 'session',
		operation: 'deleteAll',
		userId: byId(USERS.ana),
	});
	expect(result.error?.message).toBe('The plan of the Auth0 tenant does not include this');
	expect(calls(sandbox())).toHaveLength(2);
});
