import { Patience } from '../../../nodes/shared/pace/patience';
import { TokenGate, type Turn } from '../../../nodes/shared/pace/tokenGate';
import type { Thrown } from '../../../nodes/shared/http/thrown';
import { TokenTurns } from '../../../nodes/shared/run/tokenTurns';
import { driveTime } from '../../support/driveTime';

/** One asks for a token while a service gives none, and the others wait for what comes of it. */

const time = driveTime();
const patience = (seconds = 120) => new Patience(seconds * 1000);

async function turnOf(gate: TokenGate, seconds?: number): Promise<Turn> {
	const turn = await gate.admit(patience(seconds));
	if (!('asks' in turn)) throw new Error(`No turn: ${JSON.stringify(turn)}`);
	return turn;
}

test('nobody waits while no limit is known', async () => {
	const gate = new TokenGate();
	const before = time.now();
	for (let n = 0; n < 100; n++) gate.settle(await turnOf(gate), 'token');
	expect(time.now()).toBe(before);
});

test('one waits 1, 2, 4, 8, 16 s with jitter and asks, and gives up within Max Wait', async () => {
	const gate = new TokenGate();
	const mine = patience(60);
	const pauses: number[] = [];
	gate.settle(await turnOf(gate), 'limited');
	let began = time.now();
	for (;;) {
		const turn = await gate.admit(mine);
		if (!('asks' in turn)) {
			expect('opensAt' in turn && turn.opensAt).toBeGreaterThan(time.now());
			break;
		}
		pauses.push(time.now() - began);
		began = time.now();
		gate.settle(turn, 'limited');
	}
	expect(pauses).toHaveLength(5);
	pauses.forEach((pause, n) => {
		expect(pause).toBeGreaterThanOrEqual(1000 * 2 ** n);
		expect(pause).toBeLessThanOrEqual(1000 * 2 ** n * 1.25 + 1);
	});
	expect(time.now() - began).toBe(0);
});

test('of a hundred that wait one asks at a time, and all go on when there is a token', async () => {
	const gate = new TokenGate();
	gate.settle(await turnOf(gate), 'limited');
	let asking = 0;
	let asked = 0;
	let free = 0;
	await Promise.all(
		Array.from({ length: 100 }, async () => {
			for (;;) {
				const turn = await turnOf(gate);
				if (!turn.asks) {
					free += 1;
					gate.settle(turn, 'token');
					return;
				}
				asking += 1;
				expect(asking).toBe(1);
				await time.sleep(300);
				asking -= 1;
				asked += 1;
				gate.settle(turn, asked < 4 ? 'limited' : 'token');
				if (asked >= 4) return;
			}
		}),
	);
	expect(asked).toBe(4);
	expect(free).toBe(99);
});

test('several that are refused at the same time are one refusal', async () => {
	const gate = new TokenGate();
	const turns = await Promise.all(Array.from({ length: 10 }, async () => await turnOf(gate)));
	for (const turn of turns) gate.settle(turn, 'limited');
	const began = time.now();
	expect((await turnOf(gate)).asks).toBe(true);
	expect(time.now() - began).toBeLessThanOrEqual(1251);
});

test('an asker that learns nothing leaves its place to the next at once', async () => {
	const gate = new TokenGate();
	gate.settle(await turnOf(gate), 'limited');
	gate.settle(await turnOf(gate), 'open');
	const began = time.now();
	expect((await turnOf(gate)).asks).toBe(true);
	expect(time.now()).toBe(began);
});

test('a wait that the service orders is kept, up to five minutes', async () => {
	for (const [told, least] of [
		[30_000, 30_000],
		[24 * 3_600_000, 300_000],
	] as const) {
		const gate = new TokenGate();
		gate.settle(await turnOf(gate), 'limited', told);
		const began = time.now();
		await turnOf(gate, 600);
		expect(time.now() - began).toBeGreaterThanOrEqual(least);
		expect(time.now() - began).toBeLessThanOrEqual(least * 1.25 + 1);
	}
});

test('whoever has no patience is told at once when to come back', async () => {
	const gate = new TokenGate();
	gate.settle(await turnOf(gate), 'limited');
	const before = time.now();
	const told = await gate.admit(patience(0));
	expect('opensAt' in told && told.opensAt).toBeGreaterThanOrEqual(before + 1000);
	expect(time.now()).toBe(before);
});

test('Stop ends the wait', async () => {
	const gate = new TokenGate();
	gate.settle(await turnOf(gate), 'limited', 60_000);
	const stop = new AbortController();
	const before = time.now();
	time.after(3000, () => {
		stop.abort();
	});
	expect(await gate.admit(patience(), stop.signal)).toEqual({ stopped: true });
	expect(time.now() - before).toBeLessThan(4000);
});

test('what was refused long ago holds nobody back', async () => {
	const gate = new TokenGate();
	for (let n = 0; n < 8; n++) gate.settle(await turnOf(gate, 1e6), 'limited');
	time.set(time.now() + 3_600_000);
	expect(await turnOf(gate)).toEqual({ level: 0, asks: false });
});

describe('a run', () => {
	const LIMIT: Thrown = { kind: 'tokenLimit', detail: '' };

	async function admitted(turns: TokenTurns): Promise<Turn> {
		const turn = await turns.admit(patience());
		if (!('asks' in turn)) throw new Error(`No turn: ${JSON.stringify(turn)}`);
		return turn;
	}

	test('whose token is accepted waits for nobody else', async () => {
		const gate = new TokenGate();
		const turns = new TokenTurns(gate, undefined);
		turns.answered(await admitted(turns), false);
		gate.settle(await turnOf(gate), 'limited');
		const before = time.now();
		await admitted(turns);
		expect(time.now()).toBe(before);
	});

	test.each(['refused', 'lost'])('whose token is %s waits like any other', async (how) => {
		const gate = new TokenGate();
		const turns = new TokenTurns(gate, undefined);
		turns.answered(await admitted(turns), false);
		gate.settle(await turnOf(gate), 'limited');
		const turn = await admitted(turns);
		if (how === 'refused') turns.answered(turn, true);
		else turns.failed(turn, LIMIT);
		const before = time.now();
		expect((await admitted(turns)).asks).toBe(true);
		expect(time.now() - before).toBeGreaterThanOrEqual(1000);
	});

	test('that asks and is not sent leaves its place to the next', async () => {
		const gate = new TokenGate();
		const turns = new TokenTurns(gate, undefined);
		turns.failed(await admitted(turns), LIMIT);
		turns.notTaken(await admitted(turns));
		expect((await admitted(turns)).asks).toBe(true);
	});

	test('asks for a new token as often as it must', async () => {
		const turns = new TokenTurns(new TokenGate(), undefined);
		const outcomes: Array<Thrown | undefined> = [LIMIT, LIMIT, undefined];
		const before = time.now();
		expect(await turns.renew(async () => outcomes.shift(), patience())).toBeUndefined();
		expect(time.now() - before).toBeGreaterThanOrEqual(3000);
		expect(await turns.renew(async () => LIMIT, patience(5))).toMatchObject({
			kind: 'tokenLimit',
			opensAt: expect.any(Number) as number,
		});
	});
});
