import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../../shared/item';
import type { Operation } from '../../../shared/operation';
import type { Run } from '../../../shared/run/run';
import { loginBody, loginKind } from '../../transport/login';
import { LOGIN_REFUSALS } from '../../transport/loginTexts';
import { STEPS } from '../../transport/refusedChange';
import { sendSignIn, tokensOutput, TOKEN_FIELDS } from '../../transport/signIn';
import { describeToken } from '../../transport/token';
import { includeTokensField } from './includeTokens';

export const startSignIn: Operation = {
	option: {
		name: 'Start Sign-In',
		value: 'startSignIn',
		description:
			'Send username and password of the credential once, also for several items, and give out the mfaToken that Answer MFA Challenge needs. emnify sends the user a code by email, or takes one from the authenticator app.',
		action: 'Start sign in',
	},
	effect: 'once',
	handsOver: ['mfaToken', ...TOKEN_FIELDS],
	fields: [
		{
			displayName:
				'The mfaToken stands in the output of this node in clear, and so in the stored execution.',
			name: 'mfaTokenNotice',
			type: 'notice',
			default: '',
		},
		includeTokensField,
	],

	async execute(item) {
		const includeTokens = item.flag('includeTokens');
		await item.alone('sign-in of the run');
		const started = await startOnce(item);
		return includeTokens ? { ...started.output, ...started.tokens } : { ...started.output };
	},
};

interface Started {
	output: IDataObject;
	tokens: IDataObject;
}

const startedRuns = new WeakMap<Run, Started>();

/** All items sign in with the same credential: one sign-in serves them all. */
async function startOnce(item: Item): Promise<Started> {
	const before = startedRuns.get(item.run);
	if (before !== undefined) return before;
	const started = await start(item);
	startedRuns.set(item.run, started);
	return started;
}

async function start(item: Item): Promise<Started> {
	const credential = await item.run.fields();
	if (loginKind(credential) === 'applicationToken') {
		throw item.refuse(
			'An application token needs no second factor',
			"Nothing was sent. Start Sign-In is for a credential whose field 'Sign In With' is User Credentials.",
		);
	}
	const body = loginBody(credential);
	if (body === undefined) {
		throw item.refuse(LOGIN_REFUSALS.incomplete.message, LOGIN_REFUSALS.incomplete.description);
	}
	const result = await sendSignIn(item, {
		body,
		step: STEPS.startSignIn,
		secrets: Object.values(body),
	});
	const username = body.username ?? '';
	if (result.state === 'mfaNeeded') {
		return { output: { mfaRequired: true, username, mfaToken: result.mfaToken }, tokens: {} };
	}
	const info = describeToken(result.authToken, 'userCredentials', username);
	return { output: { mfaRequired: false, username, ...info }, tokens: tokensOutput(result) };
}
