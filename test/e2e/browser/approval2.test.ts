import { describeApproval } from './approval';
import { N8N_2 } from './lines';

describeApproval({ ...N8N_2, port: 5910 });
