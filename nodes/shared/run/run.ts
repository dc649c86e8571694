import type { IDataObject, INode } from 'n8n-workflow';

import { inputError, type Fault, type ItemError } from '../errors';
import type { Dialect, OptionHeaders } from '../http/dialect';
import { renewToken } from '../http/exchange';
import { secretsIn } from '../http/redact';
import { pacerFor, type Pacer } from '../pace/pacer';
import { tokenGateFor } from '../pace/tokenGate';
import { ChangeLog } from './changeLog';
import { FirstAlone } from './firstAlone';
import type { CredentialKind, PaceDefaults, Provider, RequestContext } from './provider';
import { refusedSignIn, rememberRefusedSignIn } from './refusedSignIns';
import { TokenRenewal } from './tokenRenewal';
import { TokenTurns } from './tokenTurns';

/**
 * What all requests of one execution of a node share: the credential that was read once, the host
 * that it belongs to, the pace, the state of the token, the log.
 */
export class Run {
	readonly node: INode;
	readonly firstAlone = new FirstAlone();
	readonly renewal: TokenRenewal;
	readonly tokens: TokenTurns;
	readonly changeLog: ChangeLog;
	readonly signal: AbortSignal | undefined;
	readonly executionId: string;
	/** Host (with port) that the credential belongs to. */
	readonly host: string;
	/**
	 * Set when the service refused the credential. Nothing more is sent in this run then: the same
	 * login repeated for each item could lock the account.
	 */
	credentialFault: Fault | undefined;

	constructor(
		readonly context: RequestContext,
		readonly provider: Provider,
		readonly credential: CredentialKind,
		readonly baseUrl: string,
		readonly pace: PaceDefaults,
		readonly optionHeaders: OptionHeaders = () => ({}),
	) {
		this.host = new URL(baseUrl).host;
		const workflow = context.getWorkflow();
		this.node = context.getNode();
		this.signal =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
		this.executionId = 'getExecutionId' in context ? context.getExecutionId() : '';
		this.credentialFault = refusedSignIn(this.executionId, this.credentialId);
		this.tokens = new TokenTurns(tokenGateFor(this.host, this.credentialId), this.signal);
		this.renewal = new TokenRenewal(
			async (patience) => await this.tokens.renew(async () => await renewToken(this), patience),
		);
		this.changeLog = new ChangeLog(
			context.logger,
			{ executionId: this.executionId, workflowId: workflow.id ?? '', node: this.node.name },
			provider.dialect.serviceName,
		);
	}

	get dialect(): Dialect {
		return this.provider.dialect;
	}

	pacer(bucket: string): Pacer {
		return pacerFor(this.host, bucket);
	}

	get cancelled(): boolean {
		return this.signal?.aborted === true;
	}

	/** The credential's fields as they are now, with the token that n8n holds. Full of secrets. */
	readonly fields = async (): Promise<IDataObject> =>
		await this.context.getCredentials<IDataObject>(this.credential.type, 0);

	/**
	 * The service refused the credential: nothing more is sent in this run.
	 *
	 * @param lasting nor by any other run of this execution with the same credential
	 */
	refuseCredential(fault: Fault, lasting: boolean): void {
		this.credentialFault ??= fault;
		if (lasting) rememberRefusedSignIn(this.executionId, this.credentialId, fault);
	}

	private get credentialId(): string {
		return this.node.credentials?.[this.credential.type]?.id ?? this.credential.type;
	}

	/** The secrets of the credential as they are now, with the token that n8n holds. */
	async secrets(): Promise<string[]> {
		try {
			return secretsIn(await this.context.getCredentials(this.credential.type, 0));
		} catch {
			return [];
		}
	}
}

/**
 * The base address that the credential's host gives.
 *
 * @throws NodeOperationError when the host is not allowed; nothing was sent then
 */
export function baseUrlOf(node: INode, provider: Provider, credential: IDataObject): string {
	const baseUrl = provider.dialect.baseUrl(credential);
	if (baseUrl === undefined) throw hostError(node, provider, credential);
	return baseUrl;
}

function hostError(node: INode, provider: Provider, credential: IDataObject): ItemError {
	return inputError(node, provider.dialect.explainHost(credential));
}
