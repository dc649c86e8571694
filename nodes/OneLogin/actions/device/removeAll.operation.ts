import { serviceError } from '../../../shared/errors';
import type { Item } from '../../../shared/item';
import type { Operation } from '../../../shared/operation';
import { userField, userOf } from '../../fields/user';
import { NOT_LISTED } from '../../transport/notListed';
import { removeAllDevices, type DeviceRemovals } from '../../transport/removeAllDevices';

export const removeAll: Operation = {
	option: {
		name: 'Remove All',
		value: 'removeAll',
		description:
			'Remove all API-visible devices of a user, pending ones too, and report each. It cannot be undone. WebAuthn, security questions and the like are not visible and stay. Whoever has the password may be asked to enroll an own device at the next login: suspend the user first when access shall end.',
		action: 'Remove all devices',
	},
	effect: 'change',
	irreversible: true,
	fields: [userField],

	async execute(item) {
		const userId = await userOf(item);
		const removals = await removeAllDevices(item.api, userId);
		const count = removals.devices.filter(({ result }) => result === 'removed').length;
		const open = removals.devices.filter(
			({ result }) => !['removed', 'alreadyGone'].includes(result),
		);
		if (open.length === 0 && removals.notChecked === undefined) {
			return {
				removed: true,
				summary: 'All API-visible devices removed',
				userId,
				removedCount: count,
				devices: removals.devices,
				notCovered: [...NOT_LISTED],
			};
		}
		throw partial(item, userId, removals, open.length, count);
	},
};

function partial(
	item: Item,
	userId: string,
	{ devices, notChecked }: DeviceRemovals,
	open: number,
	removedCount: number,
) {
	const reasons = devices.flatMap(({ deviceId, reason }) =>
		reason === undefined ? [] : [`${deviceId}: ${reason}`],
	);
	return serviceError(
		item.run.node,
		{
			message:
				open > 0
					? `${open} of ${devices.length} API-visible devices may not be removed`
					: 'The devices were removed, but that could not be checked',
			description: `${[...reasons, notChecked].filter(Boolean).join('; ')}. The others are done, as the list of devices with this item says. OneLogin may take some minutes: run it again for the rest.`,
			effect: 'partial',
			details: { userId, removedCount, devices, notCovered: [...NOT_LISTED] },
		},
		item.index,
	);
}
