/** Messages of lowering and the back ends: 8001–8099. */
import type { MessageTable } from './diagnostic.js';

export const lowerMessages = {
  unsupported: { code: 8001, severity: 'error', text: '{0} is not supported yet' },
  unsupportedInDevice: { code: 8002, severity: 'error', text: '{0} is not supported in device code' },
  builtinNeedsConstant: { code: 8003, severity: 'error', text: "argument to '{0}' must be a constant" },
} as const satisfies MessageTable;
