/** Shapes of values and what lanes leave, read off small kernels. */
import { expect, it } from 'vitest';
import type { Inst, Value } from '../../ir/ir.js';
import { parseModuleText } from '../../ir/parse-text.js';
import { forEachInst } from '../../ir/walk.js';
import type { LaneAnalysis } from './shapes.js';
import { analyzeLanes } from './shapes.js';

function analyze(body: string): { values: ReadonlyMap<string, Value>; insts: readonly Inst[]; analysis: LaneAnalysis; shape: (name: string) => number; inst: (kind: Inst['kind']) => Inst } {
  const fn = parseModuleText(`func @k(%p: ptr, %n: i32) kernel external kernel(p: ptr @0, n: i32 @8) bytes 12 {\n${body}\n}`).functions.get('k')!;
  const values = new Map<string, Value>();
  const insts: Inst[] = [];
  forEachInst(fn.body!, (inst) => {
    insts.push(inst);
    for (const r of inst.results) if (r.name !== undefined) values.set(r.name, r);
    if (inst.kind === 'loop') for (const p of inst.body.params) if (p.name !== undefined) values.set(p.name, p);
  });
  const analysis = analyzeLanes(fn.body!.insts, () => 0);
  return { values, insts: fn.body!.insts, analysis, shape: (name) => analysis.shapeOf(values.get(name)!), inst: (kind) => insts.find((i) => i.kind === kind)! };
}

it('indices grow by a constant, rows are shared', () => {
  const { shape } = analyze(`
  %x: i32 = special threadIdx.x
  %y: i32 = special threadIdx.y
  %row: i32 = mul %y, %n
  %i: i32 = add %row, %x
  %wide: i64 = sext %i
  %a: ptr = index f32, %p, %wide
  %two: i32 = shl %x, 1
  %odd: i32 = mul %x, %n
  %same: i32 = sub %two, %two
  %load: f32 = load f32, %a
  %shared: ptr = index f32, %p, %row
  %scalar: f32 = load f32, %shared
  return`);
  expect(['x', 'y', 'row', 'i', 'wide', 'a', 'two', 'odd', 'same', 'load', 'shared', 'scalar'].map(shape)).toEqual([1, 0, 0, 1, 1, 4, 2, Number.NaN, 0, Number.NaN, 0, 0]);
});

it('a loop that lanes leave at different times: shared inside, different outside', () => {
  const { analysis, shape, inst } = analyze(`
  %x: i32 = special threadIdx.x
  %last: i32 = loop ^0 (%i: i32 = 0, %j: i32 = %x) {
    %more: i1 = slt %j, %n
    if %more {
      yield
    } else {
      break ^0 %i
    }
    %i1: i32 = add %i, 1
    %j1: i32 = add %j, 64
    continue ^0 %i1, %j1
  }
  return`);
  expect(['i', 'j', 'last'].map(shape)).toEqual([0, 1, Number.NaN]);
  expect(analysis.masked.has(inst('loop'))).toBe(true);
  expect(analysis.lostIn(inst('if')).size).toBe(1);
});

it('a loop of shared length stays as it is; a return under a condition thins out what follows', () => {
  const { analysis, inst } = analyze(`
  %x: i32 = special threadIdx.x
  %out: i1 = sge %x, %n
  if %out {
    return
  } else {
    yield
  }
  loop ^0 (%i: i32 = 0) {
    %more: i1 = slt %i, %n
    if %more {
      yield
    } else {
      break ^0
    }
    %i1: i32 = add %i, 1
    continue ^0 %i1
  }
  return`);
  expect(analysis.returns).toBeDefined();
  expect(analysis.masked.has(inst('loop'))).toBe(false);
});

it("what follows from a lane's number is known in a whole warp, and only there", () => {
  const body = `
  %x: i32 = special threadIdx.x
  %y: i32 = special threadIdx.y
  %lane: i32 = and %x, 31
  %start: i32 = and %lane, 24
  %part: i32 = shl 255, %start
  %next: i32 = add %lane, 1
  %inside: i1 = slt %next, 32
  %from: i32 = select %inside, %next, %lane
  %moved: i32 = add %x, %y
  %other: i32 = and %moved, 31
  return`;
  const constants = (width: number, name: string): readonly number[] | undefined => {
    const { values, insts } = analyze(body);
    return analyzeLanes(insts, () => 0, undefined, width).constantsOf(values.get(name)!);
  };
  expect(constants(32, 'lane')).toEqual(Array.from({ length: 32 }, (_, lane) => lane));
  expect(constants(32, 'from')?.slice(28)).toEqual([29, 30, 31, 31]);
  expect(constants(32, 'part')?.map((bits) => bits >>> 0).filter((_, lane) => lane % 8 === 5)).toEqual([0xff, 0xff00, 0xff0000, 0xff000000]);
  expect(['x', 'other'].map((name) => constants(32, name))).toEqual([undefined, undefined]);
  expect(constants(4, 'lane')).toBeUndefined();
});
