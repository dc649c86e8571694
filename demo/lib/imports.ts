import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoData, Remembered } from './data';
import type { N8n } from './n8n';
import type { Credential, Workflow } from './scenario';
import type { Setup } from './setup';

/**
 * Brings the demo's credentials and workflow into n8n. What is in there already
 * is left alone, so that changes made in the editor live on; it is replaced when
 * the demo's own have changed.
 */
export async function importIntoN8n(
	setup: Setup,
	n8n: N8n,
	data: DemoData,
	credentials: Credential[],
	workflow: Workflow,
): Promise<void> {
	await importOne('credentials', credentials);
	await importOne('workflow', workflow);

	async function importOne(
		kind: keyof Remembered & ('credentials' | 'workflow'),
		content: unknown,
	) {
		const text = JSON.stringify(content);
		const hash = createHash('sha256').update(text).digest('hex');
		if (data.remembered[kind] === hash) return;
		const file = join(data.userFolder, `import-${kind}.json`);
		writeFileSync(file, text, { mode: 0o600 });
		const { code, output } = await n8n.command(`import:${kind}`, `--input=${file}`);
		rmSync(file);
		if (code !== 0) {
			throw setup.tools.failure(
				`n8n did not take the demo's ${kind}.`,
				[
					'npm start -- --reset starts again with empty data.',
					`Everything n8n said: ${data.logFile}`,
				],
				setup.tools.tail(output),
			);
		}
		data.remember({ [kind]: hash });
	}
}
