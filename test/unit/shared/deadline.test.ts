import axios from 'axios';
import type { IHttpRequestOptions } from 'n8n-workflow';

import { Deadline } from '../../../nodes/shared/http/deadline';
import { receive } from '../../../nodes/shared/http/receive';
import { json, startServer, type LocalServer } from '../../engine/harness/local-server';

/** The end by the clock on the machine's own clock, with the HTTP client that n8n sends with. */

let server: LocalServer;
let closed: Promise<void>;
let close: () => void;

beforeAll(async () => {
	server = await startServer(({ path }, response) => {
		if (path === '/quick') {
			json(response, 200, { quick: true });
			return;
		}
		response.writeHead(200, { 'content-type': 'application/json' });
		const drip = setInterval(() => response.write(' '), 20);
		response.once('close', () => {
			clearInterval(drip);
			close();
		});
	});
});
beforeEach(() => {
	closed = new Promise((resolve) => {
		close = resolve;
	});
});
afterAll(async () => {
	await server.close();
});

/** As n8n does it: a limit on silence, every status an answer, the full response. */
async function ask(options: IHttpRequestOptions) {
	const { url, encoding, abortSignal, timeout } = options;
	const response = await axios.get(url, {
		responseType: encoding as 'stream',
		signal: abortSignal as AbortSignal,
		timeout: timeout ?? 0,
	});
	return { statusCode: response.status, headers: response.headers, body: response.data as unknown };
}

const options = (path: string): IHttpRequestOptions => ({
	url: `http://${server.host}${path}`,
	timeout: 200,
});

test('a drip that is never silent ends, and its connection with it', async () => {
	const deadline = new Deadline(200, undefined);
	await expect(receive(options('/drip'), deadline, ask)).rejects.toThrow();
	expect(deadline.hasPassed).toBe(true);
	await closed;
});

test('Stop ends it, and is not taken for the clock', async () => {
	const stop = new AbortController();
	const deadline = new Deadline(60_000, stop.signal);
	const answer = receive({ ...options('/drip'), timeout: 60_000 }, deadline, ask);
	setTimeout(() => {
		stop.abort();
	}, 50);
	await expect(answer).rejects.toThrow();
	expect(deadline.hasPassed).toBe(false);
	await closed;
});

test('an answer in time is whole, and the clock is called off', async () => {
	const deadline = new Deadline(100, undefined);
	const answer = await receive(options('/quick'), deadline, ask);
	expect(answer.object).toEqual({ quick: true });
	await new Promise((resolve) => setTimeout(resolve, 200));
	expect(deadline.hasPassed).toBe(false);
});

test('a time longer than a timer can hold does not end at once', async () => {
	const deadline = new Deadline(2 ** 40, undefined);
	const answer = await receive(options('/quick'), deadline, ask);
	expect(answer.ok).toBe(true);
	expect(deadline.hasPassed).toBe(false);
});

test('where Stop was pressed before, nothing is awaited', async () => {
	const stop = new AbortController();
	stop.abort();
	const deadline = new Deadline(60_000, stop.signal);
	await expect(receive(options('/drip'), deadline, ask)).rejects.toThrow();
});
