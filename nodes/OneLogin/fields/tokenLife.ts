import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../shared/item';
import { wholeOf } from './values';

const LABEL = 'Temporary Token Expires In (Seconds)';
const LONGEST = 259_200;
const USUAL = 600;

/** How long the temporary MFA token of Reset MFA is good for. */
export const tokenLifeField: INodeProperties = {
	displayName: LABEL,
	name: 'tokenExpiresIn',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: LONGEST },
	default: USUAL,
	description:
		'How long the temporary MFA token is good for, at most 259,200 (72 hours). OneLogin may not take less than 120. It is good for one use.',
};

/** Seconds. */
export function tokenLife(item: Item): number {
	const { tokenExpiresIn } = item.collection('lifecycleOptions');
	return wholeOf(item, tokenExpiresIn, LABEL, 1, LONGEST) ?? USUAL;
}
