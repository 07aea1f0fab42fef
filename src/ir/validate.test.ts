/** Each rule of the validator, broken once. */
import { describe, expect, it } from 'vitest';
import { constI32, makeInst } from './build.js';
import type { Func, ReturnInst } from './ir.js';
import { parseModuleText } from './parse-text.js';
import { validateModule } from './validate.js';

function problems(body: string, head = ''): string[] {
  return validateModule(parseModuleText(`${head}func @g(i32) -> i32 any external\nfunc @f(%x: i32, %l: i64, %v: f32, %p: ptr) -> i32 any external {\n${body}\n}`));
}

describe('the validator', () => {
  const cases: [string, string, string][] = [
    ['operand types', '%a: i32 = add %x, %l\n return %a', 'f: %a = binary add: operand 1 is i64 instead of i32'],
    ['result types', '%a: i64 = add %x, %x\n return 1', 'f: %a = binary add: result is i64 instead of i32'],
    ['operations and types', '%a: f32 = xor %v, %v\n return 1', 'f: %a = binary xor: not defined for f32'],
    ['float comparisons', '%a: i1 = folt %x, %x\n return 1', 'f: %a = compare folt: not defined for i32'],
    ['conversions', '%a: i32 = sext %l\n return 1', 'f: %a = convert sext: from i64 to i32'],
    ['missing terminators', '%a: i32 = add %x, 1', 'f: %a = binary add: the region does not end in a terminator'],
    ['terminators in the middle', 'return 1\n return 2', 'f: return: a terminator in the middle of a region'],
    ['return types', 'return %v', 'f: return: operand 0 is f32 instead of i32'],
    ['call signatures', '%a: i32 = call @g(%x, %x)\n return %a', 'f: %a = call: has 2 operands instead of 1'],
    ['loads', '%a: i64 = load i32, %p\n return 1', 'f: %a = load: result is i64 instead of i32'],
    ['stores', 'store f32, %p, %x\n return 1', 'f: store: operand 1 is i32 instead of f32'],
    ['conditions', 'if %x {\n yield\n }\n return 1', 'f: if: operand 0 is i32 instead of i1'],
    ['yielded values', '%a: i32 = if true {\n yield 1\n } else {\n yield\n }\n return %a', 'f: yield: has 0 operands instead of 1'],
    ['yields in loops', 'loop ^0 {\n yield\n }\n return 1', 'f: yield: in the body of a loop'],
    ['yields in functions', 'yield', 'f: yield: outside of any structured instruction'],
    ['loop parameters', 'loop ^0 (%i: i32 = %v) {\n continue ^0 %i\n }\n return 1', 'f: loop: operand 0 is f32 instead of i32'],
    ['continued values', 'loop ^0 (%i: i32 = 0) {\n continue ^0\n }\n return 1', 'f: continue: has 0 operands instead of 1'],
    ['break targets', 'block ^0 {\n yield\n }\n break ^0', 'f: break: its target is not around it'],
    ['case values', 'switch %x {\n case 1, 1:\n yield\n default:\n yield\n }\n return 1', 'f: switch: case 1 occurs twice'],
    ['intrinsics', 'intrinsic nonsense()\n return 1', "f: intrinsic: unknown intrinsic 'nonsense'"],
    ['types of intrinsics', 'intrinsic set-special-laneid(%p)\n return 1', 'f: intrinsic: operand 0 is ptr instead of i32'],
    ['handlers', 'try {\n yield\n } catch () {\n yield\n }\n return 1', 'f: try: its region must have parameters (ptr)'],
    ['visibility', 'if true {\n %a: i32 = add %x, 1\n yield\n }\n return %a', 'f: return: uses %a where its definition does not dominate'],
    ['warp operations', '%a: i32 = warp ballot, -1\n return %a', 'f: %a = warp ballot: has 1 operands instead of 2'],
    ['atomics', '%a: f32 = atomic fadd f32 device, %p, %x\n return 1', 'f: %a = atomic fadd: operand 1 is i32 instead of f32'],
  ];
  for (const [rule, body, message] of cases) it(`checks ${rule}`, () => expect(problems(body)).toContain(message));

  it('accepts what is valid', () => expect(problems('return %x')).toEqual([]));
  it('checks struct layouts', () => {
    expect(problems('return 1', 'struct S size 4 align 4 { a: i32 @0, b: i32 @2 }\n')).toContain("struct 'S': field 'b' at 2 overlaps what ends at 4");
  });
  it('checks that nothing is shared', () => {
    const module = parseModuleText('func @f() -> i32 any external {\n  return 1\n}');
    const fn = module.functions.get('f') as Func;
    const end = fn.body!.insts[0]!;
    fn.body!.insts = [end, end];
    expect(validateModule(module)).toContain('f: return: the instruction occurs twice');
    fn.body!.insts = [makeInst<ReturnInst>({ kind: 'return', operands: [{ ...constI32(1), value: 0.5 }] }, [], 0)];
    expect(validateModule(module)).toEqual(['f: return: constant 0.5 is not a valid i32']);
  });
});
