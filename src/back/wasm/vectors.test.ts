/** Vector operations: each lane gives what the scalar operation gives; what moves between lanes. */
import { describe, expect, it } from 'vitest';
import { callExport, load } from './test-launch.js';

const ints = [0, 1, -1, 7, -8, 0x7fffffff, -0x80000000, 123456789];
const longs = [0n, 1n, -1n, 7n, 1n << 40n, -(1n << 63n), 0x123456789abcdefn];
const floats = [0, -0, 1.5, -2.25, 3.4e38, Number.POSITIVE_INFINITY, Number.NaN, 1e-40, 2147483648, -1e10];

const vectorOf: Readonly<Record<string, string>> = { i32: 'v4i32', f32: 'v4f32', i64: 'v2i64', f64: 'v2f64' };

type Num = number | bigint;

function samples(type: string): readonly Num[] {
  return type === 'i32' ? ints : type === 'i64' ? longs : floats.map((x) => (type === 'f32' ? Math.fround(x) : x));
}

function check(operation: string, type: string, lane: number): void {
  const vector = vectorOf[type];
  const text = `
func @scalar(%a: ${type}, %b: ${type}) -> ${type} device external export "scalar" {
  %r: ${type} = ${operation} %a, %b
  return %r
}
func @vector(%a: ${type}, %b: ${type}) -> ${type} device external export "vector" {
  %v: ${vector} = insert [${lane}] 0x0${vector}, %a
  %w: ${vector} = insert [${lane}] 0x0${vector}, %b
  %r: ${vector} = ${operation} %v, %w
  %l: ${type} = extract [${lane}] %r
  return %l
}`;
  const program = load(text);
  for (const a of samples(type)) for (const b of samples(type)) expect(callExport(program, 'vector', a, b), `${operation} ${type} ${a} ${b}`).toEqual(callExport(program, 'scalar', a, b));
}

describe('lanes', () => {
  it('integer operations', () => {
    for (const operation of ['add', 'sub', 'mul', 'and', 'or', 'xor', 'smin', 'smax', 'umin', 'umax', 'smulhi', 'umulhi']) check(operation, 'i32', 3);
    for (const operation of ['add', 'sub', 'mul', 'and', 'or', 'xor']) check(operation, 'i64', 1);
  });

  it('float operations', () => {
    for (const operation of ['fadd', 'fsub', 'fmul', 'fdiv', 'fmin', 'fmax', 'copysign']) {
      check(operation, 'f32', 2);
      check(operation, 'f64', 1);
    }
  });

  it('comparisons give masks that select takes', () => {
    for (const type of ['i32', 'i64', 'f32', 'f64']) {
      const vector = vectorOf[type];
      const names = type.startsWith('f') ? ['foeq', 'fune', 'folt', 'fole', 'fogt', 'foge'] : ['eq', 'ne', 'slt', 'sle', 'sgt', 'sge', ...(type === 'i32' ? ['ult', 'ule', 'ugt', 'uge'] : [])];
      const mask = type.endsWith('32') ? 'v4i32' : 'v2i64';
      for (const name of names) {
        const program = load(`
func @scalar(%a: ${type}, %b: ${type}) -> ${type} device external export "scalar" {
  %c: i1 = ${name} %a, %b
  %r: ${type} = select %c, %a, %b
  return %r
}
func @vector(%a: ${type}, %b: ${type}) -> ${type} device external export "vector" {
  %v: ${vector} = splat %a
  %w: ${vector} = splat %b
  %m: ${mask} = ${name} %v, %w
  %r: ${vector} = select %m, %v, %w
  %l: ${type} = extract [1] %r
  return %l
}`);
        for (const a of samples(type)) for (const b of samples(type)) expect(callExport(program, 'vector', a, b), `${name} ${a} ${b}`).toEqual(callExport(program, 'scalar', a, b));
      }
    }
  });

  it('unary operations, shifts and conversions', () => {
    const unary = (type: string, to: string, vector: string, result: string, operation: string): void => {
      const program = load(`
func @scalar(%a: ${type}) -> ${to} device external export "scalar" {
  %r: ${to} = ${operation} %a
  return %r
}
func @vector(%a: ${type}) -> ${to} device external export "vector" {
  %v: ${vector} = splat %a
  %r: ${result} = ${operation} %v
  %l: ${to} = extract [0] %r
  return %l
}`);
      for (const a of samples(type)) expect(callExport(program, 'vector', a), `${operation} ${type} ${a}`).toEqual(callExport(program, 'scalar', a));
    };
    for (const type of ['f32', 'f64']) for (const name of ['fneg', 'fabs', 'fsqrt', 'ffloor', 'fceil', 'ftrunc', 'frint']) unary(type, type, vectorOf[type], vectorOf[type], name);
    for (const [type, to, name] of [['i32', 'f32', 'sitofp'], ['i32', 'f32', 'uitofp'], ['i32', 'f64', 'sitofp'], ['i32', 'f64', 'uitofp'], ['f32', 'i32', 'fptosi'], ['f32', 'i32', 'fptoui'], ['f64', 'i32', 'fptosi'],
      ['f64', 'i32', 'fptoui'], ['f32', 'f64', 'fpext'], ['f64', 'f32', 'fptrunc'], ['i32', 'i64', 'sext'], ['i32', 'i64', 'zext'], ['i32', 'f32', 'bitcast']]) {
      unary(type, to, vectorOf[type], vectorOf[to], name);
    }
    for (const name of ['shl', 'lshr', 'ashr']) {
      const program = load(`
func @f(%a: i32, %n: i32) -> i32 device external export "f" {
  %v: v4i32 = splat %a
  %r: v4i32 = ${name} %v, %n
  %l: i32 = extract [3] %r
  return %l
}`);
      expect(callExport(program, 'f', -100, 35)).toBe(name === 'shl' ? -800 : name === 'lshr' ? (-100 >>> 3) | 0 : -13);
    }
  });
});

