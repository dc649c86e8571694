import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { ApplicationError } from 'n8n-workflow';

import {
	loginBody,
	loginKind,
	readLogin,
	TOKEN_FIELD,
	type LoginRefusal,
} from '../nodes/Emnify/transport/login';
import { isLoginLimit, LOGIN_REFUSALS } from '../nodes/Emnify/transport/loginTexts';
import { originOf, testOriginExpression } from '../nodes/shared/host';
import { Deadline } from '../nodes/shared/http/deadline';
import type { HttpAnswer } from '../nodes/shared/http/answer';
import { receive } from '../nodes/shared/http/receive';
import { signInRefusal, WITHOUT_TOKEN } from '../nodes/shared/http/signIn';
import { orderedWaitMs } from '../nodes/shared/http/times';
import { now } from '../nodes/shared/time';

/** The time for the answer to a sign-in. */
const TIMEOUT_MS = 30_000;

export class EmnifyMfaApi implements ICredentialType {
	name = 'emnifyMfaApi';

	displayName = 'Emnify MFA API';

	icon: Icon = { light: 'file:../icons/emnify.svg', dark: 'file:../icons/emnify.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-mfa/n8n-nodes-mfa/blob/main/docs/emnify.md#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://cdn.emnify.net',
			required: true,
			placeholder: 'e.g. https://cdn.emnify.net',
			description:
				'Address of the API, without a path. Another one only where a partner runs emnify under its own name.',
		},
		{
			displayName: 'Sign In With',
			name: 'signInWith',
			type: 'options',
			options: [
				{ name: 'Application Token (Recommended)', value: 'applicationToken' },
				{ name: 'User Credentials', value: 'userCredentials' },
			],
			default: 'applicationToken',
			description:
				'An application token needs no second factor. User credentials are needed for the MFA keys and trusted devices of your own user.',
		},
		{
			displayName: 'Application Token',
			name: 'applicationToken',
			type: 'string',
			typeOptions: { password: true },
			displayOptions: { show: { signInWith: ['applicationToken'] } },
			default: '',
			description: 'Long-lived secret made in the emnify Portal',
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			displayOptions: { show: { signInWith: ['userCredentials'] } },
			default: '',
			placeholder: 'e.g. automation@example.com',
			description: 'Email with which the user signs in',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			displayOptions: { show: { signInWith: ['userCredentials'] } },
			default: '',
			description:
				'Password as typed in the Portal; its SHA-1 digest is sent. After three refused sign-ins in a row emnify locks the account for minutes.',
		},
		{
			displayName: 'Fingerprint',
			name: 'fingerprintSecret',
			type: 'string',
			typeOptions: { password: true },
			displayOptions: { show: { signInWith: ['userCredentials'] } },
			default: '',
			description:
				'A long random text that names this n8n as a trusted device, so that signing in needs no code. Trust it once with Start Sign-In and Answer MFA Challenge; a trust lasts 90 days.',
		},
		{
			displayName: 'Session Token',
			name: TOKEN_FIELD,
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/**
	 * Signs in; n8n calls it while it holds no token, and when a call is refused with 401. It sends
	 * one request, and whatever comes of it but a token is thrown without a status: an error with a
	 * 401 `response` makes n8n sign in again, and the account locks after three refusals.
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<ICredentialDataDecryptedObject> {
		const origin = originOf(credentials.baseUrl);
		const body = loginBody(credentials as Parameters<typeof loginBody>[0]);
		if (origin === undefined) throw refused('host');
		if (body === undefined) throw refused('incomplete');
		const answer = await receive(
			signInRequest(origin, body),
			new Deadline(TIMEOUT_MS, undefined),
			async (options) => (await this.helpers.httpRequest(options)) as unknown,
		).catch(() => undefined);
		if (answer === undefined) throw refused('noAnswer');
		const result = readLogin(answer.status, answer.text, loginKind(credentials as IDataObject));
		if (result.state === 'mfaNeeded') throw refused('mfaNeeded');
		if (result.state === 'refused') throw refused(result.refusal, answer);
		return { [TOKEN_FIELD]: result.authToken };
	}

	authenticate: IAuthenticate = async (credentials, requestOptions) => {
		const token = textOf(credentials[TOKEN_FIELD]);
		if (token === WITHOUT_TOKEN) return await Promise.resolve(requestOptions);
		return await Promise.resolve({
			...requestOptions,
			headers: { ...requestOptions.headers, Authorization: `Bearer ${token}` },
		});
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: testOriginExpression('baseUrl', '/api/v1'),
			url: '/user/mfa/status',
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'emnify accepted the sign-in, but it may not read MFA: use an application token or a user of a role that may',
				},
			},
		],
	};
}

function signInRequest(origin: string, body: Record<string, string>): IHttpRequestOptions {
	return {
		method: 'POST',
		url: `${origin}/api/v1/authenticate`,
		headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
		timeout: TIMEOUT_MS,
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
	};
}

function refused(refusal: LoginRefusal, answer?: HttpAnswer): Error {
	const { message, description } = LOGIN_REFUSALS[refusal];
	const limit = isLoginLimit(refusal)
		? { againAfterMs: answer && orderedWaitMs(answer, now()) }
		: undefined;
	return new ApplicationError(signInRefusal(refusal, `${message}. ${description}`, limit), {
		level: 'warning',
	});
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
