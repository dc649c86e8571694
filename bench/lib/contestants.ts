import { EMNIFY, OAUTH2, TOKEN } from './credentials';
import type { WorkflowNode } from './workflow';

/** The nodes that are run side by side: ours, and what users would use instead. */

const GO_ON = 'continueRegularOutput';
const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Our Auth0 node deleting one authenticator app per user, with the node's defaults. */
export function ours(name: string, options: Record<string, number> = {}): WorkflowNode {
	return {
		name,
		type: 'n8n-nodes-mfa.auth0',
		parameters: {
			authentication: 'oAuth2',
			resource: 'authenticationMethod',
			operation: 'delete',
			userId: byId('={{ $json.userId }}'),
			methodId: byId('={{ $json.methodId }}'),
			options,
		},
		credentials: OAUTH2,
		onError: GO_ON,
	};
}

/** Our emnify node deleting one key per user, with the node's defaults. */
export function oursAtEmnify(name: string): WorkflowNode {
	return {
		name,
		type: 'n8n-nodes-mfa.emnify',
		parameters: {
			resource: 'mfaKey',
			operation: 'delete',
			target: 'anotherUser',
			userId: byId('={{ $json.userId }}'),
			keyId: byId('={{ $json.keyId }}'),
			options: {},
		},
		credentials: EMNIFY,
		onError: GO_ON,
	};
}

/** The URL that a user writes by hand. */
function handWrittenUrl(api: string): string {
	return `=${api}/users/{{ encodeURIComponent($json.userId) }}/authentication-methods/{{ encodeURIComponent($json.methodId) }}`;
}

/** n8n's HTTP Request node. */
export function httpRequest(
	name: string,
	api: string,
	settings: Partial<WorkflowNode> = {},
	options: Record<string, unknown> = {},
): WorkflowNode {
	return {
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			method: 'DELETE',
			url: handWrittenUrl(api),
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'auth0MfaTokenApi',
			options: options as never,
		},
		credentials: TOKEN,
		...settings,
	};
}

/** A loop, or a bare pool, over n8n's authenticated helper. */
export function loop(
	name: string,
	api: string,
	poolSize: number,
	credentials: WorkflowNode['credentials'] = TOKEN,
): WorkflowNode {
	return {
		name,
		type: 'n8n-nodes-mfa-bench.benchLoop',
		parameters: {
			api,
			userId: '={{ $json.userId }}',
			methodId: '={{ $json.methodId }}',
			poolSize,
			credential: Object.keys(credentials)[0] ?? '',
		},
		credentials,
		onError: GO_ON,
	};
}

export function declarative(name: string, baseUrl: string): WorkflowNode {
	return {
		name,
		type: 'n8n-nodes-mfa-bench.benchDeclarative',
		parameters: {
			baseUrl,
			operation: 'delete',
			userId: '={{ $json.userId }}',
			methodId: '={{ $json.methodId }}',
		},
		credentials: TOKEN,
		onError: GO_ON,
	};
}

export function bareAxios(name: string, api: string, poolSize: number, axios: string) {
	return {
		name,
		type: 'n8n-nodes-mfa-bench.benchAxios',
		parameters: { url: handWrittenUrl(api), method: 'DELETE', poolSize, axios },
		credentials: TOKEN,
	} satisfies WorkflowNode;
}
