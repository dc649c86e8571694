'use strict';

const { appendFileSync } = require('node:fs');
const { join } = require('node:path');
const { performance, PerformanceObserver } = require('node:perf_hooks');
const v8 = require('node:v8');
const vm = require('node:vm');

const { Emnify } = require(
	join(__dirname, '..', '..', 'n8n-nodes-mfa', 'dist', 'nodes', 'Emnify', 'Emnify.node.js'),
);

/** The emnify node, with the event loop and the heap watched while its `execute` runs. */
class BenchProbedEmnify extends Emnify {
	constructor() {
		super();
		const probe = { displayName: 'Probe File', name: 'probeFile', type: 'string', default: '' };
		this.description = {
			...this.description,
			name: 'benchProbedEmnify',
			icon: undefined,
			properties: [...this.description.properties, probe],
		};
		const execute = super.execute;
		this.execute = async function () {
			const file = this.getNodeParameter('probeFile', 0);
			const watch = startWatch();
			try {
				const output = await execute.call(this);
				const seen = await watch.end();
				appendFileSync(file, `${JSON.stringify({ ...seen, ...sizeOf(output) })}\n`);
				return output;
			} finally {
				watch.stop();
			}
		};
	}
}

const LOOK_EVERY_MS = 5;
/** Shorter waits are no matter. */
const NOTED_MS = 20;
const SAMPLE_HEAP_MS = 1000;

/**
 * Watches how late a timer of five milliseconds is. A wait is the loop's own as far as this process
 * used the processor meanwhile: on a busy machine a timer is late because others run. Collecting
 * garbage stops the loop as well and is told apart.
 */
function startWatch() {
	v8.setFlagsFromString('--expose-gc');
	const collect = vm.runInNewContext('gc');
	collect();
	const before = process.memoryUsage().heapUsed;
	const since = performance.now();
	const waits = [];
	const pauses = [];
	const observer = new PerformanceObserver((list) => {
		for (const { startTime, duration } of list.getEntries()) pauses.push([startTime, duration]);
	});
	observer.observe({ entryTypes: ['gc'] });
	let peak = before;
	let lookedAt = performance.now();
	let used = process.cpuUsage();
	let sampledAt = lookedAt;
	const timer = setInterval(() => {
		const now = performance.now();
		const spent = process.cpuUsage(used);
		const late = now - lookedAt - LOOK_EVERY_MS;
		if (late >= NOTED_MS) {
			waits.push({ from: lookedAt, to: now, late, cpu: (spent.user + spent.system) / 1000 });
		}
		if (now - sampledAt >= SAMPLE_HEAP_MS) {
			peak = Math.max(peak, process.memoryUsage().heapUsed);
			sampledAt = now;
		}
		lookedAt = performance.now();
		used = process.cpuUsage();
	}, LOOK_EVERY_MS);
	const stop = () => {
		clearInterval(timer);
		observer.disconnect();
	};
	return {
		stop,
		async end() {
			const ms = performance.now() - since;
			// The last pauses are told a moment later.
			await new Promise((resolve) => setTimeout(resolve, 50));
			stop();
			collect();
			const own = waits.map((wait) => Math.min(wait.late, wait.cpu - collecting(pauses, wait)));
			return {
				ms,
				waits: waits.length,
				longestWaitMs: Math.max(0, ...waits.map(({ late }) => late)),
				longestOwnMs: Math.max(0, ...own),
				gcLongestMs: Math.max(0, ...pauses.map(([, duration]) => duration)),
				heapGrowth: process.memoryUsage().heapUsed - before,
				heapPeak: peak - before,
			};
		},
	};
}

/** Milliseconds of a wait that went into collecting garbage. */
function collecting(pauses, { from, to }) {
	return pauses
		.map(([start, duration]) => Math.min(to, start + duration) - Math.max(from, start))
		.filter((overlap) => overlap > 0)
		.reduce((sum, overlap) => sum + overlap, 0);
}

function sizeOf(output) {
	const rows = output[0] ?? [];
	const outcomes = {};
	let bytes = 0;
	for (const { json } of rows) {
		bytes += JSON.stringify(json).length;
		const outcome = json.outcome ?? 'error';
		outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
	}
	return { rows: rows.length, outputBytes: bytes, outcomes };
}

module.exports = { BenchProbedEmnify };
