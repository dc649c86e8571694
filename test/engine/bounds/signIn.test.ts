import { clock } from '../../support/engine';
import type { FaultAnswer } from '../../../sandbox/shared/faults';
import { runEmnify, sandboxForTests } from '../emnify/setup';

/** A credential that signs in by itself reads the answer within the same bounds as a node. */

const sandbox = sandboxForTests();
const LIST = { resource: 'user', operation: 'getAll', returnAll: true };

const HELD_UP: ReadonlyArray<readonly [string, FaultAnswer]> = [
	['a drip in the headers', { kind: 'drip', part: 'headers' }],
	['a drip in the body', { kind: 'drip', part: 'body' }],
];

test.each(HELD_UP)('%s', async (_, fault) => {
	sandbox().fault({ ...fault, times: 'always', path: '/api/v1/authenticate' });
	const before = clock.now();
	const { error } = await runEmnify(sandbox(), LIST);
	expect(error?.message).toBe('The sign-in at emnify got no answer');
	expect(clock.now() - before).toBeGreaterThanOrEqual(30_000);
	expect(clock.now() - before).toBeLessThan(35_000);
});

test('an answer that unpacks to 300 MB holds no access token', async () => {
	sandbox().fault({ kind: 'packed', times: 'always', path: '/api/v1/authenticate' });
	const before = process.resourceUsage().maxRSS;
	const { error } = await runEmnify(sandbox(), LIST);
	expect(error?.message).toBe('emnify answered the sign-in without an access token');
	expect(process.resourceUsage().maxRSS - before).toBeLessThan(250 * 1024);
});
