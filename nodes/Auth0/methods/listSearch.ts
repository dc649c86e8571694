import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { dated, entryOf, matching, offered } from '../../shared/fields/entries';
import { ApiClient } from '../../shared/http/client';
import { openRun } from '../../shared/run/openRun';
import { auth0 } from '../provider';
import { checkpointPage, offsetPage } from '../transport/lists';
import { listEnrollments } from '../transport/ownership';
import { REFRESH_TOKENS, SESSIONS, type Access } from '../transport/sessions';
import { escapeQuery, searchPage, usersByEmail } from '../transport/users';

/** Fills the lists of the node's pickers. Searching and paging are done by the service. */

export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const api = await client(this);
	const page = Number(paginationToken ?? 0);
	const { rows, next } = await searchPage(
		api,
		{ q: userQuery(filter), fields: 'user_id,email,name,username,identities', sort: 'email:1' },
		page,
	);
	return {
		results: rows.map((user) => ({ name: userLabel(user), value: text(user.user_id) })),
		paginationToken: next === undefined ? undefined : String(page + 1),
	};
}

export async function searchMethods(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const api = await client(this);
	const userId = await chosenUser(this, api);
	const path = ['users', userId, 'authentication-methods'];
	const cursor = paginationToken ?? '0:50';
	const page = await offsetPage(api, { path }, cursor, 'authenticators');
	const entries = page.rows.map(methodEntry);
	const results = paginationToken
		? matching(entries, filter)
		: offered(this, entries, filter, 'This user has no authentication methods');
	return { results, paginationToken: page.next };
}

export async function searchEnrollments(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const api = await client(this);
	const rows = await listEnrollments({ api }, await chosenUser(this, api));
	const nothing = 'This user has no enrollments';
	return { results: offered(this, rows.map(methodEntry), filter, nothing) };
}

export async function searchSessions(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await accessList(this, SESSIONS, sessionEntry, filter, paginationToken);
}

export async function searchRefreshTokens(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await accessList(this, REFRESH_TOKENS, tokenEntry, filter, paginationToken);
}

async function accessList(
	context: ILoadOptionsFunctions,
	access: Access,
	entry: (row: IDataObject) => INodeListSearchItems,
	filter: string | undefined,
	cursor: string | undefined,
): Promise<INodeListSearchResult> {
	const api = await client(context);
	const path = ['users', await chosenUser(context, api), access.collection];
	const page = await checkpointPage(api, { path }, cursor, access.listKey);
	const more = page.rows.length > 0 && page.next !== cursor;
	const entries = page.rows.map(entry);
	const results = cursor
		? matching(entries, filter)
		: offered(context, entries, filter, `This user has no ${access.collection.replace('-', ' ')}`);
	return { results, paginationToken: more ? page.next : undefined };
}

async function client(context: ILoadOptionsFunctions): Promise<ApiClient> {
	return new ApiClient(await openRun(context, auth0), undefined);
}

/** The user chosen in the node's User field, by list, ID or email. */
async function chosenUser(context: ILoadOptionsFunctions, api: ApiClient): Promise<string> {
	const picked = context.getCurrentNodeParameter('userId') as
		| { mode?: string; value?: unknown }
		| undefined;
	const value = typeof picked?.value === 'string' ? picked.value.trim() : '';
	if (value === '' || value.startsWith('=')) {
		throw new NodeOperationError(context.getNode(), 'Choose the user first', {
			description: 'The list shows what the chosen user has.',
		});
	}
	if (picked?.mode !== 'email') return value;
	const [only, ...others] = await usersByEmail(api, value);
	if (only === undefined || others.length > 0) {
		throw new NodeOperationError(
			context.getNode(),
			`${only === undefined ? 'No user was' : 'Several users were'} found for '${value}'`,
			{ description: 'Choose the user from the list or by ID.' },
		);
	}
	return only.id;
}

/** A search over what a person knows of a user. A leading `*` needs three characters at least. */
function userQuery(filter: string | undefined): string | undefined {
	const term = (filter ?? '').trim();
	if (term === '') return undefined;
	const word = escapeQuery(term);
	const pattern = term.length >= 3 ? `*${word}*` : `${word}*`;
	const fields = ['email', 'name', 'nickname', 'username'].map((field) => `${field}:${pattern}`);
	return [...fields, `user_id:"${term.replace(/["\\]/g, '\\$&')}"`].join(' OR ');
}

function userLabel(user: IDataObject): string {
	const known = text(user.email) || text(user.username) || text(user.user_id);
	const name = text(user.name);
	const identities = user.identities as IDataObject[] | undefined;
	// Accounts with the same email and name differ in their connection only.
	const connection = text(identities?.[0]?.connection);
	return entryOf('', [known], [name === known ? '' : name, connection]).name;
}

/** Types of methods as a person calls them (Auth0 Management API, AuthenticationMethodTypeEnum). */
const METHOD_NAMES: Readonly<Record<string, string>> = {
	email: 'Email',
	'email-verification': 'Email verification',
	guardian: 'Guardian',
	passkey: 'Passkey',
	password: 'Password',
	phone: 'Phone',
	push: 'Push',
	'recovery-code': 'Recovery code',
	totp: 'Authenticator app',
	'webauthn-platform': 'Device biometrics',
	'webauthn-roaming': 'Security key',
};

function methodEntry(method: IDataObject): INodeListSearchItems {
	const type = text(method.type);
	const label = text(method.name) || text(method.phone_number) || text(method.email);
	const unfinished = method.confirmed === false || method.status === 'pending';
	return entryOf(
		text(method.id),
		[METHOD_NAMES[type] ?? type, label],
		[
			unfinished ? 'not finished' : '',
			dated('last used', method.last_auth_at ?? method.last_auth),
			dated('since', method.created_at ?? method.enrolled_at),
		],
	);
}

function sessionEntry(session: IDataObject): INodeListSearchItems {
	const device = session.device as IDataObject | undefined;
	return entryOf(
		text(session.id),
		[text(device?.last_user_agent), text(device?.last_ip)],
		[dated('last used', session.last_interacted_at), dated('since', session.created_at)],
	);
}

function tokenEntry(token: IDataObject): INodeListSearchItems {
	return entryOf(
		text(token.id),
		[`Application ${text(token.client_id)}`],
		[dated('last used', token.last_exchanged_at), dated('since', token.created_at)],
	);
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
