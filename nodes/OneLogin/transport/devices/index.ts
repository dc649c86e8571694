import type { DeviceDialect } from './dialect';
import { version1 } from './v1';
import { version2 } from './v2';

export type ApiVersion = 1 | 2;

/** The dialect of a version of OneLogin's MFA interface. */
export function deviceDialect(version: ApiVersion): DeviceDialect {
	return version === 1 ? version1 : version2;
}
