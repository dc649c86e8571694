import { matrixTests } from './matrixTests';
import { oneLogin } from './onelogin';

matrixTests(oneLogin);
