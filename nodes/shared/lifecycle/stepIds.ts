/**
 * What steps of Offboard and Reset MFA are called in records and in the parameter Steps, at every
 * provider, in the order in which access ends before protection does. The service's own word stands
 * beside it in `native`.
 */
export const STEP_IDS = [
	'blockUser',
	'endSessions',
	'revokeTokens',
	'revokeGrants',
	'endOneTimeAccess',
	'deleteAppPasswords',
	'forgetDevices',
	'disableDevices',
	'leaveGroups',
	'removeRoles',
	'deleteFactors',
	'clearRecovery',
	'deactivateUser',
	// Of Reset MFA alone:
	'requireEnrollment',
	'handOver',
] as const;

export type StepId = (typeof STEP_IDS)[number];
