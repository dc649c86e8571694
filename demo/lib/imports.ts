import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoData } from './data';
import type { N8n } from './n8n';
import type { Setup } from './setup';

const WHAT = {
	// The first command on empty data makes n8n's database.
	credentials: "Making n8n's database and importing the demo's credentials",
	workflow: "Importing the demo's workflows into n8n",
};

/**
 * Brings the demo's credentials or its workflows into n8n. What is in there
 * already is left alone, so that changes made in the editor live on; it is
 * replaced when the demo's own have changed.
 *
 * @param content as n8n's import command reads it
 */
export async function importIntoN8n(
	setup: Setup,
	n8n: N8n,
	data: DemoData,
	kind: keyof typeof WHAT,
	content: unknown,
): Promise<void> {
	const text = JSON.stringify(content);
	const hash = createHash('sha256').update(text).digest('hex');
	if (data.remembered[kind] === hash) return;
	await setup.tools.step(WHAT[kind], async () => {
		const file = join(data.userFolder, `import-${kind}.json`);
		writeFileSync(file, text, { mode: 0o600 });
		const { code, output } = await n8n.command(`import:${kind}`, `--input=${file}`);
		rmSync(file);
		if (code === 0) return;
		throw setup.tools.failure(
			`n8n did not take the demo's ${kind === 'workflow' ? 'workflows' : kind}.`,
			[
				'npm start -- --reset starts again with empty data.',
				`Everything n8n said: ${data.logFile}`,
			],
			setup.tools.tail(output),
		);
	});
	data.remember({ [kind]: hash });
}
