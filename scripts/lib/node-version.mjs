// Imported first by every command: says so plainly where Node.js is too old,
// before a newer function fails with a stack.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	console.error(`This needs Node.js 20.19 or newer; this is ${process.version}.`);
	process.exit(1);
}
