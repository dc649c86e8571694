import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

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
	return {
		results: matching(page.rows.map(methodEntry), filter),
		paginationToken: page.next,
	};
}

export async function searchEnrollments(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const api = await client(this);
	const rows = await listEnrollments({ api }, await chosenUser(this, api));
	return { results: matching(rows.map(methodEntry), filter) };
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
	return {
		results: matching(page.rows.map(entry), filter),
		paginationToken: more ? page.next : undefined,
	};
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
	const connection = text(identities?.[0]?.connection);
	return [known, name !== known && name, connection && `(${connection})`].filter(Boolean).join(' ');
}

function methodEntry(method: IDataObject): INodeListSearchItems {
	const label = text(method.name) || text(method.phone_number) || text(method.email);
	const used = text(method.last_auth_at) || text(method.last_auth);
	const notes = [
		(method.confirmed === false || method.status === 'pending') && 'not finished',
		used && `last used ${used.slice(0, 10)}`,
	].filter(Boolean);
	return entry(method.id, [text(method.type), label], notes);
}

function sessionEntry(session: IDataObject): INodeListSearchItems {
	const device = session.device as IDataObject | undefined;
	const since = text(session.created_at).slice(0, 10);
	const used = text(session.last_interacted_at).slice(0, 10);
	return entry(
		session.id,
		[text(device?.last_user_agent), text(device?.last_ip)],
		[since && `since ${since}`, used && `last used ${used}`].filter(Boolean),
	);
}

function tokenEntry(token: IDataObject): INodeListSearchItems {
	const since = text(token.created_at).slice(0, 10);
	return entry(token.id, [`Application ${text(token.client_id)}`], [since && `since ${since}`]);
}

function entry(id: unknown, words: string[], notes: unknown[]): INodeListSearchItems {
	const name = words.filter(Boolean).join(': ') || text(id);
	const note = notes.filter(Boolean).join(', ');
	return { name: note ? `${name} (${note})` : name, value: text(id) };
}

function matching(entries: INodeListSearchItems[], filter: string | undefined) {
	const term = (filter ?? '').trim().toLowerCase();
	return entries.filter(
		({ name, value }) =>
			name.toLowerCase().includes(term) || String(value).toLowerCase().includes(term),
	);
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
