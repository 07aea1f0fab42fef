/**
 * Inline PTX (`asm("…" : outputs : inputs)` in device code) → IR. Every instruction, or form of one, that the tables (integer, floating, conversions, warp, memory, matrix, video) do not have is diagnosed by its text.
 *
 * Registers of the template, and C++ operands that are written, are local variables; C++ operands are read before and written after. A guard (`@p`) selects between the new and the old value; what concerns more than the thread's
 * registers becomes an `if`. Registers that a template declares outside of braces, and the carry flag, belong to the function: later templates of it may use them.
 */
import * as build from '../../ir/build.js';
import type { CheckedStmt } from '../../tree/index.js';
import { lowerMessages } from '../../diagnostics/lower-messages.js';
import type { FunctionState, PtxSlot } from '../context.js';
import { loadLValue, lvalue, storeLValue, value } from '../expressions.js';
import { allocaAtEntry } from '../functions.js';
import type { Value, ValueType } from '../ir-imports.js';
import { lowerX86 } from '../x86.js';
import { isFloating, isUnsigned, scalarInfo, scalarMemory } from '../types.js';
import { emitBranches, isBranch } from './control.js';
import { conversionRows } from './conversions.js';
import { floatingRows } from './floating.js';
import { integerRows } from './integer.js';
import { matrixRows } from './matrix.js';
import { guarded, memoryRows } from './memory.js';
import type { PtxInstruction, PtxOperand, PtxProgram } from './parse.js';
import { parsePtx } from './parse.js';
import type { PtxType } from './registers.js';
import { PRED, U32, U64, bitsOf, ptxType, valueTypeFor, view } from './registers.js';
import { specialRegister } from './special.js';
import type { Row, Rows, Step } from './step.js';
import { Unknown, row } from './step.js';
import { videoRows } from './video.js';
import { warpRows } from './warp.js';

type AsmStmt = Extract<CheckedStmt, { kind: 'asm' }>;

interface AsmState {
  readonly f: FunctionState;
  readonly stmt: AsmStmt;
  /** C++ operands, outputs first: where they are, or what they are. */
  readonly operands: readonly (PtxSlot | Value)[];
  readonly registers: Map<string, PtxSlot>;
}

const ALL: Rows = {
  ...integerRows, ...floatingRows, ...conversionRows, ...warpRows, ...memoryRows, ...matrixRows, ...videoRows,
  mov: row('', undefined, (s) => s.arg(0)),
  cvta: row('to global shared shared::cta const local', 'u32 u64', (s) => s.arg(0, s.type.bits === 64 ? U64 : U32)),
};

export function lowerAsm(f: FunctionState, stmt: AsmStmt): void {
  const program = parsePtx(stmt.template);
  const fail = (what: string): void => f.unit.diagnostics.report(lowerMessages.unknownPtx, stmt.loc, [what.trim()]);
  if ((f.fn.space === 'host' || (f.fn.space === 'any' && f.fn.side === 'both')) && lowerX86(f, stmt)) return;
  if (program.problem !== undefined) {
    fail(program.problem);
    return;
  }
  if (program.items.length === 0 && program.declarations.length === 0) return;
  if (f.fn.space === 'host') {
    f.unit.diagnostics.report(lowerMessages.unsupported, stmt.loc, ['inline assembly in host code']);
    return;
  }
  try {
    lowerProgram(f, stmt, program);
  } catch (error) {
    if (!(error instanceof Unknown)) throw error;
    fail(error.message);
  }
}

function slot(f: FunctionState, type: ValueType, name: string): PtxSlot {
  const size = type === 'i1' ? 1 : type === 'i64' || type === 'f64' ? 8 : 4;
  return { address: allocaAtEntry(f, scalarMemory(type as 'i32', size, true), name), type, size };
}
const isSlot = (operand: PtxSlot | Value): operand is PtxSlot => 'address' in operand;
const storeSlot = (f: FunctionState, to: PtxSlot, v: Value): void => build.store(f.b, to.type as 'i32', to.address, v, to.size);
const loadSlot = (f: FunctionState, from: PtxSlot): Value => build.load(f.b, from.type as 'i32', from.address, false, from.size);

