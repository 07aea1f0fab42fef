/** The device's thread of a program that is carried in a page or module: a Web Worker, or a worker thread of Node. An entry point of its own. */
import { findBrowserAdapter, ownPort } from './browser-threads.js';
import { chunkLoader } from './chunks.js';
import { runDeviceThread } from './device-thread.js';
import type { DeviceReply, DeviceRequest } from './messages.js';
import { findNodeAdapter, isNode, nodePort } from './node-threads.js';

if (isNode()) void nodePort<DeviceReply, DeviceRequest>().then((main) => runDeviceThread(main, findNodeAdapter, { chunks: chunkLoader }));
else runDeviceThread(ownPort(), findBrowserAdapter, { chunks: chunkLoader });
