import { BucketState, type Permit } from '../../../nodes/shared/pace/bucketState';
import type { LimitReading } from '../../../nodes/shared/pace/reading';

/** A service with a token bucket, on a clock of its own; what the sandbox does with real time. */
interface Service {
	/** Calls per second. */
	rate: number;
	burst: number;
	/** Headers on every answer, and on refusals. */
	headers: boolean;
	/** Calls are added at the top of each such span instead of continuously, milliseconds. */
	stepMs?: number;
	latencyMs: number;
}

interface Outcome {
	/** Milliseconds from the first call to the last answer. */
	time: number;
	done: number;
	refused: number;
}

/**
 * Lets `processes` with `concurrency` workers each send `count` calls in all, each with a pacer
 * of its own, against one limit, on a simulated clock.
 */
function simulate(
	service: Service,
	{
		count,
		concurrency,
		processes = 1,
		onTime = () => undefined,
	}: {
		count: number;
		concurrency: number;
		processes?: number;
		onTime?: (now: number, service: Service) => void;
	},
): Outcome {
	const START = 1_000_000;
	const STEP = 1;
	let tokens = service.burst;
	let filledAt = START;
	let done = 0;
	let refused = 0;
	let left = count;
	// Every process starts with one call alone, as a run does.
	const random = sequence();
	const states = Array.from({ length: processes }, () => new BucketState(random));
	const flights: Array<{
		process: number;
		arrives: number;
		returns: number;
		permit: Permit;
		reading?: LimitReading;
	}> = [];
	const busy = states.map(() => 0);
	const answered = states.map(() => 0);

	const fill = (now: number) => {
		if (service.stepMs === undefined) {
			tokens = Math.min(service.burst, tokens + ((now - filledAt) * service.rate) / 1000);
			filledAt = now;
			return;
		}
		const steps = Math.floor(now / service.stepMs) - Math.floor(filledAt / service.stepMs);
		if (steps > 0) {
			tokens = Math.min(service.burst, tokens + (steps * service.rate * service.stepMs) / 1000);
			filledAt = now;
		}
	};
	const answer = (now: number): LimitReading => {
		fill(now);
		const passes = tokens >= 1;
		if (passes) tokens -= 1;
		const span = service.stepMs ?? 1000;
		const resetAt = (Math.floor(now / span) + 1) * span;
		return {
			refused: !passes,
			...(service.headers && { remaining: Math.floor(tokens), limit: service.burst, resetAt }),
		};
	};

	let now = START;
	for (; done < count && now < START + 3_600_000; now += STEP) {
		onTime(now - START, service);
		for (const flight of flights) {
			if (flight.reading === undefined && flight.arrives <= now) flight.reading = answer(now);
		}
		for (let index = flights.length - 1; index >= 0; index--) {
			const flight = flights[index];
			if (flight?.reading === undefined || flight.returns > now) continue;
			flights.splice(index, 1);
			busy[flight.process] = (busy[flight.process] ?? 1) - 1;
			answered[flight.process] = (answered[flight.process] ?? 0) + 1;
			states[flight.process]?.ended(now, flight.permit, flight.reading);
			if (flight.reading.refused) {
				refused++;
				left++;
			} else {
				done++;
			}
		}
		states.forEach((state, process) => {
			const most = (answered[process] ?? 0) === 0 ? 1 : concurrency;
			while (left > 0 && (busy[process] ?? 0) < most && state.delay(now) <= 0) {
				left--;
				busy[process] = (busy[process] ?? 0) + 1;
				// Ways differ a little, so that answers may overtake each other.
				const half = service.latencyMs / 2 + ((left * 7) % 5);
				flights.push({
					process,
					arrives: now + half,
					returns: now + 2 * half,
					permit: state.sent(now),
				});
			}
		});
	}
	return { time: now - START, done, refused };
}

/** The same pseudo-random numbers in every run (Lehmer, 48271 mod 2^31 - 1). */
function sequence(): () => number {
	let state = 4711;
	return () => {
		state = (state * 48_271) % 2_147_483_647;
		return state / 2_147_483_647;
	};
}

const leastTime = ({ rate, burst }: Service, count: number) => ((count - burst) / rate) * 1000;

const AUTH0_LIKE: Service = { rate: 50, burst: 100, headers: true, latencyMs: 50 };

test('with headers: the limit is used to the full, and hardly a call is refused', () => {
	const { time, done, refused } = simulate({ ...AUTH0_LIKE }, { count: 1000, concurrency: 10 });
	expect(done).toBe(1000);
	expect(time).toBeLessThanOrEqual(1.05 * leastTime(AUTH0_LIKE, 1000));
	expect(refused).toBeLessThanOrEqual(10);
});

test('with headers and calls that are added once a second: the same', () => {
	const service = { ...AUTH0_LIKE, stepMs: 1000 };
	const { time, refused } = simulate(service, { count: 1000, concurrency: 10 });
	expect(time).toBeLessThanOrEqual(1.1 * leastTime(service, 1000));
	expect(refused).toBeLessThanOrEqual(50);
});

