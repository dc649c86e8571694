import { collect, pages } from '../../../nodes/shared/paging';
import { FirstAlone } from '../../../nodes/shared/run/firstAlone';
import { ItemLocks } from '../../../nodes/shared/run/itemLocks';
import { runItems } from '../../../nodes/shared/run/runItems';
import { Patience } from '../../../nodes/shared/pace/patience';
import { TokenRenewal } from '../../../nodes/shared/run/tokenRenewal';
import { fc } from '../../support/random';

const tick = async (times = 1) => {
	for (let n = 0; n < times; n++) await Promise.resolve();
};

/** Random lists of items: which user each is about, how long it takes, whether it fails. */
const lists = fc.array(fc.record({ user: fc.nat(4), ticks: fc.nat(7), fails: fc.boolean() }), {
	maxLength: 30,
});

test('items of one user never overlap, output keeps the order, and stop mode starts nothing after a failure', async () => {
	await fc.assert(
		fc.asyncProperty(
			lists,
			fc.integer({ min: 1, max: 8 }),
			fc.boolean(),
			async (items, most, stop) => {
				const locks = new ItemLocks();
				const running = new Set<number>();
				let sideBySide = 0;
				let failedAt: number | undefined;
				let startedAfterFailure = 0;
				const results = await runItems(items.length, {
					sideBySide: most,
					stopAtFailure: stop,
					run: async (index) => {
						const item = items[index] ?? { user: 0, ticks: 0, fails: false };
						if (failedAt !== undefined && stop) startedAfterFailure++;
						const letGo = await locks.acquire(String(item.user));
						expect(running.has(item.user)).toBe(false);
						running.add(item.user);
						sideBySide = Math.max(sideBySide, running.size);
						await tick(item.ticks);
						running.delete(item.user);
						letGo();
						if (item.fails) failedAt ??= index;
						return { failed: item.fails, index };
					},
				});
				expect(sideBySide).toBeLessThanOrEqual(most);
				expect(results).toHaveLength(items.length);
				results.forEach((result, index) => {
					if (result) expect(result.index).toBe(index);
				});
				const first = items.findIndex(({ fails }) => fails);
				if (!stop || first < 0) expect(results.every(Boolean)).toBe(true);
				// A failure is noticed when its worker gets to it, a moment after it happened.
				if (stop && most === 1) expect(startedAfterFailure).toBe(0);
				if (stop && most === 1 && first >= 0) {
					expect(results.slice(first + 1).every((result) => result === undefined)).toBe(true);
				}
			},
		),
		{ numRuns: 500 },
	);
});

test('a lock is got in the order of asking', async () => {
	const locks = new ItemLocks();
	const order: number[] = [];
	await Promise.all(
		[0, 1, 2, 3].map(async (n) => {
			const letGo = await locks.acquire('same');
			order.push(n);
			await tick(5 - n);
			letGo();
		}),
	);
	expect(order).toEqual([0, 1, 2, 3]);
});

test('the first call goes alone, also when it fails', async () => {
	const gate = new FirstAlone();
	let underWay = 0;
	let most = 0;
	const send = async (fails: boolean) => {
		underWay++;
		most = Math.max(most, underWay);
		const alone = underWay === 1;
		await tick(10);
		underWay--;
		if (fails) throw new Error('refused');
		return alone;
	};
	const calls = Array.from({ length: 5 }, async (_, n) => await gate.run(() => send(n === 0)));
	const settled = await Promise.allSettled(calls);
	expect(settled.map(({ status }) => status)).toEqual([
		'rejected',
		...Array<string>(4).fill('fulfilled'),
	]);
	expect(most).toBe(4);
});

test('a token is renewed once for all calls of its generation', async () => {
	let renewals = 0;
	const renewal = new TokenRenewal(async () => {
		renewals++;
		await tick(5);
		return undefined;
	});
	const generation = renewal.generation;
	const after = async (refused: number) => await renewal.after(refused, new Patience(0));
	await Promise.all(Array.from({ length: 50 }, async () => await after(generation)));
	await after(generation);
	expect(renewals).toBe(1);
	await after(renewal.generation);
	expect(renewals).toBe(2);
});

describe('pages', () => {
	const source = (
		all: number[],
		size: number,
		oddities: { repeats?: boolean; nextAtEnd?: boolean } = {},
	) => {
		const asked: Array<string | undefined> = [];
		const read = async (cursor: string | undefined) => {
			asked.push(cursor);
			if (asked.length > 100) throw new Error('endless');
			const from = Number(cursor ?? 0);
			const rows = all.slice(from, from + size);
			const more = from + size < all.length || oddities.nextAtEnd === true;
			const next = oddities.repeats === true ? '0' : String(from + size);
			return await Promise.resolve({ rows, next: more ? next : undefined });
		};
		return { read, asked };
	};
	const numbers = Array.from({ length: 23 }, (_, n) => n);

	test('give every row once, whatever the page size, up to the wanted number', async () => {
		for (const size of [1, 5, 23, 50]) {
			for (const wanted of [0, 1, 7, 23, 99, Infinity]) {
				const rows = await collect(pages(wanted, source(numbers, size).read));
				expect(rows).toEqual(numbers.slice(0, wanted));
			}
		}
	});

	test('end at a cursor that repeats and at one that leads nowhere', async () => {
		const repeating = source(numbers, 5, { repeats: true });
		await collect(pages(Infinity, repeating.read));
		expect(repeating.asked.length).toBeLessThanOrEqual(3);
		const endless = source(numbers, 5, { nextAtEnd: true });
		expect(await collect(pages(Infinity, endless.read))).toEqual(numbers);
	});
});
