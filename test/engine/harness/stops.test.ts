import { clock, runNode } from '../../support/engine';
import { TokenApi } from './credentials';
import { DummyNode, type Work } from './dummy-node';
import { type LocalServer, startServer } from './local-server';

test('retryOnFail is visible to the node and runs all items again', async () => {
	const tries: string[] = [];
	const failOnce: Work = async function (i) {
		const { retryOnFail, maxTries } = this.getNode();
		tries.push(`${String(retryOnFail)} ${String(maxTries)} item ${i}`);
		if (tries.length === 2) throw new Error('Not yet');
		return {};
	};
	const { status, outputs } = await runNode({
		node: new DummyNode(failOnce),
		items: [{}, {}],
		retryOnFail: true,
		maxTries: 3,
	});

	expect(status).toBe('success');
	expect(tries).toEqual(['true 3 item 0', 'true 3 item 1', 'true 3 item 0', 'true 3 item 1']);
	expect(outputs[0]).toHaveLength(2);
});

test('without retryOnFail a node runs once', async () => {
	let tries = 0;
	const fail: Work = async function () {
		tries += 1;
		throw new Error('Never');
	};
	const { status } = await runNode({ node: new DummyNode(fail) });

	expect(status).toBe('error');
	expect(tries).toBe(1);
});

describe('stopping', () => {
	let server: LocalServer;
	let asked: () => void;
	let wasAsked: Promise<void>;

	beforeEach(async () => {
		wasAsked = new Promise((resolve) => {
			asked = resolve;
		});
		// Never answers.
		server = await startServer((_request, response) => {
			clock.hold(response);
			asked();
		});
	});

	afterEach(async () => {
		await server.close();
	});

	const seen: string[] = [];
	const hang: Work = async function () {
		const signal = this.getExecutionCancelSignal();
		seen.push(`before: ${String(signal?.aborted)}`);
		try {
			await this.helpers.httpRequestWithAuthentication.call(this, 'tokenApi', {
				url: `http://${server.host}/slow`,
			});
		} finally {
			seen.push(`after: ${String(signal?.aborted)}`);
			this.logger.info('Stopped in the middle');
		}
		return {};
	};
	const setup = () => ({
		node: new DummyNode(hang),
		items: [{}, {}],
		credentials: { tokenApi: { data: { host: server.host, token: 't' } } },
		credentialTypes: [new TokenApi()],
	});

	beforeEach(() => {
		seen.length = 0;
	});

	test('Stop aborts the request in flight, and what the node had done is only in the log', async () => {
		const { status, outputs, logs } = await runNode({ ...setup(), cancelAfter: wasAsked });

		expect(status).toBe('canceled');
		expect(seen).toEqual(['before: false', 'after: true']);
		expect(server.seen).toHaveLength(1);
		expect(outputs).toEqual([]);
		expect(logs.map(({ message }) => message)).toContain('Stopped in the middle');
	});

	test('rows that a stopped node still returns are not stored', async () => {
		const carryOn: Work = async function (i) {
			await hang.call(this, i).catch(() => undefined);
			return { done: i };
		};
		const { status, error, outputs, runData, serialized } = await runNode({
			...setup(),
			node: new DummyNode(carryOn),
			cancelAfter: wasAsked,
		});

		expect(status).toBe('canceled');
		expect(error).toBeUndefined();
		expect(outputs).toEqual([]);
		expect(Object.keys(runData)).toEqual(['Start']);
		expect(serialized()).not.toContain('done');
	});

	test('a number stops after so many milliseconds', async () => {
		const { status } = await runNode({ ...setup(), cancelAfter: 30 });

		expect(status).toBe('canceled');
		expect(seen).toEqual(['before: false', 'after: true']);
	});

	test("the workflow's timeout stops the same way", async () => {
		const { status } = await runNode({ ...setup(), timeoutMs: 30 });

		expect(status).toBe('canceled');
		expect(seen).toEqual(['before: false', 'after: true']);
	});

	test('a stop that comes too late changes nothing', async () => {
		const { status } = await runNode({
			node: new DummyNode(async () => ({})),
			cancelAfter: 10_000,
			timeoutMs: 10_000,
		});

		expect(status).toBe('success');
	});
});
