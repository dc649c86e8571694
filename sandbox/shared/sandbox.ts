import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import { readBodies, type RequestBody } from './body';
import { Clock } from './clock';
import { CONTROL_PREFIX, controlRoutes } from './control';
import { answerWithFault, needsTrueAnswer, onlyDelays } from './faultAnswers';
import { FaultBook, type Fault, type FaultRule } from './faults';
import { IdSource } from './ids';
import { RateLimits, type LimitDialect, type LimitReading, type RateLimit } from './rateLimit';
import { Recorder, type RecordedRequest } from './recorder';
import { holdFor, time } from './time';

declare module 'fastify' {
	interface FastifyRequest {
		/** What the sandbox wrote down about this request; null on control endpoints. */
		record: RecordedRequest | null;
		/** The fault that hits this request after the service has done its work. */
		pendingFault: FaultRule | null;
		/** The body as it came; `body` holds what could be read of it. */
		rawBody: RequestBody | null;
	}
}

/** Settings that every sandbox has. */
export interface CommonSettings {
	/** Delay before the service looks at a request, in milliseconds. */
	latencyMs: number;
}

/** Something a sandbox offers beyond the common control endpoints, such as adding a user. */
export type Action = (body: unknown) => unknown;

export interface SandboxOptions<S extends CommonSettings> {
	name: string;
	settings: S;
	limits: Record<string, RateLimit>;
	/** The bucket that {@link Sandbox.setRateLimit} means when none is named. */
	mainBucket: string;
	dialect: LimitDialect;
}

/** Milliseconds that Node.js waits for a request's headers and body to be complete. */
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * A stand-in for one service: listens on the loopback interface, records each
 * request, injects faults, keeps a clock and rate limits, and can be steered
 * from this process or, through its control endpoints, from another one. It
 * knows nothing of the service itself; a subclass brings that.
 */
export abstract class Sandbox<S extends CommonSettings> {
	readonly clock = new Clock();
	readonly ids = new IdSource();
	readonly limits: RateLimits;
	settings: S;

	private readonly app: FastifyInstance;
	private readonly recorder = new Recorder();
	private readonly faultBook = new FaultBook();
	private readonly initialSettings: S;
	private listeningPort = 0;
	/** Counts the times that the service went down and came back: odd while it is down. */
	private outages = 0;

