import type { Clock } from '../shared/clock';
import type { IdSource } from '../shared/ids';
import type {
	BruteForceBlock,
	DeviceCredential,
	EnrollmentTicket,
	Grant,
	LogEntry,
	Method,
	MethodType,
	RefreshToken,
	Session,
	User,
} from './model';
import { PendingDeletions } from './pendingDeletions';
import type { Auth0Settings } from './settings';
import { TenantLog, type NewLogEntry } from './tenantLog';

const DATABASE_CONNECTION = 'Username-Password-Authentication';
const DAY_MS = 86_400_000;

export type NewUser = Partial<User> & { connection?: string };
export type NewMethod = Partial<Method> & { type: MethodType };

/** All that a tenant holds, with functions to seed it and to look into it. */
export class Auth0State {
	readonly users = new Map<string, User>();
	/** Methods by user id, in the order of their creation. */
	readonly methods = new Map<string, Method[]>();
	readonly sessions: PendingDeletions<Session>;
	readonly refreshTokens: PendingDeletions<RefreshToken>;
	readonly deviceCredentials = new Map<string, DeviceCredential>();
	readonly grants = new Map<string, Grant>();
	/** Number of remembered browsers by user id. */
	readonly rememberedBrowsers = new Map<string, number>();
	readonly recoveryCodes = new Map<string, string>();
	bruteForceBlocks: BruteForceBlock[] = [];
	tickets: EnrollmentTicket[] = [];
	guardianFactors: Array<{ name: string; enabled: boolean; trial_expired: boolean }> = [];
	guardianPolicies: string[] = [];

	/** Users as they were until a change, oldest first; what a search that lags behind still sees. */
	private formerUsers: Array<{ until: number; users: User[] }> = [];
	private readonly log: TenantLog;

	constructor(
		private readonly clock: Clock,
		private readonly ids: IdSource,
		private readonly settings: () => Auth0Settings,
	) {
		const delay = () => this.settings().deletion;
		this.log = new TenantLog(clock);
		this.sessions = new PendingDeletions(clock, delay);
		this.refreshTokens = new PendingDeletions(clock, delay);
	}

	/** ISO 8601 UTC, by the sandbox's clock. */
	now(): string {
		return this.clock.iso();
	}

	clear(): void {
		this.users.clear();
		this.methods.clear();
		this.sessions.clear();
		this.refreshTokens.clear();
		this.deviceCredentials.clear();
		this.grants.clear();
		this.rememberedBrowsers.clear();
		this.recoveryCodes.clear();
		this.bruteForceBlocks = [];
		this.tickets = [];
		this.log.clear();
		this.guardianFactors = [];
		this.guardianPolicies = [];
		this.formerUsers = [];
	}

	/** Adds a user; all fields have defaults. The id is `{provider}|{id}`. */
	addUser(given: NewUser = {}): User {
		const { connection = DATABASE_CONNECTION, ...fields } = given;
		const id = fields.user_id ?? `auth0|${this.ids.hex(24)}`;
		const bar = id.indexOf('|');
		const email = fields.email;
		const now = this.clock.iso();
		const user: User = {
			...fields,
			user_id: id,
			...(email === undefined ? {} : { email_verified: fields.email_verified ?? true }),
			name: fields.name ?? email ?? id,
			nickname: fields.nickname ?? email?.split('@')[0] ?? id.slice(bar + 1),
			picture: fields.picture ?? 'https://cdn.example.com/avatar.png',
			identities: fields.identities ?? [
				{
					connection,
					user_id: id.slice(bar + 1),
					provider: id.slice(0, bar),
					isSocial: id.startsWith('google-oauth2|'),
				},
			],
			created_at: fields.created_at ?? now,
			updated_at: fields.updated_at ?? now,
		};
		this.putUser(user);
		return user;
	}

