/**
 * Divisors that a driver may know. It makes a factor of a divisor that it knows, and takes the correction of the quotient for nothing then. In: a value of a kernel or of a function that it calls. Out: may it be a
 * constant once pipelines are made (overrides have values then), functions copied to their calls, and loops unrolled?
 */
import type { Value } from '../../../ir/ir.js';
import type { Analyses } from './index.js';

export function mayBeConstant({ fn, loopOfParam, continues }: Pick<Analyses, 'fn' | 'loopOfParam' | 'continues'>, divisor: Value): boolean {
  const asked = new Set<Value>();
  const ask = (v: Value): boolean => {
    // What comes round again adds nothing.
    if (asked.has(v)) return true;
    asked.add(v);
    if (v.kind === 'param') {
      const loop = loopOfParam.get(v);
      if (loop === undefined) return fn.kernel === undefined;
      const at = loop.body.params.indexOf(v);
      return [loop, ...(continues.get(loop) ?? [])].every(({ operands }) => ask(operands[at]!));
    }
    if (v.kind !== 'result') return v.kind === 'const';
    const { inst } = v;
    switch (inst.kind) {
      case 'special':
        return inst.register.startsWith('blockDim');
      case 'binary':
      case 'unary':
      case 'convert':
      case 'fma':
        return inst.operands.every(ask);
      case 'select':
        return ask(inst.operands[1]!) && ask(inst.operands[2]!);
      case 'if':
        return [inst.then, inst.otherwise].every(({ insts }) => {
          const last = insts[insts.length - 1]!;
          return last.kind !== 'yield' || ask(last.operands[inst.results.indexOf(v)]!);
        });
      default:
        return false;
    }
  };
  return ask(divisor);
}
