import Table from 'cli-table3';
import colours from 'picocolors';
import type { ScenarioRun } from './lastRun';
import { SERVICES } from './sandboxes';

/** Widest column of a result, in characters. */
const WIDEST = 26;

/** Prints what one run did: its nodes, or its result where it has one. */
export function printRun(
	run: ScenarioRun,
	n8nVersion: string,
	duration: (ms: number) => string,
): void {
	console.log(`\n${colours.bold(run.workflow.name)}, run by n8n ${n8nVersion}`);
	if (run.result) {
		const result = table(run.result.columns);
		for (const row of run.result.rows) result.push(row.map(wrapped));
		console.log(result.toString());
	} else {
		const steps = table(['Node', 'What it did', 'Took']);
		for (const { node, did, ms } of run.steps) steps.push([node, did, duration(ms)]);
		console.log(steps.toString());
	}
	for (const note of run.notes ?? []) console.log(note);
	console.log(`${requestsInWords(run)} in ${duration(run.ms)}: ${verdict(run)}`);
}

function requestsInWords({ requests }: ScenarioRun): string {
	const parts = SERVICES.map((service) => ({
		service,
		count: requests.filter((request) => request.service === service).length,
	})).filter(({ count }) => count > 0);
	const counts = parts.map(({ service, count }) => `${count} at ${service}`).join(', ');
	return `${requests.length} ${requests.length === 1 ? 'request' : 'requests'} (${counts})`;
}

function verdict({ ok, complaints }: ScenarioRun): string {
	if (ok) return colours.green('the run did what it should');
	return [
		colours.red('the run did not do what it should'),
		...complaints.map((complaint) => `  - ${complaint}`),
	].join('\n');
}

function table(head: string[]) {
	return new Table({
		head: head.map((text) => colours.bold(text)),
		style: { head: [], border: [] },
	});
}

/** Broken at blanks, so that the table fits into a terminal. */
function wrapped(text: string): string {
	const lines: string[] = [];
	for (const word of text.split(' ')) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + word.length < WIDEST)
			lines.push(`${lines.pop()} ${word}`);
		else lines.push(word);
	}
	return lines.join('\n');
}
