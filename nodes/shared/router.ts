import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { detailsOf, inputError, toItemError, type ItemError } from './errors';
import { withoutHandedOver } from './handedOver';
import { Item } from './item';
import {
	findOperation,
	type Execute,
	type ItemsOfRun,
	type Operation,
	type Resource,
} from './operation';
import { ItemLocks } from './run/itemLocks';
import { openRun } from './run/openRun';
import type { Provider } from './run/provider';
import type { Run } from './run/run';
import { runItems } from './run/runItems';

/**
 * Runs a node: reads resource and operation once, then runs the operation for each item. Order,
 * pace, going on after a failure, pairing and cancellation are handled here and nowhere else.
 */
export async function route(
	context: IExecuteFunctions,
	provider: Provider,
	resources: readonly Resource[],
): Promise<INodeExecutionData[][]> {
	const count = context.getInputData().length;
	const goesOn = context.continueOnFail();

	const { items, operation, execute, run, refusal } = await prepare(
		context,
		provider,
		resources,
		count,
	);
	if (refusal) {
		// Thrown while "continue" is set, n8n would hand on the input as if it had been done.
		if (goesOn) return [failEach(count, refusal)];
		throw refusal;
	}

	const results = await runItems(count, {
		sideBySide: operation.effect === 'read' || goesOn ? run.pace.concurrency : 1,
		stopAtFailure: !goesOn,
		run: async (index) => await runItem(context, execute, items.at(index)),
	});

	const rows: INodeExecutionData[] = [];
	for (const result of results) {
		rows.push(...(result?.rows ?? []));
	}
	const failed = results.find((result) => result?.error !== undefined)?.error;
	if (failed !== undefined && !goesOn) throw withRecords(failed, rows, operation.handsOver ?? []);
	return [rows];
}

interface ItemResult {
	rows: INodeExecutionData[];
	error?: ItemError;
}

type Prepared =
	| { items: ItemsOfRun; operation: Operation; execute: Execute; run: Run; refusal?: undefined }
	| ({ [K in 'items' | 'operation' | 'execute' | 'run']?: undefined } & { refusal: ItemError });

async function prepare(
	context: IExecuteFunctions,
	provider: Provider,
	resources: readonly Resource[],
	count: number,
): Promise<Prepared> {
	try {
		const operation = findOperation(
			resources,
			context.getNodeParameter('resource', 0),
			context.getNodeParameter('operation', 0),
		);
		const refusal = operation ? retryRefusal(context, operation) : unknownOperation(context);
		if (!operation || refusal) return { refusal: refusal ?? unknownOperation(context) };

		const run = await openRun(context, provider);
		const locks = new ItemLocks();
		const items: ItemsOfRun = {
			count,
			at: (index) => new Item(context, run, operation, index, locks),
		};
		const execute = operation.prepareRun ? await operation.prepareRun(items) : operation.execute;
		return { items, operation, execute, run };
	} catch (error) {
		return { refusal: toItemError(context.getNode(), error, 0) };
	}
}

function retryRefusal(context: IExecuteFunctions, operation: Operation): ItemError | undefined {
	const node = context.getNode();
	if (operation.effect !== 'once' || node.retryOnFail !== true) return undefined;
	return inputError(node, {
		message: `'${operation.option.name}' does not run while Retry On Fail is on`,
		description:
			'Retry On Fail runs all items of the node again, so that what this operation has done would be done a second time. Nothing was sent. Switch Retry On Fail off in the settings of the node.',
	});
}

function unknownOperation(context: IExecuteFunctions): ItemError {
	return inputError(context.getNode(), {
		message: 'The chosen operation does not exist',
		description: 'Nothing was sent. Choose the resource and the operation again.',
	});
}

async function runItem(
	context: IExecuteFunctions,
	execute: Execute,
	item: Item,
): Promise<ItemResult & { failed: boolean }> {
	const pairedItem = { item: item.index };
	try {
		const made = await execute(item);
		const rows = Array.isArray(made) ? made : [made];
		return { rows: rows.map((json) => ({ json, pairedItem })), failed: false };
	} catch (error) {
		const itemError = toItemError(context.getNode(), error, item.index);
		return {
			rows: context.continueOnFail() ? [errorRow(itemError, item.index, item.identity)] : [],
			error: itemError,
			failed: true,
		};
	} finally {
		item.release();
	}
}

/**
 * The row of an item that failed, where the user chose to continue. Both n8n lines know an error
 * row by its keys, `error` and `message` and no others, and send it to the error output. (They know
 * one by an `error` beside the json as well, but then replace the json by the message alone, and
 * what is known of the failure would be lost.)
 */
function errorRow(error: ItemError, item: number, identity: IDataObject): INodeExecutionData {
	const { message } = error;
	const description = error.description ?? '';
	return {
		json: { message, error: { message, description, ...identity, ...detailsOf(error) } },
		pairedItem: { item },
	};
}

function failEach(count: number, refusal: ItemError): INodeExecutionData[] {
	return Array.from({ length: count }, (_, item) => errorRow(refusal, item, {}));
}

/**
 * n8n drops the output of a node that throws: the finished items go along with the error. What they
 * were to hand over does not: n8n stores an error, logs it and gives it to error workflows.
 */
function withRecords(
	error: ItemError,
	rows: readonly INodeExecutionData[],
	handsOver: readonly string[],
): ItemError {
	const given = rows.map(({ json }) => withoutHandedOver(json, handsOver));
	const records = given.map((row, n) => ({ pairedItem: rows[n]?.pairedItem, ...row }));
	error.context.data = { ...detailsOf(error), records };
	if (given.some(({ notGivenOut }) => notGivenOut !== undefined)) {
		error.description = `${error.description ?? ''} ${LOST}`.trim();
	}
	return error;
}

const LOST =
	'What finished items were to hand over is lost with this error (notGivenOut in their records): make it anew. With On Error set to continue, each item keeps its own.';
