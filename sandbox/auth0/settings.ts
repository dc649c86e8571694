import type { CommonSettings } from '../shared/sandbox';

export type Plan = 'free' | 'essentials' | 'professional' | 'enterprise';

/** When a deletion that was answered with 202 becomes true. */
export type DeletionDelay =
	/** At once. */
	| { kind: 'none' }
	/** After so many milliseconds of the sandbox's clock. */
	| { kind: 'time'; ms: number }
	/** After the thing was still given out by so many reads. */
	| { kind: 'reads'; reads: number };

export interface Auth0Settings extends CommonSettings {
	/** The canonical domain; stands in links and is the host of the documented audience. */
	tenantDomain: string;
	/** Audiences that the token endpoint takes, besides those of the address it listens on. */
	audiences: string[];
	/** Lifetime of access tokens in seconds; Auth0's default is a day. */
	tokenLifetimeSeconds: number;
	/** Below `enterprise` the session and refresh token endpoints answer 403 `insufficient_entitlement`. */
	plan: Plan;
	/**
	 * The tenant has several verified custom domains and none by default: calls that make links are
	 * answered 409 unless `auth0-custom-domain` names one.
	 */
	severalCustomDomains: boolean;
	/** How sessions and refresh tokens go away. */
	deletion: DeletionDelay;
	/**
	 * Lists by checkpoint give a `next` although all was given, as Auth0 was
	 * recorded to do for refresh tokens.
	 */
	nextAlways: boolean;
	/** Status of `DELETE /refresh-tokens/{id}`: 202 by the published document, 204 by a recording. */
	refreshTokenDeletionStatus: 202 | 204;
	/** Largest page that comes back whatever was asked for: 50 in the public cloud. */
	maxPageSize: number;
	/** Methods of one type that a user may have; Auth0 does not publish its number. */
	maxMethodsPerType: number;
	/** `GET /users` does not see changes younger than this many milliseconds of the sandbox's clock. */
	searchLagMs: number;
}

export const DEFAULT_SETTINGS: Auth0Settings = {
	latencyMs: 0,
	tenantDomain: 'mfa-sandbox.eu.auth0.com',
	audiences: [],
	tokenLifetimeSeconds: 86_400,
	plan: 'enterprise',
	severalCustomDomains: false,
	deletion: { kind: 'none' },
	nextAlways: false,
	refreshTokenDeletionStatus: 202,
	maxPageSize: 50,
	maxMethodsPerType: 20,
	searchLagMs: 0,
};
