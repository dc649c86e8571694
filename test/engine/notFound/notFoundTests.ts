import type { IDataObject } from 'n8n-workflow';

import type { FaultRule } from '../../../sandbox/shared/faults';
import type { AnySandbox } from '../reliability/subject';
import { byId, rowsOf } from '../lifecycle/subject';
import type { Deletion, Subject } from './subject';

/** What something else than the service answers when it finds nothing. */
const FOREIGN: ReadonlyArray<readonly [string, Pick<FaultRule & { kind: 'status' }, 'body'>]> = [
	['a page', { body: '<!doctype html><html><body><h1>404 Not Found</h1></body></html>' }],
	['nothing at all', {}],
	["a gateway's words", { body: { message: 'Not Found' } }],
	['words without a form', { body: '404 page not found' }],
	['an empty object', { body: {} }],
	['a list', { body: [] }],
];

/** What an answer of status 404 says, and what it does not. */
export function notFoundTests(subject: Subject): void {
	const { ana, serviceName } = subject;
	const foreign = [
		...FOREIGN,
		...subject.foreign.map((body) => [JSON.stringify(body), { body }] as const),
	];
	let sandbox: AnySandbox;

	beforeEach(async () => {
		sandbox = await subject.start();
	});
	afterEach(async () => {
		await sandbox.close();
	});

	const changes = () =>
		sandbox.requests.filter(({ method, path }) => method !== 'GET' && !subject.isToken(path));
	const onUser = { kind: 'status', status: 404, method: 'GET', path: subject.userPath } as const;
	const offboard = (mode: string) => ({
		resource: 'user',
		operation: 'offboard',
		mode,
		userId: byId(ana),
	});

	describe('a user by id', () => {
		test.each(foreign)('%s is not taken for the word of the service', async (_, answer) => {
			sandbox.fault({ ...onUser, ...answer, times: 'always' });
			for (const mode of ['preview', 'execute']) {
				const result = await subject.run(sandbox, offboard(mode));
				expect(rowsOf(result)).toEqual([]);
				expect(result.error?.message).toBe(`${serviceName} was not reached at this address`);
				expect(result.error?.context.data).toMatchObject({
					meaning: 'service',
					effect: 'notDone',
				});
			}
			expect(changes()).toEqual([]);
		});

		test.each([400, 403, 409, 410, 422])(
			'a page of status %d says nothing of it',
			async (status) => {
				sandbox.fault({
					...onUser,
					status,
					body: '<html><body>Blocked</body></html>',
					times: 'always',
				});
				const result = await subject.run(sandbox, offboard('execute'));
				expect(result.error?.message).toBe(`${serviceName} was not reached at this address`);
				expect(result.error?.context.data).toMatchObject({ meaning: 'service', effect: 'notDone' });
			},
		);

		test("a night's list behind a gateway is no list of leavers who are gone", async () => {
			sandbox.fault({
				...onUser,
				path: subject.userPath.replace(/[^/]*$/, '*'),
				body: { message: 'Not Found' },
				times: 'always',
			});
			const result = await subject.run(
				sandbox,
				{ ...offboard('execute'), userId: byId('={{ $json.id }}') },
				{ items: [ana, subject.nobody].map((id) => ({ id })), onError: 'continueRegularOutput' },
			);
			expect(rowsOf(result).map(({ outcome, error }) => [outcome, typeof error])).toEqual([
				[undefined, 'object'],
				[undefined, 'object'],
			]);
			expect(changes()).toEqual([]);
		});

		test.each(subject.noUser.map((body) => [JSON.stringify(body), body]))(
			'is not there by the word of the service: %s',
			async (_, body) => {
				sandbox.fault({ ...onUser, body, times: 'always' });
				const [record] = rowsOf(await subject.run(sandbox, offboard('execute')));
				expect(record).toMatchObject({ outcome: 'userNotFound' });
				expect(changes()).toEqual([]);
			},
		);

		test.each(subject.unnamed.map((body) => [JSON.stringify(body), body]))(
			'who is there is found though the answer names nothing: %s',
			async (_, body) => {
				sandbox.fault({ ...onUser, body });
				const result = await subject.run(sandbox, offboard('preview'));
				if (subject.searches) {
					expect(rowsOf(result)[0]).toMatchObject({ outcome: 'previewed', user: { id: ana } });
				} else {
					expect(rowsOf(result)).toEqual([]);
					expect(result.error?.message).toContain('does not say what is missing');
				}
			},
		);

		test('a search that answers about others says nothing of who was sought', async () => {
			// Without such a search the answer stays an error, as the test above has it.
			if (!subject.searches) return;
			sandbox.fault({ ...onUser, body: subject.unnamed[0], times: 'always' });
			sandbox.fault({
				kind: 'status',
				status: 200,
				body: [subject.otherRow],
				method: 'GET',
				path: subject.searchPath,
				times: 'always',
			});
			const result = await subject.run(sandbox, offboard('execute'));
			expect(rowsOf(result)).toEqual([]);
			expect(result.error?.message).toBe(`${serviceName} sent an answer that cannot be read`);
		});

		test('who is nowhere is not there, once a search says so, too', async () => {
			const path = subject.userPath.replace(ana, subject.nobody);
			sandbox.fault({ ...onUser, path, body: subject.unnamed[0], times: 'always' });
			const result = await subject.run(sandbox, {
				...offboard('execute'),
				userId: byId(subject.nobody),
			});
			if (subject.searches) {
				expect(rowsOf(result)).toMatchObject([{ outcome: 'userNotFound' }]);
			} else expect(result.error?.context.data).toMatchObject({ meaning: 'service' });
			expect(changes()).toEqual([]);
		});
	});

	describe.each(subject.lookupPaths)('a user by email, GET %s', (path) => {
		test.each(foreign)('%s is not taken for the word of the service', async (_, answer) => {
			sandbox.fault({
				kind: 'status',
				status: 404,
				method: 'GET',
				path,
				...answer,
				times: 'always',
			});
			const userId = subject.byEmail('nobody@example.com');
			const result = await subject.run(sandbox, { ...offboard('execute'), userId });
			expect(rowsOf(result)).toEqual([]);
			expect(result.error?.message).toBe(`${serviceName} was not reached at this address`);
		});
	});

	describe.each(subject.deletions.map((one): [string, Deletion] => [one.name, one]))(
		'deletion of one: %s',
		(_, deletion) => {
			const { parameters, path, method = 'DELETE', named } = deletion;
			beforeEach(() => {
				deletion.prepare?.(sandbox);
			});

			const onDeletion = { kind: 'status', status: 404, method, path, times: 'always' } as const;
			const gone = { deleted: false, alreadyGone: true };

			test.each(foreign)('%s is not taken for the word of the service', async (name, answer) => {
				sandbox.fault({ ...onDeletion, ...answer });
				const result = await subject.run(sandbox, parameters);
				expect([name, rowsOf(result)]).toEqual([name, []]);
				expect(result.error?.message).toBe(`${serviceName} was not reached at this address`);
				expect(result.error?.context.data).toMatchObject({ meaning: 'service' });
			});

			test.each(subject.unnamed.map((body) => [JSON.stringify(body), body]))(
				'%s is settled by a list of the user',
				async (__, body) => {
					sandbox.fault({ ...onDeletion, body });
					const stays = await subject.run(sandbox, parameters);
					expect(rowsOf(stays)).toEqual([]);
					expect(stays.error?.context.data).toMatchObject({ meaning: 'service' });
					expect(stays.error?.message).not.toContain('does not exist');

					sandbox.clearFaults();
					sandbox.fault({ ...onDeletion, body, applied: true });
					const [row] = rowsOf(await subject.run(sandbox, parameters));
					expect(row).toMatchObject(gone);
					expect(row?.note).toMatch(/^This user has no such .+ now$/);
				},
			);

			if (named.length > 0) {
				test.each(named.map((body) => [JSON.stringify(body), body]))(
					'%s is the word of the service',
					async (__, body) => {
						sandbox.fault({ ...onDeletion, body });
						sandbox.clearRequests();
						expect(rowsOf(await subject.run(sandbox, parameters))).toMatchObject([gone]);
						// Known from the answer: nothing is asked after it.
						expect(sandbox.requests.at(-1)?.method).toBe(method);
					},
				);
			}

			test('that was done, its answer lost, is no deletion of what was gone before', async () => {
				const lost = { kind: 'status', status: 500, body: {}, method, path } as const;
				sandbox.fault({ ...lost, applied: true });
				const [row] = rowsOf(await subject.run(sandbox, parameters));
				expect(row).not.toHaveProperty('alreadyGone');
				expect(row?.deleted ?? row?.accepted).toBe(true);
			});

			test('of a user who does not exist is a failure', async () => {
				sandbox.fault({ ...onUser, body: subject.noUser[0], times: 'always' });
				sandbox.fault({ ...onDeletion, body: subject.noUser[0] });
				const result = await subject.run(sandbox, parameters);
				const isOwned = /users?\//.test(path);
				// Where the path names no user, the answer may be about anything.
				expect(rowsOf(result)).not.toMatchObject([{ deleted: true }]);
				if (isOwned) expect(result.error?.message).toContain('does not exist');
			});
		},
	);

	test.each(subject.deleteAll.map((one) => [JSON.stringify(one), one]))(
		'all of a user who does not exist is a failure: %s',
		async (_, parameters) => {
			sandbox.fault({ kind: 'status', status: 204, method: 'DELETE', times: 'always' });
			sandbox.fault({
				kind: 'status',
				status: 202,
				body: {},
				method: 'POST',
				path: '**/revoke-access',
				times: 'always',
			});
			const result = await subject.run(sandbox, { ...parameters, userId: byId(subject.nobody) });
			expect(rowsOf(result)).toEqual([]);
			expect(result.error?.message).toBe(
				`User '${subject.nobody}' does not exist at ${serviceName}`,
			);
			expect(detailsOf(result.error?.context.data)).toMatchObject({ meaning: 'missing' });
			expect(changes()).toEqual([]);
		},
	);
}

function detailsOf(data: unknown): IDataObject {
	return (data ?? {}) as IDataObject;
}
