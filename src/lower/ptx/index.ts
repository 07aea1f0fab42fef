/**
 * Inline PTX (`asm("…" : outputs : inputs)` in device code) → IR. Straight-line code only: labels and branches are diagnosed, as is every instruction that the table (instructions.ts) does not have.
 *
 * Registers of the template hold values by name; C++ operands are read before and written after. A guard (`@p`) selects between the new and the old value; guarded stores and atomics become an `if`.
 */
import * as build from '../../ir/build.js';
import { constI32, createRegion } from '../../ir/build.js';
import type { AtomicInst, AtomicOp } from '../../ir/ir.js';
import type { CheckedStmt } from '../../tree/index.js';
import { lowerMessages } from '../../diagnostics/lower-messages.js';
import type { FunctionState, LValue } from '../context.js';
import { loadLValue, lvalue, storeLValue, value } from '../expressions.js';
import type { IfInst, ScalarMemoryType, Value } from '../ir-imports.js';
import { inRegion } from '../statements.js';
import { lowerX86 } from '../x86.js';
import { BYTE, isFloating, isUnsigned, scalarInfo } from '../types.js';
import type { Step } from './instructions.js';
import { rows, specialRegister } from './instructions.js';
import type { PtxInstruction, PtxOperand } from './parse.js';
import { parsePtx } from './parse.js';
import type { PtxType } from './registers.js';
import { ptxType, valueTypeFor, view } from './registers.js';

type AsmStmt = Extract<CheckedStmt, { kind: 'asm' }>;

interface AsmState {
  readonly f: FunctionState;
  readonly stmt: AsmStmt;
  /** Current value of each C++ operand, outputs first. */
  readonly operands: (Value | undefined)[];
  readonly outputs: readonly LValue[];
  readonly registers: Map<string, Value>;
  carry: Value | undefined;
}

class Unknown extends Error {}

export function lowerAsm(f: FunctionState, stmt: AsmStmt): void {
  const program = parsePtx(stmt.template);
  const fail = (what: string): void => f.unit.diagnostics.report(lowerMessages.unknownPtx, stmt.loc, [what.trim()]);
  if ((f.fn.space === 'host' || (f.fn.space === 'any' && f.fn.side === 'both')) && lowerX86(f, stmt)) return;
  if (program.problem !== undefined) {
    fail(program.problem);
    return;
  }
  if (program.instructions.length === 0) return;
  if (f.fn.space === 'host') {
    f.unit.diagnostics.report(lowerMessages.unsupported, stmt.loc, ['inline assembly in host code']);
    return;
  }
  const outputs = stmt.outputs.map((o) => lvalue(f, o.expr));
  const state: AsmState = { f, stmt, outputs, operands: [], registers: new Map(), carry: undefined };
  stmt.outputs.forEach((o, i) => state.operands.push(o.constraint.startsWith('+') ? loadLValue(f, outputs[i]!, o.expr.type) : undefined));
  for (const input of stmt.inputs) state.operands.push(value(f, input.expr));
  try {
    for (const instruction of program.instructions) execute(state, instruction);
  } catch (error) {
    if (!(error instanceof Unknown)) throw error;
    fail(error.message);
    return;
  }
  stmt.outputs.forEach((o, i) => {
    const v = state.operands[i];
    if (v === undefined) return;
    const info = scalarInfo(o.expr.type)!;
    const float = isFloating(o.expr.type);
    const bits = info.memory === 'i64' || info.memory === 'f64' || info.memory === 'ptr' ? 64 : info.memory === 'i8' ? 8 : info.memory === 'i16' ? 16 : 32;
    const seen = view(f.b, v, { letter: float ? 'f' : isUnsigned(o.expr.type) ? 'u' : 's', bits });
    storeLValue(f, outputs[i]!, info.memory === 'ptr' ? build.convert(f.b, 'inttoptr', seen, 'ptr') : info.value === 'i1' ? view(f.b, v, { letter: 'pred', bits: 1 }) : seen, o.expr.type);
  });
}

function operandIndex(s: AsmState, o: PtxOperand): number | undefined {
  if (o.kind === 'argument') return o.index;
  if (o.kind !== 'named') return undefined;
  const all = [...s.stmt.outputs, ...s.stmt.inputs];
  const at = all.findIndex((operand) => operand.name === o.name);
  return at < 0 ? undefined : at;
}

