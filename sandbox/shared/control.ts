import type { FastifyInstance } from 'fastify';

import type { FaultRule } from './faults';
import type { RateLimit } from './rateLimit';
import type { CommonSettings, Sandbox } from './sandbox';

/** Where the control endpoints live; no service uses a path like this. */
export const CONTROL_PREFIX = '/__sandbox';

/**
 * The control endpoints: the TypeScript API of a sandbox for other processes.
 * Bodies and answers are JSON.
 *
 * | request | does |
 * | --- | --- |
 * | POST `/__sandbox/reset` | state, requests, faults, clock, limits and tokens as after the start |
 * | GET, DELETE `/__sandbox/requests` | recorded requests |
 * | GET, POST, DELETE `/__sandbox/faults` | fault rules; POST takes a rule, its `path` a string |
 * | GET, PATCH `/__sandbox/settings` | settings |
 * | GET, POST `/__sandbox/clock` | POST `{ "advanceMs": 3600000 }` |
 * | POST `/__sandbox/tokens/expire` | all tokens given out so far are expired |
 * | GET, PUT `/__sandbox/rate-limits` | PUT `{ "bucket": "...", "limit": { "perSecond": 2, "burst": 2 } }`; limit null takes it away |
 * | POST `/__sandbox/actions/{name}` | what the service's sandbox offers beyond this, such as adding a user |
 */
export function controlRoutes<S extends CommonSettings>(
	scope: FastifyInstance,
	sandbox: Sandbox<S>,
): void {
	scope.post('/reset', async () => {
		sandbox.reset();
		return { ok: true };
	});

	scope.get('/requests', async () => ({
		requests: sandbox.requests,
		maxInFlight: sandbox.maxInFlight,
	}));
	scope.delete('/requests', async () => {
		sandbox.clearRequests();
		return { ok: true };
	});

	scope.get('/faults', async () => sandbox.faults.map(describeFault));
	scope.post<{ Body: FaultRule }>('/faults', async (request) =>
		describeFault(sandbox.fault(request.body)),
	);
	scope.delete('/faults', async () => {
		sandbox.clearFaults();
		return { ok: true };
	});

	scope.get('/settings', async () => sandbox.settings);
	scope.patch('/settings', async (request) => {
		sandbox.updateSettings(request.body as Partial<S>);
		return sandbox.settings;
	});

	scope.get('/clock', async () => describeClock(sandbox));
	scope.post<{ Body: { advanceMs: number } }>('/clock', async (request) => {
		sandbox.advanceClock(request.body.advanceMs);
		return describeClock(sandbox);
	});

	scope.post('/tokens/expire', async () => {
		sandbox.expireTokens();
		return { ok: true };
	});

	scope.get('/rate-limits', async () => sandbox.rateLimits);
	scope.put<{ Body: { bucket?: string; limit: RateLimit | null } }>(
		'/rate-limits',
		async (request) => {
			sandbox.setRateLimit(request.body.limit ?? undefined, request.body.bucket);
			return sandbox.rateLimits;
		},
	);

	scope.post<{ Params: { name: string } }>('/actions/:name', async (request, reply) => {
		const action = sandbox.actions[request.params.name];
		if (!action) {
			const known = Object.keys(sandbox.actions).join(', ');
			return await reply.code(404).send({ error: `No such action. Known: ${known}` });
		}
		return { result: (await action(request.body)) ?? null };
	});

	scope.setNotFoundHandler((_request, reply) =>
		reply.code(404).send({ error: 'No such control endpoint' }),
	);
	scope.setErrorHandler((error, _request, reply) => {
		const message = error instanceof Error ? error.message : String(error);
		return reply.code(400).send({ error: message });
	});
}

function describeFault(fault: { id: number; rule: FaultRule; seen: number; hits: number }) {
	const { path } = fault.rule;
	const shown = path instanceof RegExp ? String(path) : path;
	return {
		id: fault.id,
		rule: { ...fault.rule, path: shown },
		seen: fault.seen,
		hits: fault.hits,
	};
}

function describeClock<S extends CommonSettings>(sandbox: Sandbox<S>) {
	return { now: sandbox.clock.iso(), shiftMs: sandbox.clock.shift };
}
