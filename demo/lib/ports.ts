import { createServer } from 'node:net';
import type { DemoData } from './data';
import type { Setup } from './setup';

const HOST = '127.0.0.1';
const TRIES = 50;

/** Whether this machine lets us listen on that port of the loopback address. */
export function isFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => {
			resolve(false);
		});
		server.listen({ host: HOST, port, exclusive: true }, () => {
			server.close(() => {
				resolve(true);
			});
		});
	});
}

/**
 * The first free port from `port` upwards, leaving out those in `taken`.
 * Undefined when fifty in a row are in use.
 */
export async function firstFree(
	port: number,
	taken: readonly number[] = [],
): Promise<number | undefined> {
	for (let candidate = port; candidate < port + TRIES; candidate++) {
		if (!taken.includes(candidate) && (await isFree(candidate))) return candidate;
	}
	return undefined;
}

const EDITOR_NAME = 'the editor';
const EDITOR = 5678;
const BROKER = 5679;
const SANDBOX = 5690;

export interface Ports {
	editor: number;
	/** For n8n's helper processes. */
	broker: number;
	sandbox: number;
}

/**
 * Free ports for all that listens. A port that the user asked for is taken or
 * refused; a usual one that is in use makes way to the next free one, since it
 * is most often the user's own n8n. The sandbox keeps the port of the last
 * start: the credential in n8n names it.
 */
export async function choosePorts(setup: Setup, data: DemoData): Promise<Ports> {
	const { options, tools } = setup;
	const editor = await choose(EDITOR_NAME, '--port', options.port, EDITOR, []);
	const broker = await choose("n8n's task broker", undefined, undefined, BROKER, [editor]);
	const sandbox = await choose(
		'the sandbox',
		'--sandbox-port',
		options.sandboxPort,
		data.remembered.sandboxPort ?? SANDBOX,
		[editor, broker],
	);
	data.remember({ sandboxPort: sandbox });
	return { editor, broker, sandbox };

	async function choose(
		who: string,
		option: string | undefined,
		asked: number | undefined,
		usual: number,
		taken: number[],
	): Promise<number> {
		if (asked !== undefined) {
			if (!taken.includes(asked) && (await isFree(asked))) return asked;
			throw tools.failure(`port ${asked} is in use.`, [
				`Choose another one for ${who}: npm start -- ${option ?? ''} N`,
				'Without the option the next free one is taken.',
			]);
		}
		const port = await firstFree(usual, taken);
		if (port === undefined) {
			throw tools.failure(
				`ports ${usual} to ${usual + TRIES - 1} are all in use.`,
				option ? `Choose one for ${who}: npm start -- ${option} N` : 'Free one of them.',
			);
		}
		const opens = option && !(options.once && who === EDITOR_NAME);
		if (port !== usual && opens) {
			tools.note(`Port ${usual} is in use: ${who} takes ${port}.`);
		}
		return port;
	}
}
