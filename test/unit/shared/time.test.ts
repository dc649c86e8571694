import { isoNow, now, useClock, wait } from '../../../nodes/shared/time';
import { DrivenTime } from '../../support/drivenTime';

const START = Date.UTC(2026, 10, 21, 2);

describe('the clock of the nodes', () => {
	let time: DrivenTime;
	let giveBack: () => void;
	beforeEach(() => {
		time = new DrivenTime(START);
		giveBack = useClock(time);
	});
	afterEach(() => {
		giveBack();
	});

	test('is the one that a test put there, until it is given back', () => {
		expect(now()).toBe(START);
		expect(isoNow()).toBe('2026-11-21T02:00:00.000Z');
		giveBack();
		expect(Math.abs(now() - Date.now())).toBeLessThan(60_000);
	});

	test('a wait lasts as long as was said, of several the shortest ends first', async () => {
		const order: string[] = [];
		const ends = async (name: string, ms: number) => {
			await wait(ms);
			order.push(`${name} at ${now() - START}`);
		};
		await Promise.all([ends('long', 5_000), ends('short', 250), ends('none', 0)]);
		expect(order).toEqual(['none at 0', 'short at 250', 'long at 5000']);
	});

	test('a wait ends within a fifth of a second of the abort', async () => {
		const stop = new AbortController();
		time.after(700, () => {
			stop.abort();
		});
		await wait(60_000, stop.signal);
		expect(now() - START).toBeGreaterThanOrEqual(700);
		expect(now() - START).toBeLessThanOrEqual(900);
	});
});

test('without a driven clock a wait takes its time', async () => {
	const before = now();
	await wait(20);
	expect(now() - before).toBeGreaterThanOrEqual(19);
});
