import type { IDataObject } from 'n8n-workflow';

import type { ApiClient } from '../../shared/http/client';
import { remove } from '../../shared/notFound';
import { getUser } from './users';

/** Providers of the legacy MFA that a user can have (Auth0 Management API, multifactor/{provider}). */
const PROVIDERS: readonly unknown[] = ['duo', 'google-authenticator'];

/** Those that a user's profile lists as set. */
export function legacyProvidersOf({ multifactor }: IDataObject): string[] {
	const names: unknown[] = Array.isArray(multifactor) ? multifactor : [];
	return names.filter((name): name is string => PROVIDERS.includes(name));
}

/**
 * Removes one from a user. Auth0 Management API, DELETE /users/{id}/multifactor/{provider}.
 *
 * @returns true when it was gone already
 */
export async function removeLegacyProvider(
	api: ApiClient,
	userId: string,
	provider: string,
	step: string,
): Promise<boolean> {
	const call = {
		path: ['users', userId, 'multifactor', provider],
		permission: 'update:users',
		step,
		subjects: [
			{ parameter: 'User', value: userId },
			{ parameter: 'Provider', value: provider },
		],
	};
	return await remove(api, call, async () =>
		legacyProvidersOf(await getUser(api, userId, ['multifactor'])).includes(provider),
	);
}
