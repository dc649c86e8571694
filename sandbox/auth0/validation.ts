import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { FastifySchemaCompiler } from 'fastify';

import { invalidBody, invalidQuery, invalidUri, type ManagementError } from './errors';

type Schema = Record<string, unknown>;

/** `{provider}|{id}`, neither part empty. */
const USER_ID = /^[^|]+\|.+$/s;
const BASE32 = /^[A-Z2-7]+=*$/;

const bodies = withFormats(new Ajv2020({ allErrors: true, strict: false, verbose: true }));
const texts = withFormats(
	new Ajv2020({ allErrors: true, strict: false, verbose: true, coerceTypes: true }),
);

function withFormats(ajv: Ajv2020): Ajv2020 {
	addFormats(ajv);
	ajv.addFormat('user-id', USER_ID);
	ajv.addFormat('base32', BASE32);
	return ajv;
}

/**
 * Checks body, query and path by the route's schema. Query and path hold text
 * only and are read as numbers and booleans where the schema asks for them; a
 * body is taken as it is: `"true"` is no boolean.
 */
export const validatorCompiler: FastifySchemaCompiler<Schema> = ({ schema, httpPart }) => {
	const validate: ValidateFunction = (httpPart === 'body' ? bodies : texts).compile(schema);
	return (given: unknown) => {
		// A request without a body counts as one with an empty object.
		const data = given === undefined && schema.type === 'object' ? {} : given;
		if (validate(data)) return { value: data };
		return { error: toManagementError(httpPart, validate.errors ?? [], schema) };
	};
};

function toManagementError(
	httpPart: string | undefined,
	errors: readonly ErrorObject[],
	schema: Schema,
): ManagementError {
	const problem = describe(errors, schema);
	if (httpPart === 'body') return invalidBody(problem);
	return httpPart === 'params' ? invalidUri(problem) : invalidQuery(problem);
}

/** The first problem in Auth0's words; properties too many are named all together. */
function describe(errors: readonly ErrorObject[], schema: Schema): string {
	const extra = errors.filter((error) => error.keyword === 'additionalProperties');
	const [first] = errors;
	if (extra[0]) {
		const names = extra.map((error) => String(error.params.additionalProperty)).join(',');
		return `Additional properties not allowed: ${names}'${place(extra[0], schema)}.`;
	}
	if (!first) return `Data does not match.'`;
	return `${inWords(first)}'${place(first, schema)}.`;
}

function inWords({ keyword, params, data }: ErrorObject): string {
	switch (keyword) {
		case 'required':
			return `Missing required property: ${String(params.missingProperty)}`;
		case 'type':
			return `Expected type ${String(params.type)} but found type ${typeName(data)}`;
		case 'enum':
			return `No enum match for: ${JSON.stringify(data)}`;
		case 'format':
			return `Object didn't pass validation for format ${String(params.format)}: ${String(data)}`;
		case 'pattern':
			return `String does not match pattern ${String(params.pattern)}: ${String(data)}`;
		case 'minLength':
			return `String is too short (${String(data).length} chars), minimum ${String(params.limit)}`;
		case 'maxLength':
			return `String is too long (${String(data).length} chars), maximum ${String(params.limit)}`;
		case 'minimum':
			return `Value ${String(data)} is less than minimum ${String(params.limit)}`;
		case 'maximum':
			return `Value ${String(data)} is greater than maximum ${String(params.limit)}`;
		case 'minItems':
			return `Array is too short (${(data as unknown[]).length}), minimum ${String(params.limit)}`;
		default:
			return `Data does not match: ${keyword}`;
	}
}

function typeName(data: unknown): string {
	if (data === null) return 'null';
	if (Array.isArray(data)) return 'array';
	return Number.isInteger(data) ? 'integer' : typeof data;
}

/** ` on property name (Its description)`, or nothing for the whole body. */
function place({ instancePath }: ErrorObject, schema: Schema): string {
	const names = instancePath.split('/').filter((name) => name !== '');
	if (names.length === 0) return '';
	const property = (schema.properties as Record<string, Schema> | undefined)?.[names[0] ?? ''];
	const description = property?.description;
	const note = typeof description === 'string' ? ` (${description})` : '';
	return ` on property ${names.join('.')}${note}`;
}
