'use strict';

const { CREDENTIAL, OAUTH2, description, number, text } = require('./description');

/**
 * The usual programmatic node: reads its two parameters, sends through n8n's authenticated helper,
 * gives an error row for what is refused. `poolSize` 1 is the plain loop of most nodes; more is a bare pool.
 */
class BenchLoop {
	description = description(
		'benchLoop',
		'Bench Loop',
		[
			text('api'),
			text('userId'),
			text('methodId'),
			number('poolSize', 1),
			text('credential', CREDENTIAL),
		],
		{ credentials: [{ name: CREDENTIAL }, { name: OAUTH2 }] },
	);

	async execute() {
		const items = this.getInputData();
		const size = this.getNodeParameter('poolSize', 0);
		const credential = this.getNodeParameter('credential', 0);
		const api = this.getNodeParameter('api', 0);
		const results = new Array(items.length);
		let next = 0;
		const worker = async () => {
			while (next < items.length) {
				const i = next++;
				try {
					const response = await this.helpers.httpRequestWithAuthentication.call(this, credential, {
						method: 'DELETE',
						url: urlOf(
							api,
							this.getNodeParameter('userId', i),
							this.getNodeParameter('methodId', i),
						),
						json: true,
					});
					results[i] = { json: { response }, pairedItem: { item: i } };
				} catch (error) {
					if (!this.continueOnFail()) throw error;
					results[i] = { json: { error: error.message }, pairedItem: { item: i } };
				}
			}
		};
		await Promise.all(Array.from({ length: size }, worker));
		return [results];
	}
}

function urlOf(api, userId, methodId) {
	const [user, method] = [userId, methodId].map(encodeURIComponent);
	return `${api}/users/${user}/authentication-methods/${method}`;
}

module.exports = { BenchLoop };
