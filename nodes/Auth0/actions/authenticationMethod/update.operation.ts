import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../../../shared/item';
import type { Operation } from '../../../shared/operation';
import { methodField } from '../../fields/ofUser';
import { preferredMethodOptions } from '../../fields/preferredMethod';
import { userField, userOf } from '../../fields/user';
import { methodCall, readMethod } from '../../transport/methods';

export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		description:
			'Change the name or the preferred way of one authentication method. Auth0 allows no other changes.',
		action: 'Update authentication method',
	},
	effect: 'change',
	fields: [
		userField,
		methodField,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. My phone',
					description: 'Label of the method',
				},
				{
					displayName: 'Preferred Method',
					name: 'preferredMethod',
					type: 'options',
					options: preferredMethodOptions,
					default: 'sms',
					description: 'How codes reach a phone. Phone methods only.',
				},
			],
		},
	],

	async execute(item) {
		const { value: methodId } = item.picked('methodId');
		item.identity.methodId = methodId;
		const fields = item.collection('updateFields');
		const body: IDataObject = {};
		if (fields.name !== undefined) body.name = notEmpty(item, item.asText(fields.name, 'Name'));
		if (fields.preferredMethod !== undefined)
			body.preferred_authentication_method = item.asText(
				fields.preferredMethod,
				'Preferred Method',
			);
		if (Object.keys(body).length === 0) {
			throw item.refuse(
				"The parameter 'Update Fields' holds nothing to change",
				'Nothing was sent. Add the field that shall be changed.',
			);
		}
		const userId = await userOf(item);
		const answer = await item.api.send(
			methodCall(userId, methodId, {
				method: 'PATCH',
				body,
				repeat: 'repeatable',
				permission: 'update:authentication_methods',
				needsBody: true,
				step: 'updateFactor',
			}),
		);
		return readMethod(answer.object);
	},
};

/** A name that an expression did not find must not take away the one that is there. */
function notEmpty(item: Item, name: string): string {
	if (name !== '') return name;
	throw item.refuse(
		"The parameter 'Name' is empty",
		'Nothing was sent. Give it a value, or remove the field to leave the name as it is.',
	);
}
