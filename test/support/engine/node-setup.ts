import { NodeHelpers } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	INode,
	INodeParameters,
	INodeType,
	IVersionedNodeType,
} from 'n8n-workflow';
import type { CredentialStore } from './credential-store';
import { EngineCredentialsHelper } from './credentials-helper';

/** A credential that the node under test uses; id and name have defaults made of the type. */
export interface CredentialInput {
	id?: string;
	name?: string;
	/** What the user typed into the credential; defaults are filled as n8n fills them. */
	data: ICredentialDataDecryptedObject;
}

/** The node under test and what n8n knows of it, the same for every way of running it. */
export interface NodeSetup {
	node: INodeType | IVersionedNodeType;
	/** Full type name; by default the package's name and the node's. */
	type?: string;
	/** Name of the node in the workflow; by default the node's own default. */
	name?: string;
	/** What the user set. Defaults of all other parameters are filled as n8n fills them. */
	parameters?: INodeParameters;
	/** By credential type. */
	credentials?: Record<string, CredentialInput | undefined>;
	/** Instances of the credential classes in use; `oAuth2Api` is known already. */
	credentialTypes?: ICredentialType[];
	/** Hand the same store to several runs to have them share tokens, as n8n's database does. */
	credentialStore?: CredentialStore;
}

/** The helper with the setup's credentials saved in the store. */
export function credentialsHelperFor(
	setup: Pick<NodeSetup, 'credentials' | 'credentialTypes'>,
	store: CredentialStore,
): EngineCredentialsHelper {
	for (const [type, credential] of chosen(setup.credentials)) {
		store.add({ ...identityOf(type, credential), type, data: credential.data });
	}
	return new EngineCredentialsHelper(store, setup.credentialTypes ?? []);
}

/** The node as it stands in a workflow. */
export function nodeFor(setup: NodeSetup): INode {
	const { description } = NodeHelpers.getVersionedNodeType(setup.node);
	const version = description.defaultVersion ?? description.version;
	return {
		id: 'node-under-test',
		name: setup.name ?? String(description.defaults.name ?? description.displayName),
		type: setup.type ?? `n8n-nodes-mfa.${description.name}`,
		typeVersion: Array.isArray(version) ? (version.at(-1) ?? 1) : version,
		position: [200, 0],
		parameters: structuredClone(setup.parameters ?? {}),
		credentials: Object.fromEntries(
			chosen(setup.credentials).map(([type, credential]) => [type, identityOf(type, credential)]),
		),
	};
}

/** Id and name of a credential, made of its type where the test gave none. */
export function identityOf(
	type: string,
	credential: Pick<CredentialInput, 'id' | 'name'>,
): { id: string; name: string } {
	return { id: credential.id ?? `id-of-${type}`, name: credential.name ?? `Name of ${type}` };
}

function chosen(credentials: NodeSetup['credentials'] = {}): Array<[string, CredentialInput]> {
	return Object.entries(credentials).flatMap(([type, credential]) =>
		credential ? [[type, credential]] : [],
	);
}