function lowerProgram(f: FunctionState, stmt: AsmStmt, program: PtxProgram): void {
  const { b } = f;
  const instructions = program.items.flatMap((item) => (item.kind === 'instruction' ? [item.instruction] : []));
  // Outputs that are not written on every way keep what they had.
  const partly = program.items.length > instructions.length || instructions.some((i) => i.guard !== undefined);
  const outputs = stmt.outputs.map((o) => lvalue(f, o.expr));
  const slots = stmt.outputs.map((o, i): PtxSlot => {
    const info = scalarInfo(o.expr.type);
    if (info === undefined || info.value.startsWith('v')) throw new Unknown(stmt.template);
    const at = slot(f, info.value === 'ptr' ? 'i64' : info.value === 'i1' ? 'i32' : info.value, 'operand');
    if (o.constraint.startsWith('+') || partly) storeSlot(f, at, view(b, loadLValue(f, outputs[i]!, o.expr.type), typeOf(at)));
    return at;
  });
  const inputs = stmt.inputs.map((input) => value(f, input.expr));
  const registers = new Map<string, PtxSlot>();
  for (const { type: name, names, inner } of program.declarations) {
    const type = ptxType(name);
    if (type === undefined) throw new Unknown(`.reg .${name}`);
    for (const register of names) {
      const at = slot(f, valueTypeFor(type), register.replace(/[^\w]/g, '_'));
      registers.set(register, at);
      if (!inner) (f.ptx ??= { registers: new Map(), carry: undefined }).registers.set(register, at);
    }
  }
  const state: AsmState = { f, stmt, operands: [...slots, ...inputs], registers };
  if (program.items.length === instructions.length && !instructions.some(isBranch)) for (const instruction of instructions) execute(state, instruction);
  else emitBranches({ b, execute: (instruction) => execute(state, instruction), guard: (instruction) => guardOf(state, instruction) }, program.items);
  stmt.outputs.forEach((o, i) => {
    const info = scalarInfo(o.expr.type)!;
    const bits = info.memory === 'i64' || info.memory === 'f64' || info.memory === 'ptr' ? 64 : info.memory === 'i8' ? 8 : info.memory === 'i16' ? 16 : 32;
    const letter = isFloating(o.expr.type) ? 'f' : isUnsigned(o.expr.type) ? 'u' : 's';
    const seen = view(b, loadSlot(f, slots[i]!), { letter, bits, name: '' });
    storeLValue(f, outputs[i]!, info.memory === 'ptr' ? build.convert(b, 'inttoptr', seen, 'ptr') : info.value === 'i1' ? view(b, seen, PRED) : seen, o.expr.type);
  });
}

/** The type of a place's bits. */
function typeOf(place: PtxSlot): PtxType {
  if (place.type === 'i1') return PRED;
  const bits = place.type.endsWith('64') ? 64 : 32;
  return place.type.startsWith('f') ? { letter: 'f', bits, name: `f${bits}` } : { letter: 'u', bits, name: `u${bits}` };
}

function placeOf(s: AsmState, o: PtxOperand): PtxSlot | Value | undefined {
  switch (o.kind) {
    case 'argument':
      return s.operands[o.index];
    case 'named': {
      const at = [...s.stmt.outputs, ...s.stmt.inputs].findIndex((operand) => operand.name === o.name);
      return at < 0 ? undefined : s.operands[at];
    }
    case 'register':
      return s.registers.get(o.name) ?? s.f.ptx?.registers.get(o.name);
    case 'integer':
    case 'float':
    case 'address':
    case 'part':
    case 'list':
      return undefined;
    default:
      return o satisfies never;
  }
}

function read(s: AsmState, o: PtxOperand, type: PtxType, where: string): Value {
  const { b } = s.f;
  switch (o.kind) {
    case 'integer':
      return build.constant(valueTypeFor(type), type.letter === 'f' ? Number(o.value) : o.value);
    case 'float':
      return type.letter === 'f' ? build.constant(valueTypeFor(type), o.value) : view(b, build.constant(o.double ? 'f64' : 'f32', o.value), type);
    case 'argument':
    case 'named':
    case 'register': {
      const place = placeOf(s, o);
      const v = place === undefined ? (o.kind === 'register' ? specialRegister(b, o.name) : undefined) : isSlot(place) ? loadSlot(s.f, place) : place;
      if (v === undefined) throw new Unknown(where);
      const seen = view(b, v, type);
      return o.kind === 'register' && o.negated ? build.binary(b, 'xor', seen, build.TRUE) : seen;
    }
    case 'address':
    case 'list':
    case 'part':
      throw new Unknown(where);
    default:
      return o satisfies never;
  }
}

/** `type`: how a narrower value fills a wider register. */
function write(s: AsmState, o: PtxOperand, v: Value, type: PtxType, guard: Value | undefined, where: string): void {
  const { b } = s.f;
  if (o.kind === 'register' && o.name === '_') return;
  const place = placeOf(s, o);
  if (place === undefined || !isSlot(place)) throw new Unknown(where);
  const as = typeOf(place);
  const fits = view(b, v, type.letter === 's' && as.letter === 'u' ? { ...as, letter: 's' } : as);
  storeSlot(s.f, place, guard === undefined ? fits : build.select(b, guard, fits, loadSlot(s.f, place)));
}

function guardOf(s: AsmState, instruction: PtxInstruction): Value | undefined {
  if (instruction.guard === undefined) return undefined;
  const predicate = read(s, instruction.guard.predicate, PRED, instruction.text);
  return instruction.guard.negated ? build.binary(s.f.b, 'xor', predicate, build.TRUE) : predicate;
}

