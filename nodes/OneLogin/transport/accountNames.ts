/** Names of the numbers in `status` and `state` of a user (OneLogin API, User Resource). */

const STATUS: Record<number, string> = {
	0: 'Unactivated',
	1: 'Active',
	2: 'Suspended',
	3: 'Locked',
	4: 'Password expired',
	5: 'Awaiting password reset',
	7: 'Password pending',
	8: 'Security questions required',
};

const STATE: Record<number, string> = {
	0: 'Unapproved',
	1: 'Approved',
	2: 'Rejected',
	3: 'Unlicensed',
};

export function statusName(status: unknown): string | null {
	return (typeof status === 'number' ? STATUS[status] : undefined) ?? null;
}

export function stateName(state: unknown): string | null {
	return (typeof state === 'number' ? STATE[state] : undefined) ?? null;
}
