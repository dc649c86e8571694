import type { IDataObject } from 'n8n-workflow';
import type { Execution } from './execution';

/** A demo: one workflow against one sandbox. A further demo is one more of these. */
export interface Scenario {
	title: string;
	/** The workflow as n8n imports it; its `id` never changes. */
	workflow: Workflow;
	startSandbox(port: number): Promise<RunningSandbox>;
	/** What n8n imports, for a sandbox at this host (`127.0.0.1:5690`). */
	credentials(host: string): Credential[];
	/** What the run did, taken from n8n's record of it and from the sandbox. */
	report(execution: Execution, sandbox: RunningSandbox): Report;
}

export interface Workflow {
	id: string;
	name: string;
	nodes: Array<{ name: string; type: string; parameters: IDataObject }>;
	[field: string]: unknown;
}

export interface Credential {
	id: string;
	name: string;
	type: string;
	data: IDataObject;
}

export interface RunningSandbox {
	url: string;
	host: string;
	/** All requests so far, in the order in which they came. */
	requests(): SandboxRequest[];
	/** What the service holds now, for whoever wants to compare. */
	state(): unknown;
	close(): Promise<void>;
}

export interface SandboxRequest {
	method: string;
	/** Path and query as they came over the wire. */
	url: string;
	/** Null when the connection was cut before. */
	status: number | null;
}

export interface Report {
	/** One line per node: what it did. */
	steps: Array<{ node: string; did: string; ms: number }>;
	/** What the demo is about, as a table. */
	result: { columns: string[]; rows: string[][] };
	/** Why the run is not what the demo promises; empty when all is well. */
	complaints: string[];
}
