/**
 * Single instructions on four lanes: scalar where all operands agree, one vector operation where there is one, else lane by lane. Control flow is control.ts's.
 */
import { append, binary, call, constI32, convert, field, makeInst, select } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import { isPure } from '../../ir/effects.js';
import type { CallInst, Func, IndexInst, Inst, Value, VectorType } from '../../ir/ir.js';
import { affine, allLanes, baseOf, fromLanes, laneCount, laneOf, lowWords, partCount, partsOf, partType, splat, uniform, withLane } from './lanes.js';
import type { LaneValue } from './lanes.js';
import { vectorLoad, vectorStore } from './memory.js';
import { vectorOperation } from './operations.js';
import { isVarying } from './shapes.js';
import { forEachLane, operand, read, variable } from './vectorizer.js';
import type { Vectorizer } from './vectorizer.js';

/** The same instruction with other operands; its result. */
function copyOf(b: Builder, inst: Inst, operands: Value[]): Value | undefined {
  const { operands: _operands, results: _results, loc: _loc, ...fields } = inst;
  const copy = makeInst({ ...fields, operands } as unknown as Parameters<typeof makeInst>[0], inst.results.map((r) => r.type), inst.loc) as Inst;
  b.region.insts.push(copy);
  const result = copy.results[0];
  if (result !== undefined) result.name = inst.results[0].name;
  return result;
}

export function vectorizeInst(v: Vectorizer, b: Builder, inst: Inst, mask: Value | undefined): void {
  const lanes = lanesOf(v, b, inst, mask);
  if (lanes !== undefined) v.values.set(inst.results[0], lanes);
}

function lanesOf(v: Vectorizer, b: Builder, inst: Inst, mask: Value | undefined): LaneValue | undefined {
  const known = v.known.get(inst);
  if (known !== undefined) return uniform(known);
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
  if (args.every((arg) => arg.uniform !== undefined) && isSharedEffect(inst)) {
    const result = copyOf(b, inst, args.map((arg) => arg.uniform!));
    return result === undefined ? undefined : uniform(result);
  }
  if (inst.kind === 'call') {
    const vectorForm = v.hooks.vectorFunction(inst.callee);
    if (vectorForm !== undefined) return callLanes(b, inst, vectorForm, args, mask);
  }
  return isPure(inst) && inst.kind !== 'call' ? pureLanes(v, b, inst, args) : laneByLane(b, inst, args, mask);
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
    const base = affineBase(b, inst, args);
    if (shape === 0) return uniform(base);
    if (type !== 'i64') return affine(b, base, shape);
    const parts = vectorOperation(b, inst, args);
    if (parts === undefined) throw new Error('64-bit lanes that grow by a constant come from operations with a vector form');
    return { base, stride: shape, parts };
  }
  if (inst.kind === 'index') return { parts: [indexParts(b, inst, args)] };
  if (inst.kind === 'field') return { parts: [binary(b, 'add', partsOf(b, args[0], 'ptr')[0], splat(b, constI32(inst.struct.fields[inst.field].offset)))] };
  const parts = vectorOperation(b, inst, args);
  if (parts !== undefined) return { parts };
  return fromLanes(b, Array.from({ length: laneCount }, (_, lane) => copyOf(b, inst, args.map((arg, i) => laneOf(b, arg, inst.operands[i].type, lane)))!), type);
}

/** Lane 0's low word, from those of the operands. */
function affineBase(b: Builder, inst: Inst, args: readonly LaneValue[]): Value {
  const base = (i: number): Value => {
    const found = baseOf(b, args[i]);
    if (found === undefined) throw new Error(`an operand of ${inst.kind} has no base`);
    return found;
  };
  switch (inst.kind) {
    case 'binary':
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
function indexParts(b: Builder, inst: IndexInst, args: readonly LaneValue[]): Value {
  const [address, i] = args;
  const wideIndex = inst.operands[1].type === 'i64';
  const size = inst.element.size;
  let low: Value;
  if (i.uniform !== undefined || (i.base !== undefined && i.stride !== undefined)) {
    const base = baseOf(b, i)!;
    // The uniform part of the address is computed once.
    if (i.uniform !== undefined) return binary(b, 'add', partsOf(b, address, 'ptr')[0], splat(b, size === 1 ? base : binary(b, 'mul', base, constI32(size))));
    low = affine(b, base, i.stride!).parts![0];
  } else low = wideIndex ? lowWords(b, i.parts!) : i.parts![0];
  const power = 31 - Math.clz32(size);
  const scaled = size === 1 ? low : size === 1 << power ? binary(b, 'shl', low, constI32(power)) : binary(b, 'mul', low, splat(b, constI32(size)));
  return binary(b, 'add', partsOf(b, address, 'ptr')[0], scaled);
}

/** A call of a function's vector form: parts of the arguments, mask, and for a result of two parts the address of the second. */
function callLanes(b: Builder, inst: CallInst, vectorForm: Func, args: readonly LaneValue[], mask: Value | undefined): LaneValue | undefined {
  const operands: Value[] = args.flatMap((arg, i) => [...partsOf(b, arg, inst.operands[i].type)]);
  operands.push(mask ?? allLanes);
  const type = inst.results[0]?.type;
  const second: VectorType | undefined = type !== undefined && partCount(type) === 2 ? partType(type) : undefined;
  const home = second === undefined ? undefined : variable(b, second, 'second');
  if (home !== undefined) operands.push(home);
  const first = call(b, vectorForm, operands);
  if (first === undefined) return undefined;
  return { parts: home === undefined ? [first] : [first, read(b, home, second!)] };
}

/** Effects, and calls without a vector form: once for each running lane. */
function laneByLane(b: Builder, inst: Inst, args: readonly LaneValue[], mask: Value | undefined): LaneValue | undefined {
  const result = inst.results[0];
  const type = result?.type;
  const initial: Value[] = type === undefined ? [] : new Array<Value>(partCount(type)).fill({ kind: 'undef', type: partType(type) });
  const parts = forEachLane(b, mask, initial, (inner, lane, before) => {
    const value = copyOf(inner, inst, args.map((arg, i) => laneOf(inner, arg, inst.operands[i].type, lane)));
    return value === undefined || type === undefined ? [] : withLane(inner, before, type, lane, value);
  });
  return type === undefined ? undefined : { parts };
}
