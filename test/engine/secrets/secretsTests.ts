import type { ExecutionBaseError, IDataObject, OnError } from 'n8n-workflow';

import type { FaultRule } from '../../../sandbox/shared/faults';
import type { RecordedRequest } from '../../../sandbox/shared/recorder';
import {
	forItems,
	type AnySandbox,
	type ItemsOf,
	type Subject,
	type Trial,
} from '../reliability/subject';

/**
 * Runs every operation of a provider, as it is and with a service that says back all that it was
 * sent, and searches all that n8n would store or log for what was secret in it.
 */

/** Where a secret may stand: operations whose purpose is to hand it over, and their output fields. */
export type HandedOver = Readonly<Record<string, readonly string[]>>;

export interface SecretsOf {
	subject: Subject;
	/** Ways to hand something over that the subject's own trials do not take. */
	more?: ReadonlyArray<Pick<Trial, 'resource' | 'operation' | 'about' | 'prepare'>>;
	/** Operations that may hand something over, but do not at this sandbox, with the reason. */
	neverSeen?: Readonly<Record<string, string>>;
	/** Secrets of the credential that the trial signs in with. */
	credentialOf: (trial: Trial) => readonly string[];
	handedOver: HandedOver;
}

/** How a service may spell what it says back. */
const SPELLINGS: ReadonlyArray<readonly [string, (text: string) => string]> = [
	['as it is', (text) => text],
	['URL-encoded', encodeURIComponent],
	['as JSON in JSON', (text) => JSON.stringify(JSON.stringify(text))],
	['in base64', (text) => Buffer.from(text).toString('base64')],
];
const STATUSES = [400, 401, 403, 500];

const SECRET_KEY =
	/secret|password|token$|^mfa_token|fingerprint|otp|^code$|_code$|recovery|ticket|totp|credential_data|seed|qr/i;
/** Names of things, whose names hold such a word. */
const NAME_KEY = /name$/i;
/** Values of such fields that are none: short words, and states. */
const isSecretValue = (value: unknown): value is string =>
	typeof value === 'string' && value.length >= 6 && !/^[a-z_-]+$/i.test(value);

/** Secret values in a body, by the names of their fields. */
function secretsIn(body: unknown, key = ''): string[] {
	if (Array.isArray(body)) return body.flatMap((one) => secretsIn(one, key));
	if (typeof body === 'object' && body !== null)
		return Object.entries(body).flatMap(([name, one]) => secretsIn(one, name));
	return SECRET_KEY.test(key) && !NAME_KEY.test(key) && isSecretValue(body) ? [body] : [];
}

function parsed(text: string | undefined): unknown {
	try {
		return JSON.parse(text ?? '');
	} catch {
		return undefined;
	}
}

/** What was secret in the requests and, as far as the service itself made it, in its answers. */
function secretsOnWire(requests: readonly RecordedRequest[]): string[] {
	return requests.flatMap(({ headers, body, answer }) => [
		...(headers.authorization === undefined
			? []
			: [headers.authorization.replace(/^Bearer /i, '')]),
		...secretsIn(body),
		...secretsIn(parsed(answer?.bodyText)),
	]);
}

/** Each secret in the spellings under which it would still be one. */
const spelled = (secret: string) => [
	...new Set([
		secret,
		encodeURIComponent(secret),
		Buffer.from(secret).toString('base64').replace(/=+$/, ''),
	]),
];

interface Run {
	stored: string;
	logs: string;
	rows: IDataObject[];
	/** What stopped the node. */
	error: ExecutionBaseError | undefined;
	/** What the test itself had put into parameters and items. */
	given: string;
	requests: readonly RecordedRequest[];
}

async function runTrial(subject: Subject, trial: Trial, sandbox: AnySandbox): Promise<Run> {
	const given = forItems(subject, trial.prepare(sandbox), 1);
	return await runItems(subject, trial, sandbox, given, 'continueRegularOutput');
}

/**
 * Runs a trial for two items, of which the second fails and stops the node.
 *
 * @param calls that the first item makes
 */
