import { resources } from '../../../nodes/Auth0/actions';
import { CASES } from './cases';
import { byId, calls, changes, rows, runAuth0, sandboxForTests } from './setup';

const sandbox = sandboxForTests();

const operations = resources.flatMap(({ option, operations: list }) =>
	list.map((operation) => [option.value, operation.option.value] as const),
);

test('every operation of the node has a case', () => {
	const covered = Object.entries(CASES).flatMap(([resource, cases]) =>
		Object.keys(cases).map((operation) => `${resource} ${operation}`),
	);
	expect(covered.sort()).toEqual(operations.map((pair) => pair.join(' ')).sort());
});

describe.each(operations)('%s: %s', (resource, operation) => {
	const expected = CASES[resource]?.[operation];
	if (!expected) throw new Error(`No case for ${resource} ${operation}`);

	test('sends exactly this and gives exactly that', async () => {
		const result = await runAuth0(sandbox(), {
			resource,
			operation,
			...expected.parameters,
		});

		expect(result.error).toBeUndefined();
		expect(calls(sandbox())).toEqual(expected.calls);
		expect(rows(result)).toEqual(
			expected.rows.map((row) => expect.objectContaining(row) as unknown),
		);
		expect(result.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
			expected.rows.map(() => ({ item: 0 })),
		);
		for (const request of sandbox().requests.filter(({ path }) => path.startsWith('/api/'))) {
			expect(request.headers.authorization).toMatch(/^Bearer \S+$/);
			const changing = request.method !== 'GET';
			expect(request.headers['x-correlation-id']).toBe(changing ? 'n8n-4711-0' : undefined);
			expect(request.headers['content-type']).toBe(
				request.bodyText === '' ? undefined : 'application/json',
			);
		}
		if (expected.body !== undefined) {
			const changing = sandbox().requests.filter(
				({ path, method }) => path.startsWith('/api/') && method !== 'GET',
			);
			expect(changing.at(-1)?.body).toEqual(expected.body);
		}
	});

	test('sends nothing for an empty id', async () => {
		const ids = Object.entries(expected.parameters).filter(
			([name, value]) => /Id$/.test(name) && typeof value === 'object',
		);
		for (const [name] of ids) {
			for (const empty of ['', '   ', '\n', '.', '..', null, {}, [], ['x'], true]) {
				// An id that is empty in the editor n8n refuses by itself; from an item it comes at run time.
				const parameters = { ...expected.parameters, [name]: byId('={{ $json.id }}') };
				const result = await runAuth0(
					sandbox(),
					{ resource, operation, ...parameters },
					{ items: [{ id: empty }] },
				);
				expect(result.error?.message).toMatch(/^The parameter '[A-Z]/);
				expect(result.error?.description).toContain('Nothing was sent');
			}
		}
		expect(changes(sandbox())).toEqual([]);
		if (ids.length === 1) expect(sandbox().requests).toEqual([]);
	});
});
