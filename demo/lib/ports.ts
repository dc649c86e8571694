import { createServer } from 'node:net';
import type { DemoData } from './data';
import { SERVICES, type Service } from './sandboxes';
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
	sandboxes: Record<Service, number>;
	/** Where the mails of the demo go. */
	mailbox: number;
}

/**
 * Free ports for all that listens. A port that the user asked for is taken or
 * refused; a usual one that is in use makes way to the next free one, since it
 * is most often the user's own n8n. The sandboxes and the mailbox keep the ports
 * of the last start: the credentials in n8n name them.
 */
export async function choosePorts(setup: Setup, data: DemoData): Promise<Ports> {
	const { options, tools } = setup;
	const taken: number[] = [];
	const editor = await choose(EDITOR_NAME, '--port', options.port, EDITOR);
	const broker = await choose("n8n's task broker", undefined, undefined, BROKER);
	const remembered = data.remembered.ports ?? {};
	const sandboxes = {} as Record<Service, number>;
	for (const [index, service] of SERVICES.entries()) {
		const asked = options.sandboxPort === undefined ? undefined : options.sandboxPort + index;
		const usual = remembered[service] ?? SANDBOX + index;
		sandboxes[service] = await choose(`the sandbox of ${service}`, '--sandbox-port', asked, usual);
	}
	const usual = remembered.mailbox ?? SANDBOX + SERVICES.length;
	const mailbox = await choose('the mailbox', undefined, undefined, usual);
	data.remember({ ports: { ...sandboxes, mailbox } });
	return { editor, broker, sandboxes, mailbox };

	async function choose(
		who: string,
		option: string | undefined,
		asked: number | undefined,
		usual: number,
	): Promise<number> {
		const port = asked === undefined ? await nextTo(usual) : await exactly(asked);
		taken.push(port);
		return port;

		async function exactly(wanted: number): Promise<number> {
			if (!taken.includes(wanted) && (await isFree(wanted))) return wanted;
			throw tools.failure(`port ${wanted} is in use.`, [
				`Choose another one for ${who}: npm start -- ${option ?? ''} N`,
				'Without the option the next free one is taken.',
			]);
		}

		async function nextTo(wanted: number): Promise<number> {
			const free = await firstFree(wanted, taken);
			if (free === undefined) {
				throw tools.failure(
					`ports ${wanted} to ${wanted + TRIES - 1} are all in use.`,
					option ? `Choose one for ${who}: npm start -- ${option} N` : 'Free one of them.',
				);
			}
			const opens = option && !(options.once && who === EDITOR_NAME);
			if (free !== wanted && opens) {
				tools.note(`Port ${wanted} is in use: ${who} takes ${free}.`);
			}
			return free;
		}
	}
}
