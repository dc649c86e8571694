import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { EMAILS as AUTH0_EMAILS, USERS as AUTH0_USERS } from '../../../sandbox/auth0/seed';
import { USERNAMES, USERS as EMNIFY_USERS } from '../../../sandbox/emnify/seed';
import { EMAILS, USERS } from '../../../sandbox/onelogin/seed';
import type { RunNodeOptions } from '../../support/engine';
import { auth0 } from '../reliability/auth0';
import { emnify } from '../reliability/emnify';
import { oneLogin } from '../reliability/onelogin';
import { isChange, type AnySandbox, type Subject, type Trial } from '../reliability/subject';

/** Settings that keep a run from doing harm stop it when they cannot be used, before any request. */

interface Person {
	id: string;
	email: string;
	username?: string;
}

const PROVIDERS: ReadonlyArray<readonly [Subject, Record<'ana' | 'cleo', Person>]> = [
	[
		auth0,
		{
			ana: { id: AUTH0_USERS.ana, email: AUTH0_EMAILS.ana },
			cleo: { id: AUTH0_USERS.cleo, email: AUTH0_EMAILS.cleo },
		},
	],
	[
		oneLogin,
		{
			ana: { id: String(USERS.ana), email: EMAILS.ana, username: 'ana' },
			cleo: { id: String(USERS.ben), email: EMAILS.ben, username: 'ben' },
		},
	],
	[
		emnify,
		{
			ana: { id: String(EMNIFY_USERS.ana), email: USERNAMES.ana },
			cleo: { id: String(EMNIFY_USERS.cleo), email: USERNAMES.cleo },
		},
	],
];

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const FOUND_NOTHING = '={{ $json.nope }}';

