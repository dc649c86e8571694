import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { attempt, detailsOf, isUndecided, means } from '../errors';
import { listFields, wantedCount } from '../fields/list';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { runItems } from '../run/runItems';
import { auditRecord } from './audit';
import { STRENGTHS, type Strength } from './factor';
import type { LifecycleProvider } from './provider';
import { reasonOf, type Person } from './step';

/** Tells who has which factors, for one user or for all. */
export function auditOperation(provider: LifecycleProvider): Operation {
	return {
		option: {
			name: 'Audit MFA',
			value: 'auditMfa',
			description:
				'List the factors of one user or of all users in terms that are the same at every provider, and whether they are strong enough',
			action: 'Audit MFA of users',
		},
		effect: 'read',
		fields: fieldsOf(provider),

		async execute(item) {
			const minimum = item.oneOf('minimumStrength', STRENGTHS);
			const people =
				item.oneOf('auditOf', ['one', 'all']) === 'all'
					? provider.userPages(item, wantedCount(item))
					: onePage(await oneUser(provider, item));
			const rows: IDataObject[] = [];
			for await (const page of people)
				rows.push(...(await auditPage(provider, item, page, minimum)));
			return rows;
		},
	};
}

/** Users of one page, side by side as far as the node's options allow. */
async function auditPage(
	provider: LifecycleProvider,
	item: Item,
	page: readonly Person[],
	minimum: Strength,
): Promise<IDataObject[]> {
	const results = await runItems(page.length, {
		sideBySide: item.run.pace.concurrency,
		stopAtFailure: true,
		run: async (index) => await auditOne(provider, item, page[index], minimum),
	});
	const failed = results.find((result) => result?.error !== undefined);
	if (failed) throw failed.error;
	return results.flatMap((result) => result?.rows ?? []);
}

interface Audited {
	failed: boolean;
	rows: IDataObject[];
	error?: unknown;
}

async function auditOne(
	provider: LifecycleProvider,
	item: Item,
	user: Person | undefined,
	minimum: Strength,
): Promise<Audited> {
	if (user === undefined) return { failed: false, rows: [] };
	try {
		const reading = await provider.readFactors(item.api, user);
		return { failed: false, rows: [auditRecord(item.run.provider.id, user, reading, minimum)] };
	} catch (error) {
		// A user who was deleted while the list was being read is no reason to lose the others.
		if (!(await isGone(provider, item, user, error))) return { failed: true, rows: [], error };
		return { failed: false, rows: [vanished(item, user, minimum, reasonOf(error))] };
	}
}

/** Whether a refusal says that this user is not there, or, where it names nothing, a read by id does. */
async function isGone(
	provider: LifecycleProvider,
	item: Item,
	user: Person,
	error: unknown,
): Promise<boolean> {
	// That something else is missing says nothing of the user.
	const isUser = (refusal: unknown) =>
		means(refusal, 'missing') && detailsOf(refusal).missing === provider.userField.displayName;
	if (isUser(error)) return true;
	if (!isUndecided(error)) return false;
	const { node } = item.run;
	const read = await attempt(
		node,
		item.index,
		async () => await provider.readAccount(item.api, user.id),
	);
	return isUser(read.error);
}

function vanished(item: Item, user: Person, minimum: Strength, reason: string): IDataObject {
	const nothing = { factors: [], kept: [], visibility: 'partial' as const };
	return { ...auditRecord(item.run.provider.id, user, nothing, minimum), unreadable: reason };
}

async function oneUser(provider: LifecycleProvider, item: Item): Promise<Person[]> {
	const { typed, users } = await provider.findUsers(item);
	if (users.length > 0) return users;
	throw item.refuse(
		`No user was found for '${typed.slice(0, 100)}'`,
		"Check the parameter 'User'.",
	);
}

async function* onePage(users: Person[]): AsyncGenerator<Person[]> {
	yield await Promise.resolve(users);
}

function fieldsOf(provider: LifecycleProvider): INodeProperties[] {
	const onlyAll = { auditOf: ['all'] };
	return [
		{
			displayName: 'Users',
			name: 'auditOf',
			type: 'options',
			options: [
				{ name: 'All Users', value: 'all' },
				{ name: 'One User', value: 'one' },
			],
			default: 'one',
			description: 'Whom to audit',
		},
		{ ...provider.userField, displayOptions: { show: { auditOf: ['one'] } } },
		...listFields.map((field) => ({
			...field,
			displayOptions: { show: { ...onlyAll, ...field.displayOptions?.show } },
		})),
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			displayOptions: { show: onlyAll },
			default: {},
			options: provider.auditFilters,
		},
		{
			displayName: 'Minimum Strength',
			name: 'minimumStrength',
			type: 'options',
			options: [
				{
					name: 'App or Better',
					value: 'app',
					description: 'Authenticator app, push, hardware token, or phishing-resistant',
				},
				{ name: 'Any Factor', value: 'weak', description: 'SMS, voice and email, too' },
				{
					name: 'Phishing-Resistant',
					value: 'phishing-resistant',
					description: 'Security key or passkey',
				},
			],
			default: 'app',
			description: 'What the strongest active factor must be for the user to be compliant',
		},
	];
}
