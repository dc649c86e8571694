import { isoNow, wait } from '../time';
import { lookAtGate, notSeen, whyShut } from './gate';
import type { LifecycleRecord, Mode, Outcome, StepLine } from './record';
import { bareRecord } from './record';
import { pauses, SHOWN_WITHIN_MS } from './shown';
import {
	failureOf,
	isBlockStep,
	reasonOf,
	refusalOf,
	type BlockStep,
	type Step,
	type StepContext,
	type Target,
} from './step';

/** What the work on one user is to be. */
export interface Plan {
	mode: Mode;
	/** The chosen steps, in their order. */
	steps: readonly Step[];
	/**
	 * The step that blocks the account. Steps that take protection away wait until a reading of the
	 * user shows it, whether or not it is among `steps`. Absent: they run anyway.
	 */
	gate?: BlockStep;
	/** Remove what appeared between the first look and the last. */
	removeLatecomers: boolean;
	/** What no step of this provider reaches. */
	notCovered: readonly string[];
	warnings?: readonly string[];
}

/**
 * Plans, applies and verifies the steps for one user, and gives back the record. It does not
 * throw: whatever goes wrong at one step stands in the record, with what the others did.
 */
export async function runLifecycle(context: StepContext, plan: Plan): Promise<LifecycleRecord> {
	return await new UserRun(context, plan).run();
}

class UserRun {
	private readonly startedAt = isoNow();
	private readonly lines: StepLine[] = [];
	private readonly remaining: string[] = [];
	/** Ids of steps whose end state is not known. */
	private readonly unverified = new Set<string>();
	/** Lines of a block that the service took and that no reading has shown. */
	private readonly unseen = new Set<StepLine>();
	/** A reading of this very user has shown that it cannot sign in. */
	private seenBlocked = false;
	/** Why devices and factors stay; undefined while nobody has looked, or when they may go. */
	private shut: string | undefined;
	/** The last look found the account able to sign in, after it had been blocked. */
	private openAgain = false;

	constructor(
		private readonly context: StepContext,
		private readonly plan: Plan,
	) {}

	async run(): Promise<LifecycleRecord> {
		const { steps, mode } = this.plan;
		const applied: Step[] = [];
		for (const step of steps) {
			const done = mode === 'preview' ? await this.preview(step) : await this.execute(step);
			if (done && step.find) applied.push(step);
		}
		if (mode === 'execute') {
			// The end state is read anew, whatever was read on the way.
			this.context.account.wasChanged();
			for (const step of applied) await this.verify(step);
		}
		return this.record();
	}

	/**
	 * Whether devices and factors may go. It is looked at before the first of them and not before:
	 * what only tightens is done meanwhile, and gives a service time to show the block.
	 */
	private async mayGo(gate: BlockStep): Promise<boolean> {
		if (this.seenBlocked || this.shut !== undefined) return this.seenBlocked;
		const wasTaken = this.isAwaited(gate);
		const view = await lookAtGate(this.context, gate, wasTaken ? gate.shownWithinMs : 0);
		this.seenBlocked = view.isOpen;
		if (view.isOpen) {
			this.settleRefusal(gate);
		} else {
			this.shut = whyShut(view, wasTaken);
			this.doubt(gate, view.unread);
		}
		return view.isOpen;
	}

	/** A block that was refused is there all the same when the account is seen to be blocked. */
	private settleRefusal(gate: BlockStep): void {
		for (const line of this.lines) {
			if (line.step !== gate.id || line.result !== 'failed' || line.target === null) continue;
			line.result = 'alreadyGone';
			line.reason = `${line.reason ?? ''} (the account is blocked all the same)`.trim();
			this.unverified.delete(gate.id);
		}
	}

	/** A block that the service took is not done as long as no reading shows it. */
	private doubt(gate: BlockStep, unread?: string): void {
		const { serviceName } = this.context.item.run.dialect;
		for (const line of this.lines) {
			if (line.step !== gate.id || line.result !== 'done') continue;
			line.result = 'unknown';
			line.reason = notSeen(serviceName, unread);
			this.unseen.add(line);
		}
	}

	private async preview(step: Step): Promise<boolean> {
		const found = await this.look(step);
		if (found === undefined) return false;
		for (const target of this.removable(step, found)) this.write(step, target, 'planned');
		if (found.length === 0) this.write(step, undefined, 'alreadyGone', step.nothing);
		return false;
	}