/** The table's row, if it has the instruction with these modifiers and types. */
function rowFor(instruction: PtxInstruction): Row {
  const [name, ...modifiers] = instruction.parts as [string, ...string[]];
  const found = Object.hasOwn(ALL, name) ? ALL[name]! : undefined;
  const known = (m: string): boolean => found!.modifiers.has(m) || (ptxType(m) !== undefined && (found!.types === undefined || found!.types.has(m)));
  if (found === undefined || !modifiers.every(known)) throw new Unknown(instruction.text);
  return found;
}

function execute(s: AsmState, instruction: PtxInstruction): void {
  const { f } = s;
  const found = rowFor(instruction);
  const guard = guardOf(s, instruction);
  if (!found.effects) {
    perform(s, instruction, found, guard);
    return;
  }
  guarded(f, guard, () => perform(s, instruction, found, undefined));
}

/** Carries an instruction out, and writes its results where the guard holds. */
function perform(s: AsmState, instruction: PtxInstruction, found: Row, guard: Value | undefined): void {
  const { f } = s;
  const { b } = f;
  const where = instruction.text;
  const { operands } = instruction;
  const modifiers = instruction.parts.slice(1);
  const types = modifiers.flatMap((m) => ptxType(m) ?? []);
  const type = types[types.length - 1] ?? { letter: 'b', bits: 32, name: 'b32' };
  const destination = operands[0];
  const sources = operands.slice(1);
  const unknown = (): never => {
    throw new Unknown(where);
  };
  if (instruction.parts[0] === 'mov') {
    if (types.length !== 1 || sources.length !== 1) unknown();
    if (sources[0]?.kind === 'list') {
      write(s, destination!, pack(s, sources[0].items, type, where), type, guard, where);
      return;
    }
    if (destination?.kind === 'list') {
      unpack(s, destination.items, read(s, sources[0]!, bitsOf(type), where), type, guard, where);
      return;
    }
  }
  const step: Step = {
    f, b, modifiers, types, type, operands, count: sources.length, unknown,
    has: (modifier) => modifiers.includes(modifier),
    read: (o, as) => read(s, o, as, where),
    write: (o, v, as) => write(s, o, v, as, guard, where),
    arg: (i, as) => read(s, sources[i] ?? unknown(), as ?? type, where),
    isPredicate: (o) => {
      const place = placeOf(s, o);
      return place !== undefined && place.type === 'i1';
    },
    carry: {
      // The flag lives in its function: what a caller or a callee has left in it is not known.
      get: () => (f.ptx?.carry === undefined ? unknownCarry(where) : loadSlot(f, carryOf(f))),
      set: (carry) => storeSlot(f, carryOf(f), guard === undefined ? carry : build.select(b, guard, carry, loadSlot(f, carryOf(f)))),
    },
  };
  const result = found.run(step);
  if (result === undefined) return unknown();
  const values = Array.isArray(result) ? (result as readonly Value[]) : [result as Value];
  if (values.length === 0) return;
  const results = types[0] ?? type;
  const items = destination === undefined ? unknown() : destination.kind === 'list' ? destination.items : [destination];
  // A comparison's second result is there for those who ask for it.
  if (items.length > values.length) unknown();
  items.forEach((item, i) => write(s, item, values[i]!, results, guard, where));
}

function unknownCarry(where: string): never {
  throw new Unknown(`${where} (with a carry that this function has not set before)`);
}

function carryOf(f: FunctionState): PtxSlot {
  f.ptx ??= { registers: new Map(), carry: undefined };
  if (f.ptx.carry === undefined) {
    f.ptx.carry = slot(f, 'i1', 'carry');
    f.flags.push(f.ptx.carry.address);
  }
  return f.ptx.carry;
}

/** mov.b64 %0, {lo, hi}. */
function pack(s: AsmState, items: readonly PtxOperand[], type: PtxType, where: string): Value {
  const { b } = s.f;
  const part = partOf(items, type, where);
  const whole = bitsOf(type);
  let result: Value = build.zero(valueTypeFor(whole));
  items.forEach((item, i) => {
    const wide = view(b, read(s, item, part, where), whole);
    result = build.binary(b, 'or', result, build.binary(b, 'shl', wide, build.constant(result.type, i * part.bits)));
  });
  return result;
}

function unpack(s: AsmState, items: readonly PtxOperand[], v: Value, type: PtxType, guard: Value | undefined, where: string): void {
  const part = partOf(items, type, where);
  items.forEach((item, i) => {
    const bits = build.binary(s.f.b, 'lshr', v, build.constant(v.type, i * part.bits));
    write(s, item, view(s.f.b, bits, part), part, guard, where);
  });
}
function partOf(items: readonly PtxOperand[], type: PtxType, where: string): PtxType {
  const bits = type.bits / items.length;
  if (type.letter === 'pred' || ![8, 16, 32].includes(bits)) throw new Unknown(where);
  return { letter: 'u', bits, name: `u${bits}` };
}

