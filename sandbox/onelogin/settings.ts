import type { CommonSettings } from '../shared/sandbox';

/**
 * Where OneLogin's documents contradict each other or are silent, a setting chooses; the default
 * is the reading with the better sources.
 */
export interface OneLoginSettings extends CommonSettings {
	/** Stands in the links of list answers. */
	subdomain: string;
	/** Lifetime of access tokens in seconds; OneLogin's is ten hours. */
	tokenLifetimeSeconds: number;
	/** Which path lists the factors that can be enrolled in v1. */
	factorsPath: 'auth_factors' | 'auth_factor';
	/** How v2 gives a single result: the documentation prints an array of one, OpenAPI an object. */
	singleResult: 'object' | 'array';
	/** How v1 says that nobody has answered the push yet: seen as 401, documented elsewhere as 200. */
	pendingPush: 401 | 200;
	/** What v1 says to a wrong code; the second text is also that of a bad token. */
	wrongCode: 'Failed authentication with this factor' | 'Authentication Failure';
	/** What a v1 device list without devices looks like. */
	emptyDevices: 'list' | 'missing' | 'nested';
	/** Whether v1 lists a device with push and code once per `needs_trigger` value. */
	listPushTwice: boolean;
	/** How the answer of the v1 trigger is shaped: documentation and SDK tests, or OpenAPI. */
	triggerAnswer: 'array' | 'object';
	/** Whether v2 gives a device the id that v1 gives it. Not documented. */
	deviceIds: 'same' | 'different';
	/** Whether v2 lists a temporary token that is good as a device. Not documented. */
	listTemporaryTokens: boolean;
	/** How v1 spells the member of a temporary token. */
	reusableSpelling: 'reusable' | 'resuable';
	/** How v2 refuses for a missing scope. */
	missingScope: 'Insufficient Permission' | 'Please provide valid credentials';
	/** What headers a v2 list has. */
	listHeaders: 'both' | 'pages' | 'cursor' | 'none';
	/** Largest page of a v2 list. */
	maxPageSize: number;
	/** Whether filters of users mind the case. */
	caseSensitiveFilters: boolean;
	/** The administrator who made the API credential was deleted: every call fails with 500. */
	ownerDeleted: boolean;
	/** Reads still show what was removed less than this many milliseconds of the clock ago. */
	removalLagMs: number;
}

export const DEFAULT_SETTINGS: OneLoginSettings = {
	latencyMs: 0,
	subdomain: 'mfa-sandbox',
	tokenLifetimeSeconds: 36_000,
	factorsPath: 'auth_factors',
	singleResult: 'array',
	pendingPush: 401,
	wrongCode: 'Failed authentication with this factor',
	emptyDevices: 'list',
	listPushTwice: true,
	triggerAnswer: 'array',
	deviceIds: 'same',
	listTemporaryTokens: false,
	reusableSpelling: 'reusable',
	missingScope: 'Insufficient Permission',
	listHeaders: 'both',
	maxPageSize: 50,
	caseSensitiveFilters: false,
	ownerDeleted: false,
	removalLagMs: 0,
};
