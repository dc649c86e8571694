import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

import {
	basePathOf,
	formatsIn,
	readOpenApiDocument,
	type JsonObject,
	type OpenApiDocument,
	type Operation,
	type Parameter,
} from './openApiDocument';
import { OperationFinder, type FoundOperation } from './operationFinder';

/** A request as it was sent; the path raw, as on the wire, without the query. */
export interface SentRequest {
	method: string;
	path: string;
	query?: Record<string, unknown>;
	headers?: Record<string, unknown>;
	contentType?: string;
	/** Parsed; undefined when there was none. */
	body?: unknown;
}

/** An answer; `body` is parsed and undefined when there was none. */
export interface GivenAnswer {
	status: number;
	contentType?: string;
	body?: unknown;
}

/** Something that the vendor's document does not allow. */
export interface Problem {
	/** Such as `GET /users/{id}`; the raw method and path when the document has no such operation. */
	operation: string;
	side: 'request' | 'response';
	/** Status of the answer; only for `response`. */
	status?: number;
	/** Such as `query.per_page`, `path.id`, `body/0/phone_number`, `status`, `content-type`. */
	where: string;
	/** JSON Schema keyword that failed, or `unknown`, `missing`, `unexpected`. */
	rule: string;
	message: string;
}

export interface ContractOptions {
	/** Checks for formats that are the vendor's own. */
	formats?: Record<string, RegExp | ((text: string) => boolean)>;
	/** Path below which all operations are; default: that of the document's first server. */
	basePath?: string;
}

const DOCUMENT_ID = 'openapi';

/** Checks requests and answers against a vendor's OpenAPI document (3.0 or 3.1, JSON or YAML). */
export class OpenApiContract {
	private readonly finder: OperationFinder;
	private readonly bodies: Ajv2020;
	private readonly texts: Ajv2020;
	private readonly compiled = new Map<string, ValidateFunction>();

	/** @throws Error when a schema uses a format that nobody can check */
	constructor(
		readonly document: OpenApiDocument,
		options: ContractOptions = {},
	) {
		this.finder = new OperationFinder(document, options.basePath ?? basePathOf(document));
		this.bodies = this.validator(false, options);
		this.texts = this.validator(true, options);
	}

	/** Reads the document from a `.json`, `.yml` or `.yaml` file. */
	static load(file: string, options?: ContractOptions): OpenApiContract {
		return new OpenApiContract(readOpenApiDocument(file), options);
	}

	/** Names of all operations, such as `GET /users/{id}`. */
	get operations(): string[] {
		return this.finder.operations;
	}

	/** Name of the operation that a request calls; undefined when there is none. */
	operationOf(request: SentRequest): string | undefined {
		return this.finder.find(request.method, request.path)?.name;
	}

	/** Whether the document lists the header among the parameters of the operation that is called. */
	takesHeader({ method, path }: SentRequest, name: string): boolean {
		const parameters = this.finder.find(method, path)?.parameters ?? [];
		return parameters.some(
			({ parameter }) => parameter.in === 'header' && parameter.name.toLowerCase() === name,
		);
	}

	/** What the document does not allow of this request. */
	checkRequest(request: SentRequest): Problem[] {
		const found = this.finder.find(request.method, request.path);
		if (!found) return [noSuchOperation(request)];
		const report = reporter(found.name, 'request');
		return [
			...this.checkParameters(found, request, report),
			...this.checkRequestBody(found, request, report),
		];
	}

	/** What the document does not allow of this answer to this request. */
	checkResponse(request: SentRequest, answer: GivenAnswer): Problem[] {
		const found = this.finder.find(request.method, request.path);
		if (!found) return [noSuchOperation(request)];
		const report = reporter(found.name, 'response', answer.status);
		const { responses } = found.operation;
		const key = String(answer.status) in responses ? String(answer.status) : 'default';
		const response = responses[key];
		if (!response) {
			return [report('status', 'unknown', `status ${answer.status} is not in the document`)];
		}
		const pointer = [...found.pointer, 'responses', key];
		return this.checkAnswerBody(response, answer, pointer, report);
	}

	/** Checks a value against a schema of the document's components by name. */
	checkSchema(name: string, value: unknown): string[] {
		const errors = this.validate(this.bodies, ['components', 'schemas', name], value);
		return errors.map((error) => `${error.instancePath} ${error.message ?? error.keyword}`);
	}

	private checkParameters(found: FoundOperation, request: SentRequest, report: Report): Problem[] {
		const problems: Problem[] = [];
		const query = request.query ?? {};
		const headers = lowerCaseKeys(request.headers ?? {});
		const values = { query, path: found.pathValues, header: headers, cookie: {} };
		for (const { parameter, pointer } of found.parameters) {
			const name = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
			const value = (values[parameter.in] as JsonObject)[name];
			const where = `${parameter.in}.${parameter.name}`;
			if (value === undefined) {
				if (parameter.required) problems.push(report(where, 'missing', `${where} is required`));
				continue;
			}
			problems.push(...this.checkParameter(parameter, pointer, value, where, report));
		}
		const known = new Set(found.parameters.map(({ parameter }) => parameter.name));
		for (const name of Object.keys(query).filter((name) => !known.has(name))) {
			const text = `query parameter ${name} is not in the document`;
			problems.push(report(`query.${name}`, 'unknown', text));
		}
		return problems;
	}

