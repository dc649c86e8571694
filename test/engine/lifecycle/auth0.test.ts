import { aboutTests } from './aboutTests';
import { gateTests } from './gateTests';
import { auth0 } from './subjects';

describe('the gate', () => {
	gateTests(auth0);
});

describe('whom an answer is about', () => {
	aboutTests(auth0);
});
