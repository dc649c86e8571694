import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import type { Resource } from '../../../nodes/shared/operation';
import type { RecordedRequest } from '../../../sandbox/shared/recorder';
import type { CommonSettings, Sandbox } from '../../../sandbox/shared/sandbox';
import type { RunNodeOptions, RunNodeResult } from '../../support/engine';

/** What one run of a node is to do, and what it is to be done to. */
export interface Trial {
	resource: string;
	operation: string;
	/** What sets it apart from other trials of the operation. */
	about: string;
	effect: 'read' | 'change' | 'once';
	/** Which changing request the fault hits. */
	hits: 'first' | 'last';
	/** Brings the sandbox into the state that is needed, and gives the parameters of the first item. */
	prepare(sandbox: AnySandbox): INodeParameters;
	/** One call serves all items, so that there is one. */
	single?: boolean;
	/** A run whose sign-in failed sends no other: the items after it are refused. */
	endsRun?: boolean;
	/** What it does keeps the credential from getting another token. */
	lastToken?: boolean;
	/** A lifecycle operation: its items are records. */
	lifecycle?: boolean;
}

export type AnySandbox = Sandbox<CommonSettings>;

/** One provider, as the matrix knows it. */
export interface Subject {
	readonly name: string;
	readonly serviceName: string;
	readonly resources: readonly Resource[];
	readonly node: INodeType;
	readonly trials: readonly Trial[];
	start(): Promise<AnySandbox>;
	/** Runs the node; parameters hold everything but the credential. */
	run(
		sandbox: AnySandbox,
		trial: Trial,
		parameters: INodeParameters,
		options: Partial<RunNodeOptions>,
	): Promise<RunNodeResult>;
	/** Gives copy `n` of everything that the seed's users have, under ids of its own. */
	copyState(sandbox: AnySandbox, n: number): void;
	/** The value of a parameter that names the same thing in copy `n`. */
	inCopy(name: string, value: unknown, n: number): unknown;
	/** Makes the ids that the sandbox gives out from now on other ones. */
	shiftIds(sandbox: AnySandbox): void;
	/** What the service holds in copy `n`. */
	holds(sandbox: AnySandbox, n: number): unknown;
	/** True for n8n's own requests for a token. */
	isTokenRequest(request: RecordedRequest, trial: Trial): boolean;
	/** True for a request that changes nothing although it is no GET. */
	isRead(request: RecordedRequest): boolean;
	/** What the log calls a request's target, from its path on the wire. */
	basePath: string;
	/** Calls that the service does a second time when they are sent a second time. */
	onceOnly: readonly RegExp[];
}

/** Changes something at the service, as far as the wire tells. */
export function isChange(subject: Subject, trial: Trial, request: RecordedRequest): boolean {
	if (request.method === 'GET' || subject.isTokenRequest(request, trial)) return false;
	return !subject.isRead(request);
}

export type HitKind = 'read' | 'repeatable' | 'once';

export function hitKind(subject: Subject, trial: Trial, request: RecordedRequest): HitKind {
	if (!isChange(subject, trial, request)) return 'read';
	return isOnce(subject, request) ? 'once' : 'repeatable';
}

export function isOnce(subject: Subject, request: RecordedRequest): boolean {
	return subject.onceOnly.some((call) => call.test(targetOf(subject, request)));
}

/** `METHOD /path?query`, without the base and decoded: how the log of changes names it. */
export function targetOf({ basePath }: Subject, { method, url }: RecordedRequest): string {
	return `${method} ${decodeURIComponent(url.slice(basePath.length).replaceAll('+', ' '))}`;
}

let credentials = 0;

/**
 * The id of a credential of its own: n8n 2 renews the token of a credential once for all who ask
 * at the same time, and runs against other sandboxes have other tokens.
 */
export function credentialId(): string {
	credentials += 1;
	return `credential-${credentials}`;
}

export interface ItemsOf {
	parameters: INodeParameters;
	items: IDataObject[];
}

/** Parameters for `count` items: those that differ from copy to copy come from the items. */
export function forItems(subject: Subject, first: INodeParameters, count: number): ItemsOf {
	const items: IDataObject[] = Array.from({ length: count }, () => ({}));
	const parameters: INodeParameters = {};
	for (const [name, value] of Object.entries(first)) {
		const picked = isLocator(value) ? value.value : value;
		const copies = items.map((_, n) => subject.inCopy(name, picked, n));
		if (copies.every((copy) => JSON.stringify(copy) === JSON.stringify(picked))) {
			parameters[name] = value;
			continue;
		}
		items.forEach((item, n) => {
			item[name] = copies[n] as string;
		});
		const expression = `={{ $json.${name} }}`;
		parameters[name] = isLocator(value) ? { ...value, value: expression } : expression;
	}
	return { parameters, items };
}

function isLocator(value: unknown): value is { __rl: true; mode: string; value: string } {
	return typeof value === 'object' && value !== null && '__rl' in value;
}

/** The trials of a provider: one per operation, and several ways to execute a lifecycle operation. */
export function trialsOf(
	resources: readonly Resource[],
	caseOf: (
		resource: string,
		operation: string,
	) => (Partial<Trial> & Pick<Trial, 'prepare'>) | undefined,
): Trial[] {
	return resources.flatMap(({ option, operations }) =>
		operations.flatMap((operation): Trial[] => {
			const name = operation.option.value;
			const found = caseOf(option.value, name);
			if (!found) throw new Error(`No case for ${option.value} ${name}`);
			const trial: Trial = {
				resource: option.value,
				operation: name,
				about: '',
				effect: operation.effect,
				hits: 'first',
				...found,
			};
			const steps = operation.fields.find((field) => field.name === 'steps');
			if (steps === undefined) return [trial];
			const all = (steps.options ?? []).map((step) => (step as { value: string }).value);
			const execute = (about: string, hits: Trial['hits'], more: INodeParameters): Trial => ({
				...trial,
				about,
				hits,
				lifecycle: true,
				prepare: (sandbox) => ({ userId: trial.prepare(sandbox).userId, mode: 'execute', ...more }),
			});
			return [
				{ ...trial, about: 'preview' },
				execute('execute, first change', 'first', {}),
				execute('execute all, first change', 'first', { steps: all }),
				execute('execute all, last change', 'last', { steps: all }),
			];
		}),
	);
}
