/** One of the errors that an error was made from. */
export interface Link {
	code?: unknown;
	httpCode?: unknown;
	status?: unknown;
	statusCode?: unknown;
	response?: { status?: unknown };
	message?: unknown;
	body?: unknown;
	cause?: unknown;
}

/** The error and what it was made from, at most five deep. */
export function causes(error: unknown): Link[] {
	const chain: Link[] = [];
	let link: unknown = error;
	while (typeof link === 'object' && link !== null && chain.length < 5) {
		chain.push(link);
		link = (link as Link).cause;
	}
	return chain;
}

/** The HTTP status that the error names, wherever it does. */
export function statusOf(link: Link): number | undefined {
	const inMessage = /status code (\d{3})\b/.exec(textOf(link.message) ?? '')?.[1];
	const places = [link.httpCode, link.status, link.statusCode, link.response?.status, inMessage];
	return places
		.map(Number)
		.find((number) => Number.isInteger(number) && number >= 100 && number < 600);
}

/** Characters of a message that are looked at. */
export const LONGEST_WORDS = 2000;

export function textOf(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

export function isText(value: string | undefined): value is string {
	return value !== undefined;
}
