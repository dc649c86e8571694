import { describeApproval } from './approval';
import { N8N_1 } from './lines';

describeApproval({ ...N8N_1, port: 5930 });
