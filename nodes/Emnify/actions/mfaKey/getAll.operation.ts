import { listFields, wantedCount } from '../../../shared/fields/list';
import type { Operation } from '../../../shared/operation';
import { targetFields, targetOf } from '../../fields/target';
import { listKeys } from '../../transport/keys';

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		description:
			'List the MFA keys in the record of a user, those awaiting activation too. MFA by email may not be among them.',
		action: 'Get many MFA keys',
	},
	effect: 'read',
	fields: [...targetFields, ...listFields],

	async execute(item) {
		const wanted = wantedCount(item);
		const target = await targetOf(item);
		return (await listKeys(item.api, target)).slice(0, wanted);
	},
};
