import { rowsOf } from '../lifecycle/subject';
import { notFoundTests } from './notFoundTests';
import { emnify } from './subjects';

describe('what a 404 says', () => {
	notFoundTests(emnify);
});

test('a username that fits no filter is not gone because an answer names nothing', async () => {
	const sandbox = await emnify.start();
	const body = { error_code: 1601, error_token: 'Unavailable', message: 'Not now.' };
	sandbox.fault({ kind: 'status', status: 404, body, path: '/api/v1/user/*', times: 'always' });
	const result = await emnify.run(sandbox, {
		resource: 'user',
		operation: 'offboard',
		mode: 'execute',
		userId: emnify.byEmail('a:b@example.com'),
	});
	expect(rowsOf(result)).toEqual([]);
	expect(result.error?.message).toContain('does not say what is missing');
	await sandbox.close();
});
