import './environment';
import './network-fence';
import './clock';
import 'reflect-metadata';
import { InstanceSettings } from 'n8n-core';
import { LoggerProxy } from 'n8n-workflow';
import { USER_FOLDER } from './environment';
import { requireFromCore } from './line';
import { captureLogger } from './log-capture';

/**
 * n8n-core takes its services from a dependency injection container. Three of
 * them are stood in for: the logger, so that a test sees what a node logs; the
 * instance settings, whose real counterpart writes a key file when it is made;
 * and the keeper of SSH tunnels, which on 1.x starts a timer that would keep the
 * test process alive.
 */
interface DependencyContainer {
	set(type: unknown, instance: unknown): void;
}

const { Container } = requireFromCore('@n8n/di') as { Container: DependencyContainer };
const { Logger } = requireFromCore('@n8n/backend-common') as { Logger: unknown };

const { SSHClientsManager } = requireFromCore('./execution-engine/ssh-clients-manager') as {
	SSHClientsManager: unknown;
};

const instanceSettings = {
	n8nFolder: USER_FOLDER,
	instanceId: 'engine-tests',
	hostId: 'main-engine-tests',
	hmacSignatureSecret: 'engine-tests-only',
	encryptionKey: 'engine-tests-only',
	instanceType: 'main',
	instanceRole: 'leader',
	isLeader: true,
	isMultiMain: false,
};

Container.set(Logger, captureLogger);
Container.set(InstanceSettings, instanceSettings);
Container.set(SSHClientsManager, {});
LoggerProxy.init(captureLogger);
