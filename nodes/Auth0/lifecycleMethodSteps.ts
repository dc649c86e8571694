import type { IDataObject } from 'n8n-workflow';

import {
	eachTarget,
	SharedReading,
	type Applied,
	type Step,
	type StepContext,
	type Target,
} from '../shared/lifecycle';
import { legacyProvidersOf } from './transport/legacyProviders';
import { isFactor, isRecoveryCode, listMethods } from './transport/methods';
import { removeFactors, removeMethod, type MethodRemoval } from './transport/removeMethods';

/** The steps of Offboard and Reset MFA that delete authentication methods. */

/** A user's methods as the steps that delete some of them look at them. */
const methodsOf = new WeakMap<StepContext, SharedReading<IDataObject[]>>();

function readingOf(context: StepContext): SharedReading<IDataObject[]> {
	const { api, user } = context;
	const reading =
		methodsOf.get(context) ?? new SharedReading(async () => await listMethods(api, user.id));
	methodsOf.set(context, reading);
	return reading;
}

/** Ids of recovery codes that {@link endRecoveryCodes} has ended. */
const endedCodes = new WeakMap<StepContext, Set<string>>();

/**
 * A recovery code stands in for a factor. Where it is all that the user can sign in with beside the
 * password, it is what keeps the password from opening the account.
 */
export const endRecoveryCodes: Step = {
	id: 'endOneTimeAccess',
	native: 'recovery code',
	// Delete Factors took it, too, and still brings it along.
	formerIds: ['deleteFactors'],
	kind: 'access',
	counts: 'oneTimeAccess',
	nothing: 'no recovery code',
	async find(context) {
		const methods = await readingOf(context).look('recovery code');
		const opens = !methods.some(isUsableFactor) && !hasLegacyProvider(context);
		return methods.filter(isRecoveryCode).map((method) => ({ ...targetOf(method), opens }));
	},
	async apply(context, targets) {
		const { api, user } = context;
		const ended = endedCodes.get(context) ?? new Set<string>();
		endedCodes.set(context, ended);
		return await eachTarget(targets, async ({ id }) => {
			const wasGone = await removeMethod(api, user.id, id);
			ended.add(id);
			return wasGone;
		});
	},
};

export const deleteFactors: Step = {
	id: 'deleteFactors',
	native: 'authentication methods',
	kind: 'protection',
	counts: 'factors',
	nothing: 'no factors',
	async find(context) {
		const methods = await readingOf(context).look('authentication methods');
		for (const method of methods.filter((one) => !isFactor(one))) {
			const id = textOf(method.id) || null;
			context.kept.add({ what: textOf(method.type), id, reason: 'notAFactor' });
		}
		return methods.filter((method) => isFactor(method) && !isRecoveryCode(method)).map(targetOf);
	},
	async apply(context, targets) {
		const { api, user } = context;
		const factors = targets.map(({ id, label }) => ({ id, type: label?.split(':')[0] ?? '' }));
		const removals = await removeFactors(api, user.id, factors, hasOthers(context));
		return removals.map(({ id, result, code, reason }) => ({
			id,
			result: resultOf(result, code),
			...(code !== undefined && { code }),
			...(reason !== undefined && { reason }),
		}));
	},
};

/** Whether the user has more than factors: what is none, or a recovery code that could not be ended. */
function hasOthers(context: StepContext): boolean {
	const ended = endedCodes.get(context);
	const isOther = (method: IDataObject) =>
		!isFactor(method) || (isRecoveryCode(method) && ended?.has(textOf(method.id)) !== true);
	return (methodsOf.get(context)?.known ?? []).some(isOther);
}

/** A factor that somebody can sign in with now, and again and again. */
function isUsableFactor(method: IDataObject): boolean {
	return isFactor(method) && !isRecoveryCode(method) && method.confirmed !== false;
}

/** By the record of the user that was read anyway; where it does not tell, there is none. */
function hasLegacyProvider({ account }: StepContext): boolean {
	return legacyProvidersOf(account.known).length > 0;
}

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

function textOf(value: IDataObject[string]): string {
	return typeof value === 'string' ? value : '';
}
