import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { offboardSteps, resetSteps } from '../../../nodes/Auth0/lifecycleSteps';
import { USERS } from '../../../sandbox/auth0/seed';
import { CredentialStore } from '../../support/engine';
import { CASES } from './cases';
import {
	byId,
	calls,
	changes,
	listOf,
	rows,
	runAuth0,
	sandboxForTests,
	type Auth0Run,
} from './setup';

const sandbox = sandboxForTests();
const DOMAIN = 'login.example.com';
const ANA = 'auth0%7C5f7c8ec7c33c6c004bbafe82';
const TICKET = 'POST /guardian/enrollments/ticket';
/** Auth0 Management API: what lists the header among its parameters. */
const TAKES = /^(PATCH \/users\/[^/?]+|POST \/guardian\/enrollments\/ticket)$/;

const userOperation = (operation: string) => ({
	resource: 'user',
	operation,
	userId: byId(USERS.ana),
});
const BLOCK = userOperation('block');
const UNBLOCK = userOperation('unblock');
const OFFBOARD = {
	...userOperation('offboard'),
	mode: 'execute',
	steps: offboardSteps.map(({ parts: [{ id }] }) => id),
};
const RESET = {
	...userOperation('resetMfa'),
	mode: 'execute',
	steps: resetSteps.map(({ parts: [{ id }] }) => id),
};
const CREATE_TICKET = {
	resource: 'enrollment',
	operation: 'createTicket',
	userId: byId(USERS.ana),
};

const execute = async (parameters: INodeParameters, customDomain?: unknown, run: Auth0Run = {}) =>
	await runAuth0(
		sandbox(),
		{
			...parameters,
			...(customDomain !== undefined && {
				options: { customDomain } as INodeParameters,
			}),
		},
		run,
	);

/** Each request with the domain that it named, the sign-in included. */
const named = () =>
	sandbox().requests.map(({ method, path, headers }) => ({
		call: `${method} ${path.replace('/api/v2', '')}`,
		domain: headers['auth0-custom-domain'],
	}));
const withDomain = () => named().filter(({ domain }) => domain !== undefined);

describe('the option Custom Domain', () => {
	test.each([
		['Block', BLOCK, [`PATCH /users/${ANA}`]],
		['Unblock', UNBLOCK, [`PATCH /users/${ANA}`]],
		['Offboard', OFFBOARD, [`PATCH /users/${ANA}`]],
		['Reset MFA', RESET, [TICKET]],
		['Create Ticket', CREATE_TICKET, [TICKET]],
	] as const)('goes with the documented call of %s', async (_, parameters, expected) => {
		const result = await execute({ ...parameters }, DOMAIN);
		expect(result.error).toBeUndefined();
		expect(withDomain()).toEqual(expected.map((call) => ({ call, domain: DOMAIN })));
	});

	test('goes with every documented call of every operation, and with no other', async () => {
		for (const [resource, cases] of Object.entries(CASES)) {
			for (const [operation, { parameters }] of Object.entries(cases)) {
				await execute({ resource, operation, ...parameters }, DOMAIN);
			}
		}
		const seen = named();
		const taking = seen.filter(({ call }) => TAKES.test(call));
		expect(taking.length).toBeGreaterThanOrEqual(3);
		expect(taking.every(({ domain }) => domain === DOMAIN)).toBe(true);
		expect(withDomain()).toEqual(taking);
		expect(seen.length).toBeGreaterThan(taking.length);
	});

	test('goes neither with the renewal of the token nor with a read', async () => {
		const credentialStore = new CredentialStore();
		await execute(BLOCK, DOMAIN, { credentialStore });
		sandbox().expireTokens();
		sandbox().clearRequests();
		const result = await execute(BLOCK, DOMAIN, { credentialStore });
		expect(result.error).toBeUndefined();
		expect(named().map(({ call }) => call)).toContain('POST /oauth/token');
		expect(new Set(withDomain().map(({ call }) => call))).toEqual(new Set([`PATCH /users/${ANA}`]));
	});

	test.each([
		['Block', BLOCK],
		['Offboard', OFFBOARD],
		['Reset MFA', RESET],
		['Create Ticket', CREATE_TICKET],
	])('left out, %s names no domain', async (_, parameters) => {
		const result = await execute(parameters);
		expect(result.error).toBeUndefined();
		expect(withDomain()).toEqual([]);
	});

	test('changes nothing of a Preview, which makes no link', async () => {
		for (const parameters of [OFFBOARD, RESET]) {
			const result = await execute({ ...parameters, mode: 'preview' }, DOMAIN);
			expect(rows(result)).toMatchObject([{ outcome: 'previewed' }]);
		}
		expect(withDomain()).toEqual([]);
	});

	test.each([
		['with blanks and a line end around', ' login.example.com \n', DOMAIN],
		['in capitals', 'Login.Example.COM', 'Login.Example.COM'],
		['of many labels', 'a-b.c1.d.example.co.uk', 'a-b.c1.d.example.co.uk'],
		['in Punycode', 'xn--mnchen-3ya.example.com', 'xn--mnchen-3ya.example.com'],
	])('is taken %s', async (_, typed, sent) => {
		await execute(BLOCK, typed);
		expect(withDomain()).toEqual([{ call: `PATCH /users/${ANA}`, domain: sent }]);
	});

	test('is read once, with the first item, for all of them', async () => {
		const result = await execute(
			{ ...BLOCK, userId: byId('={{ $json.id }}') },
			'={{ $json.domain }}',
			{
				items: [
					{ id: USERS.ana, domain: 'one.example.com' },
					{ id: USERS.cleo, domain: 'two.example.com' },
				],
			},
		);
		expect(result.error).toBeUndefined();
		expect(withDomain().map(({ domain }) => domain)).toEqual([
			'one.example.com',
			'one.example.com',
		]);
	});
});

