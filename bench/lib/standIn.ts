import { seed as seedTenant, startAuth0Sandbox, type Auth0Sandbox } from '../../sandbox/auth0';
import { KEY } from '../../sandbox/emnify/lookups';
import {
	seed as seedOrganisation,
	startEmnifySandbox,
	type EmnifySandbox,
} from '../../sandbox/emnify';
import type { RateLimit } from '../../sandbox/shared/rateLimit';
import type { RecordedRequest } from '../../sandbox/shared/recorder';

/** The service that all contestants of a situation work against, with users of its own. */
export const LATENCY_MS = 50;

/** What a stand-in saw of one contestant. */
export interface Seen {
	/** Requests to the interface itself, those for tokens left out. */
	requests: number;
	refused: number;
	tokenRequests: number;
	/** Milliseconds from the first request to the last answer. */
	ms: number;
}

const isForToken = ({ path }: RecordedRequest) =>
	path === '/oauth/token' || path === '/api/v1/authenticate';

/** Sums up what was recorded since the last reset. */
export function seenBy(sandbox: Auth0Sandbox | EmnifySandbox): Seen {
	const requests = sandbox.requests.filter((one) => !isForToken(one));
	const starts = requests.map(({ startedAt }) => startedAt);
	const ends = requests.map(({ finishedAt, startedAt }) => finishedAt ?? startedAt);
	return {
		requests: requests.length,
		refused: requests.filter(({ status }) => status === 429).length,
		tokenRequests: sandbox.requests.filter(isForToken).length,
		ms: requests.length === 0 ? 0 : Math.max(...ends) - Math.min(...starts),
	};
}

/** An Auth0 stand-in with `count` users `auth0|bench0`, ... that have one authenticator app each. */
export async function auth0StandIn(count: number, rateLimit?: RateLimit): Promise<Auth0Sandbox> {
	return await startAuth0Sandbox({
		latencyMs: LATENCY_MS,
		rateLimit: rateLimit ?? { perSecond: 1_000_000, burst: 1_000_000 },
		seed: (state) => {
			seedTenant(state);
			for (let index = 0; index < count; index++) {
				const { user_id: id } = state.addUser({
					user_id: `auth0|bench${index}`,
					email: `bench${index}@example.com`,
				});
				state.addMethod(id, { id: `totp|dev_bench${index}`, type: 'totp' });
			}
		},
	});
}

/** Users of the bench whose authenticator app is gone. */
export function auth0Done(sandbox: Auth0Sandbox, count: number): number {
	const left = (index: number) => sandbox.state.methodsOf(`auth0|bench${index}`).length;
	return Array.from({ length: count }, (_, index) => left(index)).filter((many) => many === 0)
		.length;
}

/** An emnify stand-in with `count` users from 500000 on that have one MFA key each. */
export async function emnifyStandIn(
	count: number,
	{ rateLimit, latencyMs = LATENCY_MS }: { rateLimit?: RateLimit; latencyMs?: number } = {},
): Promise<EmnifySandbox> {
	return await startEmnifySandbox({
		latencyMs,
		rateLimit: rateLimit ?? { perSecond: 1_000_000, burst: 1_000_000 },
		seed: (state) => {
			seedOrganisation(state);
			for (let index = 0; index < count; index++) {
				const id = 500_000 + index;
				state.addUser({ id, username: `bench${index}@example.com`, name: `Bench ${index}` });
				state.addKey(id, { id: 700_000 + index, status: KEY.active });
			}
		},
	});
}

/** Users of the bench whose key is gone. */
export function emnifyDone(sandbox: EmnifySandbox, count: number): number {
	const left = (index: number) => sandbox.state.user(500_000 + index).keys.length;
	return Array.from({ length: count }, (_, index) => left(index)).filter((many) => many === 0)
		.length;
}
