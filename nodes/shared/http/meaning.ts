/**
 * What a refusal means, in the same words at every service. A provider's dialect reads it from the
 * answer; nothing above the transport looks at a status code.
 * - `permission`: the credential lacks a right; somebody can grant it
 * - `plan`: the plan of the tenant does not include the call
 * - `missing`: the service says that what the call names is not there, e.g. the user
 * - `gone`: the service says that the very thing that was to be deleted is not there
 * - `conflict`: it is there already, or clashes with something that is
 * - `limit`: too many requests
 * - `token`: the access token, or the credential behind it, is not accepted
 * - `input`: the service does not take the values that were sent
 * - `state`: the present state of the user or thing forbids it
 * - `service`: the service did not answer properly, or something else answered in its place; nothing
 *   is known of the user or thing
 */
export const MEANINGS = [
	'permission',
	'plan',
	'missing',
	'gone',
	'conflict',
	'limit',
	'token',
	'input',
	'state',
	'service',
] as const;

export type Meaning = (typeof MEANINGS)[number];
