/** The thread of a program that is carried in a page or module: a Web Worker, or a worker thread of Node. An entry point of its own. */
import { ownPort } from './browser-threads.js';
import { chunkLoader } from './chunks.js';
import type { ProgramReply, ProgramStart } from './messages.js';
import { isNode, nodePort } from './node-threads.js';
import { runProgramThread } from './program-thread.js';

if (isNode()) void nodePort<ProgramReply, ProgramStart>().then((main) => runProgramThread(main, { chunks: chunkLoader }));
else runProgramThread(ownPort(), { chunks: chunkLoader });
