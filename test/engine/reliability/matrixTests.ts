import { FAULTS } from './faults';
import { nameOf, runMatrix, type Result } from './matrix';
import { asTable, keep, linesOf } from './report';
import { isChange, isOnce, type Subject } from './subject';

/** Set by .ci/run: every operation with every fault, and not one cell in four. */
const WHOLE = process.env.RELIABILITY === 'whole';
const ONE_IN = 4;
const LIMIT_MS = 12 * 60_000;

/** Runs the matrix of a provider: what it finds is told by operation. */
export function matrixTests(subject: Subject): void {
	let results: Result[] = [];

	beforeAll(async () => {
		results = await runMatrix(
			subject,
			FAULTS,
			(trial, fault) => WHOLE || (trial + fault) % ONE_IN === 0,
		);
		const lines = linesOf(results);
		const part = WHOLE ? 'every fault' : `one cell in ${ONE_IN}; RELIABILITY=whole runs all`;
		process.stdout.write(`\n${subject.serviceName}, ${part}\n${asTable(lines)}\n`);
		if (WHOLE) keep(subject.name, lines);
	}, LIMIT_MS);

	test.each(subject.trials.map((trial) => [nameOf(trial), trial] as const))(
		'%s',
		(_name, trial) => {
			const own = results.filter((one) => one.trial === trial);
			expect(own.length).toBeGreaterThanOrEqual(WHOLE ? FAULTS.length - 2 : 6);
			const complaints = own.flatMap(({ fault, complaints: texts }) =>
				texts.map((text) => `${fault.title}: ${text}`),
			);
			expect(complaints).toEqual([]);
		},
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
