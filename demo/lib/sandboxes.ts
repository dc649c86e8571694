import { startAuth0Sandbox, type Auth0Sandbox } from '../../sandbox/auth0';
import { startEmnifySandbox, type EmnifySandbox } from '../../sandbox/emnify';
import { startOneLoginSandbox, type OneLoginSandbox } from '../../sandbox/onelogin';
import { seedLeavers } from './leavers';

/** A request as it reached one of the services. */
export interface ServiceRequest {
	service: Service;
	method: string;
	/** Path and query as they came over the wire. */
	url: string;
	/** Null when the connection was cut before. */
	status: number | null;
}

export const SERVICES = ['auth0', 'oneLogin', 'emnify'] as const;
export type Service = (typeof SERVICES)[number];

/** The three services that the demo works with. */
export interface Sandboxes {
	auth0: Auth0Sandbox;
	oneLogin: OneLoginSandbox;
	emnify: EmnifySandbox;
}

/** Starts all three, with the demo's leavers in them. */
export async function startSandboxes(ports: Readonly<Record<Service, number>>): Promise<Sandboxes> {
	const sandboxes: Sandboxes = {
		auth0: await startAuth0Sandbox({ port: ports.auth0 }),
		oneLogin: await startOneLoginSandbox({ port: ports.oneLogin }),
		emnify: await startEmnifySandbox({ port: ports.emnify }),
	};
	seedLeavers(sandboxes);
	return sandboxes;
}

export async function closeSandboxes(sandboxes: Sandboxes): Promise<void> {
	await Promise.all(SERVICES.map((service) => sandboxes[service].close()));
}

/** All requests so far, service by service. */
export function requestsOf(sandboxes: Sandboxes): ServiceRequest[] {
	return SERVICES.flatMap((service) =>
		sandboxes[service].requests.map(({ method, url, status }) => ({
			service,
			method,
			url,
			status: status ?? null,
		})),
	);
}

export function forgetRequests(sandboxes: Sandboxes): void {
	for (const service of SERVICES) sandboxes[service].clearRequests();
}
