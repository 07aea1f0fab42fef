/** The binding for what kernels say (interface.ts), and the function of the shader that writes a fault there. */
import type { Shader } from './shader.js';

export const NO_STRING = '0xffffffffu';

/** Name of the binding. */
export const OUTPUT = 'kernel__output';

/** The block's linear index. */
export const LINEAR_BLOCK = '(block_idx.z * grid_dim.y + block_idx.y) * grid_dim.x + block_idx.x';

/** The function that reports a fault, which the shader has then. */
export function reportFunction(s: Shader): void {
  s.output = true;
  if (!s.helpers.has('report_fault')) {
    s.helpers.set('report_fault', `fn report_fault(code: u32, linear_block: u32, linear_thread: u32, message: u32, line: u32, file: u32, function_name: u32) {
  loop {
    let result = atomicCompareExchangeWeak(&${OUTPUT}[1], 0u, code);
    if result.exchanged {
      break;
    }
    if result.old_value != 0u {
      return;
    }
  }
  atomicStore(&${OUTPUT}[2], linear_block);
  atomicStore(&${OUTPUT}[3], linear_thread);
  atomicStore(&${OUTPUT}[4], message);
  atomicStore(&${OUTPUT}[5], line);
  atomicStore(&${OUTPUT}[6], file);
  atomicStore(&${OUTPUT}[7], function_name);
}`);
  }
}
