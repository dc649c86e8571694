import { DEVICES, KEYS, USERS } from '../../../sandbox/emnify/seed';
import { byId, operation, runEmnify, sandboxForTests, sent } from './setup';

/** What stands in a path is a whole number, or nothing is sent. */
const sandbox = sandboxForTests();

const ANA = byId(USERS.ana);
const NASTY = [
	'',
	'   ',
	'.',
	'..',
	'%2e%2e',
	'0',
	'-1',
	'+5',
	'1.2',
	'1e3',
	'007',
	'0x10',
	'None',
	'null',
	'NaN',
	'my',
	'mfa',
	'role',
	'status',
	'trusted_device/9',
	'5/../6',
	'5?x=1',
	'5#x',
	'5 6',
	'５',
	'5\u200b',
	'12345678901234567890',
	1.2,
	-5,
	0,
	1e21,
	null,
	true,
	{ id: 5 },
	[5],
];

const USER_OPERATIONS = [
	operation('mfaKey', 'getAll'),
	operation('mfaKey', 'delete', { keyId: byId(KEYS.anaActive) }),
	operation('trustedDevice', 'getAll'),
	operation('trustedDevice', 'delete', { deviceId: byId(DEVICES.anaLaptop) }),
	operation('trustedDevice', 'deleteAll'),
	operation('user', 'get'),
	operation('user', 'suspend'),
	operation('user', 'reactivate'),
	operation('user', 'delete'),
	operation('user', 'removeRole', { roleId: byId(2) }),
	operation('event', 'getAll', { eventsOf: 'anotherUser' }),
];

describe.each(USER_OPERATIONS)('$resource $operation', (parameters) => {
	test('no user: nothing is sent', async () => {
		const result = await runEmnify(
			sandbox(),
			{ ...parameters, userId: byId('={{ $json.id }}') },
			{ items: NASTY.map((id) => ({ id })), onError: 'continueRegularOutput' },
		);
		expect(sandbox().requests).toEqual([]);
		expect(result.outputs[0]).toHaveLength(NASTY.length);
		for (const { json } of result.outputs[0] ?? []) {
			expect(json.message).toMatch(/^The parameter 'User' /);
			expect(json.error).toMatchObject({ effect: 'notDone' });
		}
	});

	test('no value at all: nothing is sent', async () => {
		for (const userId of [byId('={{ $json.none }}'), byId('={{ undefined }}'), byId(' ')]) {
			const result = await runEmnify(sandbox(), { ...parameters, userId });
			expect(result.status).toBe('error');
		}
		expect(sandbox().requests).toEqual([]);
	});
});

test.each([
	['MFA Key', 'keyId', operation('mfaKey', 'delete', { userId: ANA })],
	['MFA Key', 'keyId', operation('mfaKey', 'delete', { target: 'myOwnUser' })],
	['MFA Key', 'keyId', operation('mfaKey', 'activate', { code: '123456' })],
	['Trusted Device', 'deviceId', operation('trustedDevice', 'delete', { userId: ANA })],
	['Trusted Device', 'deviceId', operation('trustedDevice', 'delete', { target: 'myOwnUser' })],
	['Role', 'roleId', operation('user', 'removeRole', { userId: ANA })],
	['Application Token', 'applicationTokenId', operation('applicationToken', 'revoke')],
])('no %s (%s of $resource $operation): nothing is sent', async (label, name, parameters) => {
	const result = await runEmnify(
		sandbox(),
		{ ...parameters, [name]: byId('={{ $json.id }}') },
		{
			as: 'automation',
			items: NASTY.map((id) => ({ id })),
			onError: 'continueRegularOutput',
		},
	);
	expect(sandbox().requests).toEqual([]);
	expect(result.outputs[0]).toHaveLength(NASTY.length);
	for (const { json } of result.outputs[0] ?? []) {
		expect(json.message).toMatch(new RegExp(`^The parameter '${label}' `));
	}
});

test('an email where an ID is expected is told as such', async () => {
	const parameters = operation('user', 'get', { userId: byId('ana@example.com') });
	const result = await runEmnify(sandbox(), parameters);
	expect(result.error?.description).toContain("choose 'By Username'");
	expect(sandbox().requests).toEqual([]);
});

test.each([USERS.ana, String(USERS.ana), ` ${USERS.ana} `, 176257.0])(
	'the ID %j goes out as a whole number',
	async (id) => {
		await runEmnify(sandbox(), operation('user', 'get', { userId: byId('={{ $json.id }}') }), {
			items: [{ id }],
		});
		expect(sent(sandbox())).toEqual([['GET /v1/user/176257', undefined]]);
	},
);
