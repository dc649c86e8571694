const WHAT =
	'($parameter["operation"] + ": " + $parameter["resource"]).replace(/([A-Z])/g, " $1").toLowerCase()';

// An expression cannot be worked out before a run, and would leave the node without a subtitle.
const MODE =
	'($rawParameter["mode"].startsWith("=") ? "mode by expression" : $rawParameter["mode"])';

/**
 * What stands below a node on the canvas: the operation in words, and the mode of Offboard and Reset
 * MFA, since what runs there should be seen from afar. E.g. "offboard: user (preview)".
 */
export const SUBTITLE = `={{ ${WHAT} + ($rawParameter["mode"] ? " (" + ${MODE} + ")" : "") }}`;
