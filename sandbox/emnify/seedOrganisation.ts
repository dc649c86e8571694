import {
	APPLICATION_TOKENS,
	BEN_FINGERPRINT,
	CHILD_ORGANISATION,
	CROWD_SIZE,
	DEVICES,
	EVENT_COUNT,
	FOREIGN_ORGANISATION,
	KEYS,
	ORGANISATION,
	passwordOf,
	TOTP_SECRET,
	USERNAMES,
	USERS,
} from './seed';
import { KEY, STATUS, TOKEN } from './lookups';
import type { EmnifyState, NewUser } from './state';

const ADMINISTRATOR = 1;
const USER = 2;
const OBSERVER = 3;

/** Fills an organisation with the users, keys, devices, tokens and events of the seed. */
export function seed(state: EmnifyState): void {
	addPeople(state);
	addFactors(state);
	addCrowd(state);
	addTokens(state);
	addEvents(state);
}

function addPeople(state: EmnifyState): void {
	const add = (name: keyof typeof USERS, more: Partial<NewUser> = {}) =>
		state.addUser({
			id: USERS[name],
			username: USERNAMES[name],
			name: `${name.charAt(0).toUpperCase()}${name.slice(1)} Example`,
			password: passwordOf(name),
			organisation: ORGANISATION,
			roles: [USER],
			...more,
		});
	add('admin', { roles: [ADMINISTRATOR] });
	add('ana', { roles: [USER, OBSERVER], name: 'Ana Lopez' });
	add('ben', { emailMfa: true });
	add('tom');
	add('cleo');
	add('suspended', { status: STATUS.suspended });
	add('pending', { status: STATUS.pending });
	add('joana');
	add('capitals');
	add('automation', { roles: [ADMINISTRATOR] });
	add('observer', { roles: [OBSERVER] });
	add('child', { organisation: CHILD_ORGANISATION });
	add('foreign', { organisation: FOREIGN_ORGANISATION });
}

function addFactors(state: EmnifyState): void {
	const key = (id: number, status: number) => ({ id, status, secret: TOTP_SECRET });
	state.addKey(USERS.ana, key(KEYS.anaActive, KEY.active));
	state.addKey(USERS.ana, key(KEYS.anaPending, KEY.pending));
	state.addKey(USERS.tom, key(KEYS.tomActive, KEY.active));
	const device = (id: number, fingerprint: string) => ({
		id,
		fingerprint,
		operating_system: 'Ubuntu 24.04 LTS',
		browser: 'Mozilla Firefox',
	});
	state.addDevice(USERS.ana, device(DEVICES.anaLaptop, 'fingerprint-of-anas-laptop'));
	state.addDevice(USERS.ana, device(DEVICES.anaPhone, 'fingerprint-of-anas-phone'));
	state.addDevice(USERS.ben, device(DEVICES.benLaptop, BEN_FINGERPRINT));
	state.addDevice(USERS.automation, device(DEVICES.automationA, 'fingerprint-a'));
	state.addDevice(USERS.automation, device(DEVICES.automationB, 'fingerprint-b'));
}

function addCrowd(state: EmnifyState): void {
	for (let i = 1; i <= CROWD_SIZE; i++) {
		const number = String(i).padStart(3, '0');
		state.addUser({
			id: 200_000 + i,
			username: `person${number}@example.com`,
			name: `Person ${number}`,
			organisation: ORGANISATION,
			roles: [USER],
		});
	}
}

function addTokens(state: EmnifyState): void {
	const { all, ana, revoked, expired } = APPLICATION_TOKENS;
	state.addApplicationToken({
		...all,
		description: 'Offboarding automation',
		creator: USERS.admin,
	});
	state.addApplicationToken({ ...ana, description: "Ana's script", creator: USERS.ana });
	state.addApplicationToken({
		...revoked,
		description: 'Old script',
		creator: USERS.ana,
		status: TOKEN.revoked,
	});
	state.addApplicationToken({
		...expired,
		description: 'Trial',
		creator: USERS.admin,
		expiry_date: '2021-05-29T00:00:00.000Z',
	});
}

function addEvents(state: EmnifyState): void {
	const kinds = [
		{ type: 6, userId: USERS.ana, description: 'User authentication failed' },
		{ type: 1, userId: USERS.cleo, description: 'Something of the network' },
		{
			type: 14,
			userId: USERS.ana,
			description: `MFA key with Id '700' of Type 'Time-Based One-Time Password' deleted for user '${USERNAMES.ana}'`,
		},
		{ type: 7, description: 'Application authentication failed' },
	];
	for (let i = EVENT_COUNT; i > 0; i--) {
		const kind = kinds[i % kinds.length];
		if (kind) state.addEvent({ ...kind, hoursAgo: i * 2 });
	}
}
