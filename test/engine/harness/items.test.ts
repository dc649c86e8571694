import { clock, CORE_VERSION, LINE, runNode, type RunNodeOptions } from '../../support/engine';
import { version as workflowVersion } from 'n8n-workflow/package.json';
import { DummyNode, type Work } from './dummy-node';

const echo: Work = async function (i) {
	const email = this.getNodeParameter('email', i) as string;
	if (email === 'bad@example.com') throw new Error(`Cannot take ${email}`);
	return { email };
};

const emails = ['ana@example.com', 'bad@example.com', 'cem@example.com'];

async function runThree(onError?: RunNodeOptions['onError']) {
	return await runNode({
		node: new DummyNode(echo),
		parameters: { email: '={{ $json.email }}' },
		items: emails.map((email) => ({ email })),
		onError,
	});
}

test('the engine is of the line that the jest project is named after', () => {
	// n8n-workflow is put in place by the same mapping as n8n-core, beside it.
	expect({ 1: /^1\.122\./, 2: /^2\.40\./ }[LINE].test(CORE_VERSION)).toBe(true);
	expect({ 1: /^1\.120\./, 2: /^2\.40\./ }[LINE].test(workflowVersion)).toBe(true);
});

test('an expression is evaluated for each item, and rows are paired with it', async () => {
	const { status, outputs } = await runNode({
		node: new DummyNode(echo),
		parameters: { email: '={{ $json.name + "@" + $json.domain }}' },
		items: [{ name: 'ana', domain: 'a.example' }, { json: { name: 'bo', domain: 'b.example' } }],
	});

	expect(status).toBe('success');
	expect(outputs).toEqual([
		[
			{ json: { email: 'ana@a.example' }, pairedItem: { item: 0 } },
			{ json: { email: 'bo@b.example' }, pairedItem: { item: 1 } },
		],
	]);
});

test('what a test does not set has the default, inside collections as n8n fills them', async () => {
	const read: Work = async function (i) {
		return {
			email: this.getNodeParameter('email', i),
			user: this.getNodeParameter('user', i, '', { extractValue: true }),
			mode: this.getNodeParameter('user.mode', i),
			options: this.getNodeParameter('options', i),
			pairs: this.getNodeParameter('pairs.pair', i),
			body: this.getNodeParameter('body', i),
		} as never;
	};
	const { outputs } = await runNode({
		node: new DummyNode(read),
		parameters: {
			user: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			pairs: { pair: [{ key: 'a' }] },
			body: '={{ { n: $json.id.length } }}',
		},
		items: [{ id: 'u-1' }],
	});

	expect(outputs[0]?.[0]?.json).toEqual({
		email: 'nobody@example.com',
		user: 'u-1',
		mode: 'id',
		options: {},
		pairs: [{ key: 'a', value: 'none' }],
		body: { n: 3 },
	});
});

test('stopWorkflow: the error ends the run and nothing comes out', async () => {
	const { status, error, outputs } = await runThree();

	expect(status).toBe('error');
	expect(error?.message).toBe('Cannot take bad@example.com');
	expect(outputs).toEqual([]);
});

test('continueRegularOutput: the error item comes out among the others, as the node made it', async () => {
	const { status, outputs } = await runThree('continueRegularOutput');

	expect(status).toBe('success');
	expect(outputs).toHaveLength(1);
	expect(outputs[0]?.map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
		[{ email: 'ana@example.com' }, { item: 0 }],
		[{ error: 'Cannot take bad@example.com' }, { item: 1 }],
		[{ email: 'cem@example.com' }, { item: 2 }],
	]);
});

test('continueErrorOutput: the error item goes to the second output', async () => {
	const { status, outputs } = await runThree('continueErrorOutput');

	expect(status).toBe('success');
	expect(outputs[0]?.map(({ json }) => json)).toEqual([
		{ email: 'ana@example.com' },
		{ email: 'cem@example.com' },
	]);
	expect(outputs[1]?.map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
		[{ error: 'Cannot take bad@example.com' }, { item: 1 }],
	]);
	expect(outputs[1]?.[0]?.error?.message).toBe('Cannot take bad@example.com');
});

test('continueErrorOutput: the input is merged into a row that carries the failure as data', async () => {
	const { outputs } = await runNode({
		node: new DummyNode(async (i) => (i === 0 ? { error: 'No', message: { did: 1 } } : {})),
		items: [{ email: 'ana@example.com' }],
		onError: 'continueErrorOutput',
	});

	expect(outputs[0]).toEqual([]);
	expect(outputs[1]).toEqual([
		{
			json: { email: 'ana@example.com', error: 'No', message: { did: 1 } },
			pairedItem: { item: 0 },
		},
	]);
});

test('a node finds its execution, workflow, name and credential names', async () => {
	const who: Work = async function () {
		const { id, name } = this.getWorkflow();
		return {
			id,
			name,
			execution: this.getExecutionId(),
			node: this.getNode().name,
			credential: this.getNode().credentials?.tokenApi,
		} as never;
	};
	const { outputs } = await runNode({
		node: new DummyNode(who),
		name: 'Offboard',
		executionId: '99',
		workflow: { id: 'aX3', name: 'Scheduled offboarding' },
		credentials: { tokenApi: { id: '9f', name: 'Production', data: {} } },
	});

	expect(outputs[0]?.[0]?.json).toEqual({
		id: 'aX3',
		name: 'Scheduled offboarding',
		execution: '99',
		node: 'Offboard',
		credential: { id: '9f', name: 'Production' },
	});
});

test('runs beside each other keep their items and logs apart', async () => {
	const talk: Work = async function (i) {
		const email = this.getNodeParameter('email', i) as string;
		this.logger.info(`before ${email}`);
		await clock.sleep(10);
		this.logger.info(`after ${email}`);
		return { email };
	};
	const results = await Promise.all(
		emails.map(
			async (email) => await runNode({ node: new DummyNode(talk), parameters: { email } }),
		),
	);

	results.forEach(({ outputs, logs }, n) => {
		const email = emails[n] ?? '';
		expect(outputs[0]?.[0]?.json).toEqual({ email });
		const own = logs.filter(({ level }) => level === 'info').map(({ message }) => message);
		expect(own).toEqual([`before ${email}`, `after ${email}`]);
	});
});
