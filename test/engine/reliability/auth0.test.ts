import { matrixTests } from './matrixTests';
import { auth0 } from './auth0';

matrixTests(auth0);
