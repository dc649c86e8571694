import type { Resource } from '../../shared/operation';
import { applicationToken } from './applicationToken';
import { authentication } from './authentication';
import { event } from './event';
import { mfaKey } from './mfaKey';
import { trustedDevice } from './trustedDevice';
import { user } from './user';

/** All resources of the node. */
export const resources: readonly Resource[] = [
	applicationToken,
	authentication,
	event,
	mfaKey,
	trustedDevice,
	user,
];
