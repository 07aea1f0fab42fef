/** The textual and binary forms of one module that has everything. */
import { describe, expect, it } from 'vitest';
import { createReader, materialize, openBinary, readFunctionHead, readModule, writeModule } from './binary.js';
import { parseModuleText } from './parse-text.js';
import { printModule } from './print.js';
import { validateModule } from './validate.js';

const EVERYTHING = `struct "std::pair<int, é>" size 16 align 8 { first: i32 @0, second: [2 x u8] @8 }
struct Outer size 32 align 16 { inner: struct "std::pair<int, é>" @0, wide: f64<16, 16> @16 }
global @table: [2 x ptr] host internal align 16 constant = hex "01ff" { 0: &@device_fn + 4, 8: @other } !7
global @other: bytes<24, 8> shared external align 8
global @zero: u64 managed weak align 8 = hex ""

func @device_fn(%x: i32, %l: i64) -> i64 device once pretty "long f(int, \\"long\\")" inline always pure !12 {
  %0: i64 = sext %x !20
  %sum: i64 = add %0, %l !21 at "inner()":30 at "outer()":31
  %sum.1: i64 = add %sum, -5l !22
  return %sum.1 !23
}

func @device_fn@device(%x: i32, %l: i64) -> i64 device once {
  return %l
}

func @imported(ptr) -> i32 host external noreturn import "env" "imported"

func @kernel(%p: ptr, %f: f32) kernel external export "kernel" kernel(p: ptr @0 restrict to f32 const, f: f32 @8) bytes 12 threads 256 dynamic {
  %a: ptr = alloca struct Outer "a"
  %b: ptr = field Outer 1, %a
  fill %a, 0, 32 align 16 type struct Outer
  copy overlap %a, %p, 16 align 8
  store f64, %b, -0.0 align 16
  store i8 volatile, %a, 300
  %0: i32 = load i8 signed volatile, %a
  %c: i1 = folt %f, nan.f
  %g: f32 = select %c, 0.1f, -inf.f
  %h: f32 = fma %g, %f, 3.4028235e+38f
  %n: f64 = fpext %h
  %1: i32 = atomic compare-exchange i32 device, %p, 0, 1
  atomic store i64 system, %p, 9223372036854775807l
  fence block
  barrier block
  %2: i32 = barrier block-count, %0
  warp sync, -1
  %3: i32 = warp shfl-xor, -1, %0, 16, 32
  %4: i32 = special threadIdx.x
  %5: ptr = special dynamicShared
  %6: i64 = call @device_fn(%4, undef:i64)
  %v: v4i32 = splat %4
  %wi: v4i32 = insert [2] %v, %2
  %m: v4i32 = slt %wi, 0x3000000020000000100000000v4i32
  %vf: v4f32 = sitofp %wi
  %vg: v4f32 = select %m, %vf, undef:v4f32
  %lo: v2f64 = fpext %vg
  %sh: v2f64 = shuffle [2 3 4 5] %lo, 0x0v2f64
  %by: v2f64 = bytes [0 128 128 128 4 128 128 128 8 128 128 128 15 3 2 1] %sh
  %el: f64 = extract [1] %sh
  %vl: v2i64 = shl 0xffffffffffffffffffffffffffffffffv2i64, %4
  %any: i1 = any %m
  %bits: i32 = bitmask %m
  %vm: v4f32 = load v4f32, %a align 4
  store v4f32, %a, %vm
  %7: f32 = call-indirect (i32, ptr) -> f32, &@device_fn, 1, @zero
  %8: i64 = intrinsic clock()
  %r: i32, %s: f32 = switch %6 {
  case 0, -9223372036854775808:
    yield 1, 2.0f
  case 5:
    intrinsic trap()
    unreachable
  default:
    yield %4, 1e-45f
  }
  try {
    yield
  } catch (%e: ptr) {
    throw %e
  }
  %t: i32 = block ^0 {
    loop ^1 (%i: i32 = 0, %q: ptr = null) unroll 4 {
      %d: i1 = slt %i, 10
      if %d {
        %next: ptr = index f32, %q, 1l
        %k: i32 = add %i, 1
        continue ^1 %k, %next
      } else {
        loop ^2 unroll {
          break ^0 %r
        }
        unreachable
      }
      unreachable
    }
    unreachable
  }
  %w: i1 = xor true, false
  %z: ptr = inttoptr 16
  %y: i1 = eq %z, 4096p
  return
}

func @setup() host internal {
  return
}

constructors @setup
`;

describe('the textual form', () => {
  it('reads back what it printed, with and without positions', () => {
    const module = parseModuleText(EVERYTHING);
    expect(validateModule(module)).toEqual([]);
    const text = printModule(module, { locs: true });
    expect(text).toBe(EVERYTHING);
    expect(printModule(parseModuleText(text), { locs: true })).toBe(text);
    const plain = printModule(module);
    expect(printModule(parseModuleText(plain))).toBe(plain);
  });
  it('names values of one name apart', () => {
    const text = 'func @f(%x: i32) -> i32 any external {\n  %x.1: i32 = add %x, %x\n  %x.1.1: i32 = add %x.1, 1\n  return %x.1.1\n}\n';
    expect(printModule(parseModuleText(text))).toBe(text);
  });
  it('says where text is malformed', () => {
    expect(() => parseModuleText('func @f() any external {\n  %x: i32 = plus 1, 2\n}')).toThrow("line 2: unknown operation 'plus'");
    expect(() => parseModuleText('func @f() any external {\n  return %y\n}')).toThrow("line 2: unknown value '%y'");
    expect(() => parseModuleText('func @f() any external {\n')).toThrow('unbalanced braces');
  });
});

describe('the binary form', () => {
  it('keeps everything', () => {
    const module = parseModuleText(EVERYTHING);
    const bytes = writeModule(module);
    const again = readModule(bytes);
    expect(validateModule(again)).toEqual([]);
    expect(printModule(again, { locs: true })).toBe(printModule(module, { locs: true }));
    expect(writeModule(again)).toEqual(bytes);
    expect(printModule(readModule(writeModule(module, { positions: false })), { locs: true })).toBe(printModule(module));
  });
  it('reads heads and bodies on demand', () => {
    const binary = openBinary(writeModule(parseModuleText(EVERYTHING)));
    const reader = createReader(binary);
    const fn = readFunctionHead(reader, binary.functionNumbers.get('kernel')!);
    expect(fn.body).toBeUndefined();
    expect(reader.functions.filter(Boolean)).toHaveLength(1);
    materialize(reader, fn);
    expect(fn.body!.insts.length).toBeGreaterThan(20);
    expect(reader.functions.filter(Boolean).map((f) => f!.name)).toEqual(['device_fn', 'kernel']);
    // Another reader of the same file has objects of its own.
    expect(readFunctionHead(createReader(binary), binary.functionNumbers.get('kernel')!)).not.toBe(fn);
  });
  it('refuses other files', () => {
    expect(() => openBinary(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))).toThrow('not an object file');
  });
});
