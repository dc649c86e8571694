import { HttpAnswer } from '../../../nodes/shared/http/answer';
import type { ApiCall } from '../../../nodes/shared/http/call';
import type { Dialect } from '../../../nodes/shared/http/dialect';
import type { Meaning } from '../../../nodes/shared/http/meaning';

/** An answer outside 2xx, and what it means. The pages in docs/ have a table made of these. */
export interface Refusal {
	status: number;
	/** Absent: none. Text goes out as it is. */
	body?: unknown;
	call: ApiCall;
	/** What the call does, for the table. */
	to: string;
	meaning: Meaning;
	undecided?: true;
}

export interface Refusals {
	dialect: Dialect;
	refusals: readonly Refusal[];
}

export function answerOf({ status, body }: Pick<Refusal, 'status' | 'body'>): HttpAnswer {
	if (body === undefined || typeof body === 'string') return new HttpAnswer(status, {}, body ?? '');
	return new HttpAnswer(status, {}, JSON.stringify(body));
}
