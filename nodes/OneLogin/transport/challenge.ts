import { now, wait } from '../../shared/time';
import type { Challenge } from './devices/dialect';

/** How a challenge ended. */
export type ChallengeResult = 'accepted' | 'rejected' | 'timedOut';

/**
 * Asks again and again until the person has answered or the time is over. The challenge itself is
 * not sent again.
 *
 * @param limit seconds
 * @param interval seconds between two questions; each counts against the account's hourly limit
 */
export async function awaitAnswer(
	challenge: Challenge,
	limit: number,
	interval: number,
	signal: AbortSignal | undefined,
): Promise<ChallengeResult> {
	const end = now() + limit * 1000;
	for (;;) {
		const left = end - now();
		await wait(Math.min(interval * 1000, Math.max(left, 0)), signal);
		const outcome = await challenge.poll();
		const isOver = now() >= end;
		if (outcome === 'accepted') return outcome;
		// A challenge that expired is reported as rejected.
		if (outcome === 'rejected') return isOver ? 'timedOut' : outcome;
		if (isOver) return 'timedOut';
	}
}
