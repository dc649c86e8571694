import { once } from 'node:events';
import { startNode } from './inNode';

it('a command that is ended waits for the programs that it started, then ends', async () => {
	const tidies = `process.on('SIGTERM', () => setTimeout(() => process.exit(), 500)); console.log('up'); setInterval(() => {}, 1000);`;
	const command = startNode(
		'lib/run.mjs',
		'endTogether, run',
		`endTogether(() => give('asked to stop'));
		const child = run(process.execPath, ['--eval', ${JSON.stringify(tidies)}], { show: true });
		child.then(() => give('program ended'));`,
	);
	let output = '';
	command.stdout?.on('data', (chunk: Buffer) => {
		output += chunk.toString();
		if (output.endsWith('up\n')) command.kill('SIGTERM');
	});
	const [code] = (await once(command, 'close')) as [number];
	expect(code).toBe(143);
	expect(output).toContain('asked to stop');
	expect(output).toContain('program ended');
});
