import type { FastifyInstance } from 'fastify';

import { omit } from '../shared/omit';
import type { RateLimit } from '../shared/rateLimit';
import { Sandbox, type Action } from '../shared/sandbox';
import { TokenStore } from '../shared/tokens';
import { oneLoginApi } from './api';
import { ACCOUNT_BUCKET, DEFAULT_LIMITS, ONELOGIN_LIMIT_DIALECT } from './limits';
import type { AccessGrant, ApiCredential, Scope } from './model';
import { eventRoutes } from './routes/events';
import { mfaRoutes1 } from './routes/mfa1';
import { mfaRoutes2 } from './routes/mfa2';
import { tokenRoutes, type TokenContext } from './routes/token';
import { userRoutes1 } from './routes/users1';
import { userRoutes2 } from './routes/users2';
import { CLIENTS } from './seed';
import { seed } from './seedAccount';
import { DEFAULT_SETTINGS, type OneLoginSettings } from './settings';
import { OneLoginState, type NewDevice, type NewUser } from './state';

export * from './seed';
export { seed } from './seedAccount';
export { totpCode } from './totp';
export type { OneLoginSettings } from './settings';
export type { OneLoginState, NewDevice, NewUser } from './state';
export type * from './model';

const TOKEN_PATH = '/auth/oauth2/v2/token';

export interface OneLoginSandboxOptions extends Partial<OneLoginSettings> {
	/** 0 or absent: any free port. */
	port?: number;
	/** Limit of the account; absent: OneLogin's 5,000 calls an hour. */
	rateLimit?: RateLimit;
	/** Fills the account in the place of the default seed; `false` leaves it without users. */
	seed?: ((state: OneLoginState) => void) | false;
}

/** A stand-in for one OneLogin account: its token endpoint and its API v1 and v2. */
export class OneLoginSandbox extends Sandbox<OneLoginSettings> {
	/** Users, devices, messages and so on: for seeding and for assertions. */
	readonly state: OneLoginState;
	/** API credentials by client id. */
	readonly clients = new Map<string, ApiCredential>();
	readonly tokens: TokenStore<AccessGrant>;
	private readonly current: TokenContext['current'] = new Map();

	constructor(private readonly startOptions: OneLoginSandboxOptions = {}) {
		const { rateLimit } = startOptions;
		const settings = omit(startOptions, 'port', 'rateLimit', 'seed');
		super({
			name: 'onelogin',
			settings: { ...DEFAULT_SETTINGS, ...settings },
			limits: rateLimit ? { [ACCOUNT_BUCKET]: rateLimit } : DEFAULT_LIMITS,
			mainBucket: ACCOUNT_BUCKET,
			dialect: ONELOGIN_LIMIT_DIALECT,
		});
		this.state = new OneLoginState(this.clock, this.ids);
		this.tokens = new TokenStore(this.clock);
	}

	override expireTokens(): void {
		this.tokens.expireAll();
	}

	/** The scope that an API credential has from now on; tokens that are out keep theirs. */
	setScope(clientId: string, scope: Scope): void {
		const client = this.clients.get(clientId);
		if (!client) throw new Error(`No API credential ${clientId}`);
		this.clients.set(clientId, { ...client, scope });
		this.current.delete(clientId);
	}

	/** Requests to the token endpoint so far. */
	get tokenRequests(): number {
		return this.requests.filter(({ path }) => path === TOKEN_PATH).length;
	}

	override readonly actions: Readonly<Record<string, Action>> = {
		addUser: (body) => this.state.addUser(body as NewUser),
		addDevice: (body) => {
			const { userId, device } = body as { userId: number; device: NewDevice };
			return this.state.addDevice(userId, device);
		},
		/** SMS, emails, calls and pushes that were sent, with their codes. */
		messages: () => this.state.messages,
		/** The latest code that was sent to a device. */
		lastCode: (body) => this.state.lastCode((body as { deviceId: number }).deviceId) ?? null,
		/** The code that the app of a device shows now. */
		totpCode: (body) => {
			const { deviceId } = body as { deviceId: number };
			const device = this.state.devices.find(({ id }) => id === deviceId);
			if (!device) throw new Error(`No device ${deviceId}`);
			return this.state.totpNow(device);
		},
		/** The person taps on the push, answers the call or follows the link. */
		answer: (body) => {
			const given = body as { deviceId: number; answer: 'accepted' | 'rejected' };
			this.state.answer(given.deviceId, given.answer);
		},
		setScope: (body) => {
			const { clientId, scope } = body as { clientId: string; scope: Scope };
			this.setScope(clientId, scope);
		},
		describeUser: (body) => this.describeUser((body as { userId: number }).userId),
	};

	/** All that the account holds about a user, in full. */
	describeUser(userId: number) {
		return {
			user: this.state.users.get(userId) ?? null,
			devices: this.state.devicesOf(userId),
			challenges: this.state.challenges.filter((one) => one.userId === userId),
			sessions: this.state.sessions.get(userId) ?? 0,
			temporaryTokens: this.state.temporaryTokens.filter((one) => one.userId === userId),
		};
	}

	protected override registerRoutes(scope: FastifyInstance): void {
		const context = this.context();
		void scope.register(
			async (auth) => {
				oneLoginApi(auth, context, 1);
				tokenRoutes(auth, context);
			},
			{ prefix: '/auth' },
		);
		void scope.register(
			async (api) => {
				oneLoginApi(api, context, 1);
				userRoutes1(api, context);
				mfaRoutes1(api, context);
				eventRoutes(api, context);
			},
			{ prefix: '/api/1' },
		);
		void scope.register(
			async (api) => {
				oneLoginApi(api, context, 2);
				userRoutes2(api, context);
				mfaRoutes2(api, context);
			},
			{ prefix: '/api/2' },
		);
	}

	protected override restoreState(): void {
		this.tokens.clear();
		this.current.clear();
		this.clients.clear();
		for (const client of Object.values(CLIENTS)) {
			this.clients.set(client.client_id, { ...client });
		}
		this.state.clear();
		const fill = this.startOptions.seed ?? seed;
		if (fill) fill(this.state);
	}

	private context(): TokenContext {
		return {
			state: this.state,
			settings: this.settings,
			tokens: this.tokens,
			clients: this.clients,
			current: this.current,
			ids: this.ids,
			now: () => this.clock.now(),
			iso: (at) => this.clock.iso(at),
			origin: () => this.url,
			takeFromBuckets: (reply, buckets) => this.takeFromBuckets(reply, buckets),
		};
	}
}

/** Starts a sandbox on the loopback interface. */
export async function startOneLoginSandbox(
	options: OneLoginSandboxOptions = {},
): Promise<OneLoginSandbox> {
	const sandbox = new OneLoginSandbox(options);
	await sandbox.listen(options.port);
	return sandbox;
}
