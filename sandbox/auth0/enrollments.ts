import { maskPhone } from './masking';
import type { Method, MethodType } from './model';

/** How an enrollment calls a method of this type; types that are no enrollment are absent. */
const AUTH_METHOD: Partial<Record<MethodType, string>> = {
	totp: 'authenticator',
	push: 'guardian',
	guardian: 'guardian',
	phone: 'sms',
	'webauthn-roaming': 'webauthn-roaming',
	'webauthn-platform': 'webauthn-platform',
};

/** Auth0 Management API, schema `GetGuardianEnrollmentResponseContent`. */
export function enrollmentView(method: Method) {
	return {
		id: method.id.split('|')[1] ?? method.id,
		status: method.confirmed ? 'confirmed' : 'pending',
		...(method.name === undefined ? {} : { name: method.name }),
		...(method.phone_number === undefined ? {} : { phone_number: maskPhone(method.phone_number) }),
		...(method.confirmed ? { enrolled_at: method.enrolled_at ?? method.created_at } : {}),
		...(method.last_auth_at === undefined ? {} : { last_auth: method.last_auth_at }),
	};
}

/** `GET /users/{id}/enrollments` gives an array of at most one. */
export function firstConfirmedEnrollment(methods: readonly Method[]) {
	const first = methods.find((method) => method.confirmed && AUTH_METHOD[method.type]);
	if (!first) return [];
	const authMethod = AUTH_METHOD[first.type];
	return [{ ...enrollmentView(first), type: authMethod, auth_method: authMethod }];
}
