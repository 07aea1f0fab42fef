/** The Web Worker that owns the WebGPU device and serves it: an entry point of its own. A page's own thread would stutter, and must not wait. */
import { ownPort } from './browser-threads.js';
import { runDeviceThread } from './device-thread.js';

runDeviceThread(ownPort(), async () => {
  if (navigator.gpu === undefined) return 'this browser has no WebGPU, or keeps it from pages that are not served by https or from localhost';
  return (await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' })) ?? 'this browser found no device for WebGPU';
});
