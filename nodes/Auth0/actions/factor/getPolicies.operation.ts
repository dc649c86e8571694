import type { Operation } from '../../../shared/operation';

export const getPolicies: Operation = {
	option: {
		name: 'Get Policies',
		value: 'getPolicies',
		description: 'Get when the tenant asks for MFA: always, by confidence score, or never',
		action: 'Get factor policies',
	},
	effect: 'read',
	fields: [],

	async execute(item) {
		const answer = await item.api.send({
			method: 'GET',
			path: ['guardian', 'policies'],
			permission: 'read:mfa_policies',
		});
		const { body } = answer;
		const policies = Array.isArray(body) ? body.filter((one) => typeof one === 'string') : [];
		return { policies, never: policies.length === 0 };
	},
};
