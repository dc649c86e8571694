import type { Item } from '../../../shared/item';
import type { Operation } from '../../../shared/operation';
import { ownKeyField, pickedId } from '../../fields/ofUser';
import { ownUserOf } from '../../fields/target';
import { freshToken } from '../../transport/freshToken';
import { idOutput } from '../../transport/ids';
import { activateKeyCall } from '../../transport/keys';
import { ownUserNotice } from './ownUser';

export const activate: Operation = {
	option: {
		name: 'Activate',
		value: 'activate',
		description:
			'Activate one of your own MFA keys with a code made from its secret. From then on sign-ins with user credentials need a code.',
		action: 'Activate MFA key',
	},
	effect: 'once',
	fields: [
		ownUserNotice,
		ownKeyField,
		{
			displayName: 'Code',
			name: 'code',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. 012345',
			description: 'The six-digit code of the moment, as text: it may begin with 0',
		},
	],

	async execute(item) {
		const keyId = pickedId(item, ownKeyField);
		const code = readCode(item);
		const { permission } = await ownUserOf(item);
		await freshToken(item.api);
		await item.api.send(activateKeyCall(keyId, code, permission));
		return { activated: true, keyId: idOutput(keyId) };
	},
};

function readCode(item: Item): string {
	const code = item.requiredText('code').replace(/\s/g, '');
	if (/^[0-9]{6}$/.test(code)) return code;
	throw item.refuse(
		"The parameter 'Code' is not six digits",
		'Nothing was sent. Give the code as text: a number loses the zeros it begins with.',
	);
}
