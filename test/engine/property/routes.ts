import type { RecordedRequest } from '../../../sandbox/shared/recorder';

/** Where an operation's requests go; the segment `*` stands for what the item gives. */
export interface Route {
	method: string;
	segments: string[];
}

export const routeOf = ({ method, path }: Pick<RecordedRequest, 'method' | 'path'>): Route => ({
	method,
	segments: path.split('/').slice(1),
});

/**
 * True when a request goes where the operation's plain case goes, but for the value that was put
 * in the place of `usual`, which must be one of those given.
 */
export function follows(
	request: RecordedRequest,
	route: Route,
	usual: string | undefined,
	given: ReadonlySet<string>,
): boolean {
	const { method, segments } = routeOf(request);
	if (method !== route.method || segments.length !== route.segments.length) return false;
	return segments.every((segment, at) => {
		const expected = route.segments[at] ?? '';
		if (segment === expected) return true;
		const decoded = decodedOf(segment);
		if (decoded === undefined) return false;
		if (expected === '*') return given.has(decoded) && encodeURIComponent(decoded) === segment;
		if (usual !== undefined && decodedOf(expected) === usual) {
			// Encoded once, and nothing in it that a server might read as a part of the address.
			return given.has(decoded) && encodeURIComponent(decoded) === segment;
		}
		return isMadeUp(decoded) && isMadeUp(decodedOf(expected) ?? '');
	});
}

/** A route written as `GET /api/users/*`. */
export function readRoute(text: string): Route {
	const [method = '', path = ''] = text.split(' ');
	return routeOf({ method, path });
}

/** Ids that the service makes up on the way, another one each time. */
const isMadeUp = (id: string) => /^[0-9a-f]{8}-[0-9a-f-]{20,}$/.test(id) || /^cred_|^reg_/.test(id);

function decodedOf(segment: string): string | undefined {
	try {
		return decodeURIComponent(segment);
	} catch {
		return undefined;
	}
}
