import type { Operation } from '../../../shared/operation';
import { getRateLimit } from '../../transport/rateLimit';

export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		description: "Get how many calls of the account's hourly limit are left, and until when",
		action: 'Get rate limit',
	},
	effect: 'read',
	fields: [],

	async execute(item) {
		return await getRateLimit(item.api);
	},
};
