import { auditOperation, offboardOperation, resetOperation } from '../../../shared/lifecycle';
import { oneLoginLifecycle } from '../../lifecycle';

export const auditMfa = auditOperation(oneLoginLifecycle);
export const offboard = offboardOperation(oneLoginLifecycle);
export const resetMfa = resetOperation(oneLoginLifecycle);