function read(s: AsmState, o: PtxOperand, type: PtxType, where: string): Value {
  const { b } = s.f;
  switch (o.kind) {
    case 'integer':
      return type.letter === 'f' ? build.constant(valueTypeFor(type), Number(o.value)) : build.constant(valueTypeFor(type), o.value);
    case 'float':
      return view(b, build.constant(o.double ? 'f64' : 'f32', o.value), type);
    case 'argument':
    case 'named': {
      const v = s.operands[operandIndex(s, o) ?? -1];
      if (v === undefined) throw new Unknown(where);
      return view(b, v, type);
    }
    case 'register': {
      const v = s.registers.get(o.name) ?? specialRegister(b, o.name);
      if (v === undefined) throw new Unknown(where);
      const seen = view(b, v, type);
      return o.negated ? build.binary(b, 'xor', seen, build.TRUE) : seen;
    }
    case 'address':
    case 'list':
      throw new Unknown(where);
    default:
      return o satisfies never;
  }
}

function write(s: AsmState, o: PtxOperand, v: Value, guard: Value | undefined, where: string): void {
  const { b } = s.f;
  const keep = (old: Value | undefined): Value => {
    if (guard === undefined) return v;
    const type: PtxType = v.type === 'i1' ? { letter: 'pred', bits: 1 } : { letter: v.type.startsWith('f') ? 'f' : 'u', bits: v.type.endsWith('64') ? 64 : 32 };
    return build.select(b, guard, v, old === undefined ? build.zero(v.type) : view(b, old, type));
  };
  if (o.kind === 'register') {
    if (o.name !== '_') s.registers.set(o.name, keep(s.registers.get(o.name)));
    return;
  }
  const index = operandIndex(s, o);
  if (index === undefined || index >= s.outputs.length) throw new Unknown(where);
  s.operands[index] = keep(s.operands[index] ?? loadLValue(s.f, s.outputs[index]!, s.stmt.outputs[index]!.expr.type));
}

function execute(s: AsmState, instruction: PtxInstruction): void {
  const { f } = s;
  const { b } = f;
  const [name, ...modifiers] = instruction.parts as [string, ...string[]];
  const where = instruction.text;
  if (name === 'bra' || name === 'call' || name.includes(':')) throw new Unknown(where);
  let guard: Value | undefined;
  if (instruction.guard !== undefined) {
    guard = read(s, { kind: 'register', name: instruction.guard.register, negated: false }, { letter: 'pred', bits: 1 }, where);
    if (instruction.guard.negated) guard = build.binary(b, 'xor', guard, build.TRUE);
  }
  const types = modifiers.map(ptxType).filter((t) => t !== undefined);
  const type = types[types.length - 1] ?? { letter: 'b', bits: 32 };
  if (memoryInstruction(s, name, modifiers, type, instruction, guard)) return;
  const row = rows[name];
  if (row === undefined) throw new Unknown(where);
  const [destination, ...sources] = instruction.operands;
  if (destination === undefined) throw new Unknown(where);
  if (name === 'mov' && sources[0]?.kind === 'list') {
    write(s, destination, pack(s, sources[0].items, type, where), guard, where);
    return;
  }
  if (name === 'mov' && destination.kind === 'list') {
    unpack(s, destination.items, read(s, sources[0]!, { letter: 'u', bits: type.bits }, where), type, guard, where);
    return;
  }
  const step: Step = {
    b, modifiers, type, count: sources.length, carry: s.carry,
    arg: (i, as) => {
      const source = sources[i];
      if (source === undefined) throw new Unknown(where);
      return read(s, source, as ?? type, where);
    },
  };
  const result = row(step);
  s.carry = step.carry;
  if (result === undefined) throw new Unknown(where);
  // `setp … p|q`: the second predicate is the opposite; other pairs have no second result here.
  if (destination.kind === 'list') {
    write(s, destination.items[0]!, result, guard, where);
    if (name !== 'setp') throw new Unknown(where);
    write(s, destination.items[1]!, build.binary(b, 'xor', result, build.TRUE), guard, where);
    return;
  }
  write(s, destination, result, guard, where);
}

/** mov.b64 %0, {lo, hi}. */
function pack(s: AsmState, items: readonly PtxOperand[], type: PtxType, where: string): Value {
  const { b } = s.f;
  const bits = type.bits / items.length;
  const whole: PtxType = { letter: 'u', bits: type.bits };
  let result: Value = build.zero(valueTypeFor(whole));
  items.forEach((item, i) => {
    const part = view(b, read(s, item, { letter: 'u', bits }, where), whole);
    result = build.binary(b, 'or', result, build.binary(b, 'shl', part, build.constant(result.type, i * bits)));
  });
  return result;
}

function unpack(s: AsmState, items: readonly PtxOperand[], v: Value, type: PtxType, guard: Value | undefined, where: string): void {
  const bits = type.bits / items.length;
  items.forEach((item, i) => {
    const part = build.binary(s.f.b, 'lshr', v, build.constant(v.type, i * bits));
    write(s, item, view(s.f.b, part, { letter: 'u', bits }), guard, where);
  });
}

