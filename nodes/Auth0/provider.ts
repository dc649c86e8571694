import type { Provider } from '../shared/run/provider';
import { auth0Dialect } from './transport/dialect';

/** Auth0, as the shared code knows it. */
export const auth0: Provider = {
	id: 'auth0',
	dialect: auth0Dialect,
	// The smallest plan allows two calls a second (Auth0, Rate Limit Configurations).
	pace: { concurrency: 10, maxWait: 120, timeout: 30 },
	credentialKind: (context) =>
		context.getNodeParameter('authentication', 0) === 'accessToken'
			? { type: 'auth0MfaTokenApi', renewable: false }
			: { type: 'auth0MfaOAuth2Api', renewable: true },
};
