/** Messages of lowering and the back ends: 8001–8099. */
import type { MessageTable } from './diagnostic.js';

export const lowerMessages = {
  unsupported: { code: 8001, severity: 'error', text: '{0} is not supported yet' },
  unsupportedInDevice: { code: 8002, severity: 'error', text: '{0} is not supported in device code' },
  synchronizationInCall: {
    code: 8004,
    severity: 'error',
    text: "{0} in '{1}', which is recursive, is not supported: threads can only wait for each other in functions that are inlined into the kernel",
  },
  hostVariable: { code: 8005, severity: 'error', text: "identifier '{0}' is undefined in device code: it is a host variable" },
  sharedInHost: { code: 8006, severity: 'error', text: "the __shared__ variable '{0}' cannot be used in a host function" },
  unknownPtx: { code: 8010, severity: 'error', text: "the PTX instruction '{0}' is not supported" },
} as const satisfies MessageTable;
