/**
 * A clock that begins at the same time for each run, so that what they give out is the same too.
 * It moves on from there, since pace and time limits go by it.
 */
const START = new Date('2026-11-21T02:00:00Z');

const NOT_DATE = [
	'hrtime',
	'nextTick',
	'performance',
	'queueMicrotask',
	'requestAnimationFrame',
	'cancelAnimationFrame',
	'requestIdleCallback',
	'cancelIdleCallback',
	'setImmediate',
	'clearImmediate',
	'setInterval',
	'clearInterval',
	'setTimeout',
	'clearTimeout',
] as const;

/** For a whole test file, before anything keeps hold of the clock. */
export function ownClock(): void {
	jest.useFakeTimers({ now: START, advanceTimers: true, doNotFake: [...NOT_DATE] });
}

export function backToStart(): void {
	jest.setSystemTime(START);
}
