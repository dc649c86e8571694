import type { Item } from '../../../nodes/shared/item';
import {
	earlierRecords,
	earlierTry,
	recordsAfter,
	rememberTry,
	withEarlier,
} from '../../../nodes/shared/lifecycle/earlierTries';
import type { JudgedStep } from '../../../nodes/shared/lifecycle/outcome';
import type { LifecycleRecord, StepLine } from '../../../nodes/shared/lifecycle/record';

const find = async () => await Promise.resolve([]);
const BLOCK: JudgedStep = { id: 'blockUser', native: 'blocked', find };
const BROWSERS: JudgedStep = { id: 'forgetDevices', native: 'remembered browsers' };
const FACTORS: JudgedStep = { id: 'deleteFactors', native: 'methods', counts: 'factors', find };
const STEPS = [BLOCK, BROWSERS, FACTORS];

const of =
	(at: string) =>
	(
		step: JudgedStep,
		target: string | null,
		result: StepLine['result'],
		more: Partial<StepLine> = {},
	): StepLine => ({ step: step.id, native: step.native, target, result, at, ...more });
const first = of('first');
const second = of('second');
const nothing = (step: JudgedStep) => second(step, null, 'alreadyGone', { reason: 'none' });

const told = (lines: StepLine[], earlier: StepLine[], remaining: string[] = []) =>
	withEarlier(lines, earlier, STEPS, remaining).map(({ step, target, result, at }) => [
		step,
		target,
		result,
		at,
	]);

test('what the first try did stays done, with its time, where the second found nothing', () => {
	expect(
		told(
			[nothing(BLOCK), second(BROWSERS, 'u', 'done'), second(FACTORS, 'b', 'done')],
			[first(BLOCK, 'u', 'done'), first(BROWSERS, 'u', 'done'), first(FACTORS, 'a', 'done')],
		),
	).toEqual([
		['blockUser', 'u', 'done', 'first'],
		// What cannot be read back was sent anew, and is told once.
		['forgetDevices', 'u', 'done', 'second'],
		['deleteFactors', 'a', 'done', 'first'],
		['deleteFactors', 'b', 'done', 'second'],
	]);
});

test('what failed at first counts as the second tells it', () => {
	for (const result of ['failed', 'notAvailable', 'skipped', 'alreadyGone'] as const) {
		expect(told([second(FACTORS, 'a', 'done')], [first(FACTORS, 'a', result)])).toEqual([
			['deleteFactors', 'a', 'done', 'second'],
		]);
	}
});

test('what got no answer and is gone was done by this execution', () => {
	expect(told([nothing(FACTORS)], [first(FACTORS, 'a', 'unknown')])).toEqual([
		['deleteFactors', 'a', 'done', 'first'],
	]);
});

test('what got no answer and could not be looked at stays open', () => {
	for (const result of ['failed', 'notAvailable', 'skipped'] as const) {
		expect(told([second(FACTORS, null, result)], [first(FACTORS, 'a', 'unknown')])).toEqual([
			['deleteFactors', 'a', 'unknown', 'first'],
			['deleteFactors', null, result, 'second'],
		]);
	}
	expect(told([second(FACTORS, 'b', 'failed')], [first(FACTORS, 'a', 'unknown')])).toEqual([
		['deleteFactors', 'a', 'done', 'first'],
		['deleteFactors', 'b', 'failed', 'second'],
	]);
});

test('what cannot be read back and was done once is done, whatever became of it the second time', () => {
	for (const result of ['failed', 'notAvailable', 'unknown'] as const) {
		expect(told([second(BROWSERS, 'u', result)], [first(BROWSERS, 'u', 'done')])).toEqual([
			['forgetDevices', 'u', 'done', 'first'],
			['forgetDevices', 'u', result, 'second'],
		]);
	}
});

test('what got no answer and is still there is not carried on', () => {
	expect(told([nothing(FACTORS)], [first(FACTORS, 'a', 'unknown')], ['a'])).toEqual([
		['deleteFactors', null, 'alreadyGone', 'second'],
	]);
});

test('what is there again after it was done is told as it is now', () => {
	expect(told([second(BLOCK, 'u', 'failed')], [first(BLOCK, 'u', 'done')])).toEqual([
		['blockUser', 'u', 'failed', 'second'],
	]);
	expect(told([], [first(FACTORS, 'a', 'done')], ['a'])).toEqual([]);
});

test('a failure of the second beside what the first did: both stand', () => {
	expect(
		told(
			[second(FACTORS, 'b', 'failed')],
			[first(FACTORS, 'a', 'done'), first(FACTORS, 'b', 'failed')],
		),
	).toEqual([
		['deleteFactors', 'a', 'done', 'first'],
		['deleteFactors', 'b', 'failed', 'second'],
	]);
});

