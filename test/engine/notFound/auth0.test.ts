import { rowsOf } from '../lifecycle/subject';
import { notFoundTests } from './notFoundTests';
import { auth0 } from './subjects';

describe('what a 404 says', () => {
	notFoundTests(auth0);
});

test('an audit does not lose a user because something else is missing', async () => {
	const sandbox = await auth0.start();
	const path = '/api/v2/users/*/authentication-methods';
	const body = { statusCode: 404, error: 'Not Found', message: 'The tenant does not exist.' };
	sandbox.fault({ kind: 'status', status: 404, body, path, times: 'always' });
	const result = await auth0.run(sandbox, {
		resource: 'user',
		operation: 'auditMfa',
		auditOf: 'all',
		limit: 2,
	});
	expect(rowsOf(result)).toEqual([]);
	expect(result.error?.message).toBe('Auth0 does not have this');
	await sandbox.close();
});
