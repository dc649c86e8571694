/** A JSON schema as far as n8n's editor reads one. */
export interface Schema {
	type?: string | string[];
	/** Also null. n8n's editor knows objects and arrays by a single type, so null is not in `type`. */
	nullable?: true;
	properties?: Record<string, Schema>;
	items?: Schema;
}

/**
 * The schema that all values conform to. No field is required, since a service may leave any out;
 * no value of an example is in it.
 *
 * @throws when a field holds objects in one place and something else in another, which the editor
 * could not show
 */
export function inferSchema(values: readonly unknown[], path = '$'): Schema {
	const types = new Set(values.map(typeOf));
	const isNullable = types.delete('null');
	const [type, ...others] = types;
	if (type === undefined) return isNullable ? { type: 'null' } : {};
	const nullable = isNullable && { nullable: true as const };
	if (type === 'object' && others.length === 0) {
		return { type, ...nullable, properties: propertiesOf(values.filter(isObject), path) };
	}
	if (type === 'array' && others.length === 0) {
		const entries = values.filter(Array.isArray).flat() as unknown[];
		const items = entries.length > 0 && { items: inferSchema(entries, `${path}[]`) };
		return { type, ...nullable, ...items };
	}
	if (types.has('object') || types.has('array')) {
		throw new Error(`${path} is of several types: ${[...types].join(', ')}`);
	}
	const all = [...types, ...(isNullable ? ['null'] : [])];
	return { type: all.length === 1 ? type : all };
}

function propertiesOf(objects: Array<Record<string, unknown>>, path: string) {
	const names = new Set(objects.flatMap(Object.keys));
	return Object.fromEntries(
		[...names].map((name) => {
			const values = objects.map((one) => one[name]).filter((value) => value !== undefined);
			return [name, inferSchema(values, `${path}.${name}`)];
		}),
	);
}

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeOf(value) === 'object';
}
