/** The Web Worker that owns the WebGPU device and serves it: an entry point of its own. A page's own thread would stutter, and must not wait. */
import { findBrowserAdapter, ownPort } from './browser-threads.js';
import { runDeviceThread } from './device-thread.js';

runDeviceThread(ownPort(), findBrowserAdapter);
