/**
 * Kernels whose threads wait for each other in ways that loops cannot express: each thread is a fiber, a resumable state machine with a frame in memory; the scheduler
 * (sysroot/lib/cuda/fibers.cpp) runs the fibers of a block in turn.
 *
 * In: a kernel. Out: `step(fiber, launch, bx, by, bz) → reason`, which runs one fiber from its state to the next waiting point, and the block function, which calls
 * `__cw_run_fibers(launch, step, frame bytes, bx, by, bz)` for each block. The fiber's header is struct __cw_fiber there. Values used in another state than the one that computes them
 * live in the frame; special registers and parameters are read again.
 */
import { append, binary, call, compare, constI32, continueTo, convert, createBuilder, createRegion, functionAddress, load, returnValue, store, unreachable, valueTypeOf, yieldValues } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { BarrierKind, Func, Inst, LoopInst, Region, RegionParam, ScalarMemoryType, SpecialRegister, SwitchInst, Value, ValueType, WarpOp } from '../../ir/ir.js';
import { forEachInst } from '../../ir/walk.js';
import { branchOn, buildBlockFunction, byteOffset, loadLaunchField, setBlockSpecials, setThreadSpecials } from './block-function.js';
import type { KernelSetting } from './block-function.js';
import { copyInst, copyValue } from './copy.js';
import type { Copier } from './copy.js';
import type { Move } from './regions.js';
import { buildStateMachine, externalOf } from './state-machine.js';
import type { Landing, State, StateMachine } from './state-machine.js';

/** Offsets in struct __cw_fiber. */
const header = { state: 0, x: 8, y: 12, z: 16, linear: 20, operation: 24, mask: 28, value: 32, lane: 40, width: 44, result: 48, rounds: 52, size: 64 } as const;

/** What `step` returns. */
const reasons = { exited: 0, barrier: 1, warp: 2, spinning: 3 } as const;

const barrierCodes: { readonly [kind in BarrierKind]: number } = { block: 0, 'block-count': 1, 'block-and': 2, 'block-or': 3, grid: 4 };
const warpCodes: { readonly [op in WarpOp]: number } = {
  sync: 0, shfl: 1, 'shfl-up': 2, 'shfl-down': 3, 'shfl-xor': 4, ballot: 5, all: 6, any: 7, 'match-any': 8, 'match-all': 9, activemask: 10,
  'reduce-add': 11, 'reduce-smin': 12, 'reduce-smax': 13, 'reduce-umin': 14, 'reduce-umax': 15, 'reduce-and': 16, 'reduce-or': 17, 'reduce-xor': 18,
};
/** Rounds of a spinning loop between turns of the other threads; a power of two. */
const roundsBetweenTurns = 16;

interface Slot {
  readonly offset: number;
  readonly memory: ScalarMemoryType;
  readonly type: ValueType;
}

interface Fibers {
  readonly kernel: Func;
  readonly setting: KernelSetting;
  readonly machine: StateMachine;
  readonly slots: Map<Value, Slot>;
  readonly locals: Map<Inst, number>;
  readonly fiber: Value;
  readonly launch: Value;
  readonly blockIdx: readonly Value[];
  readonly dispatch: LoopInst;
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
  const machine = buildStateMachine(kernel.body!);
  const slots = new Map<Value, Slot>();
  const locals = new Map<Inst, number>();
  let size: number = header.size;
  const addSlot = (v: Value): void => {
    if (slots.has(v)) return;
    const memory: ScalarMemoryType = v.type === 'ptr' ? 'i32' : v.type;
    const bytes = memory === 'i64' || memory === 'f64' ? 8 : memory === 'i1' ? 1 : 4;
    size = Math.ceil(size / bytes) * bytes;
    slots.set(v, { offset: size, memory, type: v.type });
    size += bytes;
  };
  findCrossing(kernel, machine, addSlot);
  forEachInst(kernel.body!, (inst) => {
    if (inst.kind !== 'alloca') return;
    size = Math.ceil(size / 16) * 16;
    locals.set(inst, size);
    size += inst.type.size;
  });
  const frameBytes = Math.ceil(size / 16) * 16;