	/** True when the step was applied, so that its effect can be verified. */
	private async execute(step: Step): Promise<boolean> {
		const { gate } = this.plan;
		if (step.kind === 'protection' && gate !== undefined && !(await this.mayGo(gate))) {
			this.write(step, undefined, 'skipped', this.shut);
			return false;
		}
		const found = await this.look(step);
		if (found === undefined) return false;
		if (found.length === 0) {
			this.write(step, undefined, 'alreadyGone', step.nothing);
			if (step.kind === 'block') this.seenBlocked = true;
			return true;
		}
		const targets = this.removable(step, found);
		if (targets.length > 0) await this.apply(step, targets);
		return true;
	}

	/** What the step can remove; the rest is in the record then. */
	private removable(step: Step, found: readonly Target[]): Target[] {
		for (const target of found.filter(stays)) this.write(step, target, 'skipped', target.stays);
		return found.filter((target) => !stays(target));
	}

	/** What there is to do; undefined when it could not be read, which is in the record then. */
	private async look(step: Step): Promise<Target[] | undefined> {
		if (!step.find) return [{ id: this.context.user.id }];
		try {
			return await step.find(this.context);
		} catch (error) {
			this.writeFailure(step, error);
			return undefined;
		}
	}

	private async apply(step: Step, targets: readonly Target[]): Promise<void> {
		try {
			const applied = await step.apply(this.context, targets);
			for (const { id, result, reason } of applied) {
				this.write(step, targets.find((target) => target.id === id) ?? { id }, result, reason);
			}
		} catch (error) {
			for (const target of targets) this.writeFailure(step, error, target);
		}
		// Whatever was answered: who looks now wants to see what came of it.
		if (step.kind === 'block') this.context.account.wasChanged();
	}

	/** Reads back what is left, a few times, and settles what got no answer. */
	private async verify(step: Step): Promise<void> {
		let left = await this.lookBack(step);
		if (this.plan.removeLatecomers && left !== undefined && this.mayRemoveLate(step)) {
			const late = this.latecomers(step, left);
			if (late.length > 0) {
				await this.apply(step, late);
				left = await this.lookBack(step);
			}
		}
		for (const pause of pauses(this.patience(step))) {
			if (left === undefined || left.length === 0 || !this.isAwaited(step)) break;
			await wait(pause, this.context.item.run.signal);
			left = await this.lookBack(step);
		}
		if (left === undefined) return;
		const leftIds = new Set(left.map(({ id }) => id));
		this.remaining.push(...leftIds);
		if (isBlockStep(step)) this.judgeBlock(step, left.length > 0);
		this.settle(step, leftIds);
	}

	/** How long the last look may be repeated. A block that had its time before is not waited for again. */
	private patience(step: Step): number {
		if (!isBlockStep(step)) return SHOWN_WITHIN_MS;
		return this.shut === undefined ? step.shownWithinMs : 0;
	}

	/** What appeared late is left where the account was found able to sign in again. */
	private mayRemoveLate(step: Step): boolean {
		return step.kind !== 'protection' || this.plan.gate === undefined || !this.openAgain;
	}

	private judgeBlock(step: BlockStep, isLeft: boolean): void {
		if (isLeft && !this.seenBlocked) this.doubt(step);
		this.openAgain = isLeft && this.seenBlocked;
		if (isLeft) return;
		this.seenBlocked = true;
		this.settleRefusal(step);
		for (const line of this.unseen) {
			line.result = 'done';
			line.reason = SHOWN_LATE;
		}
		this.unseen.clear();
	}

	/** What a step still finds; undefined when it cannot be read, which leaves the record unverified. */
	private async lookBack(step: Step): Promise<Target[] | undefined> {
		try {
			const found = (await step.find?.(this.context)) ?? [];
			return found.filter((target) => !stays(target));
		} catch (error) {
			const reason = `It could not be read back: ${reasonOf(error)}`;
			this.write(step, undefined, 'notAvailable', reason);
			this.unverified.add(step.id);
			return undefined;
		}
	}

	/** What appeared after the first look. */
	private latecomers(step: Step, left: readonly Target[]): Target[] {
		const known = new Set(
			this.lines.filter(({ step: id }) => id === step.id).map(({ target }) => target),
		);
		return left.filter(({ id }) => !known.has(id));
	}

