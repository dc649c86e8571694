import type { Resource } from '../../shared/operation';
import { device } from './device';
import { event } from './event';
import { factor } from './factor';
import { mfaToken } from './mfaToken';
import { rateLimit } from './rateLimit';
import { registration } from './registration';
import { user } from './user';
import { verification } from './verification';

/** All resources of the node. */
export const resources: readonly Resource[] = [
	device,
	event,
	factor,
	mfaToken,
	rateLimit,
	registration,
	user,
	verification,
];
