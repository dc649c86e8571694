import { describeEditor } from './journeys';
import { N8N_1 } from './lines';

describeEditor(N8N_1);
