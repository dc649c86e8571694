import type { INodeProperties } from 'n8n-workflow';

import type { OfferedStep } from './provider';

/** Mode, steps and options of Offboard and Reset MFA. */
export function lifecycleFields(
	offered: readonly OfferedStep[],
	blockFirst: boolean,
	extraOptions: readonly INodeProperties[],
): INodeProperties[] {
	const chosen = offered.filter((one) => one.chosen).map(({ parts }) => parts[0].id);
	const steps: INodeProperties = {
		displayName: 'Steps',
		name: 'steps',
		type: 'multiOptions',
		options: offered.map(({ parts, name, description }) => ({
			name,
			value: parts[0].id,
			description,
		})),
		default: [],
		description: 'What to do. Steps run in the order of this list, whatever the order of choosing.',
	};
	return [
		mode,
		executeNotice,
		{ ...steps, default: chosen },
		maxUsers,
		{ ...lifecycleOptions, options: optionsOf(blockFirst, extraOptions) },
	];
}

const mode: INodeProperties = {
	displayName: 'Mode',
	name: 'mode',
	type: 'options',
	options: [
		{
			name: 'Preview',
			value: 'preview',
			description: 'Read what there is and list what Execute would do. Changes nothing.',
		},
		{
			name: 'Execute',
			value: 'execute',
			description: 'Do it, read back, and give a record. It cannot be undone.',
		},
	],
	default: 'preview',
	description:
		'Whether to list what would be done, or to do it. Read for each item: an expression may preview some users and execute others. Any other word stops the run before anything is sent.',
};

const executeNotice: INodeProperties = {
	displayName: 'Execute removes what Preview lists. It cannot be undone.',
	name: 'executeNotice',
	type: 'notice',
	displayOptions: { show: { mode: ['execute'] } },
	default: '',
};

const maxUsers: INodeProperties = {
	displayName: 'Max Users per Run',
	name: 'maxUsers',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 25,
	description:
		'A run of this node with more input items, one user each, is refused before anything is sent, so that a broken list does no harm. In a loop each batch is a run. Read for each item: the lowest value counts.',
};

const lifecycleOptions: INodeProperties = {
	displayName: 'Lifecycle Options',
	name: 'lifecycleOptions',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [],
};

function optionsOf(blockFirst: boolean, extra: readonly INodeProperties[]): INodeProperties[] {
	const common = [ifSeveralMatch, protectedUsers, removeLatecomers];
	const all = blockFirst ? [...common, removeFactorsUnblocked, ...extra] : [...common, ...extra];
	return [...all].sort((a, b) => a.displayName.localeCompare(b.displayName));
}

const ifSeveralMatch: INodeProperties = {
	displayName: 'If Several Match',
	name: 'ifSeveralMatch',
	type: 'options',
	options: [
		{
			name: 'All Exact Matches',
			value: 'all',
			description: 'Work on each account that has exactly this email, with a record of its own',
		},
		{
			name: 'Report',
			value: 'report',
			description: 'Change nothing and list the IDs of the accounts',
		},
	],
	default: 'report',
	description: 'What to do when several accounts have the same email',
};

const protectedUsers: INodeProperties = {
	displayName: 'Protected Users',
	name: 'protectedUsers',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	placeholder: 'e.g. break-glass@example.com',
	description:
		'Accounts that are never touched, such as break-glass accounts: whole emails or IDs, with line ends, commas, semicolons or blanks between them, or a list by expression. The lists of all items of the run count for each of them. A list that is set and names nobody, or an entry that can match nobody, stops the run before anything is sent; (nobody) alone means nobody.',
};

const removeLatecomers: INodeProperties = {
	displayName: 'Remove What Appears Meanwhile',
	name: 'removeLatecomers',
	type: 'boolean',
	default: false,
	description:
		'Whether to remove, too, what the last check finds and the first look did not show. It is reported either way.',
};

const removeFactorsUnblocked: INodeProperties = {
	displayName: 'Remove Factors Even If the Account Could Not Be Blocked',
	name: 'removeFactorsUnblocked',
	type: 'boolean',
	default: false,
	description:
		'Whether to remove devices and factors of an account that can still sign in. The password alone opens it then.',
};
