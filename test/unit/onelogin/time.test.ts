import { utcTime } from '../../../nodes/OneLogin/fields/time';
import type { Item } from '../../../nodes/shared/item';

/** As much of an item as reading a time needs. */
function itemIn(timeZone: string): Item {
	return {
		run: { context: { getTimezone: () => timeZone } },
		asText: (value: unknown) => String(value).trim(),
		refuse: (message: string) => new Error(message),
	} as unknown as Item;
}

test.each([
	['2026-01-31T09:20:15Z', 'Europe/Berlin', '2026-01-31T09:20:15.000Z'],
	['2026-01-31T09:20:15.990Z', 'Europe/Berlin', '2026-01-31T09:20:15.990Z'],
	['2026-01-31T09:20:15+05:30', 'Europe/Berlin', '2026-01-31T03:50:15.000Z'],
	// n8n's date picker gives a time without an offset, meant in the workflow's zone.
	['2026-01-31T09:20:15', 'UTC', '2026-01-31T09:20:15.000Z'],
	['2026-01-31T09:20:15', 'Europe/Berlin', '2026-01-31T08:20:15.000Z'],
	['2026-07-31T09:20:15', 'Europe/Berlin', '2026-07-31T07:20:15.000Z'],
	['2026-01-31 09:20', 'America/New_York', '2026-01-31T14:20:00.000Z'],
	['2026-01-31', 'Asia/Kathmandu', '2026-01-30T18:15:00.000Z'],
	// The night of the change to summer time, on either side of it.
	['2026-03-29T01:30:00', 'Europe/Berlin', '2026-03-29T00:30:00.000Z'],
	['2026-03-29T03:30:00', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
])('%s in %s is %s', (typed, timeZone, utc) => {
	expect(utcTime(itemIn(timeZone), typed, 'Since')).toBe(utc);
});

test.each(['', 'yesterday', '2026-13-01T00:00:00Z', '31.01.2026 10:00x'])(
	'%j is no time',
	(typed) => {
		expect(() => utcTime(itemIn('UTC'), typed, 'Since')).toThrow("'Since' is not a date and time");
	},
);

test('what was not added is not sent', () => {
	expect(utcTime(itemIn('UTC'), undefined, 'Since')).toBeUndefined();
});
