import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = Record<string, unknown>;

export interface Parameter {
	name: string;
	in: 'query' | 'path' | 'header' | 'cookie';
	required?: boolean;
	schema?: JsonObject;
}

export interface Operation {
	parameters?: Parameter[];
	requestBody?: { required?: boolean; content?: Record<string, { schema?: JsonObject }> };
	responses: Record<string, { content?: Record<string, { schema?: JsonObject }> }>;
}

export interface OpenApiDocument {
	openapi: string;
	servers?: Array<{ url: string }>;
	paths: Record<string, Record<string, Operation> & { parameters?: Parameter[] }>;
	components?: { schemas?: Record<string, JsonObject> };
}

/** Reads an OpenAPI 3.0 or 3.1 document from a JSON or YAML file; 3.0 schemas become 3.1's. */
export function readOpenApiDocument(file: string): OpenApiDocument {
	const text = readFileSync(file, 'utf8');
	const document = (/\.ya?ml$/.test(file) ? parse(text) : JSON.parse(text)) as OpenApiDocument;
	if (document.openapi.startsWith('3.0.')) modernize(document);
	return document;
}

/** The path below which all operations are, from the first server: `/api/v2`, or nothing. */
export function basePathOf(document: OpenApiDocument): string {
	const url = document.servers?.[0]?.url ?? '';
	return url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/\/$/, '');
}

/** All names of formats that the document's schemas use. */
export function formatsIn(node: unknown, found = new Set<string>()): Set<string> {
	if (Array.isArray(node)) {
		for (const item of node) formatsIn(item, found);
	} else if (isObject(node)) {
		if (typeof node.format === 'string' && node.type !== undefined) found.add(node.format);
		for (const value of Object.values(node)) formatsIn(value, found);
	}
	return found;
}

/**
 * OpenAPI 3.0 says `nullable` and takes exclusive bounds as booleans, where
 * JSON Schema 2020-12, the language of 3.1, has a type `null` and numbers.
 */
function modernize(node: unknown): void {
	if (Array.isArray(node)) {
		node.forEach(modernize);
		return;
	}
	if (!isObject(node)) return;
	if (node.nullable === true && typeof node.type === 'string') {
		node.type = [node.type, 'null'];
		if (Array.isArray(node.enum) && !node.enum.includes(null)) node.enum.push(null);
		delete node.nullable;
	}
	moveBound(node, 'exclusiveMinimum', 'minimum');
	moveBound(node, 'exclusiveMaximum', 'maximum');
	Object.values(node).forEach(modernize);
}

function moveBound(node: JsonObject, exclusive: string, inclusive: string): void {
	if (typeof node[exclusive] !== 'boolean') return;
	const isExclusive = node[exclusive];
	Reflect.deleteProperty(node, exclusive);
	if (!isExclusive) return;
	node[exclusive] = node[inclusive];
	Reflect.deleteProperty(node, inclusive);
}

function isObject(node: unknown): node is JsonObject {
	return typeof node === 'object' && node !== null;
}
