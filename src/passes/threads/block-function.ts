/**
 * The frame of a block function: `void entry(launch, first, end)`. Loads the launch once, loops over the blocks, gives blockIdx; what happens inside a block is the caller's.
 * The field offsets are those of struct __cw_launch in sysroot/include/__cuda_wasm/abi.h.
 */
import {
  append, binary, breakTo, call, compare, constI32, continueTo, convert, createBuilder, createRegion, FALSE, field, globalAddress, index, intrinsic, isTerminated, load, returnValue, store, TRUE, unreachable, valueTypeOf, yieldValues,
} from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { BlockInst, Func, Global, IfInst, Inst, LoopInst, MemoryType, Region, RegionParam, SpecialInst, SpecialRegister, StructType, Value } from '../../ir/ir.js';
import { someInst } from '../../ir/walk.js';
import type { VectorFunctions } from '../vectorize/functions.js';
import type { Copier } from './copy.js';
import type { DistinctAxes } from './distinct-threads.js';
import { allAxes } from './distinct-threads.js';
import type { ApartCondition } from './version-apart.js';

/** What the back end tells about the kernel, beside its body. */
export interface KernelSetting {
  /** Offset of a shared variable in the block's memory. */
  sharedOffset(global: Global): number;
  readonly staticShared: number;
  /** Special registers read by functions that the kernel calls: kept in WebAssembly globals for them. */
  readonly calleeSpecials: ReadonlySet<SpecialRegister | 'shared'>;
  /** Variables of the runtime that hold the linear index of the running block and thread, for messages; undefined where nobody reads them. */
  readonly current: { readonly block: Global | undefined; readonly thread: Global | undefined };
  /** A function of our library, if it is linked. */
  library(name: string): Func | undefined;
  /** What the last parameter of the kernel's body says, if it has one more than the kernel. */
  readonly apart?: ApartCondition;
  /** Vector forms of functions, where kernels may be vectorized. */
  readonly vectors?: VectorFunctions;
}

const bytes1: MemoryType = { kind: 'scalar', scalar: 'i8', size: 1, align: 1, unsigned: true };
const i32Type: MemoryType = { kind: 'scalar', scalar: 'i32', size: 4, align: 4, unsigned: true };
const ptrType: MemoryType = { kind: 'scalar', scalar: 'ptr', size: 8, align: 8, unsigned: true };

export const launchType: StructType = {
  kind: 'struct', name: '__cw_launch', size: 56, align: 8,
  fields: [
    { name: 'grid_x', type: i32Type, offset: 0 }, { name: 'grid_y', type: i32Type, offset: 4 }, { name: 'grid_z', type: i32Type, offset: 8 },
    { name: 'block_x', type: i32Type, offset: 12 }, { name: 'block_y', type: i32Type, offset: 16 }, { name: 'block_z', type: i32Type, offset: 20 },
    { name: 'params', type: ptrType, offset: 24 }, { name: 'shared', type: ptrType, offset: 32 },
    { name: 'dynamic_shared', type: i32Type, offset: 40 }, { name: 'static_shared', type: i32Type, offset: 44 }, { name: 'kernel', type: ptrType, offset: 48 },
  ],
};

/** base + offset, for offsets into one object: folds into the access. */
export function byteOffset(b: Builder, base: Value, offset: number): Value {
  if (offset === 0) return base;
  const struct: StructType = { kind: 'struct', name: `at${offset}`, fields: [{ name: `at${offset}`, type: bytes1, offset }], size: offset + 1, align: 1 };
  return field(b, base, struct, 0);
}

/** base + i bytes. */
export function byteIndex(b: Builder, base: Value, i: Value): Value {
  return index(b, base, bytes1, i);
}

/** Values that are the same for a whole launch or block. */
export interface BlockValues {
  readonly launch: Value;
  readonly shared: Value;
  readonly params: Map<RegionParam, Value>;
  readonly gridDim: readonly Value[];
  readonly blockDim: readonly Value[];
  readonly blockIdx: Value[];
  /** Threads in a block. */
  readonly threadCount: Value;
  /** Vectors at this address and before are in memory, and no objects behind it. */
  lastVectors?: Value;
}

/** Values of one thread. */
export interface ThreadValues {
  readonly x: Value;
  readonly y: Value;
  readonly z: Value;
  readonly linear: Value;
  /** Index of what it keeps across barriers. */
  readonly place: Value;
}

const axes = { x: 0, y: 1, z: 2 } as const;

