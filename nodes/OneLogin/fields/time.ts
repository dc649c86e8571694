import type { Item } from '../../shared/item';

const WALL_TIME = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;

/**
 * A time as OneLogin takes it: ISO 8601, UTC, with milliseconds. A time without an offset, as n8n's
 * date picker gives it, is one of the workflow's time zone.
 */
export function utcTime(item: Item, value: unknown, label: string): string | undefined {
	if (value === undefined) return undefined;
	const text = item.asText(value, label);
	const wall = WALL_TIME.exec(text);
	const time = wall ? wallTime(wall, item.run.context.getTimezone()) : Date.parse(text);
	if (!Number.isNaN(time)) return new Date(time).toISOString();
	throw item.refuse(
		`The parameter '${label}' is not a date and time`,
		'Nothing was sent. Write it like 2026-01-31T09:20:15Z.',
	);
}

/** Milliseconds since 1970 of a time on the clocks of a time zone. */
function wallTime(parts: RegExpExecArray, timeZone: string): number {
	const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts
		.slice(1)
		.map((part: string | undefined) => Number(part ?? 0));
	const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
	if (Number.isNaN(asUtc)) return NaN;
	// The offset at the time itself may differ from the one at the first guess: look twice.
	const guess = asUtc - offsetAt(asUtc, timeZone);
	return asUtc - offsetAt(guess, timeZone);
}

/** How far the clocks of a time zone are ahead of UTC, in milliseconds. */
function offsetAt(time: number, timeZone: string): number {
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	const parts = Object.fromEntries(
		format.formatToParts(time).map(({ type, value }) => [type, Number(value)]),
	);
	const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
	return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(time / 1000) * 1000;
}
