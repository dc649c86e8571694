import axios from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';
import { SERVICES, type Service } from '../../demo/lib/sandboxes';
import {
	auth0Crowd,
	emnifyCrowd,
	isClean,
	oneLoginCrowd,
	type Account,
	type Crowd,
	type Held,
} from '../support/crowd';
import { changesSeen, changesTold, heldAgainst, type Told } from './support/changesTold';
import { itemsOf } from './support/demoRun';
import { N8nAtWork } from './support/n8nAtWork';
import { offboardings, type List, type OffboardRecord } from './support/offboardings';

/**
 * A real n8n is killed in the middle of an offboarding of many users, and the same list is given
 * to it again; then a list is given to it twice at the same time. What the sandboxes hold decides
 * how it ended, and what they saw is held against n8n's log, which is written with the settings
 * that n8n comes with, and against the records.
 */

jest.setTimeout(240_000);

/** How the services call themselves in the log. */
const NAMES: Record<Service, string> = {
	auth0: 'Auth0',
	oneLogin: 'OneLogin',
	emnify: 'emnify',
};
/** Calls that a node has under way at the most (the default of its option Concurrency). */
const SIDE_BY_SIDE: Record<Service, number> = { auth0: 10, oneLogin: 5, emnify: 5 };
/** Calls that delete one factor. */
const FACTOR: Record<Service, string> = {
	auth0: '/api/v2/users/*/authentication-methods/*',
	oneLogin: '/api/1/users/*/otp_devices/*',
	emnify: '/api/v1/user/*/mfa/*',
};
const WORKFLOW = 'offboardMany';
const LEAVERS = 200;
const TWICE = 60;
const WAIT_LIMIT_MS = 150_000;
const BYSTANDERS = 50;
/** Leavers at one service whose account is blocked when n8n is killed. */
const KILLED_AFTER = 50;

interface Group {
	crowd: Crowd;
	/** On the list when n8n is killed. */
	leavers: Account[];
	/** On the list that is given twice, to one n8n and to two. */
	twice: Account[];
	inTwoProcesses: Account[];
	/** On no list. */
	bystanders: Account[];
	before: Map<string, Held>;
}

let work: N8nAtWork;
let groups: Record<Service, Group>;

beforeAll(async () => {
	work = await N8nAtWork.start('e2e-crash', 5910);
	const { auth0, oneLogin, emnify } = work.sandboxes;
	groups = {
		auth0: group(auth0Crowd(auth0)),
		oneLogin: group(oneLoginCrowd(oneLogin)),
		emnify: group(emnifyCrowd(emnify)),
	};
	// Else every call would be over as soon as it has begun.
	for (const service of SERVICES) work.sandboxes[service].updateSettings({ latencyMs: 5 });
	const list = (name: string, service: Service, leavers: Account[]): List => ({
		name: `${name}-${service}`,
		service,
		leavers,
	});
	await work.importWorkflows([
		offboardings(WORKFLOW, [
			list('processes', 'auth0', groups.auth0.inTwoProcesses),
			...SERVICES.map((service) => list('crash', service, groups[service].leavers)),
			...SERVICES.map((service) => list('twice', service, groups[service].twice)),
		]),
	]);
	await work.n8n.command('publish:workflow', `--id=${WORKFLOW}`);
	await startServer();
}, 240_000);

afterAll(async () => {
	await work.stop();
});

function group(crowd: Crowd): Group {
	const leavers = crowd.add('leaver', LEAVERS);
	const twice = crowd.add('twice', TWICE);
	const inTwoProcesses = crowd.add('process', TWICE);
	const bystanders = crowd.add('stays', BYSTANDERS);
	const all = [...leavers, ...twice, ...inTwoProcesses, ...bystanders];
	const before = new Map(all.map(({ id }) => [id, crowd.held(id)]));
	return { crowd, leavers, twice, inTwoProcesses, bystanders, before };
}

const http = axios.create({ proxy: false, timeout: 180_000, validateStatus: () => true });

async function startServer(): Promise<void> {
	await work.n8n.serve();
	// n8n says that it is ready before it has activated its workflows.
	await isListening('twice-emnify');
}

/** An address that is there says by which method it wants to be called. */
async function isListening(path: string): Promise<void> {
	for (let i = 0; i < 300; i++) {
		const { data } = await http.get<unknown>(`${work.n8n.url}/webhook/${path}`);
		if (JSON.stringify(data).includes('POST request')) return;
		await sleep(200);
	}
	throw new Error(`The webhook ${path} did not come up within a minute`);
}

/** Starts the workflow of a list; gives back its records, or nothing where n8n did not get so far. */
async function offboard(list: string): Promise<OffboardRecord[]> {
	try {
		const { data } = await http.post<OffboardRecord[]>(`${work.n8n.url}/webhook/${list}`, {});
		return data;
	} catch {
		return [];
	}
}

