import type { Clock } from '../shared/clock';
import type { IdSource } from '../shared/ids';
import { EVENT, EventLog } from './events';
import { FACTS } from './factors';
import type {
	Challenge,
	Device,
	EventEntry,
	Factor,
	FactorKind,
	Message,
	TemporaryToken,
	User,
} from './model';
import { totpCode, totpStep } from './totp';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export type NewUser = Partial<User>;
export type NewDevice = Partial<Device> & { kind: FactorKind };

/** How a challenge is sent. */
export interface Sending {
	seconds: number;
	purpose: Challenge['purpose'];
	numericSms?: boolean;
	template?: string;
}

/** All that an account holds, with functions to seed it and to look into it. */
export class OneLoginState {
	readonly users = new Map<number, User>();
	factors: Factor[] = [];
	devices: Device[] = [];
	/** Devices that were removed, for reads that lag behind. */
	removed: Array<{ device: Device; at: number }> = [];
	challenges: Challenge[] = [];
	messages: Message[] = [];
	temporaryTokens: TemporaryToken[] = [];
	/** Number of OneLogin sessions by user id. */
	readonly sessions = new Map<number, number>();
	readonly log: EventLog;
	private lastDeviceId = 525_600;
	private lastUserId = 64_000_000;

	constructor(
		readonly clock: Clock,
		private readonly ids: IdSource,
	) {
		this.log = new EventLog(clock);
	}

	clear(): void {
		this.users.clear();
		this.factors = [];
		this.devices = [];
		this.removed = [];
		this.challenges = [];
		this.messages = [];
		this.temporaryTokens = [];
		this.sessions.clear();
		this.log.clear();
		this.lastDeviceId = 525_600;
		this.lastUserId = 64_000_000;
	}

	/** Adds a user; all fields have defaults. */
	addUser(given: NewUser = {}): User {
		const now = this.clock.iso();
		this.lastUserId += 1;
		const user: User = {
			id: this.lastUserId,
			username: '',
			email: '',
			firstname: '',
			lastname: '',
			phone: null,
			status: 1,
			state: 1,
			title: '',
			company: '',
			department: '',
			comment: '',
			group_id: null,
			role_ids: [],
			custom_attributes: { costcenter: null },
			directory_id: null,
			external_id: null,
			samaccountname: null,
			activated_at: now,
			created_at: now,
			updated_at: now,
			last_login: null,
			invitation_sent_at: null,
			password_changed_at: null,
			invalid_login_attempts: 0,
			locked_until: null,
			...given,
		};
		this.users.set(user.id, user);
		this.sessions.set(user.id, 1);
		return user;
	}

	deleteUser(id: number): void {
		this.users.delete(id);
		this.sessions.delete(id);
		this.devices = this.devices.filter((device) => device.userId !== id);
	}

	factorOf(kind: FactorKind): Factor | undefined {
		return this.factors.find((factor) => factor.kind === kind);
	}

	devicesOf(userId: number): Device[] {
		return this.devices.filter((device) => device.userId === userId);
	}

	/** Devices as reads see them: those removed within the last `lagMs` of the clock too. */
	shownDevices(userId: number, lagMs: number): Device[] {
		const since = this.clock.now() - lagMs;
		const late = this.removed.filter(({ device, at }) => device.userId === userId && at > since);
		return [...this.devicesOf(userId), ...late.map(({ device }) => device)];
	}

	/** Adds a device, active unless said otherwise; the first one of a user is the default. */
	addDevice(userId: number, given: NewDevice): Device {
		this.lastDeviceId += 1;
		const factor = this.factorOf(given.kind);
		const device: Device = {
			id: this.lastDeviceId,
			userId,
			factorId: factor?.factor_id ?? 0,
			label: factor?.name ?? given.kind,
			active: true,
			isDefault: this.devicesOf(userId).length === 0,
			...(FACTS[given.kind].totp && { totpSecret: this.secret() }),
			...given,
		};
		this.devices.push(device);
		return device;
	}

	removeDevice(device: Device): void {
		this.devices = this.devices.filter((other) => other !== device);
		this.removed.push({ device, at: this.clock.now() });
		this.event(EVENT.userRemovedDevice, device.userId, device);
	}

	/** A new TOTP secret. */
	secret(): string {
		return this.ids.hex(32).replace(/./g, (digit) => BASE32.charAt(parseInt(digit, 16) * 2));
	}

	/** The code that the app of a device shows now. */
	totpNow(device: Device): string {
		if (device.totpSecret === undefined) throw new Error('The device has no TOTP secret');
		return totpCode(device.totpSecret, this.clock.now());
	}

