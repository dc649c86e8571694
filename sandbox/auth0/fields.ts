/** Query fields that cut an answer down. */
export const FIELDS_QUERY = {
	fields: { type: 'string' },
	include_fields: { type: 'boolean' },
} as const;

export interface FieldsQuery {
	fields?: string;
	include_fields?: boolean;
}

/** Only the named fields, or all but them with `include_fields=false`. */
export function pickFields(thing: object, query: FieldsQuery): Record<string, unknown> {
	const entries = Object.entries(thing);
	if (!query.fields) return Object.fromEntries(entries);
	const named = new Set(query.fields.split(',').map((field) => field.trim()));
	const include = query.include_fields ?? true;
	return Object.fromEntries(entries.filter(([name]) => named.has(name) === include));
}
