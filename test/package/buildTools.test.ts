import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { filesUnder, Workshop } from './support/workshop';

let workshop: Workshop;

beforeAll(() => {
	workshop = new Workshop();
});

afterAll(() => {
	workshop.remove();
});

it('npm run build and n8n-node build make the same files', () => {
	workshop.build();
	const own = filesUnder(workshop.path('dist'));
	workshop.run(join('node_modules', '@n8n', 'node-cli', 'bin', 'n8n-node.mjs'), 'build');
	const official = filesUnder(workshop.path('dist'));
	expect(own).toContain('package.json');
	expect(own).toEqual(official);
}, 180_000);

it('npm run build leaves nothing of an earlier build', () => {
	workshop.build();
	const clean = filesUnder(workshop.path('dist'));
	writeFileSync(workshop.path('dist', 'nodes', 'Gone.node.js'), '');
	writeFileSync(workshop.path('tsconfig.tsbuildinfo'), '{}');
	workshop.build();
	expect(filesUnder(workshop.path('dist'))).toEqual(clean);
}, 180_000);
