import type { FastifyInstance } from 'fastify';

import type { LimitDialect } from '../../../sandbox/shared/rateLimit';
import { Sandbox, type Action, type CommonSettings } from '../../../sandbox/shared/sandbox';

interface CounterSettings extends CommonSettings {
	step: number;
}

const DIALECT: LimitDialect = {
	headers: ({ remaining }) => ({ 'x-left': String(remaining) }),
	refusal: (reading) => ({
		status: 429,
		headers: { ...DIALECT.headers(reading), 'x-reset': String(reading.resetAt) },
		body: { error: `slow down in ${reading.bucket}` },
	}),
};

/** The smallest service that can be asked and changed: a counter. */
export class CounterSandbox extends Sandbox<CounterSettings> {
	count = 0;
	expired = 0;

	constructor() {
		super({
			name: 'counter',
			settings: { latencyMs: 0, step: 1 },
			limits: {},
			mainBucket: 'all',
			dialect: DIALECT,
		});
	}

	override readonly actions: Readonly<Record<string, Action>> = {
		setCount: (body) => {
			this.count = (body as { count: number }).count;
			return { count: this.count };
		},
	};

	override expireTokens(): void {
		this.expired += 1;
	}

	protected override registerRoutes(scope: FastifyInstance): void {
		scope.addHook('preValidation', async (_request, reply) => {
			return this.takeFromBuckets(reply, ['all']) === false ? reply : undefined;
		});
		scope.get('/counters/:id', async () => ({ count: this.count }));
		scope.delete('/counters/:id', async (_request, reply) => await reply.code(204).send());
		scope.post('/counters/:id', async (request) => {
			this.count += this.settings.step;
			return { count: this.count, given: request.body ?? null };
		});
	}

	protected override restoreState(): void {
		this.count = 0;
	}
}

export async function startCounter(): Promise<CounterSandbox> {
	const sandbox = new CounterSandbox();
	await sandbox.listen();
	return sandbox;
}
