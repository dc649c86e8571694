import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { METHODS, REFRESH_TOKENS, SESSIONS, USERS } from '../../../sandbox/auth0/seed';
import { byId } from './setup';

const ANA = 'auth0%7C5f7c8ec7c33c6c004bbafe82';
/** What Block and Unblock read afterwards. */
const SHOWN = 'fields=user_id%2Cemail%2Cname%2Cblocked&include_fields=true';
/** Asked before a call that says the same of a user who does not exist. */
const EXISTS = `GET /users/${ANA}?fields=user_id&include_fields=true`;
const LIST = 'page=0&per_page=50&include_totals=true';

export interface Case {
	parameters: INodeParameters;
	/** Every request, in order. */
	calls: string[];
	/** Body of the last changing request. */
	body?: unknown;
	/** Each row has at least this. */
	rows: IDataObject[];
}

/** One case per operation: what goes out, exactly, and what comes back. */
export const CASES: Record<string, Record<string, Case>> = {
	authenticationMethod: {
		create: {
			parameters: {
				userId: byId(USERS.cleo),
				type: 'phone',
				phoneNumber: '+441234567890',
				preferredMethod: 'voice',
				methodName: 'Office',
			},
			calls: ['POST /users/auth0%7C5f7c8ec7c33c6c004bbafe84/authentication-methods'],
			body: {
				type: 'phone',
				name: 'Office',
				phone_number: '+441234567890',
				preferred_authentication_method: 'voice',
			},
			rows: [{ type: 'phone', name: 'Office' }],
		},
		delete: {
			parameters: { userId: byId(USERS.ana), methodId: byId(METHODS.anaTotp) },
			calls: [`DELETE /users/${ANA}/authentication-methods/totp%7Cdev_F9T7cy0hM0IgHjwP`],
			rows: [{ deleted: true, userId: USERS.ana, methodId: METHODS.anaTotp }],
		},
		deleteAll: {
			parameters: { userId: byId(USERS.linked) },
			calls: [
				`GET /users/auth0%7C5f7c8ec7c33c6c004bbafe88/authentication-methods?${LIST}`,
				'DELETE /users/auth0%7C5f7c8ec7c33c6c004bbafe88/authentication-methods',
				`GET /users/auth0%7C5f7c8ec7c33c6c004bbafe88/authentication-methods?${LIST}`,
			],
			rows: [{ deleted: true, userId: USERS.linked }],
		},
		get: {
			parameters: { userId: byId(USERS.ana), methodId: byId(METHODS.anaPhone) },
			calls: [`GET /users/${ANA}/authentication-methods/phone%7Cdev_kXVq4drj3Mw6uCF5`],
			rows: [{ id: METHODS.anaPhone, type: 'phone', phone_number: 'XXXXXXXXXXX5044' }],
		},
		getAll: {
			parameters: { userId: byId(USERS.ana), returnAll: true },
			calls: [`GET /users/${ANA}/authentication-methods?${LIST}`],
			rows: [
				{ id: METHODS.anaPassword },
				{ id: METHODS.anaTotp },
				{ id: METHODS.anaPhone },
				{ id: METHODS.anaSecurityKey },
			],
		},
		replaceAll: {
			parameters: {
				userId: byId(USERS.cleo),
				methodsSource: 'json',
				newMethodsJson: '[{"type":"email","name":"Mail","email":"cleo@example.com"}]',
			},
			calls: [
				'GET /users/auth0%7C5f7c8ec7c33c6c004bbafe84?fields=user_id&include_fields=true',
				'PUT /users/auth0%7C5f7c8ec7c33c6c004bbafe84/authentication-methods',
			],
			body: [{ type: 'email', name: 'Mail', email: 'cleo@example.com' }],
			rows: [{ replaced: true, userId: USERS.cleo, count: 1 }],
		},
		update: {
			parameters: {
				userId: byId(USERS.ana),
				methodId: byId(METHODS.anaPhone),
				updateFields: { name: 'New phone', preferredMethod: 'voice' },
			},
			calls: [`PATCH /users/${ANA}/authentication-methods/phone%7Cdev_kXVq4drj3Mw6uCF5`],
			body: { name: 'New phone', preferred_authentication_method: 'voice' },
			rows: [{ id: METHODS.anaPhone, name: 'New phone' }],
		},
	},
	authenticator: {
		deleteAll: {
			parameters: { userId: byId(USERS.ben) },
			calls: [
				'GET /users/auth0%7C5f7c8ec7c33c6c004bbafe83?fields=user_id&include_fields=true',
				'DELETE /users/auth0%7C5f7c8ec7c33c6c004bbafe83/authenticators',
			],
			rows: [{ deleted: true, userId: USERS.ben }],
		},
	},
	enrollment: {
		createTicket: {
			parameters: {
				userId: byId(USERS.ana),
				sendMail: true,
				additionalFields: { factor: 'otp', allowMultiple: true, emailLocale: 'fr' },
			},
			calls: ['POST /guardian/enrollments/ticket'],
			body: {
				user_id: USERS.ana,
				send_mail: true,
				email_locale: 'fr',
				factor: 'otp',
				allow_multiple_enrollments: true,
			},
			rows: [{ userId: USERS.ana }],
		},
		delete: {
			parameters: { userId: byId(USERS.ana), enrollmentId: byId(METHODS.anaTotp) },
			calls: [
				'GET /guardian/enrollments/totp%7Cdev_F9T7cy0hM0IgHjwP',
				`GET /users/${ANA}/enrollments`,
				'DELETE /guardian/enrollments/totp%7Cdev_F9T7cy0hM0IgHjwP',
			],
			rows: [{ deleted: true, userId: USERS.ana, enrollmentId: METHODS.anaTotp }],
		},
		get: {
			parameters: { userId: byId(USERS.ana), enrollmentId: byId('dev_F9T7cy0hM0IgHjwP') },
			calls: ['GET /guardian/enrollments/dev_F9T7cy0hM0IgHjwP', `GET /users/${ANA}/enrollments`],
			rows: [{ status: 'confirmed' }],
		},
		getAll: {
			parameters: { userId: byId(USERS.ana), returnAll: true },
			calls: [`GET /users/${ANA}/enrollments`],
			rows: [{ status: 'confirmed' }],
		},
	},
	factor: {
		getAll: {
			parameters: { limit: 2 },
			calls: ['GET /guardian/factors'],
			rows: [{ name: 'push-notification', enabled: true }, { name: 'sms' }],
		},
		getPolicies: {
			parameters: {},
			calls: ['GET /guardian/policies'],
			rows: [{ policies: ['all-applications'], never: false }],
		},
	},
	refreshToken: {
		delete: {
			parameters: { userId: byId(USERS.ana), refreshTokenId: byId(REFRESH_TOKENS.anaMobileApp) },
			calls: [
				`GET /refresh-tokens/${REFRESH_TOKENS.anaMobileApp}`,
				`DELETE /refresh-tokens/${REFRESH_TOKENS.anaMobileApp}`,
			],
			rows: [{ accepted: true, userId: USERS.ana, refreshTokenId: REFRESH_TOKENS.anaMobileApp }],
		},
		deleteAll: {
			parameters: { userId: byId(USERS.ana) },
			calls: [EXISTS, `DELETE /users/${ANA}/refresh-tokens`],
			rows: [{ accepted: true, userId: USERS.ana }],
		},
		getAll: {
			parameters: { userId: byId(USERS.ana), returnAll: true },
			calls: [`GET /users/${ANA}/refresh-tokens?take=50`],
			rows: [{ id: REFRESH_TOKENS.anaMobileApp }, { id: REFRESH_TOKENS.anaDesktopApp }],
		},
	},
	session: {
		delete: {
			parameters: { userId: byId(USERS.ana), sessionId: byId(SESSIONS.anaLaptop) },
			calls: [`GET /sessions/${SESSIONS.anaLaptop}`, `DELETE /sessions/${SESSIONS.anaLaptop}`],
			rows: [{ accepted: true, userId: USERS.ana, sessionId: SESSIONS.anaLaptop }],
		},
		deleteAll: {
			parameters: { userId: byId(USERS.ana) },
			calls: [EXISTS, `DELETE /users/${ANA}/sessions`],
			rows: [{ accepted: true, userId: USERS.ana }],
		},
		get: {
			parameters: { userId: byId(USERS.ana), sessionId: byId(SESSIONS.anaLaptop) },
			calls: [`GET /sessions/${SESSIONS.anaLaptop}`],
			rows: [{ id: SESSIONS.anaLaptop, user_id: USERS.ana }],
		},
		getAll: {
			parameters: { userId: byId(USERS.ana), returnAll: true },
			calls: [`GET /users/${ANA}/sessions?take=50`],
			rows: [{ id: SESSIONS.anaLaptop }, { id: SESSIONS.anaPhone }],
		},
		revoke: {
			parameters: { userId: byId(USERS.ana), sessionId: byId(SESSIONS.anaLaptop) },
			calls: [`GET /sessions/${SESSIONS.anaLaptop}`, `POST /sessions/${SESSIONS.anaLaptop}/revoke`],
			rows: [{ accepted: true, userId: USERS.ana, sessionId: SESSIONS.anaLaptop }],
		},
	},
	user: {
		auditMfa: {
			parameters: { userId: byId(USERS.ana) },
			calls: [
				`GET /users/${ANA}?fields=user_id%2Cemail%2Cblocked%2Cmultifactor&include_fields=true`,
				`GET /users/${ANA}/authentication-methods?${LIST}`,
			],
			rows: [{ hasActiveMfa: true }],
		},
		offboard: {
			parameters: { userId: byId(USERS.ana), steps: ['endSessions'] },
			calls: [
				`GET /users/${ANA}?fields=user_id%2Cemail%2Cblocked%2Cmultifactor&include_fields=true`,
				`GET /users/${ANA}/sessions?take=50`,
			],
			rows: [{ outcome: 'previewed' }],
		},
		resetMfa: {
			parameters: { userId: byId(USERS.ana), steps: ['deleteFactors'] },
			calls: [
				`GET /users/${ANA}?fields=user_id%2Cemail%2Cblocked%2Cmultifactor&include_fields=true`,
				`GET /users/${ANA}/authentication-methods?${LIST}`,
			],
			rows: [{ outcome: 'previewed' }],
		},
		block: {
			parameters: { userId: byId(USERS.ana) },
			calls: [`PATCH /users/${ANA}`, `GET /users/${ANA}?${SHOWN}`],
			body: { blocked: true },
			rows: [{ userId: USERS.ana, blocked: true, email: 'ana@example.com' }],
		},
		deleteMultifactorProvider: {
			parameters: { userId: byId(USERS.ana), multifactorProvider: 'duo' },
			calls: [`DELETE /users/${ANA}/multifactor/duo`],
			rows: [{ deleted: true, userId: USERS.ana, provider: 'duo' }],
		},
		forgetRememberedBrowsers: {
			parameters: { userId: byId(USERS.ana) },
			calls: [`POST /users/${ANA}/multifactor/actions/invalidate-remember-browser`],
			rows: [{ forgotten: true, userId: USERS.ana }],
		},
		get: {
			parameters: { userId: byId(USERS.blocked) },
			calls: ['GET /users/auth0%7C5f7c8ec7c33c6c004bbafe86'],
			rows: [{ user_id: USERS.blocked, blocked: true }],
		},
		getAll: {
			parameters: { limit: 1, filters: { email: 'Ana@Example.com' } },
			calls: [
				'GET /users?q=email%3A%22Ana%40Example.com%22&search_engine=v3&sort=created_at%3A1&page=0&per_page=50&include_totals=true',
			],
			rows: [{ user_id: USERS.ana, blocked: false }],
		},
		regenerateRecoveryCode: {
			parameters: { userId: byId(USERS.ana) },
			calls: [`POST /users/${ANA}/recovery-code-regeneration`],
			rows: [{ userId: USERS.ana }],
		},
		revokeAccess: {
			parameters: { userId: byId(USERS.ana) },
			calls: [
				EXISTS,
				`POST /users/${ANA}/revoke-access`,
				`DELETE /users/${ANA}/sessions`,
				`DELETE /users/${ANA}/refresh-tokens`,
			],
			rows: [{ accepted: true, userId: USERS.ana, preservedRefreshTokens: false }],
		},
		unblock: {
			parameters: { userId: byId(USERS.blocked) },
			calls: [
				'PATCH /users/auth0%7C5f7c8ec7c33c6c004bbafe86',
				`GET /users/auth0%7C5f7c8ec7c33c6c004bbafe86?${SHOWN}`,
			],
			body: { blocked: false },
			rows: [{ userId: USERS.blocked, blocked: false }],
		},
	},
};
