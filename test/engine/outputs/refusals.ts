import { explanationOf } from '../../../nodes/shared/http/faults';
import { answerOf, type Refusal, type Refusals } from '../../unit/refusals/refusal';
import { cell, table } from './markdown';

/** A table of what the service answers, and what the node makes of it. */
export function refusalsPart({ dialect, refusals }: Refusals): string {
	const rows = refusals.map((refusal) => {
		const told = explanationOf(dialect, refusal.call, answerOf(refusal));
		const settled = told.undecided === true ? ', settled by a read where there is one' : '';
		return [
			cell(answerText(refusal)),
			cell(`to ${refusal.to}`),
			`\`${told.meaning}\`${settled}`,
			cell(told.message),
		];
	});
	return table(['answer', 'asked', '`meaning`', 'the error begins with'], rows);
}

function answerText({ status, body }: Refusal): string {
	if (body === undefined) return `${status}, empty`;
	if (typeof body === 'string') return `${status}, a page`;
	return `${status} \`${JSON.stringify(body)}\``;
}
