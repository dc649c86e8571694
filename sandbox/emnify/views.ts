import {
	EVENT_SEVERITIES,
	EVENT_SOURCES,
	EVENT_TYPES,
	KEY_STATUSES,
	KEY_TYPES,
	lookUp,
	ROLES,
	TOKEN_STATUSES,
	USER_STATUSES,
} from './lookups';
import type { ApplicationToken, Event, MfaKey, TrustedDevice, User } from './model';
import type { EmnifySettings } from './settings';
import type { EmnifyState } from './state';

/** Things as the API gives them out. */

/** A user in a list: without roles and keys. */
export function userInList({ id, username, name, created, status, organisation }: User) {
	return { id, username, name, created, status: lookUp(USER_STATUSES, status), organisation };
}

export function wholeUser(user: User, { emptyMfa }: EmnifySettings) {
	const keys = user.keys.map(keyView);
	const hasList = keys.length > 0 || emptyMfa === 'list';
	return {
		...userInList(user),
		roles: user.roles.map((id) => lookUp(ROLES, id)),
		...(hasList && { mfa: keys }),
	};
}

export function keyView({ id, status, type, creation_date, activation_date }: MfaKey) {
	return {
		id,
		status: lookUp(KEY_STATUSES, status),
		type: lookUp(KEY_TYPES, type),
		creation_date,
		...(activation_date !== undefined && { activation_date }),
	};
}

export function deviceView({ id, operating_system, browser, activation_date }: TrustedDevice) {
	return { id, operating_system, browser, activation_date };
}

export function tokenView(token: ApplicationToken, state: EmnifyState) {
	const { id, description, created, status, expiry_date, ip } = token;
	const creator = state.users.get(token.creator);
	return {
		id,
		description,
		created,
		status: lookUp(TOKEN_STATUSES, status),
		...(expiry_date !== undefined && { expiry_date }),
		...(ip !== undefined && { ip }),
		creator: {
			id: token.creator,
			name: creator?.name ?? '',
			username: creator?.username ?? '',
		},
	};
}

export function eventView(event: Event) {
	const { id, timestamp, alert, description, organisation, user, detail } = event;
	return {
		id,
		timestamp,
		alert,
		description,
		event_type: lookUp(EVENT_TYPES, event.type),
		event_source: lookUp(EVENT_SOURCES, event.source),
		event_severity: lookUp(EVENT_SEVERITIES, event.severity),
		organisation,
		...(user && { user }),
		...(detail && { detail }),
	};
}
