import axios, { type AxiosInstance } from 'axios';
import { randomBytes } from 'node:crypto';

export interface Login {
	email: string;
	password: string;
}

/**
 * Gives the editor an owner through n8n's own set-up page, or signs in with the
 * login of an earlier start.
 *
 * @param url base address of the running n8n
 * @param known login of an earlier start on the same data
 * @returns the login, tried out; undefined when n8n has an owner with another login
 */
export async function ensureOwner(
	url: string,
	known: Login | undefined,
): Promise<Login | undefined> {
	const rest = axios.create({
		baseURL: `${url}/rest`,
		proxy: false,
		timeout: 30_000,
		validateStatus: () => true,
	});
	if (known && (await signsIn(rest, known))) return known;
	const login = { email: 'demo@example.com', password: newPassword() };
	const setUp = await rest.post('/owner/setup', { ...login, firstName: 'Demo', lastName: 'Owner' });
	return setUp.status === 200 && (await signsIn(rest, login)) ? login : undefined;
}

async function signsIn(rest: AxiosInstance, login: Login): Promise<boolean> {
	const { status } = await rest.post('/login', {
		emailOrLdapLoginId: login.email,
		password: login.password,
	});
	return status === 200;
}

/** n8n wants 8 to 64 characters with a digit and a capital. */
function newPassword(): string {
	return `Demo1-${randomBytes(6).toString('hex')}`;
}
