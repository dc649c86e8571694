import { renameSync, writeFileSync } from 'node:fs';
import type { NodeRun } from './execution';
import type { Report, SandboxRequest } from './scenario';

/** The last run as a file, for tests and scripts: `last-run.json` in the demo's data. */
export interface LastRun extends Report {
	ok: boolean;
	/** Versions that took part. */
	n8n: string;
	workflow: { id: string; name: string };
	/** `success`, `error` and so on, in n8n's words. */
	status: string;
	startedAt: string;
	/** From n8n's start of the workflow to its end. */
	ms: number;
	/** n8n's own record. */
	nodes: NodeRun[];
	sandbox: {
		url: string;
		/** What came in during the run. */
		requests: SandboxRequest[];
		before: unknown;
		after: unknown;
	};
}

/** Writes the file in one go, so that nobody reads half of it. */
export function writeLastRun(file: string, run: LastRun): void {
	const draft = `${file}.new`;
	writeFileSync(draft, `${JSON.stringify(run, null, '\t')}\n`);
	renameSync(draft, file);
}
