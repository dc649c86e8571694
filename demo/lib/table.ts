import Table from 'cli-table3';
import colours from 'picocolors';
import type { LastRun } from './lastRun';

/** Prints what the run did: its nodes, its result, and what reached the sandbox. */
export function printRun(run: LastRun, duration: (ms: number) => string): void {
	const steps = table(['Node', 'What it did', 'Took']);
	for (const { node, did, ms } of run.steps) steps.push([node, did, duration(ms)]);

	const result = table(run.result.columns);
	for (const row of run.result.rows) result.push(row);

	const requests = table(['Request at the sandbox', 'Answer']);
	for (const { method, url, status } of run.sandbox.requests) {
		requests.push([`${method} ${readable(url)}`, String(status ?? 'cut')]);
	}

	console.log(`\n${colours.bold(run.workflow.name)}, run by n8n ${run.n8n}`);
	console.log(steps.toString());
	console.log(result.toString());
	console.log(requests.toString());
	const count = run.sandbox.requests.length;
	const sent = count === 1 ? '1 request' : `${count} requests`;
	console.log(`${sent} in ${duration(run.ms)}: ${verdict(run)}\n`);
}

function verdict({ ok, complaints }: LastRun): string {
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
		// No lines between the rows.
		chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
	});
}

/** For reading: the path as a person would write it, without the query. */
function readable(url: string): string {
	const path = url.replace(/\?.*$/, '');
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
