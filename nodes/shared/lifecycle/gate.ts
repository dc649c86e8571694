import { reasonOf, type BlockStep, type StepContext } from './step';
import { readUntil } from './shown';

/** What was seen of an account before the first step that takes protection away. */
export type GateView =
	| { isOpen: true }
	/** `unread` says why the account could not be read; absent when it was read and is not blocked. */
	| { isOpen: false; unread?: string };

/**
 * Looks whether an account is blocked, by a reading of this very user made after the answer to the
 * block. That answer alone says nothing: services answer 204 and leave a directory's user enabled.
 *
 * @param withinMs how long the service may take to show it; 0 where nothing was changed
 */
export async function lookAtGate(
	{ account, item }: StepContext,
	block: BlockStep,
	withinMs: number,
): Promise<GateView> {
	try {
		const record = await readUntil(
			async () => await account.look('gate', 'own'),
			(reading) => block.isShown(reading),
			withinMs,
			item.run.signal,
		);
		return { isOpen: block.isShown(record) };
	} catch (error) {
		return { isOpen: false, unread: reasonOf(error) };
	}
}

const STAYS = 'Devices and factors stay, since without them the password alone would open it';

/** Why protection stays on an account. */
export function whyShut({ unread }: GateView & { isOpen: false }, wasTaken: boolean): string {
	if (unread !== undefined) {
		return `Whether the account is blocked could not be seen. ${STAYS}. ${unread}`;
	}
	return wasTaken
		? `The account is not shown as blocked. ${STAYS}`
		: `The account is not blocked. ${STAYS}`;
}

/** What to say of a block that the service took and that was not seen. */
export function notSeen(serviceName: string, unread?: string): string {
	return unread === undefined
		? `${serviceName} took it but does not show it: a read of the user afterwards does not find it blocked. Look the user up`
		: `${serviceName} took it, but the user could not be read afterwards. Look the user up. ${unread}`;
}