	/** Takes a TOTP code, once per code. */
	takeTotp(device: Device, code: string): boolean {
		if (device.totpSecret === undefined) return false;
		const step = totpStep(device.totpSecret, code, this.clock.now());
		if (step === undefined || step <= (device.lastStep ?? -1)) return false;
		device.lastStep = step;
		return true;
	}

	/** Sends the SMS, email, call or push of a device. */
	challenge(device: Device, sending: Sending): Challenge {
		const { sends } = FACTS[device.kind];
		const code =
			sends === 'sms' || sends === 'email' || sends === 'call'
				? this.newCode(sends === 'sms' && sending.numericSms !== true)
				: undefined;
		const challenge: Challenge = {
			id: sending.purpose === 'trigger' ? this.ids.hex(40) : this.uuid(),
			purpose: sending.purpose,
			userId: device.userId,
			deviceId: device.id,
			...(code !== undefined && { code }),
			answer: 'pending',
			expiresAt: this.clock.now() + sending.seconds * 1000,
		};
		this.challenges.push(challenge);
		if (sends !== undefined) {
			const template = sending.template ?? 'Your OneLogin code is {{otp_code}}';
			this.messages.push({
				userId: device.userId,
				deviceId: device.id,
				by: sends,
				to: device.phone ?? this.users.get(device.userId)?.email ?? '',
				code: code ?? null,
				text: template
					.replaceAll('{{otp_code}}', code ?? '')
					.replaceAll(/\{\{(expiration|otp_expiry)\}\}/g, String(sending.seconds)),
				at: this.clock.iso(),
			});
		}
		return challenge;
	}

	findChallenge(purpose: Challenge['purpose'], id: string, userId: number): Challenge | undefined {
		return this.challenges.find(
			(one) => one.purpose === purpose && one.id === id && one.userId === userId,
		);
	}

	isExpired(challenge: Challenge): boolean {
		return this.clock.now() >= challenge.expiresAt;
	}

	/**
	 * What the person does with a push, a call or a link: answers the latest open challenge of a
	 * device.
	 */
	answer(deviceId: number, answer: 'accepted' | 'rejected'): void {
		const open = this.challenges.filter(
			(one) => one.deviceId === deviceId && one.answer === 'pending' && !this.isExpired(one),
		);
		const last = open.at(-1);
		if (!last) throw new Error('Nothing waits for an answer on this device');
		last.answer = answer;
		const device = this.devices.find(({ id }) => id === deviceId);
		if (answer === 'rejected') this.event(EVENT.pushRejected, last.userId, device);
		else if (device && last.purpose === 'registration') device.active = true;
	}

	/** The latest code that was sent to a device. */
	lastCode(deviceId: number): string | undefined {
		return (
			this.messages.filter((message) => message.deviceId === deviceId).at(-1)?.code ?? undefined
		);
	}

	addTemporaryToken(userId: number, seconds: number, reusable: boolean): TemporaryToken {
		const token: TemporaryToken = {
			userId,
			token: this.digits(8),
			reusable,
			expiresAt: this.clock.now() + seconds * 1000,
			used: false,
		};
		this.temporaryTokens.push(token);
		this.event(EVENT.tokenGenerated, userId);
		return token;
	}

	/** Takes a temporary token; a token for one use is good once. */
	takeTemporaryToken(userId: number, typed: string): boolean {
		const found = this.temporaryTokens.find(
			(one) =>
				one.userId === userId &&
				one.token === typed &&
				(one.reusable || !one.used) &&
				this.clock.now() < one.expiresAt,
		);
		if (found) found.used = true;
		return found !== undefined;
	}

	event(type: number, userId: number, device?: Device): EventEntry {
		const user = this.users.get(userId);
		return this.log.add(type, {
			user_id: userId,
			user_name: user ? `${user.firstname} ${user.lastname}`.trim() : null,
			actor_user_id: 1111,
			actor_user_name: 'API credential owner',
			actor_system: 'API',
			ipaddr: '127.0.0.1',
			...(device && { otp_device_id: device.id, otp_device_name: device.label }),
		});
	}

	uuid(): string {
		const hex = (length: number) => this.ids.hex(length);
		return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
	}

	/** An SMS code may hold a letter, e.g. `B41832`. */
	private newCode(withLetter: boolean): string {
		return withLetter ? `B${this.digits(5)}` : this.digits(6);
	}

	private digits(length: number): string {
		const text = String(parseInt(this.ids.hex(12), 16));
		return text.padStart(length, '7').slice(-length);
	}
}
