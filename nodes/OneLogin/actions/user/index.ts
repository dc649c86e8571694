import type { Resource } from '../../../shared/operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { auditMfa, offboard, resetMfa } from './lifecycle.operations';
import { lock } from './lock.operation';
import { logOut } from './logOut.operation';
import { reactivate } from './reactivate.operation';
import { setState } from './setState.operation';
import { suspend } from './suspend.operation';
import { unlock } from './unlock.operation';

export const user: Resource = {
	option: { name: 'User', value: 'user' },
	operations: [
		auditMfa,
		get,
		getAll,
		lock,
		logOut,
		offboard,
		reactivate,
		resetMfa,
		setState,
		suspend,
		unlock,
	],
};
