import type { Fault } from '../errors';
import { now } from '../time';

/** How long a refusal holds: longer than n8n waits between two tries of a node. */
const HOLDS_MS = 10 * 60_000;
const MOST = 500;

const refused = new Map<string, { fault: Fault; until: number }>();

/**
 * Sign-ins that a service refused in an execution, shared by all nodes in this process. n8n's
 * Retry On Fail runs the node again, each time with a run of its own, and a second node of the
 * workflow may have the same credential: each would send the refused sign-in once more, and some
 * services lock an account after a few.
 */
export function rememberRefusedSignIn(execution: string, credential: string, fault: Fault): void {
	if (execution === '') return;
	if (refused.size >= MOST) refused.clear();
	refused.set(keyOf(execution, credential), { fault, until: now() + HOLDS_MS });
}

/** Why the sign-in with this credential was refused in this execution; undefined when it was not. */
export function refusedSignIn(execution: string, credential: string): Fault | undefined {
	const found = refused.get(keyOf(execution, credential));
	return found !== undefined && found.until > now() ? found.fault : undefined;
}

function keyOf(execution: string, credential: string): string {
	return `${execution} ${credential}`;
}
