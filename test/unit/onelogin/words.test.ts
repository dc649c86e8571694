import {
	isAboutUser,
	refusalOf,
	statusType,
	wordsOf,
} from '../../../nodes/OneLogin/transport/words';
import { HttpAnswer } from '../../../nodes/shared/http/answer';

const answer = (body: unknown, status = 401) =>
	new HttpAnswer(status, {}, body === undefined ? '' : JSON.stringify(body));
const v1 = (message: unknown, type = 'Unauthorized') =>
	answer({ status: { error: true, code: 401, type, message } });

describe('what a 401 is about', () => {
	test.each([
		['Unauthorized', 'token'],
		['Authentication Failure', 'token'],
		['Please provide valid credentials', 'token'],
		['This request requires Authentication', 'token'],
		['The request requires user authentication.', 'token'],
		['Insufficient Permission', 'scope'],
		['Failed authentication with this factor', 'code'],
		['Authentication pending', 'pending'],
		['Authentication pending on OL Protect', 'pending'],
		['Something else', 'unclear'],
		['', 'token'],
	])('%j: %s', (message, refusal) => {
		expect(refusalOf(v1(message))).toBe(refusal);
		if (message !== '') {
			expect(refusalOf(answer({ statusCode: 401, name: 'X', message }))).toBe(refusal);
			expect(refusalOf(v1({ description: message, attribute: 'x' }))).toBe(refusal);
		}
	});

	test.each([undefined, null, '', 'text', 5, [], [1], {}, { status: 401 }, { status: null }])(
		'%j is unclear',
		(body) => {
			expect(refusalOf(answer(body))).toBe('unclear');
		},
	);

	test('the type of a v1 answer decides as well', () => {
		expect(refusalOf(v1('Waiting', 'pending'))).toBe('pending');
		expect(statusType(v1('x', 'Success'))).toBe('success');
		expect(statusType(answer({ status: 'success' }))).toBe('');
	});
});

test('a page in the place of JSON says nothing', () => {
	expect(wordsOf(new HttpAnswer(502, {}, '<html>Bad gateway</html>'))).toBe('');
});

test.each([
	['User for id 8888888 was not found', true],
	['User does not exist', true],
	['Factor could not be found', false],
	['No Route Exists', false],
	['The resource with the given id could not be found', false],
])('%s is about the user: %s', (message, isUser) => {
	expect(isAboutUser(v1(message))).toBe(isUser);
});
