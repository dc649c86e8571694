/** Domain of all accounts (`acme.onelogin.com`) and of the older regional addresses (`api.us.onelogin.com`). */
export const ONELOGIN_HOME = 'onelogin.com';
