import type { FaultRule } from '../../../sandbox/shared/faults';
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

async function ask(method = 'GET', path = '/counters/a', signal?: AbortSignal) {
	return await time.request(async () => {
		const response = await fetch(sandbox.url + path, {
			method,
			redirect: 'manual',
			...(signal ? { signal } : {}),
		});
		return {
			status: response.status,
			type: response.headers.get('content-type'),
			headers: response.headers,
			text: await response.text(),
		};
	});
}

/** Has the client leave after so many milliseconds. */
function leaveAfter(ms: number): AbortSignal {
	const controller = new AbortController();
	time.after(ms, () => {
		controller.abort();
	});
	return controller.signal;
}

/** Code or message of the reason why a request got no answer. */
async function failureOf(call: Promise<unknown>): Promise<string> {
	try {
		await call;
	} catch (error) {
		const { cause, name } = error as { cause?: { code?: string }; name: string };
		return cause?.code ?? name;
	}
	throw new Error('There was an answer');
}

describe('a rule', () => {
	const broken: FaultRule = { kind: 'status', status: 500 };
	const statuses = async (count: number, method = 'GET', path = '/counters/a') => {
		const seen: number[] = [];
		for (let i = 0; i < count; i++) seen.push((await ask(method, path)).status);
		return seen;
	};

	it('hits once unless told otherwise', async () => {
		const fault = sandbox.fault(broken);
		expect(await statuses(2)).toEqual([500, 200]);
		expect(fault.hits).toBe(1);
	});

	it('hits so many times, after so many matches', async () => {
		const fault = sandbox.fault({ ...broken, after: 1, times: 2 });
		expect(await statuses(5)).toEqual([200, 500, 500, 200, 200]);
		expect([fault.seen, fault.hits]).toEqual([3, 2]);
	});

	it('hits always until it is removed', async () => {
		const fault = sandbox.fault({ ...broken, times: 'always' });
		expect(await statuses(3)).toEqual([500, 500, 500]);
		fault.remove();
		expect(await statuses(1)).toEqual([200]);
	});

	it('hits only its method', async () => {
		sandbox.fault({ ...broken, method: 'post' });
		expect(await statuses(1)).toEqual([200]);
		expect(await statuses(1, 'POST')).toEqual([500]);
	});

	it.each([
		['/counters/a', '/counters/a', true],
		['/counters/a', '/counters/ab', false],
		['/counters/*', '/counters/a', true],
		['/counters/*', '/counters/a/b', false],
		['/counters/**', '/counters/a/b', true],
		['/counters/a|b', '/counters/a%7Cb', true],
		['/counters/a%7Cb', '/counters/a%7Cb', true],
		['/counters/a.b', '/counters/axb', false],
		['/counters', '/counters?x=1', true],
		[/^\/counters\/\d+$/g, '/counters/12', true],
		[/^\/counters\/\d+$/g, '/counters/x', false],
	])('for path %s hits %s: %s', async (path, called, hits) => {
		const fault = sandbox.fault({ ...broken, path, times: 'always' });
		await ask('GET', called);
		await ask('GET', called);
		expect(fault.hits).toBe(hits ? 2 : 0);
	});

	it('hits by a condition on the request', async () => {
		sandbox.fault({ ...broken, when: ({ query }) => query.x === '1' });
		expect(await statuses(1)).toEqual([200]);
		expect(await statuses(1, 'GET', '/counters/a?x=1')).toEqual([500]);
	});

	it('that is older goes first, and a later one takes over when it is spent', async () => {
		sandbox.fault(broken);
		sandbox.fault({ kind: 'status', status: 503 });
		expect(await statuses(3)).toEqual([500, 503, 200]);
	});

	it.each([0, -1, 1.5])('cannot hit %s times', (times) => {
		expect(() => sandbox.fault({ ...broken, times })).toThrow(RangeError);
	});
});

