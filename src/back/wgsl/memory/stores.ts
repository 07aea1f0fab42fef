/** Stores, copies of objects and atomics as WGSL text. */
import type { Inst, ScalarMemoryType, Value } from '../../../ir/ir.js';
import { bitsOf, isSigned } from '../../../passes/known-bits.js';
import { arenaAtomic } from './arena-atomics.js';
import type { AtomicText } from './atomic-values.js';
import { nextValue } from './atomic-values.js';
import type { ExpressionWriter } from '../expression-text.js';
import { objectPlace, scalarPlace } from './places.js';
import type { Inlining } from '../analyses/inlining.js';
import { isInlined } from '../analyses/inlining.js';
import { rootKey } from '../analyses/provenance.js';
import type { Shader } from '../shader.js';
import { loadedPlace, storageFor } from '../shader.js';
import type { WgslScalar } from '../types.js';
import { SHARE_OF_SUM, shareOfSum } from './shared-sums.js';
import { SCALAR_SIZES, scalarOf, typeText } from '../types.js';
import { NeedsWords, Unsupported } from '../unsupported.js';
import { wideAtomic } from './wide-atomics.js';
import { clearWords, copyRaw, copyWords, fillRaw } from './word-objects.js';
import { atomicWord, storeWords } from './words.js';

const COMPOUND: Record<string, string> = { add: '+', sub: '-', mul: '*', and: '&', or: '|', xor: '^', shl: '<<', lshr: '>>', ashr: '>>', sdiv: '/', udiv: '/', urem: '%', fadd: '+', fsub: '-', fmul: '*' };
const COMMUTATIVE = new Set(['add', 'mul', 'and', 'or', 'xor', 'fadd', 'fmul']);
const SIGNED_ONLY = new Set(['sdiv', 'ashr']);
const UNSIGNED_ONLY = new Set(['udiv', 'urem', 'lshr']);

/** Written with an operator, or as a call: no place in memory, nor a variable. */
function isOperation(w: ExpressionWriter, v: Value): boolean {
  if (v.kind !== 'result' || w.hasName(v)) return false;
  const { kind } = v.inst;
  return kind === 'binary' || kind === 'fma' || kind === 'select' || kind === 'compare';
}

/** `x = x + y` → `x += y;`, if `inst` is an operation on what the target holds. */
export function compound(w: ExpressionWriter, target: string, type: WgslScalar, inst: Inst): string | undefined {
  if (inst.kind !== 'binary' || type === 'bool' || type === 'vec2u' || w.isProtected(inst)) return undefined;
  const operator = COMPOUND[inst.op];
  if (operator === undefined || (SIGNED_ONLY.has(inst.op) && type !== 'i32') || (UNSIGNED_ONLY.has(inst.op) && type !== 'u32')) return undefined;
  const holds = (v: Value): boolean => v.kind !== 'const' && v.kind !== 'undef' && !isOperation(w, v) && w.value(v).text === target;
  const [a, b] = inst.operands as [Value, Value];
  const other = holds(a) ? b : COMMUTATIVE.has(inst.op) && holds(b) ? a : undefined;
  if (other === undefined) return undefined;
  if (operator === '<<' || operator === '>>') {
    const amount = w.as(other, 'u32');
    return `${target} ${operator}= ${amount.includes('block_dim_') ? `(${amount}) & 31u` : amount};`;
  }
  if (inst.op === 'add' && other.kind === 'const' && Number(other.value) < 0) return `${target} -= ${w.as({ ...other, value: -Number(other.value) }, type)};`;
  return `${target} ${operator}= ${w.as(other, type)};`;
}

/** Is the value what a narrow element of this type holds? */
function isExtended(v: Value, held: ScalarMemoryType, type: WgslScalar): boolean {
  const bits = held === 'i8' ? 8 : 16;
  return type === 'i32' ? isSigned(v, bits) : bitsOf(v) <= bits;
}

