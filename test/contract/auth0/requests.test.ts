import { offboardSteps, resetSteps } from '../../../nodes/Auth0/lifecycleSteps';
import { CASES } from '../../engine/auth0/cases';
import { byEmail, runAuth0, sandboxForTests } from '../../engine/auth0/setup';
import { explain } from '../support/deviations';
import { problemsOfRequests, sentRequest } from '../support/recorded';
import { describeWithOpenApi } from '../support/references';
import { AUTH0_OPENAPI, loadAuth0Contract, REQUEST_DEVIATIONS } from './contract';

const sandbox = sandboxForTests();

const ALL_STEPS: Record<string, string[]> = {
	offboard: offboardSteps.map(({ parts: [{ id }] }) => id),
	resetMfa: resetSteps.map(({ parts: [{ id }] }) => id),
};

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

	const executed = runs
		.filter(({ operation }) => operation === 'offboard' || operation === 'resetMfa')
		.map(({ resource, operation, parameters: { userId } }) => ({
			resource,
			operation,
			parameters: { userId, mode: 'execute', steps: ALL_STEPS[operation] ?? [] },
		}));

	test.each([...runs, ...executed])(
		'$resource $operation names a custom domain where the document says so',
		async (run) => {
			const { resource, operation, parameters } = run;
			const options = { customDomain: 'login.example.com' };
			await runAuth0(sandbox(), { resource, operation, ...parameters, options });
			const sent = sandbox().requests.filter(({ url }) => url.startsWith('/api/'));
			const named = sent.map(({ headers }) => headers['auth0-custom-domain'] !== undefined);
			const documented = sent.map((record) =>
				contract.takesHeader(sentRequest(record), 'auth0-custom-domain'),
			);
			expect(named).toEqual(documented);
		},
	);
});