describe('between lanes', () => {
  it('shuffle, any, all, bitmask', () => {
    const program = load(`
func @f(%a: i32, %b: i32) -> i32 host external export "f" {
  %v: v4i32 = add 0x3000000020000000100000000v4i32, 0x0v4i32
  %w: v4i32 = splat %a
  %m: v4i32 = slt %v, %w
  %any: i1 = any %m
  %all: i1 = all %m
  %bits: i32 = bitmask %m
  %s: v4i32 = shuffle [3 2 1 4] %v, %w
  %l: i32 = extract [0] %s
  %h: i32 = extract [3] %s
  %0: i32 = zext %any
  %1: i32 = zext %all
  %2: i32 = mul %bits, 10
  %3: i32 = mul %l, 1000
  %4: i32 = mul %h, 10000
  %5: i32 = mul %1, 5
  %6: i32 = add %0, %2
  %7: i32 = add %6, %3
  %8: i32 = add %7, %4
  %9: i32 = add %8, %5
  return %9
}`);
    expect(callExport(program, 'f', 2, 0)).toBe(1 + 30 + 3000 + 20000);
    expect(callExport(program, 'f', 9, 0)).toBe(1 + 5 + 150 + 3000 + 90000);
    expect(callExport(program, 'f', 0, 0)).toBe(3000);
  });

  it('loads into lanes, stores of lanes, whole vectors at any alignment', () => {
    const program = load(`
global @g: [8 x i32] host internal align 16 = hex "0100000002000000030000000400000005000000060000000700000008000000"
func @f() -> i32 host external export "f" {
  %p: ptr = index i32, @g, 1
  %v: v4i32 = load v4i32, %p align 4
  %x: i32 = load i32, @g
  %s: v4i32 = splat %x
  %q: ptr = index i32, @g, 6
  %y: i32 = load i32, %q
  %t: v4i32 = insert [2] %s, %y
  %r: v4i32 = mul %v, %t
  %e: i32 = extract [2] %r
  store i32, @g, %e
  store v4i32, %p, %r align 4
  %z: i32 = load i32, @g
  %o: ptr = index i32, @g, 4
  %u: i32 = load i32, %o
  %a: i32 = mul %z, 100
  %sum: i32 = add %a, %u
  return %sum
}`);
    // (2 3 4 5) * (1 1 7 1) = 2 3 28 5
    expect(callExport(program, 'f')).toBe(2805);
  });
});
