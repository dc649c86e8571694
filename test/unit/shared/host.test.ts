import { runInNewContext } from 'node:vm';

import type { ICredentialType } from 'n8n-workflow';

import { Auth0MfaOAuth2Api } from '../../../credentials/Auth0MfaOAuth2Api.credentials';
import { Auth0MfaTokenApi } from '../../../credentials/Auth0MfaTokenApi.credentials';
import { EmnifyMfaApi } from '../../../credentials/EmnifyMfaApi.credentials';
import { OneLoginMfaOAuth2Api } from '../../../credentials/OneLoginMfaOAuth2Api.credentials';
import { auth0Dialect } from '../../../nodes/Auth0/transport/dialect';
import { emnifyDialect } from '../../../nodes/Emnify/transport/dialect';
import { oneLoginDialect } from '../../../nodes/OneLogin/transport/dialect';
import type { Dialect } from '../../../nodes/shared/http/dialect';
import { filledIn, HOST_ENTRIES } from '../../support/hosts';

interface Subject {
	credential: ICredentialType;
	dialect: Dialect;
	field: string;
	home: string;
	/** A bare word is a subdomain of this. */
	below?: string;
}

const SUBJECTS: Subject[] = [
	{
		credential: new Auth0MfaOAuth2Api(),
		dialect: auth0Dialect,
		field: 'domain',
		home: 'tenant.auth0.com',
	},
	{
		credential: new Auth0MfaTokenApi(),
		dialect: auth0Dialect,
		field: 'domain',
		home: 'tenant.auth0.com',
	},
	{
		credential: new OneLoginMfaOAuth2Api(),
		dialect: oneLoginDialect,
		field: 'subdomain',
		home: 'acme.onelogin.com',
		below: 'onelogin.com',
	},
	{
		credential: new EmnifyMfaApi(),
		dialect: emnifyDialect,
		field: 'baseUrl',
		home: 'cdn.emnify.net',
	},
];

/** What n8n makes of an expression of a credential when `typed` stands in its field. */
function evaluated(expression: string, field: string, typed: string): string {
	const data = { [field]: typed };
	const script = expression.replace(/^=\{\{|\}\}$/g, '');
	return String(runInNewContext(script, { $self: data, $credentials: data }));
}

/** Every expression by which n8n itself finds the host. */
function expressionsOf({ properties, test }: ICredentialType): string[] {
	const tokenUrl = properties.find(({ name }) => name === 'accessTokenUrl')?.default;
	return [tokenUrl, test?.request.baseURL].filter((one) => typeof one === 'string');
}

const originAt = (url: string): string | undefined =>
	URL.canParse(url) ? new URL(url).origin : undefined;

describe.each(SUBJECTS)('$credential.name', ({ credential, dialect, field, home, below }) => {
	const hosts = { home, local: '127.0.0.1:4010', evil: 'evil.example' };
	const cases = HOST_ENTRIES.map(
		({ typed, becomes, why, word }) =>
			[
				filledIn(typed, hosts),
				word && below ? `https://${typed}.${below}` : becomes && filledIn(becomes, hosts),
				why,
			] as const,
	);

	test.each(cases)('%j becomes %s: %s', (typed, origin) => {
		const baseUrl = dialect.baseUrl({ [field]: typed });
		expect(baseUrl && originAt(baseUrl)).toBe(origin);
		const made = expressionsOf(credential).map((one) => evaluated(one, field, typed));
		expect(made.length).toBeGreaterThan(0);
		expect(made.map(originAt)).toEqual(made.map(() => origin));
		if (origin !== undefined) {
			// Nothing of what was typed but the host.
			for (const url of [baseUrl ?? '', ...made]) expect(url.startsWith(origin)).toBe(true);
			return;
		}
		const { message, description } = dialect.explainHost({ [field]: typed });
		const { displayName } = credential.properties.find(({ name }) => name === field) ?? {};
		expect(message).toContain(`'${displayName ?? ''}'`);
		expect(description).toContain('Nothing was sent');
	});
});
