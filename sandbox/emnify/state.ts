import { createHash } from 'node:crypto';

import { Secret, TOTP } from 'otpauth';

import type { Clock } from '../shared/clock';
import type { IdSource } from '../shared/ids';
import { KEY, STATUS, TOKEN } from './lookups';
import type {
	ApplicationToken,
	Challenge,
	Event,
	MfaKey,
	Organisation,
	TrustedDevice,
	User,
} from './model';
import { ORGANISATION } from './seed';

const HOUR_MS = 3_600_000;
/** Events reach this size; it is below what JavaScript can hold exactly. */
const FIRST_EVENT_ID = 164_681_229_500;

export type NewUser = Pick<User, 'username' | 'name'> & Partial<User>;
export type NewKey = Partial<MfaKey>;
export type NewDevice = Pick<TrustedDevice, 'fingerprint'> & Partial<TrustedDevice>;
export type NewToken = Pick<ApplicationToken, 'token' | 'description' | 'creator'> &
	Partial<ApplicationToken>;
export interface NewEvent {
	type: number;
	description: string;
	userId?: number;
	severity?: number;
	detail?: Record<string, unknown>;
	hoursAgo?: number;
}

/** Users, keys, devices, tokens and events: for seeding and for assertions. */
export class EmnifyState {
	readonly users = new Map<number, User>();
	readonly applicationTokens = new Map<number, ApplicationToken>();
	/** Oldest first. */
	readonly events: Event[] = [];
	/** Codes sent by email, oldest first. */
	readonly mailbox: Array<{ to: string; code: string }> = [];
	/** Sign-ins that wait for their code, by `mfa_token`. */
	readonly challenges = new Map<string, Challenge>();
	/** Users by refresh token; each is good for one use. */
	readonly refreshTokens = new Map<string, number>();
	private lastId = 300_000;
	private lastEventId = FIRST_EVENT_ID;

	constructor(
		private readonly clock: Clock,
		private readonly ids: IdSource,
	) {}

	clear(): void {
		this.users.clear();
		this.applicationTokens.clear();
		this.events.length = 0;
		this.mailbox.length = 0;
		this.challenges.clear();
		this.refreshTokens.clear();
		this.lastId = 300_000;
		this.lastEventId = FIRST_EVENT_ID;
	}

	addUser(given: NewUser): User {
		const user: User = {
			id: this.nextId(),
			password: 'a password',
			created: '2014-09-27T08:03:00+0000',
			status: STATUS.active,
			organisation: ORGANISATION,
			roles: [2],
			emailMfa: false,
			keys: [],
			devices: [],
			failures: 0,
			lockedUntil: 0,
			...given,
		};
		this.users.set(user.id, user);
		return user;
	}

	user(id: number): User {
		const user = this.users.get(id);
		if (!user) throw new Error(`No user ${id}`);
		return user;
	}

	userByName(username: string): User | undefined {
		const wanted = username.toLowerCase();
		return [...this.users.values()].find((user) => user.username.toLowerCase() === wanted);
	}

	addKey(userId: number, given: NewKey = {}): MfaKey {
		const status = given.status ?? KEY.pending;
		const key: MfaKey = {
			id: this.nextId(),
			status,
			type: 0,
			secret: new Secret({ size: 20 }).base32,
			creation_date: this.clock.iso(),
			...(status === KEY.active && { activation_date: this.clock.iso() }),
			...given,
		};
		this.user(userId).keys.push(key);
		return key;
	}

	addDevice(userId: number, given: NewDevice): TrustedDevice {
		const device: TrustedDevice = {
			id: this.nextId(),
			activation_date: this.clock.iso(),
			trustedAt: this.clock.now(),
			...given,
		};
		this.user(userId).devices.push(device);
		return device;
	}

	addApplicationToken(given: NewToken): ApplicationToken {
		const token: ApplicationToken = {
			id: this.nextId(),
			created: this.clock.iso(),
			status: TOKEN.activated,
			organisation: ORGANISATION,
			...given,
		};
		this.applicationTokens.set(token.id, token);
		return token;
	}

	addEvent({ type, description, userId, severity = 0, detail, hoursAgo = 0 }: NewEvent): Event {
		const user = userId === undefined ? undefined : this.users.get(userId);
		this.lastEventId += 1;
		const event: Event = {
			id: this.lastEventId,
			timestamp: this.clock.iso(this.clock.now() - hoursAgo * HOUR_MS),
			type,
			description,
			severity,
			source: 2,
			alert: false,
			organisation: user?.organisation ?? ORGANISATION,
			...(user && { user: { id: user.id, name: user.name, username: user.username } }),
			...(detail && { detail }),
		};
		this.events.push(event);
		return event;
	}

	deleteUser(id: number, by: number | undefined): void {
		const user = this.user(id);
		this.users.delete(id);
		this.addEvent({
			type: 46,
			description: `User with Id '${id}' deleted`,
			...(by !== undefined && { userId: by }),
			detail: { user: { id, username: user.username } },
		});
	}

	/** Whether a code is that of the moment, or of the step before or after it. */
	isCodeOf(key: MfaKey, code: string): boolean {
		const totp = new TOTP({ secret: Secret.fromBase32(key.secret) });
		return totp.validate({ token: code, timestamp: this.clock.now(), window: 1 }) !== null;
	}

	/** The code that a key makes at the moment. */
	codeOf(key: MfaKey): string {
		const totp = new TOTP({ secret: Secret.fromBase32(key.secret) });
		return totp.generate({ timestamp: this.clock.now() });
	}

	/** A code as it is sent by email; its digits may begin with 0. */
	emailCode(): string {
		return String(Number.parseInt(this.ids.hex(5), 16) % 100_000).padStart(6, '0');
	}

	/** Organisations that the seeded organisation reaches: itself and its direct children. */
	isReachable({ organisation }: { organisation: Organisation }): boolean {
		return organisation.id === ORGANISATION.id || organisation.id === ORGANISATION.id + 1;
	}

	private nextId(): number {
		this.lastId += 1;
		return this.lastId;
	}
}

/** SHA-1 in hexadecimal, as the service wants passwords. */
export function sha1(text: string): string {
	return createHash('sha1').update(text, 'utf8').digest('hex');
}
