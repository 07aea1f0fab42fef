/**
 * Kernels whose blocks wait for each other (barriers across the grid), while the threads of a block part in ways only that loops over them can follow: each block is a resumable state machine, whose states are the code between
 * barriers of the grid. The scheduler of blocks (sysroot/lib/cuda/resident.cpp) runs all blocks to the next such barrier, again and again.
 *
 * In: a kernel split into parts, as for fission.ts. Out: `step(frame, launch, bx, by, bz) → reason`, which runs one block to its next barrier of the grid, and the block function, which hands a range of blocks to the scheduler:
 * `__cw_run_resident(launch, step, frame bytes, bytes of the threads' memory, first, end)`. A block has its own frame, shared memory and threads' memory, so addresses in them hold from one state to the next. What depends on
 * the launch and the block's index only is computed again in front of the states.
 */
import { barrier, binary, call, constI32, convert, createBuilder, functionAddress, load, returnValue } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import { constantAddress, isSpeculatable } from '../../ir/effects.js';
import type { Func, Inst, Region, SpecialInst, Value } from '../../ir/ir.js';
import { promoteMemory } from '../mem2reg.js';
import { tidy } from '../vectorize/tidy.js';
import { byteOffset, launchType, noteLastVectors, readLaunch, setBlockSpecials, setLaunchSpecials } from './block-function.js';
import type { KernelSetting } from './block-function.js';
import { copyInst } from './copy.js';
import type { Copier } from './copy.js';
import { blockHost, createFission, emitBlock } from './fission.js';
import type { Parts } from './regions.js';
import { buildStateMachine } from './state-machine.js';
import { declareStep, header, layOutFrame, writeStates } from './step-function.js';
import { allocateThreadMemory, createThreadMemory } from './thread-memory.js';
import type { Uniformity } from './uniformity.js';
import { makeParam } from '../../ir/shapes.js';

export interface ResidentBlocks {
  readonly entry: Func;
  readonly functions: readonly Func[];
  /** Why no part of it is vectorized. */
  readonly scalar: string | undefined;
}

export function lowerResidentBlocks(kernel: Func, parts: Parts, uniformity: Uniformity, setting: KernelSetting): ResidentBlocks {
  const run = setting.library('__cw_run_resident');
  if (run === undefined) throw new Error(`kernel ${kernel.name} needs __cw_run_resident, which is not linked`);
  const memory = createThreadMemory();
  const f = createFission(kernel, parts, uniformity, setting, memory);

  // The block in one piece, with barriers of the grid where they are.
  const { step: whole, region } = declareStep(kernel);
  const [frame, launch, ...blockIdx] = region.params;
  const b = createBuilder(region);
  b.loc = kernel.loc;
  const block = readLaunch(b, kernel, setting, launch);
  block.blockIdx.push(...blockIdx);
  noteLastVectors(b, kernel, setting, block);
  const perThread = allocateThreadMemory(b, memory, block.threadCount, (at) => convert(at, 'inttoptr', load(at, 'i32', byteOffset(at, frame, header.value), false, 4), 'ptr'));
  emitBlock(f, b, block, {
    ...blockHost(block, setting),
    barrier(at, inst, votes) {
      if (inst.barrier === 'grid') barrier(at, 'grid');
      return votes;
    },
  });
  returnValue(b, constI32(0));
  if (f.vectorized > 0) tidy(whole, setting.vectors?.compact === true);
  else promoteMemory(whole);

  const step = resumable(kernel, whole, setting);
  return { entry: entryOf(kernel, setting, run, step, perThread), functions: [step.step], scalar: f.vectorized > 0 ? undefined : (f.scalar ?? 'nothing to do between barriers') };
}

/** Where nobody needs what is asked of the runtime. */
function withoutAnswers({ apart: _, ...setting }: KernelSetting): KernelSetting {
  return setting;
}

interface Step {
  readonly step: Func;
  readonly frameBytes: number;
}

/** Cuts the block at its barriers of the grid. */
function resumable(kernel: Func, whole: Func, setting: KernelSetting): Step {
  const body = whole.body!;
  const { step, region } = declareStep(kernel);
  const [frame, launch, ...blockIdx] = region.params;
  const b = createBuilder(region);
  b.loc = kernel.loc;
  if (setting.calleeSpecials.size > 0) setLaunchSpecials(b, setting, readLaunch(b, kernel, withoutAnswers(setting), launch));
  setBlockSpecials(b, setting, blockIdx);
  const known = new Map<Value, Value>(body.params.map((param, i) => [param, region.params[i]]));
  repeat(b, body, body.params[0], body.params[1], known);
  const machine = buildStateMachine(body, { isPoint: (inst) => inst.kind === 'barrier' && inst.barrier === 'grid', mayWait: () => false });
  const own = layOutFrame(body, machine, (v) => known.has(v));
  writeStates(b, {
    name: kernel.name, machine, frame: own, address: frame, known,
    constant: (_, value) => value,
    special: noSpecial,
    reread: () => undefined,
  });
  return { step, frameBytes: own.bytes };
}

/** Moves what follows from the launch and the block's index from a region that is run from its beginning to `b`. */
function repeat(b: Builder, region: Region, frame: Value, launch: Value, known: Map<Value, Value>): void {
  const copier: Copier = {
    values: known, targets: new Map(), constant: (_, value) => value, special: noSpecial, leave: () => undefined,
  };
  const isKnown = (v: Value): boolean => (v.kind !== 'result' && v.kind !== 'param') || known.has(v);
  region.insts = region.insts.filter((inst) => {
    if (inst.kind === 'block') repeat(b, inst.body, frame, launch, known);
    if (!inst.operands.every(isKnown) || !(isSpeculatable(inst) || isConstantLoad(inst, frame, launch) || (inst.kind === 'intrinsic' && inst.name === 'memory-size'))) return true;
    copyInst(b, inst, copier);
    return false;
  });
}

function noSpecial(_: Builder, inst: SpecialInst): never {
  throw new Error(`${inst.register} is left in the parts of a block`);
}

/** Does it give the same as long as the launch runs? */
function isConstantLoad(inst: Inst, frame: Value, launch: Value): boolean {
  if (inst.kind !== 'load' || inst.volatile) return false;
  const place = constantAddress(inst.operands[0]);
  if (place === undefined) return false;
  const { root, offset } = place;
  if (root === launch || (root === frame && offset === header.value)) return true;
  if (root.kind !== 'result' || root.inst.kind !== 'load') return false;
  // The buffer of parameters.
  const pointer = constantAddress(root.inst.operands[0]);
  return pointer?.root === launch && pointer.offset === launchType.fields.find((f) => f.name === 'params')!.offset;
}

function entryOf(kernel: Func, setting: KernelSetting, run: Func, { step, frameBytes }: Step, perThread: number): Func {
  const name = `${kernel.name}.block`;
  const entry: Func = { ...step, name, params: [{ type: 'ptr', name: 'launch' }, { type: 'i32', name: 'first' }, { type: 'i32', name: 'end' }], result: undefined, body: undefined };
  const region = { params: entry.params.map(({ type, name: own }) => makeParam(type, own)), insts: [] };
  const b = createBuilder(region);
  b.loc = kernel.loc;
  const [launch, first, end] = region.params;
  const { threadCount } = readLaunch(b, kernel, withoutAnswers(setting), launch);
  call(b, run, [launch, functionAddress(step), constI32(frameBytes), binary(b, 'mul', threadCount, constI32(perThread)), first, end]);
  returnValue(b);
  return { ...entry, body: region };
}
