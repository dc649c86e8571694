import { matrixTests } from './matrixTests';
import { emnify } from './emnify';

matrixTests(emnify);
