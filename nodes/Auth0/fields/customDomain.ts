import type { INodeProperties } from 'n8n-workflow';

/** The node's own option beside those of every node; see `readCustomDomain`. */
export const customDomainOption: INodeProperties = {
	displayName: 'Custom Domain',
	name: 'customDomain',
	type: 'string',
	default: '',
	placeholder: 'e.g. login.example.com',
	description:
		'Which domain the links and emails name that Auth0 makes, for tenants with several custom domains. Sent with Block, Unblock, Create Ticket, the block of Offboard and the ticket of Reset MFA. It is the same for all items of a run: an expression is read with the first one.',
};
