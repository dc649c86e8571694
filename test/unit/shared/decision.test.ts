import type { Repeat } from '../../../nodes/shared/http/call';
import {
	decide,
	MOST_REPETITIONS,
	type Decision,
	type Ending,
	type Tries,
} from '../../../nodes/shared/http/decision';

const FRESH: Tries = { notSent: 0, repeated: 0, renewed: false };
const SPENT: Tries = { notSent: MOST_REPETITIONS, repeated: MOST_REPETITIONS, renewed: true };

type Acts = [fresh: Decision['act'], spent: Decision['act']];
const both = (fresh: Decision['act'], spent: Decision['act'] = fresh): Acts => [fresh, spent];

/** What is done after each ending, for a call that has tried nothing and one that has tried all. */
const TABLE: Record<Ending, Record<Repeat, Acts>> = {
	answered: { read: both('answer'), repeatable: both('answer'), once: both('answer') },
	unreadable: {
		read: both('again', 'fail'),
		repeatable: both('again', 'fail'),
		once: both('fail'),
	},
	foreign: { read: both('fail'), repeatable: both('fail'), once: both('fail') },
	limited: { read: both('awaitLimit'), repeatable: both('awaitLimit'), once: both('fail') },
	tokenRefused: {
		read: both('renew', 'fail'),
		repeatable: both('renew', 'fail'),
		once: both('renew', 'fail'),
	},
	fault: { read: both('again', 'fail'), repeatable: both('again', 'fail'), once: both('fail') },
	refused: { read: both('fail'), repeatable: both('fail'), once: both('fail') },
	notSent: {
		read: both('again', 'fail'),
		repeatable: both('again', 'fail'),
		once: both('again', 'fail'),
	},
	tokenLimited: {
		read: both('awaitToken'),
		repeatable: both('awaitToken'),
		once: both('awaitToken'),
	},
	lost: { read: both('again', 'fail'), repeatable: both('again', 'fail'), once: both('fail') },
	ended: { read: both('fail'), repeatable: both('fail'), once: both('fail') },
};

const rows = Object.entries(TABLE).flatMap(([ending, byRepeat]) =>
	Object.entries(byRepeat).map(
		([repeat, acts]) => [ending as Ending, repeat as Repeat, acts] as const,
	),
);

test.each(rows)('%s of a call that is %s', (ending, repeat, [fresh, spent]) => {
	expect(decide(ending, repeat, FRESH).act).toBe(fresh);
	expect(decide(ending, repeat, SPENT).act).toBe(spent);
});

test('what was sent and what was not are counted apart, and end alike', () => {
	for (const [ending, counts] of [
		['lost', 'repeated'],
		['notSent', 'notSent'],
	] as const) {
		const tries: Tries = { ...FRESH };
		const times: number[] = [];
		for (;;) {
			const decision = decide(ending, 'read', tries);
			if (decision.act !== 'again') break;
			expect(decision.counts).toBe(counts);
			times.push(decision.time);
			tries[decision.counts]++;
		}
		expect(times).toEqual([1, 2, 3]);
		expect(tries).toEqual({ ...FRESH, [counts]: MOST_REPETITIONS });
	}
});

test('a token is renewed once, however often the call was repeated', () => {
	expect(decide('tokenRefused', 'once', { ...SPENT, renewed: false }).act).toBe('renew');
	expect(decide('tokenRefused', 'read', { ...FRESH, renewed: true }).act).toBe('fail');
});
