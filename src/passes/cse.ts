/**
 * Common subexpressions. In: any valid function, best after mem2reg and folding. Out: pure instructions that compute what is computed already in a dominating place are replaced by that; so are loads of what was
 * just loaded or stored, where no write in between may alias (alias.ts).
 *
 * Value numbering in one walk: a table of expressions, undone when a region is left. Known memory contents are a short list of entries; a write takes away those it may touch. At a loop's start everything
 * the loop writes is unknown; after a structured instruction, everything written in it.
 */
import { isPure } from '../ir/effects.js';
import type { Func, Inst, MemoryType, Region, ScalarMemoryType, Value, ValueType } from '../ir/ir.js';
import { numberRegion } from '../ir/numbering.js';
import { scalarSize } from '../ir/print.js';
import { forEachRegion } from '../ir/walk.js';
import type { Access } from './alias.js';
import { accessOf, isConstantMemory, mayAlias, privateAllocas, storeAccess, writeOf, writesIn } from './alias.js';
import type { ExpressionTable } from './expression-table.js';
import { createExpressionTable, findOrAdd, forgetFrom } from './expression-table.js';

interface Known {
  readonly address: number;
  readonly access: Access;
  readonly memory: ScalarMemoryType;
  readonly signed: boolean;
  readonly value: Value;
  killed: boolean;
}

interface State {
  /** Of values that belong to no region. Those that do have one of their own (ir/numbering.ts). */
  readonly others: Map<Value, number>;
  /** Those of type i32 by value, all others by type and value. */
  readonly integers: Map<number, number>;
  readonly constants: Map<string, number>;
  readonly globals: Map<string, number>;
  readonly types: Map<MemoryType, number>;
  readonly structs: Map<string, number>;
  /** Expressions that no few numbers tell. */
  readonly texts: Map<string, number>;
  readonly table: ExpressionTable;
  /** By number, what stands for a result; undefined: itself. */
  readonly replaced: (Value | undefined)[];
  replacements: number;
  readonly privates: ReadonlySet<Value>;
  memory: Known[];
  next: number;
}

/** More is forgotten, oldest first: keeps the pass linear. */
const MAX_KNOWN = 48;

/** False: none was found. */
export function eliminateCommonSubexpressions(fn: Func): boolean {
  if (!fn.body) return false;
  const count = numberRegion(fn.body);
  const s: State = {
    others: new Map(), integers: new Map(), constants: new Map(), globals: new Map(), types: new Map(), structs: new Map(), texts: new Map(), table: createExpressionTable(count),
    replaced: new Array<Value | undefined>(count).fill(undefined), replacements: 0, privates: privateAllocas(fn.body), memory: [], next: count,
  };
  walk(s, fn.body);
  return s.replacements > 0;
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
    case 'result':
    case 'param':
      return v.number;
    default:
      return numberIn(s, s.others, v);
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
/** Operations that have no name: of a field, of what a text tells; from INDEX on, of an index into elements of a type. */
const FIELD = 1000;
const TEXT = 1001;
const INDEX = 1002;

function operationNumber(op: string): number {
  return placeIn(OPERATIONS, op);
}

/** The value of what computes the same as an instruction, which is that from now on if there is none. */
function findSame(s: State, inst: Inst): Value | undefined {
  const ops = inst.operands;
  const result = inst.results[0]!;
  const find = (operation: number, a: number, b: number, c = 0): Value | undefined => findOrAdd(s.table, operation, a, b, c, result);
  switch (inst.kind) {
    case 'binary':
    case 'compare': {
      const a = numberOf(s, ops[0]!);
      const b = numberOf(s, ops[1]!);
      const swapped = a > b && COMMUTATIVE.has(inst.op);
      return find(operationNumber(inst.op), swapped ? b : a, swapped ? a : b);
    }
    case 'unary':
      return find(operationNumber(inst.op), numberOf(s, ops[0]!), 0);
    case 'convert':
      return find(operationNumber(inst.op), numberOf(s, ops[0]!), VALUE_TYPES.indexOf(result.type));
    case 'select':
    case 'fma':
      return find(operationNumber(inst.kind), numberOf(s, ops[0]!), numberOf(s, ops[1]!), numberOf(s, ops[2]!));
    case 'index':
      return find(INDEX + placeIn(s.types, inst.element), numberOf(s, ops[0]!), numberOf(s, ops[1]!));
    case 'field':
      return find(FIELD, numberOf(s, ops[0]!), placeIn(s.structs, inst.struct.name), inst.field);
    case 'special':
      return find(operationNumber(inst.register), 0, 0);
    case 'vector':
      if (inst.lanes.length === 0 && ops.length === 1) return find(operationNumber(inst.op), numberOf(s, ops[0]!), VALUE_TYPES.indexOf(result.type));
      return find(TEXT, placeIn(s.texts, `${inst.op} ${result.type} ${inst.lanes.join(',')} ${numbersOf(s, ops)}`), 0);
    case 'call':
      return find(TEXT, placeIn(s.texts, `call ${inst.callee.name} ${numbersOf(s, ops)}`), 0);
    case 'intrinsic':
      return find(TEXT, placeIn(s.texts, `intrinsic ${inst.name} ${numbersOf(s, ops)}`), 0);
    default:
      return find(TEXT, placeIn(s.texts, `${inst.kind} ${numbersOf(s, ops)}`), 0);
  }
}

function numbersOf(s: State, values: readonly Value[]): string {
  return values.map((v) => numberOf(s, v)).join(' ');
}

function walk(s: State, region: Region): void {
  const outer = s.table.values.length;
  const { insts } = region;
  let to = 0;
  for (const inst of insts) {
    const { operands } = inst;
    if (s.replacements > 0) {
      for (let i = 0; i < operands.length; i++) {
        const v = operands[i]!;
        // What stands for others stands for itself.
        if (v.kind === 'result') operands[i] = s.replaced[v.number] ?? v;
      }
    }
    if (!visit(s, inst)) insts[to++] = inst;
  }
  insts.length = to;
  forgetFrom(s.table, outer);
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
        const known = findSame(s, inst);
        return known !== undefined && replace(s, inst, known);
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
  s.replaced[r.number] = by;
  s.replacements++;
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
