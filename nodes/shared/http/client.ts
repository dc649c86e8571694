import { attempt, inputError, serviceError, type Fault, type ItemError } from '../errors';
import type { Permit } from '../pace/bucketState';
import { Patience } from '../pace/patience';
import type { ChangeResult } from '../run/changeLog';
import type { Run } from '../run/run';
import { now, wait } from '../time';
import { HttpAnswer } from './answer';
import { backoffMs } from './backoff';
import { changes, repeatOf, type ApiCall } from './call';
import { exchange } from './exchange';
import {
	afterOpenSending,
	answerFault,
	CANCELLED,
	leavesOpen,
	limitFault,
	noAnswerFault,
	unreadableFault,
} from './faults';
import { encodePath, PathSegmentError } from './path';
import { encodeQuery } from './query';
import { redact } from './redact';
import { neverSent, type Thrown } from './thrown';
import { orderedWaitMs } from './times';

/** Times that one call is sent again after a fault of the service or the network, if it may be. */
const MAX_REPETITIONS = 3;
/** What became of a call whose token was renewed: it is sent again. */
const RENEWED = Symbol('renewed');
/** What a header can hold at every service. */
const PRINTABLE = /^[\x20-\x7e]*$/;
/** Characters; services put whole payloads into their texts. */
const LONGEST_DESCRIPTION = 1000;

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
		const once = repeatOf(call) === 'once';
		const patience = new Patience(this.run.pace.maxWait * 1000);
		let repetitions = once ? MAX_REPETITIONS : 0;
		let unsent = 0;
		let renewed = false;

		for (;;) {
			const generation = this.run.renewal.generation;
			const outcome = await this.run.firstAlone.run(async () => {
				const permit = await this.admit(call, patience);
				const answer = await this.sendOnce(call, url, permit, past);
				if (renewed || !this.asksForRenewal(answer, call)) return answer;
				// The others wait for the new token too: with the old one each would be refused.
				renewed = true;
				await this.renew(generation);
				return RENEWED;
			});
			if (outcome === RENEWED) continue;

			if (!(outcome instanceof HttpAnswer)) {
				const mayPass = outcome.kind !== 'credential' && outcome.kind !== 'cancelled';
				// What did not reach the service may be sent, even if it may be sent once only.
				const allowed = neverSent(outcome) ? unsent++ : repetitions++;
				const again = mayPass && allowed < MAX_REPETITIONS;
				if (again && (await this.pause(patience, backoffMs(allowed + 1)))) continue;
				throw await this.noAnswer(outcome, call);
			}
			if (call.accept?.includes(outcome.status)) return outcome;
			if (outcome.ok) {
				if (isReadable(outcome, call)) return outcome;
				// Who mixes people up is not asked again, and given no second change to make.
				if (isForeign(outcome, call)) throw await this.unreadable(call, outcome);
				if (repetitions++ < MAX_REPETITIONS && (await this.pause(patience, backoffMs(repetitions))))
					continue;
				throw await this.unreadable(call);
			}

			if (outcome.status === 429) {
				// The bucket is closed until the service's own time, and admit() waits for it.
				if (!once) continue;
				throw await this.limitError(call, this.opensAt(outcome));
			}
			if (leavesOpen(outcome) && repetitions++ < MAX_REPETITIONS) {
				const ordered = orderedWaitMs(outcome, now());
				if (await this.pause(patience, ordered ?? backoffMs(repetitions))) continue;
			}
			throw await this.refusal(outcome, call);
		}
	}

	/** The error for an answer that the call accepted, but that is a refusal after all. */
	async refusal(answer: HttpAnswer, call: ApiCall): Promise<ItemError> {
		return await this.serviceError(answerFault(this.run, call, answer), call);
	}

	/** The error for an answer whose body is not what the service promises. */
	async unreadable(call: ApiCall, answer?: HttpAnswer): Promise<ItemError> {
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
	private async admit(call: ApiCall, patience: Patience): Promise<Permit> {
		const { run } = this;
		if (run.credentialFault) throw await this.serviceError(run.credentialFault, call);
		const pacer = run.pacer(run.dialect.bucketOf(call));
		const admitted = await pacer.admit(patience, run.signal);
		if ('opensAt' in admitted) throw await this.limitError(call, admitted.opensAt);
		if ('stopped' in admitted) throw this.inputError(CANCELLED);
		return admitted;
	}

	/** One sending, with its lines in the log of changes. Never throws. */
	private async sendOnce(
		call: ApiCall,
		url: string,
		permit: Permit,
		past: Past,
	): Promise<HttpAnswer | Thrown> {
		const { run } = this;
		const pacer = run.pacer(run.dialect.bucketOf(call));
		const finish = run.changeLog.begin(call, this.itemIndex ?? 0);
		const outcome = await exchange(run, call, url, this.reference);
		if (outcome instanceof HttpAnswer) {
			const result = resultOf(outcome, call);
			finish(result, outcome.status);
			past.open ||= changes(call) && result === 'unknown';
			pacer.settle(permit, run.dialect.readLimit(outcome, now()));
		} else {
			const sent = !neverSent(outcome);
			finish(sent ? 'unknown' : 'notSent');
			past.open ||= changes(call) && sent;
			pacer.settle(permit, undefined);
			this.rememberRefusal(outcome);
		}
		return outcome;
	}

	/** True for an answer that a new access token may mend. */
	private asksForRenewal(answer: HttpAnswer | Thrown, call: ApiCall): boolean {
		if (!(answer instanceof HttpAnswer) || call.accept?.includes(answer.status)) return false;
		return this.run.credential.renewable && this.run.dialect.isTokenRefused(answer, call);
	}

	private async renew(generation: number): Promise<void> {
		const thrown = await this.run.renewal.after(generation);
		if (thrown === undefined) return;
		this.rememberRefusal(thrown);
		throw await this.noAnswer(thrown, undefined);
	}

	private rememberRefusal(thrown: Thrown): void {
		if (thrown.kind !== 'credential') return;
		const { dialect } = this.run;
		const fault: Fault = {
			...dialect.explainCredential(thrown.status, thrown.detail),
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
			message: redact(fault.message, secrets),
			// Cut after the secrets are out: a cut through one would let its first half pass.
			description: redact(fault.description, secrets).slice(0, LONGEST_DESCRIPTION),
		};
		return serviceError(this.run.node, clean, this.itemIndex);
	}

	/** What changing calls carry into the service's own log, at most 64 characters. */
	private get reference(): string {
		return `n8n-${this.run.executionId || 'manual'}-${this.itemIndex ?? 0}`.slice(0, 64);
	}
}

/**
 * True for a success that is the service's own, and about what was asked for. An answer to a question
 * that holds nothing must not pass for "there is nothing", and the page of a portal in between not
 * for "done".
 */
function isReadable(answer: HttpAnswer, call: ApiCall): boolean {
	if (answer.text.trim() === '') return changes(call) && call.needsBody !== true;
	return answer.body !== undefined && !isForeign(answer, call);
}

/** True for a body that is about something else than was asked for, or does not say what it is about. */
function isForeign({ body }: HttpAnswer, { about }: ApiCall): boolean {
	return body !== undefined && about?.(body) === false;
}

function resultOf(answer: HttpAnswer, call: ApiCall): ChangeResult {
	if (answer.ok && !isReadable(answer, call)) return 'unknown';
	if (answer.status === 202) return 'accepted';
	if (answer.ok) return 'done';
	if (answer.status === 404 && call.method === 'DELETE') return 'alreadyGone';
	return leavesOpen(answer) ? 'unknown' : 'refused';
}
