/** What neither version of the interface lists among a user's devices, and so cannot remove. */
export const NOT_LISTED: readonly string[] = [
	'WebAuthn and FIDO2 keys',
	'security questions',
	'browser certificates',
	'RSA SecurID, Symantec VIP and OneLogin Desktop',
	'temporary MFA tokens, until they expire',
];
