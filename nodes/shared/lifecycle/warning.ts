/** What a reader of a record has to know, by code. */
const TEXTS = {
	passwordAloneOpens: 'Until the user enrolls a factor again, the password alone opens the account',
	directorySourced:
		'The user comes from a directory: what is set here may be set back by it, so end the access there, too',
	privileged: 'The user has administrator rights',
	retriedExecution:
		'This execution was started again by Retry: an earlier one may have done what is told here as nothing to do',
	oldStepId:
		'The parameter Steps holds a word of an earlier version of this node, which the next one will refuse',
} as const;

export type WarningCode = keyof typeof TEXTS;

export interface Warning {
	code: WarningCode;
	text: string;
}

/** @param more what it is about in this record, e.g. which word */
export function warning(code: WarningCode, more = ''): Warning {
	return { code, text: more === '' ? TEXTS[code] : `${TEXTS[code]}: ${more}` };
}
