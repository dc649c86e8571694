import type { IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import type { EngineCredentialsHelper } from './credentials-helper';

const BASE = 'http://localhost:5678/';

/**
 * What n8n's server hands the engine besides the workflow. The addresses are
 * those of a default installation: the engine makes resume links out of them
 * for every expression and refuses empty ones. Nothing listens there.
 */
export function additionalDataFor(
	credentialsHelper: EngineCredentialsHelper,
	more: Partial<IWorkflowExecuteAdditionalData> = {},
): IWorkflowExecuteAdditionalData {
	const data: Partial<IWorkflowExecuteAdditionalData> = {
		credentialsHelper,
		currentNodeExecutionIndex: 0,
		restApiUrl: `${BASE}rest`,
		instanceBaseUrl: BASE,
		formBaseUrl: `${BASE}form`,
		formWaitingBaseUrl: `${BASE}form-waiting`,
		formTestBaseUrl: `${BASE}form-test`,
		webhookBaseUrl: `${BASE}webhook`,
		webhookWaitingBaseUrl: `${BASE}webhook-waiting`,
		webhookTestBaseUrl: `${BASE}webhook-test`,
		mcpBaseUrl: `${BASE}mcp`,
		mcpTestBaseUrl: `${BASE}mcp-test`,
		userId: 'engine-tests',
		variables: {},
		setExecutionStatus: () => undefined,
		logAiEvent: () => undefined,
		executeWorkflow: absent('executeWorkflow'),
		getRunExecutionData: absent('getRunExecutionData'),
		getRuntimeCredential: async () => undefined,
		startRunnerTask: absent('startRunnerTask'),
		...more,
	};
	return data as IWorkflowExecuteAdditionalData;
}

function absent(what: string) {
	return async (): Promise<never> => {
		throw new Error(`${what} is not part of the engine tests`);
	};
}
