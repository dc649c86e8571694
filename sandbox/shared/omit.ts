/** A copy without the named fields. */
export function omit<T extends object, K extends keyof T>(thing: T, ...fields: K[]): Omit<T, K> {
	const copy = { ...thing };
	for (const field of fields) Reflect.deleteProperty(copy, field);
	return copy;
}
