import type { Operation } from '../../../shared/operation';
import { freshToken } from '../../transport/freshToken';
import { loginKind, TOKEN_FIELD } from '../../transport/login';
import { describeToken } from '../../transport/token';
import { includeTokensField } from './includeTokens';

export const getTokenInfo: Operation = {
	option: {
		name: 'Get Token Info',
		value: 'getTokenInfo',
		description:
			'Sign in with the credential, unless n8n holds a token that is still good, and tell kind, subject, organisation and expiry of the access token',
		action: 'Get token info',
	},
	effect: 'read',
	fields: [includeTokensField],

	async execute(item) {
		const includeTokens = item.flag('includeTokens');
		await freshToken(item.api);
		const credential = await item.run.fields();
		const token = credential[TOKEN_FIELD];
		const authToken = typeof token === 'string' ? token : '';
		const kind = loginKind(credential);
		const { username } = credential;
		const name = kind === 'userCredentials' && typeof username === 'string' ? username.trim() : '';
		return { ...describeToken(authToken, kind, name), ...(includeTokens && { authToken }) };
	},
};
