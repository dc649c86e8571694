import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';

import { DrivenTime } from '../../support/drivenTime';

/** The clock that the engine tests go by: it moves on when nothing is left to do but to wait. */

const turns = async (count: number) => {
	for (let n = 0; n < count; n++) await new Promise((resolve) => setImmediate(resolve));
};

function gate() {
	let open: () => void = () => undefined;
	const opened = new Promise<void>((resolve) => {
		open = resolve;
	});
	return { open, opened };
}

test('stands still while a request is under way, whoever waits', async () => {
	const time = new DrivenTime(0);
	const { open, opened } = gate();
	let isOver = false;
	const waiting = time.sleep(10).then(() => {
		isOver = true;
	});
	const request = time.request(async () => {
		await opened;
	});
	await turns(500);
	expect([isOver, time.now()]).toEqual([false, 0]);
	open();
	await request;
	await waiting;
	expect(time.now()).toBe(10);
});

test('moves on while the service holds the answer open, and only then', async () => {
	const time = new DrivenTime(0);
	const { open, opened } = gate();
	const response = new EventEmitter() as ServerResponse;
	const request = time.request(async () => {
		await opened;
	});
	const release = time.hold(response);
	await time.sleep(10);
	expect(time.now()).toBe(10);
	release();
	let isOver = false;
	const waiting = time.sleep(10).then(() => {
		isOver = true;
	});
	await turns(500);
	expect(isOver).toBe(false);
	time.hold(response);
	await waiting;
	// A connection that is closed is held open no longer.
	response.emit('close');
	open();
	await request;
	expect(time.now()).toBe(20);
});

test('a part of a millisecond is a whole one, so that time always moves on', async () => {
	const time = new DrivenTime(Date.UTC(2026, 10, 21));
	const before = time.now();
	await time.sleep(1e-9);
	await time.sleep(0.5);
	expect(time.now() - before).toBe(2);
});

test('what was called off does not come', async () => {
	const time = new DrivenTime(0);
	let came = false;
	time.after(5, () => {
		came = true;
	})();
	await time.sleep(20);
	expect(came).toBe(false);
});

test('set back, it lets whoever waits wait on as long as before', async () => {
	const time = new DrivenTime(1_000_000);
	const waiting = time.sleep(30);
	time.set(500);
	await waiting;
	expect(time.now()).toBe(530);
});
