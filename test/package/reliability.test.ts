import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { FAULTS } from '../engine/reliability/faults';

const page = readFileSync(join(__dirname, '../../docs/reliability.md'), 'utf8');
const counts = page.split('<!-- counts: begin -->')[1]?.split('<!-- counts: end -->')[0] ?? '';
const rows = counts
	.split('\n')
	.filter((line) => line.startsWith('|'))
	.map((line) =>
		line
			.split('|')
			.map((cell) => cell.trim())
			.slice(1, -1),
	);

/** That the numbers are those of the last run, .ci/run checks after the whole matrix. */
test('the page on reliability counts every fault of the matrix, none lost and none sent twice', () => {
	const [head = [], , ...body] = rows;
	expect(body.map(([title]) => title)).toEqual([...FAULTS.map(({ title }) => title), 'All']);
	for (const name of ['Lost', 'Sent twice']) {
		const column = head.indexOf(name);
		expect(body.map((row) => row[column])).toEqual(body.map(() => '0'));
	}
});