	/** True while something that was reported as done may only be slow to show. */
	private isAwaited(step: Step): boolean {
		return this.lines.some(
			({ step: id, result }) => id === step.id && (isDone(result) || result === 'unknown'),
		);
	}

	/** A call without an answer did its work when its target is gone. */
	private settle(step: Step, left: ReadonlySet<string>): void {
		for (const line of this.lines) {
			if (line.step !== step.id || line.result !== 'unknown' || line.target === null) continue;
			if (this.unseen.has(line)) continue;
			line.result = left.has(line.target) ? 'failed' : 'done';
			line.reason = `${line.reason ?? ''} (settled by reading back)`.trim();
		}
	}

	private write(
		step: Step,
		target: Target | undefined,
		result: StepLine['result'],
		reason?: string,
	): void {
		this.lines.push({
			step: step.id,
			target: target?.id ?? null,
			...(target?.label !== undefined && { label: target.label }),
			result,
			...(reason !== undefined && { reason }),
			at: isoNow(),
		});
	}

	/** A missing plan or permission is told apart, except for the block, without which nothing is safe. */
	private writeFailure(step: Step, error: unknown, target?: Target): void {
		const { result, reason } = step.kind === 'block' ? failureOf(error) : refusalOf(error);
		this.write(step, target, result, reason);
		// What got no answer is settled by reading back, where that is possible.
		if (result !== 'unknown' || !canBeRead(step)) this.unverified.add(step.id);
	}

	private record(): LifecycleRecord {
		const { context, plan } = this;
		const outcome = this.outcome();
		const executed = plan.mode === 'execute';
		return {
			...bareRecord(context.item, plan.mode, context.user, outcome),
			...(outcome === 'failed' && { reason: this.failureReason() }),
			steps: this.lines,
			removed: this.removed(),
			remaining: this.remaining,
			verified: executed ? this.isVerified() : null,
			kept: [...context.kept],
			notVerifiable: plan.steps.filter((step) => !canBeRead(step)).map(({ id }) => id),
			notCovered: [...plan.notCovered],
			...(plan.warnings !== undefined && executed && { warnings: [...plan.warnings] }),
			handedOver: context.handedOver,
			startedAt: this.startedAt,
			finishedAt: isoNow(),
		};
	}

	private outcome(): Outcome {
		if (this.plan.mode === 'preview') {
			return this.has('failed', 'unknown') ? 'failed' : 'previewed';
		}
		if (this.shut !== undefined || this.openAgain || this.has('failed', 'unknown')) return 'failed';
		if (this.has('notAvailable') || this.remaining.length > 0) return 'partial';
		return this.changedSomething() ? 'completed' : 'nothingToDo';
	}

	/** Steps that cannot be read back are sent every time and do not count as something done. */
	private changedSomething(): boolean {
		const readable = new Set(this.plan.steps.filter(canBeRead).map(({ id }) => id));
		return this.lines.some(({ step, result }) => result === 'done' && readable.has(step));
	}

	private isVerified(): boolean {
		return this.unverified.size === 0 && this.remaining.length === 0 && this.shut === undefined;
	}

	private failureReason(): string {
		const failed = this.lines.find(({ result }) => result === 'failed' || result === 'unknown');
		if (failed) return `${failed.step}: ${failed.reason ?? failed.result}`;
		return this.openAgain ? OPEN_AGAIN : (this.shut ?? '');
	}

	private has(...results: Array<StepLine['result']>): boolean {
		return this.lines.some(({ result }) => results.includes(result));
	}

	private removed(): Record<string, number> {
		const counts: Record<string, number> = {};
		for (const { id, counts: name } of this.plan.steps) {
			if (name === undefined) continue;
			const done = this.lines.filter(({ step, result }) => step === id && result === 'done').length;
			counts[name] = (counts[name] ?? 0) + done;
		}
		return counts;
	}
}

const SHOWN_LATE = 'It was not shown before, and the last look finds it';

const OPEN_AGAIN =
	'The account was blocked, and the last look found it able to sign in again. Block it anew';

function stays(target: Target): boolean {
	return target.stays !== undefined;
}

function canBeRead(step: Step): boolean {
	return step.find !== undefined;
}

function isDone(result: StepLine['result']): boolean {
	return result === 'done' || result === 'alreadyGone';
}