/** The value of a special register in the thread. */
export function specialValue(b: Builder, register: SpecialRegister, block: BlockValues, thread: ThreadValues, setting: KernelSetting): Value {
  switch (register) {
    case 'threadIdx.x':
      return thread.x;
    case 'threadIdx.y':
      return thread.y;
    case 'threadIdx.z':
      return thread.z;
    case 'blockIdx.x':
    case 'blockIdx.y':
    case 'blockIdx.z':
      return block.blockIdx[axes[register.slice(9) as keyof typeof axes]];
    case 'blockDim.x':
    case 'blockDim.y':
    case 'blockDim.z':
      return block.blockDim[axes[register.slice(9) as keyof typeof axes]];
    case 'gridDim.x':
    case 'gridDim.y':
    case 'gridDim.z':
      return block.gridDim[axes[register.slice(8) as keyof typeof axes]];
    case 'linearThread':
      return thread.linear;
    case 'laneid':
      return binary(b, 'and', thread.linear, constI32(31));
    case 'dynamicShared':
      return byteOffset(b, block.shared, setting.staticShared);
    default:
      return register satisfies never;
  }
}

/** A copier for code of one thread; `leave` is the caller's. */
export function threadCopier(block: BlockValues, thread: ThreadValues, setting: KernelSetting, leave: Copier['leave']): Copier {
  return {
    values: new Map<Value, Value>(block.params),
    targets: new Map(),
    constant: (b, value) => (value.kind === 'global-address' && value.global.space === 'shared' ? byteOffset(b, block.shared, setting.sharedOffset(value.global)) : value),
    special: (b, inst: SpecialInst) => specialValue(b, inst.register, block, thread, setting),
    leave,
  };
}

function loadField(b: Builder, launch: Value, i: number): Value {
  const type = launchType.fields[i].type;
  return load(b, type === ptrType ? 'ptr' : 'i32', field(b, launch, launchType, i), false, type.align);
}

export function loadLaunchField(b: Builder, launch: Value, name: string): Value {
  return loadField(b, launch, launchType.fields.findIndex((f) => f.name === name));
}

/** Opens a loop from `first` to `count` (at least one round), lets `body` write it and closes it. `body` gets the builder inside. */
export function countedLoop(b: Builder, count: Value, body: (b: Builder, i: Value) => void, first: Value = constI32(0), step = 1): void {
  const region = createRegion([{ type: 'i32' }]);
  const loop = append<LoopInst>(b, { kind: 'loop', body: region, unroll: undefined, operands: [first] }, []);
  const inner: Builder = { region, loc: b.loc };
  body(inner, region.params[0]);
  const next = binary(inner, 'add', region.params[0], constI32(step));
  branchOn(inner, compare(inner, 'ult', next, count), (t) => continueTo(t, loop, [next]), (t) => breakTo(t, loop));
  unreachable(inner);
}

export function branchOn(b: Builder, condition: Value, then: (b: Builder) => void, otherwise: (b: Builder) => void = yieldValues): void {
  const inst = append<IfInst>(b, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [condition] }, []);
  then({ region: inst.then, loc: b.loc });
  otherwise({ region: inst.otherwise, loc: b.loc });
}

/** A labelled block without results around what `body` writes. */
export function labelled(b: Builder, body: (b: Builder, label: BlockInst) => void): void {
  const region = createRegion();
  const label = append<BlockInst>(b, { kind: 'block', body: region, operands: [] }, []);
  const inner: Builder = { region, loc: b.loc };
  body(inner, label);
  if (!isTerminated(region)) yieldValues(inner);
}

/** Writes the work of a row, several threads at a time as far as possible; `rest` writes that of the other threads in a range, which may be empty. */
export type VectorRow = (b: Builder, at: (b: Builder, x: Value) => ThreadValues, rest: (b: Builder, from: Value, to: Value) => void) => void;

/** Writes what all rows of that length have in common, before the first of them. */
export type VectorRows = (b: Builder, length: Value) => VectorRow;

/**
 * Loops over the threads of a block, x fastest; `body` writes one thread's work. Along an axis that is not distinct only thread 0 is run.
 * `vector` writes the work of several threads at a time. `length`: of the rows, where it is not that of the block.
 */