test('a third try finds the work of both', () => {
	const both = withEarlier(
		[second(FACTORS, 'b', 'done')],
		[first(FACTORS, 'a', 'done')],
		STEPS,
		[],
	);
	expect(told([of('third')(FACTORS, null, 'alreadyGone')], both)).toEqual([
		['deleteFactors', 'a', 'done', 'first'],
		['deleteFactors', 'b', 'done', 'second'],
	]);
});

describe('whose tries they are', () => {
	interface Fake {
		signal?: AbortSignal;
		executionId?: string;
		node?: string;
		runIndex?: number;
		index?: number;
		retryOnFail?: boolean;
	}
	const itemOf = ({
		signal,
		executionId = 'e1',
		node = 'n',
		runIndex = 0,
		index = 0,
		retryOnFail = true,
	}: Fake): Item =>
		({
			index,
			operation: { option: { value: 'offboard' } },
			run: {
				signal,
				executionId,
				node: { id: node, name: node, retryOnFail },
				context: { getWorkflowDataProxy: () => ({ $runIndex: runIndex }) },
			},
		}) as unknown as Item;
	const done = { record: { steps: [] } as unknown as LifecycleRecord, facts: {} };
	const signal = new AbortController().signal;

	test.each<[string, Fake]>([
		['with a signal', { signal }],
		['without one', { executionId: 'without' }],
	])('the same item of the same node in the same execution, %s', (_, fake) => {
		rememberTry(itemOf(fake), 'u', done);
		expect(earlierTry(itemOf(fake), 'u')).toBe(done);
		expect(earlierTry(itemOf(fake), 'other')).toBeUndefined();
		for (const other of [{ node: 'm' }, { runIndex: 1 }, { index: 1 }]) {
			expect(earlierTry(itemOf({ ...fake, ...other }), 'u')).toBeUndefined();
		}
	});

	test('another execution has none of them', () => {
		rememberTry(itemOf({ signal }), 'u', done);
		expect(earlierTry(itemOf({ signal: new AbortController().signal }), 'u')).toBeUndefined();
		rememberTry(itemOf({ executionId: 'one' }), 'u', done);
		expect(earlierTry(itemOf({ executionId: 'two' }), 'u')).toBeUndefined();
		// An execution that is not saved has no id by which it could be told from another.
		rememberTry(itemOf({ executionId: '' }), 'u', done);
		expect(earlierTry(itemOf({ executionId: '' }), 'u')).toBeUndefined();
	});

	test('all users of an item are found by it, and those of no other', () => {
		const fake = { signal: new AbortController().signal };
		for (const [index, user] of [
			[1, 'a'],
			[1, 'b"]'],
			[11, 'c'],
		] as const) {
			const record = { reason: user } as unknown as LifecycleRecord;
			rememberTry(itemOf({ ...fake, index }), user, { record, facts: {} });
		}
		const usersOf = (index: number) =>
			earlierRecords(itemOf({ ...fake, index })).map(({ reason }) => reason);
		expect(usersOf(1)).toEqual(['a', 'b"]']);
		expect(usersOf(11)).toEqual(['c']);
		expect(usersOf(0)).toEqual([]);
		expect(recordsAfter(itemOf({ ...fake, index: 1 }))).toMatchObject([{ reason: 'c' }]);
		expect(recordsAfter(itemOf({ ...fake, index: 1, runIndex: 1 }))).toEqual([]);
	});

	test('nothing is kept where the node is not run again', () => {
		const once = itemOf({ signal: new AbortController().signal, retryOnFail: false });
		rememberTry(once, 'u', done);
		expect(earlierTry(once, 'u')).toBeUndefined();
	});

	test('their number is bounded, by users and by executions', () => {
		const many = { signal: new AbortController().signal };
		for (let n = 0; n <= 10_000; n++) rememberTry(itemOf(many), `u${n}`, done);
		expect(earlierTry(itemOf(many), 'u0')).toBeUndefined();
		expect(earlierTry(itemOf(many), 'u1')).toBe(done);
		expect(earlierTry(itemOf(many), 'u10000')).toBe(done);

		for (let n = 0; n <= 50; n++) rememberTry(itemOf({ executionId: `many${n}` }), 'u', done);
		expect(earlierTry(itemOf({ executionId: 'many0' }), 'u')).toBeUndefined();
		expect(earlierTry(itemOf({ executionId: 'many50' }), 'u')).toBe(done);
	});
});
