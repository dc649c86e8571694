import type { FastifyInstance } from 'fastify';

import { omit } from '../shared/omit';
import type { RateLimit } from '../shared/rateLimit';
import { Sandbox, type Action } from '../shared/sandbox';
import { TokenStore } from '../shared/tokens';
import { managementApi, type ApiContext } from './api';
import {
	AUTH0_LIMIT_DIALECT,
	BUCKETS,
	DEFAULT_LIMITS,
	SUBSCRIPTION_LIMITS,
	type Subscription,
} from './limits';
import type { AccessGrant, Client } from './model';
import { authenticationMethodRoutes } from './routes/authenticationMethods';
import { deviceCredentialRoutes } from './routes/deviceCredentials';
import { grantRoutes } from './routes/grants';
import { guardianRoutes } from './routes/guardian';
import { logRoutes } from './routes/logs';
import { multifactorRoutes } from './routes/multifactor';
import { refreshTokenRoutes } from './routes/refreshTokens';
import { riskAssessmentRoutes } from './routes/riskAssessments';
import { sessionRoutes } from './routes/sessions';
import { tokenRoute, type TokenContext } from './routes/token';
import { userBlockRoutes } from './routes/userBlocks';
import { userRoutes } from './routes/users';
import { ALL_PERMISSIONS, CLIENTS, STATIC_TOKENS } from './seed';
import { seed } from './seedTenant';
import { DEFAULT_SETTINGS, type Auth0Settings } from './settings';
import { Auth0State, type NewMethod, type NewUser } from './state';

export * from './seed';
export { seed } from './seedTenant';
export type { Auth0Settings, DeletionDelay, Plan } from './settings';
export type { Auth0State, NewMethod, NewUser } from './state';
export type * from './model';
export { SUBSCRIPTION_LIMITS, type Subscription } from './limits';

const DAY_SECONDS = 86_400;

export interface Auth0SandboxOptions extends Partial<Auth0Settings> {
	/** 0 or absent: any free port. */
	port?: number;
	/** Limit of the whole Management API; absent: practically none. */
	rateLimit?: RateLimit;
	/** Fills the tenant in the place of the default seed; `false` leaves it without users. */
	seed?: ((state: Auth0State) => void) | false;
}

/** A stand-in for one Auth0 tenant: its token endpoint and its Management API v2. */
export class Auth0Sandbox extends Sandbox<Auth0Settings> {
	/** Users, methods, sessions and so on: for seeding and for assertions. */
	readonly state: Auth0State;
	/** Machine-to-machine applications by client id. */
	readonly clients = new Map<string, Client>();
	readonly tokens: TokenStore<AccessGrant>;

	constructor(private readonly startOptions: Auth0SandboxOptions = {}) {
		const { rateLimit } = startOptions;
		const settings = omit(startOptions, 'port', 'rateLimit', 'seed');
		super({
			name: 'auth0',
			settings: { ...DEFAULT_SETTINGS, ...settings },
			limits: rateLimit ? { [BUCKETS.management]: rateLimit } : DEFAULT_LIMITS,
			mainBucket: BUCKETS.management,
			dialect: AUTH0_LIMIT_DIALECT,
		});
		this.state = new Auth0State(this.clock, this.ids, () => this.settings);
		this.tokens = new TokenStore(this.clock);
	}

	override expireTokens(): void {
		this.tokens.expireAll();
	}

	/** The permissions that tokens of this client carry from now on. */
	setPermissions(clientId: string, permissions: readonly string[]): void {
		const client = this.clients.get(clientId);
		if (!client) throw new Error(`No client ${clientId}`);
		this.clients.set(clientId, { ...client, permissions: [...permissions] });
	}

	/** Adds a token as if it had been copied from the dashboard. Default: all permissions, a day. */
	addStaticToken(
		token: string,
		permissions: readonly string[] = ALL_PERMISSIONS,
		lifetimeSeconds = DAY_SECONDS,
	): void {
		const grant = { client_id: 'api-explorer', permissions: [...permissions] };
		this.tokens.add(token, grant, lifetimeSeconds);
	}

	/** Puts the published limits of a subscription in force. */
	applySubscriptionLimits(subscription: Subscription): void {
		for (const bucket of Object.values(BUCKETS)) this.setRateLimit(undefined, bucket);
		const limits: Record<string, RateLimit> = SUBSCRIPTION_LIMITS[subscription];
		for (const [bucket, limit] of Object.entries(limits)) {
			this.setRateLimit(limit, bucket);
		}
	}

