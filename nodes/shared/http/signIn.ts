/**
 * A credential that signs in by itself (`preAuthentication`) can tell the node why it got no token
 * by the message of the error that it throws, and by nothing else: n8n 1.x keeps no cause, and an
 * error with a status or a `response` makes n8n sign in a second time.
 */
const REFUSAL = /^No sign-in \(([A-Za-z]{1,40})(?:, again (?:later|after (\d{1,7}) s))?\): /;
const MOST_SECONDS = 9_999_999;

/** Why a credential got no token, as far as a message can tell. */
export interface SignInRefusal {
	/** The provider's own word for the reason. */
	code: string;
	/** Too many sign-ins were made: the same one may be taken later. */
	isLimit: boolean;
	/** The wait that the service ordered. */
	againAfterMs?: number;
}

/**
 * The message of that error.
 *
 * @param code the provider's own word for the reason, letters only; its dialect explains it
 * @param text what the credential's test shows, in the user's words, never a secret
 * @param limit too many sign-ins were made; with the wait that the service orders, if it does
 */
export function signInRefusal(
	code: string,
	text: string,
	limit?: { againAfterMs: number | undefined },
): string {
	return `No sign-in (${code}${limit ? againText(limit.againAfterMs) : ''}): ${text}`;
}

function againText(ms: number | undefined): string {
	if (ms === undefined) return ', again later';
	return `, again after ${Math.min(Math.ceil(ms / 1000), MOST_SECONDS)} s`;
}

/** What a message made by {@link signInRefusal} says; undefined for any other message. */
export function readSignInRefusal(message: string): SignInRefusal | undefined {
	const found = REFUSAL.exec(message);
	const code = found?.[1];
	if (found === null || code === undefined) return undefined;
	const seconds = found[2];
	return {
		code,
		isLimit: found[0].includes(', again '),
		...(seconds !== undefined && { againAfterMs: Number(seconds) * 1000 }),
	};
}

/**
 * Stands in the place of the token for a call that goes out without one: as the field is not
 * empty, n8n does not sign in before the call. The credential's `authenticate` leaves it out.
 */
export const WITHOUT_TOKEN = 'without-token';
