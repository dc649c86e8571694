import { ManagementClient } from 'auth0';

/**
 * A script on the vendor's own SDK, as a process of its own: deletes the authenticator app of
 * `count` users with `poolSize` requests at a time, with the SDK's own repetitions.
 *
 * Usage: tsx sdk.ts HOST TOKEN COUNT POOL
 */
const [host = '', token = '', count = '0', poolSize = '1'] = process.argv.slice(2);

// The SDK speaks https only and takes no other fetch function.
const real = globalThis.fetch;
globalThis.fetch = async (input, init) => {
	const url = input instanceof Request ? input.url : String(input);
	if (!url.startsWith(`https://${host}/`)) throw new Error(`The SDK called ${url}`);
	return await real(url.replace('https://', 'http://'), init);
};

async function main(): Promise<void> {
	const client = new ManagementClient({ domain: host, token });
	let next = 0;
	let failed = 0;
	const worker = async () => {
		while (next < Number(count)) {
			const index = next++;
			try {
				await client.users.authenticationMethods.delete(
					`auth0|bench${index}`,
					`totp|dev_bench${index}`,
				);
			} catch {
				failed++;
			}
		}
	};
	await Promise.all(Array.from({ length: Number(poolSize) }, worker));
	console.log(JSON.stringify({ failed }));
}

void main();
