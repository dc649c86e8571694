import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

import type { FaultRule } from './faults';
import type { LimitDialect } from './rateLimit';
import { holdFor, time } from './time';

/** The service's own answer, when it was asked before the fault hides it. */
export interface TrueAnswer {
	status: number;
	headers: Record<string, string>;
	bodyText: string;
}

const JSON_TYPE = 'application/json; charset=utf-8';
const HTML_PAGE =
	'<!DOCTYPE html>\n<html><head><title>Bad gateway</title></head>' +
	'<body><h1>Bad gateway</h1><p>The server did not answer in time.</p></body></html>\n';

/** Whether the service has to be asked first although the rule does not say so. */
export function needsTrueAnswer(rule: FaultRule): boolean {
	return rule.applied === true || rule.kind === 'wrongContentType' || rule.kind === 'altered';
}

/** Whether the fault is a delay only: the answer that follows is the service's own. */
export function onlyDelays(rule: FaultRule): rule is FaultRule & { kind: 'slow' } {
	return rule.kind === 'slow' && (rule.then ?? 'answer') === 'answer';
}

/**
 * Gives the faulty answer on the raw response, past the server library, which
 * rightly refuses to send most of these.
 */
export async function answerWithFault(
	response: ServerResponse,
	rule: FaultRule,
	dialect: LimitDialect,
	truth: TrueAnswer | undefined,
): Promise<void> {
	switch (rule.kind) {
		case 'status':
			sendWhole(response, rule.status, rule.headers ?? {}, rule.body);
			return;
		case 'rateLimited':
			sendRefusal(response, rule, dialect);
			return;
		case 'html': {
			const headers = { 'content-type': 'text/html; charset=utf-8', ...rule.headers };
			sendWhole(response, rule.status ?? 502, headers, HTML_PAGE);
			return;
		}
		case 'reset':
			response.socket?.resetAndDestroy();
			return;
		case 'close':
			response.socket?.destroy();
			return;
		case 'cutHeaders':
			response.socket?.write('HTTP/1.1 200 OK\r\nContent-Type: applica', () => {
				response.socket?.destroy();
			});
			return;
		case 'cutBody':
			cutBody(response, truth);
			return;
		case 'slow':
			await holdFor(response, rule.delayMs);
			if (rule.then === 'close') response.socket?.destroy();
			else time.hold(response);
			return;
		case 'invalidJson':
			sendWhole(response, 200, { 'content-type': JSON_TYPE }, '{"value": [1, 2,');
			return;
		case 'emptyBody':
			sendWhole(response, rule.status ?? 200, { 'content-type': JSON_TYPE }, '');
			return;
		case 'wrongContentType': {
			const headers = { ...truth?.headers, 'content-type': rule.contentType ?? 'text/plain' };
			sendWhole(response, truth?.status ?? 200, headers, truth?.bodyText ?? '');
			return;
		}
		case 'altered':
			sendWhole(
				response,
				truth?.status ?? 200,
				truth?.headers ?? {},
				altered(truth?.bodyText ?? '', rule.members),
			);
			return;
		case 'noContentJson':
			response.writeHead(204, { 'content-type': JSON_TYPE }).end();
			return;
		case 'redirect':
			// `req.url` leads back to the address that was asked.
			sendWhole(
				response,
				rule.status ?? 302,
				{ location: rule.location ?? response.req.url ?? '/' },
				'',
			);
			return;
		case 'hugeBody':
			sendHuge(response, rule.bytes ?? 10 * 1024 * 1024, truth);
			return;
		case 'packed':
			sendPacked(response, rule.status ?? 200, rule.megabytes ?? 300);
			return;
		case 'nested': {
			const depth = rule.depth ?? 100_000;
			const text = '['.repeat(depth) + ']'.repeat(depth);
			sendWhole(response, rule.status ?? 200, { 'content-type': JSON_TYPE }, text);
			return;
		}
		case 'drip':
			void drip(response, rule.part, rule.everyMs ?? 200);
			return;
		case 'down':
			return;
	}
}

