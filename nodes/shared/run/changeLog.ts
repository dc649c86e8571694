import type { Logger } from 'n8n-workflow';

import { changes, type ApiCall } from '../http/call';
import type { Query } from '../http/query';

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
 *
 * As n8n comes, its log shows the message alone, without time and without the fields beside it:
 * all that tells one change from another stands in the message.
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
		const entry: Entry = {
			...this.source,
			item,
			service: this.service,
			step: call.step ?? call.method,
			target: `${call.method} /${call.path.join('/')}${inWords(call.query)}`,
		};
		this.write('sending', entry);
		return (result, status) => {
			this.write(result, { ...entry, ...(status !== undefined && { status }) });
		};
	}

	private write(result: ChangeResult | 'sending', entry: Entry): void {
		const { step, target, service, executionId, node, item, status } = entry;
		const where = [
			service,
			`execution ${executionId || 'none'}`,
			`node ${JSON.stringify(node)}`,
			`item ${item}`,
			...(status === undefined ? [] : [`status ${status}`]),
		];
		this.logger.info(`MFA change ${result}: ${step} ${target} (${where.join(', ')})`, {
			...entry,
			result,
		});
	}
}

interface Entry extends ChangeSource {
	service: string;
	step: string;
	target: string;
	status?: number;
}

/** The query as people read it; where the path names no user, it says whose things are changed. */
function inWords(query: Query | undefined): string {
	const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined);
	const text = given.map(([name, value]) => `${name}=${String(value)}`).join('&');
	// A value may come from an item: it must not make lines of its own.
	return text && `?${text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')}`;
}
