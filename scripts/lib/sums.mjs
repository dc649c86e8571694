/**
 * @typedef {object} Sums
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string} [remark]
 */

/**
 * @param {Sums[]} list
 * @returns {Sums}
 */
export function totalOf(list) {
	const sum = (field) => list.reduce((total, sums) => total + (sums[field] ?? 0), 0);
	return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** Nothing failed, and something ran. */
export function passes({ passed, failed }) {
	return failed === 0 && passed > 0;
}

/** The closing line of every test command. */
export function sumLine({ passed, failed }) {
	return `${passed} passed, ${failed} failed`;
}
