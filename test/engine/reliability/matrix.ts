import { FAULTS, type Fault } from './faults';
import { closeSandboxes } from './sandboxes';
import { judge, type Counts } from './rules';
import { baselineOf, cellOf, type Baseline } from './run';
import type { Subject, Trial } from './subject';

export interface Result {
	trial: Trial;
	baseline: Baseline;
	fault: Fault;
	kind: string;
	complaints: string[];
	counts: Counts;
}

export const nameOf = ({ resource, operation, about }: Trial): string =>
	[resource, operation, about && `(${about})`].filter(Boolean).join(' ');

/** A call that goes out once is not waited for, so that there is no wait to be stopped. */
const applies = ({ lastToken }: Trial, { cause: { by } }: Fault, { hit }: Baseline): boolean =>
	!(lastToken && by === 'expiry') && !(by === 'stopWaiting' && hit === 'once');

/** Cells that are under way together: most of their time is waiting. */
const TOGETHER = 24;

/**
 * Runs the trials of a provider with faults.
 *
 * @param chosen which cells, by the numbers of trial and fault
 */
export async function runMatrix(
	subject: Subject,
	faults: readonly Fault[] = FAULTS,
	chosen: (trial: number, fault: number) => boolean = () => true,
): Promise<Result[]> {
	const elsewhere = await subject.start();
	const results: Result[] = [];
	const baselines = new Map<Trial, Baseline>();
	await pool(subject.trials, async (trial) => {
		baselines.set(trial, await baselineOf(subject, trial));
	});
	const cells = subject.trials.flatMap((trial, row) =>
		faults
			.filter(
				(fault, column) =>
					applies(trial, fault, baselines.get(trial) as Baseline) && chosen(row, column),
			)
			.map((fault) => ({ trial, fault })),
	);
	await pool(cells, async ({ trial, fault }) => {
		const baseline = baselines.get(trial) as Baseline;
		const cell = await within(
			cellOf(subject, trial, fault, baseline, elsewhere),
			`${nameOf(trial)}, ${fault.id}`,
		);
		const kind = baseline.hit;
		results.push({
			trial,
			baseline,
			fault,
			kind,
			...judge({ subject, trial, fault, baseline, cell }),
		});
	});
	await elsewhere.close();
	await closeSandboxes();
	return results;
}

/** A run that hangs is named; longer than any wait in the table, on a busy machine too. */
const LONGEST_CELL_MS = 60_000;

async function within<T>(work: Promise<T>, name: string): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => {
			reject(new Error(`${name}: no end after a minute`));
		}, LONGEST_CELL_MS);
	});
	return await Promise.race([work, late]).finally(() => {
		clearTimeout(timer);
	});
}

async function pool<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
	let next = 0;
	const worker = async () => {
		while (next < list.length) await work(list[next++] as T);
	};
	await Promise.all(Array.from({ length: TOGETHER }, worker));
}
