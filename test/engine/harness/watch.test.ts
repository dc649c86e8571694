import { existsSync } from 'node:fs';
import dns from 'node:dns';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { runNode, searchable } from '../../support/engine';
import { USER_FOLDER } from '../../support/engine/environment';
import { DummyNode, type Work } from './dummy-node';

const SECRET = 'sk_live_5ecret';

/** Runs a node that does `work`, and says whether the secret is in what n8n would keep. */
async function leaks(work: Work, onError?: 'continueRegularOutput'): Promise<boolean> {
	const { serialized } = await runNode({ node: new DummyNode(work), onError });
	return serialized().includes(SECRET);
}

describe('the search for secrets', () => {
	test('finds none where none is', async () => {
		expect(
			await leaks(async function () {
				this.logger.info('Nothing to see', { step: 'a' });
				return { fine: true };
			}),
		).toBe(false);
	});

	const places: Array<[string, Work]> = [
		['an output', async () => ({ deep: { er: [SECRET] } })],
		[
			'a log text',
			async function () {
				this.logger.debug(`token ${SECRET}`);
				return {};
			},
		],
		[
			'the details of a log line',
			async function () {
				this.logger.info('Sent', { headers: { Authorization: SECRET } });
				return {};
			},
		],
		[
			'a message',
			async function () {
				throw new Error(SECRET);
			},
		],
		[
			'a description',
			async function () {
				throw new NodeOperationError(this.getNode(), 'outer', { description: SECRET });
			},
		],
		[
			'the answer that an API error keeps',
			async function () {
				throw new NodeApiError(this.getNode(), { message: 'no', body: { token: SECRET } });
			},
		],
		[
			'the context',
			async function () {
				const error = new NodeOperationError(this.getNode(), 'outer');
				error.context.data = { records: [new Map([['token', SECRET]])] };
				throw error;
			},
		],
		[
			'an error that contains itself',
			async function () {
				const error = new NodeOperationError(this.getNode(), 'outer');
				error.context.self = error;
				error.messages.push(SECRET);
				throw error;
			},
		],
	];

	test.each(places)('finds one in %s', async (_place, work) => {
		expect(await leaks(work)).toBe(true);
	});

	test('finds one in the error of an item, in its cause as well', async () => {
		const described: Work = async function () {
			throw new NodeOperationError(this.getNode(), 'outer', { description: SECRET });
		};
		const caused: Work = async function () {
			throw new Error('outer', { cause: new Error(SECRET) });
		};
		expect(await leaks(described, 'continueRegularOutput')).toBe(true);
		expect(await leaks(caused, 'continueRegularOutput')).toBe(true);
	});

	test('looks for it once in an object that stands in many places', () => {
		const deep = Array.from({ length: 60 }).reduce<unknown>((below) => [below, below], SECRET);
		expect(searchable(deep).split(SECRET)).toHaveLength(3);
	});

	test("looks into an error's toJSON and beside it, and not into axios's sockets", () => {
		const toJSON = () => ({ config: SECRET });
		const axios = { isAxiosError: true, socket: 'open', toJSON };
		expect(searchable(Object.assign(new Error('x'), axios))).toContain(SECRET);
		expect(searchable(Object.assign(new Error('x'), axios))).not.toContain('open');
		const quiet = { body: SECRET, toJSON: () => ({}) };
		expect(searchable(Object.assign(new Error('x'), quiet))).toContain(SECRET);
	});

	test('leaves out of the cause what n8n leaves out', () => {
		const cause = Object.assign(new Error('inner'), { config: { headers: { a: SECRET } } });
		expect(searchable(new Error('outer', { cause }))).not.toContain(SECRET);
		expect(searchable({ context: cause })).toContain(SECRET);
	});

	test("finds one in an error of Node.js's own, and in a cause that is its own cause", () => {
		const own = ((): unknown => {
			try {
				return new URL(SECRET);
			} catch (error) {
				return error;
			}
		})() as Error;
		own.stack = `at ${SECRET}`;
		own.cause = own;
		expect(searchable({ own })).toContain(`at ${SECRET}`);
		expect(searchable({ own })).toContain('"message":"Invalid URL"');
	});

	test('copes with what JSON cannot hold', () => {
		const cycle: Record<string, unknown> = {
			big: 10n,
			at: new Date(0),
			set: new Set([1]),
			text: Buffer.from('abc'),
			call: () => 1,
		};
		cycle.self = cycle;
		expect(searchable(cycle)).toBe(
			'[{"big":"10","at":"1970-01-01T00:00:00.000Z","set":[1],"text":"abc","self":"[seen above]"}]',
		);
	});
});

test('a log line keeps its details as they were when it was written', async () => {
	const work: Work = async function () {
		const step = { result: 'planned' };
		this.logger.info('Step', { step });
		step.result = 'done';
		this.logger.warn('Step', { step });
		return {};
	};
	const { logs } = await runNode({ node: new DummyNode(work) });

	expect(logs.filter(({ message }) => message === 'Step')).toEqual([
		{ level: 'info', message: 'Step', meta: { step: { result: 'planned' } } },
		{ level: 'warn', message: 'Step', meta: { step: { result: 'done' } } },
	]);
});

describe('the network fence', () => {
	const ask = (url: string, swallow = false): Work =>
		async function () {
			try {
				await this.helpers.httpRequest({ url, timeout: 500 });
			} catch (error) {
				if (!swallow) throw error;
			}
			return {};
		};

	test.each(['http://example.com/', 'https://tenant.eu.auth0.com/', 'http://192.0.2.1/'])(
		'%s is not reached, and the run says so',
		async (url) => {
			await expect(runNode({ node: new DummyNode(ask(url)) })).rejects.toThrow(
				`reach nothing but loopback, and something asked for "${new URL(url).hostname}"`,
			);
		},
	);

	test('a node that swallows the failure does not hide it', async () => {
		await expect(
			runNode({ node: new DummyNode(ask('http://example.com/', true)) }),
		).rejects.toThrow('"example.com"');
	});

	test('fetch and name lookups are fenced as well', async () => {
		await expect(
			runNode({
				node: new DummyNode(async () => {
					await fetch('http://example.com/').catch(() => undefined);
					return {};
				}),
			}),
		).rejects.toThrow('"example.com"');
		await expect(dns.promises.lookup('example.com')).rejects.toThrow('"example.com"');
	});
});

test('nothing is written to the user folder', async () => {
	await runNode({ node: new DummyNode(async () => ({})) });

	expect(existsSync(USER_FOLDER)).toBe(false);
});
