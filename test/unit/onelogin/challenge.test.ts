import { awaitAnswer } from '../../../nodes/OneLogin/transport/challenge';
import type { Outcome } from '../../../nodes/OneLogin/transport/codes';

const ROW = { user_id: '1', device_id: '2' };

function challenge(outcomes: Outcome[]) {
	const asked: number[] = [];
	const poll = async () => {
		asked.push(Date.now());
		return outcomes[Math.min(asked.length, outcomes.length) - 1] ?? 'pending';
	};
	return { asked, challenge: { row: ROW, poll } };
}

test.each([
	[['accepted'], 'accepted', 1, 30],
	[['pending', 'accepted'], 'accepted', 2, 30],
	[['pending', 'rejected'], 'rejected', 2, 30],
	[['pending'], 'timedOut', 4, 0.2],
] as const)('%j ends as %s', async (outcomes, result, questions, limitSeconds) => {
	const { asked, challenge: sent } = challenge([...outcomes]);
	expect(await awaitAnswer(sent, limitSeconds, 0.05, undefined)).toBe(result);
	expect(asked.length).toBeLessThanOrEqual(questions + 1);
	expect(asked.length).toBeGreaterThanOrEqual(result === 'timedOut' ? 1 : questions);
});

test('an expired challenge, which is reported as rejected, is called timed out', async () => {
	const { challenge: sent } = challenge(['rejected']);
	expect(await awaitAnswer(sent, 0.05, 1, undefined)).toBe('timedOut');
});

test('an interval longer than the limit asks once, at the end of it', async () => {
	const before = Date.now();
	const { asked, challenge: sent } = challenge(['pending']);
	await awaitAnswer(sent, 0.1, 60, undefined);
	expect(asked).toHaveLength(1);
	expect((asked[0] ?? 0) - before).toBeLessThan(1000);
});