  const region = createRegion([{ type: 'ptr', name: 'fiber' }, { type: 'ptr', name: 'launch' }, { type: 'i32', name: 'bx' }, { type: 'i32', name: 'by' }, { type: 'i32', name: 'bz' }]);
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
  const loopRegion = createRegion([{ type: 'i32', name: 'state' }]);
  const first = load(b, 'i32', byteOffset(b, fiber, header.state), false, 4);
  const dispatch = append<LoopInst>(b, { kind: 'loop', body: loopRegion, unroll: undefined, operands: [first] }, []);
  const f: Fibers = { kernel, setting, machine, slots, locals, fiber, launch, blockIdx, dispatch };
  const inner: Builder = { region: loopRegion, loc: kernel.loc };
  const otherwise = createRegion();
  unreachable({ region: otherwise, loc: kernel.loc });
  const cases = machine.states.map((state) => ({ values: [state.id], region: createRegion() }));
  append<SwitchInst>(inner, { kind: 'switch', cases, otherwise, operands: [loopRegion.params[0]] }, []);
  unreachable(inner);
  for (const [i, state] of machine.states.entries()) emitState(f, { region: cases[i].region, loc: kernel.loc }, state);
  unreachable(b);
  const params = region.params.map((p: RegionParam) => ({ type: p.type, name: p.name ?? '' }));
  const step: Func = {
    kind: 'function', name: `${kernel.name}.step`, pretty: kernel.pretty, side: kernel.side, space: 'device', params, result: 'i32', linkage: 'internal', body: region,
    import: undefined, exportName: undefined, inline: 'never', noreturn: false, pure: false, kernel: undefined, loc: kernel.loc,
  };
  return { step, frameBytes };
}

// ---- values that cross states

function isReread(v: Value): boolean {
  return v.kind === 'result' && (v.inst.kind === 'special' || v.inst.kind === 'alloca');
}

function findCrossing(kernel: Func, machine: StateMachine, addSlot: (v: Value) => void): void {
  const kernelParams = new Set<Value>(kernel.body!.params);
  for (const state of machine.states) {
    for (const v of externalOf(state)) if (!kernelParams.has(v) && !isReread(v)) addSlot(v);
    if (state.end.kind === 'goto' || state.end.kind === 'again') for (const move of state.end.moves) addSlot(move.to);
  }
  for (const landing of [...machine.breaks.values(), ...machine.continues.values()]) for (const v of landing.to) addSlot(v);
}

// ---- states

function slotAddress(f: Fibers, b: Builder, offset: number): Value {
  return byteOffset(b, f.fiber, offset);
}

function loadSlot(f: Fibers, b: Builder, slot: Slot): Value {
  const value = load(b, slot.memory, slotAddress(f, b, slot.offset), false, alignOf(slot.memory));
  return slot.type === 'ptr' ? convert(b, 'inttoptr', value, 'ptr') : value;
}

function storeSlot(f: Fibers, b: Builder, slot: Slot, value: Value): void {
  store(b, slot.memory, slotAddress(f, b, slot.offset), slot.type === 'ptr' ? convert(b, 'ptrtoint', value, 'i32') : value, alignOf(slot.memory));
}

function alignOf(memory: ScalarMemoryType): number {
  return memory === 'i64' || memory === 'f64' ? 8 : memory === 'i1' ? 1 : 4;
}

function emitState(f: Fibers, b: Builder, state: State): void {
  const copier = createCopier(f);
  if (state.resumes !== undefined && state.resumes.results.length > 0) {
    const result = state.resumes.results[0];
    const value = load(b, 'i32', byteOffset(b, f.fiber, header.result), true, 4);
    copier.values.set(result, value);
    const slot = f.slots.get(result);
    if (slot !== undefined) storeSlot(f, b, slot, value);
  }
  for (const v of externalOf(state)) materialize(f, b, v, copier);
  for (const inst of state.insts) {
    copyInst(b, inst, copier);
    for (const result of inst.results) {
      const slot = f.slots.get(result);
      if (slot !== undefined) storeSlot(f, b, slot, copier.values.get(result)!);
    }
  }
  const end = state.end;
  switch (end.kind) {
    case 'goto':
      passMoves(f, b, end.moves, copier);
      continueTo(b, f.dispatch, [constI32(end.target.id)]);
      return;
    case 'again':
      passMoves(f, b, end.moves, copier);
      goAgain(f, b, end.target);
      return;
    case 'branch':
      branchOn(
        b,
        copyValue(b, end.condition, copier),
        (t) => continueTo(t, f.dispatch, [constI32(end.then.id)]),
        (t) => continueTo(t, f.dispatch, [constI32(end.otherwise.id)]),
      );
      unreachable(b);
      return;
    case 'switch': {
      const to = (target: State): Region => {
        const region = createRegion();
        continueTo({ region, loc: b.loc }, f.dispatch, [constI32(target.id)]);
        return region;
      };
      const cases = end.cases.map((c) => ({ values: c.values, region: to(c.state) }));
      append<SwitchInst>(b, { kind: 'switch', cases, otherwise: to(end.otherwise), operands: [copyValue(b, end.value, copier)] }, []);
      unreachable(b);
      return;
    }
    case 'suspend':
      emitSuspend(f, b, state, copier);
      return;
    case 'exit':
      returnValue(b, constI32(reasons.exited));
      return;
    case 'unreachable':
      unreachable(b);
      return;
    default:
      end satisfies never;
  }
}

