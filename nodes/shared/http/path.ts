/** One part of a path, as the service knows it: not encoded, never a joined path. */
export type PathSegment = string;

/** A path segment that would change the route of a request. Thrown before anything is sent. */
export class PathSegmentError extends Error {
	constructor(readonly reason: string) {
		super(reason);
		this.name = 'PathSegmentError';
	}
}

// Controls, line and paragraph separators, zero-width and bidi marks: no identity
// provider uses them in an id, they come from copied text and make two ids look alike.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** Half of a character that takes two code units. */
export const BROKEN_CHARACTER =
	/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Why `segment` cannot stand in a path, or undefined when it can. */
export function segmentFault(segment: unknown): string | undefined {
	if (typeof segment !== 'string') return 'is not text';
	if (segment.trim() === '') return 'is empty';
	if (segment === '.' || segment === '..') return `is '${segment}', which would change the address`;
	if (INVISIBLE.test(segment)) return 'holds invisible or control characters';
	if (BROKEN_CHARACTER.test(segment)) return 'holds a broken character';
	return undefined;
}

/**
 * Builds the path of a request from its segments, each encoded once.
 *
 * An empty segment would turn "delete one" into "delete all" on most REST interfaces
 * (`/users/U/authentication-methods/` + ''), so it is refused here, whatever the caller checked.
 *
 * @throws PathSegmentError when there is no segment or one of them is empty, blank, `.` or `..`
 */
export function encodePath(segments: readonly PathSegment[]): string {
	if (segments.length === 0) throw new PathSegmentError('the path has no segment');
	return segments
		.map((segment) => {
			const fault = segmentFault(segment);
			if (fault !== undefined) throw new PathSegmentError(`a path segment ${fault}`);
			return `/${encodeURIComponent(segment)}`;
		})
		.join('');
}
