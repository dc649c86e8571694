import { listFields, wantedCount } from '../../shared/fields/list';
import { pick, simplifyField } from '../../shared/fields/simplify';
import type { Operation } from '../../shared/operation';
import { collect } from '../../shared/paging';
import { userField, userOf } from '../fields/user';
import { accessPages, type Access } from '../transport/sessions';

/** The Get Many operation of sessions and of refresh tokens. */
export function accessList(
	access: Access,
	option: Operation['option'],
	simple: readonly string[],
): Operation {
	return {
		option,
		effect: 'read',
		fields: [userField, ...listFields, simplifyField],

		async execute(item) {
			const wanted = wantedCount(item);
			const simplify = item.flag('simplify');
			const userId = await userOf(item);
			const rows = await collect(accessPages(item.api, access, userId, wanted));
			return simplify ? rows.map((row) => pick(row, simple)) : rows;
		},
	};
}
