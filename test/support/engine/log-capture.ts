import { AsyncLocalStorage } from 'node:async_hooks';
import type { IDataObject, Logger, LogMetadata } from 'n8n-workflow';
import { withinFence } from './network-fence';
import { plain } from './serialize';

/** One line written through `this.logger` by a node (or by the engine itself). */
export interface LogEntry {
	level: 'error' | 'warn' | 'info' | 'debug';
	message: string;
	/** As it stood when the line was written. */
	meta: IDataObject;
}

const current = new AsyncLocalStorage<LogEntry[]>();

/**
 * Does `work` within the network fence and collects the log lines written
 * meanwhile, apart from those of runs beside it.
 */
export async function observed<T>(entries: LogEntry[], work: () => Promise<T>): Promise<T> {
	return await current.run(entries, async () => await withinFence(work));
}

function write(level: LogEntry['level']) {
	return (message: string, meta?: LogMetadata): void => {
		current.getStore()?.push({ level, message, meta: plain(meta ?? {}) as IDataObject });
	};
}

/** n8n's logger: keeps what it is given instead of printing it. */
export const captureLogger: Logger & { scoped(): Logger } = {
	error: write('error'),
	warn: write('warn'),
	info: write('info'),
	debug: write('debug'),
	scoped: () => captureLogger,
};
