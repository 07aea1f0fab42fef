/**
 * Runs IR functions, for tests only: what passes must preserve. Simple and slow. One thread; barriers do nothing; undef is zero.
 */
import { addressRoot } from '../src/ir/effects.js';
import type { AtomicInst, Func, Global, Inst, Module, Region, ScalarMemoryType, Value, ValueType } from '../src/ir/ir.js';
import { evaluateBinary, evaluateCompare, evaluateConvert, evaluateUnary } from '../src/passes/evaluate.js';

export type Num = number | bigint;

/** A program that ran too long, threw, or trapped: `reason` says which. */
export class Stopped extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

export interface Machine {
  readonly memory: DataView;
  readonly module: Module;
  readonly globals: Map<Global, number>;
  readonly functions: Func[];
  stack: number;
  fuel: number;
  /** Functions without a body, by name. */
  natives?: ReadonlyMap<string, (...args: readonly number[]) => number>;
}

interface Frame {
  readonly values: Map<Value, Num>;
  readonly allocas: Map<Inst, number>;
}

/** How control left a region. */
type Exit =
  | { readonly kind: 'yield' | 'return' | 'throw'; readonly values: Num[] }
  | { readonly kind: 'break' | 'continue'; readonly target: Inst; readonly values: Num[] };

export function createMachine(module: Module, bytes = 1 << 16, fuel = 20_000): Machine {
  const m: Machine = { memory: new DataView(new ArrayBuffer(bytes)), module, globals: new Map(), functions: [...module.functions.values()], stack: bytes, fuel };
  let at = 1024;
  for (const g of module.globals.values()) {
    at = Math.ceil(at / g.align) * g.align;
    m.globals.set(g, at);
    at += g.type.size;
  }
  for (const [g, address] of m.globals) {
    g.init?.bytes.forEach((b, i) => m.memory.setUint8(address + i, b));
    for (const r of g.init?.relocations ?? []) {
      const target = r.target.kind === 'function' ? m.functions.indexOf(r.target) + 1 : m.globals.get(r.target)!;
      m.memory.setBigUint64(address + r.offset, BigInt(target + r.addend), true);
    }
  }
  return m;
}

export function callFunction(m: Machine, fn: Func, args: readonly Num[]): Num | undefined {
  const native = fn.body ? undefined : m.natives?.get(fn.name);
  if (native !== undefined) return native(...(args as readonly number[]));
  if (!fn.body) throw new Stopped(`call of '${fn.name}', which has no body`);
  const frame: Frame = { values: new Map(), allocas: new Map() };
  fn.body.params.forEach((p, i) => frame.values.set(p, args[i]!));
  const saved = m.stack;
  const exit = runRegion(m, frame, fn.body);
  m.stack = saved;
  if (exit.kind === 'throw') throw new Thrown(exit.values[0]!);
  if (exit.kind !== 'return') throw new Error(`'${fn.name}' ended in ${exit.kind}`);
  return exit.values[0];
}

/** An exception that no handler caught. */
export class Thrown extends Error {
  constructor(readonly header: Num) {
    super('exception');
  }
}

function valueOf(m: Machine, frame: Frame, v: Value): Num {
  switch (v.kind) {
    case 'const':
      return v.value;
    case 'undef':
      return v.type === 'i64' ? 0n : 0;
    case 'global-address':
      return m.globals.get(v.global)!;
    case 'function-address':
      return m.functions.indexOf(v.function) + 1;
    default: {
      const r = frame.values.get(v);
      if (r === undefined) throw new Error(`value %${v.name ?? '?'} was not computed`);
      return r;
    }
  }
}