async function stoppedAtSecond(
	subject: Subject,
	trial: Trial,
	sandbox: AnySandbox,
	calls: number,
): Promise<Run> {
	sandbox.reset();
	const first = trial.prepare(sandbox);
	subject.copyState(sandbox, 1);
	const given = forItems(subject, first, 2);
	// One call may serve all items: there the second is refused for its own input.
	if (trial.single) given.parameters.includeTokens = "={{ $itemIndex === 0 ? false : 'no' }}";
	let seen = 0;
	sandbox.fault({
		kind: 'status',
		status: 400,
		body: {},
		times: 'always',
		when: (request) => !subject.isTokenRequest(request, trial) && ++seen > calls,
	});
	try {
		return await runItems(subject, trial, sandbox, given, 'stopWorkflow');
	} finally {
		sandbox.clearFaults();
	}
}

const apiCalls = (subject: Subject, trial: Trial, { requests }: Run) =>
	requests.filter((request) => !subject.isTokenRequest(request, trial)).length;

async function runItems(
	subject: Subject,
	trial: Trial,
	sandbox: AnySandbox,
	{ parameters, items }: ItemsOf,
	onError: OnError,
): Promise<Run> {
	sandbox.clearRequests();
	const result = await subject.run(
		sandbox,
		trial,
		{
			resource: trial.resource,
			operation: trial.operation,
			...parameters,
			options: { maxWait: 0, timeout: 5, concurrency: 1 },
		},
		{ items, onError },
	);
	return {
		stored: result.serialized(),
		logs: JSON.stringify(result.logs),
		rows: (result.outputs[0] ?? []).map(({ json }) => json),
		error: result.error,
		given: JSON.stringify([parameters, items]),
		requests: sandbox.requests,
	};
}

/** Secrets of a run that stand where they must not, each with the way in which it does. */
function leaks(run: Run, secrets: readonly string[], allowed: readonly string[]): string[] {
	const handedOver = run.rows.map((row) => allowed.map((field) => row[field]));
	const rest = JSON.stringify(run.rows.map((row) => without(row, allowed)));
	return [...new Set(secrets)].flatMap((secret) => {
		if (run.given.includes(secret)) return [];
		const isAllowed = JSON.stringify(handedOver).includes(JSON.stringify(secret).slice(1, -1));
		return spelled(secret)
			.filter((text) => (isAllowed ? run.logs + rest : run.stored).includes(text))
			.map((text) => `${text.slice(0, 40)} in ${isAllowed ? 'the log or other fields' : 'all'}`);
	});
}

const without = (row: IDataObject, names: readonly string[]) =>
	Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

