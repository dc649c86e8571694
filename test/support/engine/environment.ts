import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What n8n-core reads from the environment while it is being loaded. This file
 * must therefore be imported before anything that imports n8n-core.
 *
 * The user folder is named but never made: the harness stands in for the only
 * service that writes there (see container.ts), and a test watches that the
 * folder does not appear.
 */
export const USER_FOLDER = join(tmpdir(), `n8n-engine-tests-${process.pid}`);

const SETTINGS: Record<string, string> = {
	N8N_USER_FOLDER: USER_FOLDER,
	N8N_ENCRYPTION_KEY: 'engine-tests-only',
	N8N_LOG_LEVEL: 'silent',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_RUNNERS_ENABLED: 'false',
	GENERIC_TIMEZONE: 'UTC',
};

Object.assign(process.env, SETTINGS);

// A proxy would be asked for loopback addresses too, and is not loopback itself.
for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY']) {
	Reflect.deleteProperty(process.env, name);
	Reflect.deleteProperty(process.env, name.toLowerCase());
}
