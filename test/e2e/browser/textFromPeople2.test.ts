import { describeTextFromPeople } from './textFromPeople';
import { N8N_2 } from './lines';

describeTextFromPeople({ ...N8N_2, port: 5910 });
