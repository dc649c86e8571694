const { dest, parallel, src } = require('gulp');

// encoding: false, since gulp 5 otherwise reads every file as UTF-8 text and
// damages what is not.
function copyIcons() {
	return src('icons/*.{svg,png}', { encoding: false }).pipe(dest('dist/icons'));
}

function copyCodex() {
	return src('nodes/**/*.node.json', { encoding: false }).pipe(dest('dist/nodes'));
}

// Where n8n's editor looks for the fields of an output before the first run.
function copySchemas() {
	return src('nodes/**/__schema__/**/*.json', { encoding: false }).pipe(dest('dist/nodes'));
}

exports['build:icons'] = parallel(copyIcons, copyCodex, copySchemas);
