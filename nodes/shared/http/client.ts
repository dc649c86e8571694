import { attempt, inputError, serviceError, type Fault, type ItemError } from '../errors';
import type { Permit } from '../pace/bucketState';
import { Patience } from '../pace/patience';
import type { Turn } from '../pace/tokenGate';
import type { ChangeResult } from '../run/changeLog';
import type { Run } from '../run/run';
import { now, wait } from '../time';
import { HttpAnswer } from './answer';
import { backoffMs } from './backoff';
import { changes, repeatOf, type ApiCall } from './call';
import { decide, type Ending, type Tries } from './decision';
import type { Explanation } from './dialect';
import { exchange } from './exchange';
import {
	afterOpenSending,
	answerFault,
	CANCELLED,
	excessFault,
	explanationOf,
	isPage,
	leavesOpen,
	limitFault,
	noAnswerFault,
	tokenLimitFault,
	unreadableFault,
} from './faults';
import { encodePath, PathSegmentError } from './path';
import { encodeQuery } from './query';
import { toldText } from './redact';
import { neverSent, type Thrown } from './thrown';
import { orderedWaitMs } from './times';

/** What a header can hold at every service. */
const PRINTABLE = /^[\x20-\x7e]*$/;
/** Characters; services put whole payloads into their texts. */
const LONGEST_TEXT = 1000;
const LONGEST_CODE = 100;

/** The permissions that a call was sent with. */
interface Admitted {
	permit: Permit;
	/** Undefined for a call that takes no token. */
	turn: Turn | undefined;
}

/** What is known of the sendings of a call that came before. */
interface Past {
	/** One of them may have taken effect. */
	open: boolean;
}

/**
 * Sends calls for one input item. All that must hold for every request is here: the checked path,
 * the pace, the token's renewal, what may be repeated, the log of changes, the errors.
 */
export class ApiClient {
	constructor(
		readonly run: Run,
		readonly itemIndex: number | undefined,
	) {}

	/**
	 * Sends one call and gives back the service's answer: 2xx, or a status that the call accepts.
	 *
	 * @throws NodeOperationError when the path cannot be built or Stop was pressed; nothing was sent
	 * @throws NodeApiError when the service refused or gave no answer; its details say what is known
	 */
	async send(call: ApiCall): Promise<HttpAnswer> {
		const past: Past = { open: false };
		const { node } = this.run;
		const sent = await attempt(
			node,
			this.itemIndex ?? 0,
			async () => await this.sendUntilAnswered(call, past),
		);
		if (sent.error === undefined) return sent.value;
		throw past.open ? afterOpenSending(sent.error) : sent.error;
	}

	private async sendUntilAnswered(call: ApiCall, past: Past): Promise<HttpAnswer> {
		const url = this.urlOf(call);
		this.checkHeaders(call);
		const repeat = repeatOf(call);
		const patience = new Patience(this.run.pace.maxWait * 1000);
		const tries: Tries = { notSent: 0, repeated: 0, renewed: false };

		for (;;) {
			const { generation } = this.run.renewal;
			const { outcome, ending, decision } = await this.run.firstAlone.run(async () => {
				const admitted = await this.admit(call, patience);
				const sent = await this.sendOnce(call, url, admitted, past);
				const next = decide(sent.ending, repeat, tries);
				// The others wait for the new token too: with the old one each would be refused.
				if (next.act === 'renew') await this.renew(generation, patience);
				return { ...sent, decision: next };
			});
			switch (decision.act) {
				case 'answer':
					return outcome as HttpAnswer;
				case 'renew':
					tries.renewed = true;
					continue;
				case 'awaitLimit':
				case 'awaitToken':
					// The bucket, or the gate to a token, is closed, and admit() waits for it.
					continue;
				case 'again':
					tries[decision.counts]++;
					if (await this.pause(patience, waitMs(outcome, decision.time))) continue;
					break;
				case 'fail':
			}
			throw await this.failure(outcome, ending, call);
		}
	}

	/** The error for a call that came to nothing. */
	private async failure(
		outcome: HttpAnswer | Thrown,
		ending: Ending,
		call: ApiCall,
	): Promise<ItemError> {
		if (!(outcome instanceof HttpAnswer)) return await this.noAnswer(outcome, call);
		if (ending === 'limited') return await this.limitError(call, this.opensAt(outcome));
		if (outcome.ok) return await this.unreadable(call, outcome);
		return await this.refusal(outcome, call);
	}

