import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import type { Dialect } from '../http/dialect';

/** Where requests are made from: a node that runs, or a list that is being filled in the editor. */
export type RequestContext = IExecuteFunctions | ILoadOptionsFunctions;

export interface CredentialKind {
	/** Name of the credential type. */
	type: string;
	/** True when n8n can get a new access token by itself. */
	renewable: boolean;
	/** Field that holds the token of a credential that signs in by itself (`preAuthentication`). */
	tokenField?: string;
}

/** Defaults that suit the service's smallest plan. */
export interface PaceDefaults {
	/** Calls side by side. */
	concurrency: number;
	/** Longest wait of one request for the service's limit, in seconds. */
	maxWait: number;
	/** Longest time for one answer, in seconds. */
	timeout: number;
}

/** One service, as the shared code knows it. */
export interface Provider {
	/** Its word in records and logs, e.g. "acme". */
	readonly id: string;
	readonly dialect: Dialect;
	readonly pace: PaceDefaults;
	/** Which credential the node is set to. */
	credentialKind(context: RequestContext): CredentialKind;
}
