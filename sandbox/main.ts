import { CLIENTS, EMAILS, startAuth0Sandbox, STATIC_TOKENS, USERS } from './auth0';
import { APPLICATION_TOKENS, DEMO_USER, startEmnifySandbox } from './emnify';
import * as onelogin from './onelogin';
import { CONTROL_PREFIX } from './shared/control';

/**
 * `npm run sandbox`: starts the sandboxes and says how to reach them. Ports
 * come from the environment (`AUTH0_SANDBOX_PORT`, `ONELOGIN_SANDBOX_PORT`,
 * `EMNIFY_SANDBOX_PORT`), else they are fixed, so that a credential in n8n
 * stays right from one start to the next.
 */
const PORTS = {
	auth0: Number(process.env.AUTH0_SANDBOX_PORT ?? 4010),
	onelogin: Number(process.env.ONELOGIN_SANDBOX_PORT ?? 4011),
	emnify: Number(process.env.EMNIFY_SANDBOX_PORT ?? 4012),
};

async function main(): Promise<void> {
	const auth0 = await startAuth0Sandbox({ port: PORTS.auth0 });
	const oneLogin = await onelogin.startOneLoginSandbox({ port: PORTS.onelogin });
	const emnify = await startEmnifySandbox({ port: PORTS.emnify });
	const sandboxes = [auth0, oneLogin, emnify];

	print('Auth0', auth0.url, [
		['domain', auth0.host],
		['audience', `https://${auth0.settings.tenantDomain}/api/v2/`],
		...Object.values(CLIENTS).map((client): [string, string] => [
			client.name,
			`${client.client_id} / ${client.client_secret}`,
		]),
		['static token', STATIC_TOKENS.all],
		['static token, read only', STATIC_TOKENS.readOnly],
		...Object.entries(USERS)
			.slice(0, 5)
			.map(([name, id]): [string, string] => [`user ${name}`, `${id}  ${emailOf(name)}`]),
		['control', `${auth0.url}${CONTROL_PREFIX}/requests`],
	]);

	print('OneLogin', oneLogin.url, [
		['subdomain', oneLogin.host],
		...Object.values(onelogin.CLIENTS).map((client): [string, string] => [
			client.scope,
			`${client.client_id} / ${client.client_secret}`,
		]),
		['user ana', `${onelogin.USERS.ana}  ${onelogin.EMAILS.ana}`],
		['user ben', `${onelogin.USERS.ben}  ${onelogin.EMAILS.ben}`],
		['control', `${oneLogin.url}${CONTROL_PREFIX}/requests`],
	]);

	print('emnify', emnify.url, [
		['base URL', emnify.url],
		['application token', APPLICATION_TOKENS.all.token],
		['user credentials', `${DEMO_USER.username} / ${DEMO_USER.password}`],
		['control', `${emnify.url}${CONTROL_PREFIX}/requests`],
	]);

	const stop = () => {
		void Promise.all(sandboxes.map((sandbox) => sandbox.close())).then(() => process.exit(0));
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

function emailOf(name: string): string {
	return name in EMAILS ? EMAILS[name as keyof typeof EMAILS] : EMAILS.twins;
}

function print(service: string, url: string, lines: Array<[string, string]>): void {
	const width = Math.max(...lines.map(([label]) => label.length)) + 2;
	console.log(`${service} sandbox  ${url}`);
	for (const [label, value] of lines) console.log(`  ${label.padEnd(width)}${value}`);
	console.log('');
}

void main();