export function secretsTests({
	subject,
	credentialOf,
	handedOver,
	more = [],
	neverSeen = {},
}: SecretsOf): void {
	const trials = [
		...subject.trials,
		...more.map((one): Trial => ({ effect: 'once', hits: 'first', ...one })),
	];
	const seen = new Set<string>();
	const nameOf = ({ resource, operation, about }: Trial) =>
		`${resource} ${operation}${about ? ` (${about})` : ''}`;
	const allowedFor = ({ resource, operation }: Trial) =>
		handedOver[`${resource} ${operation}`] ?? [];
	let sandbox: AnySandbox | undefined;
	let found = 0;

	beforeEach(async () => {
		sandbox = await subject.start();
	});
	afterEach(async () => {
		await sandbox?.close();
	});
	const started = (): AnySandbox => {
		if (!sandbox) throw new Error('The sandbox is not started yet');
		return sandbox;
	};

	describe.each(trials.map((trial) => [nameOf(trial), trial] as const))('%s', (_name, trial) => {
		const credential = credentialOf(trial);
		test('that goes well stores a secret only where it is handed over', async () => {
			const run = await runTrial(subject, trial, started());
			const secrets = [...credential, ...secretsOnWire(run.requests)];
			found += secrets.length;
			expect(secrets.length).toBeGreaterThan(credential.length);
			expect(leaks(run, secrets, allowedFor(trial))).toEqual([]);
		});

		test('that stops at its second item names what the first was given, and gives none of it out', async () => {
			const whole = await runTrial(subject, trial, started());
			const handed = allowedFor(trial).filter((field) => whole.rows[0]?.[field] !== undefined);
			for (const field of handed) seen.add(`${trial.resource} ${trial.operation}: ${field}`);
			const run = await stoppedAtSecond(subject, trial, started(), apiCalls(subject, trial, whole));
			expect(run.error?.message).toBeDefined();
			const records = run.error?.context.data as { records: IDataObject[] };
			expect(records.records.length).toBeGreaterThan(0);
			const named = records.records.flatMap(({ notGivenOut }) => (notGivenOut ?? []) as string[]);
			expect([...new Set(named)].sort()).toEqual(handed.sort());
			expect(run.error?.description?.includes('make it anew')).toBe(handed.length > 0);
			expect(leaks(run, [...credential, ...secretsOnWire(run.requests)], [])).toEqual([]);
		});

		test('that is refused with all of it said back stores no secret at all', async () => {
			for (const status of STATUSES) {
				for (const [spelling, spell] of SPELLINGS) {
					const body: Record<string, unknown> = {};
					started().clearFaults();
					started().fault({
						kind: 'status',
						status,
						body,
						times: 'always',
						when: (request) => {
							if (subject.isTokenRequest(request, trial)) return false;
							const said = saidBack(request, credential).map(spell).join(' ');
							Object.assign(body, refusalSaying(said, status));
							return true;
						},
					});
					const run = await runTrial(subject, trial, started());
					const secrets = [
						...credential,
						...run.requests.flatMap(({ headers, body: sent }) => [
							(headers.authorization ?? '').replace(/^Bearer /i, ''),
							...secretsIn(sent),
						]),
					].filter((secret) => secret.length >= 6);
					expect([status, spelling, leaks(run, secrets, [])]).toEqual([status, spelling, []]);
				}
			}
		}, 600_000);
	});

	test.each([
		['whose answer is no JSON and says all of it back', 'answers'],
		['whose sign-in is refused with all of it said back', 'sign-in'],
	])(
		'a run %s stores no secret',
		async (_name, what) => {
			for (const trial of trials) {
				const credential = credentialOf(trial);
				const rule: Extract<FaultRule, { kind: 'status' }> = {
					kind: 'status',
					status: what === 'answers' ? 200 : 401,
					times: 'always',
					when(request) {
						if (subject.isTokenRequest(request, trial) !== (what === 'sign-in')) return false;
						const said = saidBack(request, credential).join(' ');
						rule.body = what === 'answers' ? `<p>${said}` : refusalSaying(said, 401);
						return true;
					},
				};
				started().clearFaults();
				started().fault(rule);
				const run = await runTrial(subject, trial, started());
				const secrets = run.requests.flatMap(({ headers, body }) => [
					(headers.authorization ?? '').replace(/^(Bearer|Basic) /i, ''),
					...secretsIn(body),
				]);
				expect(run.requests.length).toBeGreaterThan(0);
				const sought = [...credential, ...secrets].filter((secret) => secret.length >= 6);
				expect([trial.operation, leaks(run, sought, [])]).toEqual([trial.operation, []]);
			}
		},
		600_000,
	);

	test('every field that an operation may hand over was seen doing so', () => {
		const declared = subject.resources.flatMap(({ option, operations }) =>
			operations.flatMap(({ option: { value }, handsOver = [] }) =>
				handsOver.map((field) => `${option.value} ${value}: ${field}`),
			),
		);
		expect(declared.length).toBeGreaterThan(0);
		expect(declared.filter((one) => !seen.has(one)).sort()).toEqual(Object.keys(neverSeen).sort());
	});

	test('the search had something to look for', () => {
		expect(found).toBeGreaterThan(trials.length);
	});
}

function saidBack(request: RecordedRequest, credential: readonly string[]): string[] {
	const { headers, bodyText, body } = request;
	return [
		...credential,
		(headers.authorization ?? '').replace(/^Bearer /i, ''),
		bodyText,
		...secretsIn(body),
	].filter((text) => text !== '');
}

/** A refusal in the shapes of all services at once. */
function refusalSaying(text: string, status: number): Record<string, unknown> {
	return {
		statusCode: status,
		error: 'Bad Request',
		errorCode: 'invalid_body',
		error_code: 1000,
		error_token: 'BadRequest',
		message: text,
		error_description: text,
		name: 'BadRequestError',
		status: { error: true, code: status, type: 'bad request', message: text },
		errors: [{ field: 'x', message: text }],
	};
}
