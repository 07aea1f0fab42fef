/** What is known of an integer's bits from the expression that makes it. In: a value. Out: bounds that hold whatever the program is given. */
import type { IfInst, InstResult, Value } from '../ir/ir.js';

/** An upper bound of the number of low bits that may be set in an integer; the rest is known to be zero. */
export function bitsOf(v: Value, depth = 4): number {
  const width = v.type === 'i64' ? 64 : v.type === 'i1' ? 1 : 32;
  if (v.kind === 'const') {
    if (v.value < 0) return width;
    return typeof v.value === 'bigint' ? v.value.toString(2).length : 32 - Math.clz32(v.value);
  }
  if (v.kind !== 'result' || depth === 0) return width;
  const { inst } = v;
  switch (inst.kind) {
    case 'convert':
      switch (inst.op) {
        case 'zext':
          return Math.min(width, bitsOf(inst.operands[0]!, depth - 1));
        case 'zext8':
          return 8;
        case 'zext16':
          return 16;
        default:
          return width;
      }
    case 'load':
      return inst.memory === 'i8' && !inst.signed ? 8 : inst.memory === 'i16' && !inst.signed ? 16 : width;
    case 'binary': {
      const [a, b] = inst.operands as [Value, Value];
      switch (inst.op) {
        case 'and':
          return Math.min(bitsOf(a, depth - 1), bitsOf(b, depth - 1));
        case 'or':
        case 'xor':
          return Math.max(bitsOf(a, depth - 1), bitsOf(b, depth - 1));
        case 'lshr':
          return b.kind === 'const' ? Math.max(0, bitsOf(a, depth - 1) - (Number(b.value) & (width - 1))) : width;
        default:
          return width;
      }
    }
    case 'select':
      return Math.max(bitsOf(inst.operands[1]!, depth - 1), bitsOf(inst.operands[2]!, depth - 1));
    case 'if':
      return Math.max(0, ...yielded(inst, v).map((given) => bitsOf(given, depth - 1)));
    case 'unary':
      return inst.op === 'clz' || inst.op === 'ctz' || inst.op === 'popcount' ? 7 : width;
    default:
      return width;
  }
}

/** Is the i32 known to be the sign extension of its low `bits` bits? */
export function isSigned(v: Value, bits: 8 | 16, depth = 4): boolean {
  if (v.kind === 'const') return (Number(v.value) << (32 - bits)) >> (32 - bits) === Number(v.value);
  if (v.kind === 'result' && depth > 0) {
    const { inst } = v;
    switch (inst.kind) {
      case 'load':
        if (inst.signed) return inst.memory === 'i8' || (bits === 16 && inst.memory === 'i16');
        break;
      case 'convert':
        if (inst.op === 'sext8' || (bits === 16 && inst.op === 'sext16')) return true;
        break;
      case 'select':
        return isSigned(inst.operands[1]!, bits, depth - 1) && isSigned(inst.operands[2]!, bits, depth - 1);
      case 'if':
        return yielded(inst, v).every((given) => isSigned(given, bits, depth - 1));
      default:
        break;
    }
  }
  return bitsOf(v, depth) < bits;
}

/** What the arms of an `if` give for one of its results. An arm that leaves gives nothing. */
function yielded(inst: IfInst, result: InstResult): Value[] {
  const at = inst.results.indexOf(result);
  return [inst.then, inst.otherwise].flatMap(({ insts }) => {
    const last = insts[insts.length - 1]!;
    return last.kind === 'yield' ? [last.operands[at]!] : [];
  });
}
