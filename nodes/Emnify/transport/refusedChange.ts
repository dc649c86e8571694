import type { HttpAnswer } from '../../shared/http/answer';
import type { ApiCall } from '../../shared/http/call';
import type { Explanation } from '../../shared/http/dialect';

/** The steps that explain their own refusals, as they stand in the log of changes. */
export const STEPS = {
	activateKey: 'activateMfaKey',
	answerChallenge: 'answerMfaChallenge',
	createKey: 'createMfaKey',
	deleteDevice: 'deleteTrustedDevice',
	deleteKey: 'deleteMfaKey',
	deleteUser: 'deleteUser',
	reactivate: 'reactivateUser',
	removeRole: 'removeRole',
	revokeToken: 'revokeApplicationToken',
	startSignIn: 'startSignIn',
	suspend: 'suspendUser',
} as const;

const NOT_AGAIN = 'Nothing is sent a second time by itself.';

const ACTIVATE: Record<number, Explanation> = {
	401: {
		meaning: 'token',
		message: 'emnify refused the activation and did not say why',
		description: `The access token may have ended, or the code was not accepted. ${NOT_AGAIN} Run it again with a new code.`,
	},
	409: {
		meaning: 'conflict',
		message: 'The MFA key is active already',
		description: 'Each key is activated once. Nothing was changed.',
	},
	422: {
		meaning: 'input',
		message: 'emnify did not accept the code',
		description: `Take a new code and check the clock of the device that makes it: a code is good for 30 seconds. ${NOT_AGAIN}`,
	},
};

const CREATE: Record<number, Explanation> = {
	401: {
		meaning: 'token',
		message: 'emnify refused the password of the user',
		description: `Check the password in the emnify credential, or choose the other form in the option Password Form. ${NOT_AGAIN} After three refusals in a row emnify may lock the account.`,
	},
	409: {
		meaning: 'conflict',
		message: 'emnify does not create another MFA key for this user',
		description: 'List the keys of the user, and delete the one that is to be replaced.',
	},
	422: {
		meaning: 'input',
		message: 'emnify did not accept the password or the key type',
		description: `Check the key type and the password in the emnify credential, or choose the other form in the option Password Form. ${NOT_AGAIN}`,
	},
};

const REMOVE_ROLE: Record<number, Explanation> = {
	409: {
		meaning: 'state',
		message: 'emnify does not remove this role from the user',
		description:
			'The last role of a user cannot be removed, and nobody can change their own roles. To end the access, suspend or delete the user.',
	},
};

const SET_STATUS: Record<number, Explanation> = {
	409: {
		meaning: 'state',
		message: 'emnify does not change the status of this user',
		description:
			'A user can be suspended while active or awaiting activation, and reactivated while suspended.',
	},
	422: {
		meaning: 'state',
		message: 'emnify does not change the status of this user',
		description:
			'A user can be suspended while active or awaiting activation, and reactivated while suspended.',
	},
};

const BY_STEP: Record<string, Record<number, Explanation>> = {
	[STEPS.activateKey]: ACTIVATE,
	[STEPS.createKey]: CREATE,
	[STEPS.removeRole]: REMOVE_ROLE,
	[STEPS.suspend]: SET_STATUS,
	[STEPS.reactivate]: SET_STATUS,
};

/** What a status means for a certain change, where it means something of its own. */
export function refusedChange(answer: HttpAnswer, call: ApiCall): Explanation | undefined {
	return BY_STEP[call.step ?? '']?.[answer.status];
}
