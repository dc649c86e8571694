import type { IDataObject } from 'n8n-workflow';

import { attempt, detailsOf, serviceError } from '../errors';
import type { ApiClient } from '../http/client';
import { wait } from '../time';
import { reasonOf } from './step';

/**
 * How long a service may take to show what it took, in milliseconds, where its documentation names
 * no time.
 */
export const SHOWN_WITHIN_MS = 2500;

/** The first waits before another look, in milliseconds; each further one is as long as the last. */
const FIRST_PAUSES_MS = [300, 700, 1500, 5000];

/** Waits before the second, third, ... look, all together `withinMs`. */
export function* pauses(withinMs: number): Generator<number> {
	let left = withinMs;
	for (let n = 0; left > 0; n++) {
		const next = FIRST_PAUSES_MS[Math.min(n, FIRST_PAUSES_MS.length - 1)] ?? left;
		const pause = Math.min(left, next);
		left -= pause;
		yield pause;
	}
}

/**
 * Reads until `isEnough`, or until the service has had its time.
 *
 * @returns what was read last, whether or not it was enough
 */
export async function readUntil<T>(
	read: () => Promise<T>,
	isEnough: (reading: T) => boolean,
	withinMs: number,
	signal?: AbortSignal,
): Promise<T> {
	let reading = await read();
	for (const pause of pauses(withinMs)) {
		if (isEnough(reading)) break;
		await wait(pause, signal);
		reading = await read();
	}
	return reading;
}

/** A change of a user that the service has taken, and how it shows. */
export interface TakenChange {
	/** Reads this very user. */
	read: () => Promise<IDataObject>;
	isShown: (user: IDataObject) => boolean;
	/** What a user is like who does not show it, e.g. "the user '7' is not blocked". */
	instead: (user: IDataObject) => string;
	/** Milliseconds. */
	withinMs: number;
}

/**
 * Makes sure that a change is there which the service says it has made: it may answer so and leave
 * the user as it was, e.g. one of a directory.
 *
 * @returns the user as the service shows it now
 * @throws NodeApiError of effect `unknown` when it is not shown, or when the user cannot be read
 */
export async function shownInRead(api: ApiClient, change: TakenChange): Promise<IDataObject> {
	const { node, dialect, signal } = api.run;
	const { read, isShown, instead, withinMs } = change;
	const tried = await attempt(
		node,
		api.itemIndex ?? 0,
		async () => await readUntil(read, isShown, withinMs, signal),
	);
	if (!tried.error && isShown(tried.value)) return tried.value;
	const fault = tried.error
		? {
				...detailsOf(tried.error),
				message: `${dialect.serviceName} took the change, but the user could not be read afterwards`,
				description: `Whether it was done is not known: look the user up. ${reasonOf(tried.error)}`,
			}
		: {
				message: `${dialect.serviceName} took the change but does not show it: ${instead(tried.value)}`,
				description:
					'Get the user in a few minutes and check it. Where the user comes from a directory, the change may have to be made there.',
			};
	const meaning = 'meaning' in fault ? fault.meaning : 'service';
	throw serviceError(node, { ...fault, meaning, effect: 'unknown' }, api.itemIndex);
}