	/** The error for an answer that the call accepted, but that is a refusal after all. */
	async refusal(answer: HttpAnswer, call: ApiCall): Promise<ItemError> {
		return await this.serviceError(answerFault(this.run, call, answer), call);
	}

	/** The error for an answer whose body is not what the service promises. */
	async unreadable(call: ApiCall, answer?: HttpAnswer): Promise<ItemError> {
		if (answer?.excess !== undefined) {
			return await this.serviceError(excessFault(this.run, call, answer, answer.excess), call);
		}
		const foreign = answer !== undefined && isForeign(answer, call);
		return await this.serviceError(unreadableFault(this.run, call, foreign), call);
	}

	private urlOf(call: ApiCall): string {
		let reason = 'a value holds a broken character';
		try {
			return this.run.baseUrl + encodePath(call.path) + encodeQuery(call.query);
		} catch (error) {
			if (error instanceof PathSegmentError) reason = error.reason;
		}
		throw this.inputError({
			message: `The address of the request cannot be built: ${reason}`,
			description: 'Nothing was sent. Check the values that this item gives to the node.',
		});
	}

	/** A value that breaks out of its header would be refused in between, as if the network had failed. */
	private checkHeaders({ headers = {} }: ApiCall): void {
		const broken = Object.entries(headers).find(([, value]) => !PRINTABLE.test(value));
		if (broken === undefined) return;
		throw this.inputError({
			message: `The header '${broken[0]}' cannot hold the value that was given`,
			description: 'Nothing was sent. Check the values that this item gives to the node.',
		});
	}

	/** Waits until the call may be sent. */
	private async admit(call: ApiCall, patience: Patience): Promise<Admitted> {
		const { run } = this;
		const turn = call.withoutToken === true ? undefined : await this.turnAtToken(patience);
		const pacer = run.pacer(run.dialect.bucketOf(call));
		const permit = run.credentialFault ?? (await pacer.admit(patience, run.signal));
		if ('sentAt' in permit) return { permit, turn };
		if (turn) run.tokens.notTaken(turn);
		if ('opensAt' in permit) throw await this.limitError(call, permit.opensAt);
		if ('stopped' in permit) throw this.inputError(CANCELLED);
		throw await this.serviceError(permit, call);
	}

	/** Waits while another call asks for the token. */
	private async turnAtToken(patience: Patience): Promise<Turn> {
		const { run } = this;
		const turn = await run.tokens.admit(patience);
		if ('opensAt' in turn) {
			throw await this.serviceError(tokenLimitFault(run, turn.opensAt), undefined);
		}
		if ('stopped' in turn) throw this.inputError(CANCELLED);
		return turn;
	}

	/** One sending, with its lines in the log of changes. Never throws. */
	private async sendOnce(
		call: ApiCall,
		url: string,
		{ permit, turn }: Admitted,
		past: Past,
	): Promise<{ outcome: HttpAnswer | Thrown; ending: Ending }> {
		const { run } = this;
		const pacer = run.pacer(run.dialect.bucketOf(call));
		const finish = run.changeLog.begin(call, this.itemIndex ?? 0);
		const outcome = await exchange(run, call, url, this.reference);
		if (!(outcome instanceof HttpAnswer)) {
			const sent = !neverSent(outcome);
			finish(sent ? 'unknown' : 'notSent');
			past.open ||= changes(call) && sent;
			pacer.settle(permit, undefined);
			if (turn) run.tokens.failed(turn, outcome);
			this.rememberRefusal(outcome);
			return { outcome, ending: endingWithoutAnswer(outcome) };
		}
		const limit = run.dialect.readLimit(outcome, now());
		const explanation = outcome.ok ? undefined : explanationOf(run.dialect, call, outcome);
		const ending = this.endingOf(outcome, call, limit.refused);
		const result = resultOf(outcome, ending, explanation);
		finish(result, outcome.status);
		past.open ||= changes(call) && result === 'unknown';
		pacer.settle(permit, limit);
		if (turn) run.tokens.answered(turn, ending === 'tokenRefused');
		return { outcome, ending };
	}

	private endingOf(answer: HttpAnswer, call: ApiCall, limited: boolean): Ending {
		const { credential, dialect } = this.run;
		const isWhole = answer.excess === undefined;
		const isTaken = call.accept?.includes(answer.status) === true;
		if (isTaken && isWhole && !isPage(answer)) return 'answered';
		if (answer.ok) {
			// What is too large is so the next time, too.
			if (!isWhole || isForeign(answer, call)) return 'foreign';
			return isReadable(answer, call) ? 'answered' : 'unreadable';
		}
		if (limited) return 'limited';
		if (credential.renewable && dialect.isTokenRefused(answer, call)) return 'tokenRefused';
		return leavesOpen(answer) ? 'fault' : 'refused';
	}

