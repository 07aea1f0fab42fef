/**
 * Atomic operations that WGSL has no words for: on 64-bit data and on 16-bit data. In: an atomic instruction on words. Out: statements, and an expression for the old value.
 *
 * Sums whose old value nobody asks for carry from one word to the other. Everything else on 64 bits happens under a lock out of a table, chosen by the address: taken and given back in one round of a loop, so
 * that lanes of a warp never wait for each other inside. What is stored under the lock is exchanged, and the lock given back by a number made of what came back (and of a run-time 1, since engines know that the lock was 0), so
 * that it cannot be seen before.
 */
import type { Inst, Value } from '../../../ir/ir.js';
import { doubleHelper } from '../numbers/doubles/library.js';
import type { ExpressionWriter } from '../expression-text.js';
import type { AtomicText } from './atomic-values.js';
import type { Shader, Storage } from '../shader.js';
import { runtimeConstant } from '../numbers/runtime-constants.js';
import { storageFor } from '../shader.js';
import { Unsupported } from '../unsupported.js';
import { wideHelper } from '../numbers/wide.js';
import { arenaFunction, lineText } from '../arena/search.js';
import { rootKey } from '../analyses/provenance.js';
import { addressOf, byteAddress, sum } from './words.js';

type AtomicInst = Extract<Inst, { kind: 'atomic' }>;

/** Binding of the locks for device memory; and those of a block. Identifiers of the source have no double underscores. */
export const LOCKS = 'memory__locks';
export const BLOCK_LOCKS = 'block__locks';
export const LOCK_COUNT = 65536;
export const BLOCK_LOCK_COUNT = 32;

export function wideAtomic(s: Shader, w: ExpressionWriter, inst: AtomicInst, isUsed: boolean): AtomicText {
  const storage = storageFor(s, inst.operands[0]!, inst.loc);
  const at = s.names.unique('at');
  if (inst.memory === 'i16') return shortExchange(s, w, inst, storage, at);
  const isArena = storage.space === 'arena';
  const lines = [`let ${at} = ${sum(addressOf(s, w, inst.operands[0]!, inst.loc), isArena ? 1 : 4)};`];
  const word = (i: number): string => (isArena ? (i === 0 ? at : `${at} + 4u`) : `&${storage.name}[${i === 0 ? at : `${at} + 1u`}]`);
  const cells = isArena ? byAddress(s, inst.loc) : NAMED;
  const operand = (i: number, name: string): string => {
    const own = s.names.unique(name);
    lines.push(`let ${own} = ${w.as(inst.operands[i]!, 'vec2u')};`);
    return own;
  };
  switch (inst.op) {
    case 'load':
      return { lines, text: `vec2u(${cells.load(word(0))}, ${cells.load(word(1))})`, type: 'vec2u' };
    case 'store': {
      const value = operand(1, 'value');
      return { lines: [...lines, `${cells.store(word(0), `${value}.x`)};`, `${cells.store(word(1), `${value}.y`)};`], text: '', type: 'vec2u' };
    }
    case 'add':
    case 'sub':
      if (!isUsed) {
        const given = operand(1, 'operand');
        const by = inst.op === 'add' ? given : s.names.unique('negated');
        if (inst.op === 'sub') lines.push(`let ${by} = ${wideHelper(s.helpers, 'negate64')}(${given});`);
        const low = s.names.unique('low');
        lines.push(`let ${low} = ${cells.combine('add', word(0), `${by}.x`)};`, `${cells.combine('add', word(1), `${by}.y + u32(${low} + ${by}.x < ${low})`)};`);
        return { lines, text: '', type: 'vec2u' };
      }
      break;
    case 'and':
    case 'or':
    case 'xor':
      if (!isUsed) {
        const by = operand(1, 'operand');
        return { lines: [...lines, `${cells.combine(inst.op, word(0), `${by}.x`)};`, `${cells.combine(inst.op, word(1), `${by}.y`)};`], text: '', type: 'vec2u' };
      }
      break;
    default:
      break;
  }
  const first = operand(1, inst.op === 'compare-exchange' ? 'expected' : 'operand');
  const second = inst.op === 'compare-exchange' ? operand(2, 'desired') : first;
  const [old, next, done, slot, taken, low, high] = ['old', 'next', 'is_done', 'slot', 'taken', 'low', 'high'].map((name) => s.names.unique(name)) as [string, string, string, string, string, string, string];
  const limit = isUsed ? undefined : limited(inst.op, cells.load(word(1)), first);
  if (limit !== undefined) lines.push(`if ${limit} {`);
  const start = lines.length;
  // What addresses may point to too is locked with it.
  const isShared = storage.space === 'workgroup' && !s.windows.has(rootKey(storage.root));
  if (isShared) s.blockLocks = true;
  else s.locks = true;
  lines.push(
    `let ${slot} = &${isShared ? BLOCK_LOCKS : LOCKS}[(${at} >> ${isArena ? 3 : 1}u) & ${(isShared ? BLOCK_LOCK_COUNT : LOCK_COUNT) - 1}u];`,
    `var ${old} = vec2u();`, `var ${done} = false;`, `while !${done} {`,
    `  let ${taken} = atomicCompareExchangeWeak(${slot}, 0u, 1u);`, `  if ${taken}.exchanged {`,
    `    ${old} = vec2u(${cells.load(word(0))}, ${cells.load(word(1))});`, `    let ${next} = ${nextValue(s, inst, old, first, second)};`,
    `    let ${low} = ${cells.combine('exchange', word(0), `${next}.x`)};`, `    let ${high} = ${cells.combine('exchange', word(1), `${next}.y`)};`,
    `    atomicStore(${slot}, (${low} ^ ${high}) & (bitcast<u32>(${runtimeConstant(s, 'one')}) & 1u));`, `    ${done} = true;`, '  }', '}',
  );
  if (limit !== undefined) return { lines: [...lines.slice(0, start), ...lines.slice(start).map((line) => `  ${line}`), '}'], text: '', type: 'vec2u' };
  return { lines, text: old, type: 'vec2u' };
}

