'use strict';

const { description, number, text } = require('./description');

/** Emits the users of the stand-in, so that no other node stands in the measured part. */
class BenchUsers {
	description = description(
		'benchUsers',
		'Bench Users',
		[text('kind', 'auth0'), number('first', 0), number('count', 1000)],
		{ credentials: [] },
	);

	async execute() {
		const first = this.getNodeParameter('first', 0);
		const count = this.getNodeParameter('count', 0);
		const one = MAKERS[this.getNodeParameter('kind', 0)];
		return [Array.from({ length: count }, (_, index) => ({ json: one(first + index) }))];
	}
}

/** The ids that bench/lib/standIn.ts seeds. */
const MAKERS = {
	auth0: (index) => ({ userId: `auth0|bench${index}`, methodId: `totp|dev_bench${index}` }),
	emnify: (index) => ({ userId: 500_000 + index, keyId: 700_000 + index }),
};

module.exports = { BenchUsers };
