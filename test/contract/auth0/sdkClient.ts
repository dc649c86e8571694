import { ManagementClient } from 'auth0';

import type { Auth0Sandbox, Client } from '../../../sandbox/auth0';

/**
 * Sends Auth0's JavaScript SDK to a sandbox. The SDK only speaks https to a
 * domain and takes no other fetch function, so the global one is replaced, for
 * this domain only, until {@link SdkLink.undo}.
 */
export interface SdkLink {
	client: ManagementClient;
	undo(): void;
}

export function connectSdk(sandbox: Auth0Sandbox, credentials: Client): SdkLink {
	const real = globalThis.fetch;
	const secure = `https://${sandbox.host}`;
	globalThis.fetch = async (input, init) => {
		const url = input instanceof Request ? input.url : String(input);
		if (!url.startsWith(`${secure}/`)) throw new Error(`The SDK called ${url}, not the sandbox`);
		return await real(sandbox.url + url.slice(secure.length), init);
	};
	return {
		client: new ManagementClient({
			domain: sandbox.host,
			clientId: credentials.client_id,
			clientSecret: credentials.client_secret,
			maxRetries: 0,
		}),
		undo: () => {
			globalThis.fetch = real;
		},
	};
}
