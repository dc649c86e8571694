import dns from 'node:dns';
import net from 'node:net';

/**
 * Nothing but loopback is reached from an engine test. A request to any other
 * host fails before a name is looked up or a socket is opened, and the run in
 * which it happened rejects: a node that swallows the failure cannot hide it.
 */
const FENCE = Symbol.for('n8n-nodes-mfa.tests.network-fence');

// Each test file has a module registry of its own but shares the process's
// sockets, so the list lives beside what is fenced.
const fenced = net.Socket.prototype as unknown as Record<typeof FENCE, string[] | undefined>;
const isFenced = fenced[FENCE] !== undefined;
const refused = (fenced[FENCE] ??= []);

/** Does `work`, and rejects if anything outside loopback was asked for meanwhile. */
export async function withinFence<T>(work: () => Promise<T>): Promise<T> {
	const before = refused.length;
	const result = await work();
	const hosts = refused.slice(before);
	if (hosts.length > 0) throw refusal(hosts.join('", "'));
	return result;
}

function isLoopback(host: string): boolean {
	const name = host.toLowerCase().replace(/^\[|\]$/g, '');
	return (
		name === 'localhost' ||
		name.endsWith('.localhost') ||
		name === '::1' ||
		name === '::' ||
		/^(::ffff:)?127(\.\d{1,3}){3}$/.test(name)
	);
}

function refusal(host: string): NodeJS.ErrnoException {
	const error: NodeJS.ErrnoException = new Error(
		`The engine tests reach nothing but loopback, and something asked for "${host}"`,
	);
	error.code = 'ENETUNREACH';
	return error;
}

function refuse(host: string): NodeJS.ErrnoException {
	refused.push(host);
	return refusal(host);
}

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** The host of a socket's options; a path instead of a host is a pipe on this machine. */
function hostOf(options: { host?: string | null; path?: string | null }): string {
	return typeof options.path === 'string' ? 'localhost' : (options.host ?? 'localhost');
}

function fenceSockets(): void {
	const { connect } = net.Socket.prototype as unknown as Record<'connect', AnyFunction>;
	const guarded = function (this: net.Socket, ...args: unknown[]): unknown {
		// net.connect() hands its arguments on as one normalised array.
		const first = Array.isArray(args[0]) ? (args[0] as unknown[])[0] : args[0];
		const host =
			typeof first === 'object' && first !== null
				? hostOf(first)
				: typeof args[1] === 'string'
					? args[1]
					: 'localhost';
		if (isLoopback(host)) return connect.apply(this, args);
		const error = refuse(host);
		// Not at once: whoever asked has yet to listen for errors of this socket.
		setImmediate(() => {
			this.destroy(error);
		});
		return this;
	};
	net.Socket.prototype.connect = guarded as unknown as typeof net.Socket.prototype.connect;
}

function fenceLookups(): void {
	const lookup = dns.lookup as unknown as AnyFunction;
	const guarded = function (this: unknown, ...args: unknown[]): unknown {
		const host = String(args[0]);
		if (isLoopback(host)) return lookup.apply(this, args);
		const callback = args[args.length - 1] as (error: Error) => void;
		const error = refuse(host);
		process.nextTick(() => {
			callback(error);
		});
		return undefined;
	};
	dns.lookup = guarded as unknown as typeof dns.lookup;

	const promised = dns.promises.lookup as unknown as AnyFunction;
	const guardedPromise = async function (this: unknown, ...args: unknown[]): Promise<unknown> {
		const host = String(args[0]);
		if (!isLoopback(host)) throw refuse(host);
		return await promised.apply(this, args);
	};
	dns.promises.lookup = guardedPromise as unknown as typeof dns.promises.lookup;
}

if (!isFenced) {
	fenceSockets();
	fenceLookups();
}
