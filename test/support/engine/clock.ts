import { Readable } from 'node:stream';

import type { AxiosError, AxiosStatic, InternalAxiosRequestConfig } from 'axios';

import { useClock } from '../../../nodes/shared/time';
import { useTime } from '../../../sandbox/shared/time';
import { DrivenTime } from '../drivenTime';
import { requireFromCore } from './line';

/**
 * The one time of an engine test: of the nodes, of the sandboxes, and of the time limit that n8n
 * sets to a request. It stands still while anything is done, see {@link DrivenTime}.
 */
export const clock = new DrivenTime();

useClock(clock);
useTime(clock);

/** The HTTP client that both lines of n8n send with. */
const axios = requireFromCore('axios') as AxiosStatic;
const send = axios.getAdapter(['http']);

axios.defaults.adapter = async (config) =>
	await clock.request(async () => {
		const { timeout = 0, ...rest } = config;
		// A node that brings its own end by the clock is held to that one.
		const response =
			timeout <= 0 || config.signal !== undefined
				? await send(config)
				: await withTimeLimit(rest as InternalAxiosRequestConfig, timeout);
		if (response.data instanceof Readable) countReading(response.data);
		return response;
	});

/** The reading of a body that comes as a stream is a part of the request, which has ended by then. */
function countReading(body: Readable): void {
	const iterate = body[Symbol.asyncIterator].bind(body);
	body[Symbol.asyncIterator] = () => {
		void clock.request(async () => {
			await new Promise((resolve) => body.once('close', resolve));
		});
		return iterate();
	};
}

/** As the client itself breaks off after so many milliseconds, by the driven clock. */
async function withTimeLimit(config: InternalAxiosRequestConfig, timeout: number) {
	const over = new AbortController();
	const signals = [over.signal, config.signal].filter((signal) => signal instanceof AbortSignal);
	let late: AxiosError | undefined;
	const callOff = clock.after(timeout, () => {
		const { AxiosError: Failed } = axios;
		late = new Failed(`timeout of ${timeout}ms exceeded`, Failed.ECONNABORTED, config);
		over.abort();
	});
	try {
		return await send({ ...config, signal: AbortSignal.any(signals) });
	} catch (error) {
		throw late ?? error;
	} finally {
		callOff();
	}
}