describe.each(PROVIDERS.map(([subject, people]) => [subject.name, subject, people] as const))(
	'at %s',
	(_name, subject, { ana, cleo }) => {
		let sandbox: AnySandbox;
		beforeAll(async () => {
			sandbox = await subject.start();
		});
		beforeEach(() => {
			sandbox.reset();
			sandbox.clearRequests();
		});
		afterAll(async () => {
			await sandbox.close();
		});

		function trialOf(operation: string): Trial {
			const trial = subject.trials.find((one) => one.operation === operation);
			if (!trial) throw new Error(`No trial of ${operation}`);
			return trial;
		}

		async function run(
			operation: string,
			parameters: INodeParameters,
			options: Partial<RunNodeOptions> = {},
		) {
			const given = { resource: 'user', operation, userId: byId(ana.id), mode: 'execute' };
			const result = await subject.run(
				sandbox,
				trialOf(operation),
				{ ...given, ...parameters },
				options,
			);
			const rows = (result.outputs[0] ?? []).map(({ json }) => json);
			return { ...result, rows, message: result.error?.message ?? rows[0]?.message };
		}

		/** Refused in both ways to handle errors, with the same words, and nothing was sent. */
		async function refused(
			parameters: INodeParameters,
			options: Partial<RunNodeOptions> = {},
			operation = 'offboard',
		): Promise<string> {
			const stopped = await run(operation, parameters, options);
			const goneOn = await run(operation, parameters, {
				...options,
				onError: 'continueRegularOutput',
			});
			expect(stopped.error?.message).toBeDefined();
			expect(goneOn.rows.map(({ message }) => message)).toEqual(
				goneOn.rows.map(() => stopped.error?.message),
			);
			expect(goneOn.rows).toHaveLength(options.items?.length ?? 1);
			expect(sandbox.requests).toEqual([]);
			return String(stopped.error?.message);
		}

		const changes = () =>
			sandbox.requests.filter((request) => isChange(subject, trialOf('offboard'), request));
		const guarding = (protectedUsers: unknown): INodeParameters => ({
			lifecycleOptions: { protectedUsers } as INodeParameters,
		});

		describe.each(['offboard', 'resetMfa'])('%s with Protected Users', (operation) => {
			test.each<[string, unknown]>([
				['an expression that finds nothing', FOUND_NOTHING],
				['an expression that gives null', '={{ null }}'],
				['an expression that gives an empty list', '={{ [] }}'],
				['an expression that gives an object', '={{ ({ a: 1 }) }}'],
				['nothing', ''],
				['blanks', '  \n'],
				['another separator', `${ana.email}|${cleo.email}`],
				['an invisible sign', `${ana.email}\u200b`],
				['a name and angle brackets', `Ana <${ana.email}>`],
				['a wildcard', '*@example.com'],
				['JSON in a text', JSON.stringify([ana.email])],
				['a list with nothing in it', `={{ ['${cleo.email}', $json.nope] }}`],
			])('as %s is refused before anything is sent', async (_about, value) => {
				expect(await refused(guarding(value), {}, operation)).toMatch(
					/^The parameter 'Protected Users' /,
				);
			});

			test.each<[string, () => unknown]>([
				['by id', () => ana.id],
				['by email in capitals', () => ana.email.toUpperCase()],
				['after blanks and tabs', () => `${cleo.email} \t${ana.email}`],
				['in lines', () => `${cleo.email}\r\n${ana.id}`],
				['in a list', () => `={{ ['${cleo.id}', '${ana.email}'] }}`],
				['in another form of a letter', () => ana.email.replace('ana', '\uff41na')],
			])('that name the user %s touches nobody', async (_about, value) => {
				const { rows } = await run(operation, guarding(value()));
				expect(rows).toMatchObject([{ outcome: 'skipped', reason: 'protected', steps: [] }]);
				expect(changes()).toEqual([]);
			});
		});

		test('the lists of all items protect in each of them', async () => {
			const items = [
				{ id: cleo.id, list: '(nobody)' },
				{ id: ana.id, list: 'x@example.com' },
				{ id: cleo.id, list: ana.email },
			];
			const parameters = { userId: byId('={{ $json.id }}'), ...guarding('={{ $json.list }}') };
			const { rows } = await run('offboard', parameters, { items });
			expect(rows.map(({ outcome }) => outcome)).toEqual([
				expect.stringMatching(/completed|nothingToDo/) as unknown,
				'skipped',
				expect.stringMatching(/completed|nothingToDo/) as unknown,
			]);
		});

		test('one item whose list is not found stops the others', async () => {
			const items = [{ list: 'x@example.com' }, { list: 'x@example.com' }, {}];
			const message = await refused(guarding('={{ $json.list }}'), { items });
			expect(message).toBe("The parameter 'Protected Users' is set and names nobody");
			const { error } = await run('offboard', guarding('={{ $json.list }}'), { items });
			expect(error?.context.itemIndex).toBe(2);
			expect(error?.description).toContain('item 2');
		});

		test('(nobody) protects nobody', async () => {
			const { rows } = await run('offboard', guarding('(nobody)'));
			expect(rows).toMatchObject([{ outcome: 'completed' }]);
		});

		test('a user who is not found and is listed is told as protected', async () => {
			const { rows } = await run('offboard', {
				userId: {
					__rl: true,
					mode: subject.name === 'emnify' ? 'username' : 'email',
					value: 'Gone@example.com',
				},
				...guarding('gone@example.com'),
			});
			expect(rows).toMatchObject([{ outcome: 'skipped', reason: 'protected' }]);
		});

		test.each<[string, unknown]>([
			['with a capital', 'Execute'],
			['with a blank', 'execute '],
			['empty', ''],
			['not found', FOUND_NOTHING],
			['true', '={{ true }}'],
			['unknown', 'dryRun'],
		])('Mode %s is refused before anything is sent', async (_about, mode) => {
			const message = await refused({ mode: mode as string });
			expect(message).toMatch(/^The parameter 'Mode' holds .*, which is no choice of it$/);
		});

		test('Mode that is wrong for one item stops the others', async () => {
			const items = [{ mode: 'execute' }, { mode: 'preview' }, { mode: 'Preview' }];
			expect(await refused({ mode: '={{ $json.mode }}' }, { items })).toBe(
				"The parameter 'Mode' holds 'Preview', which is no choice of it",
			);
		});

		test('Mode is read for each item', async () => {
			const items = [
				{ id: cleo.id, mode: 'execute' },
				{ id: ana.id, mode: 'preview' },
			];
			const parameters = { userId: byId('={{ $json.id }}'), mode: '={{ $json.mode }}' };
			const { rows } = await run('offboard', parameters, { items });
			expect(rows.map(({ mode }) => mode)).toEqual(['execute', 'preview']);
		});

		test.each<[string, unknown]>([
			['an unknown word', "={{ ['deleteEverything'] }}"],
			['a word in another case', "={{ ['DELETEFACTORS'] }}"],
			['an unknown one among others', `={{ [...$json.steps, 'nope'] }}`],
			['nothing', '={{ [] }}'],
			['what was not found', FOUND_NOTHING],
			['a text', 'deleteFactors'],
		])('Steps that hold %s are refused before anything is sent', async (_about, steps) => {
			const operation = subject.resources
				.find(({ option }) => option.value === 'user')
				?.operations.find(({ option }) => option.value === 'offboard');
			const field = operation?.fields.find(({ name }) => name === 'steps');
			const items = [{ steps: field?.default as string[] }];
			expect(await refused({ steps: steps as string }, { items })).toMatch(
				/^The parameter 'Steps' /,
			);
		});

		test.each<[string, string, unknown]>([
			['If Several Match', 'ifSeveralMatch', 'All'],
			['If Several Match', 'ifSeveralMatch', FOUND_NOTHING],
			['Remove What Appears Meanwhile', 'removeLatecomers', 'true'],
			[
				'Remove Factors Even If the Account Could Not Be Blocked',
				'removeFactorsUnblocked',
				FOUND_NOTHING,
			],
		])(
			'%s that holds another word is refused before anything is sent',
			async (label, name, value) => {
				const lifecycleOptions = { [name]: value } as INodeParameters;
				expect(await refused({ lifecycleOptions })).toContain(`The parameter '${label}' `);
			},
		);

		test('Max Users per Run counts items, and the lowest of them holds', async () => {
			const items: IDataObject[] = [{ most: 3 }, { most: 3 }, { most: 2 }];
			expect(await refused({ maxUsers: '={{ $json.most }}' }, { items })).toBe(
				"3 users were given, and 'Max Users per Run' allows 2",
			);
			for (const maxUsers of [0, '={{ $json.nope }}', '={{ "25" }}']) {
				expect(await refused({ maxUsers }, { items })).toMatch(
					/'Max Users per Run' is not a whole/,
				);
			}
		});

		test('a minimum strength that is no choice does not make everybody compliant', async () => {
			for (const minimumStrength of ['strong', FOUND_NOTHING]) {
				const { message, error } = await run('auditMfa', { minimumStrength, auditOf: 'one' });
				expect(message).toMatch(/^The parameter 'Minimum Strength' holds /);
				expect(error).toBeDefined();
			}
			const { message } = await run('auditMfa', { auditOf: 'everybody' });
			expect(message).toMatch(/^The parameter 'Users' holds 'everybody'/);
			expect(sandbox.requests).toEqual([]);
		});
	},
);

describe('at onelogin, usernames', () => {
	const [, people] = PROVIDERS[1] ?? [];
	test.each(['id', 'email', 'username'] as const)(
		'protect a user who is named by %s',
		async (mode) => {
			const sandbox = await oneLogin.start();
			try {
				const ana = people?.ana;
				const username = (
					sandbox as unknown as {
						state: { users: Map<number, { username: string; email: string }> };
					}
				).state.users.get(USERS.ana);
				Object.assign(username ?? {}, { username: 'Ana.Martin' });
				const trial = oneLogin.trials.find(({ operation }) => operation === 'offboard');
				if (!trial || !ana) throw new Error('No trial');
				const value = { id: ana.id, email: ana.email, username: 'ana.martin' }[mode];
				const result = await oneLogin.run(
					sandbox,
					trial,
					{
						resource: 'user',
						operation: 'offboard',
						userId: { __rl: true, mode, value },
						mode: 'execute',
						lifecycleOptions: { protectedUsers: 'ANA.MARTIN' },
					},
					{},
				);
				expect(result.outputs[0]?.map(({ json }) => json.outcome)).toEqual(['skipped']);
			} finally {
				await sandbox.close();
			}
		},
	);
});
