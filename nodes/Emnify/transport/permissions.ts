/** What calls need, in the user's words; an error names it when emnify refuses. */
export const ADMINISTRATOR = 'the role Administrator';
export const ANY_ROLE = 'a sign-in of this organisation';
/** Where the call acts on the user who signed in, and the credential is an application token. */
export const USER_SIGN_IN = 'a sign-in with user credentials';
