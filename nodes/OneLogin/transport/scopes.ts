/** Scopes of OneLogin's API credentials that open a call, in the words of the administration page. */

export const ANY_READ = 'Read Users, Manage Users, Read All or Manage All';
export const MANAGE_USERS = 'Manage Users or Manage All';
export const MANAGE_ALL = 'Manage All';
