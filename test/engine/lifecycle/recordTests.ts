import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { AnySandbox } from '../reliability/subject';
import { byId, linesOf, recordOf, rowsOf, type Subject } from './subject';

/** One provider, as the tests of what a record says know it. */
export interface RecordSubject extends Subject {
	/** Words of the version before, and what each chooses now: id and the service's word. */
	readonly formerIds: Readonly<Record<string, ReadonlyArray<readonly [string, string]>>>;
	/** All parts of Delete Factors. */
	readonly factorParts: readonly string[];
	/** A call that removes one factor, and what the service refuses it with. */
	readonly removal: { method: 'DELETE'; path: string };
	readonly noSuccess: { status: number; body: unknown };
	/** Gives Ana another name, so that she is not found by her email any more. */
	rename(sandbox: AnySandbox): void;
	/** Factors of Ana that go. */
	readonly factors: number;
}

/** What a record says, in words that are the same at every service. */
export function recordTests(subject: RecordSubject): void {
	const { ana } = subject;
	let sandbox: AnySandbox;

	beforeEach(async () => {
		sandbox = await subject.start();
	});
	afterEach(async () => {
		await sandbox.close();
	});

	const offboard = async (parameters: INodeParameters = {}, options = {}) =>
		await subject.run(
			sandbox,
			{ operation: 'offboard', mode: 'execute', userId: byId(ana), ...parameters },
			options,
		);
	const partsOf = (record: ReturnType<typeof recordOf>) => [
		...new Set(
			((record.steps ?? []) as Array<{ step: string; native: string }>).map(
				({ step, native }) => `${step}: ${native}`,
			),
		),
	];

	describe('words of the version before', () => {
		test.each(Object.entries(subject.formerIds))('%s is read', async (word, parts) => {
			const record = recordOf(await offboard({ mode: 'preview', steps: [word] }));
			expect(partsOf(record).sort()).toEqual(parts.map((part) => part.join(': ')).sort());
			const ids = [...new Set(parts.map(([id]) => id))];
			expect(record.warnings).toEqual([
				{
					code: 'oldStepId',
					text: expect.stringContaining(`'${word}' is now '${ids.join("' and '")}'`) as unknown,
				},
			]);
		});

		test('beside new ones, twice, and in any order they choose each step once', async () => {
			const [[word] = ['']] = Object.entries(subject.formerIds);
			const steps = ['deleteFactors', word, 'deleteFactors', word];
			const record = recordOf(await offboard({ mode: 'preview', steps }));
			expect(partsOf(record)).toEqual([...new Set(partsOf(record))]);
			expect(partsOf(record)).toEqual(
				expect.arrayContaining(subject.factorParts.map((part) => `deleteFactors: ${part}`)),
			);
			expect(record.warnings).toHaveLength(1);
		});

		test('are told in the record of who is not found, too', async () => {
			const [[word] = ['']] = Object.entries(subject.formerIds);
			const userId = subject.byEmail('nobody@example.com');
			const [record] = rowsOf(await offboard({ steps: [word], userId }, { mode: 'retry' }));
			expect(record).toMatchObject({
				outcome: 'userNotFound',
				warnings: [{ code: 'oldStepId' }, { code: 'retriedExecution' }],
			});
		});

		test('what was never a word of a step stops the run before anything is sent', async () => {
			const result = await offboard({ steps: ['blockUser', 'endEverything'] });
			expect(rowsOf(result)).toEqual([]);
			expect(result.error?.message).toContain("holds 'endEverything'");
			expect(sandbox.requests).toEqual([]);
		});
	});

	test('every line has a step of the one list and a word of the service', async () => {
		const record = recordOf(await offboard());
		expect(record.outcome).toBe('completed');
		expect(record.warnings).toEqual([]);
		for (const line of record.steps as Array<{ step: string; native: string }>) {
			expect(line.step).toMatch(
				/^(blockUser|endSessions|revokeTokens|revokeGrants|endOneTimeAccess|forgetDevices|deleteFactors)$/,
			);
			expect(line.native).toMatch(/^[A-Za-z0-9 ]+$/);
		}
	});

	test('a refusal is told with what it means', async () => {
		sandbox.fault({ kind: 'status', ...subject.refusal, ...subject.removal, times: 'always' });
		const record = recordOf(await offboard());
		expect(record.outcome).toBe('partial');
		const refused = linesOf(record, 'deleteFactors').filter(
			({ result }) => result === 'notAvailable',
		);
		expect(refused).toHaveLength(subject.factors);
		for (const line of refused) expect(line.code).toBe('permission');
	});

	test('an execution that was started again by Retry says so', async () => {
		const record = recordOf(await offboard({}, { mode: 'retry' }));
		expect(record.warnings).toContainEqual(expect.objectContaining({ code: 'retriedExecution' }));
		const preview = recordOf(await offboard({ mode: 'preview' }, { mode: 'retry' }));
		expect(preview.warnings).not.toContainEqual(
			expect.objectContaining({ code: 'retriedExecution' }),
		);
	});

	describe('Retry On Fail', () => {
		const retried = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const removal = { kind: 'status', ...subject.noSuccess, ...subject.removal } as const;

		test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
			'on error %s: the second try tells what the first did',
			async (onError) => {
				sandbox.fault({ ...removal, times: 1 });
				const result = await offboard({}, { ...retried, onError });
				const [record = {}] = rowsOf(result);
				expect(record).toMatchObject({ outcome: 'completed', verified: true, remaining: [] });
				expect(record.removed).toMatchObject({ factors: subject.factors });
				expect(linesOf(record, 'blockUser')).toMatchObject([{ result: 'done', target: ana }]);
				const lines = record.steps as Array<{ native: string; target: string | null }>;
				const targets = lines.map(({ native, target }) => `${native} ${String(target)}`);
				expect(targets).toEqual([...new Set(targets)]);
				const blocks = sandbox.requests.filter(
					({ method, path }) =>
						method === subject.blockMethod && decodeURIComponent(path) === subject.userPath(ana),
				);
				expect(blocks).toHaveLength(1);
			},
		);

		test('what never succeeds is told as failed, with what all tries did', async () => {
			sandbox.fault({ ...removal, times: 'always' });
			const result = await offboard({}, { ...retried, onError: 'stopWorkflow' });
			expect(result.status).toBe('error');
			const record = recordOf(result);
			expect(record).toMatchObject({ outcome: 'failed' });
			expect(linesOf(record, 'blockUser')).toMatchObject([{ result: 'done' }]);
		});

		test.each(['stopWorkflow', 'continueRegularOutput'] as const)(
			'on error %s: a look-up that fails the second time loses nothing of the first',
			async (onError) => {
				sandbox.fault({ ...removal, times: 'always' });
				const removals = () => sandbox.requests.some(({ method }) => method === 'DELETE');
				sandbox.fault({
					kind: 'status',
					...subject.noSuccess,
					method: 'GET',
					path: subject.lookupPath,
					times: 'always',
					when: removals,
				});
				const userId = subject.byEmail(subject.email);
				const result = await offboard({ userId }, { ...retried, onError });
				const [row] = rowsOf(result);
				const error = (row?.error ?? result.error?.context.data) as IDataObject;
				const record = error.details as IDataObject;
				expect(error).toMatchObject({ effect: 'partial' });
				expect(row ? error.description : result.error?.description).toContain(
					'An earlier try of this execution worked on it',
				);
				expect(record).toMatchObject({ outcome: 'failed', mode: 'execute', user: { id: ana } });
				expect(linesOf(record, 'blockUser')).toMatchObject([{ result: 'done', target: ana }]);
			},
		);

		test('who is not found any more the second time was worked on all the same', async () => {
			const when = () => {
				subject.rename(sandbox);
				return true;
			};
			sandbox.fault({ ...removal, times: 'always', when });
			const userId = subject.byEmail(subject.email);
			const result = await offboard({ userId }, { ...retried, onError: 'stopWorkflow' });
			expect(result.error?.message).toContain(`No user is found for '${subject.email}' any more`);
			expect(recordOf(result)).toMatchObject({ outcome: 'failed', user: { id: ana } });
		});

		test('who was worked on before, and is not reached again, stands in the error', async () => {
			const onOther = subject.userPath(subject.other);
			sandbox.fault({
				kind: 'status',
				...subject.refusal,
				method: subject.blockMethod,
				path: onOther,
				times: 'always',
			});
			sandbox.fault({
				kind: 'status',
				...subject.noSuccess,
				method: 'GET',
				path: subject.userPath(ana),
				times: 'always',
				when: () =>
					sandbox.requests.some(
						({ method, path }) => method !== 'GET' && decodeURIComponent(path) === onOther,
					),
			});
			const result = await subject.run(
				sandbox,
				{ operation: 'offboard', mode: 'execute', userId: byId('={{ $json.id }}') },
				{ ...retried, items: [{ id: ana }, { id: subject.other }], onError: 'stopWorkflow' },
			);
			const details = recordOf(result);
			expect(details).toMatchObject({ outcome: 'completed', user: { id: ana } });
			expect(details.earlierTry).toMatchObject([
				{ outcome: 'failed', user: { id: subject.other } },
			]);
		});

		test('another pass of a loop is no second try', async () => {
			const result = await offboard({}, { ...retried, passes: 2, onError: 'stopWorkflow' });
			const [first, second] = (Object.values(result.runData).at(-1) ?? []).map(
				({ data }) => data?.main?.[0]?.[0]?.json ?? {},
			);
			expect(first).toMatchObject({ outcome: 'completed' });
			expect(second).toMatchObject({ outcome: 'nothingToDo', removed: { factors: 0 } });
		});

		test('another execution has nothing of it', async () => {
			sandbox.fault({ ...removal, times: 1 });
			await offboard({}, { ...retried, onError: 'stopWorkflow' });
			const [again] = rowsOf(await offboard({}, { ...retried, onError: 'stopWorkflow' }));
			expect(again).toMatchObject({ outcome: 'nothingToDo' });
			expect(linesOf(again ?? {}, 'blockUser')).toMatchObject([{ result: 'alreadyGone' }]);
		});

		test('two items about one user are two records', async () => {
			const result = await subject.run(
				sandbox,
				{ operation: 'offboard', mode: 'execute', userId: byId('={{ $json.id }}') },
				{ ...retried, items: [{ id: ana }, { id: ana }], onError: 'stopWorkflow' },
			);
			expect(rowsOf(result).map(({ outcome }) => outcome)).toEqual(['completed', 'nothingToDo']);
		});
	});
}
