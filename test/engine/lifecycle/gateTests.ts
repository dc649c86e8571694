import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { FaultAnswer, FaultMatch } from '../../../sandbox/shared/faults';
import type { AnySandbox } from '../reliability/subject';
import { byId, linesOf, recordOf, resultsOf, rowsOf, type Subject } from './subject';

/**
 * Devices and factors go only after a read of this very user, made after the answer to the block, has
 * shown that access ended. What the block is answered with says nothing.
 */

/** Looks at a user until the service has had its time to show a block: one at once, three after pauses. */
const LOOKS = 4;
const EVER: Pick<FaultMatch, 'times'> = { times: 'always' };

export function gateTests(subject: Subject): void {
	const { ana, other, block, access, protection } = subject;
	const steps = [block, ...access, ...protection];
	/** Steps whose readings of the user are all one; roles are read anew after keys were removed. */
	const shared = steps.filter((step) => step !== 'removeRoles');
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
			{ operation: 'offboard', mode: 'execute', userId: byId(ana), steps, ...parameters },
			options,
		);
	const onBlock = { method: subject.blockMethod, path: subject.userPath(ana) };
	const onRead = { method: 'GET', path: subject.userPath(ana) };
	/** From the first read after the block on. */
	const afterBlock = { ...onRead, after: 1 };
	/** The block is answered, and not done. */
	const notDone = (answer: FaultAnswer = done) => sandbox.fault({ ...answer, ...onBlock, ...EVER });
	const user = { ...subject.idMember(ana), ...subject.isBlocked };
	const done: FaultAnswer = subject.blockAnswersUser
		? { kind: 'status', status: 200, body: user }
		: { kind: 'status', status: 204 };
	const shows = (members: Record<string, unknown>): FaultAnswer => ({ kind: 'altered', members });

	const requests = () => sandbox.requests.filter(({ path }) => !subject.isToken(path));
	const reads = () =>
		requests().filter(
			({ method, path }) =>
				method === 'GET' && decodeURIComponent(path) === decodeURIComponent(onRead.path),
		).length;
	const blocks = () => requests().filter(({ method, path, url }) => isBlock(method, path, url));
	const isBlock = (method: string, path: string, url: string) =>
		method === subject.blockMethod && decodeURIComponent(path) === onBlock.path && url !== '';
	const removals = () =>
		requests().filter(({ method, path }) => method !== 'GET' && subject.isProtectionCall(path));

	const before = () => subject.stateOf(sandbox, ana).protection;
	/** Access has ended, devices and factors are all there, and the record says why. */
	const expectShut = (result: Awaited<ReturnType<typeof offboard>>, had: number): IDataObject => {
		expect(result.status).toBe('error');
		const record = recordOf(result);
		expect(record).toMatchObject({ outcome: 'failed', verified: false });
		expect(record.reason).toMatch(new RegExp(`^${block}: `));
		expect(removals()).toEqual([]);
		expect(subject.stateOf(sandbox, ana).protection).toBe(had);
		expect(new Set(resultsOf(record, protection))).toEqual(new Set(['skipped']));
		for (const step of protection) {
			expect(linesOf(record, step)[0]?.reason).toMatch(/Devices and factors stay/);
		}
		for (const step of access) expect(resultsOf(record, [step])).toContain('done');
		return record;
	};
	const expectDone = (result: Awaited<ReturnType<typeof offboard>>): IDataObject => {
		expect(result.error).toBeUndefined();
		const record = recordOf(result);
		expect(record).toMatchObject({ outcome: 'completed', verified: true, remaining: [] });
		expect(subject.stateOf(sandbox, ana)).toEqual({ blocked: true, protection: 0 });
		return record;
	};

	describe('a block that the service took and did not do', () => {
		const answers: Array<[string, FaultAnswer]> = [
			['says that it is done', { kind: 'status', status: 200, body: user }],
			[
				'says that it is not done',
				{ kind: 'status', status: 200, body: { ...user, ...subject.isOpen } },
			],
			['says nothing', { kind: 'status', status: 200, body: {} }],
			['has no body', { kind: 'emptyBody' }],
			['is 204', { kind: 'status', status: 204 }],
			[
				'is about somebody else',
				{ kind: 'status', status: 200, body: { ...user, ...subject.idMember(other) } },
			],
			['names nobody', { kind: 'status', status: 200, body: subject.isBlocked }],
		];
		test.each(answers)(
			'its answer %s: access ends, protection stays',
			async (_answer, answer) => {
				notDone(answer);
				const had = before();
				const untouched = structuredClone(subject.holds(sandbox, other));
				const record = expectShut(await offboard({ options: { maxWait: 1 } }), had);
				expect(record.remaining).toContain(ana);
				expect(blocks()).toHaveLength(1);
				expect(subject.stateOf(sandbox, ana).blocked).toBe(false);
				expect(subject.holds(sandbox, other)).toEqual(untouched);
			},
			20_000,
		);

		test('is called unknown, and the user is looked at for as long as it may take to show', async () => {
			notDone();
			const record = recordOf(await offboard());
			expect(linesOf(record, block)).toMatchObject([
				{
					target: ana,
					result: 'unknown',
					reason: expect.stringContaining(
						`${subject.serviceName} took it but does not show it`,
					) as unknown,
				},
			]);
			// The look-up before, and the look back at the end.
			expect(reads()).toBe(1 + LOOKS + 1);
		}, 15_000);

		test('without any step that waits for it, is called unknown too', async () => {
			notDone();
			const record = recordOf(await offboard({ steps: [block] }));
			expect(record).toMatchObject({ outcome: 'failed', verified: false, remaining: [ana] });
			expect(resultsOf(record, [block])).toEqual(['unknown']);
		}, 15_000);

		test('lets devices and factors go all the same where the user chose so', async () => {
			notDone();
			const record = recordOf(
				await offboard({ lifecycleOptions: { removeFactorsUnblocked: true } }),
			);
			expect(record).toMatchObject({ outcome: 'failed', verified: false });
			expect(resultsOf(record, [block])).toEqual(['unknown']);
			expect(subject.stateOf(sandbox, ana)).toEqual({ blocked: false, protection: 0 });
		}, 15_000);
	});

	describe('a block that was done', () => {
		const answers: Array<[string, FaultAnswer]> = [
			['says nothing', { kind: 'status', status: 200, body: {} }],
			['has no body', { kind: 'emptyBody' }],
			[
				'is about somebody else',
				{ kind: 'status', status: 200, body: { ...user, ...subject.idMember(other) } },
			],
			[
				'says that it is not',
				{ kind: 'status', status: 200, body: { ...user, ...subject.isOpen } },
			],
			['is lost', { kind: 'reset' }],
			['is a refusal', { kind: 'status', ...subject.refusal }],
		];
		test.each(answers)(
			'and whose answer %s: what a read shows counts',
			async (_answer, answer) => {
				sandbox.fault({ ...answer, ...onBlock, ...EVER, applied: true });
				const record = expectDone(await offboard({ options: { maxWait: 1 } }));
				expect(resultsOf(record, [block])).not.toContain('failed');
			},
			20_000,
		);

		test('and shows at the second look: it is waited for', async () => {
			sandbox.fault({ ...shows(subject.isOpen), ...afterBlock, times: 1 });
			expectDone(await offboard());
		});

		test('and shows at the last look of all: protection stays, and the record tells both', async () => {
			sandbox.fault({ ...shows(subject.isOpen), ...afterBlock, times: LOOKS });
			const had = before();
			const result = await offboard();
			const record = recordOf(result);
			expect(record).toMatchObject({ outcome: 'failed', verified: false, remaining: [] });
			expect(resultsOf(record, [block])).toEqual(['done']);
			expect(new Set(resultsOf(record, protection))).toEqual(new Set(['skipped']));
			expect(subject.stateOf(sandbox, ana)).toEqual({ blocked: true, protection: had });

			expectDone(await offboard());
		}, 20_000);

		test('and never shows: access ends, protection stays', async () => {
			sandbox.fault({ ...shows(subject.isOpen), ...afterBlock, ...EVER });
			const had = before();
			const record = expectShut(await offboard(), had);
			expect(resultsOf(record, [block])).toEqual(['unknown']);
		}, 15_000);

		test('costs one reading of the user before the first removal, and one at the end', async () => {
			expectDone(await offboard({ steps: shared }));
			expect(reads()).toBe(3);
			const seen = requests();
			const gate = seen.findIndex(({ method, path }, at) => {
				const earlier = seen.slice(0, at).some((one) => isBlock(one.method, one.path, one.url));
				return earlier && method === 'GET' && decodeURIComponent(path) === onRead.path;
			});
			expect(gate).toBeGreaterThan(0);
			expect(gate).toBeLessThan(seen.indexOf(removals()[0] as never));
		});
	});

	test.each<[string, FaultAnswer]>([
		['is about somebody else', shows(subject.idMember(other))],
		['names nobody', { kind: 'status', status: 200, body: subject.isBlocked }],
		['says nothing', { kind: 'status', status: 200, body: {} }],
		['is a list', { kind: 'status', status: 200, body: [] }],
		['is a page', { kind: 'html', status: 200 }],
		['has no body', { kind: 'emptyBody' }],
		['fails', { kind: 'status', status: 500 }],
		['is refused', { kind: 'status', ...subject.refusal }],
		['finds nobody', { kind: 'html', status: 404 }],
	])(
		'a read after the block that %s shows nothing: protection stays',
		async (_answer, answer) => {
			sandbox.fault({ ...answer, ...afterBlock, ...EVER });
			const had = before();
			const result = await offboard({
				steps: shared,
				options: { maxWait: 1 },
			});
			const record = recordOf(result);
			expect(record).toMatchObject({ outcome: 'failed', verified: false });
			expect(record.reason).toMatch(new RegExp(`^${block}: .*could not be read afterwards`));
			expect(resultsOf(record, [block])).toContain('unknown');
			expect(new Set(resultsOf(record, protection))).toEqual(new Set(['skipped']));
			expect(removals()).toEqual([]);
			expect(subject.stateOf(sandbox, ana).protection).toBe(had);
		},
		20_000,
	);

	test('a block that was refused is not waited for', async () => {
		notDone({ kind: 'status', ...subject.refusal });
		const had = before();
		const record = expectShut(await offboard(), had);
		expect(resultsOf(record, [block])).toEqual(['failed']);
		expect(reads()).toBe(3);
	});

	describe('a user who is blocked already', () => {
		beforeEach(async () => {
			await offboard({ steps: [block] });
			sandbox.clearRequests();
		});

		test('is not blocked again, and the look-up itself has shown it', async () => {
			const record = recordOf(await offboard({ steps: shared }));
			expect(resultsOf(record, [block])).toEqual(['alreadyGone']);
			expect(blocks()).toEqual([]);
			expect(subject.stateOf(sandbox, ana).protection).toBe(0);
			// The look-up and the look back.
			expect(reads()).toBe(2);
		});

		test('by email is read once by id, since a row of a list is no read of this very user', async () => {
			await offboard({ steps: shared, userId: subject.byEmail(subject.email) });
			expect(blocks()).toEqual([]);
			expect(reads()).toBe(2);
			expect(subject.stateOf(sandbox, ana).protection).toBe(0);
		});

		test('may lose devices and factors where the block was not chosen', async () => {
			const record = recordOf(await offboard({ steps: [...protection] }));
			expect(record).toMatchObject({ outcome: 'completed' });
			expect(subject.stateOf(sandbox, ana).protection).toBe(0);
		});
	});

	test('a row of a list that calls the user blocked is not believed: the user is blocked', async () => {
		const members = { ...subject.isBlocked };
		sandbox.fault({ ...shows(members), method: 'GET', path: subject.lookupPath, ...EVER });
		expectDone(await offboard({ userId: subject.byEmail(subject.email) }));
		expect(blocks()).toHaveLength(1);
	});

	test('where the block was not chosen, an open account keeps all, whatever a list says of it', async () => {
		const members = { ...subject.isBlocked };
		sandbox.fault({ ...shows(members), method: 'GET', path: subject.lookupPath, ...EVER });
		const had = before();
		for (const userId of [byId(ana), subject.byEmail(subject.email)]) {
			const record = recordOf(await offboard({ steps: [...protection], userId }));
			expect(record).toMatchObject({ outcome: 'failed', verified: false });
			expect(record.reason).toMatch(/not blocked/);
		}
		expect(removals()).toEqual([]);
		expect(subject.stateOf(sandbox, ana).protection).toBe(had);
	});

	test('of two accounts with one email, the one that shows the block loses its factors', async () => {
		const twin = subject.addTwin(sandbox);
		subject.addFactor(sandbox, twin);
		sandbox.fault({ ...shows(subject.isOpen), ...onRead, ...EVER });
		const had = before();
		const result = await offboard({
			userId: subject.byEmail(subject.email),
			lifecycleOptions: { ifSeveralMatch: 'all' },
		});
		const { records } = recordOf(result) as unknown as { records: IDataObject[] };
		const outcomes = records.map((record) => [(record.user as IDataObject).id, record.outcome]);
		expect(new Map(outcomes as Array<[string, string]>)).toEqual(
			new Map([
				[ana, 'failed'],
				[twin, 'completed'],
			]),
		);
		expect(subject.stateOf(sandbox, ana).protection).toBe(had);
		expect(subject.stateOf(sandbox, twin)).toEqual({ blocked: true, protection: 0 });
	}, 15_000);

	test('a late factor stays where the account is found open again', async () => {
		let hasAppeared = false;
		sandbox.fault({
			kind: 'slow',
			delayMs: 0,
			when: ({ method, path }) => {
				const isReadAfterwards =
					method === 'GET' && decodeURIComponent(path) === onRead.path && before() === 0;
				if (isReadAfterwards && !hasAppeared) {
					hasAppeared = true;
					subject.addFactor(sandbox, ana);
					sandbox.fault({ ...shows(subject.isOpen), ...onRead, ...EVER });
				}
				return false;
			},
		});
		const result = await offboard({ lifecycleOptions: { removeLatecomers: true } });
		expect(recordOf(result)).toMatchObject({
			outcome: 'failed',
			verified: false,
			reason: expect.stringContaining('able to sign in again') as unknown,
		});
		expect(hasAppeared).toBe(true);
		expect(before()).toBe(1);
	}, 20_000);

	test('Preview changes nothing, and looks at nothing twice', async () => {
		const result = await offboard({ mode: 'preview' });
		expect(recordOf(result)).toMatchObject({ outcome: 'previewed' });
		expect(requests().every(({ method }) => method === 'GET')).toBe(true);
		expect(reads()).toBe(1);
	});

	test('Reset MFA, whose account stays open by purpose, waits for nothing', async () => {
		const result = await subject.run(sandbox, {
			operation: 'resetMfa',
			mode: 'execute',
			userId: byId(ana),
		});
		expect(recordOf(result)).toMatchObject({ outcome: 'completed', verified: true });
		expect(subject.stateOf(sandbox, ana)).toEqual({ blocked: false, protection: 0 });
	});

	describe('the record', () => {
		test('says who, and by what the item named the user', async () => {
			const typed = subject.email.replace(/^./, (first) => first.toUpperCase());
			const byName = recordOf(await offboard({ userId: subject.byEmail(typed), steps: [block] }));
			expect(byName.user).toEqual({ id: ana, email: subject.email, typed });
			const byNumber = recordOf(await offboard({ steps: [block] }));
			expect(byNumber.user).toEqual({ id: ana, email: subject.email, typed: ana });
			const reset = await subject.run(sandbox, { operation: 'resetMfa', userId: byId(ana) });
			expect(recordOf(reset).user).toEqual({ id: ana, email: subject.email, typed: ana });
		});

		test('says so of a protected user and in a failure, and of nobody what was typed', async () => {
			const lifecycleOptions = { protectedUsers: ana };
			const kept = recordOf(await offboard({ lifecycleOptions }));
			expect(kept.user).toEqual({ id: ana, email: subject.email, typed: ana });
			notDone({ kind: 'status', ...subject.refusal });
			const failed = recordOf(await offboard({ steps: [block] }));
			expect(failed.user).toEqual({ id: ana, email: subject.email, typed: ana });
			const typed = 'nobody@example.com';
			const nobody = await offboard({ userId: subject.byEmail(typed) });
			expect(rowsOf(nobody)).toMatchObject([{ outcome: 'userNotFound', user: { typed } }]);
		});
	});

	describe.each([
		[subject.blockOperation, true],
		[subject.unblockOperation, false],
	])('%s, as an operation', (operation, blocks_) => {
		const id = blocks_ ? ana : subject.blocked;
		const path = subject.userPath(id);
		const run = async () => await subject.run(sandbox, { operation, userId: byId(id) });
		const isThere = () => subject.stateOf(sandbox, id).blocked === blocks_;
		const shown = blocks_ ? subject.isBlocked : subject.isOpen;
		const answer: FaultAnswer = subject.blockAnswersUser
			? { kind: 'status', status: 200, body: { ...subject.idMember(id), ...shown } }
			: { kind: 'status', status: 204 };
		const after = subject.readsBefore.includes(operation) ? 1 : 0;

		test('that was taken and is not shown is an error of effect unknown', async () => {
			sandbox.fault({ ...answer, method: subject.blockMethod, path, ...EVER });
			const { error } = await run();
			expect(error?.message).toContain(
				`${subject.serviceName} took the change but does not show it`,
			);
			expect(error?.message).toContain(id);
			expect(error?.context.data).toMatchObject({ effect: 'unknown' });
			expect(isThere()).toBe(false);
		});

		test('that shows late is waited for', async () => {
			const members = blocks_ ? subject.isOpen : subject.isBlocked;
			sandbox.fault({ ...shows(members), method: 'GET', path, after, times: 2 });
			const result = await run();
			expect(result.error).toBeUndefined();
			expect(isThere()).toBe(true);
		});

		test('whose user cannot be read afterwards is an error of effect unknown', async () => {
			for (const fault of [
				shows(subject.idMember(other)),
				{ kind: 'status', ...subject.refusal } as const,
			]) {
				sandbox.clearFaults();
				sandbox.fault({ ...fault, method: 'GET', path, after, ...EVER });
				const { error } = await run();
				expect(error?.message).toBe(
					`${subject.serviceName} took the change, but the user could not be read afterwards`,
				);
				expect(error?.context.data).toMatchObject({ effect: 'unknown' });
				sandbox.reset();
			}
		});
	});
}
