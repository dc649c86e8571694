import type { INodeProperties } from 'n8n-workflow';

/** Tokens stand in output only where the user asked for them. */
export const includeTokensField: INodeProperties = {
	displayName: 'Include Tokens',
	name: 'includeTokens',
	type: 'boolean',
	default: false,
	description:
		'Whether to give out the tokens too. Whoever reads the stored execution can use them until they expire.',
};
