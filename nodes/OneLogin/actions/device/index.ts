import type { Resource } from '../../../shared/operation';
import { activate } from './activate.operation';
import { challenge } from './challenge.operation';
import { enroll } from './enroll.operation';
import { getAll } from './getAll.operation';
import { remove } from './remove.operation';
import { removeAll } from './removeAll.operation';
import { verify } from './verify.operation';

export const device: Resource = {
	option: { name: 'Device', value: 'device', description: 'A factor that a user has enrolled' },
	operations: [activate, challenge, enroll, getAll, remove, removeAll, verify],
};
