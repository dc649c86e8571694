import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { inputError, type ItemError } from './errors';
import { isObject } from './http/answer';
import { ApiClient } from './http/client';
import { BROKEN_CHARACTER, segmentFault } from './http/path';
import type { Operation } from './operation';
import type { ItemLocks } from './run/itemLocks';
import type { Run } from './run/run';
import { visible } from './visible';

/** A resource locator's value: how it was picked, and what. */
export interface Picked {
	mode: string;
	value: string;
}

/**
 * One input item, as an operation sees it: its parameters, checked as they are read, and the
 * service. Reading throws a NodeOperationError that names the parameter; nothing was sent then.
 */
export class Item {
	readonly api: ApiClient;
	/** What says whom or what this item is about; it is given out with an error. */
	readonly identity: IDataObject = {};
	private readonly held: Array<() => void> = [];

	constructor(
		private readonly context: IExecuteFunctions,
		readonly run: Run,
		readonly operation: Operation,
		readonly index: number,
		private readonly locks: ItemLocks,
	) {
		this.api = new ApiClient(run, index);
	}

	/**
	 * Waits until no other item about `key` runs; released by the router when this item ends.
	 *
	 * @returns true when another one was running, so that what was read before may be outdated
	 */
	async alone(key: string): Promise<boolean> {
		const waits = this.locks.isHeld(key);
		this.held.push(await this.locks.acquire(key));
		return waits;
	}

	release(): void {
		for (const letGo of this.held.splice(0)) letGo();
	}

	/** A parameter as it was given, unchecked: to compare it, not to use it. */
	raw(name: string): unknown {
		return this.value(name);
	}

	/** Text without surrounding blanks; '' when empty. Exact numbers become text, all else is refused. */
	text(name: string): string {
		return this.asText(this.value(name), this.label(name));
	}

	/** Like {@link text}, but refuses an empty value. */
	requiredText(name: string): string {
		const text = this.text(name);
		if (text === '') throw this.empty(this.label(name));
		return text;
	}

	/** Text that will stand in a path: not empty, not `.` or `..`, no invisible characters. */
	id(name: string): string {
		return this.checkedId(this.value(name), this.label(name));
	}

	/** A resource locator with its mode; the value is checked as an id. */
	picked(name: string): Picked {
		const value: unknown = this.value(name);
		const label = this.label(name);
		if (!isObject(value)) return { mode: 'id', value: this.checkedId(value, label) };
		const mode = typeof value.mode === 'string' ? value.mode : 'id';
		return { mode, value: this.checkedId(value.value, label) };
	}

	flag(name: string): boolean {
		return this.asFlag(this.value(name), this.label(name));
	}

	/** A switch out of a collection that was read before; `label` is its display name. */
	asFlag(value: unknown, label: string): boolean {
		if (typeof value === 'boolean') return value;
		throw this.refuse(
			`The parameter '${label}' is neither true nor false`,
			'Nothing was sent. Check the expression of the parameter.',
		);
	}

	/** A whole number of at least `least`. */
	whole(name: string, least: number): number {
		const value: unknown = this.value(name);
		if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
		throw this.refuse(
			`The parameter '${this.label(name)}' is not a whole number of at least ${least}`,
			'Nothing was sent. Check the value or the expression of the parameter.',
		);
	}

