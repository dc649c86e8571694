import type { IDataObject } from 'n8n-workflow';

import type { PaceDefaults, Provider, RequestContext } from './provider';
import { baseUrlOf, Run } from './run';

/**
 * Reads the credential and the node's options, once for all items: n8n authenticates every
 * request with the first item's credential, so a host from another item would carry one tenant's
 * token to another.
 *
 * @throws NodeOperationError when the credential is missing or its host is not allowed
 */
export async function openRun(context: RequestContext, provider: Provider): Promise<Run> {
	const kind = provider.credentialKind(context);
	const credential = await context.getCredentials<IDataObject>(kind.type, 0);
	const baseUrl = baseUrlOf(context.getNode(), provider, credential);
	return new Run(context, provider, kind, baseUrl, paceOf(context, provider.pace));
}

function paceOf(context: RequestContext, defaults: PaceDefaults): PaceDefaults {
	const options = context.getNodeParameter('options', 0, {}) as Partial<PaceDefaults>;
	return {
		concurrency: positive(options.concurrency) ?? defaults.concurrency,
		maxWait: positive(options.maxWait, 0) ?? defaults.maxWait,
		timeout: positive(options.timeout) ?? defaults.timeout,
	};
}

function positive(value: unknown, least = 1): number | undefined {
	return typeof value === 'number' && Number.isFinite(value) && value >= least ? value : undefined;
}
