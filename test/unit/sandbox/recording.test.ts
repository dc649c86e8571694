import { request } from 'node:http';

import { driveTime } from '../../support/driveTime';
import { startCounter, type CounterSandbox } from './counterSandbox';

const time = driveTime();
let sandbox: CounterSandbox;

beforeAll(async () => {
	sandbox = await startCounter();
});
afterAll(async () => {
	await sandbox.close();
});
beforeEach(() => {
	sandbox.reset();
});

/** Sends a path as it is: `fetch` would clean it up first. */
async function sendRaw(method: string, path: string): Promise<number> {
	return await new Promise((resolve, reject) => {
		const call = request({ host: '127.0.0.1', port: sandbox.port, method, path }, (answer) => {
			answer.resume().on('end', () => {
				resolve(answer.statusCode ?? 0);
			});
		});
		call.on('error', reject);
		call.end();
	});
}

it('a request is recorded as it was on the wire', async () => {
	await sendRaw('GET', '/counters/a%7Cb%2F..%2Fc?x=1&x=2&y=a%20b');
	expect(sandbox.requests).toMatchObject([
		{
			method: 'GET',
			url: '/counters/a%7Cb%2F..%2Fc?x=1&x=2&y=a%20b',
			path: '/counters/a%7Cb%2F..%2Fc',
			query: { x: ['1', '2'], y: 'a b' },
			status: 200,
		},
	]);
});

it.each([
	['application/json', '{"a":[1]}', { a: [1] }],
	['application/x-www-form-urlencoded', 'a=1&b=x+y', { a: '1', b: 'x y' }],
	['application/json', '{"a":', undefined],
	['text/plain', 'hello', undefined],
])('a body of %s is recorded as text and read: %s', async (type, text, value) => {
	await fetch(`${sandbox.url}/counters/a`, {
		method: 'POST',
		headers: { 'content-type': type, 'x-one': '1' },
		body: text,
	});
	const [record] = sandbox.requests;
	expect(record?.bodyText).toBe(text);
	expect(record?.body).toEqual(value);
	expect(record?.headers['x-one']).toBe('1');
});

it('unknown paths are recorded, control requests are not', async () => {
	await sendRaw('GET', '/nowhere');
	await sendRaw('GET', '/__sandbox/requests');
	await sendRaw('GET', '/__sandbox/nowhere');
	expect(sandbox.requests.map(({ path, status }) => [path, status])).toEqual([['/nowhere', 404]]);
});

it('requests are counted in order, and those in flight together', async () => {
	await sendRaw('GET', '/counters/first');
	expect(sandbox.maxInFlight).toBe(1);
	sandbox.updateSettings({ latencyMs: 60 });
	await Promise.all(
		['a', 'b', 'c'].map((id) => time.request(async () => await sendRaw('GET', `/counters/${id}`))),
	);
	expect(sandbox.requests.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
	expect(sandbox.requests.map(({ inFlight }) => inFlight)).toEqual([1, 1, 2, 3]);
	expect(sandbox.maxInFlight).toBe(3);
	for (const { startedAt, finishedAt = 0 } of sandbox.requests.slice(1)) {
		expect(finishedAt - startedAt).toBe(60);
	}
	sandbox.clearRequests();
	expect([sandbox.requests, sandbox.maxInFlight]).toEqual([[], 0]);
});

it('starts and ends have their places, whatever the clock says', async () => {
	sandbox.updateSettings({ latencyMs: 60 });
	await Promise.all(
		['a', 'b'].map((id) => time.request(async () => await sendRaw('GET', `/counters/${id}`))),
	);
	await time.request(async () => await sendRaw('GET', '/counters/c'));
	const [a, b, c] = sandbox.requests.map(({ order }) => order);
	expect(b?.start).toBeLessThan(a?.end ?? 0);
	expect(c?.start).toBeGreaterThan(Math.max(a?.end ?? Infinity, b?.end ?? Infinity));
	expect(c?.end).toBeGreaterThan(c?.start ?? Infinity);
});

it('one request after the other is never in flight together', async () => {
	for (let i = 0; i < 30; i++) await sendRaw('POST', '/counters/a');
	expect(sandbox.maxInFlight).toBe(1);
	expect(sandbox.requests.every(({ status }) => status === 200)).toBe(true);
});
