import { BenchN8n } from './lib/benchN8n';
import { writeIntoPage } from './lib/page';
import { holds, printFindings } from './lib/report';
import type { BenchSetup } from './lib/setup';
import type { Situation } from './lib/situation';
import { situations } from './situations';

/**
 * Runs the situations and prints what they found.
 *
 * @returns the command's exit code: 0 when every bound holds
 */
export async function runBench(setup: BenchSetup): Promise<number> {
	if (setup.list) {
		for (const { name, title } of situations) console.log(`  ${name.padEnd(16)} ${title}`);
		return 0;
	}
	const chosen = chosenOf(setup);
	const n8n = await BenchN8n.prepare(setup);
	setup.tools.onEnd(async () => {
		await n8n.stop();
	});
	try {
		let failed = 0;
		for (const situation of chosen) failed += await runOne(setup, n8n, situation);
		console.log(failed === 0 ? '\nEvery bound holds.' : `\n${failed} bounds do not hold.`);
		return failed === 0 ? 0 : 1;
	} finally {
		await n8n.stop();
	}
}

async function runOne(setup: BenchSetup, n8n: BenchN8n, situation: Situation) {
	setup.tools.note(situation.title);
	const findings = await situation.run({ setup, n8n });
	printFindings(situation.title, findings);
	if (setup.write) writeIntoPage(situation, findings);
	return findings.checks.filter((check) => !holds(check)).length;
}

function chosenOf({ only, tools }: BenchSetup): readonly Situation[] {
	if (only === undefined) return situations;
	return only.map((wanted) => {
		const found = situations.find(({ name }) => name === wanted);
		if (found) return found;
		const names = situations.map(({ name }) => name).join(', ');
		throw tools.failure(`there is no "${wanted}".`, `--only takes: ${names}`);
	});
}