	/** Stores a user, or a changed copy in the place of the old one. */
	putUser(user: User): void {
		this.rememberUsers();
		this.users.set(user.user_id, user);
	}

	/** Deletes a user and all that belongs to it, at once. */
	deleteUser(userId: string): void {
		this.rememberUsers();
		this.users.delete(userId);
		this.methods.delete(userId);
		this.rememberedBrowsers.delete(userId);
		this.recoveryCodes.delete(userId);
		for (const session of this.sessionsOf(userId)) this.sessions.remove(session.id);
		for (const token of this.refreshTokensOf(userId)) this.refreshTokens.remove(token.id);
		for (const device of this.deviceCredentials.values()) {
			if (device.user_id === userId) this.deviceCredentials.delete(device.id);
		}
		for (const grant of this.grants.values()) {
			if (grant.user_id === userId) this.grants.delete(grant.id);
		}
	}

	usersWithEmail(email: string): User[] {
		return [...this.users.values()].filter((user) => user.email === email);
	}

	/** The users that the search sees: those of `searchLagMs` ago. */
	searchableUsers(): User[] {
		const horizon = this.clock.now() - this.settings().searchLagMs;
		this.formerUsers = this.formerUsers.filter((former) => former.until > horizon);
		return this.formerUsers[0]?.users ?? [...this.users.values()];
	}

	methodsOf(userId: string): Method[] {
		return this.methods.get(userId) ?? [];
	}

	/** Adds a method, confirmed unless said otherwise. Missing ids are made up. */
	addMethod(userId: string, given: NewMethod): Method {
		const device = given.id?.split('|')[1] ?? `dev_${this.ids.alphanumeric(16)}`;
		const method: Method = {
			...given,
			id: given.id ?? `${given.type}|${device}`,
			confirmed: given.confirmed ?? true,
			created_at: given.created_at ?? this.clock.iso(),
		};
		if (given.type === 'phone') {
			const channel = given.preferred_authentication_method ?? 'sms';
			method.preferred_authentication_method = channel;
			method.authentication_methods = given.authentication_methods ?? [
				{ id: `${channel}|${device}`, type: channel },
			];
		}
		this.methods.set(userId, [...this.methodsOf(userId), method]);
		return method;
	}

	/** Keeps those methods of a user that pass; the others are gone. */
	keepMethods(userId: string, keep: (method: Method) => boolean): void {
		this.methods.set(userId, this.methodsOf(userId).filter(keep));
	}

	/** The owner and the method of a device id such as `dev_F9T7cy0hM0IgHjwP`. */
	findDevice(device: string): { userId: string; method: Method } | undefined {
		for (const [userId, methods] of this.methods) {
			const method = methods.find((candidate) => candidate.id.split('|')[1] === device);
			if (method) return { userId, method };
		}
		return undefined;
	}

	addSession(userId: string, given: Partial<Session> = {}): Session {
		const now = this.clock.iso();
		const clientId = given.clients?.[0]?.client_id ?? 'WebShopClient0000000000000000000';
		return this.sessions.add({
			id: this.ids.alphanumeric(32),
			user_id: userId,
			created_at: now,
			updated_at: now,
			authenticated_at: now,
			idle_expires_at: this.clock.iso(this.clock.now() + 3 * DAY_MS),
			expires_at: this.clock.iso(this.clock.now() + 7 * DAY_MS),
			last_interacted_at: now,
			device: {
				initial_ip: '198.51.100.7',
				initial_asn: '64500',
				initial_user_agent: 'Mozilla/5.0 (X11; Linux x86_64)',
				last_ip: '198.51.100.7',
				last_asn: '64500',
				last_user_agent: 'Mozilla/5.0 (X11; Linux x86_64)',
			},
			clients: [{ client_id: clientId }],
			authentication: {
				methods: [
					{ name: 'pwd', timestamp: now },
					{ name: 'mfa', timestamp: now, type: 'otp' },
				],
			},
			...given,
		});
	}

