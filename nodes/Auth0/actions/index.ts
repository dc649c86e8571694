import type { Resource } from '../../shared/operation';
import { authenticationMethod } from './authenticationMethod';
import { authenticator } from './authenticator';
import { enrollment } from './enrollment';
import { factor } from './factor';
import { refreshToken } from './refreshToken';
import { session } from './session';
import { user } from './user';

/** All resources of the node. */
export const resources: readonly Resource[] = [
	authenticationMethod,
	authenticator,
	enrollment,
	factor,
	refreshToken,
	session,
	user,
];
