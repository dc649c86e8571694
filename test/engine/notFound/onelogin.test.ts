import { DEVICES } from '../../../sandbox/onelogin/seed';
import { byId, rowsOf } from '../lifecycle/subject';
import { notFoundTests } from './notFoundTests';
import { oneLogin } from './subjects';

describe('what a 404 says', () => {
	notFoundTests(oneLogin);
});

test.each([401, 403])('a page of status %d is no word about a code', async (status) => {
	const sandbox = await oneLogin.start();
	sandbox.fault({ kind: 'html', status, method: 'POST', path: '**/verif*', times: 'always' });
	for (const apiVersion of [1, 2]) {
		const result = await oneLogin.run(sandbox, {
			resource: 'device',
			operation: 'verify',
			userId: byId(oneLogin.ana),
			apiVersion,
			deviceId: byId(String(DEVICES.anaAuthenticator)),
			code: '123456',
		});
		expect(rowsOf(result)).toEqual([]);
		expect(result.error?.message).toBe('OneLogin was not reached at this address');
	}
	await sandbox.close();
});
