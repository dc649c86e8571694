import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Operation } from '../../../nodes/shared/operation';
import type { RecordedRequest } from '../../../sandbox/shared/recorder';
import { badOrLongValue, badText, SPOILT, textFor } from '../../support/badInput';
import { fc, seedFor } from '../../support/random';
import { takeSandbox, giveBack, closeSandboxes } from '../reliability/sandboxes';
import { say } from '../reliability/case';
import type { AnySandbox, Subject, Trial } from '../reliability/subject';
import { follows, readRoute, routeOf, type Route } from './routes';
import { slotsOf, type Slot } from './slots';

/** Values per place and run of a node; one run takes them all, as its items. */
const WHOLE = process.env.PROPERTY === 'whole';
const BATCH = WHOLE ? 12 : 3;
const RUNS = 1;

interface Place {
	trial: Trial;
	operation: Operation;
	slot: Slot;
}

/**
 * Puts generated values into every place of every operation of a node, in n8n's engine and over
 * real sockets, and holds against the wire: the request goes where the operation goes and to whom
 * was named, or nothing is sent.
 *
 * @param reads what an operation may look up besides, `*` for what is given or in its own routes
 */
export function propertyTests(subject: Subject, reads: readonly string[]): void {
	let generated = 0;
	let requests = 0;

	afterAll(async () => {
		await closeSandboxes();
		process.stdout.write(`${subject.name}: ${generated} values, ${requests} requests\n`);
	});

	const trials = subject.trials.filter(({ about }) => !/first change|last change/.test(about));

	/** So that nobody takes a test of nothing for one of everything. */
	const LEAST = WHOLE ? 1000 : 200;

	describe.each(
		trials.map((trial) => [`${trial.resource} ${trial.operation} ${trial.about}`, trial] as const),
	)('%s', (_name, trial) => {
		const operation = operationOf(subject, trial);

		test('sends what was given, where the operation sends it, or nothing', async () => {
			const sandbox = await ready(subject);
			const usual = trial.prepare(sandbox);
			const plain = await runWith(subject, sandbox, trial, usual, [{}]);
			giveBack(subject, sandbox);
			const routes = [...plain.requests.map(routeOf), ...reads.map(readRoute)];

			for (const slot of slotsOf(subject.node, operation, {
				resource: trial.resource,
				operation: trial.operation,
				...usual,
			})) {
				const place = { trial, operation, slot };
				const seed = seedFor(`${subject.name} ${_name} ${slot.name}`);
				await fc.assert(
					fc.asyncProperty(
						fc.array(badOrLongValue, { minLength: BATCH, maxLength: BATCH }),
						async (values) => {
							generated += values.length;
							requests += await byExpression(subject, place, routes, values);
						},
					),
					{ numRuns: RUNS, endOnFailure: true, seed },
				);
				if (!WHOLE) continue;
				await fc.assert(
					fc.asyncProperty(badText, async (text) => {
						generated += 1;
						requests += await literally(subject, place, routes, text);
					}),
					{ numRuns: RUNS, endOnFailure: true, seed },
				);
			}
		}, 600_000);
	});

	test('there were enough values, and requests to look at', () => {
		expect(generated).toBeGreaterThanOrEqual(LEAST);
		expect(requests).toBeGreaterThanOrEqual(LEAST / 10);
	});
}

function operationOf(subject: Subject, { resource, operation }: Trial): Operation {
	const found = subject.resources
		.find(({ option }) => option.value === resource)
		?.operations.find(({ option }) => option.value === operation);
	if (!found) throw new Error(`No operation ${resource} ${operation}`);
	return found;
}

async function byExpression(
	subject: Subject,
	{ trial, operation, slot }: Place,
	routes: readonly Route[],
	values: readonly unknown[],
): Promise<number> {
	const sandbox = await ready(subject);
	trial.prepare(sandbox);
	const items = values.map((v): IDataObject => ({ v: v as never }));
	const one = await runWith(subject, sandbox, trial, slot.put('={{ $json.v }}'), items);
	giveBack(subject, sandbox);
	judge(one, { operation, slot, values, routes });
	return one.requests.length;
}

async function literally(
	subject: Subject,
	{ trial, operation, slot }: Place,
	routes: readonly Route[],
	text: string,
): Promise<number> {
	// What begins with `=` is an expression.
	const literal = text.replace(/^\s*=/, '');
	const sandbox = await ready(subject);
	trial.prepare(sandbox);
	const one = await runWith(subject, sandbox, trial, slot.put(literal), [{}]);
	giveBack(subject, sandbox);
	judge(one, { operation, slot, values: [literal], routes });
	return one.requests.length;
}