/** Whether a minimum or maximum may change what is there: not, if the high word alone is less, or greater. */
function limited(op: AtomicInst['op'], high: string, operand: string): string | undefined {
  switch (op) {
    case 'umin':
      return `${operand}.y <= ${high}`;
    case 'umax':
      return `${operand}.y >= ${high}`;
    case 'smin':
      return `bitcast<i32>(${operand}.y) <= bitcast<i32>(${high})`;
    case 'smax':
      return `bitcast<i32>(${operand}.y) >= bitcast<i32>(${high})`;
    default:
      return undefined;
  }
}

/** Operations on a word. */
interface Cells {
  readonly load: (word: string) => string;
  readonly store: (word: string, value: string) => string;
  readonly combine: (op: 'add' | 'and' | 'or' | 'xor' | 'exchange', word: string, value: string) => string;
}

/** Of an object, whose words are pointers. */
const NAMED: Cells = {
  load: (word) => `atomicLoad(${word})`,
  store: (word, value) => `atomicStore(${word}, ${value})`,
  combine: (op, word, value) => `atomic${op[0]!.toUpperCase()}${op.slice(1)}(${word}, ${value})`,
};

function byAddress(s: Shader, loc: number): Cells {
  const line = lineText(s, loc);
  return {
    load: (word) => `${arenaFunction(s, 'load_u32')}(${word}, 0u, ${line})`,
    store: (word, value) => `${arenaFunction(s, 'store_u32')}(${word}, 0u, ${value}, ${line})`,
    combine: (op, word, value) => `${arenaFunction(s, `atomic_${op}`)}(${word}, ${value}, ${line})`,
  };
}

function nextValue(s: Shader, inst: AtomicInst, old: string, operand: string, desired: string): string {
  const wide = (name: string): string => wideHelper(s.helpers, name);
  switch (inst.op) {
    case 'exchange':
      return operand;
    case 'compare-exchange':
      return `select(${old}, ${desired}, all(${old} == ${operand}))`;
    case 'add':
    case 'sub':
      return `${wide(`${inst.op}64`)}(${old}, ${operand})`;
    case 'and':
      return `${old} & ${operand}`;
    case 'or':
      return `${old} | ${operand}`;
    case 'xor':
      return `${old} ^ ${operand}`;
    case 'smin':
    case 'umin':
      return `select(${old}, ${operand}, ${wide(`${inst.op[0]}lt64`)}(${operand}, ${old}))`;
    case 'smax':
    case 'umax':
      return `select(${old}, ${operand}, ${wide(`${inst.op[0]}lt64`)}(${old}, ${operand}))`;
    case 'fadd':
      return `${doubleHelper(s.helpers, 'add_f64')}(${old}, ${operand})`;
    default:
      throw new Unsupported(`the atomic operation '${inst.op}' on 64-bit data`, inst.loc);
  }
}

/** Half of a word, by compare-exchange of the whole. */
function shortExchange(s: Shader, w: ExpressionWriter, inst: AtomicInst, storage: Storage, at: string): AtomicText {
  if (inst.op !== 'compare-exchange') throw new Unsupported(`the atomic operation '${inst.op}' on 16-bit data`, inst.loc);
  const text = (v: Value): string => `(${w.as(v, 'u32')}) & 65535u`;
  const [slot, shift, expected, desired, word, old, attempt] = ['slot', 'shift', 'expected', 'desired', 'word', 'old', 'attempt'].map((name) => s.names.unique(name)) as [string, string, string, string, string, string, string];
  const isArena = storage.space === 'arena';
  const line = lineText(s, inst.loc);
  const load = isArena ? `${arenaFunction(s, 'load_u32')}(${slot}, 0u, ${line})` : `atomicLoad(${slot})`;
  const exchange = (by: string): string => (isArena ? `${arenaFunction(s, 'compare_exchange')}(${slot}, ${word}, ${by}, ${line})` : `atomicCompareExchangeWeak(${slot}, ${word}, ${by})`);
  const [isDone, seen] = isArena ? [`${attempt}.y != 0u`, `${attempt}.x`] : [`${attempt}.exchanged`, `${attempt}.old_value`];
  const lines = [
    `let ${at} = ${byteAddress(s, w, inst.operands[0]!, inst.loc)};`, `let ${slot} = ${isArena ? `${at} & ~3u` : `&${storage.name}[${at} >> 2u]`};`, `let ${shift} = (${at} & 2u) << 3u;`,
    `let ${expected} = ${text(inst.operands[1]!)};`, `let ${desired} = ${text(inst.operands[2]!)};`, `var ${word} = ${load};`, `var ${old} = 0u;`, 'loop {',
    `  ${old} = extractBits(${word}, ${shift}, 16u);`, `  if ${old} != ${expected} {`, '    break;', '  }',
    `  let ${attempt} = ${exchange(`insertBits(${word}, ${desired}, ${shift}, 16u)`)};`, `  if ${isDone} {`, '    break;', '  }', `  ${word} = ${seen};`, '}',
  ];
  return { lines, text: old, type: 'u32' };
}