	protected constructor(private readonly options: SandboxOptions<S>) {
		this.initialSettings = structuredClone(options.settings);
		this.settings = structuredClone(options.settings);
		this.limits = new RateLimits(options.limits, options.dialect);
		this.app = fastify({
			forceCloseConnections: true,
			requestTimeout: REQUEST_TIMEOUT_MS,
			bodyLimit: 1024 * 1024,
			routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2048 },
		});
	}

	/** Hooks and routes of the service. */
	protected abstract registerRoutes(scope: FastifyInstance): void;
	/** Puts the service's state back to what it was after the start. */
	protected abstract restoreState(): void;
	/** All tokens given out so far are expired from now on. */
	abstract expireTokens(): void;
	/** What the service's sandbox offers beyond the common control endpoints. */
	abstract readonly actions: Readonly<Record<string, Action>>;

	get name(): string {
		return this.options.name;
	}

	/** Host and port, such as `127.0.0.1:4010`. */
	get host(): string {
		return `127.0.0.1:${this.listeningPort}`;
	}

	get url(): string {
		return `http://${this.host}`;
	}

	get port(): number {
		return this.listeningPort;
	}

	/** @param port 0 for any free port */
	async listen(port = 0): Promise<void> {
		this.app.decorateRequest('record', null);
		this.app.decorateRequest('pendingFault', null);
		this.app.decorateRequest('rawBody', null);
		await this.app.register(async (scope) => {
			readBodies(scope);
			this.observe(scope);
			// Set here and not at the root, so that unknown paths are observed too.
			scope.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'Not Found' }));
			this.registerRoutes(scope);
		});
		await this.app.register(
			async (scope) => {
				controlRoutes(scope, this);
			},
			{ prefix: CONTROL_PREFIX },
		);
		const address = await this.app.listen({ host: '127.0.0.1', port });
		this.listeningPort = Number(new URL(address).port);
		this.restoreState();
	}

	async close(): Promise<void> {
		if (this.isDown) await this.comeBack();
		await this.app.close();
	}

	/** Refuses every connection for so many milliseconds; answers that are under way still go out. */
	goDown(forMs: number): void {
		if (this.isDown) return;
		const { server } = this.app;
		server.close();
		server.closeIdleConnections();
		const outage = ++this.outages;
		void time.sleep(forMs).then(async () => {
			if (outage === this.outages) await this.comeBack();
		});
	}

	private get isDown(): boolean {
		return this.outages % 2 === 1;
	}

	private async comeBack(): Promise<void> {
		this.outages += 1;
		const { server } = this.app;
		await new Promise<void>((resolve) => {
			server.listen({ host: '127.0.0.1', port: this.listeningPort }, resolve);
		});
	}

	/** Recorded requests, oldest first. */
	get requests(): readonly RecordedRequest[] {
		return this.recorder.requests;
	}

	/** The most requests in flight at the same time since requests were last cleared. */
	get maxInFlight(): number {
		return this.recorder.maxInFlight;
	}

	clearRequests(): void {
		this.recorder.clear();
	}

	fault(rule: FaultRule): Fault {
		return this.faultBook.add(rule);
	}

	get faults(): Fault[] {
		return this.faultBook.list();
	}

	clearFaults(): void {
		this.faultBook.clear();
	}

	/** Moves the sandbox's clock forward; rate limits stay on the wall clock. */
	advanceClock(ms: number): void {
		this.clock.advance(ms);
	}

	/** Gives a bucket a new limit and fills it; `undefined` takes the limit away. */
	setRateLimit(limit: RateLimit | undefined, bucket = this.options.mainBucket): void {
		this.limits.set(bucket, limit);
	}

	get rateLimits(): Record<string, RateLimit> {
		return this.limits.describe();
	}

	updateSettings(patch: Partial<S>): void {
		Object.assign(this.settings, patch);
	}

	/** State, requests, faults, clock, limits, settings and tokens as after the start. */
	reset(): void {
		this.clock.reset();
		this.ids.reset();
		this.recorder.reset();
		this.faultBook.clear();
		this.limits.reset();
		Object.assign(this.settings, structuredClone(this.initialSettings));
		this.restoreState();
	}

	/**
	 * Takes one request out of the named buckets. When one of them is empty the
	 * service's refusal is sent and false comes back.
	 */
	protected takeFromBuckets(
		reply: FastifyReply,
		buckets: readonly string[],
	): LimitReading | undefined | false {
		const decision = this.limits.take(buckets);
		if (!decision) return undefined;
		if (decision.allowed) return decision.reading;
		const refusal = this.limits.dialect.refusal(decision.reading);
		reply.code(refusal.status).headers(refusal.headers).send(refusal.body);
		return false;
	}

	private observe(scope: FastifyInstance): void {
		scope.addHook('onRequest', async (request, reply) => {
			const { method, url = '/' } = request.raw;
			const record = this.recorder.begin(method ?? 'GET', url, request.headers);
			request.record = record;
			// By the same clock as the limits: a client tells from it how far its own is off.
			reply.raw.setHeader('date', new Date(time.now()).toUTCString());
			const end = () => {
				this.recorder.end(record, reply.raw.headersSent ? reply.raw.statusCode : undefined);
			};
			// `finish` comes before the client can have read the answer, `close` also when it was cut.
			reply.raw.once('finish', end);
			reply.raw.once('close', end);
		});

		scope.addHook('preValidation', async (request, reply) => {
			takeBody(request);
			if (this.settings.latencyMs > 0) await holdFor(reply.raw, this.settings.latencyMs);
			await this.injectFault(request, reply);
		});

		// A callback hook, not an async one: `done` is not called when the fault
		// has already answered in the place of the service.
		scope.addHook('onSend', (request, reply, payload, done) => {
			noteAnswer(request, reply, payload);
			const rule = request.pendingFault;
			if (!rule) {
				done(null, payload);
				return;
			}
			void this.hideAnswer(rule, reply, payload, () => {
				done(null, payload);
			});
		});
	}

	private async injectFault(request: FastifyRequest, reply: FastifyReply): Promise<void> {
		const { record } = request;
		const rule = record ? this.faultBook.take(record) : undefined;
		if (!record || !rule) return;
		record.fault = rule.kind;
		if (rule.kind === 'down') {
			// Closed before the answer is out, so that nobody can slip in between.
			this.goDown(rule.forMs);
			reply.header('connection', 'close');
			return;
		}
		if (needsTrueAnswer(rule)) {
			request.pendingFault = rule;
			return;
		}
		if (onlyDelays(rule)) {
			await holdFor(reply.raw, rule.delayMs);
			if (!reply.raw.destroyed && !request.raw.socket.destroyed) return;
			reply.hijack();
			return;
		}
		reply.hijack();
		await answerWithFault(reply.raw, rule, this.limits.dialect, undefined);
	}

	private async hideAnswer(
		rule: FaultRule,
		reply: FastifyReply,
		payload: unknown,
		answerAsEver: () => void,
	): Promise<void> {
		if (onlyDelays(rule)) {
			await holdFor(reply.raw, rule.delayMs);
			answerAsEver();
			return;
		}
		await answerWithFault(reply.raw, rule, this.limits.dialect, {
			status: reply.statusCode,
			headers: headerTexts(reply),
			bodyText: typeof payload === 'string' ? payload : '',
		});
	}
}

function takeBody(request: FastifyRequest): void {
	const body = request.body as RequestBody | undefined;
	request.rawBody = body ?? null;
	request.body = body?.value;
	if (!request.record) return;
	request.record.bodyText = body?.text ?? '';
	request.record.body = structuredClone(body?.value);
}

function noteAnswer(request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
	if (!request.record) return;
	request.record.answer = {
		status: reply.statusCode,
		contentType: reply.getHeader('content-type')?.toString(),
		bodyText: typeof payload === 'string' ? payload : '',
	};
}

function headerTexts(reply: FastifyReply): Record<string, string> {
	return Object.fromEntries(
		Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]),
	);
}
