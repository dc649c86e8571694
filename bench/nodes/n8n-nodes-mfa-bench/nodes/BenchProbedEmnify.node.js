'use strict';

const { appendFileSync } = require('node:fs');
const { join } = require('node:path');
const { monitorEventLoopDelay, performance } = require('node:perf_hooks');
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
				appendFileSync(file, `${JSON.stringify({ ...watch.end(), ...sizeOf(output) })}\n`);
				return output;
			} finally {
				watch.stop();
			}
		};
	}
}

const SAMPLE_EVERY_MS = 1000;

function startWatch() {
	v8.setFlagsFromString('--expose-gc');
	const collect = vm.runInNewContext('gc');
	collect();
	const before = process.memoryUsage().heapUsed;
	const since = performance.now();
	const delays = monitorEventLoopDelay({ resolution: 1 });
	let pauses = 0;
	let longestPause = 0;
	// Collecting garbage stops the loop as well; it is told apart.
	const observer = new (require('node:perf_hooks').PerformanceObserver)((list) => {
		for (const { duration } of list.getEntries()) {
			pauses++;
			longestPause = Math.max(longestPause, duration);
		}
	});
	observer.observe({ entryTypes: ['gc'] });
	delays.enable();
	let peak = before;
	const timer = setInterval(() => {
		peak = Math.max(peak, process.memoryUsage().heapUsed);
	}, SAMPLE_EVERY_MS);
	const stop = () => {
		clearInterval(timer);
		observer.disconnect();
		delays.disable();
	};
	return {
		stop,
		end() {
			stop();
			const ms = performance.now() - since;
			collect();
			return {
				ms,
				loopMaxMs: delays.max / 1e6,
				loopP99Ms: delays.percentile(99) / 1e6,
				loopP999Ms: delays.percentile(99.9) / 1e6,
				gcPauses: pauses,
				gcLongestMs: longestPause,
				heapGrowth: process.memoryUsage().heapUsed - before,
				heapPeak: peak - before,
			};
		},
	};
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
