import type { INodeParameters } from 'n8n-workflow';

import type { EmnifySandbox } from '../../../sandbox/emnify';
import {
	APPLICATION_TOKENS,
	DEVICES,
	KEYS,
	TOTP_SECRET,
	USERNAMES,
	USERS,
} from '../../../sandbox/emnify/seed';
import { byId, byUsername, type EmnifyRun } from './setup';

export interface Case {
	parameters: INodeParameters;
	/** Brings the sandbox into the state that the case needs; more parameters may come of it. */
	prepare?: (sandbox: EmnifySandbox) => INodeParameters;
	/** Who signs in; default an application token that may do all. */
	as?: EmnifyRun['as'];
}

const ANA = { userId: byId(USERS.ana) };
const TOKEN_OF_CHALLENGE = 'mfa-token-of-ben';

/** One case per operation that does what it is for. */
export const CASES: Record<string, Record<string, Case>> = {
	applicationToken: {
		getAll: { parameters: { returnAll: true, filters: { creator: USERS.ana } } },
		revoke: { parameters: { applicationTokenId: byId(APPLICATION_TOKENS.ana.id) } },
	},
	authentication: {
		answerMfaChallenge: {
			as: 'ben',
			parameters: { mfaToken: TOKEN_OF_CHALLENGE },
			prepare({ state, clock }) {
				const until = clock.now() + 300_000;
				state.challenges.set(TOKEN_OF_CHALLENGE, { userId: USERS.ben, code: '012345', until });
				return { code: '012345' };
			},
		},
		getTokenInfo: { parameters: {} },
		startSignIn: { as: 'ben', parameters: {} },
	},
	event: {
		getAll: { parameters: { eventsOf: 'all', limit: 3 } },
	},
	mfaKey: {
		activate: {
			as: 'automation',
			parameters: {},
			prepare({ state }) {
				const key = state.addKey(USERS.automation, { id: 4000, secret: TOTP_SECRET });
				return { keyId: byId(key.id), code: state.codeOf(key) };
			},
		},
		create: { as: 'automation', parameters: {} },
		delete: { parameters: { ...ANA, keyId: byId(KEYS.anaActive) } },
		getAll: { parameters: ANA },
		getStatuses: { parameters: {} },
		getTypes: { parameters: {} },
	},
	trustedDevice: {
		delete: { parameters: { ...ANA, deviceId: byId(DEVICES.anaLaptop) } },
		deleteAll: { parameters: ANA },
		getAll: { parameters: ANA },
	},
	user: {
		auditMfa: { parameters: ANA },
		delete: { parameters: ANA },
		get: { parameters: ANA },
		getAll: { parameters: { limit: 2, filters: { username: 'ana' } } },
		offboard: { parameters: ANA },
		reactivate: { parameters: { userId: byId(USERS.suspended) } },
		removeRole: { parameters: { ...ANA, roleId: byId(3) } },
		resetMfa: { parameters: ANA },
		suspend: { parameters: { userId: byUsername(USERNAMES.cleo) } },
	},
};
