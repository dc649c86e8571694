import { writeFileSync } from 'node:fs';

/** Names the file to the reporter, which jest starts without options. */
export const SIGN_OF_LIFE = 'TEST_SIGN_OF_LIFE';

/**
 * A reporter for jest that writes a file anew whenever a test has ended or a test file has begun or
 * ended: who started jest sees by it that it goes on, however long all of it takes.
 */
export default class SignOfLife {
	constructor() {
		this.file = process.env[SIGN_OF_LIFE];
	}

	onTestFileStart() {
		this.give();
	}

	onTestCaseResult() {
		this.give();
	}

	onTestFileResult() {
		this.give();
	}

	give() {
		if (this.file) writeFileSync(this.file, String(Date.now()));
	}
}