	private async renew(generation: number, patience: Patience): Promise<void> {
		const thrown = await this.run.renewal.after(generation, patience);
		if (thrown === undefined) return;
		this.rememberRefusal(thrown);
		throw await this.noAnswer(thrown, undefined);
	}

	private rememberRefusal(thrown: Thrown): void {
		if (thrown.kind !== 'credential') return;
		const { dialect } = this.run;
		const fault: Fault = {
			...dialect.explainCredential(thrown.status, thrown.detail, thrown.says),
			effect: 'notDone',
			...(thrown.status !== undefined && { statusCode: thrown.status }),
		};
		this.run.refuseCredential(fault, dialect.isLastingRefusal?.(thrown.detail) ?? false);
	}

	/** Waits before a repetition; false when that would pass Max Wait. */
	private async pause(patience: Patience, ms: number): Promise<boolean> {
		if (!patience.allows(ms)) return false;
		patience.spend(ms);
		await wait(ms, this.run.signal);
		return true;
	}

	private opensAt(answer: HttpAnswer): number {
		const time = now();
		const reading = this.run.dialect.readLimit(answer, time);
		return reading.retryAt ?? reading.resetAt ?? time + 1000;
	}

	private async limitError(call: ApiCall, opensAt: number): Promise<ItemError> {
		return await this.serviceError(limitFault(this.run, call, opensAt), call);
	}

	private async noAnswer(thrown: Thrown, call: ApiCall | undefined): Promise<ItemError> {
		const refused = thrown.kind === 'credential' ? this.run.credentialFault : undefined;
		return await this.serviceError(refused ?? noAnswerFault(this.run, thrown, call), call);
	}

	private inputError(fault: Fault): ItemError {
		return inputError(this.run.node, fault, this.itemIndex);
	}

	/** The error, with every secret that went out struck from what the service said. */
	private async serviceError(fault: Fault, call: ApiCall | undefined): Promise<ItemError> {
		const secrets = [...(await this.run.secrets()), ...(call?.secrets ?? [])];
		const clean = {
			...fault,
			message: toldText(fault.message, secrets, LONGEST_TEXT),
			description: toldText(fault.description, secrets, LONGEST_TEXT),
			...(fault.code !== undefined && { code: toldText(fault.code, secrets, LONGEST_CODE) }),
		};
		return serviceError(this.run.node, clean, this.itemIndex);
	}

	/** What changing calls carry into the service's own log, at most 64 characters. */
	private get reference(): string {
		return `n8n-${this.run.executionId || 'manual'}-${this.itemIndex ?? 0}`.slice(0, 64);
	}
}

/** How long to wait before a call is sent for the `time`th time again, in milliseconds. */
function waitMs(outcome: HttpAnswer | Thrown, time: number): number {
	const ordered = outcome instanceof HttpAnswer ? orderedWaitMs(outcome, now()) : undefined;
	return ordered ?? backoffMs(time);
}

function endingWithoutAnswer(thrown: Thrown): Ending {
	if (thrown.kind === 'credential' || thrown.kind === 'cancelled') return 'ended';
	if (thrown.kind === 'tokenLimit') return 'tokenLimited';
	return neverSent(thrown) ? 'notSent' : 'lost';
}

/**
 * True for a success that is the service's own, and about what was asked for. An answer to a question
 * that holds nothing must not pass for "there is nothing", and the page of a portal in between not
 * for "done".
 */
function isReadable(answer: HttpAnswer, call: ApiCall): boolean {
	if (answer.text.trim() === '') return changes(call) && call.needsBody !== true;
	return answer.body !== undefined;
}

/** True for a body that is about something else than was asked for, or does not say what it is about. */
function isForeign({ body }: HttpAnswer, { about }: ApiCall): boolean {
	return body !== undefined && about?.(body) === false;
}

function resultOf(
	answer: HttpAnswer,
	ending: Ending,
	explanation: Explanation | undefined,
): ChangeResult {
	if (ending === 'unreadable' || ending === 'foreign') return 'unknown';
	if (answer.ok) return answer.status === 202 ? 'accepted' : 'done';
	if (explanation?.meaning === 'gone') return 'alreadyGone';
	return leavesOpen(answer) ? 'unknown' : 'refused';
}
