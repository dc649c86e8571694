import {
	APPLICATION_TOKENS,
	passwordOf,
	startEmnifySandbox,
	USERNAMES,
	USERS,
	type EmnifySandbox,
} from '../../../sandbox/emnify';
import { sha1 } from '../../../sandbox/emnify/state';
import type { RecordedRequest } from '../../../sandbox/shared/recorder';
import { explain, summarize } from '../support/deviations';
import type { OpenApiContract } from '../support/openApiContract';
import { problemsOfAnswers, problemsOfRequests } from '../support/recorded';
import { describeWithOpenApi } from '../support/references';
import { READS, REFUSED, REFUSED_SIGN_INS, SIGN_INS, WRITES, type Call } from './calls';
import {
	ANSWER_DEVIATIONS,
	EMNIFY_OPENAPI,
	loadEmnifyContract,
	REQUEST_DEVIATIONS,
} from './contract';

/** Operations of the document that the sandbox leaves out: no node calls them. */
const NOT_OFFERED =
	/workspace|\/activation|\/invitation|default_organisation|support_token|\/permission$|user\/password$/;

async function send(sandbox: EmnifySandbox, call: Call, token = '') {
	const hasBody = call.body !== undefined;
	const response = await fetch(`${sandbox.url}/api${call.path}`, {
		method: call.method,
		headers: {
			...(token === '' ? {} : { authorization: `Bearer ${token}` }),
			...(hasBody ? { 'content-type': 'application/json' } : {}),
		},
		...(hasBody ? { body: JSON.stringify(call.body) } : {}),
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, text };
}

/** An access token: of the administrator `automation` unless told otherwise. */
async function tokenOf(sandbox: EmnifySandbox, as: keyof typeof USERS = 'automation') {
	const body = { username: USERNAMES[as], password: sha1(passwordOf(as)) };
	const { text } = await send(sandbox, { method: 'POST', path: '/v1/authenticate', body });
	return (JSON.parse(text) as { auth_token: string }).auth_token;
}

/** All that the sandbox was asked and answered, over every kind of call. */
async function recordEverything(): Promise<RecordedRequest[]> {
	const sandbox = await startEmnifySandbox();
	const records: RecordedRequest[] = [];
	const keep = () => {
		records.push(...sandbox.requests);
		sandbox.reset();
	};
	for (const call of [...SIGN_INS, ...REFUSED_SIGN_INS]) await send(sandbox, call);
	await answerChallenge(sandbox);
	keep();
	for (const run of [READS, WRITES, REFUSED]) {
		const token = await tokenOf(sandbox);
		for (const call of run) await send(sandbox, call, token);
		keep();
	}
	await activateTwice(sandbox);
	keep();
	sandbox.updateSettings({ severalKeys: false });
	for (const call of [...WRITES.slice(0, 1), ...WRITES.slice(0, 1)]) {
		await send(sandbox, call, await tokenOf(sandbox));
	}
	keep();
	for (const call of [...READS, ...WRITES]) await send(sandbox, call);
	const cleo = await tokenOf(sandbox, 'cleo');
	for (const call of WRITES.slice(1)) await send(sandbox, call, cleo);
	keep();
	sandbox.setRateLimit({ perSecond: 0.001, burst: 1 });
	for (const call of [...SIGN_INS, ...READS, ...WRITES]) await send(sandbox, call);
	keep();
	await sandbox.close();
	return records;
}

async function answerChallenge(sandbox: EmnifySandbox): Promise<void> {
	const [, , challenge] = SIGN_INS;
	const { text } = await send(sandbox, challenge as Call);
	const { mfa_token } = JSON.parse(text) as { mfa_token: string };
	const body = {
		mfa_token,
		code: sandbox.lastEmailedCode(USERNAMES.ben),
		trusted_device: { fingerprint: 'f', operating_system: 'Linux', browser: 'n8n', name: 'n' },
	};
	const answer = await send(sandbox, { method: 'POST', path: '/v1/authenticate', body });
	const { refresh_token } = JSON.parse(answer.text) as { refresh_token: string };
	await send(sandbox, { method: 'POST', path: '/v1/authenticate', body: { refresh_token } });
}

async function activateTwice(sandbox: EmnifySandbox): Promise<void> {
	const token = await tokenOf(sandbox);
	const { id } = sandbox.state.addKey(USERS.automation);
	for (const code of ['000000', sandbox.codeOf(USERS.automation, id), '000000']) {
		const body = { status: { id: 1 }, code };
		await send(sandbox, { method: 'PATCH', path: `/v1/user/mfa/${id}`, body }, token);
	}
}

describe('calls', () => {
	let sandbox: EmnifySandbox;
	beforeAll(async () => {
		sandbox = await startEmnifySandbox();
	});
	afterAll(async () => {
		await sandbox.close();
	});
	beforeEach(() => {
		sandbox.reset();
	});

	it('each sign-in is answered, and each refused one refused', async () => {
		for (const call of SIGN_INS) expect((await send(sandbox, call)).status).toBe(200);
		for (const { status, ...call } of REFUSED_SIGN_INS) {
			expect([call.body, (await send(sandbox, call)).status]).toEqual([call.body, status]);
		}
	});

	it('each read succeeds', async () => {
		const token = await tokenOf(sandbox);
		for (const call of READS) {
			expect([call.path, (await send(sandbox, call, token)).status]).toEqual([call.path, 200]);
		}
	});

	it('each write succeeds', async () => {
		const token = await tokenOf(sandbox);
		const failed: unknown[] = [];
		for (const call of WRITES) {
			const { status, text } = await send(sandbox, call, token);
			if (status >= 300) failed.push([call, status, text]);
		}
		expect(failed).toEqual([]);
	});

	it.each(REFUSED)('$method $path is refused with $status', async ({ status, ...call }) => {
		expect((await send(sandbox, call, await tokenOf(sandbox))).status).toBe(status);
	});

	it('a 204 calls itself JSON, and a 201 has a Location, neither with a body', async () => {
		const token = await tokenOf(sandbox);
		const path = `/v1/user/${USERS.ana}/role/3`;
		const gone = await send(sandbox, { method: 'DELETE', path }, token);
		expect([gone.status, gone.text, gone.headers.get('content-type')]).toEqual([
			204,
			'',
			'application/json',
		]);
		const body = { username: 'x@example.com', name: 'X' };
		const made = await send(sandbox, { method: 'POST', path: '/v1/user', body }, token);
		expect([made.status, made.text]).toEqual([201, '']);
		expect(made.headers.get('location')).toMatch(/\/api\/v1\/user\/\d+$/);
	});

	it('a revoked application token keeps the access tokens made from it', async () => {
		const { token: application_token, id } = APPLICATION_TOKENS.all;
		const body = { application_token };
		const { text } = await send(sandbox, { method: 'POST', path: '/v1/authenticate', body });
		const { auth_token } = JSON.parse(text) as { auth_token: string };
		const path = `/v1/application_token/${id}`;
		await send(sandbox, { method: 'PATCH', path, body: { status: { id: 1 } } }, auth_token);
		const read = { method: 'GET', path: '/v1/user/role' };
		expect((await send(sandbox, read, auth_token)).status).toBe(200);
		expect((await send(sandbox, { method: 'POST', path: '/v1/authenticate', body })).status).toBe(
			401,
		);
	});
});

describeWithOpenApi("answers against emnify's OpenAPI document", EMNIFY_OPENAPI, (path) => {
	let contract: OpenApiContract;
	let records: RecordedRequest[];

	beforeAll(async () => {
		contract = loadEmnifyContract(path);
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
		const problems = problemsOfRequests(contract, good);
		const { unexplained, unused } = explain(problems, REQUEST_DEVIATIONS);
		expect(summarize(unexplained)).toEqual([]);
		expect(unused).toEqual([]);
	});

	it('cover each operation with a success, a 401, and a 429', () => {
		const covered = (status: (code: number) => boolean) =>
			new Set(
				records
					.filter((record) => status(record.status ?? 0))
					.map((record) => contract.operationOf(record)),
			);
		const offered = contract.operations.filter((name) => !NOT_OFFERED.test(name));
		const missing = (names: Set<string | undefined>, but: string[] = []) =>
			offered.filter((name) => !names.has(name) && !but.includes(name));
		expect(offered.length).toBeGreaterThan(20);
		expect(missing(covered((code) => code < 300))).toEqual([]);
		const once = ['PATCH /api/v1/user/mfa/{key_id}'];
		expect(
			missing(
				covered((code) => code === 401),
				once,
			),
		).toEqual([]);
		expect(
			missing(
				covered((code) => code === 429),
				once,
			),
		).toEqual([]);
	});
});
