import { isoNow, wait } from '../time';
import type { LifecycleRecord, Mode, Outcome, StepLine } from './record';
import { bareRecord } from './record';
import { failureOf, reasonOf, refusalOf, type Step, type StepContext, type Target } from './step';

/** What the work on one user is to be. */
export interface Plan {
	mode: Mode;
	/** The chosen steps, in their order. */
	steps: readonly Step[];
	/**
	 * The step that blocks the account. Steps that take protection away wait for its success, or for
	 * an account that is blocked already where it is not among `steps`. Absent: they run anyway.
	 */
	gate?: Step;
	/** Remove what appeared between the first look and the last. */
	removeLatecomers: boolean;
	/** What no step of this provider reaches. */
	notCovered: readonly string[];
	warnings?: readonly string[];
}

/** Waits before the second, third, ... look at what is left: services may be slow to show a change. */
const LOOK_AGAIN_MS = [300, 700, 1500];

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
	private verified = true;
	private blocked = false;
	/** The last look found the account able to sign in, after it had been blocked. */
	private openAgain = false;

	constructor(
		private readonly context: StepContext,
		private readonly plan: Plan,
	) {}

	async run(): Promise<LifecycleRecord> {
		const { steps, mode, gate } = this.plan;
		const applied: Step[] = [];
		if (mode === 'execute' && gate && !steps.includes(gate)) await this.lookAtGate(gate);
		for (const step of steps) {
			const done = mode === 'preview' ? await this.preview(step) : await this.execute(step);
			if (done && step.find) applied.push(step);
		}
		if (mode === 'execute') {
			for (const step of applied) await this.verify(step);
		}
		return this.record();
	}

	/** An account that is blocked already is as good, where the user chose not to block. */
	private async lookAtGate(gate: Step): Promise<void> {
		const open = await this.look(gate);
		this.blocked = open !== undefined && open.length === 0;
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
		if (step.kind === 'protection' && this.plan.gate !== undefined && !this.blocked) {
			this.write(step, undefined, 'skipped', PROTECTION_STAYS);
			return false;
		}
		const found = await this.look(step);
		if (found === undefined) return false;
		if (found.length === 0) {
			this.write(step, undefined, 'alreadyGone', step.nothing);
			if (step.kind === 'block') this.blocked = true;
			return true;
		}
		const targets = this.removable(step, found);
		if (targets.length > 0) await this.apply(step, targets);
		// All that comes after waits for the block, so its lost answer is settled at once.
		if (step.kind === 'block' && this.has('unknown')) await this.lookAtGate(step);
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
			if (step.kind === 'block') this.blocked = applied.every(({ result }) => isDone(result));
		} catch (error) {
			for (const target of targets) this.writeFailure(step, error, target);
		}
	}

	/** Reads back what is left, a few times, and settles what got no answer. */
	private async verify(step: Step): Promise<void> {
		let left = await this.lookBack(step);
		if (this.plan.removeLatecomers && left !== undefined) {
			const late = this.latecomers(step, left);
			if (late.length > 0) {
				await this.apply(step, late);
				left = await this.lookBack(step);
			}
		}
		for (const pause of LOOK_AGAIN_MS) {
			if (left === undefined || left.length === 0 || !this.isAwaited(step)) break;
			await wait(pause, this.context.item.run.signal);
			left = await this.lookBack(step);
		}
		if (left === undefined) return;
		const leftIds = new Set(left.map(({ id }) => id));
		this.remaining.push(...leftIds);
		this.settle(step, leftIds);
		if (step.kind === 'block') this.openAgain = left.length > 0;
	}

	/** What a step still finds; undefined when it cannot be read, which leaves the record unverified. */
	private async lookBack(step: Step): Promise<Target[] | undefined> {
		try {
			const found = (await step.find?.(this.context)) ?? [];
			return found.filter((target) => !stays(target));
		} catch (error) {
			const reason = `It could not be read back: ${reasonOf(error)}`;
			this.write(step, undefined, 'notAvailable', reason);
			this.verified = false;
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
		if (result !== 'unknown' || !canBeRead(step)) this.verified = false;
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
		if (this.blockMissing() || this.openAgain || this.has('failed', 'unknown')) return 'failed';
		if (this.has('notAvailable') || this.remaining.length > 0) return 'partial';
		return this.changedSomething() ? 'completed' : 'nothingToDo';
	}

	/** Steps that cannot be read back are sent every time and do not count as something done. */
	private changedSomething(): boolean {
		const readable = new Set(this.plan.steps.filter(canBeRead).map(({ id }) => id));
		return this.lines.some(({ step, result }) => result === 'done' && readable.has(step));
	}

	private blockMissing(): boolean {
		return this.lines.some(({ reason }) => reason === PROTECTION_STAYS);
	}

	private isVerified(): boolean {
		return this.verified && this.remaining.length === 0 && !this.blockMissing();
	}

	private failureReason(): string {
		const failed = this.lines.find(({ result }) => result === 'failed' || result === 'unknown');
		if (failed) return `${failed.step}: ${failed.reason ?? failed.result}`;
		return this.openAgain ? OPEN_AGAIN : PROTECTION_STAYS;
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

const PROTECTION_STAYS =
	'The account is not blocked. Devices and factors stay, since without them the password alone would open it';

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
