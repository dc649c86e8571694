import type { Clock } from '../shared/clock';
import type { DeletionDelay } from './settings';

/** Things that go away later than they were told to: deletions answered with 202. */
export class PendingDeletions<T extends { id: string }> {
	private readonly things = new Map<string, T>();
	private readonly doomed = new Map<string, { at?: number; readsLeft?: number }>();

	constructor(
		private readonly clock: Clock,
		private readonly delay: () => DeletionDelay,
	) {}

	add(thing: T): T {
		this.things.set(thing.id, thing);
		return thing;
	}

	/** All that still exist. Counts as no read. */
	all(): T[] {
		this.settle();
		return [...this.things.values()];
	}

	get(id: string): T | undefined {
		this.settle();
		return this.things.get(id);
	}

	/** Counts one read of these things, towards the deletions that wait for reads. */
	countRead(things: readonly T[]): void {
		for (const { id } of things) {
			const doom = this.doomed.get(id);
			if (doom?.readsLeft !== undefined) doom.readsLeft -= 1;
		}
	}

	delete(id: string): void {
		const delay = this.delay();
		if (!this.things.has(id) || this.doomed.has(id)) return;
		if (delay.kind === 'none') this.remove(id);
		else if (delay.kind === 'time') this.doomed.set(id, { at: this.clock.now() + delay.ms });
		else this.doomed.set(id, { readsLeft: delay.reads });
	}

	clear(): void {
		this.things.clear();
		this.doomed.clear();
	}

	/** Removes at once, whatever the delay: what goes with a deleted user. */
	remove(id: string): void {
		this.things.delete(id);
		this.doomed.delete(id);
	}

	private settle(): void {
		for (const [id, doom] of this.doomed) {
			const due = doom.at !== undefined && this.clock.now() >= doom.at;
			const read = doom.readsLeft !== undefined && doom.readsLeft <= 0;
			if (due || read) this.remove(id);
		}
	}
}