const ATOMICS: Record<string, { signed: AtomicOp; unsigned: AtomicOp }> = {
  add: { signed: 'add', unsigned: 'add' }, min: { signed: 'smin', unsigned: 'umin' }, max: { signed: 'smax', unsigned: 'umax' }, and: { signed: 'and', unsigned: 'and' }, or: { signed: 'or', unsigned: 'or' },
  xor: { signed: 'xor', unsigned: 'xor' }, exch: { signed: 'exchange', unsigned: 'exchange' }, cas: { signed: 'compare-exchange', unsigned: 'compare-exchange' }, inc: { signed: 'inc', unsigned: 'inc' }, dec: { signed: 'dec', unsigned: 'dec' },
};

function memoryOf(type: PtxType): ScalarMemoryType {
  if (type.letter === 'f') return type.bits === 64 ? 'f64' : 'f32';
  return type.bits === 8 ? 'i8' : type.bits === 16 ? 'i16' : type.bits === 32 ? 'i32' : 'i64';
}

/** Runs `body` if the guard holds. */
function guarded(f: FunctionState, guard: Value | undefined, body: () => void): void {
  if (guard === undefined) {
    body();
    return;
  }
  const inst = build.append<IfInst>(f.b, { kind: 'if', operands: [guard], then: createRegion(), otherwise: createRegion() }, []);
  inRegion(f, inst.then, body);
  inRegion(f, inst.otherwise, () => {});
}

/** cp.async.{ca,cg}.shared.global [to], [from], 4, 8 or 16{, bytes}: all are words; what lies behind so many bytes of the source is not read, and becomes zero. */
function copyToShared(s: AsmState, to: Value, from: Value, operands: readonly PtxOperand[], guard: Value | undefined, where: string): void {
  const { f } = s;
  const { b } = f;
  const [, , size, count] = operands;
  const bytes = size?.kind === 'integer' ? Number(size.value) : size === undefined ? undefined : constantOf(read(s, size, { letter: 'u', bits: 32 }, where));
  if (bytes !== 4 && bytes !== 8 && bytes !== 16) throw new Unknown(where);
  // Where a predicate stands in the place of the count, it says whether to read at all.
  const given = count === undefined || (count.kind === 'register' && s.registers.get(count.name)?.type === 'i1') ? undefined : read(s, count, { letter: 'u', bits: 32 }, where);
  if (count !== undefined && given === undefined) throw new Unknown(where);
  const at = (base: Value, offset: number): Value => (offset === 0 ? base : build.index(b, base, BYTE, constI32(offset)));
  const either = (condition: Value, then: () => Value, otherwise: () => Value): Value => {
    const inst = build.append<IfInst>(b, { kind: 'if', operands: [condition], then: createRegion(), otherwise: createRegion() }, ['i32']);
    inRegion(f, inst.then, () => build.yieldValues(b, [then()]));
    inRegion(f, inst.otherwise, () => build.yieldValues(b, [otherwise()]));
    return inst.results[0]!;
  };
  const reaches = (offset: number): Value => build.compare(b, 'ugt', given!, constI32(offset));
  const byte = (offset: number, k: number): Value => build.binary(b, 'shl', build.load(b, 'i8', at(from, offset + k), false, 1), constI32(8 * k));
  const part = (offset: number, k: number): Value => (k === 3 ? constI32(0) : either(reaches(offset + k), () => build.binary(b, 'or', byte(offset, k), part(offset, k + 1)), () => constI32(0)));
  const word = (offset: number): Value => build.load(b, 'i32', at(from, offset), false, 4);
  guarded(f, guard, () => {
    const words: Value[] = [];
    for (let offset = 0; offset < bytes; offset += 4) words.push(given === undefined ? word(offset) : either(reaches(offset + 3), () => word(offset), () => part(offset, 0)));
    words.forEach((value, i) => build.store(b, 'i32', at(to, 4 * i), value, 4));
  });
}

const constantOf = (v: Value): number | undefined => (v.kind === 'const' ? Number(v.value) : undefined);

