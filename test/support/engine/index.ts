/** n8n nodes and credentials in n8n-core's own engine: see README.md. */
import './container';

export { clock } from './clock';
export { CredentialStore } from './credential-store';
export type { SavedCredential } from './credential-store';
export { CORE_VERSION, LINE } from './line';
export type { LogEntry } from './log-capture';
export type { CredentialInput, NodeSetup } from './node-setup';
export { runNode } from './run-node';
export type { RunNodeOptions, RunNodeResult } from './run-node';
export { searchList } from './search-list';
export type { SearchListOptions } from './search-list';
export { searchable } from './serialize';
export { testCredential } from './test-credential';
export type { TestCredentialOptions, TestCredentialResult } from './test-credential';