describe('a Custom Domain that cannot be one', () => {
	const NO_HOST = /^The parameter 'Custom Domain' is not a host name/;
	const EMPTY = /^The parameter 'Custom Domain' is empty$/;
	const items = [
		{
			link: 'https://login.example.com',
			number: 5,
			list: [DOMAIN],
			object: { domain: DOMAIN },
			blank: ' \n ',
			broken: '\ud800.example.com',
		},
	];

	test.each([
		['https://login.example.com', NO_HOST],
		['login.example.com/', NO_HOST],
		['login.example.com/path', NO_HOST],
		['login.example.com:443', NO_HOST],
		['login.example.com.', NO_HOST],
		['.example.com', NO_HOST],
		['login..example.com', NO_HOST],
		['-login.example.com', NO_HOST],
		['login_1.example.com', NO_HOST],
		['login.example.com\r\nX-Other: 1', NO_HOST],
		['login.example.com, other.example.com', NO_HOST],
		['login.exa\u200bmple.com', NO_HOST],
		['\u212aey.example.com', NO_HOST],
		['münchen.example.com', NO_HOST],
		['user@login.example.com', NO_HOST],
		['*.example.com', NO_HOST],
		['login', NO_HOST],
		['...', NO_HOST],
		['127.0.0.1', NO_HOST],
		[`${'a'.repeat(60)}.`.repeat(5) + 'com', NO_HOST],
		['={{ $json.link }}', NO_HOST],
		['={{ $json.number }}', NO_HOST],
		['={{ $json.list }}', NO_HOST],
		['={{ $json.object }}', NO_HOST],
		['={{ $json.broken }}', NO_HOST],
		['', EMPTY],
		['   ', EMPTY],
		['={{ $json.missing }}', EMPTY],
		['={{ $json.missing?.deeper }}', EMPTY],
		['={{ null }}', EMPTY],
		['={{ $json.blank }}', EMPTY],
	])('%j stops the run before anything is sent', async (typed, message) => {
		for (const parameters of [OFFBOARD, CREATE_TICKET]) {
			const result = await execute(parameters, typed, { items });
			expect(result.status).toBe('error');
			expect(result.error?.message).toMatch(message);
			expect(result.error?.description).toContain('Nothing was sent.');
		}
		expect(sandbox().requests).toEqual([]);
	});

	test('fails every item where the user chose to continue', async () => {
		const result = await execute(BLOCK, 'https://login.example.com', {
			items: [{ id: 1 }, { id: 2 }],
			onError: 'continueRegularOutput',
		});
		expect(rows(result)).toHaveLength(2);
		for (const row of rows(result)) {
			expect(row.message).toMatch(/'https:\/\/login\.example\.com'$/);
			expect(row.error).toMatchObject({ effect: 'notDone' });
		}
		expect(sandbox().requests).toEqual([]);
	});
});

