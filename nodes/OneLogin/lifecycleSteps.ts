import {
	blockStep,
	eachTarget,
	SharedReading,
	type Applied,
	type OfferedStep,
	type Step,
	type StepContext,
	type Target,
} from '../shared/lifecycle';
import { tokenLife } from './fields/tokenLife';
import { statusName } from './transport/accountNames';
import { deviceDialect, type ApiVersion } from './transport/devices';
import { distinct, isTemporaryToken, onlyInVersion2 } from './transport/devices/bothVersions';
import type { DeviceRow } from './transport/devices/dialect';
import { generateMfaToken } from './transport/mfaToken';
import { rolesOf, takeRoles } from './transport/roles';
import { textOf } from './transport/shapes';
import {
	isSuspended,
	logOut,
	setStatus,
	STATUS_SHOWN_WITHIN_MS,
	SUSPENDED,
} from './transport/users';

/** OneLogin's steps of Offboard and Reset MFA, each in terms of its API v1 and v2. */

/** What version 1 listed last, for the step that looks for what version 2 lists besides. */
const listed1 = new WeakMap<StepContext, DeviceRow[]>();

const suspendUser = blockStep(
	{
		id: 'blockUser',
		native: 'suspended',
		formerIds: ['suspendUser'],
		nothing: 'already suspended',
		isShown: isSuspended,
		shownWithinMs: STATUS_SHOWN_WITHIN_MS,
		async apply({ api, user }) {
			await setStatus(api, user.id, SUSPENDED);
			return [{ id: user.id, result: 'done' }];
		},
	},
	({ status }) => statusName(status) ?? 'status not known',
);

const logOutUser: Step = {
	id: 'endSessions',
	native: 'log out',
	formerIds: ['logOutUser'],
	needlessWhenBlocked: true,
	kind: 'access',
	nothing: '',
	async apply({ api, user }) {
		await logOut(api, user.id);
		return [{ id: user.id, result: 'done' }];
	},
};

/** Version 1 lists pending devices too, so it comes first. */
const removeVisibleDevices: Step = {
	id: 'deleteFactors',
	native: 'devices of API v1',
	formerIds: ['removeVisibleDevices'],
	kind: 'protection',
	counts: 'factors',
	nothing: 'no API-visible devices',
	async find(context) {
		listed1.delete(context);
		const devices = distinct(await devicesOf(context, 1));
		listed1.set(context, devices);
		return devices.map(target);
	},
	apply: async (context, targets) => await removeEach(context, 1, targets),
};

/** What version 2 lists, as the steps that remove some of it look at it. */
const listed2 = new WeakMap<StepContext, SharedReading<DeviceRow[]>>();

function readingOf2(context: StepContext): SharedReading<DeviceRow[]> {
	const reading =
		listed2.get(context) ?? new SharedReading(async () => await devicesOf(context, 2));
	listed2.set(context, reading);
	return reading;
}

/** A temporary token passes MFA once in place of a device, for whoever has it. */
const endTemporaryTokens: Step = {
	id: 'endOneTimeAccess',
	native: 'temporary MFA token',
	formerIds: ['removeVisibleDevicesV2'],
	kind: 'access',
	counts: 'oneTimeAccess',
	nothing: 'no temporary MFA token is listed',
	async find(context) {
		const devices = distinct(await readingOf2(context).look('temporary MFA token'));
		const opens = devices.every(isTemporaryToken);
		return devices.filter(isTemporaryToken).map((device) => ({ ...target(device), opens }));
	},
	apply: async (context, targets) => await removeEach(context, 2, targets),
};

/**
 * What version 2 lists and version 1 does not.
 *
 * @param keepTokens no step of the operation ends temporary tokens, which a person without a device
 * may be about to use
 */
function removeVisibleDevicesV2(keepTokens: boolean): Step {
	return {
		id: 'deleteFactors',
		native: 'devices of API v2',
		formerIds: ['removeVisibleDevicesV2'],
		kind: 'protection',
		counts: 'factors',
		nothing: 'no API-visible devices besides those of API v1',
		async find(context) {
			const devices = await readingOf2(context).look('devices of API v2');
			const others = onlyInVersion2(listed1.get(context) ?? [], devices);
			const reason = keepTokens ? 'temporaryToken' : 'stepNotChosen';
			const isEnded = context.chosen.has('endOneTimeAccess');
			for (const { device_id: id } of isEnded ? [] : others.filter(isTemporaryToken)) {
				context.kept.add({ what: 'temporary MFA token', id, reason });
			}
			return others.filter((device) => !isTemporaryToken(device)).map(target);
		},
		apply: async (context, targets) => await removeEach(context, 2, targets),
	};
}

