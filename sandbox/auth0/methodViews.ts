import { omit } from '../shared/omit';
import { maskEmail, maskPhone } from './masking';
import type { Method } from './model';

type View = Partial<Method>;

/** Auth0 Management API, schema `UserAuthenticationMethod`: no secret, phone and email masked. */
export function readView(method: Method): View {
	return masked(omit(method, 'totp_secret'));
}

/** Answer to a creation: masked like a read, without `confirmed` and what only a read gives. */
export function createdView(method: Method): View {
	return omit(readView(method), 'confirmed');
}

/** Answer to an update: recorded without `confirmed`, and masked. */
export const updatedView = createdView;

/** Answer to a replacement: recorded in full, without `confirmed` and the secret. */
export function replacedView(method: Method): View {
	return omit(method, 'totp_secret', 'confirmed');
}

function masked(view: View): View {
	return {
		...view,
		...(view.phone_number === undefined ? {} : { phone_number: maskPhone(view.phone_number) }),
		...(view.email === undefined ? {} : { email: maskEmail(view.email) }),
	};
}
