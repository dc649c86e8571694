import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EMAILS, USERS } from '../../../sandbox/auth0';
import { Desk } from './browser';
import { Host } from './host';
import { N8N_2 } from './lines';
import type { Editor } from './pages/editor';

/**
 * npm run tour: makes the pictures of the README anew, from the real editor with the sandbox of
 * Auth0 behind it. Needs a demo that has run, as the end-to-end tests do.
 */

const FOLDER = join(__dirname, '..', '..', '..', 'docs', 'tour');

/** Pictures are WebP, which Chromium makes itself. */
async function picture({ page }: Editor, name: string): Promise<void> {
	const session = await page.context().newCDPSession(page);
	const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 75 });
	writeFileSync(join(FOLDER, `${name}.webp`), Buffer.from(data, 'base64'));
}

async function tour(): Promise<void> {
	mkdirSync(FOLDER, { recursive: true });
	const host = await Host.start(N8N_2);
	const desk = await Desk.open(host);
	try {
		const { auth0 } = host.sandboxes;
		const data = {
			domain: auth0.host,
			clientId: 'sandbox-all-permissions',
			clientSecret: 'sandbox-all-permissions-secret',
		};
		const type = 'auth0MfaOAuth2Api';
		const credentials = { [type]: await host.addCredential('Auth0 sandbox', type, data) };
		const step = async (parameters: Record<string, string | object>) =>
			await host.addWorkflow({
				name: 'Offboard a leaver',
				nodes: [
					{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
					{ name: 'Auth0 MFA', type: 'n8n-nodes-mfa.auth0', parameters, credentials },
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
		});
	} finally {
		await desk.close();
		await host.stop();
	}
}

void tour();
