import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, Workshop } from './support/workshop';

let workshop: Workshop;

beforeAll(() => {
	workshop = new Workshop();
});

afterAll(() => {
	workshop.remove();
});

it('npm run build makes the files that n8n-node build makes, whatever was left of an earlier build', () => {
	mkdirSync(workshop.path('dist', 'nodes'), { recursive: true });
	writeFileSync(workshop.path('dist', 'nodes', 'Gone.node.js'), '');
	writeFileSync(workshop.path('tsconfig.tsbuildinfo'), '{}');
	workshop.build();
	const own = filesUnder(workshop.path('dist'));
	workshop.run(join('node_modules', '@n8n', 'node-cli', 'bin', 'n8n-node.mjs'), 'build');
	const official = filesUnder(workshop.path('dist'));
	expect(official).toContain('package.json');
	expect(own).toEqual(official);
}, 600_000);
