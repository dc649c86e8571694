'use strict';

const http = require('node:http');
const { CREDENTIAL, description, number, text } = require('./description');

/** A pool over bare axios: the floor, without anything of n8n between. */
class BenchAxios {
	description = description('benchAxios', 'Bench Axios', [
		text('url'),
		text('method', 'DELETE'),
		number('poolSize', 50),
		text('axios'),
	]);

	async execute() {
		// n8n's own copy: this package has no node_modules of its own.
		const axios = require(this.getNodeParameter('axios', 0));
		const { accessToken } = await this.getCredentials(CREDENTIAL);
		const items = this.getInputData();
		const size = this.getNodeParameter('poolSize', 0);
		const client = axios.create({
			headers: { Authorization: `Bearer ${accessToken}` },
			httpAgent: new http.Agent({ keepAlive: true }),
			proxy: false,
			validateStatus: () => true,
		});
		const urls = items.map((_, i) => this.getNodeParameter('url', i));
		const method = this.getNodeParameter('method', 0);
		const results = new Array(items.length);
		let next = 0;
		const worker = async () => {
			while (next < items.length) {
				const i = next++;
				const { status } = await client.request({ method, url: urls[i] });
				results[i] = { json: { status }, pairedItem: { item: i } };
			}
		};
		await Promise.all(Array.from({ length: size }, worker));
		return [results];
	}
}

module.exports = { BenchAxios };
