import { inferSchema, type Schema } from './inferSchema';
import type { Studied } from './study';
import type { Subject } from './subject';

/** The folder in which n8n looks for the schemas of version 1 of a node. */
export const schemaFolder = ({ folder }: Subject): string => `nodes/${folder}/__schema__`;

export interface SchemaFile {
	path: string;
	schema: Schema;
}

/** One schema per operation: all that its cases gave out. */
export function schemasOf(subject: Subject, studied: readonly Studied[]): SchemaFile[] {
	return subject.resources.flatMap(({ option: { value: resource }, operations }) =>
		operations.map(({ option: { value: operation } }) => {
			const rows = studied
				.filter((one) => one.resource === resource && one.operation === operation)
				.flatMap((one) => one.rows);
			return {
				path: `${schemaFolder(subject)}/v1.0.0/${resource}/${operation}.json`,
				schema: inferSchema(rows),
			};
		}),
	);
}

/** The file's text. `version` is of the schema, as in n8n's own. */
export const schemaText = (schema: Schema): string =>
	`${JSON.stringify({ ...schema, version: 1 }, null, '\t')}\n`;
