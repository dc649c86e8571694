/**
 * A credential that signs in by itself (`preAuthentication`) can tell the node why it got no token
 * by the message of the error that it throws, and by nothing else: n8n 1.x keeps no cause, and an
 * error with a status or a `response` makes n8n sign in a second time.
 */
const REFUSAL = /^No sign-in \(([A-Za-z]{1,40})\): /;

/**
 * The message of that error.
 *
 * @param code the provider's own word for the reason, letters only; its dialect explains it
 * @param text what the credential's test shows, in the user's words, never a secret
 */
export function signInRefusal(code: string, text: string): string {
	return `No sign-in (${code}): ${text}`;
}

/** The code in a message made by {@link signInRefusal}; undefined for any other message. */
export function signInRefusalCode(message: string): string | undefined {
	return REFUSAL.exec(message)?.[1];
}

/**
 * Stands in the place of the token for a call that goes out without one: as the field is not
 * empty, n8n does not sign in before the call. The credential's `authenticate` leaves it out.
 */
export const WITHOUT_TOKEN = 'without-token';
