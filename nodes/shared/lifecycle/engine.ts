import { isoNow, wait } from '../time';
import { lookAtGate, notSeen, whyShut } from './gate';
import { earlierTry, rememberTry, withEarlier } from './earlierTries';
import { canBeRead, isLineOf, judge, withoutNeedless } from './outcome';
import type { AccountFacts, LifecycleProvider } from './provider';
import type { LifecycleRecord, Mode, StepLine } from './record';
import { bareRecord } from './record';
import { pauses, SHOWN_WITHIN_MS } from './shown';
import {
	failureOf,
	isBlockStep,
	refusalOf,
	type BlockStep,
	type Step,
	type StepContext,
	type Target,
} from './step';
import { warning, type Warning } from './warning';

/** Why a line is as it is. */
type Why = Pick<StepLine, 'code' | 'reason'>;

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
	/** The provider's step that blocks, whether or not it is among `steps`. */
	block?: BlockStep;
	/** Remove what appeared between the first look and the last. */
	removeLatecomers: boolean;
	/** What no step of this provider reaches. */
	notCovered: readonly string[];
	warnings: readonly Warning[];
	factsIn?: LifecycleProvider['factsIn'];
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
	/** Steps whose end state is not known. */
	private readonly unverified = new Set<Step>();
	/** What was told of the account on the way. */
	private facts: AccountFacts = {};
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
		this.noteFacts();
		for (const step of steps) {
			const done = mode === 'preview' ? await this.preview(step) : await this.execute(step);
			if (done && step.find) applied.push(step);
			this.noteFacts();
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
			if (!isLineOf(line, gate) || line.result !== 'failed' || line.target === null) continue;
			line.result = 'alreadyGone';
			delete line.code;
			line.reason = `${line.reason ?? ''} (the account is blocked all the same)`.trim();
			this.unverified.delete(gate);
		}
	}

	/** A block that the service took is not done as long as no reading shows it. */
	private doubt(gate: BlockStep, unread?: string): void {
		const { serviceName } = this.context.item.run.dialect;
		for (const line of this.lines) {
			if (!isLineOf(line, gate) || line.result !== 'done') continue;
			line.result = 'unknown';
			line.code = 'notYetVisible';
			line.reason = notSeen(serviceName, unread);
			this.unseen.add(line);
		}
	}

	private async preview(step: Step): Promise<boolean> {
		const found = await this.look(step);
		if (found === undefined) return false;
		for (const target of this.removable(step, found)) this.write(step, target, 'planned');
		if (found.length === 0) this.write(step, undefined, 'alreadyGone', { reason: step.nothing });
		return false;
	}

	/** True when the step was applied, so that its effect can be verified. */
	private async execute(step: Step): Promise<boolean> {
		const { gate } = this.plan;
		if (step.kind === 'protection' && gate !== undefined && !(await this.mayGo(gate))) {
			this.write(step, undefined, 'skipped', this.whyShut());
			return false;
		}
		const found = await this.look(step);
		if (found === undefined) return false;
		if (found.length === 0) {
			this.write(step, undefined, 'alreadyGone', { reason: step.nothing });
			if (step.kind === 'block') this.seenBlocked = true;
			return true;
		}
		const targets = await this.allowed(step, this.removable(step, found));
		if (targets.length > 0) await this.apply(step, targets);
		return true;
	}

	/** Without those that open the account while it is not seen blocked. */
	private async allowed(step: Step, targets: readonly Target[]): Promise<readonly Target[]> {
		const { gate } = this.plan;
		const waiting = targets.filter(({ opens }) => opens === true);
		if (waiting.length === 0 || gate === undefined || (await this.mayGo(gate))) return targets;
		for (const target of waiting) this.write(step, target, 'skipped', this.whyShut());
		return targets.filter(({ opens }) => opens !== true);
	}

	private whyShut(): Why {
		return { code: 'notBlocked', reason: this.shut };
	}

	/** What the step can remove; the rest is in the record then. */
	private removable(step: Step, found: readonly Target[]): Target[] {
		for (const target of found) {
			const { id, label, stays: why } = target;
			if (why === undefined) continue;
			this.context.kept.add({ what: label ?? step.native, id, reason: why.code });
			this.write(step, target, 'skipped', { code: why.code, reason: why.text });
		}
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
			for (const { id, result, ...why } of applied) {
				this.write(step, targets.find((target) => target.id === id) ?? { id }, result, why);
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
		if (this.plan.removeLatecomers && left !== undefined) {
			const late = this.latecomers(step, left).filter((one) => this.mayRemoveLate(step, one));
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
		if (!isBlockStep(step)) this.doubtRemoval(step, leftIds);
	}

	/** What the service took, and the last look still finds, is not known to be done. */
	private doubtRemoval(step: Step, left: ReadonlySet<string>): void {
		const { serviceName } = this.context.item.run.dialect;
		for (const line of this.lines) {
			if (!isLineOf(line, step) || line.result !== 'done') continue;
			if (line.target === null || !left.has(line.target)) continue;
			line.result = 'unknown';
			line.code = 'notYetVisible';
			line.reason = `${serviceName} took it, and the last look still finds it. It may show later: look it up`;
		}
	}

	/** How long the last look may be repeated. A block that had its time before is not waited for again. */
	private patience(step: Step): number {
		if (!isBlockStep(step)) return SHOWN_WITHIN_MS;
		return this.shut === undefined ? step.shownWithinMs : 0;
	}

	/** What protects and appeared late is left where the account is not seen blocked any more. */
	private mayRemoveLate(step: Step, { opens }: Target): boolean {
		if (this.plan.gate === undefined || (step.kind !== 'protection' && opens !== true)) return true;
		return this.seenBlocked && !this.openAgain;
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
			delete line.code;
		}
		this.unseen.clear();
	}

	/** What a step still finds; undefined when it cannot be read, which leaves the record unverified. */
	private async lookBack(step: Step): Promise<Target[] | undefined> {
		try {
			const found = (await step.find?.(this.context)) ?? [];
			return found.filter((target) => !stays(target));
		} catch (error) {
			const { code, reason } = failureOf(error);
			const why = { code, reason: `It could not be read back: ${reason}` };
			this.write(step, undefined, 'notAvailable', why);
			this.unverified.add(step);
			return undefined;
		}
	}

	/** What appeared after the first look. */
	private latecomers(step: Step, left: readonly Target[]): Target[] {
		const known = new Set(
			this.lines.filter((line) => isLineOf(line, step)).map(({ target }) => target),
		);
		return left.filter(({ id }) => !known.has(id));
	}

	/** True while something that was reported as done may only be slow to show. */
	private isAwaited(step: Step): boolean {
		return this.lines.some(
			(line) => isLineOf(line, step) && (isDone(line.result) || line.result === 'unknown'),
		);
	}

	/** A call without an answer did its work when its target is gone. */
	private settle(step: Step, left: ReadonlySet<string>): void {
		for (const line of this.lines) {
			if (!isLineOf(line, step) || line.result !== 'unknown' || line.target === null) continue;
			if (this.unseen.has(line)) continue;
			line.result = left.has(line.target) ? 'failed' : 'done';
			if (line.result === 'done') delete line.code;
			line.reason = `${line.reason ?? ''} (settled by reading back)`.trim();
		}
	}

	private write(
		step: Step,
		target: Target | undefined,
		result: StepLine['result'],
		{ code, reason }: Why = {},
	): void {
		this.lines.push({
			step: step.id,
			native: step.native,
			target: target?.id ?? null,
			...(target?.label !== undefined && { label: target.label }),
			result,
			...(code !== undefined && { code }),
			...(reason !== undefined && { reason }),
			at: isoNow(),
		});
	}

	/** A missing plan or permission is told apart, except for the block, without which nothing is safe. */
	private writeFailure(step: Step, error: unknown, target?: Target): void {
		const { result, ...why } = step.kind === 'block' ? failureOf(error) : refusalOf(error);
		this.write(step, target, result, why);
		// What got no answer is settled by reading back, where that is possible.
		if (result !== 'unknown' || !canBeRead(step)) this.unverified.add(step);
	}

	private record(): LifecycleRecord {
		const { context, plan } = this;
		const { mode, steps } = plan;
		const executed = mode === 'execute';
		const { item, user } = context;
		const earlier = executed ? earlierTry(item, user.id) : undefined;
		this.facts = { ...this.facts, ...earlier?.facts };
		const own = withoutNeedless(this.lines, steps, this.isSeenBlocked());
		const lines = earlier ? withEarlier(own, earlier.record.steps, steps, this.remaining) : own;
		const { shut, openAgain, unverified, remaining } = this;
		const findings = { mode, steps, lines, remaining, unverified, shut, openAgain };
		const { outcome, ...judged } = judge(findings);
		const record: LifecycleRecord = {
			...bareRecord(item, mode, user, outcome),
			...judged,
			steps: lines,
			remaining,
			kept: context.kept.all,
			privileged: this.facts.privileged ?? null,
			warnings: [...plan.warnings, ...this.seenWarnings()],
			notVerifiable: [...new Set(steps.filter((step) => !canBeRead(step)).map(({ id }) => id))],
			notCovered: [...plan.notCovered],
			handedOver: context.handedOver,
			startedAt: earlier?.record.startedAt ?? this.startedAt,
			finishedAt: isoNow(),
		};
		if (executed) {
			rememberTry(item, user.id, { record: { ...record, handedOver: {} }, facts: this.facts });
		}
		return record;
	}

	/** By a reading of this very user; of a step that was not chosen, by what was read on the way. */
	private isSeenBlocked(): boolean {
		if (this.openAgain) return false;
		return this.seenBlocked || this.plan.block?.isShown(this.context.account.known) === true;
	}

	/** Keeps the first that was told: a step may have taken a role meanwhile. */
	private noteFacts(): void {
		const told = this.plan.factsIn?.(this.context.account.known) ?? {};
		this.facts = { ...told, ...this.facts };
	}

	private seenWarnings(): Warning[] {
		const { privileged, directorySourced } = this.facts;
		return [
			...(privileged === true ? [warning('privileged')] : []),
			...(directorySourced === true ? [warning('directorySourced')] : []),
		];
	}
}

const SHOWN_LATE = 'It was not shown before, and the last look finds it';

function stays(target: Target): boolean {
	return target.stays !== undefined;
}

function isDone(result: StepLine['result']): boolean {
	return result === 'done' || result === 'alreadyGone';
}
