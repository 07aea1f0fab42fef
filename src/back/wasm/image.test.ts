/** A program that links functions with images comes out byte for byte as one that reads their bodies. */
import { describe, expect, it } from 'vitest';
import { createDiagnostics } from '../../diagnostics/sink.js';
import { openBinary, writeModule } from '../../ir/binary.js';
import { link } from '../../ir/link.js';
import { parseModuleText } from '../../ir/parse-text.js';
import { optimize } from '../../passes/pipeline.js';
import { createSourceManager } from '../../source/source-manager.js';
import { imageOf } from './image.js';
import { emitProgram } from './program.js';

const library = `
global @counter: i32 host external align 4 = hex "05000000"

func @divide(%a: i32, %b: i32) -> i32 any external inline never {
  %q: i32 = sdiv %a, %b
  return %q
}
func @mix(%a: i64, %b: i64) -> i64 any external inline never {
  %h: i64 = umulhi %a, %b
  return %h
}
func @third(%n: i32) -> i32 any internal {
  %q: i32 = call @divide(%n, 3)
  return %q
}
func @work(%n: i32) -> i32 host external inline never {
  %frame: ptr = alloca [4 x i32] "frame"
  store ptr, %frame, &@third
  %c: i32 = load i32, @counter
  %d: i32 = add %c, %n
  store i32, @counter, %d
  %f: ptr = load ptr, %frame
  %r: i32 = call-indirect (i32) -> i32, %f, %d
  return %r
}
`;

describe('images', () => {
  it('are made of ordinary functions only', () => {
    const module = parseModuleText(`
func @plain(%a: i32) -> i32 any external {
  return %a
}
func @declared(%a: i32) -> i32 any external
`);
    expect(imageOf(module.functions.get('plain')!)?.size).toBe(1);
    expect(imageOf(module.functions.get('declared')!)).toBeUndefined();
  });

  it('give the same program', () => {
    const unit = `
func @work(%n: i32) -> i32 host external
func @mix(%a: i64, %b: i64) -> i64 any external
func @divide(%a: i32, %b: i32) -> i32 any external
func @both(%a: i32, %b: i32) -> i32 host external export "f" {
  %q: i32 = call @work(%a)
  %x: i64 = sext %q
  %m: i64 = call @mix(%x, %x)
  %t: i32 = trunc %m
  %s: i32 = add %q, %t
  %d: i32 = call @divide(%s, %b)
  return %d
}
`;
    const programs = [true, false].map((images) => {
      const bytes = writeModule(parseModuleText(library), { positions: false, image: images ? imageOf : undefined });
      const diagnostics = createDiagnostics(createSourceManager());
      const linked = link({ modules: [parseModuleText(unit)], libraries: [openBinary(bytes)], roots: [] }, diagnostics);
      expect(diagnostics.list).toEqual([]);
      if (images) expect([...linked.functions.values()].filter((fn) => fn.image !== undefined).map((fn) => fn.name).sort()).toEqual(['divide', 'mix', 'third', 'work']);
      optimize(linked, { level: 0 });
      return emitProgram(linked, { stackSize: 65536 }).bytes;
    });
    expect(programs[0]).toEqual(programs[1]);
    const { f } = new WebAssembly.Instance(new WebAssembly.Module(programs[0]!), {}).exports as { f: (a: number, b: number) => number };
    expect(f(25, 2)).toBe(5);
    expect(() => f(1, 0)).toThrow(/by zero/);
  });
});
