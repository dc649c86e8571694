import type {
	IAuthenticateGeneric,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

const host: INodeProperties = { displayName: 'Host', name: 'host', type: 'string', default: '' };

const whoAmI: ICredentialTestRequest = {
	request: { baseURL: '=http://{{$credentials.host}}', url: '/me' },
};

/** A token that the user pastes. */
export class TokenApi implements ICredentialType {
	name = 'tokenApi';
	displayName = 'Token API';
	properties: INodeProperties[] = [
		host,
		{ displayName: 'Token', name: 'token', type: 'string', default: '' },
	];
	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.token}}' } },
	};
	test: ICredentialTestRequest = {
		...whoAmI,
		rules: [
			{
				type: 'responseSuccessBody',
				properties: { key: 'account.state', value: 'closed', message: 'This account is closed' },
			},
		],
	};
}

/** The same with a rule on the status of the test's answer. */
export class StatusRuleApi extends TokenApi {
	override test: ICredentialTestRequest = {
		...whoAmI,
		rules: [
			{ type: 'responseCode', properties: { value: 403, message: 'A permission is missing' } },
		],
	};
}

/** Client credentials, fetched and kept by n8n. */
export class ClientOAuth2Api implements ICredentialType {
	name = 'clientOAuth2Api';
	extends = ['oAuth2Api'];
	displayName = 'Client OAuth2 API';
	properties: INodeProperties[] = [
		host,
		hidden('grantType', 'clientCredentials'),
		hidden(
			'accessTokenUrl',
			'={{ ((h) => /^[a-z0-9.:]+$/.test(h) ? `http://${h}/oauth/token` : "")(($self["host"] || "").trim()) }}',
		),
		hidden('scope', ''),
		hidden('authentication', 'body'),
		hidden('sendAdditionalBodyProperties', true),
		hidden(
			'additionalBodyProperties',
			'={{ JSON.stringify({ audience: "http://" + $self["host"] + "/api/" }) }}',
		),
	];
	test: ICredentialTestRequest = whoAmI;
}

/** A login of the service's own, whose token n8n keeps in a hidden field. */
export class LoginApi implements ICredentialType {
	name = 'loginApi';
	displayName = 'Login API';
	properties: INodeProperties[] = [
		host,
		{ displayName: 'Secret', name: 'secret', type: 'string', default: '' },
		{ ...hidden('sessionToken', ''), typeOptions: { expirable: true } },
	];
	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.sessionToken}}' } },
	};

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<{ sessionToken: string }> {
		const { token } = (await this.helpers.httpRequest({
			method: 'POST',
			url: `http://${credentials.host as string}/login`,
			body: { secret: credentials.secret },
			json: true,
		})) as { token: string };
		return { sessionToken: token };
	}
}

function hidden(name: string, value: string | boolean): INodeProperties {
	return { displayName: name, name, type: 'hidden', default: value };
}
