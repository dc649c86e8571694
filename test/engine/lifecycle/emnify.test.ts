import { aboutTests } from './aboutTests';
import { gateTests } from './gateTests';
import { emnify } from './subjects';

describe('the gate', () => {
	gateTests(emnify);
});

describe('whom an answer is about', () => {
	aboutTests(emnify);
});
