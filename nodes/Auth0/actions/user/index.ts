import type { Resource } from '../../../shared/operation';
import { block } from './block.operation';
import { deleteMultifactorProvider } from './deleteMultifactorProvider.operation';
import { forgetRememberedBrowsers } from './forgetRememberedBrowsers.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { regenerateRecoveryCode } from './regenerateRecoveryCode.operation';
import { revokeAccess } from './revokeAccess.operation';
import { auditMfa, offboard, resetMfa } from './lifecycle.operations';
import { unblock } from './unblock.operation';

export const user: Resource = {
	option: { name: 'User', value: 'user' },
	operations: [
		auditMfa,
		block,
		deleteMultifactorProvider,
		forgetRememberedBrowsers,
		get,
		getAll,
		offboard,
		regenerateRecoveryCode,
		resetMfa,
		revokeAccess,
		unblock,
	],
};
