/**
 * Single instructions on all lanes: scalar where all operands agree, one vector operation where there is one, else lane by lane. Control flow is control.ts's.
 */
import { append, binary, call, constI32, convert, field, select, TRUE } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import { copyWith } from '../../ir/clone.js';
import { isPure } from '../../ir/effects.js';
import type { BinaryInst, CallInst, Func, IndexInst, Inst, Value, VectorType } from '../../ir/ir.js';
import type { ConstantLanes } from './constant-lanes.js';
import { affine, allLanes, baseOf, constantParts, fromLanes, laneCount, laneOf, lowWords, partCount, partsOf, partType, splat, uniform, withLane } from './lanes.js';
import type { LaneValue, Mask } from './lanes.js';
import { vectorLoad, vectorStore } from './memory.js';
import { vectorOperation } from './operations.js';
import { isVarying } from './shapes.js';
import { anyLane, branch, forEachLane, operand, read, variable } from './vectorizer.js';
import type { Vectorizer } from './vectorizer.js';
import { warpLanes } from './warps.js';

/** The same instruction with other operands; its result. */
function copyOf(b: Builder, inst: Inst, operands: Value[]): Value | undefined {
  const copy = copyWith(inst, operands);
  b.region.insts.push(copy);
  const result = copy.results[0];
  if (result !== undefined) result.name = inst.results[0].name;
  return result;
}

export function vectorizeInst(v: Vectorizer, b: Builder, inst: Inst, mask: Mask | undefined): void {
  const lanes = lanesOf(v, b, inst, mask);
  if (lanes !== undefined) v.values.set(inst.results[0], lanes);
}

function lanesOf(v: Vectorizer, b: Builder, inst: Inst, mask: Mask | undefined): LaneValue | undefined {
  const known = v.known.get(inst);
  if (known !== undefined) {
    const shape = v.analysis.shapeOf(inst.results[0]);
    return shape === 0 ? uniform(known) : affine(known, shape);
  }
  const constants = inst.results.length === 1 ? v.analysis.constantsOf(inst.results[0]!) : undefined;
  if (constants !== undefined) return constantLanes(v, inst.results[0]!, constants);
  switch (inst.kind) {
    case 'special':
      return v.hooks.special(b, inst);
    case 'alloca':
      return v.hooks.alloca(b, inst);
    case 'load':
      return vectorLoad(v, b, inst, mask);
    case 'store':
      vectorStore(v, b, inst, mask);
      return undefined;
    default:
      break;
  }
  const args = inst.operands.map((value) => operand(v, b, value));
  if (inst.kind === 'warp') return warpLanes(b, inst, args, mask, v.analysis);
  if (args.every((arg) => arg.uniform !== undefined) && isSharedEffect(inst)) {
    const result = copyOf(b, inst, args.map((arg) => arg.uniform!));
    return result === undefined ? undefined : uniform(result);
  }
  if (inst.kind === 'call') {
    const vectorForm = v.hooks.vectorFunction(inst.callee);
    if (vectorForm !== undefined) return callLanes(v, b, inst, vectorForm, args, mask);
  }
  return isPure(inst) && inst.kind !== 'call' ? pureLanes(v, b, inst, args) : laneByLane(v, b, inst, args, mask);
}

function constantLanes(v: Vectorizer, result: Value, constants: ConstantLanes): LaneValue {
  const shape = v.analysis.shapeOf(result);
  if (shape === 0) return uniform({ kind: 'const', type: result.type, value: constants[0]! });
  if (!isVarying(shape) && result.type === 'i32') return affine(constI32(constants[0]!), shape);
  return { parts: constantParts(result.type === 'i1' ? constants.map((holds) => -holds) : constants) };
}

/** With the same operands in all lanes, is once enough? */
function isSharedEffect(inst: Inst): boolean {
  switch (inst.kind) {
    case 'copy':
    case 'fill':
    case 'fence':
      return true;
    case 'intrinsic':
      return isPure(inst) || inst.name === 'nanosleep' || inst.name === 'unreachable-hint';
    default:
      return isPure(inst);
  }
}

function pureLanes(v: Vectorizer, b: Builder, inst: Inst, args: readonly LaneValue[]): LaneValue {
  const result = inst.results[0];
  const shape = v.analysis.shapeOf(result);
  const { type } = result;
  if (!isVarying(shape) && type !== 'i1') {
    const base = affineBase(v, b, inst, args);
    if (shape === 0) return uniform(base);
    if (type !== 'i64') return affine(base, shape);
    const parts = vectorOperation(b, inst, args, v.groups);
    if (parts === undefined) throw new Error('64-bit lanes that grow by a constant come from operations with a vector form');
    return { base, stride: shape, parts };
  }
  if (inst.kind === 'index') return { parts: indexParts(b, inst, args, v.groups) };
  if (inst.kind === 'field') {
    const offset = splat(b, constI32(inst.struct.fields[inst.field].offset));
    return { parts: partsOf(b, args[0], 'ptr', v.groups).map((part) => binary(b, 'add', part, offset)) };
  }
  const parts = vectorOperation(b, inst, args, v.groups);
  if (parts !== undefined) return { parts };
  return fromLanes(b, Array.from({ length: laneCount * v.groups }, (_, lane) => copyOf(b, inst, args.map((arg, i) => laneOf(b, arg, inst.operands[i].type, lane)))!), type);
}

/** `x % width`: shapes say that lane 0's place is a multiple of it where that grows by one. */
function isPlaceInWidth(inst: BinaryInst, width: number): boolean {
  const [place, divisor] = inst.operands;
  if (inst.results[0].type !== 'i32' || divisor.kind !== 'const' || place.kind === 'const') return false;
  return (inst.op === 'and' && divisor.value === width - 1) || ((inst.op === 'urem' || inst.op === 'srem') && divisor.value === width);
}

