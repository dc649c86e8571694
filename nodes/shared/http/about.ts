import { isObject } from './answer';
import type { ApiCall } from './call';

/**
 * Whom or what an answer is about. A cache, a proxy or a fault of the service may answer with
 * somebody else's record, and whatever is done next would be done to that person.
 */
export type About = NonNullable<ApiCall['about']>;

/** True when `value`, as text, is the id that was asked for. Services give ids as numbers, too. */
export function isId(value: unknown, id: string): boolean {
	if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value) === id;
	return value === id;
}

/** The answer is an object whose member `name` holds the id. */
export function aboutId(name: string, id: string): About {
	return (body) => isObject(body) && isId(body[name], id);
}

/** Like {@link aboutId}, for answers that need not name what they are about, but then no other. */
export function aboutIdIfTold(name: string, id: string): About {
	return (body) => !isObject(body) || body[name] === undefined || isId(body[name], id);
}
