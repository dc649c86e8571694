import {
	judge,
	withoutNeedless,
	type Findings,
	type JudgedStep,
} from '../../../nodes/shared/lifecycle/outcome';
import type { StepLine } from '../../../nodes/shared/lifecycle/record';
import type { StepResult } from '../../../nodes/shared/lifecycle/step';

const find = async () => await Promise.resolve([]);
const BLOCK: JudgedStep = { id: 'blockUser', native: 'blocked', kind: 'block', find };
const SESSIONS: JudgedStep = {
	id: 'endSessions',
	native: 'sessions',
	counts: 'sessions',
	needlessWhenBlocked: true,
	find,
};
const BROWSERS: JudgedStep = { id: 'forgetDevices', native: 'remembered browsers' };
const METHODS: JudgedStep = { id: 'deleteFactors', native: 'methods', counts: 'factors', find };
const LEGACY: JudgedStep = { id: 'deleteFactors', native: 'legacy', counts: 'factors', find };
const STEPS = [BLOCK, SESSIONS, BROWSERS, METHODS, LEGACY];

const line = (step: JudgedStep, result: StepResult, more: Partial<StepLine> = {}): StepLine => ({
	step: step.id,
	native: step.native,
	target: 'x',
	result,
	at: '',
	...more,
});
const judged = (lines: StepLine[], more: Partial<Findings> = {}) =>
	judge({
		mode: 'execute',
		steps: STEPS,
		lines,
		remaining: [],
		unverified: new Set(),
		shut: undefined,
		openAgain: false,
		...more,
	});

type Row = [
	title: string,
	lines: StepLine[],
	more: Partial<Findings>,
	expected: [outcome: string, verified: boolean | null, reason?: string],
];

test.each<Row>([
	['nothing at all', [], {}, ['nothingToDo', true]],
	['done', [line(BLOCK, 'done')], {}, ['completed', true]],
	['all gone before', [line(BLOCK, 'alreadyGone')], {}, ['nothingToDo', true]],
	['only what cannot be read', [line(BROWSERS, 'done')], {}, ['nothingToDo', true]],
	['done and gone', [line(BLOCK, 'alreadyGone'), line(METHODS, 'done')], {}, ['completed', true]],
	['not available', [line(BLOCK, 'done'), line(SESSIONS, 'notAvailable')], {}, ['partial', true]],
	['skipped alone', [line(BLOCK, 'done'), line(SESSIONS, 'skipped')], {}, ['completed', true]],
	[
		'taken and not shown yet',
		[line(BLOCK, 'done'), line(METHODS, 'unknown', { code: 'notYetVisible' })],
		{ remaining: ['x'] },
		['partial', false],
	],
	[
		'a block that was taken and is not shown',
		[line(BLOCK, 'unknown', { code: 'notYetVisible', reason: 'Not shown' })],
		{ remaining: ['u'] },
		['failed', false, 'blockUser: Not shown'],
	],
	[
		'needless',
		[line(BLOCK, 'done'), line(SESSIONS, 'skipped', { code: 'stateForbids' })],
		{ unverified: new Set([SESSIONS]) },
		['completed', true],
	],
	['left', [line(METHODS, 'done')], { remaining: ['f'] }, ['partial', false]],
	[
		'failed',
		[line(BLOCK, 'done'), line(METHODS, 'failed', { reason: 'No' })],
		{},
		['failed', true, 'deleteFactors: No'],
	],
	['unknown', [line(BLOCK, 'unknown')], {}, ['failed', true, 'blockUser: unknown']],
	[
		'failed beats what is not available',
		[line(SESSIONS, 'notAvailable'), line(METHODS, 'failed', { reason: 'No' })],
		{},
		['failed', true, 'deleteFactors: No'],
	],
	[
		'protection that stays',
		[line(METHODS, 'skipped', { code: 'notBlocked' })],
		{ shut: 'not blocked' },
		['failed', false, 'not blocked'],
	],
	[
		'able to sign in again',
		[line(BLOCK, 'done')],
		{ openAgain: true },
		['failed', true, expect.stringMatching(/able to sign in again/) as unknown as string],
	],
	[
		'not read back',
		[line(METHODS, 'done')],
		{ unverified: new Set([METHODS]) },
		['completed', false],
	],
	['a preview', [line(METHODS, 'planned')], { mode: 'preview' }, ['previewed', null]],
	[
		'a preview without a permission',
		[line(SESSIONS, 'notAvailable')],
		{ mode: 'preview' },
		['previewed', null],
	],
	[
		'a preview that could not look',
		[line(SESSIONS, 'failed', { reason: 'No' })],
		{ mode: 'preview' },
		['failed', null, 'endSessions: No'],
	],
])('%s', (_, lines, more, [outcome, verified, reason]) => {
	const told = judged(lines, more);
	expect([told.outcome, told.verified, told.reason]).toEqual([outcome, verified, reason]);
});

test('what was removed is counted by what it is, over all parts of a step', () => {
	expect(
		judged([
			line(METHODS, 'done'),
			line(METHODS, 'alreadyGone'),
			line(LEGACY, 'done'),
			line(SESSIONS, 'unknown'),
			line(BLOCK, 'done'),
			line(BROWSERS, 'done'),
		]).removed,
	).toEqual({ factors: 2, sessions: 0 });
});

test('a line belongs to the part of its step that it names', () => {
	const other = line(METHODS, 'done', { native: 'something else' });
	expect(judged([other])).toMatchObject({ removed: { factors: 0 }, outcome: 'nothingToDo' });
});

describe('what the state of the user forbids', () => {
	const refused = line(SESSIONS, 'failed', { code: 'state' });

	test('is needless for who is blocked', () => {
		const [told] = withoutNeedless([refused], STEPS, true);
		expect(told).toMatchObject({ result: 'skipped', code: 'stateForbids' });
		expect(judged([line(BLOCK, 'done'), told as StepLine]).outcome).toBe('completed');
	});

	test.each([
		['who is not seen blocked', refused, false],
		['a step that says nothing of it', line(METHODS, 'failed', { code: 'state' }), true],
		['another refusal', line(SESSIONS, 'failed', { code: 'service' }), true],
		['what was sent without an answer', line(SESSIONS, 'unknown', { code: 'state' }), true],
	])('stays a failure for %s', (_, one, isBlocked) => {
		expect(withoutNeedless([one], STEPS, isBlocked)).toEqual([one]);
	});
});
