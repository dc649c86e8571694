import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeExecutionData,
	INodeListSearchResult,
	INodeType,
	INodeTypeDescription,
	NodeConnectionType,
} from 'n8n-workflow';

const MAIN = 'main' as NodeConnectionType;

export type Work = (this: IExecuteFunctions, i: number) => Promise<INodeExecutionData['json']>;

/**
 * A small node with the parameter kinds that ours have. It does `work` for each
 * item, and handles a failure as an n8n node should.
 */
export class DummyNode implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Dummy',
		name: 'dummy',
		group: ['transform'],
		version: 1,
		description: 'For the tests of the harness',
		defaults: { name: 'Dummy' },
		inputs: [MAIN],
		outputs: [MAIN],
		credentials: ['tokenApi', 'clientOAuth2Api', 'loginApi'].map((name) => ({ name })),
		properties: [
			{ displayName: 'Email', name: 'email', type: 'string', default: 'nobody@example.com' },
			{
				displayName: 'User',
				name: 'user',
				type: 'resourceLocator',
				default: { mode: 'list', value: '' },
				modes: [
					{
						displayName: 'From List',
						name: 'list',
						type: 'list',
						typeOptions: { searchListMethod: 'searchUsers', searchable: true },
					},
					{ displayName: 'By ID', name: 'id', type: 'string' },
				],
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				default: {},
				options: [{ displayName: 'Timeout', name: 'timeout', type: 'number', default: 30 }],
			},
			{
				displayName: 'Pairs',
				name: 'pairs',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				default: {},
				options: [
					{
						displayName: 'Pair',
						name: 'pair',
						values: [
							{ displayName: 'Key', name: 'key', type: 'string', default: '' },
							{ displayName: 'Value', name: 'value', type: 'string', default: 'none' },
						],
					},
				],
			},
			{ displayName: 'Body', name: 'body', type: 'json', default: '{}' },
		],
	};

	methods = {
		listSearch: {
			async searchUsers(
				this: ILoadOptionsFunctions,
				filter?: string,
				paginationToken?: string,
			): Promise<INodeListSearchResult> {
				const { host } = await this.getCredentials<{ host: string }>('tokenApi');
				const { users, next } = (await this.helpers.httpRequestWithAuthentication.call(
					this,
					'tokenApi',
					{ url: `http://${host}/users`, qs: { q: filter, page: paginationToken }, json: true },
				)) as { users: string[]; next?: string };
				const shown = this.getCurrentNodeParameter('email') as string;
				this.logger.debug('Searched users');
				return {
					results: users.map((name) => ({ name, value: `id-of-${name}`, url: shown })),
					paginationToken: next,
				};
			},
		},
	};

	constructor(private readonly work: Work) {}

	execute = executeEach(() => this.work);
}

/** n8n calls `execute` with its own `this`, so the work comes by closure. */
function executeEach(work: () => Work): NonNullable<INodeType['execute']> {
	return async function (this: IExecuteFunctions) {
		const done: INodeExecutionData[] = [];
		for (let i = 0; i < this.getInputData().length; i++) {
			try {
				done.push({ json: await work().call(this, i), pairedItem: { item: i } });
			} catch (error) {
				if (!this.continueOnFail()) throw error;
				const { message } = error as Error;
				done.push({ json: { error: message }, error: error as never, pairedItem: { item: i } });
			}
		}
		return [done];
	};
}
