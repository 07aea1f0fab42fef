/** Atomic operations by address. In: an atomic instruction of the arena form. Out: statements, and an expression for the old value, made of the functions of arena/search.ts. */
import type { AtomicOp, Inst } from '../../../ir/ir.js';
import { arenaFunction } from '../arena/search.js';
import type { ARENA_NAMES } from '../arena-names.js';
import type { ExpressionWriter } from '../expression-text.js';
import type { AtomicText } from './atomic-values.js';
import { nextValue } from './atomic-values.js';
import type { Shader } from '../shader.js';
import type { WgslScalar } from '../types.js';
import { Unsupported } from '../unsupported.js';
import { byteAddress } from './words.js';

type AtomicInst = Extract<Inst, { kind: 'atomic' }>;

const SIMPLE: Partial<Record<AtomicOp, (typeof ARENA_NAMES)[number]>> = {
  add: 'atomic_add', sub: 'atomic_sub', exchange: 'atomic_exchange', umin: 'atomic_umin', umax: 'atomic_umax', and: 'atomic_and', or: 'atomic_or', xor: 'atomic_xor',
};

/** On 32 bits. */
export function arenaAtomic(s: Shader, w: ExpressionWriter, inst: AtomicInst, isUsed: boolean): AtomicText {
  const line = `${s.sourceOf(inst)?.line ?? 0}u`;
  const address = byteAddress(s, w, inst.operands[0]!, inst.loc);
  const isFloat = inst.memory === 'f32';
  const bits = (i: number): string => (isFloat ? `bitcast<u32>(${w.as(inst.operands[i]!, 'f32')})` : w.as(inst.operands[i]!, 'u32'));
  const result = (lines: readonly string[], text: string): AtomicText => (isFloat ? { lines, text: `bitcast<f32>(${text})`, type: 'f32' } : { lines, text, type: 'u32' });
  if (inst.op === 'load') return result([], `${arenaFunction(s, 'load_u32')}(${address}, 0u, ${line})`);
  if (inst.op === 'store') return { lines: [], text: `${arenaFunction(s, 'store_u32')}(${address}, 0u, ${bits(1)}, ${line})`, type: 'u32' };
  const simple = SIMPLE[inst.op];
  if (simple !== undefined && (!isFloat || inst.op === 'exchange')) {
    const call = `${arenaFunction(s, simple)}(${address}, ${bits(1)}, ${line})`;
    return isUsed ? result([], call) : { lines: [], text: call, type: 'u32' };
  }
  const [at, by, old, attempt] = ['at', 'operand', 'old', 'attempt'].map((name) => s.names.unique(name)) as [string, string, string, string];
  const exchange = (expected: string, desired: string): string => `  let ${attempt} = ${arenaFunction(s, 'compare_exchange')}(${at}, ${expected}, ${desired}, ${line});`;
  if (inst.op === 'compare-exchange') {
    const desired = s.names.unique('desired');
    // WGSL's operation may fail for no reason.
    const lines = [
      `let ${at} = ${address};`, `let ${by} = ${bits(1)};`, `let ${desired} = ${bits(2)};`, `var ${old} = ${by};`, 'loop {', exchange(by, desired), `  ${old} = ${attempt}.x;`,
      `  if ${attempt}.y != 0u || ${old} != ${by} {`, '    break;', '  }', '}',
    ];
    return result(lines, old);
  }
  const work: WgslScalar = isFloat ? 'f32' : inst.op === 'smin' || inst.op === 'smax' ? 'i32' : 'u32';
  const next = nextValue(inst.op, work === 'u32' ? old : `bitcast<${work}>(${old})`, by);
  if (next === undefined) throw new Unsupported(`the atomic operation '${inst.op}'`, inst.loc);
  const lines = [
    `let ${at} = ${address};`, `let ${by}: ${work} = ${w.as(inst.operands[1]!, work)};`, `var ${old} = ${arenaFunction(s, 'load_u32')}(${at}, 0u, ${line});`, 'loop {',
    exchange(old, work === 'u32' ? next : `bitcast<u32>(${next})`), `  if ${attempt}.y != 0u {`, '    break;', '  }', `  ${old} = ${attempt}.x;`, '}',
  ];
  return result(lines, old);
}
