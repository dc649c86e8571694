import { now, wait } from '../time';

/** How long a loop may keep everybody else in this process waiting. */
const HOLDS_MS = 10;

/** Lets others have their turn in a loop over many items that asks no service. */
export class Breather {
	private since = now();

	async pause(): Promise<void> {
		if (now() - this.since < HOLDS_MS) return;
		await wait(1);
		this.since = now();
	}
}
