import type { Fault } from './faults';
import { judge, NOTHING, type Counts, type Judged } from './rules';
import { baselineOf, cellOf, HungCell, type Baseline } from './run';
import type { AnySandbox, Subject, Trial } from './subject';

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

/**
 * Runs one trial of a provider with faults, one after the other.
 *
 * @param elsewhere the host that redirects lead to
 */
export async function runTrial(
	subject: Subject,
	trial: Trial,
	faults: readonly Fault[],
	elsewhere: AnySandbox,
): Promise<Result[]> {
	const baseline = await baselineOf(subject, trial);
	const results: Result[] = [];
	for (const fault of faults.filter((one) => applies(trial, one, baseline))) {
		const judged = await judgedCell(subject, trial, fault, baseline, elsewhere);
		results.push({ trial, baseline, fault, kind: baseline.hit, ...judged });
	}
	return results;
}

/** A cell that hangs is one complaint, and the others are run all the same. */
async function judgedCell(
	subject: Subject,
	trial: Trial,
	fault: Fault,
	baseline: Baseline,
	elsewhere: AnySandbox,
): Promise<Judged> {
	try {
		const cell = await cellOf(subject, trial, fault, baseline, elsewhere);
		return judge({ subject, trial, fault, baseline, cell });
	} catch (error) {
		if (!(error instanceof HungCell)) throw error;
		return { complaints: [error.message], counts: { ...NOTHING, cells: 1 } };
	}
}
