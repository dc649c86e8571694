import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the server of a test saw it. */
export interface SeenRequest {
	method: string;
	path: string;
	headers: IncomingMessage['headers'];
	body: string;
}

export interface LocalServer {
	/** `127.0.0.1:port` */
	host: string;
	seen: SeenRequest[];
	close: () => Promise<void>;
}

export type Answer = (request: SeenRequest, response: ServerResponse) => void;

/** A server on loopback that keeps what it is asked and answers as told. */
export async function startServer(answer: Answer): Promise<LocalServer> {
	const seen: SeenRequest[] = [];
	const server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			const one = {
				method: request.method ?? '',
				path: request.url ?? '',
				headers: request.headers,
				body: Buffer.concat(parts).toString(),
			};
			seen.push(one);
			answer(one, response);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		host: `127.0.0.1:${port}`,
		seen,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Sends a JSON body. */
export function json(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}