export function storeText(s: Shader, w: ExpressionWriter, inlining: Inlining, inst: Extract<Inst, { kind: 'store' }>): string | readonly string[] {
  const held = inst.memory;
  const { atomic, words } = storageFor(s, inst.operands[0]!, inst.loc);
  if (words) return storeWords(s, w, inst);
  scalarOf({ kind: 'scalar', scalar: held, size: 4, align: 4, unsigned: false }, inst.loc);
  const place = scalarPlace(s, w, inst.operands[0]!, SCALAR_SIZES[held], inst.loc);
  const type = scalarOf(place.type, inst.loc);
  const v = inst.operands[1]!;
  if (held === 'i1' || held === 'i8' || held === 'i16') {
    if ((held === 'i1') !== (type === 'bool')) throw new NeedsWords(rootKey(s.provenance.rootOf(inst.operands[0]!)), inst.loc);
    return `${place.text} = ${type === 'bool' || v.kind === 'const' || isExtended(v, held, type) ? w.as(v, type) : `extractBits(${w.as(v, type)}, 0u, ${held === 'i8' ? 8 : 16}u)`};`;
  }
  let text: string;
  if (v.type === 'f32' && type !== 'f32') text = `bitcast<${type}>(${w.as(v, 'f32')})`;
  else if (v.type === 'i32' && type === 'f32') text = `bitcast<f32>(${w.value(v).text})`;
  else {
    const update = !atomic && v.kind === 'result' && isInlined(inlining, v.inst) ? compound(w, place.text, type, v.inst) : undefined;
    if (update !== undefined) return update;
    text = w.as(v, type);
  }
  return atomic ? `atomicStore(&${place.text}, ${type === 'f32' ? `bitcast<u32>(${text})` : text});` : `${place.text} = ${text};`;
}

export function copyObject(s: Shader, w: ExpressionWriter, inst: Extract<Inst, { kind: 'copy' }>): string[] {
  const { type } = inst;
  const [to, from] = [inst.operands[0]!, inst.operands[1]!];
  if (type === undefined) return copyRaw(s, w, inst);
  if (storageFor(s, to, inst.loc).words || storageFor(s, from, inst.loc).words) return copyWords(s, w, to, from, type, inst.loc);
  if (storageFor(s, to, inst.loc).atomic || storageFor(s, from, inst.loc).atomic) throw new NeedsWords(rootKey(s.provenance.rootOf(storageFor(s, to, inst.loc).atomic ? to : from)), inst.loc);
  return [`${objectPlace(s, w, to, type, inst.loc)} = ${objectPlace(s, w, from, type, inst.loc)};`];
}

/** `= {}`: zeros of a whole object. */
export function fillObject(s: Shader, w: ExpressionWriter, inst: Extract<Inst, { kind: 'fill' }>): string[] {
  const { type } = inst;
  const [to, byte] = [inst.operands[0]!, inst.operands[1]!];
  if (type === undefined || byte.kind !== 'const' || Number(byte.value) !== 0) return fillRaw(s, w, inst);
  if (storageFor(s, to, inst.loc).words) return clearWords(s, w, to, type, inst.loc);
  if (storageFor(s, to, inst.loc).atomic) throw new NeedsWords(rootKey(s.provenance.rootOf(to)), inst.loc);
  return [`${objectPlace(s, w, to, type, inst.loc)} = ${typeText(type, s.structs, false, inst.loc)}();`];
}

const ATOMICS: Record<string, string> = {
  add: 'atomicAdd', sub: 'atomicSub', exchange: 'atomicExchange', smin: 'atomicMin', smax: 'atomicMax', umin: 'atomicMin', umax: 'atomicMax', and: 'atomicAnd', or: 'atomicOr', xor: 'atomicXor',
};

