import { Pacer } from '../../../nodes/shared/pace/pacer';
import { Patience } from '../../../nodes/shared/pace/patience';
import { useClock } from '../../../nodes/shared/time';
import { DrivenTime } from '../../support/drivenTime';

/** The line of callers before one bucket. */

let time: DrivenTime;
let giveBack: () => void;
beforeEach(() => {
	time = new DrivenTime();
	giveBack = useClock(time);
});
afterEach(() => {
	giveBack();
});

const patient = () => new Patience(60_000);

/** A pacer whose bucket opens again after `ms`. */
async function closedFor(ms: number): Promise<Pacer> {
	const pacer = new Pacer();
	const permit = await pacer.admit(patient());
	if (!('sentAt' in permit)) throw new Error('The first call was not let through');
	pacer.settle(permit, { refused: true, retryAt: time.now() + ms });
	return pacer;
}

test('callers are let through in the order in which they asked', async () => {
	const pacer = await closedFor(300);
	const order: number[] = [];
	await Promise.all(
		[0, 1, 2, 3].map(async (n) => {
			await pacer.admit(patient());
			order.push(n);
		}),
	);
	expect(order).toEqual([0, 1, 2, 3]);
});

test('whoever would wait too long leaves at once, also behind a caller who waits', async () => {
	const pacer = await closedFor(1500);
	let firstIsThrough = false;
	const first = pacer.admit(patient()).then((admission) => {
		firstIsThrough = true;
		return admission;
	});
	const before = time.now();
	const second = await pacer.admit(new Patience(500));
	expect([firstIsThrough, time.now()]).toEqual([false, before]);
	expect(second).toEqual({ opensAt: expect.any(Number) as number });
	expect(await first).toEqual({ sentAt: expect.any(Number) as number });
});

test('a caller who waits is not sent away by those who come later', async () => {
	const pacer = await closedFor(1000);
	const first = pacer.admit(new Patience(1700));
	const later: Array<Promise<unknown>> = [];
	for (let n = 0; n < 5; n++) {
		await time.sleep(150);
		later.push(pacer.admit(patient()));
	}
	expect(await first).toEqual({ sentAt: expect.any(Number) as number });
	await Promise.all(later);
});

test('Stop ends the wait of that execution alone, whatever its place in the line', async () => {
	const pacer = await closedFor(2000);
	const [stopFirst, stopThird] = [new AbortController(), new AbortController()];
	const order: string[] = [];
	const admissions = [stopFirst.signal, undefined, stopThird.signal].map(async (signal, index) => {
		const admission = await pacer.admit(patient(), signal);
		order.push('stopped' in admission ? `${index} stopped` : `${index} sent`);
	});
	stopThird.abort();
	await time.sleep(500);
	expect(order).toEqual(['2 stopped']);
	stopFirst.abort();
	await Promise.all(admissions);
	expect(order).toEqual(['2 stopped', '0 stopped', '1 sent']);
});
