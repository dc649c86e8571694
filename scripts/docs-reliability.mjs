/**
 * npm run docs:reliability: runs every operation with every fault on both n8n lines and
 * puts the counts into docs/reliability.md, between its markers.
 */
import './lib/node-version.mjs';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure, reportFailure } from './lib/failure.mjs';
import { CACHE, ROOT } from './lib/paths.mjs';
import { endTogether, isEnding, run } from './lib/run.mjs';
import { between, matrixTable } from './lib/reliability.mjs';

const HELP = `npm run docs:reliability [-- options]

Runs the whole matrix on both n8n lines, about five minutes, and writes its counts
into docs/reliability.md.

  --results   take the counts of the last run: RELIABILITY=whole npm test
  --check     with --results: write nothing, and fail when the page says something else
  --help
`;

const PAGE = join(ROOT, 'docs', 'reliability.md');
const PROVIDERS = ['auth0', 'emnify', 'onelogin'];
const LINES = [1, 2];

endTogether();

main()
	.catch((error) => {
		if (!isEnding()) reportFailure('npm run docs:reliability', error);
		return 1;
	})
	.then((code) => isEnding() || process.exit(code));

async function main() {
	const { values } = parseArgs({
		options: {
			results: { type: 'boolean', default: false },
			check: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(HELP);
		return 0;
	}
	if (!values.results) {
		const script = [
			join(ROOT, 'scripts', 'test.mjs'),
			'--only',
			'engine',
			'test/engine/reliability/',
		];
		const env = { ...process.env, RELIABILITY: 'whole' };
		const { code } = await run(process.execPath, script, { cwd: ROOT, env, show: true });
		if (code !== 0) throw new Failure('the matrix did not pass.', 'Its complaints stand above.');
	}
	const page = readFileSync(PAGE, 'utf8');
	const wanted = between(page, matrixTable(readResults()));
	if (page === wanted) {
		console.log('docs/reliability.md holds the counts of this run.');
		return 0;
	}
	if (values.check) {
		throw new Failure(
			'docs/reliability.md holds other counts than this run.',
			'Run: npm run docs:reliability -- --results',
		);
	}
	writeFileSync(PAGE, wanted);
	console.log('Wrote the counts into docs/reliability.md.');
	return 0;
}

function readResults() {
	return PROVIDERS.flatMap((provider) =>
		LINES.map((line) => {
			const file = join(CACHE, 'reliability', `${provider}-${line}.json`);
			if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
			throw new Failure(
				`there are no counts of ${provider} on n8n ${line}.`,
				'Run it without --results, or after: RELIABILITY=whole npm test',
			);
		}),
	);
}
