import { HttpAnswer } from '../../../nodes/shared/http/answer';
import { explanationOf } from '../../../nodes/shared/http/faults';
import { auth0 } from './auth0';
import { emnify } from './emnify';
import { oneLogin } from './onelogin';
import { answerOf, type Refusal } from './refusal';

describe.each([auth0, oneLogin, emnify].map((one) => [one.dialect.serviceName, one] as const))(
	'%s',
	(_, { dialect, refusals }) => {
		test.each(refusals.map((one): [string, Refusal] => [nameOf(one), one]))('%s', (__, refusal) => {
			const told = explanationOf(dialect, refusal.call, answerOf(refusal));
			expect([told.meaning, told.undecided]).toEqual([refusal.meaning, refusal.undecided]);
			expect(told.message).not.toMatch(/undefined|null|\[object/);
			expect(told.description.trim()).not.toBe('');
			// What is not known is not claimed.
			if (told.meaning === 'service') expect(told.message).not.toContain('does not exist');
		});
	},
);

test('an answer keeps its text', () => {
	expect(answerOf({ ...(auth0.refusals[0] as Refusal), body: '<html>' })).toEqual(
		new HttpAnswer(400, {}, '<html>'),
	);
});

function nameOf({ to, status, body, meaning }: Refusal): string {
	return `to ${to}: ${status} ${body === undefined ? 'without a body' : JSON.stringify(body)} is ${meaning}`;
}
