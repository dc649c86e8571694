/** What a simplified session keeps. */
export const SIMPLE_SESSION = [
	'id',
	'user_id',
	'created_at',
	'last_interacted_at',
	'expires_at',
	'device',
	'clients',
] as const;
