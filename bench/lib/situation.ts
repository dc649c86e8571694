import type { BenchN8n } from './benchN8n';
import type { Findings } from './report';
import type { BenchSetup } from './setup';

/** What a situation works with. */
export interface Bench {
	setup: BenchSetup;
	n8n: BenchN8n;
}

/** One table of the bench. */
export interface Situation {
	/** As `--only` takes it. */
	name: string;
	/** What is the case, as a heading. */
	title: string;
	run(bench: Bench): Promise<Findings>;
}
