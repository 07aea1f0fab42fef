/** Host code: operations where WebAssembly and the IR differ, memory, calls, exceptions, static data, the text form. */
import { describe, expect, it } from 'vitest';
import { memoryLayout } from './memory-layout.js';
import { callExport, load } from './test-launch.js';
import { moduleToWat } from './wat.js';

/** Runs one exported function `f` of a module text. */
function run(text: string, ...args: (number | bigint)[]): number | bigint | undefined {
  return callExport(load(text), 'f', ...args);
}

const unaryFunction = (type: string, operation: string, result = type): string => `
func @f(%a: ${type}) -> ${result} host external export "f" {
  %r: ${result} = ${operation} %a
  return %r
}`;
const binaryFunction = (type: string, operation: string, space = 'host'): string => `
func @f(%a: ${type}, %b: ${type}) -> ${type} ${space} external export "f" {
  %r: ${type} = ${operation} %a, %b
  return %r
}`;

describe('arithmetic', () => {
  it('division of the smallest integer by -1, on the host and in kernels', () => {
    expect(run(binaryFunction('i32', 'sdiv'), -0x80000000, -1)).toBe(-0x80000000);
    expect(run(binaryFunction('i32', 'sdiv'), 7, -2)).toBe(-3);
    expect(run(binaryFunction('i64', 'sdiv'), -(1n << 63n), -1n)).toBe(-(1n << 63n));
    expect(run(binaryFunction('i32', 'srem'), -0x80000000, -1)).toBe(0);
    expect(run(binaryFunction('i32', 'sdiv', 'device'), -0x80000000, -1)).toBe(-0x80000000);
    expect(run(binaryFunction('i32', 'sdiv', 'device'), 7, -2)).toBe(-3);
  });

  it('division by zero traps on the host only', () => {
    for (const operation of ['sdiv', 'udiv', 'srem', 'urem']) expect(() => run(binaryFunction('i32', operation), 5, 0)).toThrow(/by zero/);
    expect(run(binaryFunction('i32', 'sdiv', 'device'), 5, 0)).toBe(-1);
    expect(run(binaryFunction('i32', 'udiv', 'device'), 5, 0)).toBe(-1);
    expect(run(binaryFunction('i32', 'srem', 'device'), 5, 0)).toBe(5);
    expect(run(binaryFunction('i64', 'urem', 'device'), 5n, 0n)).toBe(5n);
  });

  it('fmin and fmax return the operand that is not NaN', () => {
    for (const type of ['f32', 'f64']) {
      expect(run(binaryFunction(type, 'fmin'), Number.NaN, 3)).toBe(3);
      expect(run(binaryFunction(type, 'fmax'), 3, Number.NaN)).toBe(3);
      expect(run(binaryFunction(type, 'fmin'), Number.NaN, Number.NaN)).toBe(Number.NaN);
      expect(run(binaryFunction(type, 'fmin'), 0, -0)).toBe(-0);
      expect(run(binaryFunction(type, 'fmax'), -1, 2)).toBe(2);
    }
  });

  it('float to integer saturates, NaN is 0', () => {
    expect(run(unaryFunction('f32', 'fptosi', 'i32'), 1e20)).toBe(0x7fffffff);
    expect(run(unaryFunction('f64', 'fptosi', 'i32'), Number.NaN)).toBe(0);
    expect(run(unaryFunction('f64', 'fptoui', 'i32'), -1)).toBe(0);
    expect(run(unaryFunction('f64', 'fptosi', 'i64'), -1e30)).toBe(-(1n << 63n));
  });

  it('high halves of products, bit and byte reversal', () => {
    expect(run(binaryFunction('i32', 'umulhi'), -1, -1)).toBe(-2);
    expect(run(binaryFunction('i32', 'smulhi'), -1, 5)).toBe(-1);
    const a = 0x123456789abcdef0n;
    const b = -0x0fedcba987654321n;
    expect(run(binaryFunction('i64', 'smulhi'), a, b)).toBe((a * b) >> 64n);
    expect(run(binaryFunction('i64', 'umulhi'), a, b)).toBe(BigInt.asIntN(64, (a * BigInt.asUintN(64, b)) >> 64n));
    expect(run(unaryFunction('i32', 'bitreverse'), 1)).toBe(-0x80000000);
    expect(run(unaryFunction('i32', 'byteswap'), 0x01020304)).toBe(0x04030201);
    expect(run(unaryFunction('i64', 'byteswap'), 0x0102030405060708n)).toBe(0x0807060504030201n);
    expect(run(unaryFunction('i64', 'bitreverse'), 1n)).toBe(-(1n << 63n));
  });
});

