/** What a simplified user keeps. */
export const SIMPLE_USER = [
	'user_id',
	'email',
	'email_verified',
	'name',
	'nickname',
	'username',
	'phone_number',
	'blocked',
	'last_login',
	'created_at',
] as const;