/** ld, st, atom, red, membar, fence, bar, prefetch and others that touch memory or threads. True when handled. */
function memoryInstruction(s: AsmState, name: string, modifiers: readonly string[], type: PtxType, instruction: PtxInstruction, guard: Value | undefined): boolean {
  const { f } = s;
  const { b } = f;
  const { operands, text } = instruction;
  const address = (o: PtxOperand | undefined): Value => {
    if (o?.kind !== 'address') throw new Unknown(text);
    const base = build.convert(b, 'inttoptr', read(s, o.base, { letter: 'u', bits: 64 }, text), 'ptr');
    return o.offset === 0 ? base : build.index(b, base, BYTE, constI32(o.offset));
  };
  const volatile = modifiers.includes('volatile') || modifiers.includes('relaxed') || modifiers.includes('acquire') || modifiers.includes('release');
  const elements = (o: PtxOperand): readonly PtxOperand[] => (o.kind === 'list' ? o.items : [o]);
  const size = type.bits / 8;
  switch (name) {
    case 'ld':
    case 'ldu': {
      // A guarded load must not touch its address when the guard is off: read from a safe place instead.
      const from = address(operands[1]);
      elements(operands[0]!).forEach((item, i) => {
        const at = i === 0 ? from : build.index(b, from, BYTE, constI32(i * size));
        if (guard === undefined) {
          write(s, item, view(b, build.load(b, memoryOf(type), at, type.letter === 's', size, volatile), type), undefined, text);
          return;
        }
        const inst = build.append<IfInst>(b, { kind: 'if', operands: [guard], then: createRegion(), otherwise: createRegion() }, [valueTypeFor(type)]);
        const outer = b.region;
        b.region = inst.then;
        build.yieldValues(b, [view(b, build.load(b, memoryOf(type), at, type.letter === 's', size, volatile), type)]);
        b.region = inst.otherwise;
        build.yieldValues(b, [build.zero(valueTypeFor(type))]);
        b.region = outer;
        write(s, item, inst.results[0]!, guard, text);
      });
      return true;
    }
    case 'st': {
      const to = address(operands[0]);
      const values = elements(operands[1]!).map((item) => read(s, item, type, text));
      guarded(f, guard, () => values.forEach((v, i) => build.store(b, memoryOf(type), i === 0 ? to : build.index(b, to, BYTE, constI32(i * size)), v, size, volatile)));
      return true;
    }
    case 'atom':
    case 'red': {
      const key = modifiers.find((m) => m in ATOMICS);
      if (key === undefined || type.bits < 32) throw new Unknown(text);
      const row = ATOMICS[key]!;
      const op: AtomicOp = type.letter === 'f' && key === 'add' ? 'fadd' : type.letter === 's' ? row.signed : row.unsigned;
      const memory = (type.letter === 'f' && key === 'add' ? `f${type.bits}` : `i${type.bits}`) as AtomicInst['memory'];
      const as: PtxType = memory.startsWith('f') ? type : { letter: 'u', bits: type.bits };
      const place = name === 'atom' ? 1 : 0;
      const to = address(operands[place]);
      const values = operands.slice(place + 1).map((o) => read(s, o, as, text));
      if (guard !== undefined) {
        const result = build.append<IfInst>(b, { kind: 'if', operands: [guard], then: createRegion(), otherwise: createRegion() }, [valueTypeFor(as)]);
        const outer = b.region;
        b.region = result.then;
        build.yieldValues(b, [build.atomic(b, op, memory, 'device', [to, ...values])!]);
        b.region = result.otherwise;
        build.yieldValues(b, [build.zero(valueTypeFor(as))]);
        b.region = outer;
        if (name === 'atom') write(s, operands[0]!, result.results[0]!, guard, text);
        return true;
      }
      const old = build.atomic(b, op, memory, 'device', [to, ...values])!;
      if (name === 'atom') write(s, operands[0]!, old, undefined, text);
      return true;
    }
    case 'membar':
    case 'fence':
      build.append(b, { kind: 'fence', scope: modifiers.includes('cta') ? 'block' : modifiers.includes('sys') ? 'system' : 'device', operands: [] }, []);
      return true;
    case 'bar':
    case 'barrier': {
      if (modifiers.includes('warp')) {
        build.warp(b, 'sync', [operands[0] === undefined ? constI32(-1) : read(s, operands[0], { letter: 'u', bits: 32 }, text)]);
        return true;
      }
      // Named barriers and partial ones are other things than __syncthreads.
      if (!modifiers.includes('sync') || operands.length !== 1 || operands[0]!.kind !== 'integer' || operands[0]!.value !== 0n || guard !== undefined) throw new Unknown(text);
      build.barrier(b, 'block');
      return true;
    }
    case 'cp':
      if (modifiers[0] !== 'async' || modifiers.includes('bulk') || modifiers.includes('mbarrier')) throw new Unknown(text);
      // Copies are done at once: there is nothing to close or to wait for.
      if (['commit_group', 'wait_group', 'wait_all'].includes(modifiers[1]!)) return true;
      copyToShared(s, address(operands[0]), address(operands[1]), operands, guard, text);
      return true;
    case 'prefetch':
    case 'prefetchu':
    case 'discard':
    case 'applypriority':
    case 'pmevent':
      return true;
    case 'nanosleep':
      build.intrinsic(b, 'nanosleep', [read(s, operands[0]!, { letter: 'u', bits: 32 }, text)], undefined);
      return true;
    case 'trap':
      guarded(f, guard, () => void build.intrinsic(b, 'trap', [], undefined));
      return true;
    case 'exit':
      guarded(f, guard, () => void build.intrinsic(b, 'exit-thread', [], undefined));
      return true;
    default:
      return false;
  }
}
