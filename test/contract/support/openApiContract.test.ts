import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { explain, type Deviation } from './deviations';
import { OpenApiContract, type SentRequest } from './openApiContract';

const DOCUMENT = `
openapi: 3.0.3
servers: [{ url: 'https://{tenant}.example.com/api/v1' }]
paths:
  /things:
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer, maximum: 50 } }
        - { name: owner, in: query, required: true, schema: { type: string, format: owner } }
      responses:
        '200':
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/Thing' } }
        default:
          content:
            application/json: { schema: { $ref: '#/components/schemas/Problem' } }
    post:
      requestBody:
        required: true
        content:
          application/json: { schema: { $ref: '#/components/schemas/Thing' } }
      responses: { '201': { description: created }, '400': { description: bad } }
  /things/{id}:
    parameters:
      - $ref: '#/components/parameters/Id'
    delete:
      responses: { '204': { description: gone } }
  /things/latest:
    get:
      responses: { '200': { content: { application/json: { schema: { type: object } } } } }
    delete:
      responses: { '200': { description: gone } }
components:
  parameters:
    Id: { name: id, in: path, required: true, schema: { type: string, pattern: '^[a-z|]+$' } }
  schemas:
    Thing:
      type: object
      additionalProperties: false
      required: [name]
      properties:
        name: { type: string }
        note: { type: string, nullable: true }
        size: { type: integer, minimum: 0, exclusiveMinimum: true }
    Problem: { type: object, required: [error] }
`;

let folder: string;
let contract: OpenApiContract;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'contract-'));
	writeFileSync(join(folder, 'things.yml'), DOCUMENT);
	contract = OpenApiContract.load(join(folder, 'things.yml'), { formats: { owner: /^o-/ } });
});
afterAll(() => {
	rmSync(folder, { recursive: true });
});

const LIST: SentRequest = { method: 'GET', path: '/api/v1/things', query: { owner: 'o-1' } };
const CREATE: SentRequest = {
	method: 'POST',
	path: '/api/v1/things',
	contentType: 'application/json; charset=utf-8',
	body: { name: 'a' },
};
const json = 'application/json';

function inRequest(request: SentRequest): string[] {
	return contract.checkRequest(request).map(({ where, rule }) => `${where} ${rule}`);
}

function inAnswer(request: SentRequest, status: number, body: unknown, contentType: string) {
	const problems = contract.checkResponse(request, { status, contentType, body });
	return problems.map(({ where, rule }) => `${where} ${rule}`);
}

describe('a request', () => {
	it('finds its operation, the one without parameters first', () => {
		const name = (method: string, path: string) => contract.operationOf({ method, path });
		expect(name('delete', '/api/v1/things/a%7Cb')).toBe('DELETE /things/{id}');
		expect(name('DELETE', '/api/v1/things/latest')).toBe('DELETE /things/latest');
		expect(name('DELETE', '/api/v1/things/')).toBeUndefined();
		expect(name('DELETE', '/things/a')).toBeUndefined();
		expect(contract.operations).toHaveLength(5);
	});

	it.each<[string, SentRequest, string[]]>([
		['as it should be', LIST, []],
		['with a number in the query', { ...LIST, query: { owner: 'o-1', limit: '50' } }, []],
		[
			'with too large a number',
			{ ...LIST, query: { owner: 'o-1', limit: '51' } },
			['query.limit maximum'],
		],
		[
			'with text for a number',
			{ ...LIST, query: { owner: 'o-1', limit: 'x' } },
			['query.limit type'],
		],
		['without a required parameter', { ...LIST, query: {} }, ['query.owner missing']],
		['with a wrong format', { ...LIST, query: { owner: 'x' } }, ['query.owner format']],
		[
			'with an unknown parameter',
			{ ...LIST, query: { owner: 'o-1', q: 'x' } },
			['query.q unknown'],
		],
		['with a body that is not taken', { ...LIST, body: {} }, ['body unexpected']],
		['to an unknown path', { method: 'GET', path: '/api/v1/other' }, ['path unknown']],
		['with an encoded id', { method: 'DELETE', path: '/api/v1/things/a%7Cb' }, []],
		['with a wrong id', { method: 'DELETE', path: '/api/v1/things/A' }, ['path.id pattern']],
		['with a body', CREATE, []],
		['with null where it may be', { ...CREATE, body: { name: 'a', note: null } }, []],
		['with null where not', { ...CREATE, body: { name: null } }, ['body/name type']],
		[
			'at an exclusive bound',
			{ ...CREATE, body: { name: 'a', size: 0 } },
			['body/size exclusiveMinimum'],
		],
		[
			'with text for a number in the body',
			{ ...CREATE, body: { name: 'a', size: '3' } },
			['body/size type'],
		],
		[
			'with an unknown property',
			{ ...CREATE, body: { name: 'a', x: 1 } },
			['body additionalProperties'],
		],
		['without its body', { ...CREATE, body: undefined }, ['body missing']],
		['in another content type', { ...CREATE, contentType: 'text/plain' }, ['content-type unknown']],
	])('%s', (_what, request, problems) => {
		expect(inRequest(request)).toEqual(problems);
	});
});

describe('an answer', () => {
	it.each<[string, SentRequest, number, unknown, string, string[]]>([
		['as it should be', LIST, 200, [{ name: 'a' }], json, []],
		['with a wrong item', LIST, 200, [{ name: 'a' }, {}], json, ['body/1 required']],
		['without its body', LIST, 200, undefined, json, ['body missing']],
		['as HTML', LIST, 200, '<html>', 'text/html', ['content-type unknown']],
		['of another status, by default', LIST, 500, { error: 'x' }, json, []],
		['of another status, wrong', LIST, 500, {}, json, ['body required']],
		['of a status that is not there', CREATE, 409, {}, json, ['status unknown']],
		['with a body where there is none', CREATE, 201, {}, json, ['body unexpected']],
		['without a body where there is none', CREATE, 201, undefined, json, []],
		['of an error that has no schema', CREATE, 400, { any: 'thing' }, json, []],
	])('%s', (_what, request, status, body, contentType, problems) => {
		expect(inAnswer(request, status, body, contentType)).toEqual(problems);
	});
});

it('a document with a format that nobody can check is refused', () => {
	expect(() => OpenApiContract.load(join(folder, 'things.yml'))).toThrow('format owner');
});

describe('deviations', () => {
	const deviation: Deviation = {
		operation: ['GET /things', 'POST /things'],
		side: 'request',
		where: /^query\.q$/,
		reason: 'the manual has it',
	};

	it('explain what they name and nothing else; those of no use are told', () => {
		const query = { owner: 'o-1', q: 'x', r: 'y' };
		const problems = contract.checkRequest({ ...LIST, query });
		const { unexplained, unused } = explain(problems, [deviation]);
		expect(unexplained.map(({ where }) => where)).toEqual(['query.r']);
		expect(unused.map(({ operation }) => operation)).toEqual(['POST /things']);
	});
});
