import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LastRun } from '../../demo/lib/lastRun';
import { CLIENTS, METHODS, STATIC_TOKENS, USERS } from '../../sandbox/auth0';

/**
 * The demo as `npm start -- --once` left it: the packed package in a real n8n,
 * one run of the workflow from the command line. What the sandbox saw decides.
 */

const FILE = join(__dirname, '..', '..', '.cache', 'demo', 'last-run.json');
const TOTP_SECRET_OF_ANA = 'JBSWY3DPEHPK3PXP';
const METHODS_OF_ANA = `/api/v2/users/${encodeURIComponent(USERS.ana)}/authentication-methods`;

interface State {
	id: string;
	type: string;
}

let run: LastRun;
let before: State[];
let after: State[];

beforeAll(() => {
	run = JSON.parse(read()) as LastRun;
	before = run.sandbox.before as State[];
	after = run.sandbox.after as State[];
});

it('n8n ran every node of the workflow once, and each did what it should', () => {
	expect(run.status).toBe('success');
	expect(run.nodes.map(({ name, status }) => [name, status])).toEqual([
		['Start', 'success'],
		['List methods', 'success'],
		['Only the authenticator app', 'success'],
		['Delete it', 'success'],
		['List what is left', 'success'],
	]);
	expect(run.complaints).toEqual([]);
	expect(run.ok).toBe(true);
});

it('the sandbox lost the authenticator app of that user and nothing else', () => {
	expect(before.map(({ id }) => id)).toEqual([
		METHODS.anaPassword,
		METHODS.anaTotp,
		METHODS.anaPhone,
		METHODS.anaSecurityKey,
	]);
	expect(after).toEqual(before.filter(({ id }) => id !== METHODS.anaTotp));
});

it('one DELETE was sent, to one method, and nothing else that changes anything', () => {
	const changing = run.sandbox.requests.filter(
		({ method, url }) => method !== 'GET' && url !== '/oauth/token',
	);
	expect(changing).toEqual([
		{
			method: 'DELETE',
			url: `${METHODS_OF_ANA}/${encodeURIComponent(METHODS.anaTotp)}`,
			status: 204,
		},
	]);
});

it('one token was asked for, and it served all requests', () => {
	const { requests } = run.sandbox;
	expect(requests[0]).toEqual({ method: 'POST', url: '/oauth/token', status: 200 });
	expect(requests.filter(({ url }) => url === '/oauth/token')).toHaveLength(1);
	expect(requests.filter(({ status }) => status === null || status >= 400)).toEqual([]);
});

it('the nodes gave out what the sandbox held', () => {
	expect(itemsOf('List methods')).toMatchObject(before);
	expect(itemsOf('Delete it')).toEqual([
		{ deleted: true, userId: USERS.ana, methodId: METHODS.anaTotp },
	]);
	expect(itemsOf('List what is left')).toMatchObject(after);
});

it('no secret is in what n8n stored', () => {
	const stored = JSON.stringify(run.nodes);
	for (const secret of [TOTP_SECRET_OF_ANA, CLIENTS.all.client_secret, STATIC_TOKENS.all]) {
		expect(stored).not.toContain(secret);
	}
});

function itemsOf(name: string) {
	return run.nodes.find((node) => node.name === name)?.items;
}

function read(): string {
	try {
		return readFileSync(FILE, 'utf8');
	} catch {
		throw new Error('The demo has not run. First: npm start -- --once --reset');
	}
}
