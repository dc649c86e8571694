import type { FastifyInstance } from 'fastify';

import type { ApiContext } from '../api';
import { unknownEnrollment, unknownUser } from '../errors';
import { enrollmentView, firstConfirmedEnrollment } from '../enrollments';
import type { EnrollmentTicket, Method } from '../model';
import type { Auth0State } from '../state';
import { requireUser, USER_PATH, userIdOf } from './userId';

const ENROLLMENT_PATH = {
	type: 'object',
	properties: {
		id: {
			type: 'string',
			pattern:
				'^((totp|sms|voice|push|email|recovery-code|webauthn-roaming|webauthn-platform)\\|)?dev_[-A-Za-z0-9_]+$',
		},
	},
} as const;

const TICKET_BODY = {
	type: 'object',
	additionalProperties: false,
	required: ['user_id'],
	properties: {
		user_id: { type: 'string', format: 'user-id' },
		email: { type: 'string', format: 'email' },
		send_mail: { type: 'boolean' },
		email_locale: { type: 'string' },
		factor: {
			type: 'string',
			enum: ['push-notification', 'phone', 'email', 'otp', 'webauthn-roaming', 'webauthn-platform'],
		},
		allow_multiple_enrollments: { type: 'boolean' },
	},
};

/** Auth0 Management API, `/guardian/…` and `/users/{id}/enrollments`. */
export function guardianRoutes(api: FastifyInstance, context: ApiContext): void {
	const { state } = context;

	api.get(
		'/guardian/factors',
		{ config: { permissions: ['read:guardian_factors'] } },
		async () => state.guardianFactors,
	);
	api.get(
		'/guardian/policies',
		{ config: { permissions: ['read:mfa_policies'] } },
		async () => state.guardianPolicies,
	);
	api.get(
		'/users/:id/enrollments',
		{
			schema: { params: USER_PATH },
			config: { permissions: ['read:users', 'read:current_user'] },
		},
		async (request) => {
			const { user_id: userId } = requireUser(state, userIdOf(request));
			return firstConfirmedEnrollment(state.methodsOf(userId));
		},
	);
	enrollmentRoutes(api, state);
	ticketRoute(api, context);
}

function enrollmentRoutes(api: FastifyInstance, state: Auth0State): void {
	type Path = { Params: { id: string } };

	api.get<Path>(
		'/guardian/enrollments/:id',
		{
			schema: { params: ENROLLMENT_PATH },
			config: { permissions: ['read:guardian_enrollments'] },
		},
		async ({ params }) => enrollmentView(requireEnrollment(state, params.id).method),
	);

	api.delete<Path>(
		'/guardian/enrollments/:id',
		{
			schema: { params: ENROLLMENT_PATH },
			config: {
				permissions: ['delete:guardian_enrollments'],
				title: 'Delete a multi-factor authentication enrollment',
			},
		},
		async ({ params }, reply) => {
			const { userId, method } = requireEnrollment(state, params.id);
			state.keepMethods(userId, (other) => other.id !== method.id);
			return await reply.code(204).send();
		},
	);
}

function requireEnrollment(state: Auth0State, id: string): { userId: string; method: Method } {
	const found = state.findDevice(id.split('|').at(-1) ?? '');
	if (!found) throw unknownEnrollment();
	return found;
}

type TicketBody = Omit<EnrollmentTicket, 'ticket_id' | 'ticket_url' | 'used'>;

function ticketRoute(api: FastifyInstance, { state, settings }: ApiContext): void {
	api.post<{ Body: TicketBody }>(
		'/guardian/enrollments/ticket',
		{
			schema: { body: TICKET_BODY },
			config: {
				permissions: ['create:guardian_enrollment_tickets'],
				title: 'Create a multi-factor authentication enrollment ticket',
				takesCustomDomain: true,
			},
		},
		async ({ body, headers }) => {
			if (!state.users.has(body.user_id)) throw unknownUser();
			const customDomain = headers['auth0-custom-domain'];
			const host = typeof customDomain === 'string' ? customDomain : settings.tenantDomain;
			const { ticket_id, ticket_url } = state.addTicket(body, host);
			return { ticket_id, ticket_url };
		},
	);
}
