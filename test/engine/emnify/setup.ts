import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { EmnifyMfaApi } from '../../../credentials/EmnifyMfaApi.credentials';
import { Emnify } from '../../../nodes/Emnify/Emnify.node';
import { startEmnifySandbox, type EmnifySandbox } from '../../../sandbox/emnify';
import {
	APPLICATION_TOKENS,
	passwordOf,
	USERNAMES,
	type USERS,
} from '../../../sandbox/emnify/seed';
import {
	runNode,
	searchList,
	type CredentialStore,
	type RunNodeOptions,
} from '../../support/engine';
import { demandConforming } from '../outputs/conform';

export interface EmnifyRun extends Partial<RunNodeOptions> {
	/** Signs in with this application token; default the one that may do all. */
	applicationToken?: string;
	/** Signs in as this seeded user instead. */
	as?: keyof typeof USERS;
	/** Fields of the credential beside or in the place of those. */
	credential?: IDataObject;
	credentialStore?: CredentialStore;
}

export const CREDENTIAL = 'emnifyMfaApi';

/** The sandbox of a test file: one of its own for each test, so that limits do not carry over. */
export function sandboxForTests(options?: Parameters<typeof startEmnifySandbox>[0]) {
	let started: EmnifySandbox | undefined;
	beforeEach(async () => {
		started = await startEmnifySandbox(options);
	});
	afterEach(async () => {
		await started?.close();
	});
	return (): EmnifySandbox => {
		if (!started) throw new Error('The sandbox is not started yet');
		return started;
	};
}

/** What the user typed into the credential. */
export function credentialData(sandbox: EmnifySandbox, run: EmnifyRun = {}): IDataObject {
	const signIn =
		run.as === undefined
			? {
					signInWith: 'applicationToken',
					applicationToken: run.applicationToken ?? APPLICATION_TOKENS.all.token,
				}
			: {
					signInWith: 'userCredentials',
					username: USERNAMES[run.as],
					password: passwordOf(run.as),
				};
	return { baseUrl: sandbox.url, ...signIn, ...run.credential };
}

function setup(sandbox: EmnifySandbox, run: EmnifyRun) {
	return {
		node: new Emnify(),
		credentialTypes: [new EmnifyMfaApi()],
		credentials: { [CREDENTIAL]: { data: credentialData(sandbox, run) as never } },
	};
}

let executions = 0;

/** Runs one operation of the emnify node in n8n's engine, each time as an execution of its own. */
export async function runEmnify(
	sandbox: EmnifySandbox,
	parameters: INodeParameters,
	run: EmnifyRun = {},
) {
	executions += 1;
	const result = await runNode({
		...setup(sandbox, run),
		executionId: `emnify-${executions}`,
		parameters,
		...run,
	});
	demandConforming('Emnify', parameters, result.outputs);
	return result;
}

/** Fills one of the node's lists, as the editor does. */
export async function listOf(
	sandbox: EmnifySandbox,
	method: string,
	parameters: INodeParameters = {},
	more: { filter?: string; paginationToken?: string } & EmnifyRun = {},
) {
	const { filter, paginationToken, ...run } = more;
	return await searchList({ ...setup(sandbox, run), method, parameters, filter, paginationToken });
}

/** The items of the node's first output, without the wrapping. */
export function rows(result: { outputs: Array<Array<{ json: IDataObject }>> }): IDataObject[] {
	return (result.outputs[0] ?? []).map(({ json }) => json);
}

/** Requests to the API as `METHOD path?query`, without the sign-ins. */
export function calls(sandbox: EmnifySandbox): string[] {
	return sandbox.requests
		.filter(({ path }) => path !== '/api/v1/authenticate')
		.map(({ method, url }) => `${method} ${url.replace('/api', '')}`);
}

/** Requests that may change something. */
export function changes(sandbox: EmnifySandbox): string[] {
	return calls(sandbox).filter((call) => !call.startsWith('GET '));
}

export const byId = (value: unknown) => ({ __rl: true, mode: 'id', value: value as string });
export const byUsername = (value: string) => ({ __rl: true, mode: 'username', value });

/** Parameters of an operation. */
export const operation = (resource: string, name: string, more: INodeParameters = {}) => ({
	resource,
	operation: name,
	...more,
});

/** Requests as `METHOD path?query` with their body, without the sign-ins. */
export function sent(sandbox: EmnifySandbox): Array<[string, unknown]> {
	return sandbox.requests
		.filter(({ path }) => path !== '/api/v1/authenticate')
		.map(({ method, url, body }) => [`${method} ${url.replace('/api', '')}`, body]);
}
