const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const HEX = '0123456789abcdef';
const UPPER_AND_DIGITS = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

/**
 * Ids that look random and are the same after each start and each reset, so
 * that a test that failed once fails again with the same ids in its output.
 */
export class IdSource {
	private state: number;

	constructor(private readonly seed = 0x6d666121) {
		this.state = seed;
	}

	reset(): void {
		this.state = this.seed;
	}

	alphanumeric(length: number): string {
		return this.pick(ALPHANUMERIC, length);
	}

	hex(length: number): string {
		return this.pick(HEX, length);
	}

	upper(length: number): string {
		return this.pick(UPPER_AND_DIGITS, length);
	}

	private pick(alphabet: string, length: number): string {
		let text = '';
		for (let i = 0; i < length; i++) {
			text += alphabet.charAt(Math.floor(this.next() * alphabet.length));
		}
		return text;
	}

	/** mulberry32: small, and good enough for ids that guard nothing. */
	private next(): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	}
}
