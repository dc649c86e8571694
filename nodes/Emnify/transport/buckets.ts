import type { ApiCall } from '../../shared/http/call';

/**
 * The rate-limit bucket of a call: 100 sign-ins and 2,000 requests in five minutes from one
 * address, ten lists of events a second (emnify developer documentation, Rate limits).
 */
export function bucketOf({ path }: ApiCall): string {
	if (path[1] === 'authenticate') return 'authenticate';
	return path[1] === 'event' ? 'events' : 'api';
}
