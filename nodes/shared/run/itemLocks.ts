/**
 * Keeps items about the same user from running side by side. A key is what was typed or, once it
 * is known, the id that was found; items that wait for a key get it in the order in which they
 * asked.
 */
export class ItemLocks {
	private readonly tails = new Map<string, Promise<void>>();

	/** True while an item holds `key` or waits for it. */
	isHeld(key: string): boolean {
		return this.tails.has(key);
	}

	/** Waits until no other item holds `key`; call the function it gives back to let go. */
	async acquire(key: string): Promise<() => void> {
		const before = this.tails.get(key);
		let letGo: () => void = () => undefined;
		const held = new Promise<void>((resolve) => {
			letGo = resolve;
		});
		this.tails.set(key, held);
		await before;
		return () => {
			if (this.tails.get(key) === held) this.tails.delete(key);
			letGo();
		};
	}
}