	/**
	 * A collection or fixed collection; {} when nothing was added. A member whose expression finds
	 * nothing is there all the same, as '': taken for not added, a filter would let everything pass.
	 */
	collection(name: string): IDataObject {
		const value: unknown = this.value(name);
		if (value === undefined) return {};
		if (!isObject(value)) throw this.refuseKind(this.label(name), 'a collection of fields', value);
		return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, one ?? '']));
	}

	/**
	 * One of the words that a dropdown offers, to the letter. An expression may give any other one,
	 * which must not be taken for the default.
	 */
	oneOf<W extends string>(name: string, words: readonly W[]): W {
		return this.asOneOf(this.value(name), this.label(name), words);
	}

	/** Like {@link oneOf}, out of a collection that was read before; `label` is its display name. */
	asOneOf<W extends string>(value: unknown, label: string, words: readonly W[]): W {
		const word = words.find((one) => one === value);
		if (word !== undefined) return word;
		throw this.refuse(
			`The parameter '${label}' holds ${shown(value)}, which is no choice of it`,
			`Nothing was sent. It takes ${words.map((one) => `'${one}'`).join(' or ')}, to the letter. Check the expression of the parameter.`,
		);
	}

	/** Members of a multi-select. What is none is refused: left out, something else would be done. */
	choices(name: string): string[] {
		const value: unknown = this.value(name);
		if (value === undefined) return [];
		if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
		throw this.refuseKind(this.label(name), 'a list of texts', value);
	}

	/** JSON typed as text or given by an expression as a value. */
	json(name: string): unknown {
		const value: unknown = this.value(name);
		if (typeof value !== 'string') return value;
		let parsed: unknown;
		try {
			parsed = JSON.parse(value);
		} catch {
			parsed = undefined;
		}
		if (parsed === undefined) {
			throw this.refuse(
				`The parameter '${this.label(name)}' is not valid JSON`,
				'Nothing was sent. Check quotes, commas and brackets, or give the value by an expression.',
			);
		}
		return parsed;
	}

	/** Text out of a collection that was read before; `label` is its display name. */
	asText(value: unknown, label: string): string {
		if (typeof value === 'string') return this.unbroken(value.trim(), label);
		if (typeof value === 'number' && isExact(value)) return String(value);
		if (value === undefined || value === null) return '';
		throw this.refuseKind(label, 'text', value);
	}

	/** No address, header or body can hold half a character. */
	private unbroken(text: string, label: string): string {
		if (!BROKEN_CHARACTER.test(text)) return text;
		throw this.refuse(
			`The parameter '${label}' holds a broken character`,
			'Nothing was sent. The text was cut or converted in between; check where it comes from.',
		);
	}

	private refuseKind(label: string, wanted: string, value: unknown): ItemError {
		return this.refuse(
			`The parameter '${label}' is not ${wanted}`,
			`Nothing was sent. It holds ${kindOf(value)}; check the expression of the parameter.`,
		);
	}

	/** A value checked as an id that will stand in a path. */
	checkedId(value: unknown, label: string): string {
		const text = this.asText(value, label);
		const fault = segmentFault(text);
		if (fault === undefined) return text;
		if (text === '') throw this.empty(label);
		throw this.refuse(
			`The parameter '${label}' ${fault}`,
			'Nothing was sent. Check the ID that the incoming item holds.',
		);
	}

	/** The error for input that cannot be used. */
	refuse(message: string, description: string): ItemError {
		return inputError(this.run.node, { message, description }, this.index);
	}

	private empty(label: string): ItemError {
		return this.refuse(
			`The parameter '${label}' is empty`,
			'Nothing was sent. Check that the incoming item holds a value for it.',
		);
	}

	private value(name: string): unknown {
		return this.context.getNodeParameter(name, this.index, undefined);
	}

	private label(name: string): string {
		return labelOf(this.operation.fields, name) ?? name;
	}
}

function labelOf(fields: readonly INodeProperties[], name: string): string | undefined {
	const last = name.split('.').at(-1);
	return fields.find((field) => field.name === last)?.displayName;
}

/** Above 2^53 a whole number is not the one that somebody wrote: the id of somebody else. */
function isExact(value: number): boolean {
	return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

/** A value in an error: a short text as it was given, of all else what kind it is. */
function shown(value: unknown): string {
	return typeof value === 'string' && value.trim() !== '' ? `'${visible(value)}'` : kindOf(value);
}

function kindOf(value: unknown): string {
	if (value === null || value === undefined || value === '') return 'nothing';
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'string') return 'text';
	if (typeof value === 'number' && Number.isFinite(value))
		return isExact(value) ? 'a number' : 'a number that has lost digits, give it as text';
	if (typeof value === 'number') return 'a number that is none';
	return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
