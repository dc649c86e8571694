import type { Repeat } from './call';

/**
 * How one sending of a call ended, as far as what to do next depends on it:
 * - `answered`: a success that can be read, or a refusal that the caller takes for an answer
 * - `unreadable`: a success without what the service promises
 * - `foreign`: a success that is about something else than was asked for
 * - `limited`: refused by a rate limit, nothing was done
 * - `tokenRefused`: refused for the access token, nothing was done, and a new one is to be had
 * - `fault`: the service failed; whether it did what was asked is open
 * - `refused`: refused for good
 * - `notSent`: the call did not leave, or no token was to be had for it
 * - `tokenLimited`: it did not leave, since too many tokens had been asked for
 * - `lost`: it was sent, and no whole answer came
 * - `ended`: the credential was refused, or the execution was stopped
 */
export type Ending =
	| 'answered'
	| 'unreadable'
	| 'foreign'
	| 'limited'
	| 'tokenRefused'
	| 'fault'
	| 'refused'
	| 'notSent'
	| 'tokenLimited'
	| 'lost'
	| 'ended';

/** What was tried for one call so far. */
export interface Tries {
	/** Times that it was begun again although it had not left. */
	notSent: number;
	/** Times that it was sent again after it had left. */
	repeated: number;
	/** Its token was renewed: a token that is refused after that is refused for good. */
	renewed: boolean;
}

export type Decision =
	/** Give the answer to the caller. */
	| { act: 'answer' }
	/** Send it again after a wait; `counts` says under what it is counted, `time` which one it is: 1, 2, ... */
	| { act: 'again'; counts: 'notSent' | 'repeated'; time: number }
	/** Send it again when the limit opens. */
	| { act: 'awaitLimit' }
	/** Send it again when there is a token. */
	| { act: 'awaitToken' }
	/** Get a new token, then send it again. */
	| { act: 'renew' }
	/** Tell the caller that it came to nothing. */
	| { act: 'fail' };

/** Times that one call is sent again after a fault of the service or the network, if it may be. */
export const MOST_REPETITIONS = 3;

const FAIL: Decision = { act: 'fail' };

/**
 * What to do after one sending. A call that may be sent once is never sent again after it may have
 * been done; what is known not to have been looked at (a refused token) or not to have left is no
 * second sending.
 */
export function decide(ending: Ending, repeat: Repeat, tries: Tries): Decision {
	switch (ending) {
		case 'answered':
			return { act: 'answer' };
		case 'tokenRefused':
			return tries.renewed ? FAIL : { act: 'renew' };
		case 'limited':
			return repeat === 'once' ? FAIL : { act: 'awaitLimit' };
		case 'tokenLimited':
			return { act: 'awaitToken' };
		case 'notSent':
			return again('notSent', tries);
		case 'unreadable':
		case 'fault':
		case 'lost':
			return repeat === 'once' ? FAIL : again('repeated', tries);
		// Who mixes people up is not asked again, and given no second change to make.
		case 'foreign':
		case 'refused':
		case 'ended':
			return FAIL;
	}
}

function again(counts: 'notSent' | 'repeated', tries: Tries): Decision {
	if (tries[counts] >= MOST_REPETITIONS) return FAIL;
	return { act: 'again', counts, time: tries[counts] + 1 };
}
