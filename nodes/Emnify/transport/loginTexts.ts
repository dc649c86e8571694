import type { Explanation } from '../../shared/http/dialect';
import type { LoginRefusal } from './login';

const NOT_REPEATED =
	'It is not tried again in this execution: after three refusals in a row emnify locks the account for minutes.';

/** What each refused sign-in means, and what to do. */
export const LOGIN_REFUSALS: Record<LoginRefusal, Explanation> = {
	host: {
		meaning: 'input',
		message: "The field 'Base URL' of the emnify credential is not a host name",
		description:
			'Nothing was sent. Type the address alone, e.g. https://cdn.emnify.net: no path, no port, no user name. Plain http is allowed to a loopback address with a port only.',
	},
	incomplete: {
		meaning: 'input',
		message: 'The emnify credential is not complete',
		description:
			"Nothing was sent. Fill the field 'Application Token', or 'Username' and 'Password' when you sign in with user credentials.",
	},
	refused: {
		meaning: 'token',
		message: 'emnify did not accept the credential',
		description: `Check the application token, or the username and password; a revoked token and a suspended or deleted user are refused like this too. ${NOT_REPEATED}`,
	},
	forbidden: {
		meaning: 'permission',
		message: 'emnify does not let this credential use the API',
		description: `Check in the emnify Portal what the application token or the role of the user may do, and what stands between n8n and emnify. ${NOT_REPEATED}`,
	},
	locked: {
		meaning: 'token',
		message: 'emnify has locked the account after refused sign-ins',
		description: `Wait some minutes, emnify names five, then check the credential before you run it again. ${NOT_REPEATED}`,
	},
	mfaNeeded: {
		meaning: 'token',
		message: 'emnify wants a second factor for this sign-in',
		description:
			"Use an application token, which needs none. Or fill the field 'Fingerprint' of the credential and trust it once: run Start Sign-In, then Answer MFA Challenge with Trust This Device on; a trust lasts 90 days. The sign-in is not tried again in this execution.",
	},
	tooMany: {
		meaning: 'limit',
		message: 'emnify refused the sign-in because too many were made',
		description:
			'It takes 100 in five minutes from one address. n8n keeps the access token until it expires, so that later runs need no sign-in.',
	},
	invalid: {
		meaning: 'input',
		message: 'emnify could not read the sign-in',
		description: `Check the fields of the emnify credential. ${NOT_REPEATED}`,
	},
	redirect: {
		meaning: 'service',
		message: 'The sign-in was answered with a redirect, which is not followed',
		description:
			"Secrets are sent to the host in the credential only. Check that the field 'Base URL' names the host of the API itself.",
	},
	unavailable: {
		meaning: 'service',
		message: 'emnify is not able to take a sign-in now',
		description: 'Run it again later.',
	},
	noAnswer: {
		meaning: 'service',
		message: 'The sign-in at emnify got no answer',
		description: 'Check the host in the credential and the network, then run it again.',
	},
	noToken: {
		meaning: 'service',
		message: 'emnify answered the sign-in without an access token',
		description:
			"Check that the field 'Base URL' of the credential names the API, and run it again.",
	},
};

/** Refusals after which the same sign-in must not be sent again in the same execution. */
export const LASTING_REFUSALS: ReadonlySet<string> = new Set<LoginRefusal>([
	'refused',
	'forbidden',
	'locked',
	'mfaNeeded',
	'invalid',
]);

/** Refusals after which the same sign-in may be taken later, without any harm. */
export function isLoginLimit(refusal: LoginRefusal): boolean {
	return LOGIN_REFUSALS[refusal].meaning === 'limit';
}

export function isLoginRefusal(code: string): code is LoginRefusal {
	return Object.keys(LOGIN_REFUSALS).includes(code);
}
