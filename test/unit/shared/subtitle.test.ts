import type { INode, INodeParameters, INodeTypes } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { SUBTITLE } from '../../../nodes/shared/fields/subtitle';

const TYPE = {
	description: {
		properties: ['resource', 'operation', 'mode'].map((name) => ({
			displayName: name,
			name,
			type: 'string',
			default: '',
		})),
	},
};

const nodeTypes = { getByNameAndVersion: () => TYPE } as unknown as INodeTypes;

/** As n8n's editor works it out for the canvas, before anything has run. */
function subtitleOf(parameters: INodeParameters): unknown {
	const node: INode = {
		id: '1',
		name: 'Step',
		type: 'test',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
	});
	return workflow.expression.getSimpleParameterValue(node, SUBTITLE, 'internal', {});
}

test.each([
	[{ resource: 'user', operation: 'offboard', mode: 'execute' }, 'offboard: user (execute)'],
	[{ resource: 'authenticationMethod', operation: 'getAll' }, 'get all: authentication method'],
	[
		{ resource: 'user', operation: 'resetMfa', mode: "={{ $('Settings').item.json.mode }}" },
		'reset mfa: user (mode by expression)',
	],
])('%j is %s on the canvas', (parameters, text) => {
	expect(subtitleOf(parameters)).toBe(text);
});