export function threadLoops(b: Builder, block: BlockValues, body: (b: Builder, thread: ThreadValues) => void, distinct: DistinctAxes = allAxes, vector?: VectorRows, length: Value = block.blockDim[0]): void {
  const [nx, ny, nz] = block.blockDim;
  const along = (at: Builder, each: boolean, count: Value, round: (inner: Builder, i: Value) => void): void => (each ? countedLoop(at, count, round) : round(at, constI32(0)));
  const vectorRow = distinct.x ? vector?.(b, length) : undefined;
  along(b, distinct.z, nz, (bz, z) => {
    along(bz, distinct.y, ny, (by, y) => {
      const row = binary(by, 'mul', binary(by, 'add', binary(by, 'mul', z, ny), y), nx);
      const at = (bx: Builder, x: Value): ThreadValues => {
        const linear = binary(bx, 'add', row, x);
        return { x, y, z, linear, place: linear };
      };
      if (vectorRow === undefined) {
        along(by, distinct.x, length, (bx, x) => body(bx, at(bx, x)));
        return;
      }
      vectorRow(by, at, (rest, from, to) => branchOn(rest, compare(rest, 'ult', from, to), (bs) => {
        countedLoop(bs, to, (bx, x) => body(bx, at(bx, x)), from);
        yieldValues(bs);
      }));
    });
  });
}

/** What the allocator keeps free at the end of memory (SLACK in sysroot/lib/c/malloc.cpp): as much as is read at once at most. */
const slack = 256;

function mayAllocate(inst: Inst): boolean {
  return inst.kind === 'call-indirect' || (inst.kind === 'call' && !inst.callee.pure) || (inst.kind === 'intrinsic' && inst.name === 'memory-grow');
}

function lastVectors(b: Builder): Value {
  return convert(b, 'inttoptr', binary(b, 'sub', binary(b, 'shl', intrinsic(b, 'memory-size', [], 'i32')!, constI32(16)), constI32(slack)), 'ptr');
}

export function noteLastVectors(b: Builder, kernel: Func, setting: KernelSetting, block: BlockValues): void {
  // Memory that grows meanwhile would have objects behind it.
  if (setting.vectors !== undefined && !someInst(kernel.body!, mayAllocate)) block.lastVectors = lastVectors(b);
}

/** Values of the axes, where x and y have changed their names or not. */
function named(values: readonly Value[], swapped: boolean): readonly Value[] {
  return swapped ? [values[1], values[0], values[2]] : values;
}

/** Loads what a launch's blocks have in common: parameters, dimensions, where shared memory lies. */
export function readLaunch(b: Builder, kernel: Func, setting: KernelSetting, launch: Value, swapped = false): BlockValues {
  const gridDim = [0, 1, 2].map((i) => loadField(b, launch, i));
  const blockDim = [3, 4, 5].map((i) => loadField(b, launch, i));
  const buffer = loadField(b, launch, 6);
  const shared = loadField(b, launch, 7);
  const params = new Map<RegionParam, Value>();
  const info = kernel.kernel;
  if (info === undefined || kernel.body === undefined) throw new Error(`${kernel.name} is no kernel with a body`);
  kernel.body.params.forEach((param, i) => {
    const place = info.params[i];
    if (place === undefined) return;
    const address = byteOffset(b, buffer, place.offset);
    const scalar = place.type.kind === 'scalar' ? place.type.scalar : undefined;
    // Class types by value, and scalars wider than any value, are pointers into the buffer.
    if (scalar === undefined || valueTypeOf(scalar) !== param.type) params.set(param, address);
    else params.set(param, load(b, scalar, address, place.type.kind === 'scalar' && !place.type.unsigned, place.type.align));
  });
  if (setting.apart !== undefined) params.set(setting.apart.param, areApart(b, setting, setting.apart, params));
  const threadCount = binary(b, 'mul', binary(b, 'mul', blockDim[0], blockDim[1]), blockDim[2]);
  return { launch, shared, params, gridDim: named(gridDim, swapped), blockDim: named(blockDim, swapped), blockIdx: [], threadCount };
}

/** Asks the runtime, once for all blocks that the function runs. */
function areApart(b: Builder, setting: KernelSetting, { pairs }: ApartCondition, params: ReadonlyMap<Value, Value>): Value {
  const ask = setting.library('__cw_apart');
  if (ask === undefined) return FALSE;
  // What is known of the kernel's pointers tells them apart.
  if (pairs.length === 0) return TRUE;
  const answers = pairs.map((pair) => compare(b, 'ne', call(b, ask, pair.map((v) => params.get(v) ?? v))!, constI32(0)));
  return answers.reduce((all, next) => binary(b, 'and', all, next));
}

