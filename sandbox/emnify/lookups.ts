import type { Lookup, Role } from './model';

export const KEY_STATUSES: readonly Lookup[] = [
	{ id: 0, description: 'Activation Pending' },
	{ id: 1, description: 'Active' },
];

export const KEY_TYPES: readonly Lookup[] = [
	{ id: 0, description: 'Time-Based One-Time Password' },
];

export const USER_STATUSES: readonly Lookup[] = [
	{ id: 0, description: 'Activation Pending' },
	{ id: 1, description: 'Active' },
	{ id: 2, description: 'Suspended' },
];

/** The id of SuperAdmin is published nowhere; 4 is this sandbox's own. */
export const ROLES: readonly Role[] = [
	{ id: 1, name: 'Administrator' },
	{ id: 2, name: 'User' },
	{ id: 3, name: 'Observer' },
	{ id: 4, name: 'SuperAdmin' },
];

export const TOKEN_STATUSES: readonly Lookup[] = [
	{ id: 0, description: 'Activated' },
	{ id: 1, description: 'Revoked' },
];

export const EVENT_TYPES: readonly Lookup[] = [
	{ id: 1, description: 'Generic' },
	{ id: 6, description: 'User authentication failed' },
	{ id: 7, description: 'Application authentication failed' },
	{ id: 13, description: 'Support Access' },
	{ id: 14, description: 'Multi-factor Authentication' },
	{ id: 41, description: 'User verified' },
	{ id: 46, description: 'User deleted' },
	{ id: 67, description: 'User switched workspaces' },
];

export const EVENT_SOURCES: readonly Lookup[] = [
	{ id: 0, description: 'Network' },
	{ id: 1, description: 'Policy Control' },
	{ id: 2, description: 'API' },
];

export const EVENT_SEVERITIES: readonly Lookup[] = [
	{ id: 0, description: 'Info' },
	{ id: 1, description: 'Warn' },
	{ id: 2, description: 'Critical' },
];

export const STATUS = { pending: 0, active: 1, suspended: 2 } as const;
export const KEY = { pending: 0, active: 1 } as const;
export const TOKEN = { activated: 0, revoked: 1 } as const;

/** The entry of a table with an id; ids that are in none stand for themselves. */
export function lookUp<T extends { id: number }>(
	table: readonly T[],
	id: number,
): T | { id: number } {
	return table.find((entry) => entry.id === id) ?? { id };
}