function readScalar(m: Machine, type: ScalarMemoryType, signed: boolean, at: number): Num {
  const d = m.memory;
  if (at < 64 || at + 8 > d.byteLength) throw new Stopped('bad address');
  switch (type) {
    case 'i1':
      return d.getUint8(at) & 1;
    case 'i8':
      return signed ? d.getInt8(at) : d.getUint8(at);
    case 'i16':
      return signed ? d.getInt16(at, true) : d.getUint16(at, true);
    case 'i32':
      return d.getInt32(at, true);
    case 'i64':
      return d.getBigInt64(at, true);
    case 'f32':
      return d.getFloat32(at, true);
    case 'f64':
      return d.getFloat64(at, true);
    case 'ptr':
      return d.getUint32(at, true);
    case 'v4i32':
    case 'v4f32':
    case 'v2i64':
    case 'v2f64':
      return d.getBigUint64(at, true) | (d.getBigUint64(at + 8, true) << 64n);
    default:
      return type satisfies never;
  }
}

function writeScalar(m: Machine, type: ScalarMemoryType, at: number, v: Num): void {
  const d = m.memory;
  if (at < 64 || at + 8 > d.byteLength) throw new Stopped('bad address');
  switch (type) {
    case 'i1':
    case 'i8':
      return d.setInt8(at, Number(v));
    case 'i16':
      return d.setInt16(at, Number(v), true);
    case 'i32':
      return d.setInt32(at, Number(v), true);
    case 'i64':
      return d.setBigInt64(at, v as bigint, true);
    case 'f32':
      return d.setFloat32(at, Number(v), true);
    case 'f64':
      return d.setFloat64(at, Number(v), true);
    case 'ptr':
      return d.setBigUint64(at, BigInt(v), true);
    case 'v4i32':
    case 'v4f32':
    case 'v2i64':
    case 'v2f64':
      d.setBigUint64(at, BigInt.asUintN(64, BigInt(v)), true);
      return d.setBigUint64(at + 8, BigInt(v) >> 64n, true);
    default:
      (type satisfies never);
  }
}

function runRegion(m: Machine, frame: Frame, region: Region): Exit {
  for (const inst of region.insts) {
    if (--m.fuel < 0) throw new Stopped('out of fuel');
    const args = inst.operands.map((v) => valueOf(m, frame, v));
    switch (inst.kind) {
      case 'yield':
      case 'return':
      case 'throw':
        return { kind: inst.kind, values: args };
      case 'break':
      case 'continue':
        return { kind: inst.kind, target: inst.target, values: args };
      case 'unreachable':
        throw new Stopped('unreachable');
      case 'if':
      case 'switch':
      case 'block':
      case 'loop':
      case 'try': {
        const exit = runStructured(m, frame, inst, args);
        if (exit.kind !== 'yield') return exit;
        inst.results.forEach((r, i) => frame.values.set(r, exit.values[i]!));
        break;
      }
      default: {
        const r = runSimple(m, frame, inst, args);
        if (inst.results.length > 0) frame.values.set(inst.results[0]!, r!);
      }
    }
  }
  throw new Error('a region without a terminator');
}

function runStructured(m: Machine, frame: Frame, inst: Inst, args: Num[]): Exit {
  switch (inst.kind) {
    case 'if':
      return runRegion(m, frame, args[0] ? inst.then : inst.otherwise);
    case 'switch':
      return runRegion(m, frame, inst.cases.find((c) => c.values.includes(args[0]!))?.region ?? inst.otherwise);
    case 'block': {
      const exit = runRegion(m, frame, inst.body);
      return exit.kind === 'break' && exit.target === inst ? { kind: 'yield', values: exit.values } : exit;
    }
    case 'loop':
      for (let values = args; ; ) {
        inst.body.params.forEach((p, i) => frame.values.set(p, values[i]!));
        const exit = runRegion(m, frame, inst.body);
        if (exit.kind === 'continue' && exit.target === inst) values = exit.values;
        else return exit.kind === 'break' && exit.target === inst ? { kind: 'yield', values: exit.values } : exit;
      }
    case 'try': {
      let header: Num;
      try {
        const exit = runRegion(m, frame, inst.body);
        if (exit.kind !== 'throw') return exit;
        header = exit.values[0]!;
      } catch (e) {
        if (!(e instanceof Thrown)) throw e;
        header = e.header;
      }
      frame.values.set(inst.handler.params[0]!, header);
      return runRegion(m, frame, inst.handler);
    }
    default:
      throw new Error(`not structured: ${inst.kind}`);
  }
}

