import type { CommonSettings } from '../shared/sandbox';

/**
 * How the sandbox behaves where emnify's sources say nothing or contradict each other. The default
 * is the reading that is likelier; a test can ask for the other one.
 */
export interface EmnifySettings extends CommonSettings {
	/** Life of an access token; recorded ones lasted 14400 s and 604800 s. */
	tokenLifetimeSeconds: number;
	/** Shape of the 401 for a token that is not accepted. */
	unauthorizedShape: 'gateway' | 'api' | 'empty';
	/** Refused sign-ins in a row before the account is locked, and for how long. */
	lockoutTries: number;
	lockoutSeconds: number;
	/** Status of the answer TooManyRequests while it is locked. */
	lockoutStatus: 401 | 429;
	/** Days for which a device is trusted. */
	trustDays: number;
	/** Whether a refresh gives a new refresh token beside the access token. */
	refreshGivesBoth: boolean;
	/** What stands for the user of an application token in calls on "the requesting user"; null: none. */
	applicationTokenUser: number | null;
	/** What such a call gets where there is none. */
	noUserStatus: 400 | 401 | 403 | 404;
	/** Which of the two addresses of one's own trusted devices are known. */
	ownDevicePaths: 'both' | 'my' | 'short';
	/** Whether the password of `POST /user/mfa` is its SHA-1 digest or as typed. */
	keyPassword: 'sha1' | 'plain';
	/** What a wrong password there gets. */
	wrongKeyPasswordStatus: 401 | 422;
	/** Whether a user may have several MFA keys. */
	severalKeys: boolean;
	/** Whether `PATCH /user/{id}` wants username, name and status all together. */
	patchWantsAll: boolean;
	/** Whether that 422 says what is missing. */
	patchSaysWhy: boolean;
	/** Whether a user without keys has an empty list `mfa` or none. */
	emptyMfa: 'list' | 'missing';
	/** What a filter by username matches. */
	usernameMatch: 'part' | 'whole';
	/** Whether `GET /user/{username}` is known. */
	userByUsername: boolean;
	/** Status of a user's deletion by version 2; 405: the call is not known. */
	deleteUserV2Status: 200 | 204 | 404;
	/** Spelling of the paging headers. */
	pagingHeaders: 'long' | 'short' | 'both' | 'none';
	defaultPerPage: number;
	maxPerPage: number;
	/** Content type of answers without a body. */
	noContentType: 'application/json' | 'text/html';
}

export const DEFAULT_SETTINGS: EmnifySettings = {
	latencyMs: 0,
	tokenLifetimeSeconds: 14_400,
	unauthorizedShape: 'gateway',
	lockoutTries: 3,
	lockoutSeconds: 300,
	lockoutStatus: 401,
	trustDays: 90,
	refreshGivesBoth: false,
	applicationTokenUser: null,
	noUserStatus: 403,
	ownDevicePaths: 'both',
	keyPassword: 'sha1',
	wrongKeyPasswordStatus: 422,
	severalKeys: true,
	patchWantsAll: false,
	patchSaysWhy: true,
	emptyMfa: 'list',
	usernameMatch: 'part',
	userByUsername: true,
	deleteUserV2Status: 204,
	pagingHeaders: 'both',
	defaultPerPage: 50,
	maxPerPage: 100,
	noContentType: 'application/json',
};
