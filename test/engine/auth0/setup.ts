import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { Auth0MfaOAuth2Api } from '../../../credentials/Auth0MfaOAuth2Api.credentials';
import { Auth0MfaTokenApi } from '../../../credentials/Auth0MfaTokenApi.credentials';
import { Auth0 } from '../../../nodes/Auth0/Auth0.node';
import { startAuth0Sandbox, type Auth0Sandbox } from '../../../sandbox/auth0';
import { CLIENTS, STATIC_TOKENS } from '../../../sandbox/auth0/seed';
import {
	runNode,
	searchList,
	type CredentialStore,
	type RunNodeOptions,
} from '../../support/engine';
import { demandConforming } from '../outputs/conform';

export interface Auth0Run extends Partial<RunNodeOptions> {
	/** Which of the sandbox's applications the credential is of; default the one that may do all. */
	client?: { client_id: string; client_secret: string };
	/** A static token instead of the OAuth2 credential. */
	token?: string;
	/** What stands in the credential's Domain field; default the sandbox. */
	domain?: string;
	credentialStore?: CredentialStore;
}

/** The sandbox of a test file: started once, back at its seed before each test. */
export function sandboxForTests(options?: Parameters<typeof startAuth0Sandbox>[0]) {
	const holder: { sandbox: Auth0Sandbox | undefined } = { sandbox: undefined };
	beforeAll(async () => {
		holder.sandbox = await startAuth0Sandbox(options);
	});
	beforeEach(() => {
		holder.sandbox?.reset();
		holder.sandbox?.clearRequests();
		holder.sandbox?.clearFaults();
	});
	afterAll(async () => {
		await holder.sandbox?.close();
	});
	return (): Auth0Sandbox => {
		if (!holder.sandbox) throw new Error('The sandbox is not started yet');
		return holder.sandbox;
	};
}

/** Node, credential types and credential for the Auth0 node against `sandbox`. */
export function auth0Setup(sandbox: Auth0Sandbox, run: Auth0Run = {}) {
	const domain = run.domain ?? sandbox.host;
	const { client_id: clientId, client_secret: clientSecret } = run.client ?? CLIENTS.all;
	return {
		node: new Auth0(),
		credentialTypes: [new Auth0MfaOAuth2Api(), new Auth0MfaTokenApi()],
		credentials:
			run.token === undefined
				? { auth0MfaOAuth2Api: { data: { domain, clientId, clientSecret } } }
				: { auth0MfaTokenApi: { data: { domain, accessToken: run.token } } },
		authentication: run.token === undefined ? 'oAuth2' : 'accessToken',
	};
}

/** Runs one operation of the Auth0 node in n8n's engine. */
export async function runAuth0(
	sandbox: Auth0Sandbox,
	parameters: INodeParameters,
	run: Auth0Run = {},
) {
	const { authentication, ...setup } = auth0Setup(sandbox, run);
	const result = await runNode({ ...run, ...setup, parameters: { authentication, ...parameters } });
	demandConforming('Auth0', parameters, result.outputs);
	return result;
}

/** Fills one of the node's lists, as the editor does. */
export async function listOf(
	sandbox: Auth0Sandbox,
	method: string,
	parameters: INodeParameters = {},
	filter?: string,
	paginationToken?: string,
) {
	const { authentication, ...setup } = auth0Setup(sandbox);
	return await searchList({
		...setup,
		method,
		parameters: { authentication, ...parameters },
		filter,
		paginationToken,
	});
}

/** The output of the node's first output, without the wrapping. */
export function rows(result: { outputs: Array<Array<{ json: IDataObject }>> }): IDataObject[] {
	return (result.outputs[0] ?? []).map(({ json }) => json);
}

/** Requests to the API as `METHOD path?query`, without the token endpoint. */
export function calls(sandbox: Auth0Sandbox): string[] {
	return sandbox.requests
		.filter(({ path }) => path !== '/oauth/token')
		.map(({ method, url }) => `${method} ${url.replace('/api/v2', '')}`);
}

/** Requests that may change something. */
export function changes(sandbox: Auth0Sandbox): string[] {
	return calls(sandbox).filter((call) => !call.startsWith('GET '));
}

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
export const byEmail = (value: string) => ({ __rl: true, mode: 'email', value });

export { STATIC_TOKENS };
