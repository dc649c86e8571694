import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

interface Node {
	name: string;
	parameters: { jsCode?: string; html?: string };
}

type Json = Record<string, unknown>;

/** Rows of Audit MFA by provider, as the three nodes of the template give them out. */
export type Audits = Record<'Auth0' | 'OneLogin' | 'emnify', Json[]>;

const FILE = join(__dirname, '../../../workflows/weekly-mfa-audit.json');
const EXPRESSION = /\{\{ \$json\.(\w+) \}\}/g;

/** The page that the audit template makes: its own code and its own HTML, without n8n around them. */
export function auditPage(audits: Audits, minimumStrength = 'app'): string {
	const { nodes } = JSON.parse(readFileSync(FILE, 'utf8')) as { nodes: Node[] };
	const parametersOf = (name: string) => nodes.find((node) => node.name === name)?.parameters ?? {};
	const rowsOf = (name: string): Json[] =>
		name === 'Settings'
			? [{ minimumStrength }]
			: (audits[name.replace('Audit ', '') as keyof Audits] as Json[]);
	const $ = (name: string) => {
		const items = rowsOf(name).map((json) => ({ json }));
		return { all: () => items, first: () => items[0] };
	};
	const $now = { toUTC: () => ({ toFormat: () => '2026-11-23' }) };
	const code = `(() => {${parametersOf('Figures').jsCode ?? ''}\n})()`;
	const [figures] = runInNewContext(code, { $, $now }) as Array<{ json: Json }>;
	return (parametersOf('Page').html ?? '').replace(EXPRESSION, (_, name: string) => {
		const value = figures?.json[name];
		if (typeof value === 'string') return value;
		throw new Error(`The page wants ${name}, which is no text`);
	});
}

/** Some of everything that the page can show. */
export const AUDITS: Audits = {
	Auth0: [
		...Array.from({ length: 112 }, (_, n) => audited('auth0', `p${n}@example.com`, 'app')),
		...Array.from({ length: 9 }, (_, n) =>
			audited('auth0', `k${n}@example.com`, 'phishing-resistant'),
		),
		audited(
			'auth0',
			'ana.maria.de.los.angeles.fernandez-villanueva@subsidiary.example.com',
			'weak',
		),
		audited('auth0', 'cleo@example.com', null),
		audited('auth0', `<img src=x onerror="alert(1)">@example.com`, null),
	],
	OneLogin: [
		...Array.from({ length: 40 }, (_, n) => audited('oneLogin', `o${n}@example.com`, 'app')),
		audited('oneLogin', 'ben@example.com', 'weak'),
		...Array.from({ length: 12 }, (_, n) => unseen('oneLogin', `hidden${n}@example.com`)),
	],
	emnify: [
		{ error: { message: 'emnify did not accept the credential', description: 'Check it.' } },
	],
};

function audited(provider: string, email: string, strongest: string | null): Json {
	const types: Record<string, string> = {
		app: 'totp',
		weak: 'sms',
		'phishing-resistant': 'webauthn',
	};
	const factors =
		strongest === null ? [] : [{ type: types[strongest] ?? 'other', status: 'active' }];
	return {
		provider,
		user: { id: `id|${email}`, email },
		hasActiveMfa: strongest !== null,
		compliant: strongest === 'app' || strongest === 'phishing-resistant',
		strongest,
		factors,
	};
}

function unseen(provider: string, email: string): Json {
	const nothing = { hasActiveMfa: null, compliant: null, strongest: null, factors: [] };
	return { provider, user: { id: email, email }, ...nothing };
}
