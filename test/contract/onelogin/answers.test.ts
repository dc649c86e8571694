import { CLIENTS, startOneLoginSandbox, type OneLoginSandbox } from '../../../sandbox/onelogin';
import type { OneLoginSettings } from '../../../sandbox/onelogin';
import type { RecordedRequest } from '../../../sandbox/shared/recorder';
import { explain, summarize } from '../support/deviations';
import type { OpenApiContract } from '../support/openApiContract';
import { problemsOfAnswers, problemsOfRequests } from '../support/recorded';
import { describeWithOpenApi } from '../support/references';
import { FACTOR_LISTS, READS, REFUSED, WRITES, type Call } from './calls';
import {
	ANSWER_DEVIATIONS,
	loadOneLoginContract,
	ONELOGIN_OPENAPI,
	REQUEST_DEVIATIONS,
	UNDOCUMENTED,
} from './contract';

/** Operations of the document that the sandbox leaves out: no node calls them. */
const NOT_OFFERED = [
	'POST /api/1/invites/get_invite_link',
	'POST /api/1/invites/send_invite_link',
	'POST /api/1/users',
	'GET /api/1/users/{user_id}/apps',
	'PUT /api/1/users/set_password_clear_text/{user_id}',
	'PUT /api/1/users/set_password_using_salt/{user_id}',
	'GET /api/1/users/custom_attributes',
	'PUT /api/1/users/{user_id}/add_roles',
	'DELETE /api/2/roles/{role_id}/users',
	'GET /api/2/roles/{role_id}/users',
	'POST /api/2/roles/{role_id}/users',
	'POST /api/2/users',
	'GET /api/2/users/{user_id}/apps',
];

async function tokenOf(
	sandbox: OneLoginSandbox,
	client: { client_id: string; client_secret: string } = CLIENTS.manageAll,
) {
	const pair = Buffer.from(`${client.client_id}:${client.client_secret}`).toString('base64');
	const response = await fetch(`${sandbox.url}/auth/oauth2/v2/token`, {
		method: 'POST',
		headers: { authorization: `Basic ${pair}`, 'content-type': 'application/json' },
		body: JSON.stringify({ grant_type: 'client_credentials' }),
	});
	return ((await response.json()) as { access_token: string }).access_token;
}

/** Revokes a token that nothing else here needs, and fails to revoke none. */
async function revokeAsOther(sandbox: OneLoginSandbox): Promise<void> {
	const { client_id: id, client_secret: secret } = CLIENTS.readUsers;
	const token = await tokenOf(sandbox, CLIENTS.readUsers);
	for (const [password, body] of [
		[secret, { access_token: token }],
		['wrong', { access_token: token }],
		[secret, {}],
	] as const) {
		await fetch(`${sandbox.url}/auth/oauth2/revoke`, {
			method: 'POST',
			headers: {
				authorization: `client_id:${id}, client_secret:${password}`,
				'content-type': 'application/json',
			},
			body: JSON.stringify(body),
		}).then(async (response) => await response.text());
	}
}

async function send(sandbox: OneLoginSandbox, call: Call, token: string): Promise<number> {
	const hasBody = call.body !== undefined;
	const response = await fetch(sandbox.url + call.path, {
		method: call.method,
		headers: {
			...(token === '' ? {} : { authorization: `Bearer ${token}` }),
			...(hasBody ? { 'content-type': 'application/json' } : {}),
		},
		...(hasBody ? { body: JSON.stringify(call.body) } : {}),
	});
	await response.text();
	return response.status;
}

const prepared = (sandbox: OneLoginSandbox, call: (typeof WRITES)[number]): Call =>
	typeof call === 'function' ? call(sandbox) : call;

/** Readings of the documents that a setting chooses between. */
const READINGS: Array<Partial<OneLoginSettings>> = [
	{},
	{
		singleResult: 'object',
		triggerAnswer: 'object',
		reusableSpelling: 'resuable',
		emptyDevices: 'missing',
		listPushTwice: false,
		listHeaders: 'cursor',
		factorsPath: 'auth_factor',
	},
	{ emptyDevices: 'nested', missingScope: 'Please provide valid credentials' },
];

/** Operations that the document does not have are left out here; the names are in the contract. */
function isDocumented({ method, path }: RecordedRequest): boolean {
	return !UNDOCUMENTED.some((one) => one.method === method && one.path.test(path));
}

/** All that the sandbox was asked and answered, over every kind of call. */
async function recordEverything(): Promise<RecordedRequest[]> {
	const sandbox = await startOneLoginSandbox();
	const records: RecordedRequest[] = [];
	for (const reading of READINGS) {
		sandbox.updateSettings(reading);
		const token = await tokenOf(sandbox);
		await revokeAsOther(sandbox);
		for (const call of [...READS, ...FACTOR_LISTS]) await send(sandbox, call, token);
		for (const call of REFUSED) await send(sandbox, call, token);
		for (const call of WRITES) await send(sandbox, prepared(sandbox, call), token);
		const small = await tokenOf(sandbox, CLIENTS.authenticationOnly);
		const wrong = { ...CLIENTS.manageAll, client_secret: 'wrong' };
		await tokenOf(sandbox, wrong);
		for (const bad of ['', 'wrong', small]) {
			for (const call of [...READS, ...FACTOR_LISTS]) await send(sandbox, call, bad);
			for (const call of WRITES) await send(sandbox, prepared(sandbox, call), bad);
		}
		records.push(...sandbox.requests);
		sandbox.reset();
	}
	await sandbox.close();
	return records.filter(isDocumented);
}

