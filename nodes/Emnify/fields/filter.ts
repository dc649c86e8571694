import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../shared/item';
import { fitsFilter } from '../transport/users';

/**
 * The text of a filter; undefined when it was not added. An empty filter is refused, never left
 * out: left out it would mean everything.
 */
export function filterText(
	item: Item,
	filters: IDataObject,
	name: string,
	label: string,
): string | undefined {
	if (filters[name] === undefined) return undefined;
	const text = item.asText(filters[name], label);
	if (text === '') {
		throw item.refuse(
			`The filter '${label}' is empty`,
			'Nothing was sent, since without it everything would match. Give it a value or remove it.',
		);
	}
	if (fitsFilter(text)) return text;
	throw item.refuse(
		`The filter '${label}' holds a comma or a colon`,
		"Nothing was sent. emnify's filters cannot hold these signs; shorten the value to a part without them.",
	);
}

/** A filter in emnify's form, `field:value,field:value`; undefined when there is none. */
export function criteria(values: Record<string, string | undefined>): string | undefined {
	const parts = Object.entries(values).flatMap(([field, value]) =>
		value === undefined ? [] : [`${field}:${value}`],
	);
	return parts.length === 0 ? undefined : parts.join(',');
}
