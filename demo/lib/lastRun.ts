import { renameSync, writeFileSync } from 'node:fs';
import type { NodeRun } from './execution';
import type { PeopleState } from './leavers';
import type { ServiceRequest } from './sandboxes';
import type { Report } from './scenario';

/** The last start as a file, for tests and scripts: `last-run.json` in the demo's data. */
export interface LastRun {
	/** Every workflow did what it should. */
	ok: boolean;
	/** What ran it, so that tests can run more on the same. */
	n8n: { version: string; folder: string; node: string };
	/** In the order in which they ran. */
	runs: ScenarioRun[];
}

/** One run of one workflow. */
export interface ScenarioRun extends Report {
	ok: boolean;
	workflow: { id: string; name: string };
	/** `success`, `error` and so on, in n8n's words. */
	status: string;
	startedAt: string;
	/** From n8n's start of the workflow to its end. */
	ms: number;
	/** n8n's own record. */
	nodes: NodeRun[];
	/** What came in at the sandboxes during the run. */
	requests: ServiceRequest[];
	/** The demo's people at the sandboxes. */
	before: PeopleState;
	after: PeopleState;
}

/** Writes the file in one go, so that nobody reads half of it. */
export function writeLastRun(file: string, run: LastRun): void {
	const draft = `${file}.new`;
	writeFileSync(draft, `${JSON.stringify(run, null, '\t')}\n`);
	renameSync(draft, file);
}