/** Lane 0's low word, from those of the operands. */
function affineBase(v: Vectorizer, b: Builder, inst: Inst, args: readonly LaneValue[]): Value {
  // Where a loop's lanes stay together, what comes from outside may have been computed lane by lane.
  const base = (i: number): Value => baseOf(b, args[i]) ?? laneOf(b, args[i], inst.operands[i].type, 0);
  switch (inst.kind) {
    case 'binary':
      if (v.analysis.shapeOf(inst.operands[0]) === 1 && isPlaceInWidth(inst, laneCount * v.groups)) return constI32(0);
      return binary(b, inst.op, base(0), inst.op === 'shl' && inst.operands[1].kind === 'const' ? constI32(Number(inst.operands[1].value)) : base(1));
    case 'convert':
      if (inst.op === 'ptrtoint') return convert(b, 'ptrtoint', base(0), 'i32');
      return inst.op === 'inttoptr' ? convert(b, 'inttoptr', base(0), 'ptr') : base(0);
    case 'index':
      return indexBase(b, inst, base(0), base(1));
    case 'field':
      return field(b, base(0), inst.struct, inst.field);
    case 'select':
      return select(b, args[0].uniform!, base(1), base(2));
    default:
      throw new Error(`${inst.kind} gives no lanes that grow by a constant`);
  }
}

/** Neighbouring elements have a common part, and a constant that becomes part of the access. */
function indexBase(b: Builder, inst: IndexInst, address: Value, i: Value): Value {
  const step = i.kind === 'result' && i.inst.kind === 'binary' && i.inst.op === 'add' && i.inst.operands[1].kind === 'const' ? i.inst.operands : undefined;
  const at = (from: Value, by: Value): Value => append<IndexInst>(b, { kind: 'index', element: inst.element, operands: [from, by] }, ['ptr']).results[0];
  return step === undefined ? at(address, i) : at(at(address, step[0]), step[1]);
}

/** base + i * size, lane by lane, in 32 bits. */
function indexParts(b: Builder, inst: IndexInst, args: readonly LaneValue[], groups: number): Value[] {
  const [address, i] = args;
  const size = inst.element.size;
  const addresses = partsOf(b, address, 'ptr', groups);
  if (i.uniform !== undefined) {
    // The uniform part of the address is computed once.
    const base = baseOf(b, i)!;
    const offset = splat(b, size === 1 ? base : binary(b, 'mul', base, constI32(size)));
    return addresses.map((part) => binary(b, 'add', part, offset));
  }
  const low = i.base !== undefined && i.stride !== undefined ? partsOf(b, affine(i.base, i.stride), 'i32', groups) : inst.operands[1].type === 'i64' ? lowWords(b, i.parts!) : i.parts!;
  const power = 31 - Math.clz32(size);
  const scaled = (part: Value): Value => (size === 1 ? part : size === 1 << power ? binary(b, 'shl', part, constI32(power)) : binary(b, 'mul', part, splat(b, constI32(size))));
  return addresses.map((part, k) => binary(b, 'add', part, scaled(low[k])));
}

/**
 * Calls of a function's vector form, one for each group: parts of the arguments, mask, and for a result of two parts the address of the second. A group of which no lane runs calls nothing: loops of the form end when their
 * last lane leaves, so they need one.
 */
function callLanes(v: Vectorizer, b: Builder, inst: CallInst, vectorForm: Func, args: readonly LaneValue[], mask: Mask | undefined): LaneValue | undefined {
  const parts = args.map((arg, i) => partsOf(b, arg, inst.operands[i].type, v.groups));
  const type = inst.results[0]?.type;
  const count = type === undefined ? 0 : partCount(type);
  const second: VectorType | undefined = type !== undefined && count === 2 ? partType(type) : undefined;
  const none: Value[] = type === undefined ? [] : new Array<Value>(count).fill({ kind: 'undef', type: partType(type) });
  const results: Value[] = [];
  for (let group = 0; group < v.groups; group++) {
    const operands = parts.flatMap((part, i) => {
      const size = partCount(inst.operands[i].type);
      return part.slice(group * size, (group + 1) * size);
    });
    operands.push(mask?.[group] ?? allLanes);
    const home = second === undefined ? undefined : variable(b, second, 'second');
    if (home !== undefined) operands.push(home);
    const callForm = (inner: Builder): readonly Value[] => {
      const first = call(inner, vectorForm, operands);
      return first === undefined ? [] : [first, ...(home === undefined ? [] : [read(inner, home, second!)])];
    };
    // The only group has a lane that runs: control comes nowhere without one.
    const runs = mask === undefined || v.groups === 1 ? TRUE : anyLane(b, [mask[group]]);
    if (runs.kind === 'const') results.push(...(runs.value === 0 ? none : callForm(b)));
    else results.push(...branch(b, runs, none.map((part) => part.type), callForm, () => none));
  }
  return type === undefined ? undefined : { parts: results };
}

/** Effects, and calls without a vector form: once for each running lane. */
function laneByLane(v: Vectorizer, b: Builder, inst: Inst, args: readonly LaneValue[], mask: Mask | undefined): LaneValue | undefined {
  const result = inst.results[0];
  const type = result?.type;
  const initial: Value[] = type === undefined ? [] : new Array<Value>(partCount(type) * v.groups).fill({ kind: 'undef', type: partType(type) });
  const parts = forEachLane(b, v.groups, mask, initial, (inner, lane, before) => {
    const value = copyOf(inner, inst, args.map((arg, i) => laneOf(inner, arg, inst.operands[i].type, lane)));
    return value === undefined || type === undefined ? [] : withLane(inner, before, type, lane, value);
  });
  return type === undefined ? undefined : { parts };
}