function sendWhole(
	response: ServerResponse,
	status: number,
	headers: Record<string, string>,
	body: unknown,
): void {
	const isText = typeof body === 'string' || body === undefined;
	const text = isText ? (body ?? '') : JSON.stringify(body);
	const type: Record<string, string> = isText ? {} : { 'content-type': JSON_TYPE };
	const hasNoBody = status === 204 || status === 304;
	const length: Record<string, string> = hasNoBody
		? {}
		: { 'content-length': String(Buffer.byteLength(text)) };
	response.writeHead(status, { ...type, ...lowerCaseKeys(headers), ...length });
	response.end(hasNoBody ? undefined : text);
}

/** Other members in the object, or in each object of the list; what is neither stays as it is. */
function altered(bodyText: string, members: Record<string, unknown>): unknown {
	if (bodyText === '') return bodyText;
	const body = JSON.parse(bodyText) as unknown;
	const one = (value: unknown) =>
		typeof value === 'object' && value !== null ? { ...value, ...members } : value;
	return Array.isArray(body) ? body.map(one) : one(body);
}

/** Blanks before the end are still valid JSON, and the same value. A 204 has no body to fill up. */
function sendHuge(response: ServerResponse, bytes: number, truth: TrueAnswer | undefined): void {
	if (truth === undefined) {
		sendWhole(response, 200, { 'content-type': JSON_TYPE }, { padding: 'x'.repeat(bytes) });
		return;
	}
	const { status, headers, bodyText } = truth;
	sendWhole(response, status, headers, bodyText === '' ? '' : bodyText.padEnd(bytes));
}

/** Gzip may have several parts one after another, so that no server has to hold what it unpacks to. */
function sendPacked(response: ServerResponse, status: number, megabytes: number): void {
	const blanks = gzipSync(Buffer.alloc(1024 * 1024, ' '));
	const parts = [gzipSync('['), ...Array<Buffer>(megabytes).fill(blanks), gzipSync(']')];
	const body = Buffer.concat(parts);
	response.writeHead(status, {
		'content-type': JSON_TYPE,
		'content-encoding': 'gzip',
		'content-length': String(body.length),
	});
	response.end(body);
}

async function drip(
	response: ServerResponse,
	part: 'headers' | 'body',
	everyMs: number,
): Promise<void> {
	const { socket } = response;
	time.hold(response);
	if (part === 'body') {
		response.writeHead(200, { 'content-type': JSON_TYPE });
		response.write(' ');
	} else {
		socket?.write('HTTP/1.1 200 OK\r\nX-Drip: ');
	}
	while (socket && !socket.destroyed) {
		await time.sleep(everyMs);
		if (part === 'body') response.write(' ');
		else socket.write('x');
	}
}

function lowerCaseKeys(headers: Record<string, string>): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([k, v]) => [k.toLowerCase(), v]));
}

function sendRefusal(
	response: ServerResponse,
	rule: FaultRule & { kind: 'rateLimited' },
	dialect: LimitDialect,
): void {
	const now = time.now();
	const refusal = dialect.refusal({
		bucket: rule.bucket ?? '',
		limit: 1,
		remaining: 0,
		resetAt: now + (rule.retryInSeconds ?? 1) * 1000,
		now,
	});
	const headers = rule.withHeaders === false ? {} : refusal.headers;
	sendWhole(response, refusal.status, headers, refusal.body);
}

function cutBody(response: ServerResponse, truth: TrueAnswer | undefined): void {
	// An answer without a body, such as a 204, has none that could be cut.
	const status = truth?.bodyText ? truth.status : 200;
	const text = truth?.bodyText || '{"value": "this text is never finished"}';
	response.writeHead(status, {
		'content-type': JSON_TYPE,
		'content-length': String(Buffer.byteLength(text)),
	});
	response.write(text.slice(0, Math.ceil(text.length / 2)), () => {
		response.socket?.destroy();
	});
}
