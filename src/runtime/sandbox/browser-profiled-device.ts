/** The Web Worker that serves the WebGPU device of a program that is profiled: an entry point of its own. */
import { findBrowserAdapter, ownPort } from './browser-threads.js';
import { runDeviceThread } from './device-thread.js';
import { recordProfile } from './profiling.js';

runDeviceThread(ownPort(), findBrowserAdapter, { record: recordProfile });