describe('what the service does', () => {
	it('is not done when a fault stands in its place', async () => {
		sandbox.fault({ kind: 'status', status: 500, method: 'POST' });
		await ask('POST');
		expect(sandbox.count).toBe(0);
	});

	it.each<FaultRule>([
		{ kind: 'status', status: 500 },
		{ kind: 'reset' },
		{ kind: 'cutBody' },
		{ kind: 'html' },
	])('is done although the answer is lost: $kind', async (rule) => {
		sandbox.fault({ ...rule, method: 'POST', applied: true });
		await ask('POST').catch(() => undefined);
		expect(sandbox.count).toBe(1);
		expect(sandbox.requests.at(-1)).toMatchObject({
			fault: rule.kind,
			answer: { status: 200, bodyText: '{"count":1,"given":null}' },
		});
	});
});

describe('a kind of fault', () => {
	it('status: sends headers, and a body as JSON or as it is', async () => {
		const headers = { 'Retry-After': '7' };
		sandbox.fault({ kind: 'status', status: 503, headers, body: { why: 'busy' } });
		const json = await ask();
		expect(json).toMatchObject({ status: 503, text: '{"why":"busy"}' });
		expect(json.type).toContain('application/json');
		expect(json.headers.get('retry-after')).toBe('7');
		sandbox.fault({ kind: 'status', status: 408, body: 'too slow' });
		expect(await ask()).toMatchObject({ status: 408, text: 'too slow', type: null });
	});

	it('rateLimited: refuses in the words of the service, with its headers or without', async () => {
		sandbox.fault({ kind: 'rateLimited', retryInSeconds: 5, bucket: 'all' });
		sandbox.fault({ kind: 'rateLimited', withHeaders: false });
		const before = time.now();
		const told = await ask();
		expect(told).toMatchObject({ status: 429, text: '{"error":"slow down in all"}' });
		const wait = Number(told.headers.get('x-reset')) - before;
		expect(wait).toBe(5000);
		const silent = await ask();
		expect([silent.status, silent.headers.get('x-reset')]).toEqual([429, null]);
	});

	it('html: sends a page of a proxy', async () => {
		sandbox.fault({ kind: 'html' });
		expect(await ask()).toMatchObject({
			status: 502,
			type: 'text/html; charset=utf-8',
			text: expect.stringMatching(/^<!DOCTYPE html>/) as string,
		});
	});

	it.each([
		['reset', 'ECONNRESET'],
		['close', 'UND_ERR_SOCKET'],
		['cutHeaders', 'UND_ERR_SOCKET'],
	] as const)('%s: gives no answer (%s)', async (kind, code) => {
		sandbox.fault({ kind });
		expect(await failureOf(ask())).toBe(code);
		const [cut] = sandbox.requests;
		expect(cut).not.toHaveProperty('status');
		expect(cut?.finishedAt).toBeGreaterThan(0);
		await ask();
		expect(sandbox.requests.at(-1)?.inFlight).toBe(1);
	});

	it('cutBody: gives a status and half a body', async () => {
		sandbox.fault({ kind: 'cutBody' });
		const response = await fetch(`${sandbox.url}/counters/a`);
		expect(response.status).toBe(200);
		expect(await failureOf(response.text())).toBe('UND_ERR_SOCKET');
	});

	it('slow: answers late', async () => {
		sandbox.fault({ kind: 'slow', delayMs: 150 });
		const before = time.now();
		expect(await ask()).toMatchObject({ status: 200, text: '{"count":0}' });
		expect(time.now() - before).toBe(150);
	});

	it('slow: does nothing when the client has left meanwhile', async () => {
		sandbox.fault({ kind: 'slow', delayMs: 100 });
		const failure = await failureOf(ask('POST', '/counters/a', leaveAfter(20)));
		expect(failure).toBe('AbortError');
		await time.sleep(150);
		expect(sandbox.count).toBe(0);
	});

	it('slow: has done it when the client has left meanwhile, if applied', async () => {
		sandbox.fault({ kind: 'slow', delayMs: 100, applied: true });
		await failureOf(ask('POST', '/counters/a', leaveAfter(50)));
		expect(sandbox.count).toBe(1);
	});

	it('slow: closes the connection, or stays silent', async () => {
		sandbox.fault({ kind: 'slow', delayMs: 50, then: 'close' });
		expect(await failureOf(ask())).toBe('UND_ERR_SOCKET');
		sandbox.fault({ kind: 'slow', delayMs: 10, then: 'never' });
		const failure = await failureOf(ask('GET', '/counters/a', leaveAfter(200)));
		expect(failure).toBe('AbortError');
	});

	it('invalidJson, emptyBody, noContentJson: call themselves JSON and are none', async () => {
		sandbox.fault({ kind: 'invalidJson' });
		const invalid = await ask();
		expect(invalid).toMatchObject({ status: 200, type: 'application/json; charset=utf-8' });
		expect(() => JSON.parse(invalid.text) as unknown).toThrow(SyntaxError);
		sandbox.fault({ kind: 'emptyBody', status: 201 });
		expect(await ask()).toMatchObject({ status: 201, type: invalid.type, text: '' });
		sandbox.fault({ kind: 'noContentJson' });
		expect(await ask()).toMatchObject({ status: 204, type: invalid.type, text: '' });
	});

	it('wrongContentType: gives the true answer under a false name', async () => {
		sandbox.fault({ kind: 'wrongContentType' });
		expect(await ask('POST')).toMatchObject({
			status: 200,
			type: 'text/plain',
			text: '{"count":1,"given":null}',
		});
	});

	it('altered: gives the true answer with other members, and has done what was asked', async () => {
		sandbox.fault({ kind: 'altered', members: { given: 'something else' } });
		expect(await ask('POST')).toMatchObject({
			status: 200,
			type: 'application/json; charset=utf-8',
			text: '{"count":1,"given":"something else"}',
		});
		expect(sandbox.count).toBe(1);
	});

	it('redirect: sends the client elsewhere', async () => {
		sandbox.fault({ kind: 'redirect', location: 'http://elsewhere.example/', status: 307 });
		const answer = await ask();
		expect(answer.status).toBe(307);
		expect(answer.headers.get('location')).toBe('http://elsewhere.example/');
	});

	it('hugeBody: sends 10 MB of valid JSON', async () => {
		sandbox.fault({ kind: 'hugeBody' });
		const { text } = await ask();
		expect(text.length).toBeGreaterThan(10 * 1024 * 1024);
		expect(Object.keys(JSON.parse(text) as object)).toEqual(['padding']);
	});

	it('redirect: without a location leads back, in a loop', async () => {
		sandbox.fault({ kind: 'redirect' });
		const answer = await ask('GET', '/counters/a?x=1');
		expect([answer.status, answer.headers.get('location')]).toEqual([302, '/counters/a?x=1']);
	});

	it('hugeBody: fills the true answer up, if applied', async () => {
		sandbox.fault({ kind: 'hugeBody', applied: true, bytes: 100_000 });
		const { status, text } = await ask('POST');
		expect([status, text.length]).toEqual([200, 100_000]);
		expect(JSON.parse(text)).toEqual({ count: 1, given: null });
	});

	it('cutBody: cuts a body where the true answer has none, too', async () => {
		sandbox.fault({ kind: 'cutBody', applied: true, method: 'DELETE' });
		expect(await failureOf(ask('DELETE'))).toBe('UND_ERR_SOCKET');
	});

	it('down: answers, then refuses connections for a while, and comes back', async () => {
		sandbox.fault({ kind: 'down', forMs: 300 });
		expect(await ask()).toMatchObject({ status: 200, text: '{"count":0}' });
		expect(await failureOf(ask())).toBe('ECONNREFUSED');
		await time.sleep(400);
		expect(await ask()).toMatchObject({ status: 200 });
	});

	it('down: can be closed meanwhile', async () => {
		const other = await startCounter();
		other.goDown(60_000);
		await other.close();
		await expect(fetch(other.url)).rejects.toThrow();
	});
});
