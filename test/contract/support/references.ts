import { existsSync } from 'node:fs';
import { join } from 'node:path';

const REFERENCE_FOLDER = join(__dirname, '..', '..', '..', '..', 'shared', 'reference');

/**
 * The vendors' published OpenAPI documents. They are not part of the
 * repository; they are looked for beside it, in `../shared/reference`.
 */
export function openApiFile(name: string): { path: string; isThere: boolean } {
	const path = join(REFERENCE_FOLDER, name);
	return { path, isThere: existsSync(path) };
}

/**
 * A `describe` for tests that need a vendor's document. Without the file there
 * is one skipped test whose name says what is missing.
 */
export function describeWithOpenApi(
	title: string,
	fileName: string,
	tests: (path: string) => void,
): void {
	const { path, isThere } = openApiFile(fileName);
	describe(title, () => {
		if (isThere) {
			tests(path);
		} else {
			it.skip(`nothing was checked: ../shared/reference/${fileName} is not there`, () => {
				throw new Error('never runs');
			});
		}
	});
}
