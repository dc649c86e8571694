import type { AnySandbox, Subject } from './subject';

/** Sandboxes that are used again: to start one takes longer than to run a node. */
const free = new Map<Subject, AnySandbox[]>();
const used = new Set<string>();

/**
 * A sandbox as after its start, at a host of which the process has learnt nothing, where that is
 * `wanted`: one that is used again counts its limit anew, which no service does.
 */
export async function takeSandbox(subject: Subject, wanted: 'new' | 'any'): Promise<AnySandbox> {
	const sandbox = wanted === 'any' ? free.get(subject)?.pop() : undefined;
	if (sandbox) return sandbox;
	for (;;) {
		const started = await subject.start();
		if (!used.has(started.host)) {
			used.add(started.host);
			return started;
		}
		// The port of one that was closed: its host is known already.
		await started.close();
	}
}

export function giveBack(subject: Subject, sandbox: AnySandbox): void {
	sandbox.reset();
	free.set(subject, [...(free.get(subject) ?? []), sandbox]);
}

export async function closeSandboxes(): Promise<void> {
	const all = [...free.values()].flat();
	free.clear();
	await Promise.all(
		all.map(async (sandbox) => {
			await sandbox.close();
		}),
	);
}
