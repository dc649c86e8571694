import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EMAILS, USERS } from '../../../sandbox/auth0';
import { BY_NODE_TYPE, demoCredentials } from '../../../demo/lib/credentials';
import { seedLeavers } from '../../../demo/lib/leavers';
import { offboarding } from '../../../demo/scenarios/offboarding';
import { Desk } from './browser';
import { Host, type SavedNode } from './host';
import { N8N_2 } from './lines';
import type { Editor } from './pages/editor';
import { Output } from './pages/output';

/**
 * npm run tour: makes the pictures of the README anew, from the real editor with the sandboxes
 * behind it. Needs a demo that has run, as the end-to-end tests do.
 */

const FOLDER = join(__dirname, '..', '..', '..', 'docs', 'tour');

/** Pictures are WebP, which Chromium makes itself. */
async function picture({ page }: Editor, name: string): Promise<void> {
	const session = await page.context().newCDPSession(page);
	const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 75 });
	writeFileSync(join(FOLDER, `${name}.webp`), Buffer.from(data, 'base64'));
}

const AUTH0 = 'n8n-nodes-mfa.auth0';

/** The demo's credentials of the three services, by the type of the node that takes them. */
async function addCredentials(host: Host): Promise<Record<string, SavedNode['credentials']>> {
	const stored = demoCredentials(host.sandboxes, { port: 0 });
	const chosen: Record<string, SavedNode['credentials']> = {};
	for (const [nodeType, byType] of Object.entries(BY_NODE_TYPE)) {
		if (!nodeType.startsWith('n8n-nodes-mfa.')) continue;
		for (const [type, { id }] of Object.entries(byType)) {
			const { name, data } = stored.find((one) => one.id === id) ?? { name: '', data: {} };
			chosen[nodeType] = { [type]: await host.addCredential(name, type, data) };
		}
	}
	return chosen;
}

async function tour(): Promise<void> {
	mkdirSync(FOLDER, { recursive: true });
	const host = await Host.start(N8N_2, 'tour');
	const desk = await Desk.open(host);
	try {
		const chosen = await addCredentials(host);
		const credentials = chosen[AUTH0];
		const step = async (parameters: Record<string, string | object>) =>
			await host.addWorkflow({
				name: 'Offboard a leaver',
				nodes: [
					{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
					{ name: 'Auth0 MFA', type: AUTH0, parameters, credentials },
				],
				connections: { Start: { main: [[{ node: 'Auth0 MFA', type: 'main', index: 0 }]] } },
			});

		await desk.work('tour', async (editor) => {
			await editor.openNew();
			await editor.openNodeList();
			await editor.search('mfa');
			await editor.listed('Auth0 MFA').waitFor();
			await picture(editor, '1-find');

			const ana = { __rl: true, mode: 'id', value: USERS.ana };
			await editor.open(
				await step({ resource: 'authenticationMethod', operation: 'delete', userId: ana }),
			);
			const panel = await editor.openNode('Auth0 MFA');
			const methods = panel.picker('methodId');
			await methods.open();
			await methods.entries.first().waitFor();
			await picture(editor, '2-pick');

			const email = { __rl: true, mode: 'email', value: EMAILS.ana };
			await editor.open(await step({ resource: 'user', operation: 'offboard', userId: email }));
			const offboard = await editor.openNode('Auth0 MFA');
			await (await offboard.execute()).columns();
			await picture(editor, '3-preview');
			await offboard.choose('mode', 'Execute');
			await (await offboard.execute()).columns();
			await picture(editor, '4-execute');

			// Ana is back for those of the day.
			host.sandboxes.auth0.reset();
			seedLeavers(host.sandboxes);
			const { workflow } = offboarding(join(host.folder, 'files'));
			const nodes = workflow.nodes.map((node) => ({
				...node,
				credentials: chosen[node.type] ?? node.credentials,
			}));
			await editor.open(await host.addWorkflow({ ...workflow, nodes }));
			await editor.execute('Summary');
			await editor.node('Summary').dblclick();
			await new Output(editor.page).columns();
			await picture(editor, '5-summary');
		});
	} finally {
		await desk.close();
		await host.stop();
	}
}

void tour();
