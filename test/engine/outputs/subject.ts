import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import type { Resource } from '../../../nodes/shared/operation';
import type { Refusals } from '../../unit/refusals/refusal';

/** One run of an operation whose output counts. */
export interface OutputCase {
	resource: string;
	operation: string;
	/** What sets it apart from the operation's plain case; empty for that one. */
	about: string;
	parameters: INodeParameters;
}

/** Who signs in, in the subject's own terms: permissions, or the name of a client or a user. */
export type Access = readonly string[];

export interface Output {
	/** What stopped the workflow. */
	failure: { message: string; description: string } | undefined;
	rows: IDataObject[];
}

/** A sandbox, and the node before it. */
export interface Workplace {
	/** Runs a case in n8n's engine on the seeded sandbox; default is one who may do all. */
	run(one: OutputCase, access?: Access): Promise<Output>;
	close(): Promise<void>;
}

/** A node whose outputs are to be known. */
export interface Subject {
	/** Folder below nodes/. */
	folder: string;
	/** Page below docs/, without its ending. */
	page: string;
	/** The service's host, in the place of the sandbox's in an example. */
	host: string;
	node: INodeType;
	resources: readonly Resource[];
	cases: readonly OutputCase[];
	/** Answers of the service that are no success, for the page. */
	refusals: Refusals;
	/** Starts the service's sandbox. */
	open(): Promise<Workplace>;
	/** What the permissions of all calls of a case come to. */
	needs(ofCalls: readonly string[], one: OutputCase): string[];
	/** Who may do what needs that, and who may not quite. */
	accessFor(needs: readonly string[]): { enough: Access[]; tooLittle: Access[] };
	/** An ID that looks like this one and belongs to nothing. */
	unknownId(id: string): string;
}

interface Given {
	parameters: INodeParameters;
	about?: string;
}

/** Cases of the engine tests, by resource and operation. */
export type Plain<Case> = Record<string, Record<string, ReadonlyArray<Case & Given>>>;
/** Further ones, by resource, operation and what sets them apart. An empty text replaces the plain case. */
export type More<Case> = Record<string, Record<string, Record<string, Case & Given>>>;

/** All cases; the first of an operation that is not replaced is its plain one. */
export function casesOf<Case>(
	plain: Plain<Case>,
	more: More<Case>,
	replaced: string,
): Array<OutputCase & Case> {
	return Object.entries(plain).flatMap(([resource, ofResource]) =>
		Object.entries(ofResource).flatMap(([operation, list]) => {
			const others = Object.entries(more[resource]?.[operation] ?? {});
			const isReplaced = others.some(([about]) => about === '');
			const first = isReplaced ? replaced : '';
			return [
				...list.map((one, index) => ({
					...one,
					resource,
					operation,
					about: index === 0 ? first : (one.about ?? String(index)),
				})),
				...others.map(([about, one]) => ({ ...one, resource, operation, about })),
			];
		}),
	);
}

/** The same with every entry in a list of one. */
export const eachAlone = <Case>(
	cases: Record<string, Record<string, Case>>,
): Record<string, Record<string, Case[]>> =>
	Object.fromEntries(
		Object.entries(cases).map(([resource, ofResource]) => [
			resource,
			Object.fromEntries(Object.entries(ofResource).map(([name, one]) => [name, [one]])),
		]),
	);

export const outputOf = (
	result: { error: { message: string; description?: string | null } | undefined },
	rows: IDataObject[],
): Output => ({
	failure: result.error && {
		message: result.error.message,
		description: result.error.description ?? '',
	},
	rows,
});

export const WORKFLOW = { id: 'kT4mW2xQ', name: 'Example' };

export const nameOf = ({ resource, operation, about }: OutputCase): string =>
	[resource, operation, about].filter(Boolean).join(' ');
