import { auditOperation, offboardOperation, resetOperation } from '../../../shared/lifecycle';
import { emnifyLifecycle } from '../../lifecycle';

export const auditMfa = auditOperation(emnifyLifecycle);
export const offboard = offboardOperation(emnifyLifecycle);
export const resetMfa = resetOperation(emnifyLifecycle);
