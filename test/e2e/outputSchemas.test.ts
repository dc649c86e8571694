import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import axios from 'axios';

import { filesUnder } from '../package/support/workshop';
import { lastRun } from './support/demoRun';
import { N8nAtWork } from './support/n8nAtWork';

/** What n8n's editor is given when it asks for the fields of an output before the first run. */

const NODES = join(__dirname, '..', '..', 'nodes');
const PACKAGE = 'n8n-nodes-mfa';
/** As the editor writes the version of a node in the address. */
const VERSION = '1.0.0';

const schemas = filesUnder(NODES)
	.filter((path) => path.includes('/__schema__/'))
	.map((path) => {
		const [folder = '', , , resource = '', file = ''] = path.split('/');
		const node = `${folder.charAt(0).toLowerCase()}${folder.slice(1)}`;
		return { path, address: `${PACKAGE}.${node}/${VERSION}/${resource}/${file}` };
	});

let work: N8nAtWork;

beforeAll(async () => {
	work = await N8nAtWork.start('e2e-schemas', 5890);
	await work.n8n.serve();
}, 240_000);

afterAll(async () => {
	await work.stop();
}, 60_000);

test(`n8n ${lastRun().n8n.version} serves the schema of every operation out of the installed package`, async () => {
	expect(schemas.length).toBeGreaterThan(80);
	const served = await Promise.all(
		schemas.map(async ({ address }) => {
			const { status, data } = await axios.get<unknown>(`${work.n8n.url}/schemas/${address}`, {
				validateStatus: () => true,
			});
			return [address, status, data];
		}),
	);
	expect(served).toEqual(
		schemas.map(({ address, path }) => [
			address,
			200,
			JSON.parse(readFileSync(join(NODES, path), 'utf8')) as unknown,
		]),
	);
});

test('n8n has no schema for what is no operation', async () => {
	const address = `${work.n8n.url}/schemas/${PACKAGE}.auth0/${VERSION}/user/nothing.json`;
	const { status } = await axios.get(address, { validateStatus: () => true });
	expect(status).toBe(404);
});