function withoutNulls(thing: unknown): unknown {
	const entries = Object.entries(thing as object).filter(([, value]) => value !== null);
	return Object.fromEntries(entries);
}

describe('calls', () => {
	let sandbox: OneLoginSandbox;
	let token: string;
	beforeAll(async () => {
		sandbox = await startOneLoginSandbox();
	});
	afterAll(async () => {
		await sandbox.close();
	});
	beforeEach(async () => {
		sandbox.reset();
		token = await tokenOf(sandbox);
	});

	it('each read succeeds', async () => {
		const statuses = await Promise.all(READS.map((call) => send(sandbox, call, token)));
		expect(READS.filter((_, i) => statuses[i] !== 200)).toEqual([]);
	});

	it('each write succeeds', async () => {
		const failed: Array<[Call, number]> = [];
		for (const write of WRITES) {
			const call = prepared(sandbox, write);
			const status = await send(sandbox, call, token);
			if (status >= 300) failed.push([call, status]);
		}
		expect(failed).toEqual([]);
	});

	it.each(REFUSED)('$method $path is refused with $status', async ({ status, ...call }) => {
		expect(await send(sandbox, call, token)).toBe(status);
	});
});

describeWithOpenApi("answers against OneLogin's OpenAPI document", ONELOGIN_OPENAPI, (path) => {
	let contract: OpenApiContract;
	let records: RecordedRequest[];

	beforeAll(async () => {
		contract = loadOneLoginContract(path);
		records = await recordEverything();
	});

	it('are as the document says, but for the known deviations', () => {
		const { unexplained } = explain(problemsOfAnswers(contract, records), ANSWER_DEVIATIONS);
		expect(summarize(unexplained)).toEqual([]);
	});

	it('need each of the known deviations', () => {
		const { unused } = explain(problemsOfAnswers(contract, records), ANSWER_DEVIATIONS);
		expect(unused).toEqual([]);
	});

	it('belong to requests that are as the document says', () => {
		const good = records.filter(({ status = 0 }) => status < 300);
		const { unexplained, unused } = explain(problemsOfRequests(contract, good), REQUEST_DEVIATIONS);
		expect(summarize(unexplained)).toEqual([]);
		expect(unused).toEqual([]);
	});

	it('are wrapped, where API v1 wraps them, around what the document says', () => {
		const wrapped = records.flatMap(({ path: called, answer }) => {
			const isVersion1 = called.startsWith('/api/1') || called.startsWith('/auth');
			const body = isVersion1 && answer ? (JSON.parse(answer.bodyText) as unknown) : undefined;
			const status = (body as { status?: Record<string, unknown> } | undefined)?.status;
			// The message may be an object, which the document does not know.
			return status ? [{ ...status, message: JSON.stringify(status.message) }] : [];
		});
		expect(wrapped.length).toBeGreaterThan(100);
		expect(wrapped.flatMap((status) => contract.checkSchema('Error', status))).toEqual([]);
	});

	it('hold users and events as the document says, but for members that are null', () => {
		const things = records.flatMap(({ method, path: called, status, answer }) => {
			if (status !== 200 || !answer || method === 'DELETE') return [];
			const schema = /\/api\/[12]\/users(\/[0-9]+)?$/.test(called)
				? 'user'
				: /\/api\/1\/events(\/[0-9]+)?$/.test(called)
					? 'event'
					: undefined;
			const body = JSON.parse(answer.bodyText) as unknown;
			const data = (body as { data?: unknown }).data ?? body;
			return schema ? [data].flat().map((thing) => ({ schema, thing: withoutNulls(thing) })) : [];
		});
		expect(things.length).toBeGreaterThan(500);
		const problems = things.flatMap(({ schema, thing }) => contract.checkSchema(schema, thing));
		expect([...new Set(problems)]).toEqual([]);
	});

	it('cover each operation with a success and a 401', () => {
		const covered = (isWanted: (status: number) => boolean) =>
			new Set(
				records
					.filter(({ status = 0 }) => isWanted(status))
					.map((record) => contract.operationOf(record)),
			);
		const offered = contract.operations.filter((name) => !NOT_OFFERED.includes(name));
		const missing = (names: Set<string | undefined>) => offered.filter((name) => !names.has(name));
		expect(missing(covered((status) => status < 300))).toEqual([]);
		// The list of event types needs no token.
		expect(missing(covered((status) => status === 401))).toEqual(['GET /api/1/events/types']);
	});
});
