/** Atomic operations on memory of the thread's own become loads and stores: nobody else sees it. In: an optimised kernel. */
import { FALSE, constI32, constant, makeInst } from '../../../ir/build.js';
import type { AtomicInst, BinaryInst, BinaryOp, CompareInst, CompareOp, Func, Inst, LoadInst, SelectInst, StoreInst, Value, ValueType } from '../../../ir/ir.js';
import { replaceInsts, replaceValues } from '../../../ir/walk.js';
import { SCALAR_SIZES } from '../types.js';
import { chainOf } from './pointer-flow.js';

/** True if there was one. */
export function splitOwnAtomics(fn: Func): boolean {
  const replaced = new Map<Value, Value>();
  let changed = false;
  replaceInsts(fn.body!, (inst) => {
    if (inst.kind !== 'atomic') return undefined;
    const { root } = chainOf(inst.operands[0]!);
    if (root.kind !== 'result' || root.inst.kind !== 'alloca') return undefined;
    changed = true;
    return split(inst, replaced);
  });
  replaceValues(fn.body!, replaced);
  return changed;
}

function split(inst: AtomicInst, replaced: Map<Value, Value>): Inst[] {
  const { memory, loc } = inst;
  const [pointer, operand, desired] = inst.operands as [Value, Value, Value];
  const type: ValueType = memory === 'i16' ? 'i32' : memory;
  const align = SCALAR_SIZES[memory];
  const out: Inst[] = [];
  const push = <T extends Inst>(made: T): Value => {
    out.push(made);
    return made.results[0]!;
  };
  const store = (value: Value): void => void out.push(makeInst<StoreInst>({ kind: 'store', memory, volatile: false, align, operands: [pointer, value] }, [], loc));
  const binary = (op: BinaryOp, a: Value, b: Value): Value => push(makeInst<BinaryInst>({ kind: 'binary', op, operands: [a, b] }, [type], loc));
  const compare = (op: CompareOp, a: Value, b: Value): Value => push(makeInst<CompareInst>({ kind: 'compare', op, operands: [a, b] }, ['i1'], loc));
  const select = (c: Value, a: Value, b: Value): Value => push(makeInst<SelectInst>({ kind: 'select', operands: [c, a, b] }, [a.type], loc));
  if (inst.op === 'store') {
    store(operand);
    return out;
  }
  const old = push(makeInst<LoadInst>({ kind: 'load', memory, signed: false, volatile: false, align, operands: [pointer] }, [type], loc));
  if (inst.results[0] !== undefined) replaced.set(inst.results[0], old);
  switch (inst.op) {
    case 'load':
      break;
    case 'exchange':
      store(operand);
      break;
    case 'compare-exchange':
      store(select(compare(type === 'f32' || type === 'f64' ? 'foeq' : 'eq', old, operand), desired, old));
      break;
    case 'inc':
      store(select(compare('uge', old, operand), constant(type, 0), binary('add', old, constant(type, 1))));
      break;
    case 'dec': {
      const isZero = compare('eq', old, constI32(0));
      store(select(select(isZero, constant('i1', 1), select(compare('ugt', old, operand), constant('i1', 1), FALSE)), operand, binary('sub', old, constI32(1))));
      break;
    }
    default:
      store(binary(inst.op, old, operand));
  }
  return out;
}
