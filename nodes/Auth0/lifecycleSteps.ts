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
import { deleteFactors, endRecoveryCodes } from './lifecycleMethodSteps';
import {
	endDeviceCredential,
	isDeviceCredential,
	listDeviceCredentials,
} from './transport/devices';
import { endGrants, listGrants } from './transport/grants';
import { legacyProvidersOf, removeLegacyProvider } from './transport/legacyProviders';
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