function passMoves(f: Fibers, b: Builder, moves: readonly Move[], copier: Copier): void {
  const values = moves.map((move) => copyValue(b, move.from, copier));
  for (const [i, move] of moves.entries()) storeSlot(f, b, f.slots.get(move.to)!, values[i]);
}

function setHeader(f: Fibers, b: Builder, offset: number, value: Value): void {
  store(b, value.type === 'i64' ? 'i64' : 'i32', byteOffset(b, f.fiber, offset), value, value.type === 'i64' ? 8 : 4);
}

function goAgain(f: Fibers, b: Builder, target: State): void {
  const rounds = binary(b, 'add', load(b, 'i32', byteOffset(b, f.fiber, header.rounds), false, 4), constI32(1));
  setHeader(f, b, header.rounds, rounds);
  branchOn(b, compare(b, 'eq', binary(b, 'and', rounds, constI32(roundsBetweenTurns - 1)), constI32(0)), (t) => {
    setHeader(f, t, header.state, constI32(target.id));
    returnValue(t, constI32(reasons.spinning));
  }, yieldValues);
  continueTo(b, f.dispatch, [constI32(target.id)]);
}

function emitSuspend(f: Fibers, b: Builder, state: State, copier: Copier): void {
  if (state.end.kind !== 'suspend') return;
  const { inst, next } = state.end;
  b.loc = inst.loc;
  const operands = inst.operands.map((v) => copyValue(b, v, copier));
  setHeader(f, b, header.state, constI32(next.id));
  if (inst.kind === 'barrier') {
    setHeader(f, b, header.operation, constI32(barrierCodes[inst.barrier]));
    if (operands.length > 0) setHeader(f, b, header.value, operands[0]);
    returnValue(b, constI32(reasons.barrier));
    return;
  }
  if (inst.kind !== 'warp') throw new Error(`a thread waits at '${inst.kind}'`);
  setHeader(f, b, header.operation, constI32(warpCodes[inst.op]));
  const places = [header.mask, header.value, header.lane, header.width];
  operands.forEach((v, i) => {
    if (i === 1 && v.type === 'i32') setHeader(f, b, header.value, convert(b, 'zext', v, 'i64'));
    else setHeader(f, b, places[i], v);
  });
  returnValue(b, constI32(reasons.warp));
}

function createCopier(f: Fibers): Copier {
  return {
    values: new Map(),
    targets: new Map(),
    constant: (b, value) => (value.kind === 'global-address' && value.global.space === 'shared' ? byteOffset(b, loadLaunchField(b, f.launch, 'shared'), f.setting.sharedOffset(value.global)) : value),
    special: (b, inst) => readSpecial(f, b, inst.register),
    alloca: (b, inst) => byteOffset(b, f.fiber, f.locals.get(inst)!),
    leave(b, inst, operands) {
      if (inst.kind === 'return') {
        returnValue(b, constI32(reasons.exited));
        return;
      }
      if (inst.kind !== 'break' && inst.kind !== 'continue') throw new Error(`${inst.kind} leaves a state`);
      const landing: Landing | undefined = inst.kind === 'break' ? f.machine.breaks.get(inst.target) : f.machine.continues.get(inst.target);
      if (landing === undefined) throw new Error(`${inst.kind} out of a state leads nowhere`);
      landing.to.forEach((v, i) => {
        if (inst.operands[i] !== v) storeSlot(f, b, f.slots.get(v)!, operands[i]);
      });
      if (landing.again) goAgain(f, b, landing.state);
      else continueTo(b, f.dispatch, [constI32(landing.state.id)]);
    },
  };
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

/** Makes a value of another state available at the start of this one. */
function materialize(f: Fibers, b: Builder, v: Value, copier: Copier): void {
  if (copier.values.has(v)) return;
  const slot = f.slots.get(v);
  if (slot !== undefined) {
    copier.values.set(v, loadSlot(f, b, slot));
    return;
  }
  if (v.kind === 'result' && isReread(v)) {
    copyInst(b, v.inst, copier);
    return;
  }
  const index = f.kernel.body!.params.indexOf(v as RegionParam);
  if (index < 0) throw new Error(`a ${v.kind} of type ${v.type} does not reach a later state of ${f.kernel.name}`);
  const place = f.kernel.kernel!.params[index];
  const address = byteOffset(b, loadLaunchField(b, f.launch, 'params'), place.offset);
  const scalar = place.type.kind === 'scalar' ? place.type.scalar : undefined;
  if (scalar === undefined || valueTypeOf(scalar) !== v.type) copier.values.set(v, address);
  else copier.values.set(v, load(b, scalar, address, place.type.kind === 'scalar' && !place.type.unsigned, place.type.align));
}
