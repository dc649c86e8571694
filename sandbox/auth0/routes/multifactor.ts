import type { FastifyInstance } from 'fastify';

import type { ApiContext } from '../api';
import type { MethodType } from '../model';
import { requireUser, USER_PATH, userIdOf } from './userId';

const PROVIDER_PATH = {
	...USER_PATH,
	properties: {
		...USER_PATH.properties,
		provider: { type: 'string', enum: ['duo', 'google-authenticator'] },
	},
};

/** What "authenticators" means to Auth0: OTP, email, phone, push; nothing else is named. */
const AUTHENTICATORS = new Set<MethodType>(['totp', 'email', 'phone', 'push']);
const RECOVERY_CODE_LENGTH = 24;

/** Auth0 Management API, the older MFA endpoints below `/users/{id}`. */
export function multifactorRoutes(api: FastifyInstance, { state, ids }: ApiContext): void {
	api.delete(
		'/users/:id/authenticators',
		{
			schema: { params: USER_PATH },
			config: {
				permissions: ['delete:guardian_enrollments'],
				title: 'Delete All Authenticators',
			},
		},
		async (request, reply) => {
			// No 404 and no restriction for passkeys is documented here.
			state.keepMethods(userIdOf(request), (method) => !AUTHENTICATORS.has(method.type));
			return await reply.code(204).send();
		},
	);

	api.delete<{ Params: { id: string; provider: string } }>(
		'/users/:id/multifactor/:provider',
		{
			schema: { params: PROVIDER_PATH },
			config: { permissions: ['update:users'], title: "Delete a User's Multi-factor Provider" },
		},
		async (request, reply) => {
			const user = requireUser(state, userIdOf(request));
			const left = user.multifactor?.filter((name) => name !== request.params.provider);
			state.putUser({ ...user, ...(left ? { multifactor: left } : {}) });
			return await reply.code(204).send();
		},
	);

	api.post(
		'/users/:id/multifactor/actions/invalidate-remember-browser',
		{
			schema: { params: USER_PATH },
			config: {
				permissions: ['update:users'],
				title: 'Invalidate All Remembered Browsers for Multi-factor Authentication (MFA)',
			},
		},
		async (request, reply) => {
			// No 404 is documented here.
			state.rememberedBrowsers.delete(userIdOf(request));
			return await reply.code(204).send();
		},
	);

	api.post(
		'/users/:id/recovery-code-regeneration',
		{
			schema: { params: USER_PATH },
			config: {
				permissions: ['update:users'],
				title: 'Generate New Multi-factor Authentication (MFA) Recovery Code',
			},
		},
		async (request) => {
			// Recorded: a user without any enrollment gets a code too.
			const { user_id: userId } = requireUser(state, userIdOf(request));
			const code = ids.upper(RECOVERY_CODE_LENGTH);
			state.recoveryCodes.set(userId, code);
			return { recovery_code: code };
		},
	);
}
