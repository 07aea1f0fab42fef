/** The Web Worker in which a program runs: an entry point of its own. */
import { ownPort } from './browser-threads.js';
import { runProgramThread } from './program-thread.js';

runProgramThread(ownPort());
