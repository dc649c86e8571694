import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { OneLoginMfaOAuth2Api } from '../../../credentials/OneLoginMfaOAuth2Api.credentials';
import { OneLogin } from '../../../nodes/OneLogin/OneLogin.node';
import { startOneLoginSandbox, type OneLoginSandbox } from '../../../sandbox/onelogin';
import { CLIENTS } from '../../../sandbox/onelogin/seed';
import { omit } from '../../../sandbox/shared/omit';
import {
	runNode,
	searchList,
	type CredentialStore,
	type RunNodeOptions,
} from '../../support/engine';
import { demandConforming } from '../outputs/conform';

export interface OneLoginRun extends Partial<RunNodeOptions> {
	/** Which of the sandbox's API credentials is used; default the one that may do all. */
	client?: { client_id: string; client_secret: string };
	/** What stands in the credential's Subdomain field; default the sandbox. */
	subdomain?: string;
	credentialStore?: CredentialStore;
}

/** The sandbox of a test file: started once, back at its seed before each test. */
export function sandboxForTests(options?: Parameters<typeof startOneLoginSandbox>[0]) {
	const holder: { sandbox: OneLoginSandbox | undefined } = { sandbox: undefined };
	beforeAll(async () => {
		holder.sandbox = await startOneLoginSandbox(options);
	});
	beforeEach(() => {
		holder.sandbox?.reset();
	});
	afterAll(async () => {
		await holder.sandbox?.close();
	});
	return (): OneLoginSandbox => {
		if (!holder.sandbox) throw new Error('The sandbox is not started yet');
		return holder.sandbox;
	};
}

/** Node, credential type and credential for the OneLogin node against `sandbox`. */
export function oneLoginSetup(sandbox: OneLoginSandbox, run: OneLoginRun = {}) {
	const subdomain = run.subdomain ?? sandbox.host;
	const { client_id: clientId, client_secret: clientSecret } = run.client ?? CLIENTS.manageAll;
	return {
		node: new OneLogin(),
		credentialTypes: [new OneLoginMfaOAuth2Api()],
		credentials: { oneLoginMfaOAuth2Api: { data: { subdomain, clientId, clientSecret } } },
	};
}

/** Runs one operation of the OneLogin node in n8n's engine. */
export async function runOneLogin(
	sandbox: OneLoginSandbox,
	parameters: INodeParameters,
	run: OneLoginRun = {},
) {
	const options = omit(run, 'client', 'subdomain');
	const result = await runNode({ ...oneLoginSetup(sandbox, run), parameters, ...options });
	demandConforming('OneLogin', parameters, result.outputs);
	return result;
}

/** Fills one of the node's lists, as the editor does. */
export async function listOf(
	sandbox: OneLoginSandbox,
	method: string,
	parameters: INodeParameters = {},
	filter?: string,
	paginationToken?: string,
) {
	return await searchList({
		...oneLoginSetup(sandbox),
		method,
		parameters,
		filter,
		paginationToken,
	});
}

/** The output of the node's first output, without the wrapping. */
export function rows(result: { outputs: Array<Array<{ json: IDataObject }>> }): IDataObject[] {
	return (result.outputs[0] ?? []).map(({ json }) => json);
}

/** Requests to the interface as `METHOD path?query`, without the token endpoint. */
export function calls(sandbox: OneLoginSandbox): string[] {
	return sandbox.requests
		.filter(({ path }) => !path.startsWith('/auth/oauth2'))
		.map(({ method, url }) => `${method} ${url}`);
}

/** Requests that may change something. */
export function changes(sandbox: OneLoginSandbox): string[] {
	return calls(sandbox).filter((call) => !call.startsWith('GET '));
}

/** How often a path was asked, with any method. */
export function countOf(sandbox: OneLoginSandbox, pattern: RegExp): number {
	return calls(sandbox).filter((call) => pattern.test(call)).length;
}

export const byId = (value: string | number) => ({ __rl: true, mode: 'id', value: String(value) });
export const byEmail = (value: string) => ({ __rl: true, mode: 'email', value });
export const byUsername = (value: string) => ({ __rl: true, mode: 'username', value });