describe("Create Ticket's own Custom Domain", () => {
	const ticket = async (own: unknown, option?: unknown, items: IDataObject[] = [{}]) =>
		await execute(
			{ ...CREATE_TICKET, additionalFields: { customDomain: own } as INodeParameters },
			option,
			{ items },
		);

	test('goes before the option, item by item', async () => {
		const result = await ticket('={{ $json.domain }}', DOMAIN, [
			{ domain: 'one.example.com' },
			{ domain: '' },
			{},
			{ domain: ' two.example.com ' },
		]);
		const links = rows(result).map(({ ticket_url: link }) => new URL(link as string).host);
		expect(links).toEqual(['one.example.com', DOMAIN, DOMAIN, 'two.example.com']);
	});

	test('works alone, and empty it names none, as in stored workflows', async () => {
		await ticket('own.example.com');
		await ticket('');
		expect(named().filter(({ call }) => call === TICKET)).toEqual([
			{ call: TICKET, domain: 'own.example.com' },
			{ call: TICKET, domain: undefined },
		]);
	});

	test.each(['https://login.example.com', 'login.example.com/', '...', 'a b.example.com'])(
		'%s is refused before anything is sent',
		async (own) => {
			const result = await ticket(own);
			expect(result.error?.message).toMatch(/^The parameter 'Custom Domain' is not a host name/);
			expect(sandbox().requests).toEqual([]);
		},
	);
});

describe('a tenant with several custom domains', () => {
	beforeEach(() => {
		sandbox().updateSettings({ severalCustomDomains: true });
	});

	test.each([
		['Block', BLOCK],
		['Unblock', UNBLOCK],
		['Create Ticket', CREATE_TICKET],
	])('refuses %s without the option, and takes it with it', async (_, parameters) => {
		const refused = await execute(parameters);
		expect(refused.error?.context.data).toMatchObject({
			statusCode: 409,
			code: 'custom_domain_conflict',
		});
		const taken = await execute(parameters, DOMAIN);
		expect(taken.error).toBeUndefined();
		expect(rows(taken)).toMatchObject([{ userId: USERS.ana }]);
	});

	test('Offboard blocks nobody without it, so that factors stay, and completes with it', async () => {
		const refused = await execute(OFFBOARD);
		expect(refused.status).toBe('error');
		expect(refused.error?.context.data).toMatchObject({ details: { outcome: 'failed' } });
		expect(sandbox().state.users.get(USERS.ana)?.blocked).not.toBe(true);
		expect(sandbox().state.methodsOf(USERS.ana)).toHaveLength(4);

		const [record] = rows(await execute(OFFBOARD, DOMAIN));
		expect(record).toMatchObject({ outcome: 'completed', verified: true });
		expect(sandbox().state.users.get(USERS.ana)?.blocked).toBe(true);
		expect(sandbox().state.methodsOf(USERS.ana)).toHaveLength(1);
	});

	test('Reset MFA hands over no ticket without it', async () => {
		const refused = await execute(RESET);
		expect(refused.status).toBe('error');
		expect(refused.error?.context.data).toMatchObject({ details: { outcome: 'failed' } });
		expect(JSON.stringify(refused.error?.context.data)).not.toContain('ticket=');
	});

	test('Reset MFA hands over a ticket of that domain with it', async () => {
		const [record] = rows(await execute(RESET, DOMAIN));
		expect(record).toMatchObject({
			outcome: 'completed',
			enrollmentTicket: expect.stringMatching(/^https:\/\/login\.example\.com\//) as unknown,
		});
		expect(changes(sandbox())).toContain(TICKET);
	});
});

describe('lists in the editor', () => {
	test.each(['={{ $json.domain }}', '={{ $("Gone").item.json.domain }}', '', 'https://x'])(
		'are filled while Custom Domain holds %j',
		async (customDomain) => {
			const { results } = await listOf(sandbox(), 'searchSessions', {
				...userOperation('block'),
				options: { customDomain },
			});
			expect(results).toHaveLength(2);
			expect(calls(sandbox()).every((call) => call.startsWith('GET '))).toBe(true);
			expect(withDomain()).toEqual([]);
		},
	);
});
