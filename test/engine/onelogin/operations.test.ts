import { resources } from '../../../nodes/OneLogin/actions';
import { CASES } from './cases';
import { byId, calls, changes, rows, runOneLogin, sandboxForTests } from './setup';

const sandbox = sandboxForTests();

const operations = resources.flatMap(({ option, operations: list }) =>
	list.map((operation) => [option.value, operation.option.value] as const),
);

const cases = Object.entries(CASES).flatMap(([resource, ofResource]) =>
	Object.entries(ofResource).flatMap(([operation, list]) =>
		list.map((one) => ({ resource, operation, about: one.about ?? '', one })),
	),
);

test('every operation of the node has a case', () => {
	const covered = new Set(cases.map(({ resource, operation }) => `${resource} ${operation}`));
	expect([...covered].sort()).toEqual(operations.map((pair) => pair.join(' ')).sort());
});

test.each(cases)(
	'$resource: $operation $about sends exactly this and gives exactly that',
	async ({ resource, operation, one }) => {
		const prepared = one.prepare?.(sandbox()) ?? {};
		const parameters = { ...one.parameters, ...prepared };
		const result = await runOneLogin(sandbox(), { resource, operation, ...parameters });

		expect(result.error).toBeUndefined();
		expect(calls(sandbox())).toEqual(
			typeof one.calls === 'function' ? one.calls(prepared) : one.calls,
		);
		expect(rows(result)).toEqual(one.rows.map((row) => expect.objectContaining(row) as unknown));
		expect(result.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
			one.rows.map(() => ({ item: 0 })),
		);
		for (const request of sandbox().requests.slice(1)) {
			expect(request.headers.authorization).toMatch(/^Bearer \S+$/);
			expect(request.headers.accept).toBe('application/json');
			expect(request.headers['content-type']).toBe(
				request.bodyText === '' ? undefined : 'application/json',
			);
		}
		const changing = sandbox()
			.requests.slice(1)
			.filter(({ method }) => method !== 'GET');
		const body = typeof one.body === 'function' ? one.body(prepared) : one.body;
		expect(changing.at(-1)?.body).toEqual(body);
		// A success row with a top-level `error` would make n8n run the whole node again.
		for (const row of rows(result)) expect(row).not.toHaveProperty('error');
	},
);

test('the token is asked for once, as a form with the pair in the body', async () => {
	await runOneLogin(sandbox(), { resource: 'rateLimit', operation: 'get' });
	const [request] = sandbox().requests;
	expect(request).toMatchObject({
		method: 'POST',
		path: '/auth/oauth2/v2/token',
		status: 200,
		body: {
			grant_type: 'client_credentials',
			client_id: 'sandbox-manage-all',
			client_secret: 'sandbox-manage-all-secret',
		},
	});
	expect(request?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
	expect(sandbox().requests).toHaveLength(2);
});

const withUser = cases.filter(({ one }) => 'userId' in one.parameters);

describe.each(withUser)('$resource: $operation $about', ({ resource, operation, one }) => {
	const ids = Object.entries(one.parameters).filter(
		([name, value]) => /Id$/.test(name) && typeof value === 'object',
	);

	test.each(ids.map(([name]) => name))('sends nothing when %s is empty or no id', async (name) => {
		const prepared = { ...one.parameters, ...one.prepare?.(sandbox()) };
		for (const bad of ['', '   ', '\n', '.', '..', null, {}, [], ['x'], true, 0, '0', -1, 1.5]) {
			// An id that is empty in the editor n8n refuses by itself; from an item it comes at run time.
			const result = await runOneLogin(
				sandbox(),
				{ resource, operation, ...prepared, [name]: byId('={{ $json.id }}') },
				{ items: [{ id: bad }] },
			);
			expect(result.error?.message).toMatch(/^The parameter '[A-Z]/);
			expect(result.error?.description).toContain('Nothing was sent');
		}
		expect(sandbox().requests).toEqual([]);
	});

	test.each(ids.map(([name]) => name))('lets no nasty %s change the address', async (name) => {
		const prepared = { ...one.parameters, ...one.prepare?.(sandbox()) };
		const nasty = [
			'../60308065',
			'1/../2',
			'60308064/otp_devices',
			'60308064?x=1',
			'60308064#',
			'6030%38064',
			'٦٠٣',
			'1e3',
			'0x10',
			'NaN',
			'undefined',
			'null',
			'999999999999999999999',
			'user_temp_otp_',
			'user_temp_otp_0',
		];
		for (const bad of nasty) {
			const result = await runOneLogin(
				sandbox(),
				{ resource, operation, ...prepared, [name]: byId('={{ $json.id }}') },
				{ items: [{ id: bad }] },
			);
			expect(result.error?.message).toMatch(/^The parameter '[A-Z]/);
		}
		expect(sandbox().requests).toEqual([]);
	});
});

test.each([
	['registration', 'get', 'registrationId', 'Registration ID'],
	['registration', 'verify', 'registrationId', 'Registration ID'],
	['verification', 'get', 'verificationId', 'Verification ID'],
	['verification', 'verify', 'verificationId', 'Verification ID'],
])('%s: %s refuses a %s that is none', async (resource, operation, name, label) => {
	for (const bad of ['', '..', 'a/b', 'a b', '-', null, {}, 'x'.repeat(65)]) {
		const result = await runOneLogin(
			sandbox(),
			{
				resource,
				operation,
				userId: byId(60308064),
				code: '123456',
				[name]: '={{ $json.id }}',
			},
			{ items: [{ id: bad }] },
		);
		expect(result.error?.message).toContain(`The parameter '${label}'`);
	}
	expect(sandbox().requests).toEqual([]);
	expect(changes(sandbox())).toEqual([]);
});
