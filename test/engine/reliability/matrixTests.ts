import { FAULTS } from './faults';
import { nameOf, runTrial, type Result } from './matrix';
import { asTable, keep, linesOf } from './report';
import { closeSandboxes } from './sandboxes';
import { isChange, isOnce, type AnySandbox, type Subject } from './subject';

/** Set by .ci/run: every operation with every fault, and not one cell in four. */
const WHOLE = process.env.RELIABILITY === 'whole';
const ONE_IN = 4;
/** Room for a few runs that hang, each of which is told. */
const LIMIT_MS = 10 * 60_000;

/** Runs the matrix of a provider: what it finds is told by operation. */
export function matrixTests(subject: Subject): void {
	const results: Result[] = [];
	const isComplete = () =>
		new Set(results.map(({ trial }) => trial)).size === subject.trials.length;
	let elsewhere: AnySandbox;

	beforeAll(async () => {
		elsewhere = await subject.start();
	});
	afterAll(async () => {
		await elsewhere.close();
		await closeSandboxes();
		const lines = linesOf(results);
		const part = WHOLE ? 'every fault' : `one cell in ${ONE_IN}; RELIABILITY=whole runs all`;
		process.stdout.write(`\n${subject.serviceName}, ${part}\n${asTable(lines)}\n`);
		if (WHOLE && isComplete()) keep(subject.name, lines);
	});

	test.each(subject.trials.map((trial, row) => [nameOf(trial), trial, row] as const))(
		'%s',
		async (_name, trial, row) => {
			const faults = FAULTS.filter((_, column) => WHOLE || (row + column) % ONE_IN === 0);
			const own = await runTrial(subject, trial, faults, elsewhere);
			results.push(...own);
			expect(own.length).toBeGreaterThanOrEqual(WHOLE ? FAULTS.length - 2 : 6);
			const complaints = own.flatMap(({ fault, complaints: texts }) =>
				texts.map((text) => `${fault.title}: ${text}`),
			);
			expect(complaints).toEqual([]);
		},
		LIMIT_MS,
	);

	test('nothing was lost from the log, and nothing sent twice that must go out once', () => {
		const sums = linesOf(results);
		expect(sums.filter(({ counts }) => counts.lost > 0 || counts.duplicates > 0)).toEqual([]);
	});

	test.each(FAULTS.map(({ title, id }) => [title, id]))('%s is met by operations', (_title, id) => {
		const own = results.filter(({ fault }) => fault.id === id);
		expect(own.length).toBeGreaterThan(4);
	});

	test('the operations declared "once" are those that send what must go out once', () => {
		const wrong = results.filter(({ trial, baseline }) => {
			const sends = baseline.first.requests.some(
				(request) => isChange(subject, trial, request) && isOnce(subject, request),
			);
			return !trial.lifecycle && sends !== (trial.effect === 'once');
		});
		expect(wrong.map(({ trial }) => nameOf(trial))).toEqual([]);
	});
}
