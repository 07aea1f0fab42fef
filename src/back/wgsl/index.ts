/**
 * The WGSL back end: kernels → one shader each (bindings form). In: kernels that were inlined completely and optimised. A kernel that needs what is not
 * there yet is reported with its place and left out.
 */
import type { DiagnosticSink } from '../../diagnostics/diagnostic.js';
import { wgslMessages } from '../../diagnostics/wgsl-messages.js';
import type { Func } from '../../ir/ir.js';
import type { ShaderForm } from './interface.js';
import { kernelShader } from './kernel-shader.js';
import type { LineOf } from './shader.js';

export interface WgslEnvironment {
  readonly diagnostics: DiagnosticSink;
  readonly lineOf: LineOf;
  /** As kernels are for large grids, where that is another shader. Default false. */
  readonly large?: boolean;
  /** With memory by address, wherever that is possible. Default false. */
  readonly arenaAlways?: boolean;
}

/** As it is for programs whose memory fits into one heap. */
function withOneHeap(form: ShaderForm): string {
  const lines = (form.head + form.entry + form.body).split('\n').filter((line) => !line.includes('heap_J'));
  return lines.join('\n').replaceAll('heap_K_binding', String(form.bindings.length + 1)).replaceAll(/heap_(?:[KL]|R\d+)/g, 'heap_0');
}

/** WGSL of the kernel named `name` (mangled, or as in the source), or of all. */
export function emitKernelWgsl(kernels: readonly Func[], name: string | undefined, env: WgslEnvironment): string {
  const parts: string[] = [];
  let found = false;
  for (const fn of kernels) {
    if (name !== undefined && fn.name !== name && !new RegExp(`\\b${name.replace(/[^A-Za-z0-9_]/g, '\\$&')}\\b`).test(fn.pretty)) continue;
    found = true;
    const { distinct, arena, coarse } = kernelShader(fn, env.lineOf, {
      onlyDistinct: env.large ? 'and coarse' : true,
      arenaAlways: env.arenaAlways ?? false,
      refusal: (kernel, loc, what) => {
        env.diagnostics.report(wgslMessages.unsupported, loc, [kernel.pretty, what]);
        return what;
      },
    });
    const form = (env.large ? coarse?.distinct : undefined) ?? distinct ?? arena;
    if (form !== undefined) parts.push(withOneHeap(form));
  }
  if (!found && name !== undefined) env.diagnostics.report(wgslMessages.noSuchKernel, 0, [name]);
  return parts.join('\n');
}
