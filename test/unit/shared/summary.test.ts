import type { OfferedStep } from '../../../nodes/shared/lifecycle';
import type { LifecycleRecord, StepLine } from '../../../nodes/shared/lifecycle/record';
import { summaryOf } from '../../../nodes/shared/lifecycle/summary';

const offered = [
	['blockUser', 'Block User'],
	['endSessions', 'End Sessions'],
	['deleteFactors', 'Delete Factors'],
].map(([id, name]) => ({ parts: [{ id }], name }) as unknown as OfferedStep);

function record(more: Partial<LifecycleRecord>, lines: Array<Partial<StepLine>> = []) {
	const steps = lines.map((line) => ({ target: 'x', at: '', ...line }));
	const user = { id: 'u', email: 'ana@example.com' };
	const empty = { mode: 'preview', outcome: 'previewed', remaining: [], kept: [], user };
	return { ...empty, ...more, steps } as unknown as LifecycleRecord;
}

test('Preview says in the order of the steps what Execute would do, and what stays', () => {
	const text = summaryOf(
		record({ kept: [{ what: 'password', id: null, reason: 'notAFactor' }] }, [
			{ step: 'deleteFactors', result: 'planned', label: 'totp: Phone app' },
			{ step: 'deleteFactors', result: 'planned', label: 'phone' },
			{ step: 'blockUser', result: 'planned' },
			{ step: 'endSessions', result: 'alreadyGone' },
			// The other part of a step of which one part has something to do.
			{ step: 'deleteFactors', native: 'legacy provider', result: 'alreadyGone' },
		]),
		offered,
	);
	expect(text).toBe(
		'Execute would do: Block User; Delete Factors (2: totp: Phone app, phone). Nothing to do: End Sessions. Stays: password.',
	);
});

test('Execute says what was done, what was not and why, and what is left', () => {
	const text = summaryOf(
		record({ mode: 'execute', outcome: 'partial', remaining: ['totp|1'] }, [
			{ step: 'blockUser', result: 'done' },
			{ step: 'endSessions', result: 'notAvailable', reason: 'plan' },
			{ step: 'deleteFactors', result: 'failed', reason: 'no' },
		]),
		offered,
	);
	expect(text).toBe(
		'Done: Block User. Not done: End Sessions (plan); Delete Factors (no). Left: totp|1.',
	);
});

test('many factors are counted, and the first are named', () => {
	const lines = Array.from({ length: 8 }, (_, i) => ({
		step: 'deleteFactors' as const,
		result: 'planned' as const,
		label: `f${i}`,
	}));
	expect(summaryOf(record({}, lines), offered)).toBe(
		'Execute would do: Delete Factors (8: f0, f1, f2, f3, f4 and 3 more).',
	);
});

test.each([
	['userNotFound', {}, "Nothing was done: no user was found for 'ana@example.com'."],
	[
		'userAmbiguous',
		{ matches: ['a', 'b'] },
		"Nothing was done: several accounts match 'ana@example.com': a, b.",
	],
	['skipped', {}, 'Nothing was done: this user is protected.'],
] as const)('for %s it says that nothing was done', (outcome, more, text) => {
	expect(summaryOf(record({ outcome, ...more } as Partial<LifecycleRecord>), offered)).toBe(text);
});
