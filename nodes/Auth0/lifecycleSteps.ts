import type { IDataObject } from 'n8n-workflow';

import { attempt, means } from '../shared/errors';
import {
	blockStep,
	eachTarget,
	type Applied,
	type OfferedStep,
	type Step,
	type StepContext,
	type Target,
} from '../shared/lifecycle';
import { collect } from '../shared/paging';
import {
	endDeviceCredential,
	isDeviceCredential,
	listDeviceCredentials,
} from './transport/devices';
import { endGrants, listGrants } from './transport/grants';
import { isFactor, isRecoveryCode, listMethods } from './transport/methods';
import { legacyProvidersOf, removeLegacyProvider } from './transport/legacyProviders';
import { removeFactors, removeMethod, type MethodRemoval } from './transport/removeMethods';
import { accessPages, endAll, REFRESH_TOKENS, SESSIONS, type Access } from './transport/sessions';
import { BLOCK_SHOWN_WITHIN_MS, forgetBrowsers, isBlocked, setBlocked } from './transport/users';

/** Auth0's steps of Offboard and Reset MFA, each in terms of the Management API. */

const blockUser = blockStep({
	id: 'blockUser',
	native: 'blocked',
	nothing: 'already blocked',
	isShown: isBlocked,
	shownWithinMs: BLOCK_SHOWN_WITHIN_MS,
	async apply({ api, user }) {
		await setBlocked(api, user.id, true);
		return [{ id: user.id, result: 'done' }];
	},
});

const endSessions: Step = {
	id: 'endSessions',
	native: 'sessions',
	kind: 'access',
	counts: 'sessions',
	nothing: 'no sessions',
	find: async (context) => await accessTargets(context, SESSIONS),
	apply: async (context, targets) => await endTogether(context, SESSIONS, targets),
};

/** Plans without the refresh token endpoints show the same tokens as device credentials. */
const endRefreshTokens: Step = {
	id: 'revokeTokens',
	native: 'refresh tokens',
	formerIds: ['endRefreshTokens'],
	kind: 'access',
	counts: 'tokens',
	nothing: 'no refresh tokens',
	async find(context) {
		const { item, api, user } = context;
		const tried = await attempt(
			item.run.node,
			item.index,
			async () => await accessTargets(context, REFRESH_TOKENS),
		);
		if (!tried.error) return tried.value;
		if (!means(tried.error, 'plan')) throw tried.error;
		return await listDeviceCredentials(api, user.id);
	},
	async apply(context, targets) {
		if (!targets.every(isDeviceCredential))
			return await endTogether(context, REFRESH_TOKENS, targets);
		const { api, user } = context;
		return await eachTarget(targets, async ({ id }) => await endDeviceCredential(api, user.id, id));
	},
};

const endGrantsStep: Step = {
	id: 'revokeGrants',
	native: 'grants',
	formerIds: ['endGrants'],
	kind: 'access',
	counts: 'tokens',
	nothing: 'no grants',
	find: async ({ api, user }) => await listGrants(api, user.id),
	async apply({ api, user }, targets) {
		await endGrants(api, user.id);
		return targets.map(({ id }) => ({ id, result: 'done' }));
	},
};

/** It only tightens: browsers that skip MFA ask for it again. */
const forgetRememberedBrowsers: Step = {
	id: 'forgetDevices',
	native: 'remembered browsers',
	formerIds: ['forgetRememberedBrowsers'],
	kind: 'access',
	nothing: '',
	async apply({ api, user }) {
		await forgetBrowsers(api, user.id);
		return [{ id: user.id, result: 'done' }];
	},
};

/** What the last look found, for the next step that looks at the same list before anything changes. */
const lastLook = new WeakMap<StepContext, IDataObject[]>();

/** The user's methods, read anew unless the step before has just done so. */
async function methodsOf(context: StepContext): Promise<IDataObject[]> {
	const known = lastLook.get(context);
	lastLook.delete(context);
	return known ?? (await listMethods(context.api, context.user.id));
}

/**
 * A recovery code stands in for a factor. Where it is all that the user has, it is what keeps the
 * password from opening the account.
 */
const endRecoveryCodes: Step = {
	id: 'endOneTimeAccess',
	native: 'recovery code',
	// Delete Factors took it, too, and still brings it along.
	formerIds: ['deleteFactors'],
	kind: 'access',
	counts: 'oneTimeAccess',
	nothing: 'no recovery code',
	async find(context) {
		lastLook.delete(context);
		const methods = await methodsOf(context);
		lastLook.set(context, methods);
		const opens = !methods.some((method) => isFactor(method) && !isRecoveryCode(method));
		return methods.filter(isRecoveryCode).map((method) => ({ ...targetOf(method), opens }));
	},
	async apply(context, targets) {
		const { api, user } = context;
		const applied = await eachTarget(
			targets,
			async ({ id }) => await removeMethod(api, user.id, id),
		);
		lastLook.delete(context);
		return applied;
	},
};

