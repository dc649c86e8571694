import type { IDataObject } from 'n8n-workflow';

import type { Excess } from './body';
import { parseJson } from './json';

/** An answer of the service, whatever its status. */
export class HttpAnswer {
	private readonly headers = new Map<string, unknown>();
	private parsed: { value: unknown } | undefined;

	/** @param excess the bound that the body passed; `text` is empty then */
	constructor(
		readonly status: number,
		headers: Record<string, unknown>,
		readonly text: string,
		readonly excess?: Excess,
	) {
		for (const [name, value] of Object.entries(headers)) {
			const key = name.toLowerCase();
			if (!this.headers.has(key)) this.headers.set(key, value);
		}
	}

	/** True for 2xx. */
	get ok(): boolean {
		return this.status >= 200 && this.status < 300;
	}

	/** A header's value by its name in any case, or undefined. */
	header(name: string): string | undefined {
		const found = this.headers.get(name.toLowerCase());
		const value: unknown = Array.isArray(found) ? found[0] : found;
		if (typeof value === 'number') return String(value);
		return typeof value === 'string' ? value : undefined;
	}

	/** The body read as JSON, or undefined when it is empty or no JSON. The same object each time. */
	get body(): unknown {
		this.parsed ??= { value: parseJson(this.text) };
		return this.parsed.value;
	}

	/** The body as an object; an empty object when it is none. */
	get object(): IDataObject {
		const body = this.body;
		return isObject(body) ? body : {};
	}
}

/** True for a JSON object, false for arrays, null and scalars. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
