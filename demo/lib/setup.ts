/**
 * What scripts/start.mjs hands to the demo. That script installs everything and
 * therefore uses nothing but Node.js; its helpers come along in `tools`.
 */
export interface Setup {
	/** When the command was typed, in ms since the epoch. */
	since: number;
	options: Options;
	/** The package as it would be published, and the hash of its sources. */
	packed: { tarball: string; sources: string };
	/** Where n8n is installed and the Node.js binary that runs it. */
	n8n: { folder: string; node: string };
	tools: Tools;
}

export interface Options {
	/** End after the run instead of leaving the editor open. */
	once: boolean;
	/** Forget the data of earlier starts. */
	reset: boolean;
	/** Folder for all that this demo keeps. */
	data: string;
	/** Undefined: the usual port, or the next free one. */
	port?: number;
	sandboxPort?: number;
}

export interface Tools {
	step: <T>(what: string, work: () => Promise<T>) => Promise<T>;
	note: (text: string) => void;
	duration: (ms: number) => string;
	npm: (args: string[], cwd: string) => Promise<{ code: number; output: string }>;
	/** The last lines of a program's output. */
	tail: (output: string) => string;
	/** Something a person can mend: what happened, and what to do now. */
	failure: (message: string, wayOut: string | string[], details?: string) => Error;
	/** Says what to stop when the command is told to end. */
	onEnd: (stop: () => Promise<void>) => void;
}
