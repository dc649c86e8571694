import type { FastifyInstance } from 'fastify';

import { actingUser, demandAdministrator, longOf, type ApiContext } from '../api';
import { invalid, notFound } from '../errors';
import { USERS } from '../seed';
import { tokenView } from '../views';

interface NewTokenBody {
	description?: string;
	expiry_date?: string;
	ip?: string;
}

/** Application tokens of the organisation. */
export function applicationTokenRoutes(scope: FastifyInstance, context: ApiContext): void {
	const { state, ids } = context;

	scope.get('/v1/application_token', async () =>
		[...state.applicationTokens.values()].map((token) => tokenView(token, state)),
	);

	scope.post<{ Body: NewTokenBody | undefined }>('/v1/application_token', async (request) => {
		const { description = '', expiry_date, ip } = request.body ?? {};
		const { token } = state.addApplicationToken({
			token: `sandbox-application-token-${ids.hex(16)}`,
			description,
			creator: actingUser(request) ?? USERS.admin,
			...(expiry_date !== undefined && { expiry_date }),
			...(ip !== undefined && { ip }),
		});
		return { application_token: token };
	});

	scope.patch<{
		Params: { id: string };
		Body: { description?: string; status?: { id?: number } } | undefined;
	}>('/v1/application_token/:id', async (request, reply) => {
		demandAdministrator(request, context);
		const id = longOf(request.params.id);
		const token = state.applicationTokens.get(id);
		if (!token) throw notFound('Application token', id);
		const { description, status } = request.body ?? {};
		if (status?.id !== undefined && ![0, 1].includes(status.id)) {
			throw invalid([1401, 'InvalidReference', `Status with Id '${status.id}' not found.`]);
		}
		if (description !== undefined) token.description = description;
		if (status?.id !== undefined) token.status = status.id;
		return await reply.code(204).send();
	});
}
