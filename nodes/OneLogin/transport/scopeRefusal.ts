import { detailsOf } from '../../shared/errors';
import type { Run } from '../../shared/run/run';

/**
 * True when an error says that the scope of the API credential does not reach as far as a call.
 *
 * OneLogin refuses this with 401, and partly in the words that it has for a token that is not
 * accepted. A refused token has been renewed before the error came up, and a renewal that failed
 * stands in the run: what is refused after that is refused for the scope. A 403 is about the rights
 * of the administrator who owns the API credential.
 */
export function isScopeRefusal(error: unknown, run: Run): boolean {
	const { statusCode } = detailsOf(error);
	return statusCode === 403 || (statusCode === 401 && run.credentialFault === undefined);
}
