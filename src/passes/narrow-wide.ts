/**
 * 64-bit arithmetic of kernels whose result is known to fit 32 bits, in 32 bits: shaders have no 64-bit integers, and `blockIdx.x * (size_t)blockDim.x + threadIdx.x` would cost them ten instructions.
 *
 * In: functions after folding. Out: `op (zext a), (zext b)` as `zext (op a, b)` where the largest values say that nothing is lost; comparisons of two such values likewise. The runtime sees to it that
 * no axis of a launch has 2³² threads or more, so that a thread's place along an axis fits.
 */
import { makeInst } from '../ir/build.js';
import type { BinaryInst, ConvertInst, Func, Inst, Region, SpecialRegister, Value } from '../ir/ir.js';
import { forEachRegion, isStructured } from '../ir/walk.js';

const largestWord = 2 ** 32 - 1;

const largest: Readonly<Partial<Record<SpecialRegister, number>>> = {
  'threadIdx.x': 1023, 'threadIdx.y': 1023, 'threadIdx.z': 63, 'blockDim.x': 1024, 'blockDim.y': 1024, 'blockDim.z': 64, 'blockIdx.x': 2 ** 31 - 2, 'blockIdx.y': 65534, 'blockIdx.z': 65534,
  'gridDim.x': 2 ** 31 - 1, 'gridDim.y': 65535, 'gridDim.z': 65535, laneid: 31, linearThread: 1023,
};

export function narrowWide(fn: Func): void {
  if (fn.body) narrowIn(fn.body);
}

function narrowIn(region: Region): void {
  const out: Inst[] = [];
  for (const inst of region.insts) {
    if (isStructured(inst)) forEachRegion(inst, narrowIn);
    narrow(inst, out);
    out.push(inst);
  }
  region.insts = out;
}

/** Changes the instruction in place; what it needs before it goes to `out`. */
function narrow(inst: Inst, out: Inst[]): void {
  if (inst.kind === 'compare' && inst.operands[0]!.type === 'i64') {
    const [a, b] = inst.operands.map((v) => narrowed(v));
    if (a === undefined || b === undefined) return;
    // Both are below 2³², so that signed and unsigned are the same in 64 bits; in 32 they are unsigned.
    inst.op = inst.op.replace(/^s/, 'u') as typeof inst.op;
    inst.operands = [a, b];
    return;
  }
  if (inst.kind !== 'binary' || inst.results[0]!.type !== 'i64' || (inst.op !== 'add' && inst.op !== 'mul')) return;
  const [a, b] = inst.operands.map((v) => narrowed(v));
  if (a === undefined || b === undefined) return;
  const small = makeInst<BinaryInst>({ kind: 'binary', op: inst.op, operands: [a, b] }, ['i32'], inst.loc);
  if (inst.inlinedAt) small.inlinedAt = inst.inlinedAt;
  if (maximum(small.results[0]!, 8) > largestWord) return;
  out.push(small);
  const wide = inst as unknown as { kind: string; op: string; operands: Value[] };
  wide.kind = 'convert';
  wide.op = 'zext' satisfies ConvertInst['op'];
  wide.operands = [small.results[0]!];
}

/** The 32-bit value that this is the zero extension of. */
function narrowed(v: Value): Value | undefined {
  if (v.kind === 'const' && typeof v.value === 'bigint' && v.value >= 0n && v.value <= BigInt(largestWord)) return { kind: 'const', type: 'i32', value: Number(BigInt.asIntN(32, v.value)) };
  return v.kind === 'result' && v.inst.kind === 'convert' && v.inst.op === 'zext' && v.inst.operands[0]!.type === 'i32' ? v.inst.operands[0] : undefined;
}

/** The largest value, taken as unsigned, that an i32 may have before it wraps; more than a word can hold: it may wrap. */
function maximum(v: Value, depth: number): number {
  if (v.kind === 'const') return Number(v.value) >>> 0;
  if (v.kind !== 'result' || depth === 0) return largestWord;
  const { inst } = v;
  const of = (i: number): number => maximum(inst.operands[i]!, depth - 1);
  switch (inst.kind) {
    case 'special':
      return largest[inst.register] ?? largestWord;
    case 'binary': {
      const [a, b] = inst.operands as [Value, Value];
      switch (inst.op) {
        case 'mul':
          return alongAxis(a, b) ?? alongAxis(b, a) ?? of(0) * of(1);
        case 'add':
          return of(0) + of(1);
        case 'and':
          return Math.min(clamp(of(0)), clamp(of(1)));
        case 'urem':
          return b.kind === 'const' && Number(b.value) > 0 ? Number(b.value) - 1 : clamp(of(0));
        case 'udiv':
        case 'lshr':
          return clamp(of(0));
        default:
          return largestWord;
      }
    }
    default:
      return largestWord;
  }
}

/** Wrapped or not, no more than a word. */
function clamp(value: number): number {
  return Math.min(value, largestWord);
}

/** blockIdx times blockDim leaves room for threadIdx; gridDim times blockDim fits. */
function alongAxis(a: Value, b: Value): number | undefined {
  if (a.kind !== 'result' || b.kind !== 'result' || a.inst.kind !== 'special' || b.inst.kind !== 'special') return undefined;
  const [what, axis] = a.inst.register.split('.');
  if (b.inst.register !== `blockDim.${axis}`) return undefined;
  return what === 'blockIdx' ? largestWord - 1023 : what === 'gridDim' ? largestWord : undefined;
}
