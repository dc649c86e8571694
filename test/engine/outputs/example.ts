import type { IDataObject } from 'n8n-workflow';

import type { Subject } from './subject';

/** Names of what only the person it is meant for should read. */
const SECRET =
	/^(totp_?secret|secret_?key|otpauth|otpauth_uri|totp_url|recovery_?code|ticket_(id|url)|enrollmentTicket|mfa_?token|state_?token|authToken|refreshToken)$/i;
const TIME = /(\d{4}-\d\d-\d\dT\d\d:\d\d:)(\d\d)(\.\d+)?(?=Z|\+0000)/g;
const SANDBOX = /127\.0\.0\.1(:|%3A)\d+/g;

/** An output as an example: nothing secret, and the same however fast the run was. */
export function exampleOf(row: IDataObject, { host, node }: Subject): IDataObject {
	const name = node.description.displayName;
	return JSON.parse(JSON.stringify(row), (key, value: unknown) => {
		if (typeof value === 'number')
			return key.endsWith('Seconds') ? Math.ceil(value / 60) * 60 : value;
		if (typeof value !== 'string') return value;
		if (SECRET.test(key)) return '(secret)';
		if (/^(id-of-|Name of )/.test(value)) return key === 'id' ? 'hB3kq0ZtY7' : `${name} credential`;
		return value
			.replace(SANDBOX, host)
			.replace(
				TIME,
				(_, start: string, _seconds: string, rest = '') =>
					`${start}00${(rest as string).replace(/\d/g, '0')}`,
			);
	}) as IDataObject;
}