async function until(what: string, isSo: () => boolean): Promise<void> {
	const deadline = Date.now() + WAIT_LIMIT_MS;
	while (!isSo()) {
		if (Date.now() > deadline) throw new Error(`It did not come so far that ${what}`);
		await sleep(3);
	}
}

function blockedOf({ crowd, leavers }: Group): number {
	return leavers.filter(({ id }) => crowd.isBlocked(id)).length;
}

function notClean({ crowd }: Group, list: readonly Account[]): Account[] {
	return list.filter(({ id }) => !isClean(crowd.held(id)));
}

/** What the sandbox saw, held against what the log says of it. */
function account(service: Service) {
	const told = changesTold(work.log.slice(logBefore), NAMES[service]);
	const seen = changesSeen(work.sandboxes[service].requests, service);
	return { told, seen, ...heldAgainst(seen, told) };
}

/** Users with their things that the log or the records call gone, or announce so. */
function toldGone(told: readonly Told[], records: readonly OffboardRecord[]): Set<string> {
	const inLog = told
		.filter(({ change }) => change.startsWith('DELETE '))
		.map(({ change }) => userAndThing(change));
	return new Set([...inLog, ...removedIn(records, 'alreadyGone')]);
}

/** Of `DELETE /users/U/authentication-methods/M` and its like at the others: `U M`. */
function userAndThing(change: string): string {
	const parts = change.split('/');
	return `${parts.at(-3)} ${parts.at(-1)}`;
}

function isDone(status: number | null): boolean {
	return status !== null && status >= 200 && status < 300;
}

/** Users with their things that the records call removed. */
function removedIn(records: readonly OffboardRecord[], ...also: string[]): string[] {
	return records.flatMap(({ user, steps }) =>
		steps
			.filter(({ result }) => ['done', ...also].includes(result))
			.map(({ target }) => `${user.id} ${target}`),
	);
}

/** Users with their factors, as they were at the start. */
function factorsOf({ before }: Group, list: readonly Account[]): string[] {
	return list.flatMap(({ id }) => before.get(id)?.factors.map((factor) => `${id} ${factor}`) ?? []);
}

/**
 * Two deletions of factors that nobody hears of: of one that the service did, and of one that it
 * did not.
 */
function holdFactors(service: Service): void {
	for (const applied of [true, false]) {
		work.sandboxes[service].fault({
			kind: 'slow',
			delayMs: 0,
			then: 'never',
			method: 'DELETE',
			path: FACTOR[service],
			when: () => blockedOf(groups[service]) >= KILLED_AFTER,
			applied,
		});
	}
}

function isInTheMiddle(service: Service): boolean {
	return work.sandboxes[service].faults.every(({ hits }) => hits > 0);
}

describe('killed in the middle of 200 users at each service, and run again', () => {
	const records = {} as Record<Service, OffboardRecord[]>;
	const killedIn = {} as Record<Service, Set<string>>;
	const doneAtKill = {} as Record<Service, number>;

	beforeAll(async () => {
		for (const service of SERVICES) holdFactors(service);
		const running = SERVICES.map((service) => offboard(`crash-${service}`));
		await until('the runs were in the middle', () => SERVICES.every(isInTheMiddle));
		await work.n8n.kill();
		await Promise.all(running);
		for (const service of SERVICES) {
			doneAtKill[service] = blockedOf(groups[service]);
			killedIn[service] = new Set(account(service).told.map(({ execution }) => execution));
			work.sandboxes[service].clearFaults();
		}
		await startServer();
		await Promise.all(
			SERVICES.map(async (service) => {
				records[service] = await offboard(`crash-${service}`);
			}),
		);
	}, 240_000);

	describe.each(SERVICES)('%s', (service) => {
		it('was in the middle when n8n was killed', () => {
			expect(killedIn[service].size).toBe(1);
			expect(doneAtKill[service]).toBeGreaterThanOrEqual(KILLED_AFTER);
			expect(doneAtKill[service]).toBeLessThan(LEAVERS);
		});

		it('leaves every user on the list clean at the end, with what is no factor kept', () => {
			const { crowd, leavers, before } = groups[service];
			expect(notClean(groups[service], leavers)).toEqual([]);
			for (const { id } of leavers) expect(crowd.held(id).kept).toEqual(before.get(id)?.kept);
		});

		it('touches nothing of a user outside the list', () => {
			const { crowd, bystanders, before } = groups[service];
			for (const { id } of bystanders) {
				expect(before.get(id)?.factors.length).toBeGreaterThan(0);
				expect(crowd.held(id)).toEqual(before.get(id));
			}
			const { seen } = account(service);
			expect(seen.length).toBeGreaterThan(LEAVERS);
			const elsewhere = seen.filter(({ change }) => bystanders.some(({ id }) => names(change, id)));
			expect(elsewhere).toEqual([]);
		});

		it('gives a record of every user from the second run, none of them failed', () => {
			expect(records[service]).toHaveLength(LEAVERS);
			for (const { outcome, verified, remaining } of records[service]) {
				expect(['completed', 'nothingToDo']).toContain(outcome);
				expect(verified).toBe(true);
				expect(remaining).toEqual([]);
			}
		});

		it('stands in the log with every change that the service saw, each with its result', () => {
			const { untold, open } = account(service);
			expect(untold).toEqual([]);
			// Under way at the kill: announced, and no result.
			for (const { execution } of open) expect(killedIn[service]).toContain(execution);
			expect(open.length).toBeGreaterThanOrEqual(2);
			expect(open.length).toBeLessThanOrEqual(SIDE_BY_SIDE[service]);
		});

		it('names every factor that is gone, in the log or in a record', () => {
			const gone = toldGone(account(service).told, records[service]);
			const factors = factorsOf(groups[service], groups[service].leavers);
			expect(factors.length).toBeGreaterThan(LEAVERS);
			expect(factors.filter((id) => !gone.has(id))).toEqual([]);
		});
	});
});