	/** Requests to the token endpoint so far. */
	get tokenRequests(): number {
		return this.requests.filter((request) => request.path === '/oauth/token').length;
	}

	override readonly actions: Readonly<Record<string, Action>> = {
		addUser: (body) => this.state.addUser(body as NewUser),
		addMethod: (body) => {
			const { userId, method } = body as { userId: string; method: NewMethod };
			return this.state.addMethod(userId, method);
		},
		addSession: (body) => this.state.addSession((body as { userId: string }).userId),
		addRefreshToken: (body) => this.state.addRefreshToken((body as { userId: string }).userId),
		useTicket: (body) => {
			const { ticketId, method } = body as { ticketId: string; method: NewMethod };
			return this.state.useTicket(ticketId, method);
		},
		setPermissions: (body) => {
			const { clientId, permissions } = body as { clientId: string; permissions: string[] };
			this.setPermissions(clientId, permissions);
		},
		applySubscriptionLimits: (body) => {
			this.applySubscriptionLimits((body as { subscription: Subscription }).subscription);
		},
		describeUser: (body) => this.describeUser((body as { userId: string }).userId),
	};

	/** All that the tenant holds about a user, in full. */
	describeUser(userId: string) {
		return {
			user: this.state.users.get(userId) ?? null,
			methods: this.state.methodsOf(userId),
			sessions: this.state.sessionsOf(userId),
			refreshTokens: this.state.refreshTokensOf(userId),
			deviceCredentials: [...this.state.deviceCredentials.values()].filter(
				(device) => device.user_id === userId,
			),
			grants: [...this.state.grants.values()].filter((grant) => grant.user_id === userId),
			rememberedBrowsers: this.state.rememberedBrowsers.get(userId) ?? 0,
		};
	}

	protected override registerRoutes(scope: FastifyInstance): void {
		const context = this.context();
		void scope.register(async (oauth) => {
			tokenRoute(oauth, context);
		});
		void scope.register(
			async (api) => {
				managementApi(api, context);
				userRoutes(api, context);
				authenticationMethodRoutes(api, context);
				guardianRoutes(api, context);
				multifactorRoutes(api, context);
				sessionRoutes(api, context);
				refreshTokenRoutes(api, context);
				deviceCredentialRoutes(api, context);
				grantRoutes(api, context);
				userBlockRoutes(api, context);
				riskAssessmentRoutes(api);
				logRoutes(api, context);
			},
			{ prefix: '/api/v2' },
		);
	}

	protected override restoreState(): void {
		this.tokens.clear();
		this.clients.clear();
		for (const client of Object.values(CLIENTS)) {
			this.clients.set(client.client_id, { ...client });
		}
		this.addStaticToken(STATIC_TOKENS.all);
		this.addStaticToken(STATIC_TOKENS.readOnly, CLIENTS.readOnly.permissions);
		this.state.clear();
		const fill = this.startOptions.seed ?? seed;
		if (fill) fill(this.state);
	}

	private context(): ApiContext & TokenContext {
		return {
			state: this.state,
			settings: this.settings,
			tokens: this.tokens,
			ids: this.ids,
			clients: this.clients,
			now: () => this.clock.now(),
			audiences: () => this.audiences(),
			takeFromBuckets: (reply, buckets) => this.takeFromBuckets(reply, buckets),
		};
	}

	/**
	 * Auth0 takes only `https://{canonical domain}/api/v2/`. Here the address of
	 * the sandbox itself stands for the canonical domain as well.
	 */
	private audiences(): string[] {
		const { tenantDomain, audiences } = this.settings;
		const hosts = [this.host, `localhost:${this.port}`];
		return [
			`https://${tenantDomain}/api/v2/`,
			...hosts.flatMap((host) => [`https://${host}/api/v2/`, `http://${host}/api/v2/`]),
			...audiences,
		];
	}
}

/** Starts a sandbox on the loopback interface. */
export async function startAuth0Sandbox(options: Auth0SandboxOptions = {}): Promise<Auth0Sandbox> {
	const sandbox = new Auth0Sandbox(options);
	await sandbox.listen(options.port);
	return sandbox;
}
