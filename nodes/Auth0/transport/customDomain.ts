import type { IDataObject } from 'n8n-workflow';

import { isHostName } from '../../shared/host';
import type { ApiCall } from '../../shared/http/call';
import type { OptionHeaders, Told } from '../../shared/http/dialect';
import { visible } from '../../shared/visible';

/**
 * Which of a tenant's custom domains the links and mails name that a call makes. A tenant with
 * several verified ones refuses the call without it, with a 409 (Auth0, Multiple Custom Domains).
 */
export function customDomainHeader(domain: string): Record<string, string> {
	return { 'auth0-custom-domain': domain };
}

/**
 * The calls that Auth0 documents the header for, of those that the node makes (Auth0 Management API,
 * PATCH /users/{id}, POST /guardian/enrollments/ticket).
 */
function takesCustomDomain({ method, path }: ApiCall): boolean {
	const [first, second, third] = path;
	if (method === 'PATCH') return first === 'users' && path.length === 2;
	return (
		method === 'POST' && first === 'guardian' && second === 'enrollments' && third === 'ticket'
	);
}

/**
 * What the node's option Custom Domain adds to calls. An option that is set and holds nothing is
 * told: whoever set it wanted a domain, and the tenant's default one would stand in the link.
 */
export function readCustomDomain(options: IDataObject): OptionHeaders | Told {
	if (!('customDomain' in options)) return () => ({});
	const { customDomain: given } = options;
	const domain = typeof given === 'string' ? given.trim() : given;
	if (domain === undefined || domain === null || domain === '') return IS_EMPTY;
	if (typeof domain !== 'string' || !isHostName(domain)) return noHostName(domain);
	const headers = customDomainHeader(domain);
	return (call) => (takesCustomDomain(call) ? headers : {});
}

/** What to tell of a Custom Domain that is no host name. */
export function noHostName(given: unknown): Told {
	const shown = typeof given === 'string' ? `: '${visible(given)}'` : '';
	return {
		message: `The parameter 'Custom Domain' is not a host name${shown}`,
		description:
			'Nothing was sent. Type the domain alone, e.g. login.example.com: no https://, no path, no port.',
	};
}

const IS_EMPTY: Told = {
	message: "The parameter 'Custom Domain' is empty",
	description:
		'Nothing was sent. Under Options, type the custom domain, e.g. login.example.com, or remove the option. Check its expression, if it has one: it is read with the first item.',
};