	sessionsOf(userId: string): Session[] {
		return this.sessions.all().filter((session) => session.user_id === userId);
	}

	addRefreshToken(userId: string, given: Partial<RefreshToken> = {}): RefreshToken {
		return this.refreshTokens.add({
			id: this.ids.alphanumeric(24),
			user_id: userId,
			created_at: this.clock.iso(),
			idle_expires_at: null,
			expires_at: null,
			client_id: 'MobileAppClient00000000000000000',
			session_id: null,
			rotating: false,
			resource_servers: [
				{
					audience: 'https://api.example.com/',
					scopes: 'openid profile offline_access',
				},
			],
			...given,
		});
	}

	refreshTokensOf(userId: string): RefreshToken[] {
		return this.refreshTokens.all().filter((token) => token.user_id === userId);
	}

	addDeviceCredential(userId: string, given: Partial<DeviceCredential> = {}): DeviceCredential {
		const device: DeviceCredential = {
			id: `dcr_${this.ids.alphanumeric(16)}`,
			device_name: 'iPhone Mobile Safari UI/WKWebView',
			device_id: `${this.ids.hex(8)}-${this.ids.hex(4)}-4${this.ids.hex(3)}-8${this.ids.hex(3)}-${this.ids.hex(12)}`,
			type: 'refresh_token',
			user_id: userId,
			client_id: 'MobileAppClient00000000000000000',
			...given,
		};
		this.deviceCredentials.set(device.id, device);
		return device;
	}

	addGrant(userId: string, given: Partial<Grant> = {}): Grant {
		const grant: Grant = {
			id: this.ids.hex(24),
			clientID: 'MobileAppClient00000000000000000',
			user_id: userId,
			audience: 'https://api.example.com/',
			scope: ['openid', 'profile', 'offline_access'],
			...given,
		};
		this.grants.set(grant.id, grant);
		return grant;
	}

	/** Adds a block by brute-force protection for the user's email. */
	addBruteForceBlock(identifier: string, given: Partial<BruteForceBlock> = {}): BruteForceBlock {
		const block = { identifier, ip: '203.0.113.9', connection: DATABASE_CONNECTION, ...given };
		this.bruteForceBlocks.push(block);
		return block;
	}

	/** Makes an enrollment ticket whose link is on the given host. */
	addTicket(
		given: Omit<EnrollmentTicket, 'ticket_id' | 'ticket_url' | 'used'>,
		host = this.settings().tenantDomain,
	): EnrollmentTicket {
		const id = this.ids.alphanumeric(32);
		const url = `https://${host}/mfa/enrollment?ticket=${id}`;
		const ticket = { ...given, ticket_id: id, ticket_url: url, used: false };
		this.tickets.push(ticket);
		return ticket;
	}

	/**
	 * What the person does who follows the link of a ticket: enrolls one method.
	 * Throws when the ticket is unknown or used.
	 */
	useTicket(ticketId: string, method: NewMethod): Method {
		const ticket = this.tickets.find((one) => one.ticket_id === ticketId && !one.used);
		if (!ticket) throw new Error('The ticket is unknown or was used');
		ticket.used = true;
		const added = this.addMethod(ticket.user_id, method);
		this.addLog({
			type: 'gd_enrollment_complete',
			description: 'Guardian - Enrollment complete',
			user_id: ticket.user_id,
			user_name: this.users.get(ticket.user_id)?.email ?? null,
			details: { authenticator: { id: added.id, type: added.type } },
		});
		return added;
	}

	/** Log entries, oldest first. */
	get logs(): readonly LogEntry[] {
		return this.log.entries;
	}

	addLog(given: NewLogEntry): LogEntry {
		return this.log.add(given);
	}

	private rememberUsers(): void {
		if (this.settings().searchLagMs <= 0) return;
		this.formerUsers.push({ until: this.clock.now(), users: [...this.users.values()] });
	}
}
