import type { ApiClient } from '../../shared/http/client';
import type { Target } from '../../shared/lifecycle';
import { remove } from '../../shared/notFound';
import { collect } from '../../shared/paging';
import { offsetPages, ofUser } from './lists';

/** Kinds of device credentials that are refresh tokens. */
const KINDS = ['refresh_token', 'rotating_refresh_token'] as const;

/**
 * A user's refresh tokens in the older interface, which every plan has.
 *
 * Auth0 Management API, GET /device-credentials.
 */
export async function listDeviceCredentials(api: ApiClient, userId: string): Promise<Target[]> {
	const found: Target[] = [];
	for (const type of KINDS) {
		const call = {
			path: ['device-credentials'],
			query: { user_id: userId, type },
			about: ofUser('device_credentials', userId, true),
			permission: 'read:device_credentials',
		};
		const rows = await collect(offsetPages(api, call, Infinity, 'device_credentials'));
		for (const { id, device_name: name } of rows) {
			if (typeof id !== 'string') continue;
			found.push({ id, ...(typeof name === 'string' && { label: name }) });
		}
	}
	return found;
}

/** Device credentials have ids of their own kind, `dcr_...`. */
export function isDeviceCredential({ id }: Target): boolean {
	return id.startsWith('dcr_');
}

/**
 * Revokes one. Auth0 Management API, DELETE /device-credentials/{id}.
 *
 * @returns true when it was gone already
 */
export async function endDeviceCredential(
	api: ApiClient,
	userId: string,
	id: string,
): Promise<boolean> {
	const call = {
		path: ['device-credentials', id],
		permission: 'delete:device_credentials',
		step: 'endRefreshTokens',
		subjects: [{ parameter: 'Device Credential', value: id }],
	};
	return await remove(api, call, async () => {
		const left = await listDeviceCredentials(api, userId);
		return left.some((one) => one.id === id);
	});
}
