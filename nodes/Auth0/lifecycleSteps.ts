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
import { isFactor, listMethods } from './transport/methods';
import { legacyProvidersOf, removeLegacyProvider } from './transport/legacyProviders';
import { removeFactors } from './transport/removeMethods';
import { accessPages, endAll, REFRESH_TOKENS, SESSIONS, type Access } from './transport/sessions';
import { BLOCK_SHOWN_WITHIN_MS, forgetBrowsers, isBlocked, setBlocked } from './transport/users';

/** Auth0's steps of Offboard and Reset MFA, each in terms of the Management API. */

const blockUser = blockStep({
	id: 'blockUser',
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
	kind: 'access',
	counts: 'sessions',
	nothing: 'no sessions',
	find: async (context) => await accessTargets(context, SESSIONS),
	apply: async (context, targets) => await endTogether(context, SESSIONS, targets),
};

/** Plans without the refresh token endpoints show the same tokens as device credentials. */
const endRefreshTokens: Step = {
	id: 'endRefreshTokens',
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
	id: 'endGrants',
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
	id: 'forgetRememberedBrowsers',
	kind: 'access',
	nothing: '',
	async apply({ api, user }) {
		await forgetBrowsers(api, user.id);
		return [{ id: user.id, result: 'done' }];
	},
};

const deleteFactors: Step = {
	id: 'deleteFactors',
	kind: 'protection',
	counts: 'factors',
	nothing: 'no factors',
	async find({ api, user, kept }) {
		const methods = await listMethods(api, user.id);
		for (const { type } of methods.filter((one) => !isFactor(one))) kept.add(textOf(type));
		return methods.filter(isFactor).map((method) => ({
			id: textOf(method.id),
			label: [textOf(method.type), textOf(method.name)].filter(Boolean).join(': '),
		}));
	},
	async apply({ api, user, kept }, targets) {
		const factors = targets.map(({ id, label }) => ({ id, type: label?.split(':')[0] ?? '' }));
		const removals = await removeFactors(api, user.id, factors, kept.size > 0);
		return removals.map(({ id, result, reason }) => ({
			id,
			result: result === 'deleted' || result === 'kept' ? 'done' : result,
			...(reason !== undefined && { reason }),
		}));
	},
};

/** Duo and Google Authenticator of the legacy MFA; the profile lists those that are set. */
const removeLegacyProviders: Step = {
	id: 'removeLegacyProvider',
	kind: 'protection',
	counts: 'factors',
	nothing: 'no legacy provider',
	find: async ({ account }) =>
		legacyProvidersOf(await account.look('removeLegacyProvider')).map((id) => ({ id })),
	async apply({ api, account, user }, targets) {
		account.wasChanged();
		return await eachTarget(
			targets,
			async ({ id }) => await removeLegacyProvider(api, user.id, id, 'removeLegacyProvider'),
		);
	},
};

const createTicket: Step = {
	id: 'createEnrollmentTicket',
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
		step: endSessions,
		name: 'End Sessions',
		description: 'End all sessions. Needs an Enterprise plan.',
	},
	browsers: {
		step: forgetRememberedBrowsers,
		name: 'Forget Remembered Browsers',
		description: 'Browsers that skip MFA ask for it again. It cannot be read back.',
	},
	factors: {
		step: deleteFactors,
		name: 'Delete Factors',
		description: 'Delete all authentication methods that are factors, passkeys too',
	},
	legacy: {
		step: removeLegacyProviders,
		name: 'Remove Legacy Provider',
		description: 'Remove Duo or Google Authenticator of the legacy MFA',
	},
};

export const offboardSteps: readonly OfferedStep[] = [
	{
		step: blockUser,
		name: 'Block User',
		description: 'Keep the user from logging in',
		chosen: true,
	},
	{ ...ALL_KINDS.sessions, chosen: true },
	{
		step: endRefreshTokens,
		name: 'End Refresh Tokens',
		description:
			'Revoke all refresh tokens, as device credentials on plans without their endpoints',
		chosen: true,
	},
	{
		step: endGrantsStep,
		name: 'End Grants',
		description: 'Remove what the user consented to, which revokes the tokens issued under it',
		chosen: true,
	},
	{ ...ALL_KINDS.browsers, chosen: true },
	{ ...ALL_KINDS.factors, chosen: true },
	{ ...ALL_KINDS.legacy, chosen: true },
];

export const resetSteps: readonly OfferedStep[] = [
	{ ...ALL_KINDS.sessions, chosen: false },
	{ ...ALL_KINDS.browsers, chosen: true },
	{ ...ALL_KINDS.factors, chosen: true },
	{ ...ALL_KINDS.legacy, chosen: true },
	{
		step: createTicket,
		name: 'Create Enrollment Ticket',
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
