import { noSuch } from '../../../shared/exactMatch';
import type { Operation } from '../../../shared/operation';
import { applicationTokenField, pickedId } from '../../fields/ofUser';
import {
	listApplicationTokens,
	revokeApplicationToken,
	statusOf,
	TOKEN_STATUS,
} from '../../transport/applicationTokens';
import { idOutput, readId } from '../../transport/ids';

export const revoke: Operation = {
	option: {
		name: 'Revoke',
		value: 'revoke',
		description:
			'Revoke an application token, so that nobody can sign in with it. It cannot be undone. Access tokens made from it stay valid until they expire.',
		action: 'Revoke application token',
	},
	effect: 'change',
	irreversible: true,
	fields: [applicationTokenField],

	async execute(item) {
		const id = pickedId(item, applicationTokenField);
		await item.alone(`application token ${id}`);
		// What a wrong id gets is not documented, and there is no call for one token.
		const tokens = await listApplicationTokens(item.api);
		const token = tokens.find((one) => readId(one.id) === id);
		if (token === undefined) throw noSuch(item, 'Application Token', id);
		const about = {
			applicationTokenId: idOutput(id),
			description: token.description ?? null,
			creator: token.creator ?? null,
		};
		if (statusOf(token) === TOKEN_STATUS.revoked) {
			return { revoked: false, alreadyRevoked: true, ...about };
		}
		await revokeApplicationToken(item.api, id);
		return { revoked: true, ...about };
	},
};
