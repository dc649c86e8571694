import { sleep } from 'n8n-workflow';

// n8n's sleep cannot be cut short, so a long wait is slept in slices: Stop is noticed within one.
const SLICE_MS = 200;

/** Waits `ms` milliseconds, or less when `signal` is aborted meanwhile. */
export async function wait(ms: number, signal?: AbortSignal): Promise<void> {
	const end = Date.now() + ms;
	for (let left = ms; left > 0 && signal?.aborted !== true; left = end - Date.now()) {
		await sleep(Math.min(left, SLICE_MS));
	}
}
