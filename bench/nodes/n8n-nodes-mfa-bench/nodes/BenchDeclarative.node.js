'use strict';

const { description, text } = require('./description');

/** A node in n8n's declarative style: n8n makes the requests, for all items at once. */
class BenchDeclarative {
	description = description(
		'benchDeclarative',
		'Bench Declarative',
		[
			text('baseUrl'),
			text('userId'),
			text('methodId'),
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				options: [
					{
						name: 'Delete',
						value: 'delete',
						routing: {
							request: {
								method: 'DELETE',
								url: '=/api/v2/users/{{ encodeURIComponent($parameter.userId) }}/authentication-methods/{{ encodeURIComponent($parameter.methodId) }}',
							},
						},
					},
				],
				default: 'delete',
			},
		],
		{ requestDefaults: { baseURL: '={{ $parameter.baseUrl }}' } },
	);
}

module.exports = { BenchDeclarative };
