/** Messages of the WGSL back end: 8201–8299. */
import type { MessageTable } from './diagnostic.js';

export const wgslMessages = {
  unsupported: { code: 8201, severity: 'error', text: "kernel '{0}' needs {1}, which the WebGPU device does not do yet; run it with --device cpu" },
  waitsInLoop: { code: 8203, severity: 'error', text: "kernel '{0}' waits here in a loop until another thread has written something; this WebGPU device does not promise to run that thread meanwhile; run it with --device cpu" },
  noSuchKernel: { code: 8202, severity: 'error', text: "no kernel is named '{0}'" },
  noClock: { code: 8204, severity: 'warning', text: 'kernels on the WebGPU device have no clock: what this reads goes up by 1000 ticks at each reading by any thread, from the time of the launch on; it measures nothing' },
} as const satisfies MessageTable;
