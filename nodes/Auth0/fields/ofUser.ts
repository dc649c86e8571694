import { listOrId } from '../../shared/fields/locator';

/** Things of the chosen user, picked from that user's list or by ID. */

export const methodField = listOrId({
	displayName: 'Authentication Method',
	name: 'methodId',
	description: 'One of the methods of the chosen user',
	search: 'searchMethods',
	example: 'totp|dev_F9T7cy0hM0IgHjwP',
});

export const enrollmentField = listOrId({
	displayName: 'Enrollment',
	name: 'enrollmentId',
	description: 'One of the enrollments of the chosen user',
	search: 'searchEnrollments',
	example: 'dev_F9T7cy0hM0IgHjwP',
});

export const sessionField = listOrId({
	displayName: 'Session',
	name: 'sessionId',
	description: 'One of the sessions of the chosen user',
	search: 'searchSessions',
	example: '41wvKqPVHrBnTdTtNiJFUQ',
});

export const refreshTokenField = listOrId({
	displayName: 'Refresh Token',
	name: 'refreshTokenId',
	description: 'One of the refresh tokens of the chosen user',
	search: 'searchRefreshTokens',
	example: '62eGYZ1hdRpd9oSHbMd4RtAV',
});
