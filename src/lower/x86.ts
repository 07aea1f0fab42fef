/**
 * Inline assembly of host code → IR: what programs use of x86-64. The counter of cycles (here one of nanoseconds, as `__rdtsc` is), the instructions that look at bits, hints and fences. Operands are written as AT&T does, sources first.
 *
 * In: an asm statement. Out: its outputs are stored; false where an instruction is none of these, of which the caller tells.
 */
import * as build from '../ir/build.js';
import type { CheckedStmt } from '../tree/index.js';
import type { FunctionState, LValue } from './context.js';
import { loadLValue, lvalue, storeLValue, value } from './expressions.js';
import type { Value } from './ir-imports.js';
import { scalarInfo } from './types.js';

type AsmStmt = Extract<CheckedStmt, { kind: 'asm' }>;

interface Instruction {
  readonly name: string;
  readonly operands: readonly string[];
}

/** Threads see each other's writes in order, and nothing else is there to wait for. */
const NOTHING: ReadonlySet<string> = new Set(['nop', 'pause', 'rep', 'mfence', 'lfence', 'sfence']);
const COUNTERS: ReadonlySet<string> = new Set(['rdtsc', 'rdtscp']);
const BITS: ReadonlySet<string> = new Set(['lzcnt', 'tzcnt', 'bsr', 'bsf', 'popcnt']);

/** The instructions, or undefined where one is unknown. */
function instructionsOf(template: string): Instruction[] | undefined {
  const found: Instruction[] = [];
  for (const line of template.replace(/#.*$/gm, '').split(/[\n;]/)) {
    const match = /^\s*(\w+)\s*(.*?)\s*$/.exec(line);
    if (match === null) {
      if (line.trim() !== '') return undefined;
      continue;
    }
    const operands = match[2] === '' ? [] : match[2]!.split(/\s*,\s*/);
    const name = match[1]!.toLowerCase();
    const base = [name, name.replace(/[lqw]$/, '')].find((n) => BITS.has(n) || n === 'bswap') ?? name;
    const wanted = BITS.has(base) ? 2 : base === 'bswap' ? 1 : NOTHING.has(base) || COUNTERS.has(base) ? 0 : undefined;
    if (base === 'rep' && /^(nop|ret)?$/.test(match[2]!)) continue;
    if (wanted !== operands.length) return undefined;
    found.push({ name: base, operands });
  }
  return found;
}

/** Whether all of the template is x86 as this file knows it. */
export function lowerX86(f: FunctionState, stmt: AsmStmt): boolean {
  const instructions = instructionsOf(stmt.template);
  if (instructions === undefined) return false;
  const names = [...stmt.outputs, ...stmt.inputs].map((o) => o.name);
  const indexOf = (operand: string): number | undefined => {
    const match = /^%[kqwb]?(?:(\d+)|\[(\w+)\])$/.exec(operand);
    const index = match === null ? -1 : match[1] !== undefined ? Number(match[1]) : names.indexOf(match[2]!);
    return index >= 0 && index < names.length ? index : undefined;
  };
  if (instructions.some((i) => i.operands.some((o) => indexOf(o) === undefined))) return false;
  const { b } = f;
  const outputs: LValue[] = stmt.outputs.map((o) => lvalue(f, o.expr));
  const operands: (Value | undefined)[] = stmt.outputs.map((o, i) => (o.constraint.startsWith('+') ? loadLValue(f, outputs[i]!, o.expr.type) : undefined));
  for (const input of stmt.inputs) {
    // One that may stay in memory is not read yet.
    const v = input.expr.category === 'prvalue' ? value(f, input.expr) : loadLValue(f, lvalue(f, input.expr), input.expr.type);
    operands.push(v);
    // An input in an output's place: `"0" (x)`.
    if (/^\d+$/.test(input.constraint)) operands[Number(input.constraint)] = v;
  }
  const sized = (v: Value, type: 'i32' | 'i64'): Value => (v.type === type ? v : type === 'i64' ? build.convert(b, 'zext', v, 'i64') : build.convert(b, 'trunc', v, 'i32'));
  for (const { name, operands: at } of instructions) {
    if (COUNTERS.has(name)) {
      const time = build.intrinsic(b, 'globaltimer', [], 'i64')!;
      stmt.outputs.forEach((o, i) => {
        const register = o.constraint.replace(/[=+&]/g, '');
        if (register === 'A') operands[i] = time;
        else if (register === 'a') operands[i] = build.binary(b, 'and', time, build.constant('i64', 0xffffffffn));
        else if (register === 'd') operands[i] = build.binary(b, 'lshr', time, build.constant('i64', 32n));
        else if (register === 'c') operands[i] = build.constant('i64', 0n);
      });
    } else if (BITS.has(name) || name === 'bswap') {
      const to = indexOf(at[at.length - 1]!)!;
      const from = operands[indexOf(at[0]!)!];
      const output = stmt.outputs[to];
      if (from === undefined || output === undefined) return false;
      const type = scalarInfo(output.expr.type)?.value === 'i64' ? 'i64' : 'i32';
      const source = sized(from, type);
      const bits = type === 'i64' ? 64 : 32;
      const op = name === 'bswap' ? 'byteswap' : name === 'popcnt' ? 'popcount' : name === 'lzcnt' || name === 'bsr' ? 'clz' : 'ctz';
      const result = build.unary(b, op, source);
      operands[to] = name === 'bsr' ? build.binary(b, 'sub', build.constant(type, type === 'i64' ? BigInt(bits - 1) : bits - 1), result) : result;
    }
  }
  stmt.outputs.forEach((o, i) => {
    const v = operands[i];
    const info = scalarInfo(o.expr.type);
    if (v === undefined || info === undefined || (info.value !== 'i32' && info.value !== 'i64')) return;
    storeLValue(f, outputs[i]!, sized(v, info.value), o.expr.type);
  });
  return true;
}
