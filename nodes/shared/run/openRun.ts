import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { inputError } from '../errors';
import type { OptionHeaders } from '../http/dialect';
import type { PaceDefaults, Provider, RequestContext } from './provider';
import { baseUrlOf, Run } from './run';

/**
 * Reads the credential and the node's options, once for all items: n8n authenticates every
 * request with the first item's credential, so a host from another item would carry one tenant's
 * token to another.
 *
 * @throws NodeOperationError when the credential is missing, its host is not allowed, or an option
 * of the service's own cannot be used
 */
export async function openRun(context: RequestContext, provider: Provider): Promise<Run> {
	const kind = provider.credentialKind(context);
	const credential = await context.getCredentials<IDataObject>(kind.type, 0);
	const baseUrl = baseUrlOf(context.getNode(), provider, credential);
	const options = optionsOf(context);
	const pace = paceOf(options, provider.pace);
	return new Run(context, provider, kind, baseUrl, pace, headersOf(context, provider, options));
}

/**
 * The Options collection as the first item gives it. A list that is filled in the editor has no
 * items: an expression throws there, and would take every list of the node with it.
 */
function optionsOf(context: RequestContext): IDataObject {
	if (isExecution(context)) return context.getNodeParameter('options', 0, {});
	try {
		return context.getNodeParameter('options', {}) as IDataObject;
	} catch {
		return {};
	}
}

function paceOf(options: Partial<PaceDefaults>, defaults: PaceDefaults): PaceDefaults {
	return {
		concurrency: positive(options.concurrency) ?? defaults.concurrency,
		maxWait: positive(options.maxWait, 0) ?? defaults.maxWait,
		timeout: positive(options.timeout) ?? defaults.timeout,
	};
}

/** A list only reads, and what is not yet typed in full must not empty it. */
function headersOf(
	context: RequestContext,
	{ dialect }: Provider,
	options: IDataObject,
): OptionHeaders | undefined {
	const read = isExecution(context) ? dialect.readOptions?.(options) : undefined;
	if (read === undefined || typeof read === 'function') return read;
	throw inputError(context.getNode(), read);
}

function isExecution(context: RequestContext): context is IExecuteFunctions {
	return 'getInputData' in context;
}

function positive(value: unknown, least = 1): number | undefined {
	return typeof value === 'number' && Number.isFinite(value) && value >= least ? value : undefined;
}
