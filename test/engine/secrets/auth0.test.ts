import { CLIENTS, USERS } from '../../../sandbox/auth0/seed';
import { byId } from '../auth0/setup';
import { auth0 } from '../reliability/auth0';
import { secretsTests } from './secretsTests';

secretsTests({
	subject: auth0,
	credentialOf: () => [CLIENTS.all.client_secret],
	more: [
		{
			resource: 'authenticationMethod',
			operation: 'create',
			about: 'with a generated secret',
			prepare: () => ({
				userId: byId(USERS.cleo),
				type: 'totp',
				secretSource: 'generate',
				methodName: 'App',
			}),
		},
	],
	handedOver: {
		'authenticationMethod create': ['totp_secret', 'otpauth_uri'],
		'user regenerateRecoveryCode': ['recovery_code'],
		'enrollment createTicket': ['ticket_url', 'ticket_id'],
		'user resetMfa': ['enrollmentTicket'],
	},
});
