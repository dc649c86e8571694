const TERMINAL_BEAT_MS = 1000;
const LOG_BEAT_MS = 20_000;

/**
 * Runs one step and shows that it is running: on a terminal one line with a
 * clock, in a log a line at the start, one every twenty seconds and one at the
 * end, each with the time of day.
 *
 * @template T
 * @param {string} what in the present, e.g. "Installing n8n"
 * @param {(say: (detail: string) => void) => Promise<T>} work gets a function
 *   that adds a detail to the running line
 * @returns {Promise<T>}
 */
export async function step(what, work) {
	const display = process.stdout.isTTY ? terminalDisplay(what) : logDisplay(what);
	try {
		const result = await work(display.detail);
		display.end('done');
		return result;
	} catch (error) {
		display.end('failed');
		throw error;
	}
}

/** One line that stands by itself, in the same column as the steps. */
export function note(text) {
	console.log(process.stdout.isTTY ? `  ${text}` : `[${timeOfDay()}] ${text}`);
}

/** @param {number} ms */
export function duration(ms) {
	if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
	const seconds = Math.round(ms / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function timeOfDay() {
	return new Date().toTimeString().slice(0, 8);
}

function terminalDisplay(what) {
	const since = Date.now();
	const startedAt = timeOfDay();
	let detail = '';
	const draw = () => {
		const clock = `${duration(Math.floor((Date.now() - since) / 1000) * 1000)}, since ${startedAt}`;
		const line = `  ${what} ... ${clock}${detail ? `, ${detail}` : ''}`;
		process.stdout.write(`\r\x1b[2K${line.slice(0, (process.stdout.columns || 80) - 1)}`);
	};
	draw();
	const beat = setInterval(draw, TERMINAL_BEAT_MS);
	return {
		detail(text) {
			detail = text;
			draw();
		},
		end(how) {
			clearInterval(beat);
			process.stdout.write(`\r\x1b[2K  ${what}: ${how} (${duration(Date.now() - since)})\n`);
		},
	};
}

function logDisplay(what) {
	const since = Date.now();
	let detail = '';
	console.log(`[${timeOfDay()}] ${what} ...`);
	const beat = setInterval(() => {
		const running = duration(Date.now() - since);
		console.log(`[${timeOfDay()}] ${what}: running for ${running}${detail ? `, ${detail}` : ''}`);
	}, LOG_BEAT_MS);
	return {
		detail(text) {
			detail = text;
		},
		end(how) {
			clearInterval(beat);
			console.log(`[${timeOfDay()}] ${what}: ${how} (${duration(Date.now() - since)})`);
		},
	};
}
