import type { Provider } from '../shared/run/provider';
import { oneLoginDialect } from './transport/dialect';

/** OneLogin, as the shared code knows it. */
export const oneLogin: Provider = {
	id: 'oneLogin',
	dialect: oneLoginDialect,
	// 5,000 calls an hour for the whole account (OneLogin API, Rate Limit): fewer side by side than
	// elsewhere, so that other integrations of the account are not crowded out at once.
	pace: { concurrency: 5, maxWait: 120, timeout: 30 },
	credentialKind: () => ({ type: 'oneLoginMfaOAuth2Api', renewable: true }),
};
