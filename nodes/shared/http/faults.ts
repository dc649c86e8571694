import { detailsOf, type Fault, type ItemError } from '../errors';
import type { Run } from '../run/run';
import { now } from '../time';
import { isObject, type HttpAnswer } from './answer';
import { mostBytes, type Excess } from './body';
import { changes, repeatOf, type ApiCall } from './call';
import type { Dialect, Explanation } from './dialect';
import { DEEPEST_JSON } from './json';
import { notReached } from './notFound';
import { neverSent, type Thrown } from './thrown';

/** What to tell the user about a call that did not succeed. */

const UNKNOWN_EFFECT =
	'It was sent, but whether it took effect is not known: look it up before you send it again.';

const EARLIER_SENDING =
	'It was sent before without a clear answer, and may have been done then: look it up before you send it again.';

/** The service answered, and not with success. */
export function answerFault(run: Run, call: ApiCall, answer: HttpAnswer): Fault {
	if (answer.excess !== undefined) return excessFault(run, call, answer, answer.excess);
	const open = leavesOpen(answer) && changes(call);
	const { description, ...told } = explanationOf(run.dialect, call, answer);
	return {
		...told,
		description: open ? `${description} ${UNKNOWN_EFFECT}` : description,
		statusCode: answer.status,
		effect: open ? 'unknown' : 'notDone',
	};
}

/** What an answer outside 2xx means. */
export function explanationOf(dialect: Dialect, call: ApiCall, answer: HttpAnswer): Explanation {
	if (isRedirect(answer)) {
		return {
			meaning: 'service',
			message: `${dialect.serviceName} answered with a redirect, which is not followed`,
			description:
				'The access token is sent to the host in the credential only. Check that it is the host of the API itself.',
		};
	}
	return isPage(answer) && !leavesOpen(answer) && answer.status !== TOO_LONG
		? notReached(dialect.serviceName)
		: dialect.explain(answer, call);
}

/** A web server's own word, which says enough: the address is too long (RFC 9110, 15.5.15). */
const TOO_LONG = 414;

/** True for an answer with text that is no JSON object: all services of this package refuse by one. */
export function isPage(answer: HttpAnswer): boolean {
	return answer.text.trim() !== '' && !isObject(answer.body);
}

/** True when the status does not tell whether a change was made. */
export function leavesOpen(answer: HttpAnswer): boolean {
	return answer.status >= 500 || answer.status === 408;
}

/** The answer is larger than any that the service documents, and was not read to its end. */
export function excessFault(
	{ dialect }: Run,
	call: ApiCall,
	answer: HttpAnswer,
	excess: Excess,
): Fault {
	const open = changes(call) && (answer.ok || leavesOpen(answer));
	const bound = {
		size: `more than ${mostBytes(answer.status) / 1024 / 1024} MB when it was unpacked`,
		depth: `more than ${DEEPEST_JSON} levels of brackets within brackets`,
	}[excess];
	const advice =
		call.method === 'GET' && answer.ok && excess === 'size'
			? 'Ask for less at a time, e.g. by a lower Limit or a narrower filter; if that does not help, check the host in the credential and what stands between n8n and the service.'
			: 'Something else may have answered in its place: check the host in the credential and what stands between n8n and the service.';
	return {
		meaning: 'service',
		message: `${dialect.serviceName} sent an answer that is too ${excess === 'size' ? 'large' : 'deeply nested'}`,
		description: `The answer with status ${answer.status} had ${bound}, and was not read any further. ${open ? UNKNOWN_EFFECT : advice}`,
		statusCode: answer.status,
		effect: open ? 'unknown' : 'notDone',
	};
}