export function atomicCall(s: Shader, w: ExpressionWriter, inst: Extract<Inst, { kind: 'atomic' }>, isUsed: boolean): AtomicText {
  if (inst.memory !== 'i32' && inst.memory !== 'f32') return wideAtomic(s, w, inst, isUsed);
  const storage = storageFor(s, inst.operands[0]!, inst.loc);
  if (storage.space === 'arena') return arenaAtomic(s, w, inst, isUsed);
  const isWords = storage.words;
  const place = isWords ? { text: atomicWord(s, w, inst.operands[0]!, inst.loc) } : scalarPlace(s, w, inst.operands[0]!, 4, inst.loc);
  const held = 'type' in place ? scalarOf(place.type, inst.loc) : 'u32';
  // Floats are atomic as their bits.
  const type: WgslScalar = held === 'f32' ? 'u32' : held;
  const isFloat = inst.memory === 'f32';
  const operand = (i: number): string => (isFloat ? `bitcast<${type}>(${w.as(inst.operands[i]!, 'f32')})` : w.as(inst.operands[i]!, type));
  const result = (lines: readonly string[], text: string): AtomicText => ({ lines, text: isFloat ? `bitcast<f32>(${text})` : text, type: isFloat ? 'f32' : type });
  const simple = (text: string): AtomicText => (isFloat && inst.results.length > 0 ? result([], text) : { lines: [], text, type });
  if (storage.space === 'private' || storage.space === 'function') return ownAtomic(s, w, inst, place.text, held, result);
  switch (inst.op) {
    case 'load':
      return simple(`atomicLoad(&${loadedPlace(s, place.text)})`);
    case 'store':
      return { lines: [], text: `atomicStore(&${place.text}, ${operand(1)})`, type };
    case 'exchange':
      return simple(`atomicExchange(&${place.text}, ${operand(1)})`);
    case 'compare-exchange': {
      const [slot, expected, desired, old, attempt] = ['slot', 'expected', 'desired', 'old', 'attempt'].map((name) => s.names.unique(name)) as [string, string, string, string, string];
      // WGSL's operation may fail for no reason.
      const lines = [
        `let ${slot} = &${place.text};`, `let ${expected}: ${type} = ${operand(1)};`, `let ${desired}: ${type} = ${operand(2)};`, `var ${old} = ${expected};`, 'loop {',
        `  let ${attempt} = atomicCompareExchangeWeak(${slot}, ${expected}, ${desired});`, `  ${old} = ${attempt}.old_value;`,
        `  if ${attempt}.exchanged || ${old} != ${expected} {`, '    break;', '  }', '}',
      ];
      return result(lines, old);
    }
    default:
      break;
  }
  const isSigned = inst.op === 'smin' || inst.op === 'smax';
  const callee = ATOMICS[inst.op];
  if (!isFloat && callee !== undefined && (!isSigned || type === 'i32') && ((inst.op !== 'umin' && inst.op !== 'umax') || type === 'u32')) return simple(`${callee}(&${place.text}, ${operand(1)})`);
  if (isFloat && !isUsed) return floatSum(s, inst, place.text, w.as(inst.operands[1]!, 'f32'), type);
  const [slot, by, old, attempt] = [s.names.unique('slot'), s.names.unique('operand'), s.names.unique('old'), s.names.unique('attempt')];
  const work: WgslScalar = isFloat ? 'f32' : isSigned ? 'i32' : 'u32';
  const next = nextValue(inst.op, work === type ? old : `bitcast<${work}>(${old})`, by);
  if (next === undefined) throw new Unsupported(`the atomic operation '${inst.op}'`, inst.loc);
  const lines = [
    `let ${slot} = &${place.text};`, `let ${by}: ${work} = ${w.as(inst.operands[1]!, work)};`, `var ${old} = atomicLoad(${slot});`, 'loop {',
    `  let ${attempt} = atomicCompareExchangeWeak(${slot}, ${old}, ${work === type ? next : `bitcast<${type}>(${next})`});`,
    `  if ${attempt}.exchanged {`, '    break;', '  }', `  ${old} = ${attempt}.old_value;`, '}',
  ];
  return result(lines, old);
}

