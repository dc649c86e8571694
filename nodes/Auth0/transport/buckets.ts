import type { ApiCall } from '../../shared/http/call';

/**
 * The rate-limit bucket of a route: plans without one limit for the whole Management API count
 * reading users, writing users, deleting users, reading logs and writing device credentials apart
 * from "all other endpoints" (Auth0, Rate Limit Configurations). Where a user's sub-resources are
 * counted is not documented; "other" is the smaller one.
 */
export function bucketOf({ method, path }: ApiCall): string {
	const [first = '', , third] = path;
	if (first === 'logs' || third === 'logs') return 'logs';
	if (first === 'device-credentials' && method !== 'GET') return 'device credentials, write';
	const isUser = (first === 'users' && path.length <= 2) || first === 'users-by-email';
	if (!isUser) return 'other';
	if (method === 'GET') return 'users, read';
	return method === 'DELETE' ? 'users, delete' : 'users, write';
}
