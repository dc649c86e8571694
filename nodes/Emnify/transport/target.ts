import type { IDataObject } from 'n8n-workflow';

import type { Subject } from '../../shared/http/call';
import type { Run } from '../../shared/run/run';
import { idOutput } from './ids';
import { loginKind } from './login';
import { ADMINISTRATOR, ANY_ROLE, USER_SIGN_IN } from './permissions';

/** Whose keys, devices or events a call is about. */
export interface Target {
	/** True for the user who signed in. */
	own: boolean;
	/** What stands in the path: the user's id, or `my`. */
	segment: string;
	/** What the calls need. */
	permission: string;
	/** What a 404 could be about. */
	subjects: Subject[];
	/** What output says of it. */
	about: IDataObject;
}

/** Another user, by id. */
export function anotherUser(userId: string): Target {
	return {
		own: false,
		segment: userId,
		permission: ADMINISTRATOR,
		subjects: [{ parameter: 'User', value: userId }],
		about: { userId: idOutput(userId) },
	};
}

/** The user who signed in with the credential. */
export async function myOwnUser(run: Run): Promise<Target> {
	return {
		own: true,
		segment: 'my',
		permission: await ownPermission(run),
		subjects: [],
		about: { target: 'myOwnUser' },
	};
}

/** What a call needs that acts on the user who signed in. */
export async function ownPermission(run: Run): Promise<string> {
	const kind = loginKind(await run.fields());
	return kind === 'applicationToken' ? USER_SIGN_IN : ANY_ROLE;
}
