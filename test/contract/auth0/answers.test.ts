import { startAuth0Sandbox, STATIC_TOKENS, type Auth0Sandbox } from '../../../sandbox/auth0';
import type { RecordedRequest } from '../../../sandbox/shared/recorder';
import { explain, summarize } from '../support/deviations';
import type { OpenApiContract } from '../support/openApiContract';
import { problemsOfAnswers, problemsOfRequests } from '../support/recorded';
import { describeWithOpenApi } from '../support/references';
import { READS, REFUSED, WRITES, type Call } from './calls';
import {
	ANSWER_DEVIATIONS,
	AUTH0_OPENAPI,
	loadAuth0Contract,
	REQUEST_DEVIATIONS,
} from './contract';

/** Operations of the document that the sandbox leaves out: no node calls them. */
const NOT_OFFERED = ['POST /tickets/email-verification', 'POST /tickets/password-change'];

/** Auth0's schemas of error bodies by status. The document uses them at one endpoint only. */
const ERROR_SCHEMAS: Record<number, string> = {
	400: 'BadRequestSchema',
	401: 'UnauthorizedSchema',
	403: 'ForbiddenSchema',
	429: 'TooManyRequestsSchema',
};

async function send(sandbox: Auth0Sandbox, call: Call, token: string = STATIC_TOKENS.all) {
	const hasBody = call.body !== undefined;
	const response = await fetch(`${sandbox.url}/api/v2${call.path}`, {
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

/** All that the sandbox was asked and answered, over every kind of call. */
async function recordEverything(): Promise<RecordedRequest[]> {
	const sandbox = await startAuth0Sandbox();
	const records: RecordedRequest[] = [];
	const keep = () => {
		records.push(...sandbox.requests);
		sandbox.reset();
	};
	const reads = [...READS, readOfFirstLog(sandbox)];
	for (const call of reads) await send(sandbox, call);
	sandbox.updateSettings({ nextAlways: true });
	for (const call of reads) await send(sandbox, call);
	keep();
	for (const call of WRITES) await send(sandbox, call);
	keep();
	sandbox.updateSettings({ refreshTokenDeletionStatus: 204 });
	for (const call of WRITES) await send(sandbox, call);
	keep();
	for (const call of REFUSED) await send(sandbox, call);
	keep();
	for (const call of [...reads, ...WRITES]) await send(sandbox, call, '');
	for (const call of [...reads, ...WRITES]) await send(sandbox, call, 'wrong');
	for (const call of WRITES) await send(sandbox, call, STATIC_TOKENS.readOnly);
	keep();
	sandbox.setRateLimit({ perSecond: 0.001, burst: 1 });
	for (const call of [...reads, ...WRITES]) await send(sandbox, call);
	keep();
	await sandbox.close();
	return records;
}

/** The ids of log entries hold the time of their writing, so this call is not in the table. */
function readOfFirstLog({ state }: Auth0Sandbox): Call {
	return { method: 'GET', path: `/logs/${state.logs[0]?.log_id ?? 'none'}` };
}

/** A log entry, or a list of them, without the fields that are null. */
function withoutNulls(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutNulls);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).filter(([, field]) => field !== null);
	return Object.fromEntries(entries.map(([name, field]) => [name, withoutNulls(field)]));
}

describe('calls', () => {
	let sandbox: Auth0Sandbox;
	beforeAll(async () => {
		sandbox = await startAuth0Sandbox();
	});
	afterAll(async () => {
		await sandbox.close();
	});
	beforeEach(() => {
		sandbox.reset();
	});

	it('each read succeeds', async () => {
		const statuses = await Promise.all(READS.map((call) => send(sandbox, call)));
		expect(new Set(statuses)).toEqual(new Set([200]));
	});

	it('each write succeeds', async () => {
		const failed: Array<[Call, number]> = [];
		for (const call of WRITES) {
			const status = await send(sandbox, call);
			if (status >= 300) failed.push([call, status]);
		}
		expect(failed).toEqual([]);
	});

	it.each(REFUSED)('$method $path is refused with $status', async ({ status, ...call }) => {
		expect(await send(sandbox, call)).toBe(status);
	});
});

describeWithOpenApi("answers against Auth0's OpenAPI document", AUTH0_OPENAPI, (path) => {
	let contract: OpenApiContract;
	let records: RecordedRequest[];

	beforeAll(async () => {
		contract = loadAuth0Contract(path);
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

	it('hold log entries that are as the document says once their null fields are left out', () => {
		const logs = records.filter(
			({ path: called, status }) => status === 200 && /\/logs(\/\d+)?$/.test(called),
		);
		const stripped = logs.map((record) => {
			const { status, contentType, bodyText } = record.answer ?? {};
			const bare = JSON.stringify(withoutNulls(JSON.parse(bodyText ?? '')));
			return { ...record, answer: { status: status ?? 0, contentType, bodyText: bare } };
		});
		expect(stripped.length).toBeGreaterThan(10);
		expect(summarize(problemsOfAnswers(contract, stripped))).toEqual([]);
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
		const offered = contract.operations.filter((name) => !NOT_OFFERED.includes(name));
		const missing = (names: Set<string | undefined>) => offered.filter((name) => !names.has(name));
		expect(missing(covered((code) => code < 300))).toEqual([]);
		expect(missing(covered((code) => code === 401))).toEqual([]);
		expect(missing(covered((code) => code === 429))).toEqual([]);
	});

	it("have error bodies of Auth0's shape", () => {
		const wrong = records.flatMap(({ answer, path: called }) => {
			const schema = ERROR_SCHEMAS[answer?.status ?? 0];
			if (!answer || schema === undefined) return [];
			const problems = contract.checkSchema(schema, JSON.parse(answer.bodyText));
			return problems.map((problem) => `${called} ${answer.status}: ${problem}`);
		});
		expect(wrong).toEqual([]);
		const statuses = new Set(records.map(({ answer }) => answer?.status ?? 0));
		for (const status of Object.keys(ERROR_SCHEMAS)) expect(statuses).toContain(Number(status));
	});
});