interface Seen {
	requests: RecordedRequest[];
	outputs: INodeExecutionData[];
	status: string;
}

interface Given {
	operation: Operation;
	slot: Slot;
	values: readonly unknown[];
	routes: readonly Route[];
}

function judge(
	{ requests, outputs, status }: Seen,
	{ operation, slot, values, routes }: Given,
): void {
	const texts = new Set(
		[...values, ...values.map(pickedOf)].map(textFor).filter((text) => text !== undefined),
	);
	const given = new Set([...texts].flatMap((text) => [text, text.toLowerCase()]));
	// What is read besides may be about those who are named elsewhere in the plain case.
	const named = new Set([
		...given,
		...routes.flatMap(({ segments }) => segments.map(decodeURIComponent)),
	]);
	const usual = slot.usual === undefined ? undefined : textFor(slot.usual);
	const ownWords = values.some((value) => SPOILT.test(String(JSON.stringify(value))));

	const astray = requests
		.filter(
			(request) =>
				!routes.some((route) =>
					follows(request, route, usual, route.segments.includes('*') ? named : given),
				),
		)
		.map(({ method, url }) => `${method} ${url.slice(0, 300)}`);
	expect({ slot: slot.name, astray }).toEqual({ slot: slot.name, astray: [] });

	const spoilt = requests
		.map(({ url, bodyText }) => `${url} ${bodyText}`)
		.filter((text) => !ownWords && SPOILT.test(text))
		.map((text) => text.slice(0, 300));
	expect({ slot: slot.name, spoilt }).toEqual({ slot: slot.name, spoilt: [] });

	expect(status).toBe('success');

	const evil = requests.filter(({ headers }) => 'x-evil' in headers);
	expect(evil).toEqual([]);

	const labels = [...slot.labels, ...operation.fields.map(({ displayName }) => `'${displayName}'`)];
	const refusals = errorsOf(outputs);
	const nameless = refusals
		.filter(({ statusCode, effect }) => statusCode === undefined && effect === 'notDone')
		.map(({ message, description }) => `${say(message)} | ${say(description)}`.slice(0, 300))
		.filter((said) => !slot.chooses && !labels.some((label) => said.includes(label)));
	expect({ slot: slot.name, nameless }).toEqual({ slot: slot.name, nameless: [] });

	// Not in our own words: something broke.
	const crashes = refusals
		.filter(({ effect, statusCode }) => effect === undefined && statusCode === undefined)
		.map(({ message, description }) => `${say(message)} | ${say(description)}`.slice(0, 300));
	expect({ slot: slot.name, crashes }).toEqual({ slot: slot.name, crashes: [] });
}

/** A locator as an expression may give it whole. */
const pickedOf = (value: unknown): unknown =>
	typeof value === 'object' && value !== null ? (value as IDataObject).value : undefined;

function errorsOf(outputs: readonly INodeExecutionData[]): IDataObject[] {
	return outputs
		.map(({ json }) => json)
		.filter((json) => 'error' in json && 'message' in json)
		.map(({ message, error }) => ({
			message,
			...(typeof error === 'object' ? (error as IDataObject) : {}),
		}));
}

/** A sandbox without limits, so that nothing waits. */
async function ready(subject: Subject): Promise<AnySandbox> {
	const sandbox = await takeSandbox(subject, 'any');
	for (const bucket of Object.keys(sandbox.rateLimits)) sandbox.setRateLimit(undefined, bucket);
	return sandbox;
}

async function runWith(
	subject: Subject,
	sandbox: AnySandbox,
	trial: Trial,
	parameters: INodeParameters,
	items: IDataObject[],
): Promise<Seen> {
	sandbox.clearRequests();
	const { resource, operation } = trial;
	const running = subject.run(
		sandbox,
		trial,
		{ resource, operation, ...parameters, options: { concurrency: 50, maxWait: 1, timeout: 5 } },
		{ items, onError: 'continueRegularOutput' },
	);
	// n8n itself refuses a required parameter that is empty, before the node is run.
	const result = await running.catch((error: unknown) => {
		if ((error as Error).name === 'WorkflowHasIssuesError') return undefined;
		throw error;
	});
	return {
		outputs: result?.outputs[0] ?? [],
		status: result?.status ?? 'success',
		requests: sandbox.requests.filter((request) => !subject.isTokenRequest(request, trial)),
	};
}
