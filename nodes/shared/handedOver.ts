import type { IDataObject } from 'n8n-workflow';

/**
 * A row as an error may hold it: errors end up in logs, in n8n's database and in error workflows, so
 * what was to be handed over is named there, and not given out.
 *
 * @param fields of the row that hold it
 */
export function withoutHandedOver(row: IDataObject, fields: readonly string[]): IDataObject {
	const notGivenOut = fields.filter((field) => isThere(row[field]));
	if (notGivenOut.length === 0) return row;
	const rest = Object.fromEntries(Object.entries(row).filter(([name]) => !fields.includes(name)));
	return { ...rest, notGivenOut };
}

function isThere(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}
