import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { isItemError } from '../../../nodes/shared/errors';
import { Item } from '../../../nodes/shared/item';
import type { Operation } from '../../../nodes/shared/operation';
import { ItemLocks } from '../../../nodes/shared/run/itemLocks';
import type { Provider } from '../../../nodes/shared/run/provider';
import { Run } from '../../../nodes/shared/run/run';
import { badOrLongValue, badValue, SPOILT, textFor } from '../../support/badInput';
import { fc } from '../../support/random';

/**
 * Values through an item's parameters and the request function, with a recorder in the place of
 * n8n's helper: the request has the route of the operation and holds what was given, or there is
 * none and the error names the parameter.
 */
const RUNS = 17_000;
/** Each run takes as many: two ids, a text of the query, one of a header, two of the body. */
const VALUES = 6;

const provider = {
	id: 'acme',
	pace: { concurrency: 1, maxWait: 1, timeout: 1 },
	credentialKind: () => ({ type: 'acmeApi', renewable: false }),
	dialect: {
		serviceName: 'Acme',
		baseUrl: () => 'https://api.example.com/v2',
		explainHost: () => ({ message: '', description: '' }),
		bucketOf: () => 'all',
		readLimit: () => ({ refused: false }),
		isTokenRefused: () => false,
		renewalProbe: { path: ['me'] },
		explain: () => ({ message: '', description: '' }),
		explainCredential: () => ({ message: '', description: '' }),
	},
} as unknown as Provider;

const FIELDS = {
	userId: 'User',
	factorId: 'Factor',
	search: 'Search',
	customHost: 'Custom Host',
	name: 'Name',
	steps: 'Steps',
} as const;
const HEADER = 'x-custom-host';
type Values = Record<keyof typeof FIELDS, unknown>;

const operation = {
	fields: Object.entries(FIELDS).map(
		([name, displayName]) => ({ name, displayName }) as INodeProperties,
	),
} as unknown as Operation;

/** An item whose parameters are `values`, and what it sends. */
function itemOf(values: Values): { item: Item; sent: IHttpRequestOptions[] } {
	const sent: IHttpRequestOptions[] = [];
	const quiet = () => undefined;
	const context = {
		getNode: () => ({ name: 'Acme', type: 'acme', credentials: {} }),
		getWorkflow: () => ({ id: 'w' }),
		getExecutionId: () => 'e',
		getExecutionCancelSignal: () => undefined,
		getCredentials: async () => await Promise.resolve({ token: 'secret-of-acme' }),
		getNodeParameter: (name: keyof Values) => values[name],
		logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
		helpers: {
			async httpRequestWithAuthentication(_type: string, options: IHttpRequestOptions) {
				sent.push(options);
				return await Promise.resolve({ statusCode: 200, headers: {}, body: '{}' });
			},
		},
	} as unknown as IExecuteFunctions;
	const run = new Run(
		context,
		provider,
		{ type: 'acmeApi', renewable: false },
		'https://api.example.com/v2',
		provider.pace,
	);
	return { item: new Item(context, run, operation, 0, new ItemLocks()), sent };
}

async function execute(item: Item): Promise<void> {
	const userId = item.picked('userId').value;
	const factorId = item.id('factorId');
	const customHost = item.text('customHost');
	await item.api.send({
		method: 'PATCH',
		path: ['users', userId, 'factors', factorId],
		query: { search: item.text('search') || undefined },
		...(customHost !== '' && { headers: { [HEADER]: customHost } }),
		body: { name: item.text('name'), steps: item.choices('steps') },
	});
}

const harmless: Values = {
	userId: { mode: 'id', value: 'auth0|1' },
	factorId: 'totp|2',
	search: '',
	customHost: '',
	name: 'Phone',
	steps: ['block'],
};

/** All fields spoilt, or one of them, so that the others do not hide what it does. */
const given = fc
	.tuple(
		fc.tuple(badOrLongValue, badValue, badValue, badValue, badOrLongValue, badValue),
		fc.constantFrom(...(Object.keys(FIELDS) as Array<keyof Values>), undefined),
		fc.boolean(),
	)
	.map(([values, only, locator]) => {
		const names = Object.keys(FIELDS) as Array<keyof Values>;
		const spoilt = Object.fromEntries(
			names.map((name, at) => [
				name,
				only === undefined || only === name ? values[at] : harmless[name],
			]),
		) as Values;
		const wrap = locator && (only === undefined || only === 'userId');
		return wrap ? { ...spoilt, userId: { mode: 'id', value: spoilt.userId } } : spoilt;
	});

const idOf = (value: unknown) =>
	textFor(typeof value === 'object' && value !== null ? (value as IDataObject).value : value);

let values = 0;
let requests = 0;

test('the request has its route and the ids that were given, or is not sent', async () => {
	await fc.assert(
		fc.asyncProperty(given, async (parameters) => {
			values += VALUES;
			const { item, sent } = itemOf(parameters);
			let thrown: unknown;
			try {
				await execute(item);
			} catch (error) {
				thrown = error;
			}
			if (thrown !== undefined) {
				expect(sent).toEqual([]);
				expect(isItemError(thrown)).toBe(true);
				const { message, description } = thrown as { message: string; description: string };
				expect(
					[...Object.values(FIELDS), HEADER].some((name) => message.includes(`'${name}'`)),
				).toBe(true);
				expect(description).toContain('Nothing was sent');
				expect(SPOILT.test(message)).toBe(false);
				return;
			}
			requests += 1;
			expect(sent).toHaveLength(1);
			const { method, url, headers, body } = sent[0] as IHttpRequestOptions & { body: string };
			expect(method).toBe('PATCH');
			const address = new URL(url);
			expect(address.origin).toBe('https://api.example.com');
			expect(address.hash + address.username + address.password).toBe('');
			expect(url).not.toMatch(/[\s\\;]/);
			// As it goes out, not as it was written: what a parser would take for a step up is gone by now.
			const segments = address.pathname.split('/').slice(1).map(decodeURIComponent);
			expect(segments).toEqual([
				'v2',
				'users',
				idOf(parameters.userId),
				'factors',
				textFor(parameters.factorId),
			]);
			const search = textFor(parameters.search) ?? '';
			expect([...address.searchParams]).toEqual(search === '' ? [] : [['search', search]]);
			for (const value of Object.values(headers ?? {})) {
				expect(value).toMatch(/^[\x20-\x7e]*$/);
			}
			expect(JSON.parse(body)).toEqual({
				name: textFor(parameters.name) ?? '',
				steps: parameters.steps ?? [],
			});
			expect(SPOILT.test(`${url} ${body}`)).toBe(false);
		}),
		{ numRuns: RUNS },
	);
	expect(values).toBeGreaterThanOrEqual(100_000);
	// Not all may be refused: then nothing would have been looked at.
	expect(requests).toBeGreaterThan(RUNS / 10);
}, 600_000);
