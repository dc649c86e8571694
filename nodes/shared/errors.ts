import type { IDataObject, INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Meaning } from './http/meaning';

/**
 * What happened to the thing that was asked for:
 * - `notDone`: refused, nothing changed
 * - `unknown`: sent, but no answer told whether it took effect
 * - `partial`: some of it was done; `details` says what
 */
export type Effect = 'notDone' | 'unknown' | 'partial';

/** What an item's error carries beside its two sentences. All of it ends up in the error item. */
export interface FaultDetails {
	/** What the refusal means; it is this that decides, never the status. */
	meaning?: Meaning;
	/** The service says that something is not there and not what, see {@link isUndecided}. */
	undecided?: true;
	/** The parameter that names what is not there. */
	missing?: string;
	/** For people and logs. */
	statusCode?: number;
	/** The service's own machine-readable reason. */
	code?: string;
	effect?: Effect;
	/** When it makes sense to go on, ISO 8601. */
	retryAfter?: string;
	/** Further output, e.g. what was done per factor. Never a secret. */
	details?: IDataObject;
}

export interface Fault extends FaultDetails {
	/** What happened, one sentence, without closing full stop. */
	message: string;
	/** What to do now. */
	description: string;
}

export type ItemError = NodeApiError | NodeOperationError;

/**
 * An error about input or settings: nothing was sent for it.
 *
 * @param itemIndex the input item it is about; leave out for the whole node
 */
export function inputError(node: INode, fault: Fault, itemIndex?: number): NodeOperationError {
	const error = new NodeOperationError(node, 'Input refused', { itemIndex });
	return withFault(error, { effect: 'notDone', ...fault });
}

/** An error about the service's answer, or the lack of one. */
export function serviceError(node: INode, fault: Fault, itemIndex?: number): NodeApiError {
	const error = new NodeApiError(
		node,
		{ message: fault.message, ...(fault.statusCode && { statusCode: fault.statusCode }) },
		{
			message: 'Service refused',
			itemIndex,
			...(fault.statusCode && { httpCode: String(fault.statusCode) }),
		},
	);
	return withFault(error, fault);
}

/** The details given to {@link inputError} or {@link serviceError}; empty for other errors. */
export function detailsOf(error: unknown): FaultDetails {
	if (!isItemError(error)) return {};
	const data: unknown = error.context.data;
	return typeof data === 'object' && data !== null ? (data as FaultDetails) : {};
}

/** True for a refusal that means one of these. */
export function means(error: unknown, ...meanings: readonly Meaning[]): boolean {
	const { meaning } = detailsOf(error);
	return meaning !== undefined && meanings.includes(meaning);
}

/**
 * True for a "not found" that has the service's own form and names nothing. Whether it is about the
 * thing that was asked for, only another read can tell.
 */
export function isUndecided(error: unknown): boolean {
	return detailsOf(error).undecided === true;
}

const ITEM_ERRORS: ReadonlySet<string> = new Set(['NodeApiError', 'NodeOperationError']);

/**
 * True for errors that already say what happened in our own words. They are known by the name of
 * their class: n8n and this package may each have loaded an n8n-workflow of their own, whose classes
 * are not the same.
 */
export function isItemError(error: unknown): error is ItemError {
	if (!isRecord(error) || !isRecord(error.context)) return false;
	if (isItemErrorName(error.name)) return true;
	for (let kind = prototypeOf(error); kind !== null; kind = prototypeOf(kind)) {
		const { constructor } = kind as { constructor?: { name?: unknown } };
		if (isItemErrorName(constructor?.name)) return true;
	}
	return false;
}

function isItemErrorName(name: unknown): boolean {
	return typeof name === 'string' && ITEM_ERRORS.has(name);
}

function prototypeOf(value: object): object | null {
	return Object.getPrototypeOf(value) as object | null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

/** Runs `work` and gives back its error instead of throwing it, to decide on it outside of a catch. */
export async function attempt<T>(
	node: INode,
	itemIndex: number,
	work: () => Promise<T>,
): Promise<{ value: T; error?: undefined } | { error: ItemError }> {
	try {
		return { value: await work() };
	} catch (error) {
		return { error: toItemError(node, error, itemIndex) };
	}
}

/** The error of an item, made from whatever its operation threw. */
export function toItemError(node: INode, error: unknown, itemIndex: number): ItemError {
	if (isItemError(error)) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	const told = isRecord(error) ? error.message : undefined;
	const reason = typeof told === 'string' ? told : 'unknown reason';
	return inputError(
		node,
		{
			message: 'The node met something it does not handle',
			description: `Please report it with the name of the operation. Detail: ${reason}`,
			effect: 'unknown',
		},
		itemIndex,
	);
}

/**
 * The texts are set after the error is made: n8n's constructors replace every message that holds
 * a Node.js error code as a part of a word ("deletePermission" holds EPERM), and a user's id may.
 */
function withFault<E extends ItemError>(error: E, fault: Fault): E {
	const { message, description, ...details } = fault;
	error.message = message;
	error.description = description;
	error.context.data = details;
	return error;
}
