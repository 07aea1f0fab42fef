/** Functions of the library that kernels have others for where they are shaders: sysroot/lib/cuda/device_heap.cpp has their own heap, device_launches.cpp what they ask of the runtime, device_clock.cpp clocks, device_reads.cpp what Thrust's references ask. */
import { makeInst } from '../../../ir/build.js';
import type { CallInst, Func, Inst, Module, Region, Value } from '../../../ir/ir.js';
import { forEachInst, replaceInsts, resolve } from '../../../ir/walk.js';

/** By assembler name. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  malloc: '__cw_device_malloc', _Znwm: '__cw_device_malloc', _Znam: '__cw_device_malloc', _ZnwmRKSt9nothrow_t: '__cw_device_new_nothrow', _ZnamRKSt9nothrow_t: '__cw_device_new_nothrow',
  free: '__cw_device_free', _ZdlPv: '__cw_device_free', _ZdaPv: '__cw_device_free', _ZdlPvm: '__cw_device_delete_sized', _ZdaPvm: '__cw_device_delete_sized',
  _ZdlPvRKSt9nothrow_t: '__cw_device_delete_nothrow', _ZdaPvRKSt9nothrow_t: '__cw_device_delete_nothrow',
  __cw_launch_in_kernel: '__cw_shader_launch', cudaMemcpyAsync: '__cw_shader_copy', cudaMemsetAsync: '__cw_shader_fill', cudaMalloc: '__cw_shader_allocate', cudaFree: '__cw_shader_free',
  cudaGetLastError: '__cw_shader_get_error', cudaPeekAtLastError: '__cw_shader_peek_error', cudaGetDevice: '__cw_shader_device', cudaGetDeviceCount: '__cw_shader_devices', cudaDeviceGetAttribute: '__cw_shader_attribute',
  cudaStreamCreateWithFlags: '__cw_shader_stream', cudaStreamDestroy: '__cw_shader_end_stream', cudaStreamWaitEvent: '__cw_shader_await',
  cudaEventCreateWithFlags: '__cw_shader_event', cudaEventDestroy: '__cw_shader_end_event', cudaEventRecord: '__cw_shader_record',
  clock: '__cw_device_clock',
  __cw_reads_remotely: '__cw_shader_reads_remotely', __cw_copy_remotely: '__cw_shader_copy_remotely',
};

/** What stands for intrinsics that shaders lack. */
const CLOCKS: Readonly<Record<string, string>> = { clock: '__cw_device_clock', globaltimer: '__cw_device_timer' };

/** The library's function that reads a clock as the instruction asks; undefined: it reads none. */
export function clockOf(inst: Inst): string | undefined {
  if (inst.kind === 'intrinsic') return Object.hasOwn(CLOCKS, inst.name) ? CLOCKS[inst.name] : undefined;
  return inst.kind === 'call' && inst.callee.name === 'clock' ? replacementOf('clock') : undefined;
}

/** Instructions that read clocks become calls of those functions. */
export function callClocks(body: Region, functionNamed: (name: string) => Func | undefined, onClock: ((loc: number) => void) | undefined): void {
  const replaced = new Map<Value, Value>();
  replaceInsts(body, (inst) => {
    const name = clockOf(inst);
    const callee = name === undefined ? undefined : functionNamed(name);
    if (callee === undefined) return undefined;
    onClock?.(inst.loc);
    if (inst.kind === 'call') return undefined;
    const call = makeInst<CallInst>({ kind: 'call', callee, operands: [] }, ['i64'], inst.loc);
    replaced.set(inst.results[0]!, call.results[0]!);
    return [call];
  });
  if (replaced.size === 0) return;
  forEachInst(body, (inst) => {
    for (let i = 0; i < inst.operands.length; i++) inst.operands[i] = resolve(replaced, inst.operands[i]!);
  });
}

export function replacementOf(name: string): string | undefined {
  return Object.hasOwn(REPLACEMENTS, name) ? REPLACEMENTS[name] : undefined;
}

/** Functions that the units' kernels may need instead of those they call. */
export function replacementsIn(units: readonly Module[]): string[] {
  const found = new Set<string>();
  for (const unit of units) {
    for (const fn of unit.functions.values()) {
      if (fn.space === 'host' || fn.body === undefined) continue;
      forEachInst(fn.body, (inst) => {
        const name = inst.kind === 'call' ? replacementOf(inst.callee.name) : clockOf(inst);
        if (name !== undefined) found.add(name);
      });
    }
  }
  return [...found];
}
