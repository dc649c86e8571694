import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { entryOf, offered } from '../../shared/fields/entries';
import { ApiClient } from '../../shared/http/client';
import { openRun } from '../../shared/run/openRun';
import { oneLogin } from '../provider';
import { deviceDialect, type ApiVersion } from '../transport/devices';
import { idOf, textOf } from '../transport/shapes';
import { firstPage, userPage, usersWith } from '../transport/users';

/** Fills the lists of the node's pickers. Searching and paging of users are done by the service. */

/** Looked through one after another: OneLogin has no search over all of them. */
const SEARCH_FIELDS = ['email', 'username', 'firstname', 'lastname'] as const;

export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const api = await client(this);
	// A star means any text at OneLogin.
	const term = (filter ?? '').replaceAll('*', '').trim();
	if (term === '') {
		const { rows, next } = await userPage(api, {}, paginationToken ?? firstPage());
		return { results: rows.map(userEntry), paginationToken: next };
	}

	const [start = '0', place = firstPage()] = splitOnce(paginationToken ?? `0 ${firstPage()}`);
	let at = Number(start);
	let cursor: string | undefined = place;
	for (;;) {
		const field = SEARCH_FIELDS[at];
		if (field === undefined) return { results: [] };
		const { rows, next } = await userPage(api, { [field]: `*${term}*` }, cursor ?? firstPage());
		const earlier = SEARCH_FIELDS.slice(0, at);
		const fresh = rows.filter((user) => !earlier.some((name) => holds(user[name], term)));
		const isLast = next === undefined && at === SEARCH_FIELDS.length - 1;
		const token = next === undefined ? `${at + 1} ${firstPage()}` : `${at} ${next}`;
		if (fresh.length > 0 || isLast) {
			return { results: fresh.map(userEntry), paginationToken: isLast ? undefined : token };
		}
		cursor = next;
		if (next === undefined) at++;
	}
}

export async function searchDevices(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const api = await client(this);
	const userId = await chosenUser(this, api);
	const devices = await deviceDialect(chosenVersion(this)).devices(api, userId);
	// A device with push and code is listed twice under one id.
	const distinct = new Map(devices.map((device) => [device.device_id, device]));
	const entries = [...distinct.values()].map(deviceEntry);
	return { results: offered(this, entries, filter, 'This user has no devices that the API shows') };
}

export async function searchFactors(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const api = await client(this);
	const userId = await chosenUser(this, api);
	const factors = await deviceDialect(chosenVersion(this)).factors(api, userId);
	const nothing = 'This user may enroll no factor: none is allowed by the policy of the user';
	return { results: offered(this, factors.map(factorEntry), filter, nothing) };
}

async function client(context: ILoadOptionsFunctions): Promise<ApiClient> {
	return new ApiClient(await openRun(context, oneLogin), undefined);
}

/** Registrations and verifications exist in version 2 only, and their operations have no choice. */
function chosenVersion(context: ILoadOptionsFunctions): ApiVersion {
	const resource = context.getCurrentNodeParameter('resource');
	if (resource === 'registration' || resource === 'verification') return 2;
	return context.getCurrentNodeParameter('apiVersion') === 2 ? 2 : 1;
}

/** The user chosen in the node's User field, by list, ID, email or username. */
async function chosenUser(context: ILoadOptionsFunctions, api: ApiClient): Promise<string> {
	const picked = context.getCurrentNodeParameter('userId') as
		| { mode?: string; value?: unknown }
		| undefined;
	const value = idOf(picked?.value);
	if (value === '' || value.startsWith('=')) {
		throw new NodeOperationError(context.getNode(), 'Choose the user first', {
			description: 'The list shows what the chosen user has.',
		});
	}
	if (picked?.mode !== 'email' && picked?.mode !== 'username') return value;
	const [only, ...others] = value.includes('*') ? [] : await usersWith(api, picked.mode, value);
	if (only === undefined || others.length > 0) {
		throw new NodeOperationError(
			context.getNode(),
			`${only === undefined ? 'No user was' : 'Several users were'} found for '${value}'`,
			{ description: 'Choose the user from the list or by ID.' },
		);
	}
	return only.id;
}

function userEntry(user: IDataObject): INodeListSearchItems {
	const username = textOf(user.username);
	const known = textOf(user.email) || username || idOf(user.id);
	const name = [textOf(user.firstname), textOf(user.lastname)].filter(Boolean).join(' ');
	return entryOf(idOf(user.id), [known], [name, username === known ? '' : username]);
}

function deviceEntry(device: IDataObject): INodeListSearchItems {
	const factor = textOf(device.type_display_name) || textOf(device.auth_factor_name);
	return entryOf(
		idOf(device.device_id),
		[factor, textOf(device.user_display_name)],
		[device.active === false ? 'not finished' : '', device.default === true ? 'default' : ''],
	);
}

function factorEntry(factor: IDataObject): INodeListSearchItems {
	const official = textOf(factor.auth_factor_name);
	const label = textOf(factor.name) || official;
	return entryOf(idOf(factor.factor_id), [label], [official === label ? '' : official]);
}

function holds(value: unknown, term: string): boolean {
	return textOf(value).toLowerCase().includes(term.toLowerCase());
}

function splitOnce(text: string): string[] {
	const at = text.indexOf(' ');
	return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
