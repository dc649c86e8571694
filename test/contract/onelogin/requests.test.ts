import { CASES } from '../../engine/onelogin/cases';
import { runOneLogin, sandboxForTests } from '../../engine/onelogin/setup';
import { explain } from '../support/deviations';
import { problemsOfRequests } from '../support/recorded';
import { describeWithOpenApi } from '../support/references';
import { loadOneLoginContract, NODE_DEVIATIONS, ONELOGIN_OPENAPI, UNDOCUMENTED } from './contract';

const sandbox = sandboxForTests();

const runs = Object.entries(CASES).flatMap(([resource, ofResource]) =>
	Object.entries(ofResource).flatMap(([operation, cases]) =>
		cases.map((one) => ({ resource, operation, about: one.about ?? '', one })),
	),
);

describeWithOpenApi("the node's requests against OneLogin's document", ONELOGIN_OPENAPI, (path) => {
	const contract = loadOneLoginContract(path);
	const used = new Set<string>();
	const undocumented = new Set<string>();

	test.each(runs)('$resource $operation $about', async ({ resource, operation, one }) => {
		const parameters = { ...one.parameters, ...one.prepare?.(sandbox()) };
		await runOneLogin(sandbox(), { resource, operation, ...parameters });
		const sent = sandbox().requests.filter(({ path: called }) => {
			const outside = UNDOCUMENTED.find((known) => known.path.test(called));
			if (outside) undocumented.add(outside.name);
			return !outside;
		});
		const problems = problemsOfRequests(contract, sent);
		for (const { operation: name, where } of problems) used.add(`${name} ${where}`);
		expect(explain(problems, NODE_DEVIATIONS).unexplained).toEqual([]);
	});

	test('differ nowhere else than in what is listed, and need each entry of the list', () => {
		expect([...undocumented].sort()).toEqual(UNDOCUMENTED.map(({ name }) => name).sort());
		const listed = NODE_DEVIATIONS.flatMap(({ operation, where }) =>
			[operation].flat().map((name) => ({ name, where })),
		);
		const unused = listed.filter(
			({ name, where }) =>
				![...used].some(
					(one) => one.startsWith(`${name} `) && where?.test(one.slice(name.length + 1)),
				),
		);
		expect(unused).toEqual([]);
	});
});
