import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import { LINE } from '../support/engine';
import { auth0 } from './outputs/auth0';
import { backToStart } from './outputs/clock';
import { emnify } from './outputs/emnify';
import { filesIn, ROOT, settle } from './outputs/files';
import { anchor, between } from './outputs/markdown';
import { oneLogin } from './outputs/onelogin';
import { refusalsPart } from './outputs/refusals';
import { nodePart, operationsPart, overviewPart, type Material, type Notes } from './outputs/page';
import { schemaFolder, schemasOf, schemaText } from './outputs/schemas';
import { shownInVain } from './outputs/shownFields';
import { casesOfOperation, plainOf, Study, type Missing, type Studied } from './outputs/study';
import { nameOf } from './outputs/subject';

/**
 * What every operation gives out, needs, and says when an ID belongs to nothing, seen by running
 * it. The output schemas under nodes/ and the operations in docs/ are made of it: `npm run generate`
 * writes them, `npm test` compares.
 */
backToStart();

const STALE = 'npm run generate brings it up to date';

describe.each([auth0, oneLogin, emnify])('$folder', (subject) => {
	const operations = subject.resources.flatMap(({ option, operations: list }) =>
		list.map((operation) => [option.value, operation.option.value] as const),
	);
	let study: Study;
	let studied: Studied[];

	beforeAll(async () => {
		study = await Study.of(subject);
		studied = await study.all();
	}, 600_000);
	afterAll(async () => {
		await study.close();
	});

	test('every case comes to its end', () => {
		const failed = studied.filter(({ failure }) => failure);
		expect(failed.map((one) => [nameOf(one), one.failure])).toEqual([]);
	});

	test('no operation shows a field that it does not use', () => {
		const inVain = operations.map(([resource, operation]) => [
			resource,
			operation,
			shownInVain(subject.node, casesOfOperation(studied, resource, operation)),
		]);
		expect(inVain).toEqual(operations.map((pair) => [...pair, []]));
	});

	test(`each operation has the output schema that its outputs make (${STALE})`, () => {
		const schemas = schemasOf(subject, studied);
		expect(schemas).toHaveLength(operations.length);
		for (const { path, schema } of schemas) {
			// n8n's editor takes nothing else for a schema.
			expect([path, schema.type, Object.keys(schema.properties ?? {})]).toEqual([
				path,
				'object',
				expect.arrayContaining([expect.any(String)]),
			]);
			expect([path, settle(path, schemaText(schema))]).toEqual([path, schemaText(schema)]);
		}
		const paths = schemas.map(({ path }) => path).sort();
		expect(filesIn(schemaFolder(subject), '.json', paths)).toEqual(paths);
	});

	// Texts and permissions do not come from the engine: one line of it is enough.
	(LINE === 2 ? describe : describe.skip)('the page', () => {
		let material: Material;

		beforeAll(async () => {
			const missing = new Map<string, Missing[]>();
			for (const [resource, operation] of operations) {
				const plain = plainOf(studied, resource, operation);
				missing.set(`${resource} ${operation}`, await study.withUnknownIds(plain));
			}
			const file = join(ROOT, 'docs', 'notes', `${subject.page}.yaml`);
			const notes = parse(readFileSync(file, 'utf8')) as Notes;
			material = { subject, studied, missing, notes };
		}, 600_000);

		test('has notes for operations that exist only', () => {
			const noted = Object.entries(material.notes).flatMap(([resource, ofResource]) =>
				Object.keys(ofResource).map((operation) => `${resource} ${operation}`),
			);
			expect(noted.length).toBeGreaterThan(0);
			expect(operations.map((pair) => pair.join(' '))).toEqual(expect.arrayContaining(noted));
		});

		test(`holds what the node does today (${STALE})`, () => {
			const path = `docs/${subject.page}.md`;
			const page = readFileSync(join(ROOT, path), 'utf8');
			const parts = {
				overview: overviewPart(material),
				operations: operationsPart(material),
				options: nodePart(subject),
				refusals: refusalsPart(subject.refusals),
			};
			const made = Object.entries(parts).reduce(
				(before, [name, text]) => between(before, name, text),
				page,
			);
			expect(settle(path, made)).toBe(made);
		});

		test('links to headings that it has', () => {
			const page = readFileSync(join(ROOT, 'docs', `${subject.page}.md`), 'utf8');
			const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, text = '']) => anchor(text));
			expect(headings).toEqual([...new Set(headings)]);
			const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, target]) => target);
			expect(links.length).toBeGreaterThan(operations.length);
			expect(headings).toEqual(expect.arrayContaining(links));
		});

		test('gives no secret away', () => {
			const page = operationsPart(material);
			expect(page).not.toMatch(/eyJ[\w-]{10}|otpauth:\/\/|[A-Z2-7]{24,}|ticket=|127\.0\.0\.1/);
		});
	});

	(LINE === 2 ? test : test.skip).each(operations)(
		'%s %s does all with what it is said to need, and not without',
		async (resource, operation) => {
			const plain = plainOf(studied, resource, operation);
			const { enough, tooLittle } = subject.accessFor(plain.needs);
			expect(enough.length).toBeGreaterThan(0);
			for (const access of enough) {
				const { failure, rows } = await study.run(plain, access);
				expect([access, failure]).toEqual([access, undefined]);
				expect([access, essenceOf(rows)]).toEqual([access, essenceOf(plain.rows)]);
			}
			for (const access of tooLittle) {
				const { failure, rows } = await study.run(plain, access);
				if (failure === undefined) {
					expect([access, essenceOf(rows)]).not.toEqual([access, essenceOf(plain.rows)]);
				}
			}
		},
		600_000,
	);
});

/** The shape of an output and how it went: what does not differ from run to run. */
function essenceOf(rows: Studied['rows']): unknown {
	const essence = rows.map(({ outcome, accepted, unreadable, steps, ...rest }) => ({
		outcome,
		accepted,
		unreadable,
		steps: (steps as Array<{ step: string; result: string }> | undefined)?.map(
			({ step, result }) => [step, result],
		),
		names: Object.keys(rest),
	}));
	return JSON.parse(JSON.stringify(essence)) as unknown;
}
