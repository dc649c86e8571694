import { describeTextFromPeople } from './textFromPeople';
import { N8N_1 } from './lines';

describeTextFromPeople({ ...N8N_1, port: 5930 });
