import type { FastifyInstance } from 'fastify';

import { USER_PATH } from './userId';

const CLEAR_BODY = {
	type: 'object',
	additionalProperties: false,
	required: ['connection', 'assessors'],
	properties: {
		connection: { type: 'string', minLength: 1, maxLength: 128 },
		assessors: { type: 'array', minItems: 1, items: { type: 'string', enum: ['new-device'] } },
	},
};

/** Auth0 Management API, `/users/{id}/risk-assessments/clear`; the sandbox keeps no known devices. */
export function riskAssessmentRoutes(api: FastifyInstance): void {
	api.post(
		'/users/:id/risk-assessments/clear',
		{
			schema: { params: USER_PATH, body: CLEAR_BODY },
			config: {
				permissions: ['update:users'],
				title: 'Clear risk assessment assessors for a specific user',
			},
		},
		async (_request, reply) => await reply.code(204).send(),
	);
}
