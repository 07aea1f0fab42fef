/** Functions of the library that kernels have others for where they are shaders: sysroot/lib/cuda/device_heap.cpp has their own heap, device_launches.cpp what they ask of the runtime, device_reads.cpp what Thrust's references ask. */
import type { Module } from '../../../ir/ir.js';
import { forEachInst } from '../../../ir/walk.js';

/** By assembler name. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  malloc: '__cw_device_malloc', _Znwm: '__cw_device_malloc', _Znam: '__cw_device_malloc', _ZnwmRKSt9nothrow_t: '__cw_device_new_nothrow', _ZnamRKSt9nothrow_t: '__cw_device_new_nothrow',
  free: '__cw_device_free', _ZdlPv: '__cw_device_free', _ZdaPv: '__cw_device_free', _ZdlPvm: '__cw_device_delete_sized', _ZdaPvm: '__cw_device_delete_sized',
  _ZdlPvRKSt9nothrow_t: '__cw_device_delete_nothrow', _ZdaPvRKSt9nothrow_t: '__cw_device_delete_nothrow',
  __cw_launch_in_kernel: '__cw_shader_launch', cudaMemcpyAsync: '__cw_shader_copy', cudaMemsetAsync: '__cw_shader_fill', cudaMalloc: '__cw_shader_allocate', cudaFree: '__cw_shader_free',
  cudaGetLastError: '__cw_shader_get_error', cudaPeekAtLastError: '__cw_shader_peek_error', cudaGetDevice: '__cw_shader_device', cudaGetDeviceCount: '__cw_shader_devices',
  cudaStreamCreateWithFlags: '__cw_shader_stream', cudaStreamDestroy: '__cw_shader_end_stream', cudaStreamWaitEvent: '__cw_shader_await',
  cudaEventCreateWithFlags: '__cw_shader_event', cudaEventDestroy: '__cw_shader_end_event', cudaEventRecord: '__cw_shader_record',
  __cw_reads_remotely: '__cw_shader_reads_remotely', __cw_copy_remotely: '__cw_shader_copy_remotely',
};

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
        const name = inst.kind === 'call' ? replacementOf(inst.callee.name) : undefined;
        if (name !== undefined) found.add(name);
      });
    }
  }
  return [...found];
}
