import {
	RateLimits,
	TokenBucket,
	type LimitDialect,
	type RateLimit,
} from '../../../sandbox/shared/rateLimit';
import { startCounter } from './counterSandbox';

const START = Date.UTC(2026, 10, 21, 2, 0, 0, 300);

function bucketAt(limit: RateLimit) {
	const time = { now: START };
	const bucket = new TokenBucket('b', limit, () => time.now);
	const take = (count: number) =>
		Array.from({ length: count }, () => bucket.take().allowed).filter(Boolean).length;
	return { time, bucket, take };
}

describe('a bucket that is filled all the time', () => {
	it('lets a burst through, then the sustained rate', () => {
		const { time, take } = bucketAt({ perSecond: 2, burst: 5 });
		expect(take(10)).toBe(5);
		time.now += 499;
		expect(take(10)).toBe(0);
		time.now += 1;
		expect(take(10)).toBe(1);
		time.now += 1000;
		expect(take(10)).toBe(2);
	});

	it('never holds more than its size', () => {
		const { time, take } = bucketAt({ perSecond: 2, burst: 5 });
		time.now += 3_600_000;
		expect(take(10)).toBe(5);
	});

	it('tells what is left and when the next request is added', () => {
		const { bucket } = bucketAt({ perSecond: 2, burst: 2 });
		expect(bucket.take().reading).toMatchObject({ limit: 2, remaining: 1 });
		expect(bucket.take().reading).toMatchObject({ remaining: 0, resetAt: START + 500 });
		expect(bucket.take()).toMatchObject({
			allowed: false,
			reading: { remaining: 0, resetAt: START + 500 },
		});
	});
});

describe('a bucket that is filled by windows', () => {
	const limit: RateLimit = { perSecond: 3, burst: 4, refill: 'window' };

	it('is filled at the top of the second, with what a second brings', () => {
		const { time, take } = bucketAt(limit);
		expect(take(10)).toBe(4);
		time.now += 699;
		expect(take(10)).toBe(0);
		time.now += 1;
		expect(take(10)).toBe(3);
	});

	it('tells the top of the next window', () => {
		const { bucket } = bucketAt(limit);
		expect(bucket.take().reading.resetAt).toBe(START + 700);
		const minute = bucketAt({ ...limit, windowSeconds: 60 });
		expect(minute.bucket.take().reading.resetAt).toBe(Date.UTC(2026, 10, 21, 2, 1));
	});
});

it.each([
	{ perSecond: 0, burst: 1 },
	{ perSecond: 1, burst: 0 },
])('a bucket of %o is refused', (limit) => {
	expect(() => new TokenBucket('b', limit)).toThrow(RangeError);
});

describe('several buckets', () => {
	const dialect: LimitDialect = {
		headers: () => ({}),
		refusal: () => ({ status: 429, headers: {}, body: null }),
	};
	const limits = () =>
		new RateLimits(
			{ all: { perSecond: 1, burst: 3 }, reads: { perSecond: 1, burst: 2 } },
			dialect,
			() => START,
		);

	it('are asked in order, and the first empty one refuses', () => {
		const both = limits();
		expect(both.take(['all', 'reads'])?.allowed).toBe(true);
		expect(both.take(['all', 'reads'])?.allowed).toBe(true);
		expect(both.take(['all', 'reads'])).toMatchObject({
			allowed: false,
			reading: { bucket: 'reads' },
		});
		expect(both.take(['all'])).toMatchObject({ allowed: false, reading: { bucket: 'all' } });
	});

	it('tell the reading of the one with the least left', () => {
		expect(limits().take(['all', 'reads'])?.reading).toMatchObject({
			bucket: 'reads',
			remaining: 1,
		});
	});

	it('let everything through when they are not set', () => {
		const some = limits();
		some.set('all', undefined);
		expect(some.take(['all', 'unknown'])).toBeUndefined();
		some.reset();
		expect(some.describe()).toMatchObject({ all: { burst: 3 } });
	});
});

it('a sandbox refuses in the dialect of its service', async () => {
	const sandbox = await startCounter();
	try {
		sandbox.setRateLimit({ perSecond: 0.001, burst: 1 });
		expect((await fetch(`${sandbox.url}/counters/a`)).status).toBe(200);
		const refused = await fetch(`${sandbox.url}/counters/a`, { method: 'POST' });
		expect(refused.status).toBe(429);
		expect(refused.headers.get('x-left')).toBe('0');
		expect(await refused.json()).toEqual({ error: 'slow down in all' });
		expect(sandbox.count).toBe(0);
		sandbox.setRateLimit(undefined);
		expect((await fetch(`${sandbox.url}/counters/a`)).status).toBe(200);
	} finally {
		await sandbox.close();
	}
});
