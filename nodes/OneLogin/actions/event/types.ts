import type { INodePropertyOptions } from 'n8n-workflow';

/**
 * Event types around MFA and the end of access, as OneLogin API v1, GET /api/1/events/types, names
 * them.
 */
const TYPES: ReadonlyArray<[id: number, name: string, inWords: string]> = [
	[12, 'UNLOCKED_USER', 'User unlocked'],
	[15, 'DEACTIVATED_USER', 'User deactivated'],
	[16, 'ACTIVATED_USER', 'User activated'],
	[17, 'DELETED_USER', 'User deleted'],
	[19, 'USER_LOCKED', 'User locked'],
	[21, 'SUSPENDED_USER', 'User suspended'],
	[22, 'USER_ADDED_OTP_DEVICE', 'Device added'],
	[24, 'USER_REMOVED_OTP_DEVICE', 'Device removed'],
	[32, 'REACTIVATED_USER', 'User reactivated'],
	[36, 'USER_LOST_OTP_DEVICE', 'Device reported lost'],
	[40, 'USER_UNLOCKED_OTP_DEVICE', 'Device unlocked'],
	[105, 'SMS_FAILURE', 'SMS failed'],
	[170, 'AUTHENTICATION_FACTOR_CREATED', 'Factor of the account created'],
	[171, 'AUTHENTICATION_FACTOR_UPDATED', 'Factor of the account updated'],
	[172, 'AUTHENTICATION_FACTOR_DELETED', 'Factor of the account deleted'],
	[173, 'SECURITY_QUESTIONS_UPDATED', 'Security questions updated'],
	[516, 'API_LOGOUT', 'User logged out by API'],
	[523, 'API_LOGOUT_FAILED', 'Logging out by API failed'],
	[526, 'API_LOCK_USER_FAILED', 'Locking by API failed'],
	[527, 'API_VERIFY_FACTOR_FAILED', 'Verification by API failed'],
	[528, 'API_VERIFY_FACTOR', 'Verification by API'],
	[531, 'API_LOCK_USER', 'User locked by API'],
	[536, 'API_USER_OTPS_RETRIEVED', 'Devices listed by API'],
	[537, 'API_CONFIRM_FACTOR', 'Factor confirmed by API'],
	[538, 'API_CONFIRM_FACTOR_FAILED', 'Confirming a factor by API failed'],
	[539, 'API_TRIGGER_FACTOR', 'Device triggered by API'],
	[540, 'API_ADDED_OTP_DEVICE', 'Device added by API'],
	[550, 'FORCE_LOGOUT_USER', 'User forced to log out'],
	[551, 'SUSPENDED_USER_VIA_API', 'User suspended by API'],
	[552, 'REACTIVATED_USER_VIA_API', 'User reactivated by API'],
	[553, 'USER_LOCKED_VIA_API', 'User locked by API (new)'],
	[554, 'USER_UNLOCKED_VIA_API', 'User unlocked by API'],
	[950, 'OL_OTP_PUSH_REJECT', 'Push rejected'],
	[1001, 'USER_LOGIN_CHALLENGE', 'Login challenge'],
	[1002, 'USER_LOGIN_CHALLENGE_FAILED', 'Login challenge failed'],
	[1010, 'USER_REAUTH_SUCCESS', 'User authenticated again'],
	[1100, 'TEMP_OTP_TOKEN_GENERATED', 'Temporary MFA token generated'],
	[1101, 'TEMP_OTP_TOKEN_REVOKED', 'Temporary MFA token revoked'],
	[1244, 'USER_ADDED_PHONE_NUMBER', 'Phone number added'],
	[1245, 'USER_UPDATED_PHONE_NUMBER', 'Phone number updated'],
	[1400, 'USER_VERIFIED_OTP_DEVICE', 'Device verified'],
	[1600, 'PROFILE_DEVICES_DELETE_DEVICE', 'Device deleted in profile'],
	[1601, 'PROFILE_DEVICES_RENAME_DEVICE', 'Device renamed in profile'],
	[1602, 'PROFILE_DEVICES_UPDATE_DEFAULT', 'Default device changed in profile'],
	[1604, 'PROFILE_SETTINGS_UPDATE_PHONE', 'Phone changed in profile'],
	[3026, 'PROFILE_DEVICES_UNSET_DEFAULT', 'Default device unset in profile'],
	[9011, 'USER_INITIATED_OFFBOARDING', 'Offboarding begun'],
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
