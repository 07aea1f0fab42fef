/** The Web Worker that runs blocks of kernels: an entry point of its own. */
import { ownPort } from './browser-threads.js';
import { runKernelThread } from './kernel-thread.js';

runKernelThread(ownPort());
