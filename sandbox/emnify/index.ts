import type { FastifyInstance } from 'fastify';

import { omit } from '../shared/omit';
import type { RateLimit } from '../shared/rateLimit';
import { Sandbox, type Action } from '../shared/sandbox';
import { TokenStore } from '../shared/tokens';
import { emnifyApi, type ApiContext } from './api';
import { BUCKETS, DEFAULT_LIMITS, EMNIFY_LIMIT_DIALECT, PUBLISHED_LIMITS } from './limits';
import type { Grant } from './model';
import { applicationTokenRoutes } from './routes/applicationTokens';
import { authenticateRoute } from './routes/authenticate';
import { eventRoutes } from './routes/events';
import { mfaRoutes } from './routes/mfa';
import { userRoutes } from './routes/users';
import { seed } from './seedOrganisation';
import { DEFAULT_SETTINGS, type EmnifySettings } from './settings';
import { EmnifyState, type NewDevice, type NewKey, type NewUser } from './state';

export * from './seed';
export { seed } from './seedOrganisation';
export type { EmnifySettings } from './settings';
export type { EmnifyState } from './state';
export type * from './model';

export interface EmnifySandboxOptions extends Partial<EmnifySettings> {
	/** 0 or absent: any free port. */
	port?: number;
	/** Limit of all calls; absent: practically none. */
	rateLimit?: RateLimit;
	/** Fills the organisation in the place of the default seed; `false` leaves it empty. */
	seed?: ((state: EmnifyState) => void) | false;
}

/** A stand-in for emnify's REST API: one organisation with one child. */
export class EmnifySandbox extends Sandbox<EmnifySettings> {
	/** Users, keys, devices, tokens, events, emailed codes: for seeding and for assertions. */
	readonly state: EmnifyState;
	readonly tokens: TokenStore<Grant>;

	constructor(private readonly startOptions: EmnifySandboxOptions = {}) {
		const { rateLimit } = startOptions;
		const settings = omit(startOptions, 'port', 'rateLimit', 'seed');
		super({
			name: 'emnify',
			settings: { ...DEFAULT_SETTINGS, ...settings },
			limits: rateLimit ? { [BUCKETS.all]: rateLimit } : DEFAULT_LIMITS,
			mainBucket: BUCKETS.all,
			dialect: EMNIFY_LIMIT_DIALECT,
		});
		this.state = new EmnifyState(this.clock, this.ids);
		this.tokens = new TokenStore(this.clock);
	}

	override expireTokens(): void {
		this.tokens.expireAll();
	}

	/** Requests to the sign-in so far. */
	get signIns(): number {
		return this.requests.filter(({ path }) => path === '/api/v1/authenticate').length;
	}

	/** The code that was last sent to an address. */
	lastEmailedCode(username: string): string | undefined {
		return this.state.mailbox.filter(({ to }) => to === username).at(-1)?.code;
	}

	/** The code that a user's key makes at the moment. */
	codeOf(userId: number, keyId: number): string {
		const key = this.state.user(userId).keys.find(({ id }) => id === keyId);
		if (!key) throw new Error(`User ${userId} has no key ${keyId}`);
		return this.state.codeOf(key);
	}

	/** Puts the published limits in force. */
	applyPublishedLimits(): void {
		for (const [bucket, limit] of Object.entries(PUBLISHED_LIMITS)) {
			this.setRateLimit(limit, bucket);
		}
	}

	override readonly actions: Readonly<Record<string, Action>> = {
		addUser: (body) => this.state.addUser(body as NewUser),
		addKey: (body) => {
			const { userId, key } = body as { userId: number; key?: NewKey };
			return this.state.addKey(userId, key);
		},
		addDevice: (body) => {
			const { userId, device } = body as { userId: number; device: NewDevice };
			return this.state.addDevice(userId, device);
		},
		lastEmailedCode: (body) => this.lastEmailedCode((body as { username: string }).username),
		codeOf: (body) => {
			const { userId, keyId } = body as { userId: number; keyId: number };
			return this.codeOf(userId, keyId);
		},
		applyPublishedLimits: () => {
			this.applyPublishedLimits();
		},
		describeUser: (body) => this.describeUser((body as { userId: number }).userId),
	};

	/** All that the organisation holds about a user, in full. */
	describeUser(userId: number) {
		return {
			user: this.state.users.get(userId) ?? null,
			applicationTokens: [...this.state.applicationTokens.values()].filter(
				({ creator }) => creator === userId,
			),
			events: this.state.events.filter(({ user }) => user?.id === userId),
		};
	}

	protected override registerRoutes(scope: FastifyInstance): void {
		const context = this.context();
		void scope.register(
			async (api) => {
				emnifyApi(api, context);
				authenticateRoute(api, context);
				userRoutes(api, context);
				mfaRoutes(api, context);
				applicationTokenRoutes(api, context);
				eventRoutes(api, context);
			},
			{ prefix: '/api' },
		);
	}

	protected override restoreState(): void {
		this.tokens.clear();
		this.state.clear();
		const fill = this.startOptions.seed ?? seed;
		if (fill) fill(this.state);
	}

	private context(): ApiContext {
		return {
			state: this.state,
			settings: this.settings,
			tokens: this.tokens,
			ids: this.ids,
			now: () => this.clock.now(),
			takeFromBuckets: (reply, buckets) => this.takeFromBuckets(reply, buckets),
		};
	}
}

/** Starts a sandbox on the loopback interface. */
export async function startEmnifySandbox(
	options: EmnifySandboxOptions = {},
): Promise<EmnifySandbox> {
	const sandbox = new EmnifySandbox(options);
	await sandbox.listen(options.port);
	return sandbox;
}
