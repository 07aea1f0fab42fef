/**
 * Common subexpressions. In: any valid function, best after mem2reg and folding. Out: pure instructions that compute what is computed already in a dominating place are replaced by that; so are loads of what was
 * just loaded or stored, where no write in between may alias (alias.ts).
 *
 * Value numbering in one walk: a table of expressions, undone when a region is left. Known memory contents are a short list of entries; a write takes away those it may touch. At a loop's start everything
 * the loop writes is unknown; after a structured instruction, everything written in it.
 */
import { isPure } from '../ir/effects.js';
import type { Func, Inst, MemoryType, Region, ScalarMemoryType, Value, ValueType } from '../ir/ir.js';
import { scalarSize } from '../ir/print.js';
import { forEachRegion, resolve } from '../ir/walk.js';
import type { Access } from './alias.js';
import { accessOf, isConstantMemory, mayAlias, privateAllocas, storeAccess, writeOf, writesIn } from './alias.js';

interface Known {
  readonly address: number;
  readonly access: Access;
  readonly memory: ScalarMemoryType;
  readonly signed: boolean;
  readonly value: Value;
  killed: boolean;
}

/** Of an expression: a number where it fits one (`packed`), which is much faster than a text. */
type Key = string | number;

interface State {
  readonly numbers: Map<Value, number>;
  /** Those of type i32 by value, all others by type and value. */
  readonly integers: Map<number, number>;
  readonly constants: Map<string, number>;
  readonly globals: Map<string, number>;
  readonly types: Map<MemoryType, number>;
  readonly structs: Map<string, number>;
  readonly table: Map<Key, Value>;
  /** Keys added since a region was entered. */
  added: Key[];
  readonly replaced: Map<Value, Value>;
  readonly privates: ReadonlySet<Value>;
  memory: Known[];
  next: number;
}

/** More is forgotten, oldest first: keeps the pass linear. */
const MAX_KNOWN = 48;

/** False: none was found. */
export function eliminateCommonSubexpressions(fn: Func): boolean {
  if (!fn.body) return false;
  const s: State = {
    numbers: new Map(), integers: new Map(), constants: new Map(), globals: new Map(), types: new Map(), structs: new Map(), table: new Map(), added: [], replaced: new Map(), privates: privateAllocas(fn.body), memory: [], next: 0,
  };
  walk(s, fn.body);
  return s.replaced.size > 0;
}

/** The number of a key, a new one the first time. */
function numberIn<K>(s: State, known: Map<K, number>, key: K): number {
  let n = known.get(key);
  if (n === undefined) {
    n = s.next++;
    known.set(key, n);
  }
  return n;
}

function numberOf(s: State, v: Value): number {
  switch (v.kind) {
    case 'const':
      if (v.type === 'i32') return numberIn(s, s.integers, v.value as number);
      return numberIn(s, s.constants, `${v.type}${Object.is(v.value, -0) ? '-0' : v.value}`);
    case 'global-address':
      return numberIn(s, s.globals, v.global.name);
    case 'function-address':
      return numberIn(s, s.constants, `&${v.function.name}@${v.function.side}`);
    default:
      return numberIn(s, s.numbers, v);
  }
}

/** Numbers in the order in which the keys came. */
function placeIn<K>(known: Map<K, number>, key: K): number {
  let n = known.get(key);
  if (n === undefined) {
    n = known.size;
    known.set(key, n);
  }
  return n;
}

const COMMUTATIVE: ReadonlySet<string> = new Set(['add', 'mul', 'and', 'or', 'xor', 'smin', 'smax', 'umin', 'umax', 'smulhi', 'umulhi', 'fadd', 'fmul', 'eq', 'ne', 'foeq', 'fune']);

/** Operations by name: those of binary, unary, comparing, converting and vector instructions have no name in common. */
const OPERATIONS = new Map<string, number>();
const VALUE_TYPES: readonly ValueType[] = ['i1', 'i32', 'i64', 'f32', 'f64', 'ptr', 'v4i32', 'v4f32', 'v2i64', 'v2f64'];
const FEWER = 2 ** 22;
const FEWEST = 2 ** 8;
const FIELD = 510;
const INDEX = 256;

/** Three numbers as one, which is exact: 9, 22 and 22 bits. Undefined where one of them is too large. */
function packed(operation: number, a: number, b: number): number | undefined {
  return a < FEWER && b < FEWER ? (operation * FEWER + a) * FEWER + b : undefined;
}

function operationNumber(op: string): number {
  return placeIn(OPERATIONS, op);
}

