import { ANA_TOTP_SECRET, CROWD_SIZE, CROWD_START, DEVICES, EMAILS, FACTORS, USERS } from './seed';
import type { OneLoginState } from './state';

const DAY_MS = 86_400_000;
const START = Date.UTC(2024, 0, 1);

/** Fills an empty account; everything has the same ids after each reset. */
export function seed(state: OneLoginState): void {
	state.factors = Object.values(FACTORS).map((factor) => ({ ...factor }));
	seedAna(state);
	seedStories(state);
	seedEveryKind(state);
	seedCrowd(state);
	seedEvents(state);
}

function seedAna(state: OneLoginState): void {
	const { ana } = USERS;
	state.addUser({
		id: ana,
		username: 'ana.martin',
		email: EMAILS.ana,
		firstname: 'Ana',
		lastname: 'Martín',
		phone: '+14155550123',
		department: 'Finance',
		role_ids: [77777, 111111],
		created_at: '2019-10-25T18:26:34.932Z',
		activated_at: '2019-10-25T18:28:32.205Z',
		updated_at: '2026-04-16T17:46:22.954Z',
		last_login: '2026-11-20T08:12:44.099Z',
		password_changed_at: '2026-04-16T09:33:32.915Z',
	});
	state.sessions.set(ana, 2);
	state.addDevice(ana, {
		id: DEVICES.anaSms,
		kind: 'sms',
		label: 'Work phone',
		phone: '+14155550123',
	});
	state.addDevice(ana, { id: DEVICES.anaProtect, kind: 'protect', label: 'OneLogin Protect' });
	state.addDevice(ana, {
		id: DEVICES.anaAuthenticator,
		kind: 'authenticator',
		label: 'Authenticator',
		totpSecret: ANA_TOTP_SECRET,
	});
}

function seedStories(state: OneLoginState): void {
	state.addUser({
		id: USERS.ben,
		username: 'ben',
		email: EMAILS.ben,
		firstname: 'Ben',
		lastname: 'Okafor',
		phone: '+14155550124',
	});
	state.addUser({
		id: USERS.pending,
		username: 'pending',
		email: EMAILS.pending,
		firstname: 'Petra',
		lastname: 'Novak',
		phone: '+14155550125',
	});
	state.addDevice(USERS.pending, {
		id: DEVICES.pendingSms,
		kind: 'sms',
		label: 'New phone',
		phone: '+14155550125',
		active: false,
	});
	for (const [id, username] of [
		[USERS.twinOne, 'twin.one'],
		[USERS.twinTwo, 'twin.two'],
	] as const) {
		state.addUser({ id, username, email: EMAILS.twins, firstname: 'Twin', lastname: username });
	}
	state.addUser({
		id: USERS.suspended,
		username: 'suspended',
		email: EMAILS.suspended,
		status: 2,
	});
	state.addUser({
		id: USERS.locked,
		username: 'locked',
		email: EMAILS.locked,
		status: 3,
		invalid_login_attempts: 5,
		locked_until: state.clock.iso(state.clock.now() + DAY_MS),
	});
	state.addUser({
		id: USERS.unlicensed,
		username: 'unlicensed',
		email: EMAILS.unlicensed,
		state: 3,
	});
	state.addUser({
		id: USERS.capitals,
		username: 'Carla',
		email: EMAILS.capitals,
		firstname: 'Carla',
		lastname: 'Capitals',
	});
	state.addUser({ id: USERS.nameOnly, username: 'nameonly', firstname: 'Nadia' });
	state.addUser({ id: USERS.star, username: 'a*a', email: 'star@example.com' });
}

function seedEveryKind(state: OneLoginState): void {
	const { everyKind } = USERS;
	const phone = '+14155550126';
	state.addUser({
		id: everyKind,
		username: 'every.kind',
		email: EMAILS.everyKind,
		firstname: 'Every',
		lastname: 'Kind',
		phone,
	});
	state.addDevice(everyKind, { id: DEVICES.everySms, kind: 'sms', phone });
	state.addDevice(everyKind, { id: DEVICES.everyVoice, kind: 'voice', phone });
	state.addDevice(everyKind, { id: DEVICES.everyEmail, kind: 'email' });
	state.addDevice(everyKind, { id: DEVICES.everyProtect, kind: 'protect' });
	state.addDevice(everyKind, { id: DEVICES.everyAuthenticator, kind: 'authenticator' });
	state.addDevice(everyKind, { id: DEVICES.everyYubikey, kind: 'yubikey' });
	state.addDevice(everyKind, { id: DEVICES.everyDuo, kind: 'duo' });
}

function seedCrowd(state: OneLoginState): void {
	for (let i = 0; i < CROWD_SIZE; i++) {
		const number = String(i + 1).padStart(3, '0');
		const at = new Date(START + i * DAY_MS).toISOString();
		state.addUser({
			id: CROWD_START + i,
			username: `person${number}`,
			email: `person${number}@example.com`,
			firstname: 'Person',
			lastname: number,
			created_at: at,
			activated_at: at,
			updated_at: at,
		});
	}
}

/** Enough events for more than two pages of fifty. */
function seedEvents(state: OneLoginState): void {
	for (let i = 0; i < 120; i++) {
		state.log.add(i % 3 === 0 ? 1002 : 1001, {
			created_at: new Date(START + i * DAY_MS).toISOString(),
			user_id: CROWD_START + i,
			user_name: `Person ${String(i + 1).padStart(3, '0')}`,
			ipaddr: '192.0.2.10',
		});
	}
	state.log.add(22, {
		created_at: '2026-11-01T10:11:12.345Z',
		user_id: USERS.ana,
		user_name: 'Ana Martín',
		actor_user_id: USERS.ana,
		actor_user_name: 'Ana Martín',
		otp_device_id: DEVICES.anaSms,
		otp_device_name: 'Work phone',
		ipaddr: '192.0.2.10',
	});
}
