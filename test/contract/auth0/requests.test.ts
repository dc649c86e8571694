import { CASES } from '../../engine/auth0/cases';
import { byEmail, runAuth0, sandboxForTests } from '../../engine/auth0/setup';
import { explain } from '../support/deviations';
import { problemsOfRequests } from '../support/recorded';
import { describeWithOpenApi } from '../support/references';
import { AUTH0_OPENAPI, loadAuth0Contract, REQUEST_DEVIATIONS } from './contract';

const sandbox = sandboxForTests();

const runs = Object.entries(CASES).flatMap(([resource, cases]) =>
	Object.entries(cases).map(([operation, { parameters }]) => ({ resource, operation, parameters })),
);

describeWithOpenApi("the node's requests against Auth0's document", AUTH0_OPENAPI, (path) => {
	const contract = loadAuth0Contract(path);

	test.each(runs)('$resource $operation', async ({ resource, operation, parameters }) => {
		await runAuth0(sandbox(), { resource, operation, ...parameters });
		await runAuth0(sandbox(), {
			resource,
			operation,
			...parameters,
			userId: byEmail('ana@example.com'),
		});
		const sent = sandbox().requests.filter(({ url }) => url.startsWith('/api/'));
		expect(sent.length).toBeGreaterThan(0);
		const { unexplained } = explain(problemsOfRequests(contract, sent), REQUEST_DEVIATIONS);
		expect(unexplained).toEqual([]);
	});
});
