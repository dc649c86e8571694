import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
	chownSync,
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readdirSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchSetup } from '../lib/setup';

/** Redis and Postgres as Debian packages them, on ports of their own and with data of their own. */

export interface Server {
	host: string;
	port: number;
	user: string;
	password: string;
	stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const DEBIAN_POSTGRES = '/usr/lib/postgresql';
/** What Debian's package makes: Postgres does not run as root. */
const POSTGRES_USER = 'postgres';
export const DATABASE = 'n8n';

export async function startRedis(setup: BenchSetup, folder: string, port: number): Promise<Server> {
	const password = newPassword();
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const options = { port, bind: HOST, dir: folder, save: '', requirepass: password };
	const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
	const child = start(programOf(setup, 'redis-server'), args, folder);
	await listening(child, port, folder);
	return {
		host: HOST,
		port,
		user: '',
		password,
		stop: async () => {
			await end(child, 'SIGTERM');
		},
	};
}

export async function startPostgres(
	setup: BenchSetup,
	folder: string,
	port: number,
): Promise<Server> {
	const password = newPassword();
	const owner = ownerOfPostgres();
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	if (owner) chownSync(folder, owner.uid, owner.gid);
	const data = join(folder, 'data');
	const passwordFile = join(folder, 'password');
	writeFileSync(passwordFile, password, { mode: 0o600 });
	if (owner) chownSync(passwordFile, owner.uid, owner.gid);
	const access = ['--auth', 'scram-sha-256', '--username', DATABASE, '--pwfile', passwordFile];
	execFileSync(programOf(setup, 'initdb'), ['-D', data, ...access], {
		...owner,
		cwd: folder,
		stdio: 'ignore',
	});
	const child = start(
		programOf(setup, 'postgres'),
		['-D', data, '-p', String(port), '-k', folder, '-c', `listen_addresses=${HOST}`],
		folder,
		owner,
	);
	await listening(child, port, folder);
	await createDatabase(setup, port, password);
	// SIGINT: ends its sessions, keeps its data whole.
	const stop = async () => {
		await end(child, 'SIGINT');
	};
	return { host: HOST, port, user: DATABASE, password, stop };
}

/** It listens before it lets anybody in. */
async function createDatabase(setup: BenchSetup, port: number, password: string): Promise<void> {
	const target = ['-h', HOST, '-p', String(port), '-U', DATABASE, '-d', 'postgres'];
	for (let tries = 1; ; tries++) {
		try {
			execFileSync(programOf(setup, 'psql'), [...target, '-c', `create database ${DATABASE}`], {
				env: { ...process.env, PGPASSWORD: password },
				stdio: 'ignore',
			});
			return;
		} catch (error) {
			if (tries === 40) throw error;
			await sleep(250);
		}
	}
}

/** Where a program is: on the path, or where Debian puts those of Postgres. */
function programOf({ tools }: BenchSetup, name: string): string {
	const versions = existsSync(DEBIAN_POSTGRES) ? readdirSync(DEBIAN_POSTGRES) : [];
	const folders = [
		...versions.map((version) => join(DEBIAN_POSTGRES, version, 'bin')),
		...(process.env.PATH ?? '').split(':'),
	];
	const found = folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
	if (found !== undefined) return found;
	throw tools.failure(
		`${name} is not on this machine.`,
		'sudo apt-get install --no-install-recommends redis-server postgresql',
	);
}

function ownerOfPostgres(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const idOf = (flag: string) => Number(execFileSync('id', [flag, POSTGRES_USER]).toString());
	return { uid: idOf('-u'), gid: idOf('-g') };
}

function start(
	program: string,
	args: string[],
	folder: string,
	owner?: { uid: number; gid: number },
): ChildProcess {
	const log = openSync(join(folder, 'server.log'), 'a');
	const child = spawn(program, args, { ...owner, cwd: folder, stdio: ['ignore', log, log] });
	closeSync(log);
	return child;
}

async function listening(child: ChildProcess, port: number, folder: string): Promise<void> {
	for (let tries = 0; tries < 120; tries++) {
		if (child.exitCode !== null) break;
		if (await accepts(port)) return;
		await sleep(250);
	}
	throw new Error(`The server on port ${port} did not start: see ${join(folder, 'server.log')}`);
}

async function accepts(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect({ host: HOST, port });
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => {
			resolve(false);
		});
	});
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = new Promise<void>((resolve) => {
		child.once('close', () => {
			resolve();
		});
	});
	child.kill(signal);
	await ended;
}

function newPassword(): string {
	return randomBytes(18).toString('hex');
}