function runSimple(m: Machine, frame: Frame, inst: Inst, args: Num[]): Num | undefined {
  const type: ValueType = inst.results[0]?.type ?? 'i32';
  const operandType = inst.operands[0]?.type ?? 'i32';
  switch (inst.kind) {
    case 'binary': {
      const r = evaluateBinary(inst.op, type, args[0]!, args[1]!);
      return r ?? (type === 'i64' ? -1n : type === 'i32' ? -1 : Number.NaN);
    }
    case 'compare':
      return evaluateCompare(inst.op, operandType, args[0]!, args[1]!) ? 1 : 0;
    case 'unary':
      return evaluateUnary(inst.op, type, args[0]!) ?? Number.NaN;
    case 'convert': {
      const r = evaluateConvert(inst.op, operandType, type, args[0]!);
      if (r !== undefined) return r;
      return type === 'f32' && typeof args[0] === 'bigint' ? Math.fround(Number(args[0])) : type === 'i64' ? 0n : type === 'i32' ? 0 : Number.NaN;
    }
    case 'select':
      return args[0] ? args[1] : args[2];
    case 'fma':
      return type === 'f32' ? Math.fround(Number(args[0]) * Number(args[1]) + Number(args[2])) : Number(args[0]) * Number(args[1]) + Number(args[2]);
    case 'index':
      return Number(BigInt.asUintN(32, BigInt(args[0]!) + BigInt(args[1]!) * BigInt(inst.element.size)));
    case 'field':
      return (Number(args[0]) + inst.struct.fields[inst.field]!.offset) >>> 0;
    case 'alloca': {
      let at = frame.allocas.get(inst);
      if (at === undefined) {
        m.stack = (m.stack - inst.type.size - 16) & ~15;
        at = m.stack;
        frame.allocas.set(inst, at);
      }
      return at;
    }
    case 'load':
      return readScalar(m, inst.memory, inst.signed, Number(args[0]));
    case 'store':
      writeScalar(m, inst.memory, Number(args[0]), args[1]!);
      return undefined;
    case 'copy':
      for (let i = 0, old = new Uint8Array(m.memory.buffer).slice(Number(args[1]), Number(args[1]) + Number(args[2])); i < old.length; i++) m.memory.setUint8(Number(args[0]) + i, old[i]!);
      return undefined;
    case 'fill':
      for (let i = 0; i < Number(args[2]); i++) m.memory.setUint8(Number(args[0]) + i, Number(args[1]));
      return undefined;
    case 'atomic':
      return atomic(m, inst, args);
    case 'fence':
    case 'barrier':
      return inst.results.length > 0 ? args[0] : undefined;
    case 'special':
      return inst.register.startsWith('blockDim') || inst.register.startsWith('gridDim') ? 1 : 0;
    case 'call':
      return callFunction(m, inst.callee, args);
    case 'call-indirect': {
      const fn = m.functions[Number(args[0]) - 1];
      if (!fn) throw new Stopped('call of a bad function pointer');
      return callFunction(m, fn, args.slice(1));
    }
    case 'intrinsic':
      throw new Stopped(inst.name);
    default:
      throw new Error(`the interpreter does not know ${inst.kind} (${addressRoot(inst.operands[0]!).kind})`);
  }
}

function atomic(m: Machine, inst: AtomicInst, args: Num[]): Num | undefined {
  const at = Number(args[0]);
  const old = readScalar(m, inst.memory, false, at);
  const v = args[1]!;
  switch (inst.op) {
    case 'load':
      return old;
    case 'store':
    case 'exchange':
      writeScalar(m, inst.memory, at, v);
      return inst.op === 'store' ? undefined : old;
    case 'compare-exchange':
      if (old === v) writeScalar(m, inst.memory, at, args[2]!);
      return old;
    case 'inc':
    case 'dec':
      throw new Error('the interpreter does not know atomic inc and dec');
    default: {
      const type = inst.memory === 'i16' ? 'i32' : inst.memory;
      writeScalar(m, inst.memory, at, evaluateBinary(inst.op, type, old, v)!);
      return old;
    }
  }
}
