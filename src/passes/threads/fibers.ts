/**
 * Kernels whose threads wait for each other in ways that loops cannot express: each thread is a fiber, a resumable state machine with a frame in memory; the scheduler
 * (sysroot/lib/cuda/fibers.cpp) runs the fibers of a block in turn.
 *
 * In: a kernel. Out: `step(fiber, launch, bx, by, bz) → reason`, which runs one fiber from its state to the next waiting point (step-function.ts), and the block function, which calls
 * `__cw_run_fibers(launch, step, frame bytes, bx, by, bz)` for each block. Special registers and parameters are read again in each state.
 */
import { binary, call, constI32, createBuilder, FALSE, functionAddress, load, valueTypeOf } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { Func, RegionParam, SpecialRegister, Value } from '../../ir/ir.js';
import { buildBlockFunction, byteOffset, loadLaunchField, setBlockSpecials, setThreadSpecials } from './block-function.js';
import type { KernelSetting } from './block-function.js';
import { buildStateMachine } from './state-machine.js';
import { declareStep, header, layOutFrame, writeStates } from './step-function.js';

interface Fibers {
  readonly setting: KernelSetting;
  readonly fiber: Value;
  readonly launch: Value;
  readonly blockIdx: readonly Value[];
}

export function lowerFibers(kernel: Func, setting: KernelSetting): { entry: Func; step: Func } {
  const run = setting.library('__cw_run_fibers');
  if (run === undefined) throw new Error(`kernel ${kernel.name} needs __cw_run_fibers, which is not linked`);
  const { step, frameBytes } = buildStep(kernel, setting);
  const entry = buildBlockFunction(
    kernel,
    setting,
    () => undefined,
    (b, block) => {
      call(b, run, [block.launch, functionAddress(step), constI32(frameBytes), block.blockIdx[0], block.blockIdx[1], block.blockIdx[2]]);
    },
  );
  return { entry, step };
}

function buildStep(kernel: Func, setting: KernelSetting): { step: Func; frameBytes: number } {
  const body = kernel.body!;
  const machine = buildStateMachine(body);
  const kernelParams = new Set<Value>(body.params);
  const frame = layOutFrame(body, machine, (v) => kernelParams.has(v));
  const { step, region } = declareStep(kernel);
  const [fiber, launch, ...blockIdx] = region.params;
  const b = createBuilder(region);
  b.loc = kernel.loc;
  if (setting.calleeSpecials.size > 0 || setting.current.thread !== undefined) {
    const at = (offset: number): Value => load(b, 'i32', byteOffset(b, fiber, offset), false, 4);
    // A block that waited for others goes on after they have set theirs.
    setBlockSpecials(b, setting, blockIdx);
    const linear = at(header.linear);
    setThreadSpecials(b, setting, { x: at(header.x), y: at(header.y), z: at(header.z), linear, place: linear });
  }
  const f: Fibers = { setting, fiber, launch, blockIdx };
  writeStates(b, {
    name: kernel.name, machine, frame, address: fiber, known: new Map(),
    constant: (at, value) => (value.kind === 'global-address' && value.global.space === 'shared' ? byteOffset(at, loadLaunchField(at, launch, 'shared'), setting.sharedOffset(value.global)) : value),
    special: (at, inst) => readSpecial(f, at, inst.register),
    reread: (at, value) => readParameter(f, at, kernel, value),
  });
  return { step, frameBytes: frame.bytes };
}

/** Special registers are read where they are used: from the fiber's header, the launch, or the step's arguments. */
function readSpecial(f: Fibers, b: Builder, register: SpecialRegister): Value {
  const fromFiber = (offset: number): Value => load(b, 'i32', byteOffset(b, f.fiber, offset), false, 4);
  switch (register) {
    case 'threadIdx.x':
      return fromFiber(header.x);
    case 'threadIdx.y':
      return fromFiber(header.y);
    case 'threadIdx.z':
      return fromFiber(header.z);
    case 'linearThread':
      return fromFiber(header.linear);
    case 'laneid':
      return binary(b, 'and', fromFiber(header.linear), constI32(31));
    case 'blockDim.x':
      return loadLaunchField(b, f.launch, 'block_x');
    case 'blockDim.y':
      return loadLaunchField(b, f.launch, 'block_y');
    case 'blockDim.z':
      return loadLaunchField(b, f.launch, 'block_z');
    case 'gridDim.x':
      return loadLaunchField(b, f.launch, 'grid_x');
    case 'gridDim.y':
      return loadLaunchField(b, f.launch, 'grid_y');
    case 'gridDim.z':
      return loadLaunchField(b, f.launch, 'grid_z');
    case 'blockIdx.x':
      return f.blockIdx[0];
    case 'blockIdx.y':
      return f.blockIdx[1];
    case 'blockIdx.z':
      return f.blockIdx[2];
    case 'dynamicShared':
      return byteOffset(b, loadLaunchField(b, f.launch, 'shared'), f.setting.staticShared);
    default:
      return register satisfies never;
  }
}

function readParameter(f: Fibers, b: Builder, kernel: Func, v: Value): Value | undefined {
  const index = kernel.body!.params.indexOf(v as RegionParam);
  if (index < 0) return undefined;
  // Their answer is kept nowhere.
  if (v === f.setting.apart?.param) return FALSE;
  const place = kernel.kernel!.params[index];
  const address = byteOffset(b, loadLaunchField(b, f.launch, 'params'), place.offset);
  const scalar = place.type.kind === 'scalar' ? place.type.scalar : undefined;
  if (scalar === undefined || valueTypeOf(scalar) !== v.type) return address;
  return load(b, scalar, address, place.type.kind === 'scalar' && !place.type.unsigned, place.type.align);
}