/** Tells functions that the kernel calls about the launch. */
export function setLaunchSpecials(b: Builder, setting: KernelSetting, { shared, gridDim, blockDim }: BlockValues, swapped = false): void {
  const [gx, gy, gz] = named(gridDim, swapped);
  const [nx, ny, nz] = named(blockDim, swapped);
  setSpecials(b, setting, [['gridDim.x', gx], ['gridDim.y', gy], ['gridDim.z', gz], ['blockDim.x', nx], ['blockDim.y', ny], ['blockDim.z', nz]]);
  if (setting.calleeSpecials.has('shared')) intrinsic(b, 'set-special-shared', [shared], undefined);
  if (setting.calleeSpecials.has('dynamicShared')) intrinsic(b, 'set-special-dynamicShared', [byteOffset(b, shared, setting.staticShared)], undefined);
}

/**
 * Makes the block function. `once` runs before the first block (scratch memory), `body` inside the loop over blocks. It gives the number of blocks that it has run, if not one; `left` is how many there are.
 * `swapped`: the kernel calls x what the program calls y, and y what it calls x.
 */
export function buildBlockFunction<T>(kernel: Func, setting: KernelSetting, once: (b: Builder, block: BlockValues) => T, body: (b: Builder, block: BlockValues, prepared: T, left: Value) => Value | void, swapped = false): Func {
  const region: Region = createRegion([{ type: 'ptr', name: 'launch' }, { type: 'i32', name: 'first' }, { type: 'i32', name: 'end' }]);
  const b = createBuilder(region);
  b.loc = kernel.loc;
  const [launch, first, end] = region.params;
  const block = readLaunch(b, kernel, setting, launch, swapped);
  setLaunchSpecials(b, setting, block, swapped);
  const prepared = once(b, block);
  noteLastVectors(b, kernel, setting, block);

  const loopRegion = createRegion([{ type: 'i32', name: 'block' }]);
  const loop = append<LoopInst>(b, { kind: 'loop', body: loopRegion, unroll: undefined, operands: [first] }, []);
  const inner: Builder = { region: loopRegion, loc: b.loc };
  const i = loopRegion.params[0];
  branchOn(inner, compare(inner, 'ult', i, end), yieldValues, (t) => breakTo(t, loop));
  const gridDim = named(block.gridDim, swapped);
  const rest = binary(inner, 'udiv', i, gridDim[0]);
  block.blockIdx.push(...named([binary(inner, 'urem', i, gridDim[0]), binary(inner, 'urem', rest, gridDim[1]), binary(inner, 'udiv', rest, gridDim[1])], swapped));
  setBlockSpecials(inner, setting, block.blockIdx);
  if (setting.current.block !== undefined) store(inner, 'i32', globalAddress(setting.current.block), i, 4);
  const count = body(inner, block, prepared, binary(inner, 'sub', end, i)) ?? constI32(1);
  continueTo(inner, loop, [binary(inner, 'add', i, count)]);
  returnValue(b);
  return {
    kind: 'function', name: `${kernel.name}.block`, pretty: kernel.pretty, side: kernel.side, space: 'device', result: undefined, linkage: 'internal', body: region,
    params: [{ type: 'ptr', name: 'launch' }, { type: 'i32', name: 'first' }, { type: 'i32', name: 'end' }],
    import: undefined, exportName: undefined, inline: 'never', noreturn: false, pure: false, kernel: undefined, loc: kernel.loc,
  };
}

/** Tells functions that the kernel calls which block it is. */
export function setBlockSpecials(b: Builder, setting: KernelSetting, blockIdx: readonly Value[]): void {
  setSpecials(b, setting, [['blockIdx.x', blockIdx[0]], ['blockIdx.y', blockIdx[1]], ['blockIdx.z', blockIdx[2]]]);
}

/** Tells functions that the kernel calls, and messages, who the thread is. */
export function setThreadSpecials(b: Builder, setting: KernelSetting, thread: ThreadValues): void {
  if (setting.current.thread !== undefined) store(b, 'i32', globalAddress(setting.current.thread), thread.linear, 4);
  setSpecials(b, setting, [['threadIdx.x', thread.x], ['threadIdx.y', thread.y], ['threadIdx.z', thread.z], ['linearThread', thread.linear]]);
  if (setting.calleeSpecials.has('laneid')) intrinsic(b, 'set-special-laneid', [binary(b, 'and', thread.linear, constI32(31))], undefined);
}

function setSpecials(b: Builder, setting: KernelSetting, list: readonly [SpecialRegister, Value][]): void {
  for (const [register, value] of list) if (setting.calleeSpecials.has(register)) intrinsic(b, `set-special-${register}`, [value], undefined);
}