const removeRoles: Step = {
	id: 'removeRoles',
	native: 'roles',
	kind: 'access',
	counts: 'roles',
	nothing: 'no roles',
	find: async ({ api, account }) =>
		rolesOf(api, await account.look('removeRoles')).map((id) => ({ id })),
	async apply({ api, account, user }, targets) {
		account.wasChanged();
		const ids = targets.map(({ id }) => id);
		const taken = await takeRoles(api, user.id, ids);
		return ids.map((id) => ({ id, result: taken.has(id) ? 'done' : 'alreadyGone' }));
	},
};

const generateToken: Step = {
	id: 'handOver',
	native: 'temporary MFA token',
	formerIds: ['generateMfaToken'],
	kind: 'other',
	once: true,
	handsOver: ['mfaToken'],
	nothing: '',
	check: tokenLife,
	async apply({ item, api, user, handedOver }) {
		const token = await generateMfaToken(api, user.id, 1, tokenLife(item), false);
		Object.assign(handedOver, { mfaToken: token.mfa_token, mfaTokenExpiresAt: token.expires_at });
		return [{ id: user.id, result: 'done' }];
	},
};

/** @param keepTokens as for {@link removeVisibleDevicesV2} */
function deleteFactors(keepTokens: boolean): OfferedStep {
	return {
		parts: [removeVisibleDevices, removeVisibleDevicesV2(keepTokens)],
		name: 'Delete Factors',
		description:
			'Remove all devices that API v1 lists, pending ones too, and what API v2 lists besides, which needs the scope Manage All. WebAuthn, security questions and the like are not visible and stay.',
		chosen: true,
	};
}

const LOG_OUT: Omit<OfferedStep, 'chosen'> = {
	parts: [logOutUser],
	name: 'End Sessions',
	description:
		'End all OneLogin sessions, not those inside connected apps. It cannot be read back.',
};

export const offboardSteps: readonly OfferedStep[] = [
	{
		parts: [suspendUser],
		name: 'Block User',
		description: 'Suspend the user, who cannot log in until reactivated',
		chosen: true,
	},
	{ ...LOG_OUT, chosen: true },
	{
		parts: [endTemporaryTokens],
		name: 'End One-Time Access',
		description: 'Remove a temporary MFA token where API v2 lists it. Needs the scope Manage All.',
		chosen: true,
	},
	deleteFactors(false),
	{
		parts: [removeRoles],
		name: 'Remove Roles',
		description:
			'Take all roles, and with them the apps that they give. Giving the roles back may not bring back what apps deleted.',
		// See the page of the node: a suspended user cannot use a role, and apps may delete what was
		// the user's when their role goes.
		chosen: false,
	},
];

export const resetSteps: readonly OfferedStep[] = [
	{
		parts: [generateToken],
		name: 'Hand Over Temporary MFA Token',
		description:
			'Give out a token for one use in place of a device. Whoever has it passes MFA, and no call takes it back.',
		chosen: false,
	},
	{ ...LOG_OUT, chosen: false },
	deleteFactors(true),
];

async function devicesOf({ api, user }: StepContext, version: ApiVersion): Promise<DeviceRow[]> {
	return await deviceDialect(version).devices(api, user.id);
}

function target(device: DeviceRow): Target {
	const names = [textOf(device.auth_factor_name), textOf(device.user_display_name)];
	const label = [...new Set(names)].filter(Boolean).join(': ');
	return {
		id: device.device_id,
		label: device.active === false ? `${label} (not finished)` : label,
	};
}

async function removeEach(
	{ api, user }: StepContext,
	version: ApiVersion,
	targets: readonly Target[],
): Promise<Applied[]> {
	return await eachTarget(
		targets,
		async ({ id }) => await deviceDialect(version).remove(api, user.id, id),
	);
}
