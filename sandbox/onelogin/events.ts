import type { Clock } from '../shared/clock';
import type { EventEntry } from './model';

/** Types of OneLogin's events that the sandbox writes. */
export const EVENT = {
	userRemovedDevice: 24,
	deletedUser: 17,
	logout: 516,
	verifyFailed: 527,
	verified: 528,
	lockUser: 531,
	devicesListed: 536,
	confirmed: 537,
	confirmFailed: 538,
	triggered: 539,
	deviceAdded: 540,
	suspended: 551,
	reactivated: 552,
	locked: 553,
	unlocked: 554,
	pushRejected: 950,
	tokenGenerated: 1100,
	deviceVerified: 1400,
} as const;

/** `GET /events/types`, as far as the sandbox writes them. */
export const EVENT_TYPES = [
	[17, 'DELETED_USER', 'User deleted'],
	[24, 'USER_REMOVED_OTP_DEVICE', 'User deregistered a device'],
	[516, 'API_LOGOUT', 'User logged out by API'],
	[527, 'API_VERIFY_FACTOR_FAILED', 'Verification by API failed'],
	[528, 'API_VERIFY_FACTOR', 'Verified by API'],
	[531, 'API_LOCK_USER', 'User locked by API'],
	[536, 'API_USER_OTPS_RETRIEVED', 'Devices listed by API'],
	[537, 'API_CONFIRM_FACTOR', 'Factor confirmed by API'],
	[538, 'API_CONFIRM_FACTOR_FAILED', 'Confirmation by API failed'],
	[539, 'API_TRIGGER_FACTOR', 'Factor triggered by API'],
	[540, 'API_ADDED_OTP_DEVICE', 'Device added by API'],
	[551, 'SUSPENDED_USER_VIA_API', 'User suspended by API'],
	[552, 'REACTIVATED_USER_VIA_API', 'User reactivated by API'],
	[553, 'USER_LOCKED_VIA_API', 'User locked by API'],
	[554, 'USER_UNLOCKED_VIA_API', 'User unlocked by API'],
	[950, 'OL_OTP_PUSH_REJECT', 'Push rejected'],
	[1100, 'TEMP_OTP_TOKEN_GENERATED', 'Temporary token generated'],
	[1400, 'USER_VERIFIED_OTP_DEVICE', 'User verified a device'],
].map(([id, name, description]) => ({ id, name, description }));

const FIELDS_OF_AN_EVENT = {
	account_id: 555555,
	user_id: null,
	user_name: null,
	actor_user_id: null,
	actor_user_name: null,
	actor_system: '',
	ipaddr: null,
	otp_device_id: null,
	otp_device_name: null,
	notes: null,
	client_id: null,
	app_id: null,
	app_name: null,
	role_id: null,
	role_name: null,
	group_id: null,
	group_name: null,
	policy_id: null,
	policy_name: null,
	risk_score: null,
	risk_reasons: null,
	custom_message: null,
	error_description: null,
	proxy_ip: null,
	solved: null,
	resolved_at: null,
	directory_id: null,
	resolution: null,
};

/** The account's events, oldest first. */
export class EventLog {
	private list: EventEntry[] = [];
	private lastId = 123_456_000;

	constructor(private readonly clock: Clock) {}

	get entries(): readonly EventEntry[] {
		return this.list;
	}

	clear(): void {
		this.list = [];
		this.lastId = 123_456_000;
	}

	add(type: number, fields: Partial<EventEntry> = {}): EventEntry {
		this.lastId += 1;
		const entry: EventEntry = {
			...FIELDS_OF_AN_EVENT,
			...fields,
			id: this.lastId,
			created_at: fields.created_at ?? this.clock.iso(),
			event_type_id: type,
			user_id: fields.user_id ?? null,
		};
		this.list.push(entry);
		return entry;
	}
}
