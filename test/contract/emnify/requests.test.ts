import type { INodeParameters } from 'n8n-workflow';

import { APPLICATION_TOKENS, DEVICES, KEYS, USERS } from '../../../sandbox/emnify/seed';
import {
	byId,
	byUsername,
	operation,
	runEmnify,
	sandboxForTests,
	type EmnifyRun,
} from '../../engine/emnify/setup';
import { explain, summarize } from '../support/deviations';
import { problemsOfRequests } from '../support/recorded';
import { describeWithOpenApi } from '../support/references';
import { EMNIFY_OPENAPI, loadEmnifyContract, REQUEST_DEVIATIONS } from './contract';

const sandbox = sandboxForTests();

const ANA = byId(USERS.ana);
const OWN = { target: 'myOwnUser' };
const AS_USER = { as: 'automation' } as const;

/** Every operation, with what it is run on. */
const RUNS: Array<[INodeParameters, EmnifyRun?]> = [
	[operation('authentication', 'getTokenInfo')],
	[operation('authentication', 'startSignIn'), { as: 'ben' }],
	[
		operation('authentication', 'answerMfaChallenge', {
			mfaToken: 'a.b.c',
			code: '012345',
			trustDevice: true,
			deviceDetails: { name: 'n8n' },
		}),
		{ as: 'ben', credential: { fingerprintSecret: 'n8n' } },
	],
	[operation('mfaKey', 'create'), AS_USER],
	[operation('mfaKey', 'activate', { keyId: byId(5), code: '012345' }), AS_USER],
	[operation('mfaKey', 'delete', { userId: ANA, keyId: byId(KEYS.anaActive) })],
	[operation('mfaKey', 'delete', { userId: ANA, keyId: byId(4711) })],
	[operation('mfaKey', 'getAll', { userId: ANA })],
	[operation('mfaKey', 'getAll', { userId: byUsername('ana@example.com') })],
	[operation('mfaKey', 'getStatuses')],
	[operation('mfaKey', 'getTypes')],
	[operation('trustedDevice', 'getAll', { userId: ANA })],
	[operation('trustedDevice', 'getAll', OWN), AS_USER],
	[operation('trustedDevice', 'delete', { userId: ANA, deviceId: byId(DEVICES.anaPhone) })],
	[operation('trustedDevice', 'deleteAll', { userId: ANA })],
	[operation('trustedDevice', 'deleteAll', OWN), AS_USER],
	[operation('user', 'get', { userId: ANA })],
	[operation('user', 'getAll', { filters: { status: 1, username: 'ana@example.com' } })],
	[operation('user', 'suspend', { userId: ANA })],
	[operation('user', 'reactivate', { userId: byId(USERS.suspended) })],
	[operation('user', 'removeRole', { userId: ANA, roleId: byId(3) })],
	[operation('user', 'delete', { userId: ANA, apiVersion: 'v1' })],
	[operation('applicationToken', 'getAll')],
	[
		operation('applicationToken', 'revoke', {
			applicationTokenId: byId(APPLICATION_TOKENS.ana.id),
		}),
	],
	[operation('event', 'getAll', { filters: { types: [14, 6], from: '2026-11-01' } })],
	[operation('event', 'getAll', { eventsOf: 'anotherUser', userId: ANA })],
];

const named = RUNS.map(([parameters, run]) => ({
	resource: parameters.resource as string,
	name: parameters.operation as string,
	parameters,
	run,
}));

describeWithOpenApi("the node's requests against emnify's document", EMNIFY_OPENAPI, (path) => {
	const contract = loadEmnifyContract(path);
	const seen = new Set<string | undefined>();

	test.each(named)('$resource $name', async ({ parameters, run }) => {
		await runEmnify(sandbox(), parameters, run);
		const { requests } = sandbox();
		expect(requests.length).toBeGreaterThan(0);
		for (const request of requests) seen.add(contract.operationOf(request));
		const { unexplained } = explain(problemsOfRequests(contract, requests), REQUEST_DEVIATIONS);
		expect(summarize(unexplained)).toEqual([]);
	});

	test('the eight calls of the SDKs are all among them', () => {
		expect([...seen]).toEqual(
			expect.arrayContaining([
				'POST /api/v1/authenticate',
				'POST /api/v1/user/mfa',
				'PATCH /api/v1/user/mfa/{key_id}',
				'DELETE /api/v1/user/{user_id}/mfa/{key_id}',
				'GET /api/v1/user/mfa/status',
				'DELETE /api/v1/user/{user_id}/mfa/trusted_device/{device_id}',
				'GET /api/v1/user/{user_id}/mfa/trusted_device',
				'GET /api/v1/user/mfa/type',
			]),
		);
	});
});
