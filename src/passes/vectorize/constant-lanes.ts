/**
 * Values that are known for every lane of a warp when code is written: what follows from the number of the lane and constants only. In: a value, and the shapes of a whole warp's lanes. Out: its 32 values (conditions as
 * 0 and 1), or undefined. The first lane is the warp's first.
 */
import type { Inst, Value } from '../../ir/ir.js';
import { evaluateBinary, evaluateCompare, evaluateConvert, evaluateUnary } from '../evaluate.js';

export type ConstantLanes = readonly number[];

/** `isPlaceInWarp`: the instruction gives lane 0 a zero, and each lane one more than the one before. */
export function createConstantLanes(lanes: number, isPlaceInWarp: (inst: Inst) => boolean): (value: Value) => ConstantLanes | undefined {
  const known = new Map<Inst, ConstantLanes | undefined>();
  const places: ConstantLanes = Array.from({ length: lanes }, (_, lane) => lane);
  const of = (value: Value): ConstantLanes | undefined => {
    if (value.type !== 'i32' && value.type !== 'i1') return undefined;
    if (value.kind === 'const') return new Array<number>(lanes).fill(Number(value.value));
    if (value.kind !== 'result') return undefined;
    const { inst } = value;
    if (!known.has(inst)) {
      known.set(inst, undefined);
      known.set(inst, isPlaceInWarp(inst) ? places : lanesOf(inst));
    }
    return known.get(inst);
  };
  const each = (operands: readonly Value[], evaluate: (...values: number[]) => number | bigint | undefined): ConstantLanes | undefined => {
    const inputs: ConstantLanes[] = [];
    for (const operand of operands) {
      const input = of(operand);
      if (input === undefined) return undefined;
      inputs.push(input);
    }
    const results: number[] = [];
    for (let lane = 0; lane < lanes; lane++) {
      const result = evaluate(...inputs.map((input) => input[lane]!));
      if (typeof result !== 'number') return undefined;
      results.push(result);
    }
    return results;
  };
  function lanesOf(inst: Inst): ConstantLanes | undefined {
    const [first] = inst.operands;
    switch (inst.kind) {
      case 'binary':
        return each(inst.operands, (x, y) => evaluateBinary(inst.op, first!.type, x!, y!));
      case 'compare':
        return each(inst.operands, (x, y) => Number(evaluateCompare(inst.op, 'i32', x!, y!)));
      case 'unary':
        return each(inst.operands, (x) => evaluateUnary(inst.op, first!.type, x!));
      case 'convert':
        return each(inst.operands, (x) => evaluateConvert(inst.op, first!.type, inst.results[0].type, x!));
      case 'select':
        return each(inst.operands, (x, y, z) => (x ? y : z));
      default:
        return undefined;
    }
  }
  return of;
}