const deleteFactors: Step = {
	id: 'deleteFactors',
	native: 'authentication methods',
	kind: 'protection',
	counts: 'factors',
	nothing: 'no factors',
	async find(context) {
		const methods = await methodsOf(context);
		for (const method of methods.filter((one) => !isFactor(one))) {
			const id = textOf(method.id) || null;
			context.kept.add({ what: textOf(method.type), id, reason: 'notAFactor' });
		}
		return methods.filter((method) => isFactor(method) && !isRecoveryCode(method)).map(targetOf);
	},
	async apply({ api, user, kept }, targets) {
		const factors = targets.map(({ id, label }) => ({ id, type: label?.split(':')[0] ?? '' }));
		const removals = await removeFactors(api, user.id, factors, kept.has('notAFactor'));
		return removals.map(({ id, result, code, reason }) => ({
			id,
			result: resultOf(result, code),
			...(code !== undefined && { code }),
			...(reason !== undefined && { reason }),
		}));
	},
};

function resultOf(result: MethodRemoval['result'], code: MethodRemoval['code']): Applied['result'] {
	if (result === 'deleted' || result === 'kept') return 'done';
	const isLacking = code === 'permission' || code === 'plan';
	return result === 'failed' && isLacking ? 'notAvailable' : result;
}

function targetOf(method: IDataObject): Target {
	return {
		id: textOf(method.id),
		label: [textOf(method.type), textOf(method.name)].filter(Boolean).join(': '),
	};
}

/** Duo and Google Authenticator of the legacy MFA; the profile lists those that are set. */
const removeLegacyProviders: Step = {
	id: 'deleteFactors',
	native: 'legacy provider',
	formerIds: ['removeLegacyProvider'],
	kind: 'protection',
	counts: 'factors',
	nothing: 'no legacy provider',
	find: async ({ account }) =>
		legacyProvidersOf(await account.look('legacy provider')).map((id) => ({ id })),
	async apply({ api, account, user }, targets) {
		account.wasChanged();
		return await eachTarget(
			targets,
			async ({ id }) => await removeLegacyProvider(api, user.id, id, 'removeLegacyProvider'),
		);
	},
};

const createTicket: Step = {
	id: 'handOver',
	native: 'enrollment ticket',
	formerIds: ['createEnrollmentTicket'],
	kind: 'other',
	once: true,
	handsOver: ['enrollmentTicket'],
	nothing: '',
	async apply({ api, user, handedOver }) {
		const answer = await api.send({
			method: 'POST',
			path: ['guardian', 'enrollments', 'ticket'],
			body: { user_id: user.id, send_mail: false },
			permission: 'create:guardian_enrollment_tickets',
			needsBody: true,
			step: 'createEnrollmentTicket',
			subjects: [{ parameter: 'User', value: user.id }],
		});
		Object.assign(handedOver, { enrollmentTicket: answer.object.ticket_url });
		return [{ id: user.id, result: 'done' }];
	},
};

const ALL_KINDS = {
	sessions: {
		parts: [endSessions],
		name: 'End Sessions',
		description: 'End all sessions. Needs an Enterprise plan.',
	},
	browsers: {
		parts: [forgetRememberedBrowsers],
		name: 'Forget Devices',
		description: 'Browsers that skip MFA ask for it again. It cannot be read back.',
	},
	oneTime: {
		parts: [endRecoveryCodes],
		name: 'End One-Time Access',
		description: 'Delete the recovery code. Delete Factors brings this step along.',
	},
	factors: {
		parts: [deleteFactors, removeLegacyProviders],
		name: 'Delete Factors',
		description:
			'Delete all authentication methods that are factors, passkeys too, and Duo or Google Authenticator of the legacy MFA',
	},
} as const;

export const offboardSteps: readonly OfferedStep[] = [
	{
		parts: [blockUser],
		name: 'Block User',
		description: 'Keep the user from logging in',
		chosen: true,
	},
	{ ...ALL_KINDS.sessions, chosen: true },
	{
		parts: [endRefreshTokens],
		name: 'Revoke Tokens',
		description:
			'Revoke all refresh tokens, as device credentials on plans without their endpoints',
		chosen: true,
	},
	{
		parts: [endGrantsStep],
		name: 'Revoke Grants',
		description: 'Remove what the user consented to, which revokes the tokens issued under it',
		chosen: true,
	},
	{ ...ALL_KINDS.browsers, chosen: true },
	{ ...ALL_KINDS.oneTime, chosen: true },
	{ ...ALL_KINDS.factors, chosen: true },
];

export const resetSteps: readonly OfferedStep[] = [
	{ ...ALL_KINDS.sessions, chosen: false },
	{ ...ALL_KINDS.browsers, chosen: true },
	{ ...ALL_KINDS.oneTime, chosen: true },
	{ ...ALL_KINDS.factors, chosen: true },
	{
		parts: [createTicket],
		name: 'Hand Over Enrollment Ticket',
		description: 'Give out a link with which the user enrolls again. Whoever has it can enroll.',
		chosen: false,
	},
];

async function accessTargets({ api, user }: StepContext, access: Access): Promise<Target[]> {
	const rows = await collect(accessPages(api, access, user.id, Infinity));
	return rows.map((row) => ({ id: textOf(row.id) }));
}

/** One call ends them all; the service accepts it and does it shortly after. */
async function endTogether(
	{ api, user }: StepContext,
	access: Access,
	targets: readonly Target[],
): Promise<Applied[]> {
	await endAll(api, access, user.id);
	return targets.map(({ id }) => ({ id, result: 'done' }));
}

function textOf(value: IDataObject[string]): string {
	return typeof value === 'string' ? value : '';
}
