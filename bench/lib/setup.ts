import type { Setup as DemoSetup } from '../../demo/lib/setup';

/** What scripts/bench.mjs hands over; that script installs everything. */
export interface BenchSetup extends Pick<DemoSetup, 'packed' | 'n8n' | 'tools'> {
	/** Where the bench keeps all that it makes. */
	folder: string;
	/** Names of the situations to run; all when undefined. */
	only: string[] | undefined;
	/** Only name the situations. */
	list: boolean;
	/** Put the tables into docs/pace.md. */
	write: boolean;
}
