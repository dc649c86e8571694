import { listFields, wantedCount } from '../../../shared/fields/list';
import { pick, simplifyField } from '../../../shared/fields/simplify';
import type { Item } from '../../../shared/item';
import type { Operation } from '../../../shared/operation';
import { collect } from '../../../shared/paging';
import { ownUserOf } from '../../fields/target';
import { userField, userOf } from '../../fields/user';
import { eventPages } from '../../transport/events';
import type { Target } from '../../transport/target';
import { getUser } from '../../transport/users';
import { eventFilters, eventQuery } from './filters';

/** What a simplified event keeps: who did what to whom, and when. */
const SIMPLE_EVENT = [
	'id',
	'timestamp',
	'event_type',
	'description',
	'event_severity',
	'alert',
	'user',
	'organisation',
	'detail',
] as const;

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		description:
			'List events of the organisation or of one user, such as failed sign-ins and removed MFA keys',
		action: 'Get many events',
	},
	effect: 'read',
	fields: [
		{
			displayName: 'Events Of',
			name: 'eventsOf',
			type: 'options',
			options: [
				{ name: 'All', value: 'all', description: 'Everything in the organisation' },
				{ name: 'Another User', value: 'anotherUser', description: 'What one user did' },
				{ name: 'My Own User', value: 'myOwnUser', description: 'What the user who signed in did' },
			],
			default: 'all',
			description: 'Whose events to list',
		},
		{ ...userField, displayOptions: { show: { eventsOf: ['anotherUser'] } } },
		...listFields,
		simplifyField,
		eventFilters,
	],

	async execute(item) {
		const wanted = wantedCount(item);
		const simplify = item.flag('simplify');
		const q = eventQuery(item);
		const target = await whose(item);
		const events = await collect(eventPages(item.api, target, q, wanted));
		// A user who does not exist has an empty list here, and no 404.
		if (events.length === 0 && target?.own === false) await getUser(item.api, target);
		return simplify ? events.map((event) => pick(event, SIMPLE_EVENT)) : events;
	},
};

async function whose(item: Item): Promise<Target | undefined> {
	const choice = item.oneOf('eventsOf', ['all', 'anotherUser', 'myOwnUser']);
	if (choice === 'anotherUser') return await userOf(item);
	return choice === 'myOwnUser' ? await ownUserOf(item) : undefined;
}