test('without headers: by refusals alone', () => {
	const service = { ...AUTH0_LIKE, headers: false };
	const { time, done, refused } = simulate(service, { count: 1000, concurrency: 10 });
	expect(done).toBe(1000);
	expect(time).toBeLessThanOrEqual(1.25 * leastTime(service, 1000));
	expect(refused).toBeLessThanOrEqual(50);
});

test.each([10, 50])(
	'four processes with %i at a time share one limit without talking',
	(concurrency) => {
		const { time, refused } = simulate(
			{ ...AUTH0_LIKE },
			{ count: 2000, concurrency, processes: 4 },
		);
		expect(leastTime(AUTH0_LIKE, 2000) / time).toBeGreaterThanOrEqual(0.9);
		expect(refused).toBeLessThanOrEqual(60);
	},
);

test('a limit that is lowered to a fifth and raised again is followed within seconds', () => {
	const at: number[] = [];
	const service = { ...AUTH0_LIKE, burst: 20 };
	const { time, refused } = simulate(service, {
		count: 1000,
		concurrency: 10,
		onTime: (now, current) => {
			if (now === 5_000) current.rate = 10;
			if (now === 15_000) current.rate = 50;
			at.push(now);
		},
	});
	// 5 s at 50, 10 s at 10, the rest at 50: 250 + 100 + 630 calls beside the burst.
	expect(time).toBeLessThanOrEqual(1.1 * (15_000 + 630 * 20));
	expect(refused).toBeLessThanOrEqual(30);
});

test('no limit, no waiting', () => {
	const state = new BucketState();
	for (let n = 0; n < 1000; n++) {
		expect(state.delay(n)).toBe(0);
		state.ended(n, state.sent(n), { refused: false });
	}
});

test('a window that runs out is waited for until its reset, and not before', () => {
	const state = new BucketState();
	state.ended(0, state.sent(0), { refused: false, remaining: 0, resetAt: 1_800_000 });
	expect(state.delay(1000)).toBeGreaterThan(1_700_000);
	expect(state.delay(1_800_001)).toBe(0);
});

test('a time to retry in the past makes no busy loop', () => {
	const state = new BucketState();
	state.ended(1000, state.sent(1000), { refused: true, retryAt: 0 });
	expect(state.delay(1000)).toBeGreaterThanOrEqual(250);
	state.ended(2000, state.sent(2000), { refused: true, retryAt: 0 });
	expect(state.delay(2000)).toBeGreaterThanOrEqual(500);
});

describe('a refusal although calls were left', () => {
	/** A bucket of which much was left, with a reset at that time, and then a refusal at 2,000. */
	const refusedAt2000 = (resetAt: number, refusal: Partial<LimitReading>) => {
		const state = new BucketState();
		state.ended(1_000, state.sent(900), { refused: false, limit: 5000, remaining: 4000, resetAt });
		state.ended(2_000, state.sent(1_900), { refused: true, ...refusal });
		return state;
	};

	test('whose reset time is over is followed by another call, not by waiting for ever', () => {
		const state = refusedAt2000(1_500, { remaining: 0, resetAt: 2_900 });
		expect(state.delay(2_600)).toBeGreaterThan(0);
		expect(state.delay(4_000)).toBe(0);
	});

	test('that names its time is waited for, and not the hour that was named before', () => {
		expect(refusedAt2000(3_600_000, { retryAt: 3_000 }).delay(3_001)).toBe(0);
		expect(refusedAt2000(3_600_000, { resetAt: 3_000 }).delay(3_501)).toBe(0);
	});

	test('that names none is asked again after a pause', () => {
		expect(refusedAt2000(3_600_000, {}).delay(2_100)).toBeGreaterThan(0);
		expect(refusedAt2000(3_600_000, {}).delay(2_500)).toBe(0);
	});

	test('when none was left is waited out until the reset', () => {
		const state = new BucketState();
		state.ended(1_000, state.sent(900), {
			refused: false,
			limit: 5000,
			remaining: 0,
			resetAt: 600_000,
		});
		state.ended(2_000, state.sent(1_900), { refused: true });
		expect(state.delay(10_000)).toBe(590_000);
	});

	test('that names a time in the past is asked again after a pause', () => {
		const state = refusedAt2000(900, { remaining: 0, resetAt: 1_000 });
		expect(state.delay(2_100)).toBeGreaterThan(0);
		expect(state.delay(2_500)).toBe(0);
	});
});

test.each([0, 1_000])(
	'none left, and a reset that is over (%d): asks again after a pause',
	(resetAt) => {
		const state = new BucketState();
		state.ended(1_000, state.sent(900), { refused: false, limit: 10, remaining: 0, resetAt });
		expect(state.delay(1_100)).toBeGreaterThan(0);
		expect(state.delay(1_300)).toBe(0);
	},
);
