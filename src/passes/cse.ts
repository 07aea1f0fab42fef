/**
 * Common subexpressions. In: any valid function, best after mem2reg and folding. Out: pure instructions that compute what is computed already in a dominating place are replaced by that; so are loads of what was
 * just loaded or stored, where no write in between may alias (alias.ts).
 *
 * Value numbering in one walk: a table of expressions, undone when a region is left. Known memory contents are a short list of entries; a write takes away those it may touch. At a loop's start everything
 * the loop writes is unknown; after a structured instruction, everything written in it.
 */
import { isPure } from '../ir/effects.js';
import type { Func, Inst, MemoryType, Region, ScalarMemoryType, Value } from '../ir/ir.js';
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

interface State {
  readonly numbers: Map<Value, number>;
  readonly constants: Map<string, number>;
  readonly types: Map<MemoryType, number>;
  readonly table: Map<string, Value>;
  /** Keys added since a region was entered. */
  added: string[];
  readonly replaced: Map<Value, Value>;
  readonly privates: ReadonlySet<Value>;
  memory: Known[];
  next: number;
}

/** More is forgotten, oldest first: keeps the pass linear. */
const MAX_KNOWN = 48;

export function eliminateCommonSubexpressions(fn: Func): void {
  if (!fn.body) return;
  const s: State = {
    numbers: new Map(), constants: new Map(), types: new Map(), table: new Map(), added: [], replaced: new Map(), privates: privateAllocas(fn.body), memory: [], next: 0,
  };
  walk(s, fn.body);
}

function numberOf(s: State, v: Value): number {
  let key: string;
  switch (v.kind) {
    case 'const':
      key = `${v.type}${Object.is(v.value, -0) ? '-0' : v.value}`;
      break;
    case 'global-address':
      key = `@${v.global.name}`;
      break;
    case 'function-address':
      key = `&${v.function.name}@${v.function.side}`;
      break;
    default: {
      let n = s.numbers.get(v);
      if (n === undefined) {
        n = s.next++;
        s.numbers.set(v, n);
      }
      return n;
    }
  }
  let n = s.constants.get(key);
  if (n === undefined) {
    n = s.next++;
    s.constants.set(key, n);
  }
  return n;
}

function typeNumber(s: State, type: MemoryType): number {
  let n = s.types.get(type);
  if (n === undefined) {
    n = s.types.size;
    s.types.set(type, n);
  }
  return n;
}

const COMMUTATIVE: ReadonlySet<string> = new Set(['add', 'mul', 'and', 'or', 'xor', 'smin', 'smax', 'umin', 'umax', 'smulhi', 'umulhi', 'fadd', 'fmul', 'eq', 'ne', 'foeq', 'fune']);

/** Equal for instructions that compute the same. */
function keyOf(s: State, inst: Inst): string {
  const ops = inst.operands;
  switch (inst.kind) {
    case 'binary':
    case 'compare': {
      const a = numberOf(s, ops[0]!);
      const b = numberOf(s, ops[1]!);
      return a > b && COMMUTATIVE.has(inst.op) ? `${inst.op} ${b} ${a}` : `${inst.op} ${a} ${b}`;
    }
    case 'unary':
      return `${inst.op} ${numberOf(s, ops[0]!)}`;
    case 'convert':
      return `${inst.op} ${inst.results[0]!.type} ${numberOf(s, ops[0]!)}`;
    case 'index':
      return `index ${typeNumber(s, inst.element)} ${numberOf(s, ops[0]!)} ${numberOf(s, ops[1]!)}`;
    case 'field':
      return `field ${inst.struct.name} ${inst.field} ${numberOf(s, ops[0]!)}`;
    case 'vector':
      return `${inst.op} ${inst.results[0]!.type} ${inst.lanes.join(',')} ${ops.map((v) => numberOf(s, v)).join(' ')}`;
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
  if (by.kind === 'result' && (by.inst.kind === 'binary' || by.inst.kind === 'unary') && by.inst.kind === inst.kind && inst.relaxed !== true) delete by.inst.relaxed;
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
  if (s.memory.length >= MAX_KNOWN) s.memory.shift();
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
  if (inst.kind === 'loop') {
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
