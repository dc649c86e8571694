import type { Logger } from 'n8n-workflow';

import { changes, type ApiCall } from '../http/call';

/** How a call that changes something ended, as far as it is known. */
export type ChangeResult = 'done' | 'accepted' | 'alreadyGone' | 'refused' | 'notSent' | 'unknown';

/** Where a changing call belongs. */
export interface ChangeSource {
	executionId: string;
	workflowId: string;
	node: string;
	item: number;
}

/**
 * Writes every changing call to n8n's log, once before it is sent and once with its result. n8n
 * keeps nothing of a node that is stopped or killed: what was under way then stands in the log as
 * "sending" without a result. Ids are written, secrets never: bodies and headers are left out.
 */
export class ChangeLog {
	constructor(
		private readonly logger: Logger,
		private readonly source: Omit<ChangeSource, 'item'>,
		private readonly service: string,
	) {}

	/** Call it before sending; the function it gives back takes the result. */
	begin(call: ApiCall, item: number): (result: ChangeResult, status?: number) => void {
		if (!changes(call)) return () => undefined;
		const entry = {
			...this.source,
			item,
			service: this.service,
			step: call.step ?? call.method,
			target: `${call.method} /${call.path.join('/')}`,
		};
		this.write('sending', entry);
		return (result, status) => {
			this.write(result, { ...entry, ...(status !== undefined && { status }) });
		};
	}

	private write(result: ChangeResult | 'sending', entry: Record<string, unknown>): void {
		this.logger.info(`MFA change ${result}: ${String(entry.step)} ${String(entry.target)}`, {
			...entry,
			result,
		});
	}
}
