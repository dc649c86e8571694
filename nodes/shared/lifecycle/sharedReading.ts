/**
 * A list that several steps look at, read once for all of them. Who looks a second time wants to see
 * what has changed meanwhile, and gets a new reading. A refusal is shared like any other answer.
 */
export class SharedReading<T> {
	private readonly lookers = new Set<string>();
	private latest: Promise<T> | undefined;
	/** As it was read last; undefined before. */
	known: T | undefined;

	constructor(private readonly read: () => Promise<T>) {}

	/** @param looker who looks, e.g. the service's word of a step */
	async look(looker: string): Promise<T> {
		if (this.latest === undefined || this.lookers.has(looker)) {
			this.latest = this.read();
			this.lookers.clear();
		}
		this.lookers.add(looker);
		this.known = await this.latest;
		return this.known;
	}
}
