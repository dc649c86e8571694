export interface ItemsPlan<R extends { failed: boolean }> {
	/** How many items may run at the same time; 1 for one after another. */
	sideBySide: number;
	/** Start nothing more once an item has failed. */
	stopAtFailure: boolean;
	/** Runs one item; must not throw. */
	run(index: number): Promise<R>;
}

/**
 * Runs `count` items and gives back their results in input order. Items that were not started
 * because another one failed have no result.
 */
export async function runItems<R extends { failed: boolean }>(
	count: number,
	plan: ItemsPlan<R>,
): Promise<Array<R | undefined>> {
	const results = new Array<R | undefined>(count).fill(undefined);
	let next = 0;
	let stopped = false;

	const worker = async () => {
		while (next < count && !stopped) {
			const index = next++;
			const result = await plan.run(index);
			results[index] = result;
			if (result.failed && plan.stopAtFailure) stopped = true;
		}
	};
	const workers = Math.max(1, Math.min(plan.sideBySide, count));
	await Promise.all(Array.from({ length: workers }, worker));
	return results;
}