describe.each([
	['by one n8n', 'twice'],
	['by two processes', 'inTwoProcesses'],
] as const)('the same list twice at the same time, %s', (_, list) => {
	const inOne = list === 'twice';
	const services: readonly Service[] = inOne ? SERVICES : ['auth0'];
	const records = {} as Record<Service, [OffboardRecord[], OffboardRecord[]]>;

	beforeAll(async () => {
		for (const service of SERVICES) work.sandboxes[service].clearRequests();
		logBefore = work.log.length;
		await Promise.all(
			services.map(async (service) => {
				records[service] = inOne
					? await Promise.all([offboard(`twice-${service}`), offboard(`twice-${service}`)])
					: await inTwoProcesses();
			}),
		);
	}, 240_000);

	describe.each(services)('%s', (service) => {
		it('was really worked on by both at the same time', () => {
			const { told } = account(service);
			const executions = [...new Set(told.map(({ execution }) => execution))];
			expect(executions).toHaveLength(2);
			const [first, second] = executions.map((id) => told.map(({ execution }) => execution === id));
			expect(first?.lastIndexOf(true)).toBeGreaterThan(second?.indexOf(true) ?? Infinity);
			expect(second?.lastIndexOf(true)).toBeGreaterThan(first?.indexOf(true) ?? Infinity);
		});

		it('leaves every user on the list clean, and nobody else touched', () => {
			const { crowd, bystanders, before } = groups[service];
			expect(notClean(groups[service], groups[service][list])).toEqual([]);
			for (const { id } of groups[service][list])
				expect(crowd.held(id).kept).toEqual(before.get(id)?.kept);
			for (const { id } of bystanders) expect(crowd.held(id)).toEqual(before.get(id));
		});

		it('calls nothing failed, since nothing failed', () => {
			for (const one of records[service]) {
				expect(one).toHaveLength(TWICE);
				for (const { outcome, verified, steps } of one) {
					expect(['completed', 'nothingToDo']).toContain(outcome);
					expect(verified).toBe(true);
					const results = new Set(steps.map(({ result }) => result));
					expect(
						[...results].filter((result) => !['done', 'alreadyGone'].includes(result)),
					).toEqual([]);
				}
			}
		});

		it('says of a factor that it was removed as often as the service said so', () => {
			const removed = removedIn(records[service].flat());
			const answered = account(service)
				.seen.filter(({ change, status }) => change.startsWith('DELETE ') && isDone(status))
				.map(({ change }) => userAndThing(change));
			const factors = factorsOf(groups[service], groups[service][list]);
			expect(factors.length).toBeGreaterThan(TWICE);
			for (const factor of factors) {
				const is = (one: string) => one === factor;
				expect(removed.filter(is)).toEqual(answered.filter(is));
				expect(removed).toContain(factor);
			}
		});

		it('stands in the log with every change that the service saw, each with its result', () => {
			expect(account(service)).toMatchObject({ untold: [], open: [] });
		});
	});
});

/** One n8n from the command line, and the server as soon as the other has changed something. */
async function inTwoProcesses(): Promise<[OffboardRecord[], OffboardRecord[]]> {
	const { crowd, inTwoProcesses: list } = groups.auth0;
	const other = work.execute(WORKFLOW, await work.secondProcess());
	await until('the first was at work', () => list.some(({ id }) => crowd.isBlocked(id)));
	const own = await offboard('processes-auth0');
	return [own, itemsOf(await other, 'Offboard processes-auth0')];
}

/** Where in the log the present scenario begins. */
let logBefore = 0;

function names(change: string, id: string): boolean {
	return change.split(/[/?=&]/).includes(id);
}
