/** The Web Worker in which a program runs that is profiled: an entry point of its own. */
import { ownPort } from './browser-threads.js';
import { recordProfile } from './profiling.js';
import { runProgramThread } from './program-thread.js';

runProgramThread(ownPort(), { record: recordProfile });
