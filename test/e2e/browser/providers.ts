import type { IDataObject } from 'n8n-workflow';
import type { Sandboxes } from '../../../demo/lib/sandboxes';
import {
	CLIENTS as AUTH0_CLIENTS,
	EMAILS as AUTH0_EMAILS,
	METHODS,
	USERS as AUTH0_USERS,
} from '../../../sandbox/auth0';
import { APPLICATION_TOKENS, USERNAMES, USERS as EMNIFY_USERS } from '../../../sandbox/emnify';
import {
	CLIENTS as ONELOGIN_CLIENTS,
	EMAILS as ONELOGIN_EMAILS,
	USERS as ONELOGIN_USERS,
} from '../../../sandbox/onelogin';

/** What the tests do with one of the nodes, in the words that its editor shows. */
export interface Provider {
	/** Name of the node in the list of nodes. */
	node: string;
	type: string;
	/** What a person types who looks for it. */
	search: string;
	/** Name of its icon, without `.svg`. */
	icon: string;
	credential: {
		type: string;
		/** Where the node offers several ways: which one to choose. */
		authenticateBy?: string;
		/** Display names that must not be there, since this credential does not use them. */
		withoutField?: string;
		secret: string;
		/** What n8n says of a wrong secret. */
		refusal: RegExp;
		data: (sandboxes: Sandboxes) => Record<string, string>;
	};
	/** Listing what a user has. */
	list: {
		resource: string;
		operation: string;
		action: string;
		/** First columns of the table. */
		columns: string[];
		/** What the first row shows of the first columns. */
		row: RegExp[];
	};
	/** Doing something with one of the things that a user has. */
	one: {
		/** Display names of resource and operation. */
		resource: string;
		operation: string;
		parameter: string;
		/** Begins with this in the list of the user's things. */
		entry: RegExp;
		/** First row of the output. */
		row: IDataObject;
	};
	ana: { email: string; label: RegExp; id: string };
	/** A user with nothing in the list, and what the list says then. */
	nothing: { email: string; message: RegExp };
	/** On the second page of the list of users only. */
	secondPage: RegExp;
	unknown: { mode: string; value: string; title: string; description: RegExp };
	offboard: {
		/** What Preview says it would do, in order. */
		summary: RegExp;
		done: RegExp;
		/** Whether that user can still sign in. */
		isOpen: (sandboxes: Sandboxes) => boolean;
	};
}

export const PROVIDERS: Provider[] = [
	{
		node: 'Auth0 MFA',
		type: 'n8n-nodes-mfa.auth0',
		search: 'auth0',
		icon: 'auth0',
		credential: {
			type: 'auth0MfaOAuth2Api',
			authenticateBy: 'OAuth2 (Recommended)',
			secret: 'clientSecret',
			refusal: /Authorization failed|denied the request|Failed to acquire OAuth2 access token/,
			data: ({ auth0 }) => ({
				domain: auth0.host,
				clientId: AUTH0_CLIENTS.all.client_id,
				clientSecret: AUTH0_CLIENTS.all.client_secret,
			}),
		},
		list: {
			resource: 'authenticationMethod',
			operation: 'getAll',
			action: 'Get many authentication methods',
			columns: ['id', 'type'],
			row: [/^password\|/, /^password$/],
		},
		one: {
			resource: 'Authentication Method',
			operation: 'Delete',
			parameter: 'methodId',
			entry: /^Phone: Work phone/,
			row: { deleted: 'true', userId: AUTH0_USERS.ana, methodId: METHODS.anaPhone },
		},
		ana: { email: AUTH0_EMAILS.ana, label: /^ana@example\.com \(Ana Martín/, id: AUTH0_USERS.ana },
		nothing: { email: AUTH0_EMAILS.cleo, message: /This user has no authentication methods/ },
		secondPage: /^person124@example\.com/,
		unknown: {
			mode: 'id',
			value: 'auth0|nobody',
			title: "User 'auth0|nobody' does not exist at Auth0",
			description: /^Check the parameter 'User'\. Auth0 says: /,
		},
		offboard: {
			summary: /^Execute would do: Block User; End Sessions \(2\); .*Delete Factors \(\d: /,
			done: /^Done: Block User; End Sessions \(2\); /,
			isOpen: ({ auth0 }) => auth0.describeUser(AUTH0_USERS.ana).user?.blocked !== true,
		},
	},
	{
		node: 'OneLogin MFA',
		type: 'n8n-nodes-mfa.oneLogin',
		search: 'onelogin',
		icon: 'onelogin',
		credential: {
			type: 'oneLoginMfaOAuth2Api',
			withoutField: 'Send Additional Body Properties',
			secret: 'clientSecret',
			refusal: /Authorization failed|denied the request|Failed to acquire OAuth2 access token/,
			data: ({ oneLogin }) => ({
				subdomain: oneLogin.host,
				clientId: ONELOGIN_CLIENTS.manageAll.client_id,
				clientSecret: ONELOGIN_CLIENTS.manageAll.client_secret,
			}),
		},
		list: {
			resource: 'device',
			operation: 'getAll',
			action: 'Get many devices',
			columns: ['user_id', 'device_id'],
			row: [/^\d+$/, /^\d+$/],
		},
		one: {
			resource: 'Device',
			operation: 'Remove',
			parameter: 'deviceId',
			entry: /SMS/,
			row: { deleted: 'true' },
		},
		ana: {
			email: ONELOGIN_EMAILS.ana,
			label: /^ana@example\.com \(Ana Mart/,
			id: String(ONELOGIN_USERS.ana),
		},
		nothing: { email: ONELOGIN_EMAILS.ben, message: /This user has no devices/ },
		secondPage: /^person124@example\.com/,
		unknown: {
			mode: 'id',
			value: '999999999',
			title: "User '999999999' does not exist at OneLogin",
			description: /^Check the parameter 'User'/,
		},
		offboard: {
			summary: /^Execute would do: Block User \(Active\); .*Delete Factors \(\d: /,
			done: /^Done: Block User/,
			isOpen: ({ oneLogin }) => oneLogin.describeUser(ONELOGIN_USERS.ana).user?.status !== 2,
		},
	},
	{
		node: 'emnify MFA',
		type: 'n8n-nodes-mfa.emnify',
		search: 'emnify',
		icon: 'emnify',
		credential: {
			type: 'emnifyMfaApi',
			secret: 'applicationToken',
			refusal: /emnify .*(refused|did not accept)/i,
			data: ({ emnify }) => ({
				baseUrl: emnify.url,
				applicationToken: APPLICATION_TOKENS.all.token,
			}),
		},
		list: {
			resource: 'mfaKey',
			operation: 'getAll',
			action: 'Get many MFA keys',
			columns: ['id'],
			row: [/^\d+$/],
		},
		one: {
			resource: 'MFA Key',
			operation: 'Delete',
			parameter: 'keyId',
			entry: /^Key 718/,
			row: { deleted: 'true' },
		},
		ana: {
			email: USERNAMES.ana,
			label: /^ana@example\.com/,
			id: String(EMNIFY_USERS.ana),
		},
		nothing: { email: USERNAMES.cleo, message: /This user has no MFA keys/ },
		secondPage: /^person124@example\.com/,
		unknown: {
			mode: 'id',
			value: '888888',
			title: "User '888888' does not exist at emnify",
			description: /^Check the parameter 'User'/,
		},
		offboard: {
			summary: /^Execute would do: Block User.*; Delete Factors \(/,
			done: /^Done: Block User/,
			isOpen: ({ emnify }) => emnify.describeUser(EMNIFY_USERS.ana).user?.status !== 2,
		},
	},
];
