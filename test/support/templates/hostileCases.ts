import { HOSTILE as H } from './text';

/** What stands around a Code node when it runs. */
export interface Case {
	/** Items of the nodes that it names. */
	nodes?: Record<string, unknown[]>;
	input?: unknown[];
	$json?: unknown;
}

const REQUEST = {
	'Email of the person': H,
	Provider: H,
	Ticket: H,
	'How the person was identified': H,
	'Your email': H,
	approver: 'approver@example.com',
};
const STEPS = [
	{ step: H, target: H, label: H, result: 'planned', reason: H, at: H },
	{ step: H, target: 'the account', label: H, result: 'planned' },
	{ step: H, target: H, label: null, result: 'notAvailable' },
];
const ERRORS = [H, { message: H, description: H }, { message: H }, { description: H }, null];

const RECORD = {
	provider: H,
	user: { id: H, email: H, typed: H },
	mode: H,
	verified: false,
	reason: H,
	matches: [H, H],
	remaining: [H, H],
	kept: [H, { what: H, id: H }],
	notVerifiable: [H],
	notCovered: [H],
	removed: { [H]: 2, factors: 1 },
	warnings: [H, { code: H, text: H }],
	steps: STEPS,
	startedAt: H,
	finishedAt: H,
	run: {
		host: H,
		credential: { name: H },
		node: H,
		workflowName: H,
		workflowId: H,
		executionId: H,
	},
};

const OUTCOMES = ['failed', 'userAmbiguous', 'skipped', 'partial', 'completed', 'userNotFound', H];
const RECORDS = OUTCOMES.map((outcome) => ({ ...RECORD, outcome }));

/** The answer of an Offboard node about the first leaver of a batch. */
function batchOf(answer: unknown): Case {
	return {
		nodes: {
			'Batches of 25': [{ email: H }],
			'Offboard at Auth0': [answer],
			'Offboard at OneLogin': [answer],
			'Offboard at emnify': [{ email: H }],
		},
	};
}

const PERSON = {
	user: { id: H, email: H },
	compliant: false,
	strongest: 'weak',
	hasActiveMfa: true,
};
const FACTORS = [
	{ type: H, status: 'active' },
	{ type: 'totp', status: 'pending' },
];

/** By template and Code node: cases in which everything that comes from outside is hostile. */
export const CASES: Record<string, Case[]> = {
	'helpdesk-mfa-reset.json: What would be removed': [
		{ outcome: 'previewed', user: { id: 'the account', email: H }, steps: STEPS },
		{ outcome: 'previewed', user: { id: H, email: H }, steps: STEPS, warnings: RECORD.warnings },
		{ outcome: 'userNotFound' },
		{ outcome: 'userAmbiguous', matches: [H, H] },
		{ outcome: 'nothingToDo', user: { id: H } },
		...ERRORS.map((error) => ({ error })),
	].map((json) => ({ nodes: { Settings: [REQUEST] }, input: [json] })),
	'helpdesk-mfa-reset.json: What was done': [
		...RECORDS,
		...ERRORS.map((error) => ({ error })),
		{ error: { message: H, details: { ...RECORD, outcome: H } } },
	].map((json) => ({
		nodes: {
			'What would be removed': [{ userId: H, shown: { subject: 'Plain' } }],
			'Ask for approval': [{ data: { 'Your name': H, Remark: H, Decision: 'Approve' } }],
		},
		input: [json],
	})),
	'helpdesk-mfa-reset.json: Not approved': [
		{ data: { Decision: H, 'Your name': H, Remark: H } },
		{ data: { Decision: 'Reject', 'Your name': H } },
		{},
	].map((json) => ({
		nodes: { 'What would be removed': [{ userId: H, shown: { subject: 'Plain' } }] },
		input: [json],
	})),
	'scheduled-offboarding.json: The list, for the evidence': [
		{
			input: [
				{ email: H, [H]: H, [` ${H}`]: H, nested: { [H]: [H] }, number: -1, none: null },
				{ other: H },
			],
		},
	],
	'scheduled-offboarding.json: One record per person': [
		...RECORDS.map(batchOf),
		...ERRORS.map((error) => batchOf({ error })),
		batchOf({ error: { message: H, description: H, user: H, details: { ...RECORD, outcome: H } } }),
		batchOf({ error: { message: H, details: { records: RECORDS } } }),
	],
	'scheduled-offboarding.json: Evidence lines': [
		{
			nodes: { 'Fingerprint of the list': [{ sha256: H }] },
			input: [{ person: H, records: [...RECORDS, { provider: H, outcome: H }] }],
		},
	],
	'scheduled-offboarding.json: Records and where they are': [
		{ fileName: H },
		...ERRORS.map((error) => ({ error })),
	].map((json) => ({
		nodes: {
			'One record per person': [
				{
					person: H,
					records: [],
					shown: {
						person: 'Plain',
						overall: 'completed',
						auth0: 'completed',
						oneLogin: 'not used',
						emnify: 'not used',
						removed: '',
						verified: '',
						lookAt: 'Plain',
					},
				},
			],
		},
		input: [json],
	})),
	'step-up-approval.json: As text': [{ input: [{ approver: H, reason: H }] }],
	'weekly-mfa-audit.json: Figures': [
		{
			nodes: {
				Settings: [{ minimumStrength: H }],
				'Audit Auth0': [
					{ ...PERSON, factors: FACTORS },
					{ ...PERSON, user: { id: H }, factors: [] },
				],
				'Audit OneLogin': [{ ...PERSON, hasActiveMfa: null, factors: [] }],
				'Audit emnify': ERRORS.map((error) => ({ error })),
			},
		},
	],
};