describe('memory', () => {
  it('pointers take eight bytes with a zero upper half', () => {
    expect(run(`
global @g: [2 x i64] host internal align 8 = hex "ffffffffffffffff"
func @f(%p: ptr) -> i64 host external export "f" {
  store ptr, @g, %p
  %q: ptr = load ptr, @g
  %same: i1 = eq %q, %p
  %w: i64 = load i64, @g
  %z: i64 = zext %same
  %r: i64 = add %w, %z
  return %r
}`, -16)).toBe(0xfffffff0n + 1n);
  });

  it('inc and dec wrap at their limit', () => {
    const text = (operation: string): string => `
global @g: i32 device internal align 4 = hex "05000000"
func @f(%limit: i32) -> i32 device external export "f" {
  %old: i32 = atomic ${operation} i32 device, @g, %limit
  %new: i32 = load i32, @g
  %o: i32 = mul %old, 100
  %r: i32 = add %o, %new
  return %r
}`;
    expect(run(text('inc'), 5)).toBe(500);
    expect(run(text('inc'), 6)).toBe(506);
    expect(run(text('dec'), 5)).toBe(504);
    expect(run(text('dec'), 4)).toBe(504);
  });

  it('a stack frame of its own for each call, an overflow that says so', () => {
    const text = `
func @f(%n: i32) -> i32 host external export "f" {
  %a: ptr = alloca [64 x i32] "a"
  store i32, %a, %n
  %done: i1 = eq %n, 0
  %rest: i32 = if %done {
    yield 0
  } else {
    %m: i32 = sub %n, 1
    %x: i32 = call @f(%m)
    yield %x
  }
  %own: i32 = load i32, %a
  %r: i32 = add %own, %rest
  return %r
}`;
    expect(run(text, 100)).toBe(5050);
    const loaded = load(text);
    expect(() => callExport(loaded, 'f', 1000)).toThrow(/unreachable/);
    expect((loaded.instance.exports.__cw_fault_code as WebAssembly.Global).value).toBe(1);
  });

  it('checked accesses: the null page', () => {
    const text = `
func @f(%p: ptr) -> i32 host external export "f" {
  %q: ptr = index i32, %p, 2
  %r: i32 = load i32, %q
  return %r
}`;
    const loaded = load(text, { check: true });
    expect(callExport(loaded, 'f', memoryLayout.nullPage)).toBe(0);
    expect(() => callExport(loaded, 'f', 0)).toThrow(/unreachable/);
    expect((loaded.instance.exports.__cw_fault_address as WebAssembly.Global).value).toBe(8);
  });

  it('a load does not sink below a store that it must see', () => {
    expect(run(`
global @g: i32 host internal align 4 = hex "07000000"
func @set(%v: i32) -> i32 host internal {
  %old: i32 = load i32, @g
  store i32, @g, %v
  return %old
}
func @f(%v: i32) -> i32 host external export "f" {
  %before: i32 = load i32, @g
  %x: i32 = call @set(%v)
  %after: i32 = load i32, @g
  %a: i32 = mul %after, 100
  %b: i32 = mul %before, 10
  %c: i32 = add %a, %b
  %r: i32 = add %c, %x
  return %r
}`, 3)).toBe(377);
  });
});

