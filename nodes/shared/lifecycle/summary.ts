import type { OfferedStep } from './provider';
import type { LifecycleRecord, StepLine } from './record';

/** How many targets of one step are named; the steps of the record hold all. */
const NAMED = 5;

/**
 * A record in a few words: what Execute would do, or what was done, in the names of the steps as the
 * node offers them. For who looks at a table; the record beside it is what counts.
 */
export function summaryOf(record: LifecycleRecord, offered: readonly OfferedStep[]): string {
	switch (record.outcome) {
		case 'userNotFound':
			return `Nothing was done: no user was found for '${typedOf(record)}'.`;
		case 'userAmbiguous':
			return `Nothing was done: several accounts match '${typedOf(record)}': ${(record.matches ?? []).join(', ')}.`;
		case 'skipped':
			return 'Nothing was done: this user is protected.';
		default:
			return ofSteps(record, offered);
	}
}

function ofSteps(record: LifecycleRecord, offered: readonly OfferedStep[]): string {
	const { mode, steps, remaining, kept } = record;
	const parts = offered.map(({ parts: [{ id }], name }) => ({
		name,
		lines: steps.filter((line) => line.step === id),
	}));
	const by = (...results: Array<StepLine['result']>) =>
		parts
			.map(({ name, lines }) => ({ name, lines: withResult(lines, results) }))
			.filter(({ lines }) => lines.length > 0);

	const changes = by('planned', 'done').map(({ name, lines }) => counted(name, lines));
	const gone = parts
		.filter(({ lines }) => lines.length > 0 && lines.every(isGone))
		.map(({ name }) => name);
	const open = by('failed', 'unknown', 'notAvailable', 'skipped').map(
		({ name, lines }) => `${name} (${lines[0]?.reason ?? lines[0]?.result ?? ''})`,
	);
	const doing = mode === 'preview' ? 'Execute would do' : 'Done';
	return [
		`${doing}: ${changes.length > 0 ? changes.join('; ') : 'nothing'}.`,
		gone.length > 0 && `Nothing to do: ${gone.join(', ')}.`,
		open.length > 0 && `${mode === 'preview' ? 'Not possible' : 'Not done'}: ${open.join('; ')}.`,
		remaining.length > 0 && `Left: ${remaining.join(', ')}.`,
		kept.length > 0 && `Stays: ${kept.map(({ what }) => what).join(', ')}.`,
	]
		.filter((part) => part !== false)
		.join(' ');
}

function isGone({ result }: StepLine): boolean {
	return result === 'alreadyGone';
}

function withResult(lines: readonly StepLine[], results: Array<StepLine['result']>): StepLine[] {
	return lines.filter(({ result }) => results.includes(result));
}

/** "Block User", "End Sessions (2)", "Delete MFA Keys (Key 717)", "Delete Factors (2: totp: Phone app, phone: Work phone)". */
function counted(name: string, lines: readonly StepLine[]): string {
	const labels = lines.flatMap(({ label }) => (label === undefined ? [] : [label]));
	if (labels.length === 0) return lines.length > 1 ? `${name} (${lines.length})` : name;
	if (lines.length === 1) return `${name} (${labels.join('')})`;
	const more = labels.length > NAMED ? ` and ${labels.length - NAMED} more` : '';
	return `${name} (${lines.length}: ${labels.slice(0, NAMED).join(', ')}${more})`;
}

function typedOf({ user }: LifecycleRecord): string {
	return ('id' in user ? (user.email ?? user.id) : user.typed).slice(0, 100);
}
