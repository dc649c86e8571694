import type { FastifyInstance } from 'fastify';

import type { ApiContext } from '../api';
import { FIELDS_QUERY, pickFields, type FieldsQuery } from '../fields';
import { OFFSET_QUERY, offsetPage, type OffsetQuery } from '../paging';

interface Query extends OffsetQuery, FieldsQuery {
	user_id?: string;
	client_id?: string;
	type?: string;
}

const LIST_QUERY = {
	type: 'object',
	properties: {
		...OFFSET_QUERY,
		...FIELDS_QUERY,
		per_page: { type: 'integer', minimum: 1, maximum: 100 },
		user_id: { type: 'string' },
		client_id: { type: 'string' },
		type: { type: 'string', enum: ['public_key', 'refresh_token', 'rotating_refresh_token'] },
	},
};

/** Auth0 Management API, `/device-credentials`: the way to refresh tokens that every plan has. */
export function deviceCredentialRoutes(api: FastifyInstance, context: ApiContext): void {
	const { state } = context;

	api.get<{ Querystring: Query }>(
		'/device-credentials',
		{
			schema: { querystring: LIST_QUERY },
			config: { permissions: ['read:device_credentials'] },
		},
		async ({ query }) => {
			const found = [...state.deviceCredentials.values()].filter(
				(device) =>
					(query.user_id === undefined || device.user_id === query.user_id) &&
					(query.client_id === undefined || device.client_id === query.client_id) &&
					(query.type === undefined || device.type === query.type),
			);
			const shown = found.map((device) => pickFields(device, query));
			const { maxPageSize } = context.settings;
			return offsetPage(shown, query, { key: 'device_credentials', maxPageSize });
		},
	);

	api.delete<{ Params: { id: string } }>(
		'/device-credentials/:id',
		{
			config: {
				permissions: ['delete:device_credentials', 'delete:current_user_device_credentials'],
				title: 'Delete a device credential',
			},
		},
		async ({ params }, reply) => {
			// No 404 is documented here.
			state.deviceCredentials.delete(params.id);
			return await reply.code(204).send();
		},
	);
}
