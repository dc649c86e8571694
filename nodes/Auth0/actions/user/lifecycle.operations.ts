import { auditOperation, offboardOperation, resetOperation } from '../../../shared/lifecycle';
import { auth0Lifecycle } from '../../lifecycle';

export const auditMfa = auditOperation(auth0Lifecycle);
export const offboard = offboardOperation(auth0Lifecycle);
export const resetMfa = resetOperation(auth0Lifecycle);
