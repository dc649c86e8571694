import './container';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import { createEmptyRunExecutionData, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IExecuteData,
	INode,
	INodeType,
	NodeConnectionType,
} from 'n8n-workflow';
import { additionalDataFor } from './additional-data';
import { CredentialStore } from './credential-store';
import { type LogEntry, observed } from './log-capture';
import { nodeTypesOf } from './node-types';
import { credentialsHelperFor, identityOf } from './node-setup';

export interface TestCredentialOptions {
	/** Instance of the credential class, which has a declarative `test`. */
	credentialType: ICredentialType;
	/** What the user typed. */
	data: ICredentialDataDecryptedObject;
	id?: string;
	name?: string;
	/** Other credential types that this one extends; `oAuth2Api` is known already. */
	credentialTypes?: ICredentialType[];
	credentialStore?: CredentialStore;
}

export interface TestCredentialResult {
	status: 'OK' | 'Error';
	/** What the editor shows. */
	message: string;
}

const MAIN = 'main' as NodeConnectionType;
const NO_OP = 'n8n-nodes-base.noOp';

/**
 * The Test button of a saved credential: n8n sends the credential's test request
 * through a declarative stand-in for the No Operation node, and makes its verdict
 * from what is thrown (packages/cli, credentials-tester.service.ts, the same on
 * both lines).
 */
export async function testCredential(
	options: TestCredentialOptions,
): Promise<TestCredentialResult> {
	const { credentialType, data } = options;
	const { test } = credentialType;
	if (!test) return { status: 'Error', message: 'No testing function found for this credential.' };
	const store = options.credentialStore ?? new CredentialStore();
	const logs: LogEntry[] = [];
	return await observed(logs, async () => {
		const identity = identityOf(credentialType.name, options);
		const helper = credentialsHelperFor(
			{
				credentials: { [credentialType.name]: { ...identity, data } },
				credentialTypes: [credentialType, ...(options.credentialTypes ?? [])],
			},
			store,
		);
		const additionalData = additionalDataFor(helper);
		const saved = store.get(identity.id, credentialType.name);
		const decrypted: ICredentialsDecrypted = { ...identity, type: credentialType.name };
		try {
			decrypted.data = await helper.applyDefaults(
				additionalData,
				saved.data,
				credentialType.name,
				'internal',
			);
		} catch (error) {
			return { status: 'Error', message: (error as Error).message };
		}
		return await runTestRequest(test, decrypted, additionalData);
	});
}

async function runTestRequest(
	test: ICredentialTestRequest,
	credentials: ICredentialsDecrypted,
	additionalData: ReturnType<typeof additionalDataFor>,
): Promise<TestCredentialResult> {
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: NO_OP,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [credentials.type]: { id: credentials.id, name: credentials.name } },
	};
	const nodeType = noOperation(test, credentials.type);
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypesOf({ [NO_OP]: nodeType }),
	});
	const executeData: IExecuteData = { node, data: {}, source: null };
	const context = new ExecuteContext(
		workflow,
		node,
		{ ...additionalData, currentNodeParameters: node.parameters },
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		executeData,
		[],
	);
	try {
		const response = await new RoutingNode(context, nodeType, credentials).runNode();
		return verdictOnBody(test, response?.[0]?.[0]?.json ?? {});
	} catch (error) {
		return verdictOnError(test, error as TestError);
	}
}

interface TestError extends Error {
	cause?: Error & { code?: string; response?: { status: number; statusText?: string } };
}

function verdictOnError(test: ICredentialTestRequest, error: TestError): TestCredentialResult {
	const response = error.cause?.response;
	if (response) {
		for (const rule of test.rules ?? []) {
			if (rule.type === 'responseCode' && rule.properties.value === response.status) {
				return { status: 'Error', message: rule.properties.message };
			}
		}
		if (response.status < 199 || response.status > 299) {
			return {
				status: 'Error',
				message: response.statusText || `Received HTTP status code: ${response.status}`,
			};
		}
	} else if (error.cause?.code) {
		return { status: 'Error', message: error.cause.code };
	}
	return { status: 'Error', message: error.message };
}

function verdictOnBody(test: ICredentialTestRequest, body: IDataObject): TestCredentialResult {
	for (const rule of test.rules ?? []) {
		if (rule.type !== 'responseSuccessBody') continue;
		const value = rule.properties.key
			.split('.')
			.reduce<unknown>((part, key) => (part as IDataObject | undefined)?.[key], body);
		if (value === rule.properties.value) {
			return { status: 'Error', message: rule.properties.message };
		}
	}
	return { status: 'OK', message: 'Connection successful!' };
}

function noOperation(test: ICredentialTestRequest, credentialType: string): INodeType {
	return {
		description: {
			displayName: 'No Operation, do nothing',
			name: NO_OP,
			group: ['organization'],
			version: 1,
			description: '',
			defaults: { name: 'No Operation, do nothing' },
			inputs: [MAIN],
			outputs: [MAIN],
			credentials: [{ name: credentialType, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request: test.request },
					default: '',
				},
			],
		},
	};
}