/** There was no answer. */
export function noAnswerFault(run: Run, thrown: Thrown, call: ApiCall | undefined): Fault {
	const { dialect, host, pace } = run;
	if (thrown.kind === 'tokenLimit') return tokenLimitFault(run, thrown.opensAt ?? now());
	const message = {
		unreachable: `No connection to ${dialect.serviceName} at ${host}`,
		timeout: `${dialect.serviceName} gave no answer within ${pace.timeout} s`,
		cut: `The connection to ${dialect.serviceName} broke before the answer was complete`,
		cancelled: 'The execution was stopped while this was under way',
		credential: `${dialect.serviceName} did not accept the credential`,
		noToken: `${dialect.serviceName} is not able to give an access token now`,
	}[thrown.kind];
	const open = !neverSent(thrown) && call !== undefined && changes(call);
	const advice =
		thrown.kind === 'unreachable'
			? 'Nothing was sent. Check the host in the credential and the network.'
			: 'Run it again later.';
	return {
		message,
		meaning: thrown.kind === 'credential' ? 'token' : 'service',
		description: `${open ? UNKNOWN_EFFECT : advice} (${thrown.detail})`,
		effect: open ? 'unknown' : 'notDone',
	};
}

/** Too many tokens were asked for, and waiting for the next would take too long. */
export function tokenLimitFault({ dialect, pace }: Run, opensAt: number): Fault {
	const retryAfter = new Date(opensAt).toISOString();
	const { description, ...told } = dialect.explainCredential(429, 'too_many_requests');
	return {
		...told,
		description: `Nothing was done. ${description} Waiting would take longer than the option Max Wait (${pace.maxWait} s) allows. Run it again after ${retryAfter}, or raise Max Wait.`,
		meaning: 'limit',
		statusCode: 429,
		effect: 'notDone',
		retryAfter,
	};
}

/** The service's rate limit would keep the call waiting for too long. `opensAt` is epoch milliseconds. */
export function limitFault(run: Run, call: ApiCall, opensAt: number): Fault {
	const retryAfter = new Date(opensAt).toISOString();
	const seconds = Math.max(1, Math.ceil((opensAt - now()) / 1000));
	const description =
		repeatOf(call) === 'once'
			? `Nothing was done, and this call is not sent a second time by itself. Run it again after ${retryAfter}.`
			: `Nothing was done. Waiting would take about ${seconds} s, longer than the option Max Wait (${run.pace.maxWait} s) allows. Run it again after ${retryAfter}, or raise Max Wait.`;
	return {
		message: `The rate limit of ${run.dialect.serviceName} is used up`,
		description,
		meaning: 'limit',
		statusCode: 429,
		effect: 'notDone',
		retryAfter,
	};
}

/**
 * The service answered with success, but with something that is not what it promises.
 *
 * @param isForeign the answer is about something else than was asked for
 */
export function unreadableFault({ dialect }: Run, call: ApiCall, isForeign = false): Fault {
	const open = changes(call);
	const where = isForeign
		? 'It is not about what was asked for, or does not say so; a proxy or a cache may have answered instead. Check the host in the credential'
		: 'It is not what the service documents; a proxy may have answered instead. Check the host in the credential';
	return {
		meaning: 'service',
		message: `${dialect.serviceName} sent an answer that cannot be read`,
		description: open ? `${where}. ${UNKNOWN_EFFECT}` : `${where}, and run it again.`,
		effect: open ? 'unknown' : 'notDone',
	};
}

/**
 * A call came to nothing after an earlier sending of it had been left without a clear answer: that
 * one may have been done, and what the last answer says of the last sending is not the whole.
 */
export function afterOpenSending(error: ItemError): ItemError {
	const details = detailsOf(error);
	if (details.effect === 'unknown') return error;
	const rest = (error.description ?? '').replace(/^Nothing was (done|sent|changed)[^.]*\.\s*/, '');
	error.description = `${EARLIER_SENDING} ${rest}`.trim();
	error.context.data = { ...details, effect: 'unknown' };
	return error;
}

export const CANCELLED: Fault = {
	message: 'The execution was stopped before this was sent',
	description: 'Nothing was sent for it. Run the workflow again to go on.',
	effect: 'notDone',
};

function isRedirect({ status }: HttpAnswer): boolean {
	return status >= 300 && status < 400;
}
