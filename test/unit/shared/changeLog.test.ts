import type { Logger } from 'n8n-workflow';

import type { ApiCall } from '../../../nodes/shared/http/call';
import { ChangeLog } from '../../../nodes/shared/run/changeLog';

/** As n8n comes, its log shows the messages and nothing beside them. */

const lines: string[] = [];
const logger = { info: (message: string) => lines.push(message) } as unknown as Logger;
const log = new ChangeLog(
	logger,
	{ executionId: '12', workflowId: 'aX3', node: 'Offboard "at" Auth0' },
	'Auth0',
);

beforeEach(() => {
	lines.length = 0;
});

test('a message says what was changed, by which execution, for which item, with which answer', () => {
	const path = ['users', 'auth0|a/b', 'authentication-methods', 'totp|dev_1'];
	log.begin({ method: 'DELETE', path, step: 'deleteFactor' }, 3)('done', 204);
	expect(lines).toEqual([
		'MFA change sending: deleteFactor DELETE /users/auth0|a/b/authentication-methods/totp|dev_1 (Auth0, execution 12, node "Offboard \\"at\\" Auth0", item 3)',
		'MFA change done: deleteFactor DELETE /users/auth0|a/b/authentication-methods/totp|dev_1 (Auth0, execution 12, node "Offboard \\"at\\" Auth0", item 3, status 204)',
	]);
});

test('where the path names no user, the query does', () => {
	const query = { user_id: 'auth0|5f7c', unset: undefined };
	log.begin({ method: 'DELETE', path: ['grants'], query, step: 'endGrants' }, 0)('unknown');
	expect(lines[1]).toMatch(
		/^MFA change unknown: endGrants DELETE \/grants\?user_id=auth0\|5f7c \(/,
	);
});

test('no value makes a line of its own, and what only reads is not written', () => {
	const forged: ApiCall = {
		method: 'PUT',
		path: ['users', '1'],
		query: { mappings: 'x\r\nMFA change done: y\u2028z' },
	};
	log.begin(forged, 0)('done');
	expect(lines.filter((line) => /[\r\n\u2028]/.test(line))).toEqual([]);
	lines.length = 0;
	log.begin({ method: 'GET', path: ['users', '1'] }, 0)('done');
	expect(lines).toEqual([]);
});
