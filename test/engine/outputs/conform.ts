import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import Ajv, { type ValidateFunction } from 'ajv';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { ROOT, WRITES } from './files';

const ajv = new Ajv({ allErrors: true, strict: false });
const known = new Map<string, ValidateFunction>();

/**
 * Whatever a test runs, what it gives out has the types of its schema. Called for every run of the
 * engine tests; what stands in an item that failed is not of the schema.
 *
 * @param folder of the node below nodes/
 */
export function demandConforming(
	folder: string,
	{ resource, operation }: INodeParameters,
	outputs: INodeExecutionData[][],
): void {
	if (WRITES || typeof resource !== 'string' || typeof operation !== 'string') return;
	const validate = schemaOf(`${folder}/__schema__/v1.0.0/${resource}/${operation}.json`);
	for (const { json, error } of outputs[0] ?? []) {
		if (error !== undefined || 'error' in json || validate(json)) continue;
		const faults = ajv.errorsText(validate.errors, { dataVar: 'output' });
		throw new Error(
			`${resource} ${operation} gave what its schema (npm run generate) has not: ${faults}`,
		);
	}
}

function schemaOf(path: string): ValidateFunction {
	const before = known.get(path);
	if (before) return before;
	const text = readFileSync(join(ROOT, 'nodes', path), 'utf8');
	const validate = ajv.compile(JSON.parse(text) as object);
	known.set(path, validate);
	return validate;
}
