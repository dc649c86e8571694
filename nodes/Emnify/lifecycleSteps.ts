import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../shared/http/answer';
import {
	blockStep,
	eachTarget,
	type Applied,
	type OfferedStep,
	type Step,
	type Target,
} from '../shared/lifecycle';
import { now } from '../shared/time';
import {
	creatorOf,
	isUsable,
	listApplicationTokens,
	ownApplicationToken,
	revokeApplicationToken,
} from './transport/applicationTokens';
import { listDevices, removeDevice } from './transport/devices';
import { readId } from './transport/ids';
import { keysIn, removeKey } from './transport/keys';
import { STEPS } from './transport/refusedChange';
import { rolesIn, takeRole } from './transport/roles';
import { anotherUser } from './transport/target';
import { isSuspended, setUserStatus, STATUS_SHOWN_WITHIN_MS } from './transport/userStatus';
import { USER_STATUS } from './transport/users';

/** emnify's steps of Offboard and Reset MFA. */

const suspendUser = blockStep({
	id: 'blockUser',
	native: 'suspended',
	formerIds: ['suspendUser'],
	nothing: 'already suspended',
	isShown: isSuspended,
	shownWithinMs: STATUS_SHOWN_WITHIN_MS,
	async apply({ api, account, user }) {
		const change = { status: USER_STATUS.suspended, step: STEPS.suspend };
		await setUserStatus(api, anotherUser(user.id), account.known, change);
		return [{ id: user.id, result: 'done' }];
	},
});

/**
 * Tokens belong to the organisation and outlive their creator's suspension. They are access, so
 * that they end before devices and keys do.
 */
const revokeApplicationTokens: Step = {
	id: 'revokeTokens',
	native: 'application tokens',
	formerIds: ['revokeApplicationTokens'],
	kind: 'access',
	counts: 'tokens',
	nothing: 'no application tokens of this creator',
	async find({ api, user }) {
		const tokens = await listApplicationTokens(api);
		return tokens
			.filter((token) => creatorOf(token) === user.id && isUsable(token, now()))
			.map((token) => targetOf(token, textOf(token.description)));
	},
	async apply({ api, item }, targets) {
		const own = await ownApplicationToken(item.run);
		return await eachKnown(targets, async ({ id }) => {
			if (id === own) return { skipped: OWN_TOKEN, code: 'ownCredential' };
			await revokeApplicationToken(api, id);
			return false;
		});
	},
};

const OWN_TOKEN =
	'The credential of this node signs in with this token. Give the credential a token of another user, then run it again';

const deleteTrustedDevices: Step = {
	id: 'forgetDevices',
	native: 'trusted devices',
	formerIds: ['deleteTrustedDevices'],
	kind: 'protection',
	counts: 'trustedDevices',
	nothing: 'no trusted devices',
	async find({ api, user }) {
		const devices = await listDevices(api, anotherUser(user.id));
		return devices.map((device) =>
			targetOf(device, textOf(device.browser), textOf(device.operating_system)),
		);
	},
	apply: async ({ api, user }, targets) =>
		await eachKnown(targets, async ({ id }) => await removeDevice(api, anotherUser(user.id), id)),
};

const deleteMfaKeys: Step = {
	id: 'deleteFactors',
	native: 'MFA keys',
	formerIds: ['deleteMfaKeys'],
	kind: 'protection',
	counts: 'factors',
	nothing: 'no MFA keys',
	async find({ account }) {
		const record = await account.look('MFA keys');
		return keysIn(record).map((key) => targetOf(key, wordsOf(key.type), wordsOf(key.status)));
	},
	async apply({ api, account, user }, targets) {
		account.wasChanged();
		return await eachKnown(
			targets,
			async ({ id }) => await removeKey(api, anotherUser(user.id), id),
		);
	},
};

/** Less power means less harm should the block fail: it counts as ending access. */
const removeRoles: Step = {
	id: 'removeRoles',
	native: 'roles',
	kind: 'access',
	counts: 'roles',
	nothing: 'no roles',
	async find({ account }) {
		const roles = rolesIn(await account.look('removeRoles'));
		const last = weakestRole(roles);
		return roles.map((role) => ({
			...targetOf(role, textOf(role.name)),
			...(role === last && { stays: { code: 'lastRole', text: LAST_ROLE } as const }),
		}));
	},
	async apply({ api, account, user }, targets) {
		account.wasChanged();
		return await eachKnown(targets, async ({ id }) => {
			const removal = await takeRole(api, anotherUser(user.id), id);
			return removal === 'last'
				? { skipped: LAST_ROLE, code: 'lastRole' }
				: removal === 'alreadyGone';
		});
	},
};

const LAST_ROLE = 'emnify does not remove the last role of a user';

/** Roles by what they may do, least first: Observer, User, Administrator (emnify API, GET /api/v1/user/role). */
const WEAKEST_FIRST = [3, 2, 1];

/** The role that stays, since one has to; of roles that are not known, none is taken for weak. */
function weakestRole(roles: readonly IDataObject[]): IDataObject | undefined {
	const known = WEAKEST_FIRST.flatMap((id) => roles.filter((role) => role.id === id));
	return known[0] ?? roles.at(-1);
}

const DEVICES: OfferedStep = {
	parts: [deleteTrustedDevices],
	name: 'Forget Devices',
	description: 'Delete the trusted devices: what skips MFA asks for it again',
	chosen: true,
};

const KEYS: OfferedStep = {
	parts: [deleteMfaKeys],
	name: 'Delete Factors',
	description: 'Delete all MFA keys, active and pending. MFA by email stays as emnify enforces it.',
	chosen: true,
};

export const offboardSteps: readonly OfferedStep[] = [
	{
		parts: [suspendUser],
		name: 'Block User',
		description: 'Suspend the user, who cannot sign in until reactivated',
		chosen: true,
	},
	{
		parts: [revokeApplicationTokens],
		name: "Revoke Tokens (the Organisation's)",
		description:
			'Revoke the application tokens that the user created. They belong to the organisation and not to the user: integrations that sign in with them stop working. Off by default.',
		chosen: false,
	},
	DEVICES,
	KEYS,
	{
		parts: [removeRoles],
		name: 'Remove Roles',
		description: 'Remove all roles but the last, which emnify does not remove. Off by default.',
		chosen: false,
	},
];

export const resetSteps: readonly OfferedStep[] = [DEVICES, KEYS];

const NO_ID = '(no ID)';

function targetOf(row: IDataObject, ...words: string[]): Target {
	const label = words.filter(Boolean).join(', ');
	return { id: readId(row.id) ?? NO_ID, ...(label !== '' && { label }) };
}

/** {@link eachTarget}, without those that the service lists and does not name: they stand in no path. */
async function eachKnown(
	targets: readonly Target[],
	change: Parameters<typeof eachTarget>[1],
): Promise<Applied[]> {
	const named = await eachTarget(
		targets.filter(({ id }) => id !== NO_ID),
		change,
	);
	const nameless = targets.filter(({ id }) => id === NO_ID);
	const reason = 'emnify lists it without an ID';
	return [
		...named,
		...nameless.map(({ id }): Applied => ({ id, result: 'failed', code: 'noId', reason })),
	];
}

function wordsOf(value: unknown): string {
	return isObject(value) ? textOf(value.description) : '';
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
