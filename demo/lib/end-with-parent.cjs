// Loaded into n8n before n8n itself. The demo holds the other end of this pipe:
// it closes whenever the demo ends, also when that was killed, and n8n with it.
const { Socket } = require('node:net');

const GRACE_MS = 10_000;

const lifeline = new Socket({ fd: 3, readable: true, writable: false });
lifeline.on('error', () => {});
lifeline.on('close', () => {
	process.kill(process.pid, 'SIGTERM');
	setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS).unref();
});
lifeline.resume();
lifeline.unref();
