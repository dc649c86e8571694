import type { INodeParameters } from 'n8n-workflow';

import { ApiClient } from '../../../nodes/shared/http/client';
import { Item } from '../../../nodes/shared/item';
import { backToStart } from './clock';
import type { Access, Output, OutputCase, Subject, Workplace } from './subject';

/** A case with what came of it. */
export interface Studied extends OutputCase, Output {
	needs: string[];
	/** Names of the parameters that the operation looked at. */
	reads: string[];
}

/** Where an item takes every parameter from. */
interface Reader {
	value(name: string): unknown;
}

/** What an operation says about an ID that belongs to nothing. */
export interface Missing {
	parameter: string;
	output: Output;
}

/** Runs the cases of a subject, one after the other. */
export class Study {
	private constructor(
		readonly subject: Subject,
		private readonly workplace: Workplace,
	) {}

	static async of(subject: Subject): Promise<Study> {
		return new Study(subject, await subject.open());
	}

	async close(): Promise<void> {
		await this.workplace.close();
	}

	async run(one: OutputCase, access?: Access): Promise<Output> {
		backToStart();
		return await this.workplace.run(one, access);
	}

	/** Every case, with what its calls needed and which parameters it looked at. */
	async all(): Promise<Studied[]> {
		const studied: Studied[] = [];
		for (const one of this.subject.cases) {
			const send = jest.spyOn(ApiClient.prototype, 'send');
			const read = jest.spyOn(Item.prototype as unknown as Reader, 'value');
			const output = await this.run(one);
			const reads = read.mock.calls.map(([name]) => name.split('.')[0] ?? name);
			read.mockRestore();
			const permissions = send.mock.calls.flatMap(([{ permission }]) => permission ?? []);
			send.mockRestore();
			studied.push({ ...one, ...output, needs: this.subject.needs(permissions, one), reads });
		}
		return studied;
	}

	/** Gives each ID of a case, in turn, another that belongs to nothing. */
	async withUnknownIds(one: OutputCase): Promise<Missing[]> {
		const missing: Missing[] = [];
		for (const [parameter, value] of Object.entries(one.parameters)) {
			const id = idIn(value);
			if (!parameter.endsWith('Id') || id === undefined) continue;
			const unknown = this.subject.unknownId(id);
			const given =
				typeof value === 'object' ? Object.assign({}, value, { value: unknown }) : unknown;
			const parameters = { ...one.parameters, [parameter]: given } as INodeParameters;
			missing.push({ parameter, output: await this.run({ ...one, parameters }) });
		}
		return missing;
	}
}

function idIn(value: unknown): string | undefined {
	const id = typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
	return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

/** The plain case of an operation. */
export function plainOf(studied: readonly Studied[], resource: string, operation: string): Studied {
	const found = casesOfOperation(studied, resource, operation).find(({ about }) => about === '');
	if (!found) throw new Error(`${resource} ${operation} has no plain case`);
	return found;
}

export function casesOfOperation(
	studied: readonly Studied[],
	resource: string,
	operation: string,
): Studied[] {
	return studied.filter((one) => one.resource === resource && one.operation === operation);
}
