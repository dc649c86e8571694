'use strict';

const CREDENTIAL = 'auth0MfaTokenApi';
const OAUTH2 = 'auth0MfaOAuth2Api';

/** A node of the bench: one input, one output, a credential of the package. */
function description(name, displayName, properties, more = {}) {
	return {
		displayName,
		name,
		group: ['transform'],
		version: 1,
		description: displayName,
		defaults: { name: displayName },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: CREDENTIAL, required: true }],
		properties,
		...more,
	};
}

const text = (name, value = '') => ({
	displayName: name,
	name,
	type: 'string',
	default: value,
});

const number = (name, value) => ({ displayName: name, name, type: 'number', default: value });

module.exports = { CREDENTIAL, OAUTH2, description, text, number };
