import { ICredentialsHelper, isExpression, NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	ICredentials,
	ICredentialType,
	IDataObject,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	IWorkflowDataProxyAdditionalKeys,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { getAdditionalKeys } from 'n8n-core';
import type { CredentialStore } from './credential-store';
import { LINE } from './line';
import { nodeTypesOf } from './node-types';
import { oAuth2Api } from './oauth2-api';

const mockNode: INode = {
	id: 'credentials',
	name: '',
	type: 'mock',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const mockNodeTypes = nodeTypesOf({
	mock: { description: { properties: [] } } as never,
});

type RequestPart = Record<string, unknown>;

/**
 * n8n's way with credentials, which lives in its server package (packages/cli,
 * credentials-helper.ts) and not in n8n-core: inherited properties, defaults of
 * hidden fields, expressions such as `$self["domain"]`, declarative headers, a
 * login of its own that is run when its token is missing or refused, and tokens
 * written back. Follows that file step by step, with its differences between
 * the two lines; left out are what needs a licence or a database.
 */
export class EngineCredentialsHelper extends ICredentialsHelper {
	private readonly types: Map<string, ICredentialType>;

	constructor(
		private readonly store: CredentialStore,
		credentialTypes: ICredentialType[],
	) {
		super();
		this.types = new Map([oAuth2Api, ...credentialTypes].map((type) => [type.name, type]));
	}

	private type(name: string): ICredentialType {
		const type = this.types.get(name);
		if (!type) throw new Error(`Unknown credential type "${name}": add it to credentialTypes`);
		return type;
	}

	getParentTypes(name: string): string[] {
		const parents = this.types.get(name)?.extends ?? [];
		return [...parents, ...parents.flatMap((parent) => this.getParentTypes(parent))];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		incomingRequestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const requestOptions = incomingRequestOptions as IHttpRequestOptions;
		const { authenticate } = this.type(typeName);
		if (!authenticate) return requestOptions;
		if (typeof authenticate === 'function') return await authenticate(credentials, requestOptions);

		requestOptions.headers ??= {};
		const keys = { $credentials: credentials } as unknown as IWorkflowDataProxyAdditionalKeys;
		const resolve = (text: string): string => {
			if (!isExpression(text)) return text;
			const value = workflow.expression.getSimpleParameterValue(
				node,
				text,
				'internal',
				keys,
				undefined,
				'',
			);
			// As n8n: false, 0 and nothing at all become an empty text.
			return value ? String(value as string) : '';
		};
		const parts = requestOptions as unknown as Record<string, RequestPart | undefined>;
		for (const [part, entries] of Object.entries(authenticate.properties)) {
			const target = (parts[part] ??= {});
			for (const [key, value] of Object.entries(entries as Record<string, string>)) {
				target[resolve(key)] = resolve(value);
			}
		}
		return requestOptions;
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.type(typeName);
		const expirable = type.properties.find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
		);
		if (!expirable || typeof type.preAuthentication !== 'function') return undefined;

		const isCredentialTest = node.parameters.temp === '' && node.type === 'n8n-nodes-base.noOp';
		if (credentials[expirable.name] !== '' && !credentialsExpired && !isCredentialTest) {
			return undefined;
		}
		const output = (await type.preAuthentication.call(helpers, credentials)) as
			| ICredentialDataDecryptedObject
			| undefined;
		if (output?.[expirable.name] === undefined || !node.credentials) return undefined;

		const details = node.credentials[typeName];
		if (!details) return undefined;
		const { id, data: stored } = this.store.get(details.id, typeName);
		this.store.updateTokens(
			id,
			typeName,
			LINE === 1
				? { ...credentials, ...output }
				: { ...stored, ...withoutExpressions(output, stored, expirable.name) },
		);
		return Object.assign(credentials, output);
	}

	/** Called by the 2.x engine for OAuth2 credentials that have a `preAuthentication` as well. */
	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.type(typeName);
		if (typeof type.preAuthentication !== 'function') return undefined;
		return (await type.preAuthentication.call(
			helpers,
			credentials,
		)) as ICredentialDataDecryptedObject;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('Encrypted credentials are not part of the engine tests');
	}

	getCredentialsProperties(name: string): INodeProperties[] {
		const type = this.type(name);
		if (type.extends === undefined) {
			if (name !== 'oAuth2Api') return type.properties;
			return [
				...type.properties,
				{ displayName: 'oauthTokenData', name: 'oauthTokenData', type: 'json', default: {} },
			];
		}
		const combined: INodeProperties[] = [];
		for (const parent of type.extends) {
			NodeHelpers.mergeNodeProperties(combined, this.getCredentialsProperties(parent));
		}
		NodeHelpers.mergeNodeProperties(combined, type.properties);
		return combined;
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		nodeCredentials: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		expressionResolveValues?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const { data } = this.store.get(nodeCredentials.id, type);
		if (raw === true) return data;
		return await this.applyDefaults(
			additionalData,
			data,
			type,
			mode,
			executeData,
			expressionResolveValues,
		);
	}

	/** Fills the defaults of all properties and resolves the expressions in the values. */
	async applyDefaults(
		additionalData: IWorkflowExecuteAdditionalData,
		saved: ICredentialDataDecryptedObject,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		resolveValues?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const data = NodeHelpers.getNodeParameters(
			this.getCredentialsProperties(type),
			saved as INodeParameters,
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
		if (saved.oauthTokenData !== undefined) data.oauthTokenData = saved.oauthTokenData;
		const keys = getAdditionalKeys(additionalData, mode, null);

		if (resolveValues) {
			try {
				return resolveValues.workflow.expression.getParameterValue(
					data as INodeParameters,
					resolveValues.runExecutionData,
					resolveValues.runIndex,
					resolveValues.itemIndex,
					resolveValues.node.name,
					resolveValues.connectionInputData,
					mode,
					keys,
					executeData,
					false,
					data as IDataObject,
				) as ICredentialDataDecryptedObject;
			} catch (error) {
				(error as Error).message += ' [Error resolving credentials]';
				throw error;
			}
		}
		const workflow = new Workflow({
			nodes: [mockNode],
			connections: {},
			active: false,
			nodeTypes: mockNodeTypes,
		});
		return workflow.expression.getComplexParameterValue(
			mockNode,
			data as INodeParameters,
			mode,
			keys,
			undefined,
			undefined,
			data as IDataObject,
		) as ICredentialDataDecryptedObject;
	}

	async updateCredentials(
		nodeCredentials: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		const { id } = this.store.get(nodeCredentials.id, type);
		this.store.updateTokens(id, type, data);
	}

	async updateCredentialsOauthTokenData(
		nodeCredentials: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		const { id, data: stored } = this.store.get(nodeCredentials.id, type);
		this.store.updateTokens(id, type, { ...stored, oauthTokenData: data.oauthTokenData ?? {} });
	}
}

/** The 2.x engine keeps a field that the user filled with an expression. */
function withoutExpressions(
	output: ICredentialDataDecryptedObject,
	stored: ICredentialDataDecryptedObject,
	expirable: string,
): ICredentialDataDecryptedObject {
	return Object.fromEntries(
		Object.entries(output).filter(([key]) => key === expirable || !isExpression(stored[key])),
	);
}
