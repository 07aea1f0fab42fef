/** The thread of a program that is carried in a page or module, and further ones for its kernels and its host code: a Web Worker, or a worker thread of Node. An entry point of its own. */
import { ownPort } from './browser-threads.js';
import { chunkLoader } from './chunks.js';
import { runFurther } from './kernel-thread.js';
import type { KernelsStart, ProgramReply, ProgramStart } from './messages.js';
import { isNode, nodePort } from './node-threads.js';
import { runProgramThread } from './program-thread.js';

const extras = { chunks: chunkLoader, further: runFurther };
if (isNode()) void nodePort<ProgramReply, ProgramStart | KernelsStart>().then((main) => runProgramThread(main, extras));
else runProgramThread(ownPort(), extras);
