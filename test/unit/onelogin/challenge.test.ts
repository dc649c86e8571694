import { awaitAnswer } from '../../../nodes/OneLogin/transport/challenge';
import type { Outcome } from '../../../nodes/OneLogin/transport/codes';
import { useClock } from '../../../nodes/shared/time';
import { DrivenTime } from '../../support/drivenTime';

const ROW = { user_id: '1', device_id: '2' };

let time: DrivenTime;
let giveBack: () => void;
beforeEach(() => {
	time = new DrivenTime(0);
	giveBack = useClock(time);
});
afterEach(() => {
	giveBack();
});

/** A challenge with these outcomes, the last again and again, and when it was asked about. */
function challenge(outcomes: Outcome[]) {
	const asked: number[] = [];
	const poll = async () => {
		asked.push(time.now());
		return outcomes[Math.min(asked.length, outcomes.length) - 1] ?? 'pending';
	};
	return { asked, challenge: { row: ROW, poll } };
}

test.each([
	[['accepted'], 'accepted', [5000], 30],
	[['pending', 'accepted'], 'accepted', [5000, 10_000], 30],
	[['pending', 'rejected'], 'rejected', [5000, 10_000], 30],
	[['pending'], 'timedOut', [5000, 10_000, 12_000], 12],
] as const)('%j ends as %s', async (outcomes, result, questions, limitSeconds) => {
	const { asked, challenge: sent } = challenge([...outcomes]);
	expect(await awaitAnswer(sent, limitSeconds, 5, undefined)).toBe(result);
	expect(asked).toEqual(questions);
});

test('an expired challenge, which is reported as rejected, is called timed out', async () => {
	const { challenge: sent } = challenge(['rejected']);
	expect(await awaitAnswer(sent, 5, 60, undefined)).toBe('timedOut');
});

test('an interval longer than the limit asks once, at the end of it', async () => {
	const { asked, challenge: sent } = challenge(['pending']);
	await awaitAnswer(sent, 10, 60, undefined);
	expect(asked).toEqual([10_000]);
});
