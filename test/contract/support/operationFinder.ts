import type { OpenApiDocument, Operation, Parameter } from './openApiDocument';

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

export interface FoundOperation {
	/** Such as `GET /users/{id}`. */
	name: string;
	operation: Operation;
	/** Where the operation is in the document. */
	pointer: string[];
	parameters: Array<{ parameter: Parameter; pointer: string[] }>;
	/** Path parameters, decoded. */
	pathValues: Record<string, string>;
}

interface Template {
	path: string;
	pattern: RegExp;
	names: string[];
}

/** Finds the operation that a raw path calls. */
export class OperationFinder {
	private readonly templates: Template[];

	constructor(
		private readonly document: OpenApiDocument,
		private readonly basePath: string,
	) {
		// A path with fewer parameters is the more exact one: `/users/me` before `/users/{id}`.
		this.templates = Object.keys(document.paths)
			.map(toTemplate)
			.sort((a, b) => a.names.length - b.names.length);
	}

	get operations(): string[] {
		return Object.entries(this.document.paths).flatMap(([path, item]) =>
			METHODS.filter((method) => method in item).map((method) => nameOf(method, path)),
		);
	}

	find(method: string, rawPath: string): FoundOperation | undefined {
		if (!rawPath.startsWith(this.basePath)) return undefined;
		const path = rawPath.slice(this.basePath.length);
		const verb = method.toLowerCase();
		for (const template of this.templates) {
			const match = template.pattern.exec(path);
			const operation = this.document.paths[template.path]?.[verb];
			if (match && operation) return this.describe(template, verb, operation, match.slice(1));
		}
		return undefined;
	}

	private describe(
		template: Template,
		verb: string,
		operation: Operation,
		values: string[],
	): FoundOperation {
		const pointer = ['paths', template.path, verb];
		const shared = this.document.paths[template.path]?.parameters ?? [];
		return {
			name: nameOf(verb, template.path),
			operation,
			pointer,
			parameters: [
				...place(operation.parameters ?? [], [...pointer, 'parameters']),
				...place(shared, ['paths', template.path, 'parameters']),
			].map(({ parameter, pointer: at }) => this.resolve(parameter, at)),
			pathValues: Object.fromEntries(
				template.names.map((name, i) => [name, decodeURIComponent(values[i] ?? '')]),
			),
		};
	}

	/** Follows a parameter that is only a reference into the document. */
	private resolve(parameter: Parameter | { $ref: string }, pointer: string[]) {
		if (!('$ref' in parameter)) return { parameter, pointer };
		const target = parameter.$ref
			.replace(/^#\//, '')
			.split('/')
			.map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
		let node: unknown = this.document;
		for (const part of target) node = (node as Record<string, unknown>)[part];
		return { parameter: node as Parameter, pointer: target };
	}
}

function place(parameters: Parameter[], pointer: string[]) {
	return parameters.map((parameter, i) => ({ parameter, pointer: [...pointer, String(i)] }));
}

function nameOf(method: string, path: string): string {
	return `${method.toUpperCase()} ${path}`;
}

function toTemplate(path: string): Template {
	const names: string[] = [];
	const source = path.replace(/\{([^}]+)\}|[.*+?^$()|[\]\\]/g, (text, name?: string) => {
		if (name === undefined) return `\\${text}`;
		names.push(name);
		return '([^/]+)';
	});
	return { path, pattern: new RegExp(`^${source}$`), names };
}
