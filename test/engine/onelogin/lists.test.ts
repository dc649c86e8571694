import { CROWD_SIZE, DEVICES, USERS } from '../../../sandbox/onelogin/seed';
import { byEmail, byId, byUsername, calls, listOf, sandboxForTests } from './setup';

const sandbox = sandboxForTests();
const TOTAL = CROWD_SIZE + Object.keys(USERS).length;

async function allPages(filter?: string) {
	const results = [];
	let token: string | undefined;
	do {
		const page = await listOf(sandbox(), 'searchUsers', {}, filter, token);
		results.push(...page.results);
		token = page.paginationToken;
	} while (token !== undefined && results.length < 1000);
	return results;
}

describe('users', () => {
	test('are listed page by page, by their ids', async () => {
		const first = await listOf(sandbox(), 'searchUsers');
		expect(first.results).toHaveLength(50);
		expect(first.results[0]).toEqual({
			name: 'ana@example.com (Ana Martín, ana.martin)',
			value: String(USERS.ana),
		});
		const all = await allPages();
		expect(new Set(all.map(({ value }) => value)).size).toBe(TOTAL);
		expect(all).toHaveLength(TOTAL);
	});

	test('are searched by the service, over email, username and names, each once', async () => {
		const found = await allPages('ana');
		expect(found.map(({ value }) => value)).toEqual([String(USERS.ana)]);
		expect(calls(sandbox())).toEqual([
			'GET /api/2/users?email=*ana*&limit=50&page=1',
			'GET /api/2/users?username=*ana*&limit=50&page=1',
			'GET /api/2/users?firstname=*ana*&limit=50&page=1',
			'GET /api/2/users?lastname=*ana*&limit=50&page=1',
		]);
	});

	test.each([
		['person', CROWD_SIZE],
		['nadia', 1],
		['okafor', 1],
		['carla.capitals+office', 1],
		['*', TOTAL],
		['nobody at all', 0],
	])('%s finds %d', async (filter, count) => {
		const found = await allPages(filter);
		expect(new Set(found.map(({ value }) => value)).size).toBe(count);
		expect(found).toHaveLength(count);
	});
});

describe('devices and factors of the chosen user', () => {
	test.each([byId(USERS.ana), byEmail('ana@example.com'), byUsername('ana.martin')])(
		'devices of %j, one entry each',
		async (userId) => {
			const { results } = await listOf(sandbox(), 'searchDevices', {
				resource: 'device',
				operation: 'remove',
				userId,
				apiVersion: 1,
			});
			expect(results).toEqual([
				{ name: 'OneLogin SMS: Work phone (default)', value: String(DEVICES.anaSms) },
				{ name: 'OneLogin Protect', value: String(DEVICES.anaProtect) },
				{ name: 'Google Authenticator: Authenticator', value: String(DEVICES.anaAuthenticator) },
			]);
		},
	);

	test('version 1 shows those not finished, version 2 does not', async () => {
		const of = async (apiVersion: number) =>
			(
				await listOf(sandbox(), 'searchDevices', {
					resource: 'device',
					operation: 'remove',
					userId: byId(USERS.pending),
					apiVersion,
				})
			).results.map(({ name }) => name);
		expect(await of(1)).toEqual(['OneLogin SMS: New phone (not finished, default)']);
		await expect(of(2)).rejects.toThrow('This user has no devices that the API shows');
	});

	test('a verification takes the list of version 2', async () => {
		await listOf(sandbox(), 'searchDevices', {
			resource: 'verification',
			operation: 'create',
			userId: byId(USERS.ana),
		});
		expect(calls(sandbox())).toEqual([`GET /api/2/mfa/users/${USERS.ana}/devices`]);
	});

	test('are narrowed by what was typed', async () => {
		const { results } = await listOf(
			sandbox(),
			'searchDevices',
			{ resource: 'device', operation: 'remove', userId: byId(USERS.ana), apiVersion: 1 },
			'auth',
		);
		expect(results.map(({ value }) => value)).toEqual([String(DEVICES.anaAuthenticator)]);
	});

	test('factors, of the version that is chosen', async () => {
		const names = async (parameters: Record<string, unknown>) =>
			(
				await listOf(sandbox(), 'searchFactors', {
					userId: byId(USERS.ben),
					...parameters,
				} as never)
			).results.map(({ name }) => name);
		expect(await names({ resource: 'device', operation: 'enroll', apiVersion: 1 })).toEqual([
			'OneLogin SMS',
			'OneLogin Voice',
		]);
		expect(await names({ resource: 'registration', operation: 'create' })).toContain(
			'Authenticator (Google Authenticator)',
		);
	});

	test.each([
		['', 'Choose the user first'],
		['={{ $json.id }}', 'Choose the user first'],
	])('without a user (%j) say so', async (value, message) => {
		const list = listOf(sandbox(), 'searchDevices', {
			resource: 'device',
			operation: 'remove',
			userId: byId(value),
		});
		await expect(list).rejects.toThrow(message);
		expect(sandbox().requests).toEqual([]);
	});

	test('are filled while an option holds an expression, which has no items in the editor', async () => {
		const list = await listOf(sandbox(), 'searchUsers', {
			options: { timeout: '={{ $json.seconds }}' },
		});
		expect(list.results).not.toEqual([]);
	});

	test('of an email that two have say so', async () => {
		const list = listOf(sandbox(), 'searchDevices', {
			resource: 'device',
			operation: 'remove',
			userId: byEmail('twin@example.com'),
		});
		await expect(list).rejects.toThrow("Several users were found for 'twin@example.com'");
	});
});
