import { CLIENTS } from '../../../sandbox/auth0/seed';
import { auth0 } from '../reliability/auth0';
import { secretsTests } from './secretsTests';

secretsTests({
	subject: auth0,
	credentialOf: () => [CLIENTS.all.client_secret],
	handedOver: {
		'user regenerateRecoveryCode': ['recovery_code'],
		'enrollment createTicket': ['ticket_url', 'ticket_id'],
		'user resetMfa': ['enrollmentTicket'],
	},
});
