import { describe, expect, it } from 'vitest';
import type { DiagnosticSink } from '../diagnostics/diagnostic.js';
import { openBinary, writeModule } from './binary.js';
import { link } from './link.js';
import { parseModuleText } from './parse-text.js';
import { printModule } from './print.js';
import { validateModule } from './validate.js';

function linked(texts: readonly string[], libraries: readonly string[] = []): { text: string; messages: string[]; problems: string[] } {
  const messages: string[] = [];
  const sink = {
    errorCount: 0,
    report(row: { code: number; text: string }, _loc: number, args: readonly string[] = []) {
      messages.push(`${row.code}: ${row.text.replace(/\{(\d)\}/g, (_, i: string) => args[Number(i)]!)}`);
    },
  } as unknown as DiagnosticSink;
  const binaries = libraries.map((t) => openBinary(writeModule(parseModuleText(t))));
  const module = link({ modules: texts.map((t) => parseModuleText(t)), libraries: binaries, roots: ['main'] }, sink);
  return { text: printModule(module), messages, problems: validateModule(module) };
}

const MAIN = 'func @helper(i32) -> i32 any external\nfunc @main() -> i32 host external {\n  %r: i32 = call @helper(1)\n  return %r\n}\n';
const HELPER = 'func @helper(%x: i32) -> i32 any external {\n  return %x\n}\n';

describe('link', () => {
  it('takes from a library what is needed, transitively, and nothing else', () => {
    const library = `global @used: i32 host internal align 4 = hex "01"
global @unused: i32 host internal align 4 = hex "02"
func @helper(%x: i32) -> i32 any external {
  %v: i32 = load i32, @used
  %r: i32 = call @inner(%v)
  return %r
}
func @inner(%x: i32) -> i32 any internal {
  return %x
}
func @other(%x: i32) -> i32 any external {
  %r: i32 = load i32, @unused
  return %r
}`;
    const r = linked([MAIN], [library]);
    expect(r.messages).toEqual([]);
    expect(r.problems).toEqual([]);
    expect(r.text).toContain('@inner');
    expect(r.text).toContain('@used');
    expect(r.text).not.toContain('@other');
    expect(r.text).not.toContain('@unused');
  });
  it('keeps one object of what several libraries name and nobody defines', () => {
    const base = 'global @base: i32 host external align 4\n';
    const use = (name: string): string => `  %v: i32 = load i32, @base\n  %r: i32 = call @${name}(%v)\n  return %r\n}\n`;
    const r = linked([MAIN], [`${base}func @inner(i32) -> i32 any external\nfunc @helper(%x: i32) -> i32 any external {\n${use('inner')}`, `${base}${HELPER.replace('helper', 'last')}func @inner(%x: i32) -> i32 any external {\n${use('last')}`]);
    expect(r.messages).toEqual(["8102: undefined reference to 'base', referenced by 'helper'"]);
    expect(r.problems.filter((problem) => problem.includes('not in the module'))).toEqual([]);
  });
  it("prefers the program's definition to the library's", () => {
    const r = linked([MAIN, HELPER.replace('return %x', 'return 7')], [HELPER]);
    expect(r.messages).toEqual([]);
    expect(r.text).toContain('return 7');
    expect(r.text).not.toContain('return %x');
  });
  it('reports what is defined twice, and not at all', () => {
    expect(linked([MAIN, HELPER, HELPER]).messages).toEqual(["8101: multiple definition of 'helper'"]);
    expect(linked([MAIN]).messages).toEqual(["8102: undefined reference to 'helper', referenced by 'main'"]);
    expect(linked([HELPER]).messages).toEqual(["8105: undefined reference to 'main', which the program must define"]);
  });
  it('reports a declaration that disagrees with the definition', () => {
    expect(linked([MAIN, HELPER.replace('%x: i32)', '%x: i64)').replace('return %x', 'return 1')]).messages).toEqual(["8103: 'helper' is declared as (i32) -> i32 but defined as (i64) -> i32"]);
  });
  it('merges inline functions, and lets a strong definition win over a weak one', () => {
    const once = HELPER.replace('external', 'once');
    expect(linked([MAIN, once, once]).messages).toEqual([]);
    const weak = HELPER.replace('external', 'weak').replace('return %x', 'return 3');
    expect(linked([MAIN, weak, HELPER]).text).toContain('return %x');
  });
  it('renames internal symbols apart', () => {
    const one = 'func @f() -> i32 any internal {\n  return 1\n}\nfunc @helper(%x: i32) -> i32 any external {\n  %r: i32 = call @f()\n  return %r\n}';
    const two = `${MAIN.replace('%r: i32 = call', '%q: i32 = call @f()\n  %r: i32 = call')}func @f() -> i32 any internal {\n  return 2\n}`;
    const r = linked([two, one]);
    expect(r.problems).toEqual([]);
    expect(r.text).toContain('func @f()');
    expect(r.text).toContain('func @f.1()');
  });
  it('unifies structs of one name, and keeps different ones apart', () => {
    const struct = 'struct S size 4 align 4 { x: i32 @0 }\n';
    const body = (value: number) => `func @helper(%x: i32) -> i32 any external {\n  %s: ptr = alloca struct S "s"\n  %f: ptr = field S 0, %s\n  store i32, %f, ${value}\n  return %x\n}`;
    const main = `${struct}${MAIN.replace('%r: i32 =', '%s: ptr = alloca struct S "s"\n  %r: i32 =')}`;
    const same = linked([main, struct + body(1)]);
    expect(same.messages).toEqual([]);
    expect(same.problems).toEqual([]);
    expect(same.text.match(/^struct/gm)).toHaveLength(1);
    const different = linked([main, `struct S size 8 align 4 { x: i32 @4 }\n${body(1)}`]);
    expect(different.messages).toEqual(["8104: class 'S' has different layouts in different translation units"]);
    expect(different.problems).toEqual([]);
    expect(different.text).toContain('struct S.1 size 8');
  });
  it("runs a library's constructor only if what it initializes is used", () => {
    const library = (used: boolean) => `global @state: i32 host internal align 4 = hex ""
func @init() host internal {
  store i32, @state, 5
  return
}
func @helper(%x: i32) -> i32 any external {
  ${used ? '%v: i32 = load i32, @state' : '%v: i32 = add %x, 1'}
  return %v
}
constructors @init`;
    expect(linked([MAIN], [library(true)]).text).toContain('constructors @init');
    expect(linked([MAIN], [library(false)]).text).not.toContain('constructors');
  });
});