/** Equal for instructions that compute the same. */
function keyOf(s: State, inst: Inst): Key {
  const ops = inst.operands;
  switch (inst.kind) {
    case 'binary':
    case 'compare': {
      const a = numberOf(s, ops[0]!);
      const b = numberOf(s, ops[1]!);
      const swapped = a > b && COMMUTATIVE.has(inst.op);
      return packed(operationNumber(inst.op), swapped ? b : a, swapped ? a : b) ?? `${inst.op} ${swapped ? b : a} ${swapped ? a : b}`;
    }
    case 'unary': {
      const a = numberOf(s, ops[0]!);
      return packed(operationNumber(inst.op), a, 0) ?? `${inst.op} ${a}`;
    }
    case 'convert': {
      const a = numberOf(s, ops[0]!);
      const { type } = inst.results[0]!;
      return packed(operationNumber(inst.op), a, VALUE_TYPES.indexOf(type)) ?? `${inst.op} ${type} ${a}`;
    }
    case 'index': {
      const element = placeIn(s.types, inst.element);
      const a = numberOf(s, ops[0]!);
      const b = numberOf(s, ops[1]!);
      return (element < FIELD - INDEX ? packed(INDEX + element, a, b) : undefined) ?? `index ${element} ${a} ${b}`;
    }
    case 'field': {
      const a = numberOf(s, ops[0]!);
      return (inst.field < FEWEST ? packed(FIELD, a, placeIn(s.structs, inst.struct.name) * FEWEST + inst.field) : undefined) ?? `field ${inst.struct.name} ${inst.field} ${a}`;
    }
    case 'vector': {
      const { type } = inst.results[0]!;
      if (inst.lanes.length === 0 && ops.length === 1) {
        const key = packed(operationNumber(inst.op), numberOf(s, ops[0]!), VALUE_TYPES.indexOf(type));
        if (key !== undefined) return key;
      }
      return `${inst.op} ${type} ${inst.lanes.join(',')} ${ops.map((v) => numberOf(s, v)).join(' ')}`;
    }
    case 'special':
      return inst.register;
    case 'call':
      return `call ${inst.callee.name} ${ops.map((v) => numberOf(s, v)).join(' ')}`;
    case 'intrinsic':
      return `intrinsic ${inst.name} ${ops.map((v) => numberOf(s, v)).join(' ')}`;
    default:
      return `${inst.kind} ${ops.map((v) => numberOf(s, v)).join(' ')}`;
  }
}

function walk(s: State, region: Region): void {
  const outer = s.added;
  s.added = [];
  const { insts } = region;
  let to = 0;
  for (const inst of insts) {
    const { operands } = inst;
    if (s.replaced.size > 0) {
      for (let i = 0; i < operands.length; i++) {
        const v = operands[i]!;
        if (v.kind === 'result') operands[i] = resolve(s.replaced, v);
      }
    }
    if (!visit(s, inst)) insts[to++] = inst;
  }
  insts.length = to;
  for (const key of s.added) s.table.delete(key);
  s.added = outer;
}

/** True if the instruction is replaced by a known value. */
function visit(s: State, inst: Inst): boolean {
  switch (inst.kind) {
    case 'if':
    case 'switch':
    case 'block':
    case 'loop':
    case 'try':
      visitStructured(s, inst);
      return false;
    case 'load':
      return !inst.volatile && visitLoad(s, inst);
    default: {
      if (inst.results.length === 1 && isPure(inst)) {
        const key = keyOf(s, inst);
        const known = s.table.get(key);
        if (known) return replace(s, inst, known);
        s.table.set(key, inst.results[0]!);
        s.added.push(key);
        return false;
      }
      const write = writeOf(inst);
      if (write) kill(s, write);
      if (inst.kind === 'store' && inst.volatile) kill(s, storeAccess(inst));
      if (inst.kind === 'store' && !inst.volatile && inst.memory !== 'i8' && inst.memory !== 'i16') {
        remember(s, { address: numberOf(s, inst.operands[0]!), access: write as Access, memory: inst.memory, signed: false, value: inst.operands[1]!, killed: false });
      }
      return false;
    }
  }
}

function replace(s: State, inst: Inst, by: Value): boolean {
  const r = inst.results[0]!;
  s.replaced.set(r, by);
  // What stands for an exact operation is one.
  if (by.kind === 'result' && (by.inst.kind === 'binary' || by.inst.kind === 'unary') && by.inst.kind === inst.kind && inst.relaxed !== true) by.inst.relaxed = undefined;
  // A load for several groups of threads is none of one group.
  if (by.kind === 'result' && by.inst.kind === 'load' && inst.kind === 'load' && by.inst.group !== inst.group) by.inst.group = undefined;
  if (by.kind === 'result' && by.name === undefined && r.name !== undefined) by.name = r.name;
  return true;
}

function visitLoad(s: State, inst: Inst & { kind: 'load' }): boolean {
  const address = numberOf(s, inst.operands[0]!);
  const narrow = inst.memory === 'i8' || inst.memory === 'i16';
  for (let i = s.memory.length - 1; i >= 0; i--) {
    const k = s.memory[i]!;
    if (k.address === address && k.memory === inst.memory && (!narrow || k.signed === inst.signed)) return replace(s, inst, k.value);
  }
  remember(s, { address, access: accessOf(inst.operands[0]!, scalarSize(inst.memory)), memory: inst.memory, signed: inst.signed, value: inst.results[0]!, killed: false });
  return false;
}

function remember(s: State, known: Known): void {
  // Around, it is forgotten too: what writes to it from here on would not find it.
  if (s.memory.length >= MAX_KNOWN) s.memory.shift()!.killed = true;
  s.memory.push(known);
}

function kill(s: State, write: Access | 'all'): void {
  const { memory, privates } = s;
  let to = 0;
  for (const k of memory) {
    const hit = !isConstantMemory(k.access) && (write === 'all' ? !privates.has(k.access.root) : mayAlias(k.access, write, privates));
    if (hit) k.killed = true;
    else memory[to++] = k;
  }
  memory.length = to;
}

function visitStructured(s: State, inst: Inst): void {
  // Where nothing is known there is nothing to forget: nested loops are not walked anew for each of them.
  if (inst.kind === 'loop' && s.memory.length > 0) {
    const writes = writesIn(inst.body);
    if (writes.all) kill(s, 'all');
    for (const w of writes.list) kill(s, w);
  }
  const before = s.memory;
  const isTry = inst.kind === 'try';
  let first = true;
  forEachRegion(inst, (r) => {
    s.memory = isTry && !first ? before.filter((k) => !k.killed) : before.slice();
    first = false;
    walk(s, r);
  });
  s.memory = before.filter((k) => !k.killed);
}
