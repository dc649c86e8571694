import { aboutTests } from './aboutTests';
import { gateTests } from './gateTests';
import { oneLogin } from './subjects';

describe('the gate', () => {
	gateTests(oneLogin);
});

describe('whom an answer is about', () => {
	aboutTests(oneLogin);
});
