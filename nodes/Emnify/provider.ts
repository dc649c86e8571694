import type { Provider } from '../shared/run/provider';
import { emnifyDialect } from './transport/dialect';
import { TOKEN_FIELD } from './transport/login';

/** emnify, as the shared code knows it. */
export const emnify: Provider = {
	id: 'emnify',
	dialect: emnifyDialect,
	// 2,000 requests in five minutes from one address (emnify developer documentation, Rate limits):
	// whoever has used them up has to wait for the end of the five minutes.
	pace: { concurrency: 5, maxWait: 300, timeout: 30 },
	credentialKind: () => ({ type: 'emnifyMfaApi', renewable: true, tokenField: TOKEN_FIELD }),
};
