import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { isObject } from '../../shared/http/answer';
import { dated, entryOf, offered } from '../../shared/fields/entries';
import { ApiClient } from '../../shared/http/client';
import { openRun } from '../../shared/run/openRun';
import { emnify } from '../provider';
import { listApplicationTokens } from '../transport/applicationTokens';
import { listDevices } from '../transport/devices';
import { readId } from '../transport/ids';
import { listKeys } from '../transport/keys';
import { anotherUser, myOwnUser, type Target } from '../transport/target';
import { fitsFilter, getUser, userPage, usersByUsername } from '../transport/users';

/** Fills the lists of the node's pickers. Users are searched and paged by the service. */

export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const api = await client(this);
	const page = Number(paginationToken ?? 1);
	const found = new Map<string, INodeListSearchItems>();
	let more = false;
	for (const q of userQueries(this, filter)) {
		const { rows, next } = await userPage(api, q, page);
		more ||= next !== undefined;
		for (const user of rows) found.set(readId(user.id) ?? '', userEntry(user));
	}
	return { results: [...found.values()], paginationToken: more ? String(page + 1) : undefined };
}

const NO_KEYS = 'This user has no MFA keys';
const NO_OWN_KEYS = 'The user of this credential has no MFA keys';

export async function searchKeys(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const api = await client(this);
	const keys = await listKeys(api, await chosenTarget(this, api));
	return { results: offered(this, keys.map(keyEntry), filter, NO_KEYS) };
}

export async function searchOwnKeys(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const api = await client(this);
	const keys = await listKeys(api, await myOwnUser(api.run));
	return { results: offered(this, keys.map(keyEntry), filter, NO_OWN_KEYS) };
}

export async function searchDevices(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const api = await client(this);
	const devices = await listDevices(api, await chosenTarget(this, api));
	const nothing = 'This user has no trusted devices';
	return { results: offered(this, devices.map(deviceEntry), filter, nothing) };
}

export async function searchRoles(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const api = await client(this);
	const { roles } = await getUser(api, await chosenUser(this, api));
	const held = (Array.isArray(roles) ? (roles as unknown[]) : []).filter(isObject);
	const entries = held.map((role) => entry(role.id, [text(role.name)]));
	return { results: offered(this, entries, filter, 'This user has no roles') };
}

export async function searchApplicationTokens(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const tokens = await listApplicationTokens(await client(this));
	const nothing = 'There are no application tokens';
	return { results: offered(this, tokens.map(tokenEntry), filter, nothing) };
}

async function client(context: ILoadOptionsFunctions): Promise<ApiClient> {
	return new ApiClient(await openRun(context, emnify), undefined);
}

/** A filter names one field, so that a term is looked for among the usernames and the names. */
function userQueries(
	context: ILoadOptionsFunctions,
	filter: string | undefined,
): Array<string | undefined> {
	const term = (filter ?? '').trim();
	if (term === '') return [undefined];
	if (!fitsFilter(term)) {
		throw new NodeOperationError(context.getNode(), 'A search cannot hold a comma or a colon', {
			description: 'Search for a part of the name or username without these signs.',
		});
	}
	return [`username:${term}`, `name:${term}`];
}

async function chosenTarget(context: ILoadOptionsFunctions, api: ApiClient): Promise<Target> {
	const own = context.getCurrentNodeParameter('target') === 'myOwnUser';
	return own ? await myOwnUser(api.run) : await chosenUser(context, api);
}

/** The user chosen in the node's User field, by list, ID or username. */
async function chosenUser(context: ILoadOptionsFunctions, api: ApiClient): Promise<Target> {
	const picked = context.getCurrentNodeParameter('userId') as
		| { mode?: string; value?: unknown }
		| undefined;
	const value = text(picked?.value).trim() || (readId(picked?.value) ?? '');
	if (value === '' || value.startsWith('=')) throw notChosen(context, 'Choose the user first');
	if (picked?.mode !== 'username') {
		const id = readId(value);
		if (id === undefined) throw notChosen(context, `'${value.slice(0, 100)}' is no user ID`);
		return anotherUser(id);
	}
	const [only, ...others] = value.includes('@') ? await usersByUsername(api, value) : [];
	if (only !== undefined && others.length === 0) return anotherUser(only.id);
	throw notChosen(
		context,
		`${only === undefined ? 'No user was' : 'Several users were'} found for '${value.slice(0, 100)}'`,
	);
}

function notChosen(context: ILoadOptionsFunctions, message: string) {
	return new NodeOperationError(context.getNode(), message, {
		description: 'The list shows what the chosen user has. Choose the user from the list or by ID.',
	});
}

function userEntry(user: IDataObject): INodeListSearchItems {
	const status = isObject(user.status) ? text(user.status.description) : '';
	const notes = [text(user.name), status === 'Active' ? '' : status];
	return entry(user.id, [text(user.username)], notes);
}

function keyEntry(key: IDataObject): INodeListSearchItems {
	const type = isObject(key.type) ? text(key.type.description) : '';
	const status = isObject(key.status) ? text(key.status.description) : '';
	return entry(
		key.id,
		[`Key ${readId(key.id) ?? ''}`, type],
		[status, dated('since', key.creation_date)],
	);
}

function deviceEntry(device: IDataObject): INodeListSearchItems {
	const words = [text(device.name), text(device.browser), text(device.operating_system)];
	return entry(device.id, words, [dated('since', device.activation_date)]);
}

function tokenEntry(token: IDataObject): INodeListSearchItems {
	const creator = isObject(token.creator) ? text(token.creator.username) : '';
	const status = isObject(token.status) ? text(token.status.description) : '';
	const words = [text(token.description) || `Token ${readId(token.id) ?? ''}`];
	return entry(token.id, words, [creator, status, dated('since', token.created)]);
}

function entry(id: unknown, words: string[], notes: string[] = []): INodeListSearchItems {
	return entryOf(readId(id) ?? '', [words.filter(Boolean).join(', ')], notes);
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
