import type { IDataObject } from 'n8n-workflow';

/** An answer of the service, whatever its status. */
export class HttpAnswer {
	constructor(
		readonly status: number,
		private readonly rawHeaders: Record<string, unknown>,
		readonly text: string,
	) {}

	/** True for 2xx. */
	get ok(): boolean {
		return this.status >= 200 && this.status < 300;
	}

	/** A header's value by its name in any case, or undefined. */
	header(name: string): string | undefined {
		const wanted = name.toLowerCase();
		for (const [key, value] of Object.entries(this.rawHeaders)) {
			if (key.toLowerCase() !== wanted) continue;
			if (typeof value === 'string') return value;
			if (typeof value === 'number') return String(value);
			if (Array.isArray(value) && typeof value[0] === 'string') return value[0];
		}
		return undefined;
	}

	/** The body read as JSON, or undefined when it is empty or no JSON. */
	get body(): unknown {
		if (this.text.trim() === '') return undefined;
		try {
			return JSON.parse(this.text) as unknown;
		} catch {
			return undefined;
		}
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
