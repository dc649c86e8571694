/**
 * Something a person can mend. The message says what happened, `wayOut` what
 * to do now; no stack is shown for it.
 */
export class Failure extends Error {
	/**
	 * @param {string} message what happened
	 * @param {string | string[]} wayOut what to do now, one line or more
	 * @param {string} [details] the last output of the tool that gave up
	 */
	constructor(message, wayOut, details) {
		super(message);
		this.name = 'Failure';
		this.wayOut = Array.isArray(wayOut) ? wayOut : [wayOut];
		this.details = details;
	}
}

/**
 * Writes a failure for a person to stderr: tool output first, since the last
 * lines of a terminal are the ones that are read.
 *
 * @param {string} command as the user typed it, e.g. `npm start`
 * @param {unknown} error
 */
export function reportFailure(command, error) {
	if (!(error instanceof Failure)) {
		const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
		console.error(`\n${command} broke off:\n${text}`);
		return;
	}
	if (error.details) console.error(`\n${error.details.trimEnd()}`);
	console.error(`\n${command} stopped: ${error.message}`);
	for (const line of error.wayOut) console.error(`  ${line}`);
}
