import type { FastifyRequest } from 'fastify';

import { unknownUser } from '../errors';
import type { User } from '../model';
import type { Auth0State } from '../state';

/** Path schema of the endpoints below `/users/{id}`. */
export const USER_PATH = {
	type: 'object',
	properties: {
		id: { type: 'string', format: 'user-id', description: 'The user_id of the user.' },
	},
} as const;

/** The id in the path, decoded. */
export function userIdOf(request: FastifyRequest): string {
	return (request.params as { id: string }).id;
}

/** The user named in the path; 404 `inexistent_user` when there is none. */
export function requireUser(state: Auth0State, userId: string): User {
	const user = state.users.get(userId);
	if (!user) throw unknownUser();
	return user;
}
