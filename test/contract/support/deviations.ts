import type { Problem } from './openApiContract';

/** A difference from the vendor's document that is meant, and why. */
export interface Deviation {
	/** Name of the operation such as `GET /logs`, or several. */
	operation: string | readonly string[];
	side: Problem['side'];
	status?: number;
	/** Compared with the problem's place; absent: any place. */
	where?: RegExp;
	rule?: string;
	/** What the document gets wrong or leaves out, and who says so. */
	reason: string;
}

/** Splits problems into those that no deviation explains; and deviations that explained nothing. */
export function explain(
	problems: readonly Problem[],
	deviations: readonly Deviation[],
): { unexplained: Problem[]; unused: Deviation[] } {
	const single = deviations.flatMap((deviation) =>
		[deviation.operation].flat().map((operation) => ({ ...deviation, operation })),
	);
	const used = new Set<Deviation>();
	const unexplained = problems.filter((problem) => {
		const covering = single.filter((candidate) => covers(candidate, problem));
		for (const deviation of covering) used.add(deviation);
		return covering.length === 0;
	});
	return { unexplained, unused: single.filter((deviation) => !used.has(deviation)) };
}

function covers(deviation: Deviation, problem: Problem): boolean {
	const { operation, side, status, where, rule } = deviation;
	return (
		operation === problem.operation &&
		side === problem.side &&
		(status === undefined || status === problem.status) &&
		(where === undefined || where.test(problem.where)) &&
		(rule === undefined || rule === problem.rule)
	);
}

/** One line for each different problem, with how often it came. */
export function summarize(problems: readonly Problem[]): string[] {
	const counts = new Map<string, number>();
	for (const { operation, side, status, where, rule, message } of problems) {
		const place = where.replace(/\/\d+/g, '/*');
		const line = `${operation} ${side}${status === undefined ? '' : ` ${status}`} at ${place} (${rule}): ${message}`;
		counts.set(line, (counts.get(line) ?? 0) + 1);
	}
	return [...counts].map(([line, count]) => `${line} [${count} times]`);
}