	private checkParameter(
		parameter: Parameter,
		pointer: string[],
		value: unknown,
		where: string,
		report: Report,
	): Problem[] {
		if (!parameter.schema) return [];
		// Text is coerced inside an object, since ajv cannot replace a bare value.
		const holder = { value };
		const errors = this.validateProperty(this.texts, [...pointer, 'schema'], holder);
		return errors.map((error) =>
			report(where, error.keyword, `${where} ${error.message ?? error.keyword}`),
		);
	}

	private checkRequestBody(found: FoundOperation, request: SentRequest, report: Report): Problem[] {
		const { requestBody } = found.operation;
		if (request.body === undefined) {
			return requestBody?.required ? [report('body', 'missing', 'a body is required')] : [];
		}
		if (!requestBody) return [report('body', 'unexpected', 'the operation takes no body')];
		const pointer = [...found.pointer, 'requestBody'];
		return this.checkBody(requestBody.content, request, pointer, report);
	}

	private checkAnswerBody(
		response: Operation['responses'][string],
		answer: GivenAnswer,
		pointer: string[],
		report: Report,
	): Problem[] {
		if (!response.content) {
			// For errors the documents mostly give a status and a text only.
			const isUnexpected = answer.body !== undefined && answer.status < 400;
			return isUnexpected ? [report('body', 'unexpected', 'the document has no body here')] : [];
		}
		if (answer.body === undefined) return [report('body', 'missing', 'a body is expected')];
		return this.checkBody(response.content, answer, pointer, report);
	}

	private checkBody(
		content: Record<string, { schema?: JsonObject }> = {},
		{ contentType = '', body }: { contentType?: string; body?: unknown },
		pointer: string[],
		report: Report,
	): Problem[] {
		const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
		const entry = content[type];
		if (!entry) {
			const text = `content type ${type || '(none)'} is not one of ${Object.keys(content).join(', ')}`;
			return [report('content-type', 'unknown', text)];
		}
		if (!entry.schema) return [];
		const errors = this.validate(this.bodies, [...pointer, 'content', type, 'schema'], body);
		return errors.map((error) =>
			report(`body${error.instancePath}`, error.keyword, describe(error)),
		);
	}

	private validate(ajv: Ajv2020, pointer: string[], value: unknown): ErrorObject[] {
		const reference = referenceTo(pointer);
		return this.run(ajv, `is ${reference}`, { $ref: reference }, value);
	}

	private validateProperty(ajv: Ajv2020, pointer: string[], holder: { value: unknown }) {
		const reference = referenceTo(pointer);
		const schema = { type: 'object', properties: { value: { $ref: reference } } };
		return this.run(ajv, `has ${reference}`, schema, holder);
	}

	private run(ajv: Ajv2020, key: string, schema: JsonObject, value: unknown): ErrorObject[] {
		const cached = this.compiled.get(key) ?? ajv.compile(schema);
		this.compiled.set(key, cached);
		return cached(value) ? [] : [...(cached.errors ?? [])];
	}

	private validator(coerceTypes: boolean, { formats = {} }: ContractOptions): Ajv2020 {
		const ajv = new Ajv2020({
			allErrors: true,
			strict: false,
			coerceTypes,
			// Vendors write patterns that only the older, laxer grammar can read.
			unicodeRegExp: false,
			validateSchema: false,
		});
		addFormats(ajv);
		for (const [name, check] of Object.entries(formats)) ajv.addFormat(name, check);
		for (const format of formatsIn(this.document)) {
			if (!(format in ajv.formats)) throw new Error(`Nobody can check the format ${format}`);
		}
		ajv.addSchema(this.document, DOCUMENT_ID);
		return ajv;
	}
}

type Report = (where: string, rule: string, message: string) => Problem;

function reporter(operation: string, side: Problem['side'], status?: number): Report {
	return (where, rule, message) => ({
		operation,
		side,
		...(status === undefined ? {} : { status }),
		where,
		rule,
		message,
	});
}

function noSuchOperation({ method, path }: SentRequest): Problem {
	const operation = `${method.toUpperCase()} ${path}`;
	return {
		operation,
		side: 'request',
		where: 'path',
		rule: 'unknown',
		message: `the document has no operation ${operation}`,
	};
}

function describe({ message, keyword, params }: ErrorObject): string {
	const detail = 'additionalProperty' in params ? `: ${String(params.additionalProperty)}` : '';
	return `${message ?? keyword}${detail}`;
}

function referenceTo(pointer: string[]): string {
	const parts = pointer.map((part) =>
		encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1')),
	);
	return `${DOCUMENT_ID}#/${parts.join('/')}`;
}

function lowerCaseKeys(record: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(record).map(([k, v]) => [k.toLowerCase(), v]));
}
