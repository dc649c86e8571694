import { sleep } from 'n8n-workflow';

/** How long a loop may keep everybody else in this process waiting. */
const HOLDS_MS = 10;

/** Lets others have their turn in a loop over many items that asks no service. */
export class Breather {
	private since = Date.now();

	async pause(): Promise<void> {
		if (Date.now() - this.since < HOLDS_MS) return;
		await sleep(0);
		this.since = Date.now();
	}
}
