/**
 * Lets the first call of a run go alone and holds the others until it has ended. The first call
 * fills n8n's token cache (n8n requests one token for each call that finds it empty) and shows the
 * service's limit.
 */
export class FirstAlone {
	private first: Promise<void> | undefined;

	async run<T>(send: () => Promise<T>): Promise<T> {
		if (this.first !== undefined) {
			await this.first;
			return await send();
		}
		let ended: () => void = () => undefined;
		this.first = new Promise((resolve) => {
			ended = resolve;
		});
		try {
			return await send();
		} finally {
			ended();
		}
	}
}
