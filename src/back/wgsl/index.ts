/**
 * The WGSL back end: kernels → one shader each (bindings form). In: a module whose kernels were inlined completely and optimised. A kernel that needs what is not
 * there yet is reported with its place and left out.
 */
import type { DiagnosticSink } from '../../diagnostics/diagnostic.js';
import { wgslMessages } from '../../diagnostics/wgsl-messages.js';
import type { Func, Module } from '../../ir/ir.js';
import { forEachInst } from '../../ir/walk.js';
import { isFunction } from './inlining.js';
import { maskReturns } from './masks.js';
import { createShader, declarationsOf } from './shader.js';
import type { LineOf } from './shader.js';
import { emitBody } from './statements.js';
import { DivergentBarrier, NeedsWords, Unsupported } from './unsupported.js';

export interface WgslEnvironment {
  readonly diagnostics: DiagnosticSink;
  readonly lineOf: LineOf;
}

const INPUTS: Record<string, string> = {
  thread_idx: '@builtin(local_invocation_id) thread_idx: vec3u',
  block_idx: '@builtin(workgroup_id) block_idx: vec3u',
  grid_dim: '@builtin(num_workgroups) grid_dim: vec3u',
  lane: '@builtin(subgroup_invocation_id) lane: u32',
  thread_index: '@builtin(local_invocation_index) thread_index: u32',
};

/** WGSL of one kernel. Throws Unsupported. */
export function kernelToWgsl(fn: Func, lineOf: LineOf): string {
  let kernel = fn;
  let asWords = new Set<unknown>();
  for (;;) {
    try {
      return translate(kernel, lineOf, asWords);
    } catch (error) {
      if (error instanceof DivergentBarrier && kernel === fn) {
        const masked = maskReturns(fn);
        if (masked === undefined) throw error;
        kernel = masked;
        asWords = new Set();
        continue;
      }
      if (!(error instanceof NeedsWords) || asWords.has(error.key)) throw error;
      asWords.add(error.key);
    }
  }
}

function translate(fn: Func, lineOf: LineOf, asWords: ReadonlySet<unknown>): string {
  forEachInst(fn.body!, (inst) => {
    if (inst.kind === 'call' && !isFunction(inst)) throw new Unsupported(inst.callee.name === 'printf' ? 'printf' : `a call of '${inst.callee.pretty}'`, inst.loc);
  });
  const shader = createShader(fn, lineOf, asWords);
  const body = emitBody(shader);
  const inputs = [...shader.inputs].map((name) => INPUTS[name]!);
  const head = inputs.length === 0 ? 'fn main() {' : `fn main(\n  ${inputs.join(',\n  ')},\n) {`;
  const at = lineOf(fn.loc);
  const origin = at === undefined ? '' : `${at.file.slice(at.file.lastIndexOf('/') + 1)}:${at.line}: `;
  const extensions = shader.subgroups ? 'enable subgroups;\ndiagnostic(off, subgroup_uniformity);\n\n' : '';
  return `// ${origin}${fn.pretty}\n${extensions}${declarationsOf(shader)}\n\n@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)\n${head}\n${body.join('\n')}\n}\n`;
}

/** A place in the program's own text: what was inlined from a library header is told of at its call. */
function userPlace(fn: Func, loc: number, lineOf: LineOf): number {
  if (loc === 0) return fn.loc;
  if (lineOf(loc) !== undefined) return loc;
  let place = fn.loc;
  forEachInst(fn.body!, (inst) => {
    if (inst.loc !== loc || place !== fn.loc) return;
    for (let site = inst.inlinedAt; site !== undefined && place === fn.loc; site = site.outer) if (lineOf(site.loc) !== undefined) place = site.loc;
  });
  return place;
}

/** WGSL of the kernel named `name` (mangled, or as in the source), or of all. */
export function emitKernelWgsl(module: Module, name: string | undefined, env: WgslEnvironment): string {
  const parts: string[] = [];
  let found = false;
  for (const fn of module.functions.values()) {
    if (fn.space !== 'kernel' || fn.body === undefined) continue;
    if (name !== undefined && fn.name !== name && !new RegExp(`\\b${name.replace(/[^A-Za-z0-9_]/g, '\\$&')}\\b`).test(fn.pretty)) continue;
    found = true;
    try {
      parts.push(kernelToWgsl(fn, env.lineOf));
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
      env.diagnostics.report(wgslMessages.unsupported, userPlace(fn, error.loc, env.lineOf), [fn.pretty, error.what]);
    }
  }
  if (!found && name !== undefined) env.diagnostics.report(wgslMessages.noSuchKernel, 0, [name]);
  return parts.join('\n');
}
