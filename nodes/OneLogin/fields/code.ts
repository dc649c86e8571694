import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../shared/item';

/** The one-time code that a person gave. It is sent once and never given out. */
export const codeField: INodeProperties = {
	displayName: 'Code',
	name: 'code',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	required: true,
	description:
		'One-time code as text, with its leading zeros: digits, the letters and digits of an SMS, or what a YubiKey types. It is submitted once.',
};

/** @throws NodeOperationError when it is empty or cannot be a code */
export function codeOf(item: Item): string {
	return checkCode(item, item.requiredText('code'));
}

export function checkCode(item: Item, code: string): string {
	if (/^[0-9]{1,5}$/.test(code)) {
		throw item.refuse(
			"The parameter 'Code' is shorter than any code",
			'Nothing was sent. A code that was read as a number has lost its leading zeros: hand it on as text.',
		);
	}
	if (/^[\x21-\x7e]{4,128}$/.test(code)) return code;
	throw item.refuse(
		"The parameter 'Code' holds something that no code holds",
		'Nothing was sent. A code is 4 to 128 letters and digits without blanks.',
	);
}