describe('calls and exceptions', () => {
  it('a call is made even when nobody uses what it is handed to', () => {
    expect(run(`
global @g: i32 host internal align 4 = hex "00000000"
func @bump() -> i32 host internal {
  %v: i32 = load i32, @g
  %w: i32 = add %v, 1
  store i32, @g, %w
  return %w
}
func @f(%c: i1) -> i32 host external export "f" {
  %a: i32, %b: i32 = if %c {
    %x: i32 = call @bump()
    %y: i32 = mul %x, 3
    yield %y, 2
  } else {
    yield 0, 1
  }
  loop ^l (%i: i32 = 0, %unused: i32 = 0) {
    %n: i32 = add %i, 1
    %more: i1 = slt %n, 3
    if %more {
      %z: i32 = call @bump()
      continue ^l %n, %z
    } else {
      break ^l
    }
    unreachable
  }
  %g: i32 = load i32, @g
  %r: i32 = mul %g, %b
  return %r
}`, 1)).toBe(6);
  });

  it('function pointers from static data', () => {
    expect(run(`
global @table: [2 x ptr] host internal align 8 = hex "00000000000000000000000000000000" { 0: &@one, 8: &@two }
func @one(%a: i32) -> i32 host internal {
  %r: i32 = add %a, 1
  return %r
}
func @two(%a: i32) -> i32 host internal {
  %r: i32 = mul %a, 2
  return %r
}
func @f(%i: i32, %a: i32) -> i32 host external export "f" {
  %p: ptr = index ptr, @table, %i
  %t: ptr = load ptr, %p
  %r: i32 = call-indirect (i32) -> i32, %t, %a
  return %r
}`, 1, 21)).toBe(42);
  });

  it('a handler gets what was thrown, and the stack pointer back', () => {
    const loaded = load(`
func @thrower(%p: ptr) host internal {
  %big: ptr = alloca [100 x i32] "big"
  store ptr, %big, %p
  throw %p
}
func @f(%p: ptr) -> ptr host external export "f" {
  %r: ptr = try {
    call @thrower(%p)
    yield null
  } catch (%e: ptr) {
    yield %e
  }
  return %r
}`);
    const stack = loaded.instance.exports.__stack_pointer as WebAssembly.Global;
    const before = stack.value;
    expect(callExport(loaded, 'f', 4711)).toBe(4711);
    expect(stack.value).toBe(before);
  });

  it('switches: dense, sparse, wide', () => {
    const text = (type: string, values: readonly string[]): string => `
func @f(%v: ${type}) -> i32 host external export "f" {
  %r: i32 = switch %v {
${values.map((v, i) => `    case ${v}:\n      yield ${i + 1}`).join('\n')}
    default:
      yield 0
  }
  return %r
}`;
    const dense = load(text('i32', ['-2', '-1', '0', '1', '3']));
    expect([-3, -2, -1, 0, 1, 2, 3, 4].map((v) => callExport(dense, 'f', v))).toEqual([0, 1, 2, 3, 4, 0, 5, 0]);
    const sparse = load(text('i32', Array.from({ length: 12 }, (_, i) => String(i * i * 1000 - 5))));
    expect([-5, 995, 3995, 120995, 1].map((v) => callExport(sparse, 'f', v))).toEqual([1, 2, 3, 12, 0]);
    const wide = load(text('i64', ['5000000000', '5000000001', '5000000002', '7']));
    expect([5000000001n, 7n, 8n].map((v) => callExport(wide, 'f', v))).toEqual([2, 4, 0]);
  });
});

it('the text form shows what was emitted', () => {
  const { bytes } = load(`
func @f(%a: i32, %p: ptr) -> i32 host external export "f" {
  %q: ptr = index i32, %p, %a
  %v: i32 = load i32, %q
  %big: i1 = sgt %v, 10
  %r: i32 = if %big {
    yield 1
  } else {
    %w: i32 = add %v, %a
    yield %w
  }
  return %r
}`);
  expect(moduleToWat(bytes, 'f').split('\n').slice(1, -2).map((line) => line.trimEnd())).toEqual([
    '  (func (;0;) (type $t0) (param i32 i32) (result i32) ;; f', '    (local i32)', '    local.get 1', '    local.get 0', '    i32.const 2', '    i32.shl', '    i32.add', '    i32.load',
    '    local.tee 2', '    i32.const 10', '    i32.gt_s', '    if (result i32)', '      i32.const 1', '    else', '      local.get 2', '      local.get 0', '      i32.add', '    end', '  )',
  ]);
});
