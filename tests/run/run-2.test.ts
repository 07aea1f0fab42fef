/** A quarter of the programs (run-programs.ts). */
import { runPrograms } from './run-programs.js';

runPrograms(1, 4);
