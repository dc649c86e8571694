import type { User } from './model';

/** A user in full, as API v2 gives one. */
export function wholeUser(user: User): Record<string, unknown> {
	return {
		...user,
		userprincipalname: null,
		distinguished_name: null,
		member_of: null,
		manager_ad_id: null,
		manager_user_id: null,
		trusted_idp_id: null,
		preferred_locale_code: null,
	};
}

const LISTED = [
	'id',
	'username',
	'email',
	'firstname',
	'lastname',
	'phone',
	'status',
	'state',
	'group_id',
	'directory_id',
	'external_id',
	'samaccountname',
	'distinguished_name',
	'member_of',
	'activated_at',
	'created_at',
	'updated_at',
	'last_login',
	'invitation_sent_at',
	'password_changed_at',
	'invalid_login_attempts',
	'locked_until',
];

/** A user as a v2 list gives one; `fields` is a comma list of what is wanted. */
export function listedUser(user: User, fields?: string): Record<string, unknown> {
	const whole = wholeUser(user);
	const wanted = fields === undefined ? LISTED : ['id', ...fields.split(',')];
	return Object.fromEntries(
		wanted.filter((name) => name in whole).map((name) => [name, whole[name]]),
	);
}
