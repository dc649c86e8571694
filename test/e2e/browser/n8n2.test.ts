import { describeEditor } from './journeys';
import { N8N_2 } from './lines';

describeEditor(N8N_2);
