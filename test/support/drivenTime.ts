import { setImmediate as onNextTurn } from 'node:timers';
import type { ServerResponse } from 'node:http';

import type { Clock } from '../../nodes/shared/time';
import type { SandboxTime } from '../../sandbox/shared/time';

/**
 * How many turns of the event loop nothing may happen before time moves on. Both ends of each
 * connection are in this process, where what one writes the other reads a turn later, however busy
 * the machine is; and a request under way is waited for as long as it takes.
 */
const QUIET_TURNS = 40;

interface Waiter {
	at: number;
	resolve: () => void;
}

/**
 * A clock that stands still while anything is done, and moves on to the end of the next wait when
 * nothing is left to do but to wait. So no wait takes real time, and how long one takes does not go
 * by how busy the machine is: of two things that are done side by side the one with the shorter
 * waits ends first, on every machine.
 *
 * A request under way is something that is done, unless the service holds it open on purpose.
 */
export class DrivenTime implements Clock, SandboxTime {
	private time: number;
	private waiters: Waiter[] = [];
	private underWay = 0;
	private readonly held = new Set<object>();
	/** Counts all that happens. */
	private happened = 0;
	private watching = false;

	/** @param start milliseconds since 1970 */
	constructor(start: number = Date.now()) {
		this.time = start;
	}

	now(): number {
		return this.time;
	}

	/** Sets the clock, also back; whoever waits goes on waiting as long as before. */
	set(time: number): void {
		for (const waiter of this.waiters) waiter.at += time - this.time;
		this.time = time;
	}

	async sleep(ms: number): Promise<void> {
		await new Promise<void>((resolve) => {
			this.wake(ms, resolve);
		});
	}

	/** Calls `then` when so many milliseconds are over. Gives back what calls it off. */
	after(ms: number, then: () => void): () => void {
		const waiter = this.wake(ms, then);
		return () => {
			this.waiters = this.waiters.filter((other) => other !== waiter);
		};
	}

	hold(response: ServerResponse): () => void {
		const mark = {};
		this.held.add(mark);
		const release = () => {
			this.held.delete(mark);
			this.look();
		};
		response.once('close', release);
		this.look();
		return release;
	}

	/** Does a request, and lets the time stand still until it is done or held open. */
	async request<T>(work: () => Promise<T>): Promise<T> {
		this.underWay += 1;
		this.look();
		try {
			return await work();
		} finally {
			this.underWay -= 1;
			this.look();
		}
	}

	private wake(ms: number, resolve: () => void): Waiter {
		// Whole milliseconds, as timers have them: a part of one might be too small to be added.
		const waiter = { at: this.time + Math.max(0, Math.ceil(ms)), resolve };
		this.waiters.push(waiter);
		this.look();
		return waiter;
	}

	private get isBusy(): boolean {
		return this.underWay > this.held.size;
	}

	/** Something has happened: looks how it goes on, until nobody waits or all wait for a request. */
	private look(): void {
		this.happened += 1;
		if (this.watching) return;
		this.watching = true;
		let seen = this.happened;
		let quiet = 0;
		const turn = () => {
			if (this.waiters.length === 0 || this.isBusy) {
				this.watching = false;
				return;
			}
			quiet = seen === this.happened ? quiet + 1 : 0;
			seen = this.happened;
			if (quiet >= QUIET_TURNS) {
				quiet = 0;
				this.moveOn();
			}
			onNextTurn(turn);
		};
		onNextTurn(turn);
	}

	private moveOn(): void {
		const next = Math.min(...this.waiters.map(({ at }) => at));
		this.time = Math.max(this.time, next);
		const due = this.waiters.filter(({ at }) => at <= this.time);
		this.waiters = this.waiters.filter(({ at }) => at > this.time);
		for (const { resolve } of due) resolve();
	}
}