/** In memory of the thread's own, as code for all memory has them where a pointer turns out to point there. */
function ownAtomic(s: Shader, w: ExpressionWriter, inst: Extract<Inst, { kind: 'atomic' }>, place: string, type: WgslScalar, result: (lines: readonly string[], text: string) => AtomicText): AtomicText {
  const isFloat = inst.memory === 'f32';
  const work: WgslScalar = isFloat ? 'f32' : inst.op === 'smin' || inst.op === 'smax' ? 'i32' : inst.op === 'umin' || inst.op === 'umax' ? 'u32' : type;
  const cast = (text: string, to: WgslScalar, from: WgslScalar): string => (to === from ? text : `bitcast<${to}>(${text})`);
  const operand = (i: number): string => w.as(inst.operands[i]!, work);
  if (inst.op === 'load') return result([], place);
  if (inst.op === 'store') return { lines: [`${place} = ${cast(operand(1), type, work)};`], text: '', type };
  const [slot, old, by] = [s.names.unique('slot'), s.names.unique('old'), s.names.unique('operand')];
  const lines = [`let ${slot} = &${place};`, `let ${old} = *${slot};`, `let ${by}: ${work} = ${operand(1)};`];
  if (inst.op === 'compare-exchange') return result([...lines, `if ${old} == ${cast(by, type, work)} {`, `  *${slot} = ${cast(operand(2), type, work)};`, '}'], old);
  const next = inst.op === 'exchange' ? by : nextValue(inst.op, cast(old, work, type), by);
  if (next === undefined) throw new Unsupported(`the atomic operation '${inst.op}'`, inst.loc);
  return result([...lines, `*${slot} = ${cast(next, type, work)};`], old);
}

/**
 * Adds a float to a sum whose old value nobody asks for. Where many threads add to one sum, all but one would compare in vain each time, and the more of them there are the longer each takes. So the threads of a
 * subgroup that add to one place do it together; and where nothing else in the kernel looks at the sum, it is taken out after the first failure, and put back with the operand: what others have put there in between is
 * left to be added.
 */
function floatSum(s: Shader, inst: Extract<Inst, { kind: 'atomic' }>, place: string, value: string, type: WgslScalar): AtomicText {
  const [slot, by, old] = [s.names.unique('slot'), s.names.unique('operand'), s.names.unique('old')];
  const bits = (text: string): string => `bitcast<${type}>(${text})`;
  const added = bits(`bitcast<f32>(${old}) + ${by}`);
  const element = /^(\w+)\[([^[\]]*)\]$/.exec(place);
  const index = element === null ? undefined : s.names.unique('at');
  const at = index === undefined ? `let ${slot} = &${place};` : `let ${index}: u32 = ${element![2]!};`;
  const lines = index === undefined ? [at] : [at, `let ${slot} = &${element![1]!}[${index}];`];
  const loop = (head: readonly string[], end: string): string[] => ['loop {', ...head.map((line) => `  ${line}`), `  if ${end} {`, '    break;', '  }'];
  const compared = (): string[] => {
    const attempt = s.names.unique('attempt');
    return [`var ${old} = atomicLoad(${slot});`, ...loop([`let ${attempt} = atomicCompareExchangeWeak(${slot}, ${old}, ${added});`], `${attempt}.exchanged`), `  ${old} = ${attempt}.old_value;`, '}'];
  };
  const exchanged = (): string[] => {
    const rest = s.names.unique('rest');
    s.sumsByExchange = true;
    return [
      `let ${old} = atomicLoad(${slot});`, `if !atomicCompareExchangeWeak(${slot}, ${old}, ${added}).exchanged {`, `  var ${rest} = ${bits(by)};`,
      ...[...loop([`${rest} = ${bits(`bitcast<f32>(atomicExchange(${slot}, 0)) + bitcast<f32>(${rest})`)};`, `${rest} = atomicExchange(${slot}, ${rest});`], `(${rest} & 0x7fffffff) == 0`), '}'].map((line) => `  ${line}`), '}',
    ];
  };
  const isAlone = s.alike === undefined && s.outer === undefined && s.analyses.onlySums(rootKey(s.provenance.rootOf(inst.operands[0]!)));
  const add = isAlone ? exchanged() : compared();
  if (index === undefined && place.includes('[')) return { lines: [...lines, `let ${by} = ${value};`, ...add], text: '', type };
  const share = s.names.unique('share');
  s.helpers.set(SHARE_OF_SUM, shareOfSum());
  return { lines: [...lines, `let ${share} = ${SHARE_OF_SUM}(${index ?? '0u'}, ${value});`, `if ${share}.adds {`, ...[`let ${by} = ${share}.value;`, ...add].map((line) => `  ${line}`), '}'], text: '', type };
}
