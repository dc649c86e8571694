import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import {
	detailsOf,
	isItemError,
	means,
	serviceError,
	toItemError,
} from '../../../nodes/shared/errors';

/** n8n and the package may each have loaded an n8n-workflow of their own. */

const node: INode = {
	id: '1',
	name: 'Acme',
	type: 'acme',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** The classes of another copy: same names, not the same classes. */
const other = (() => {
	class NodeError extends Error {
		readonly context: Record<string, unknown> = {};
		description = 'what to do';
	}
	return {
		NodeApiError: class NodeApiError extends NodeError {},
		NodeOperationError: class NodeOperationError extends NodeError {},
	};
})();

test.each(['NodeApiError', 'NodeOperationError'] as const)(
	'a %s of another copy is one of an item',
	(name) => {
		const error = new other[name]('Acme refused');
		expect(error).not.toBeInstanceOf({ NodeApiError, NodeOperationError }[name]);
		error.context.data = { meaning: 'permission', statusCode: 403 };
		expect(isItemError(error)).toBe(true);
		expect(detailsOf(error)).toEqual({ meaning: 'permission', statusCode: 403 });
		expect(means(error, 'permission')).toBe(true);
		expect(toItemError(node, error, 4)).toBe(error);
		expect(error.context.itemIndex).toBe(4);
	},
);

test('so is one of a class that extends it', () => {
	class Special extends other.NodeApiError {}
	expect(isItemError(new Special('x'))).toBe(true);
});

test('so is one whose class was renamed, by its name', () => {
	const error = Object.assign(new Error('x'), { name: 'NodeApiError', context: {} });
	expect(isItemError(error)).toBe(true);
});

test('so is our own', () => {
	const fault = { message: 'Acme refused', description: 'Wait', meaning: 'limit' } as const;
	expect(isItemError(serviceError(node, fault))).toBe(true);
	expect(isItemError(new NodeOperationError(node, 'x'))).toBe(true);
});

test.each([
	new Error('NodeApiError'),
	Object.assign(new Error('x'), { name: 'NodeApiError' }),
	Object.assign(new Error('x'), { context: {} }),
	{ context: {} },
	Object.create(null),
	null,
	undefined,
	'NodeApiError',
])('%p is none', (error: unknown) => {
	expect(isItemError(error)).toBe(false);
	expect(toItemError(node, error, 0).message).toBe('The node met something it does not handle');
});
