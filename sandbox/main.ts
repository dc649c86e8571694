import { CLIENTS, EMAILS, startAuth0Sandbox, STATIC_TOKENS, USERS } from './auth0';
import { CONTROL_PREFIX } from './shared/control';

/**
 * `npm run sandbox`: starts the sandboxes and says how to reach them. Ports
 * come from the environment (`AUTH0_SANDBOX_PORT`), else they are fixed, so
 * that a credential in n8n stays right from one start to the next.
 */
const PORTS = { auth0: Number(process.env.AUTH0_SANDBOX_PORT ?? 4010) };

async function main(): Promise<void> {
	const auth0 = await startAuth0Sandbox({ port: PORTS.auth0 });
	// OneLogin and emnify are started here as well, once their sandboxes exist.
	const sandboxes = [auth0];

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
