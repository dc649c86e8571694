import type { INodeParameters } from 'n8n-workflow';

import type { FaultAnswer } from '../../../sandbox/shared/faults';
import type { AnySandbox } from '../reliability/subject';
import { byId, rowsOf, type Subject } from './subject';

/** An answer is about whom it was asked: else it cannot be read, and nothing is done to anybody. */
export function aboutTests(subject: Subject): void {
	const { ana, other } = subject;
	let sandbox: AnySandbox;

	beforeEach(async () => {
		sandbox = await subject.start();
	});
	afterEach(async () => {
		await sandbox.close();
	});

	const changes = () =>
		sandbox.requests.filter(({ method, path }) => method !== 'GET' && !subject.isToken(path));
	const everybody = () => structuredClone([ana, other].map((id) => subject.holds(sandbox, id)));
	const onRead = { method: 'GET', path: subject.userPath(ana), times: 'always' } as const;
	const answers: Array<[string, FaultAnswer]> = [
		['somebody else', { kind: 'altered', members: subject.idMember(other) }],
		['an id that begins like it', { kind: 'altered', members: subject.idMember(`${ana}1`) }],
		['nobody', { kind: 'status', status: 200, body: {} }],
		['an empty id', { kind: 'altered', members: subject.emptyId }],
		[
			'a list of both',
			{ kind: 'status', status: 200, body: [subject.idMember(ana), subject.idMember(other)] },
		],
	];
	const operations: Array<[string, INodeParameters]> = [
		['offboard', { mode: 'execute' }],
		['offboard', { mode: 'preview' }],
		['resetMfa', { mode: 'execute' }],
		['auditMfa', {}],
		[subject.getOperation, {}],
		...subject.readsBefore.map((name): [string, INodeParameters] => [name, {}]),
	];

	describe.each(operations)('%s %j', (operation, parameters) => {
		test.each(answers)('of a user whose record names %s', async (_, answer) => {
			sandbox.fault({ ...answer, ...onRead });
			const before = everybody();
			const result = await subject.run(sandbox, { operation, userId: byId(ana), ...parameters });
			expect(rowsOf(result)).toEqual([]);
			expect(result.error?.message).toBe(
				`${subject.serviceName} sent an answer that cannot be read`,
			);
			expect(result.error?.description).toContain('It is not about what was asked for');
			expect(changes()).toEqual([]);
			expect(everybody()).toEqual(before);
			// Who mixes people up is not asked again.
			expect(sandbox.requests.filter(({ path }) => !subject.isToken(path))).toHaveLength(1);
		});
	});

	test('a row without an id is no missing leaver', async () => {
		const members = Object.fromEntries(
			Object.keys(subject.idMember(ana)).map((key) => [key, null]),
		);
		sandbox.fault({ kind: 'altered', members, path: subject.lookupPath, times: 'always' });
		for (const operation of ['offboard', 'resetMfa']) {
			const userId = subject.byEmail(subject.email);
			const result = await subject.run(sandbox, { operation, mode: 'execute', userId });
			expect(rowsOf(result)).toEqual([]);
			expect(result.error?.message).toBe(
				`${subject.serviceName} sent an answer that cannot be read`,
			);
		}
		expect(changes()).toEqual([]);
	});

	test('one leaver whose record is mixed up does not keep the others', async () => {
		sandbox.fault({ kind: 'altered', members: subject.idMember(other), ...onRead });
		const result = await subject.run(
			sandbox,
			{ operation: 'offboard', mode: 'execute', userId: byId('={{ $json.id }}') },
			{
				items: [{ id: ana }, { id: other }],
				onError: 'continueRegularOutput',
			},
		);
		const [failed, done] = rowsOf(result);
		expect(failed?.error).toMatchObject({ effect: 'notDone', user: ana });
		expect(done).toMatchObject({ outcome: 'completed', user: { id: other } });
		expect(subject.stateOf(sandbox, ana).blocked).toBe(false);
	});
}
