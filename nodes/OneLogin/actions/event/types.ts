import type { INodePropertyOptions } from 'n8n-workflow';

/**
 * Event types around MFA and the end of access, as OneLogin API v1, GET /api/1/events/types, names
 * them.
 */
const TYPES: ReadonlyArray<[id: number, name: string, inWords: string]> = [
	[12, 'UNLOCKED_USER', 'User Unlocked'],
	[15, 'DEACTIVATED_USER', 'User Deactivated'],
	[16, 'ACTIVATED_USER', 'User Activated'],
	[17, 'DELETED_USER', 'User Deleted'],
	[19, 'USER_LOCKED', 'User Locked'],
	[21, 'SUSPENDED_USER', 'User Suspended'],
	[22, 'USER_ADDED_OTP_DEVICE', 'Device Added'],
	[24, 'USER_REMOVED_OTP_DEVICE', 'Device Removed'],
	[32, 'REACTIVATED_USER', 'User Reactivated'],
	[36, 'USER_LOST_OTP_DEVICE', 'Device Reported Lost'],
	[40, 'USER_UNLOCKED_OTP_DEVICE', 'Device Unlocked'],
	[105, 'SMS_FAILURE', 'SMS Failed'],
	[170, 'AUTHENTICATION_FACTOR_CREATED', 'Factor of the Account Created'],
	[171, 'AUTHENTICATION_FACTOR_UPDATED', 'Factor of the Account Updated'],
	[172, 'AUTHENTICATION_FACTOR_DELETED', 'Factor of the Account Deleted'],
	[173, 'SECURITY_QUESTIONS_UPDATED', 'Security Questions Updated'],
	[516, 'API_LOGOUT', 'User Logged Out by API'],
	[523, 'API_LOGOUT_FAILED', 'Logging Out by API Failed'],
	[526, 'API_LOCK_USER_FAILED', 'Locking by API Failed'],
	[527, 'API_VERIFY_FACTOR_FAILED', 'Verification by API Failed'],
	[528, 'API_VERIFY_FACTOR', 'Verification by API'],
	[531, 'API_LOCK_USER', 'User Locked by API'],
	[536, 'API_USER_OTPS_RETRIEVED', 'Devices Listed by API'],
	[537, 'API_CONFIRM_FACTOR', 'Factor Confirmed by API'],
	[538, 'API_CONFIRM_FACTOR_FAILED', 'Confirming a Factor by API Failed'],
	[539, 'API_TRIGGER_FACTOR', 'Device Triggered by API'],
	[540, 'API_ADDED_OTP_DEVICE', 'Device Added by API'],
	[550, 'FORCE_LOGOUT_USER', 'User Forced to Log Out'],
	[551, 'SUSPENDED_USER_VIA_API', 'User Suspended by API'],
	[552, 'REACTIVATED_USER_VIA_API', 'User Reactivated by API'],
	[553, 'USER_LOCKED_VIA_API', 'User Locked by API (New)'],
	[554, 'USER_UNLOCKED_VIA_API', 'User Unlocked by API'],
	[950, 'OL_OTP_PUSH_REJECT', 'Push Rejected'],
	[1001, 'USER_LOGIN_CHALLENGE', 'Login Challenge'],
	[1002, 'USER_LOGIN_CHALLENGE_FAILED', 'Login Challenge Failed'],
	[1010, 'USER_REAUTH_SUCCESS', 'User Authenticated Again'],
	[1100, 'TEMP_OTP_TOKEN_GENERATED', 'Temporary MFA Token Generated'],
	[1101, 'TEMP_OTP_TOKEN_REVOKED', 'Temporary MFA Token Revoked'],
	[1244, 'USER_ADDED_PHONE_NUMBER', 'Phone Number Added'],
	[1245, 'USER_UPDATED_PHONE_NUMBER', 'Phone Number Updated'],
	[1400, 'USER_VERIFIED_OTP_DEVICE', 'Device Verified'],
	[1600, 'PROFILE_DEVICES_DELETE_DEVICE', 'Device Deleted in Profile'],
	[1601, 'PROFILE_DEVICES_RENAME_DEVICE', 'Device Renamed in Profile'],
	[1602, 'PROFILE_DEVICES_UPDATE_DEFAULT', 'Default Device Changed in Profile'],
	[1604, 'PROFILE_SETTINGS_UPDATE_PHONE', 'Phone Changed in Profile'],
	[3026, 'PROFILE_DEVICES_UNSET_DEFAULT', 'Default Device Unset in Profile'],
	[9011, 'USER_INITIATED_OFFBOARDING', 'Offboarding Begun'],
];

const NAMES = new Map(TYPES.map(([id, name]) => [id, name]));

/** Entries of the list of event types, in the order of their names. */
export const eventTypeOptions: INodePropertyOptions[] = TYPES.map(([id, name, inWords]) => ({
	name: inWords,
	value: String(id),
	description: `${name} (${id})`,
})).sort((a, b) => a.name.localeCompare(b.name));

/** The service's name of an event type, where it is one of those above. */
export function eventTypeName(id: unknown): string | null {
	return (typeof id === 'number' ? NAMES.get(id) : undefined) ?? null;
}
