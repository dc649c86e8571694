import { startCounter, type CounterSandbox } from './counterSandbox';

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

/** Steers the sandbox as another process would. */
async function control(method: string, path: string, body?: unknown) {
	const response = await fetch(`${sandbox.url}/__sandbox${path}`, {
		method,
		...(body === undefined
			? {}
			: { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
	});
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const ask = async () => await fetch(`${sandbox.url}/counters/a`, { method: 'POST' });

it('requests are shown and cleared', async () => {
	await ask();
	expect((await control('GET', '/requests')).body).toMatchObject({
		requests: [{ method: 'POST', path: '/counters/a', status: 200 }],
		maxInFlight: 1,
	});
	await control('DELETE', '/requests');
	expect(sandbox.requests).toEqual([]);
});

it('faults are set, shown and cleared', async () => {
	const rule = { kind: 'status', status: 500, path: '/counters/*', times: 'always' };
	expect((await control('POST', '/faults', rule)).body).toMatchObject({ id: 1, rule });
	expect((await ask()).status).toBe(500);
	expect((await control('GET', '/faults')).body).toMatchObject([{ seen: 1, hits: 1 }]);
	await control('DELETE', '/faults');
	expect((await ask()).status).toBe(200);
});

it('a fault that makes no sense is refused', async () => {
	const answer = await control('POST', '/faults', { kind: 'reset', times: 0 });
	expect(answer.status).toBe(400);
	expect(sandbox.faults).toEqual([]);
});

it('settings are shown and changed', async () => {
	expect((await control('PATCH', '/settings', { step: 5 })).body).toEqual({
		latencyMs: 0,
		step: 5,
	});
	await ask();
	expect(sandbox.count).toBe(5);
});

it('the clock is moved', async () => {
	await control('POST', '/clock', { advanceMs: 60_000 });
	expect(sandbox.clock.shift).toBe(60_000);
	expect((await control('GET', '/clock')).body).toMatchObject({ shiftMs: 60_000 });
	expect((await control('POST', '/clock', { advanceMs: -1 })).status).toBe(400);
});

it('limits are set and taken away', async () => {
	await control('PUT', '/rate-limits', { limit: { perSecond: 0.001, burst: 1 } });
	expect([(await ask()).status, (await ask()).status]).toEqual([200, 429]);
	expect((await control('PUT', '/rate-limits', { limit: null })).body).toEqual({});
	expect((await ask()).status).toBe(200);
});

it('tokens are expired', async () => {
	await control('POST', '/tokens/expire');
	expect(sandbox.expired).toBe(1);
});

it("the service's own actions are called by name", async () => {
	const answer = await control('POST', '/actions/setCount', { count: 40 });
	expect(answer.body).toEqual({ result: { count: 40 } });
	expect(sandbox.count).toBe(40);
	const unknown = await control('POST', '/actions/explode', {});
	expect(unknown).toMatchObject({
		status: 404,
		body: { error: 'No such action. Known: setCount' },
	});
});

it('a reset puts everything back', async () => {
	await ask();
	sandbox.fault({ kind: 'reset', times: 'always', path: '/counters/*' });
	sandbox.setRateLimit({ perSecond: 1, burst: 1 });
	sandbox.advanceClock(1000);
	sandbox.updateSettings({ step: 3 });
	await control('POST', '/reset');
	expect(sandbox.count).toBe(0);
	expect(sandbox.faults).toEqual([]);
	expect(sandbox.rateLimits).toEqual({});
	expect(sandbox.clock.shift).toBe(0);
	expect(sandbox.settings.step).toBe(1);
	expect(sandbox.requests).toEqual([]);
});

it('faults, limits and latency leave the control endpoints alone', async () => {
	sandbox.fault({ kind: 'reset', times: 'always' });
	sandbox.setRateLimit({ perSecond: 0.001, burst: 1 });
	for (let i = 0; i < 3; i++) expect((await control('GET', '/settings')).status).toBe(200);
});
