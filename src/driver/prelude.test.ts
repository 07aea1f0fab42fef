/** Units compiled with a shared or saved prelude see what they would see if they read the headers themselves. */
import { describe, expect, it } from 'vitest';
import { createDiagnostics } from '../diagnostics/sink.js';
import { renderDiagnostics } from '../diagnostics/render.js';
import { printModule } from '../ir/print.js';
import type { FileSystem } from '../source/file-system.js';
import { createMemoryFileSystem } from '../source/file-system.js';
import { createSourceManager } from '../source/source-manager.js';
import { compileUnit, preprocessorOptions } from './compile.js';
import { defaultOptions } from './options.js';
import type { CompileOptions } from './options.js';
import { adaptPrelude, savePrelude } from './prelude-file.js';
import type { SavedPrelude } from './prelude.js';
import { makePrelude, withHeaders } from './prelude.js';

const header = `
#ifndef RUNTIME_H
#define RUNTIME_H
#define TWICE(x) ((x) + (x))
#ifdef TUNED
#define FACTOR 3
#else
#define FACTOR 2
#endif
namespace tools {
struct Pair { int first, second; int sum() const { return first + second; } };
template <class T> T scale(T value) { return value * FACTOR; }
enum Color { red, green = 7 };
struct Opaque;
template <class T> struct Slot { typedef int type; };
}
inline int helper(int x) { return TWICE(x) + __LINE__; }
#endif
`;

function compile(source: string, extra: Partial<CompileOptions> = {}, files: Readonly<Record<string, string>> = { '/include/cuda_runtime.h': header }): { readonly ir: string; readonly messages: string } {
  const sources = createSourceManager();
  const diagnostics = createDiagnostics(sources);
  const fileSystem: FileSystem = createMemoryFileSystem({ ...files, '/unit.cu': source });
  const module = compileUnit('/unit.cu', 'unit', { ...defaultOptions, systemDirs: ['/include'], ...extra }, { sources, diagnostics, files: fileSystem });
  return { ir: module ? printModule(module) : '', messages: renderDiagnostics(diagnostics.list, sources) };
}

let started = 0;
/** The compiler as at the start of a process. */
async function freshCompiler(): Promise<typeof import('./compile.js')> {
  return await import(`./compile.js?process=${++started}`);
}

const program = `
#include <cuda_runtime.h>
int f(int n) { tools::Pair p = { n, tools::green }; return tools::scale(p.sum()) + helper(TWICE(n)); }
`;

describe('a shared prelude', () => {
  it('gives every unit the same', () => {
    const first = compile(program);
    expect(first.messages).toBe('');
    expect(first.ir).toContain('_Z1fi');
    expect(compile(program)).toEqual(first);
  });

  it('is not changed by units', () => {
    const first = compile(program);
    compile('#undef TWICE\n#define TWICE 1\nnamespace tools { struct Other {}; template <> int scale(int v) { return v; } }\nstruct helper2 {}; int g() { return TWICE; }');
    compile('int f( {{{');
    expect(compile(program)).toEqual(first);
  });

  it('lends its scopes to one unit after the other', () => {
    const templated = 'int f(int less) { typedef tools::Slot<int>::type T; T Pair = 1; int count = 2; return Pair + count < less > (0); }';
    const incomplete = 'int g(tools::Opaque *p) { return p->x; }';
    const [first, second] = [compile(templated), compile(incomplete)];
    compile('struct tools::Opaque { int x; template <int N> struct x2 {}; }; template <> struct tools::Slot<int> { template <int> struct type {}; };\nusing namespace tools; template <int N> int count(int); inline namespace later { struct T {}; }');
    compile('namespace tools { template <class A> struct Slot<A *> { int type; }; struct Opaque { int y; }; } namespace t = tools; struct Pair { int T; };');
    expect(first.messages).toBe('');
    expect(compile(templated)).toEqual(first);
    expect(compile(incomplete)).toEqual(second);
  });

  it('is read anew when a header changes', () => {
    compile(program);
    const changed = compile('int g() { return FACTOR; }', {}, { '/include/cuda_runtime.h': '#define FACTOR 41\n' });
    expect(changed.ir).toContain('41');
  });

  it('knows options that its headers look at, and those that they do not', () => {
    const source = 'int g() { return FACTOR * UNKNOWN; }';
    expect(compile(source, { defines: ['UNKNOWN=5'] }).ir).toContain('mul 2, 5');
    expect(compile(source, { defines: ['UNKNOWN=5', 'TUNED'] }).ir).toContain('mul 3, 5');
    expect(compile(source, { defines: ['UNKNOWN=6'] }).ir).toContain('mul 2, 6');
    expect(compile(source).messages).toContain("'UNKNOWN'");
  });

  it('keeps positions in headers', () => {
    const { messages } = compile('int g() { tools::Pair p; return p.third; }\nint h() { return helper("x"); }');
    expect(messages).toContain('/unit.cu:1:');
    expect(messages).toContain('/unit.cu:2:');
  });

  it('leaves headers with errors to the units', () => {
    expect(compile('int g();', {}, { '/include/cuda_runtime.h': '#error broken\n' }).messages).toContain('broken');
    expect(compile('int g();', {}, { '/include/cuda_runtime.h': '#error broken\n' }).messages).toContain('broken');
  });
});

describe('the headers that a unit begins with', () => {
  const more = {
    '/include/cuda_runtime.h': header,
    '/include/first.h': '#pragma once\n#include <cuda_runtime.h>\nnamespace tools { inline int first(int n) { return helper(n) + FACTOR; } }\n',
    '/include/again.h': '#undef AGAIN\n#define AGAIN __COUNTER__\nconst int again = 5;\n',
    '/include/second': '#ifndef SECOND\n#define SECOND 40\ntemplate <class T> struct Second { T value; int missing() { return value.none; } };\n#endif\n',
  };
  const sources = [
    '#include <first.h>\n#include <second>\nint f(int n) { return tools::first(n) + SECOND; }',
    '// A comment.\n#include <second>\n#include "first.h"\nint f(int n) { Second<tools::Pair> s; return s.missing() + tools::first(n); }',
    '#include <second>\nint g() { return tools::first(1); }',
    '#include <again.h>\n#include <second>\nint h() { return again + SECOND; }',
    '#define SECOND 1\n#include <second>\nSecond<int> s;',
  ];

  it('are as if each unit had read them', () => {
    const first = sources.map((source) => compile(source, {}, more));
    expect(first.map(({ messages }) => messages === '')).toEqual([true, false, false, true, false]);
    expect(first[1]!.messages).toContain('/unit.cu:2:2: note: in file included from here');
    for (let i = 0; i < 3; i++) expect(sources.map((source) => compile(source, {}, more))).toEqual(first);
  });

  it('are not those that other directories have, or that have changed', () => {
    for (let i = 0; i < 3; i++) compile(sources[0]!, {}, more);
    const other = { ...more, '/own/second': '#define SECOND 50\n', '/include/first.h': '#pragma once\nnamespace tools { inline int first(int n) { return n; } }' };
    for (let i = 0; i < 3; i++) {
      const { ir, messages } = compile(sources[0]!, { includeDirs: ['/own'] }, other);
      expect(messages).toBe('');
      expect(ir).toContain('50');
    }
  });

  it('are in saved preludes too', async () => {
    const prelude = { ...more, '/include/iostream': more['/include/second'] };
    const both = withHeaders(preprocessorOptions({ ...defaultOptions, systemDirs: ['/include'] }, true, undefined, ['cuda_runtime.h']), ['iostream']);
    const saved: Partial<Record<SavedPrelude, Uint8Array>> = { 'prelude-iostream.bin': savePrelude(makePrelude(both, createMemoryFileSystem(prelude))!, both, '/include')! };
    for (const [source, defines] of [['#include <iostream>\nint f(Second<tools::Pair> s) { return s.missing() + SECOND; }', []], ['#include <iostream>\nint f() { return SECOND + MINE; }', ['MINE=7']], ['#include <iostream>\nint f() { return FACTOR; }', ['TUNED']]] as const) {
      const expected = compile(source, { defines }, prelude);
      const fresh = await freshCompiler();
      const unitSources = createSourceManager();
      const diagnostics = createDiagnostics(unitSources);
      const asked: SavedPrelude[] = [];
      const module = fresh.compileUnit('/unit.cu', 'unit', { ...defaultOptions, systemDirs: ['/include'], defines }, {
        sources: unitSources, diagnostics, files: createMemoryFileSystem({ ...prelude, '/unit.cu': source }), savedPrelude: (file) => {
          asked.push(file);
          return saved[file];
        },
      });
      expect({ ir: module ? printModule(module) : '', messages: renderDiagnostics(diagnostics.list, unitSources) }).toEqual(expected);
      expect(asked[0]).toBe('prelude-iostream.bin');
    }
  });

});

describe('a saved prelude', () => {
  const files = createMemoryFileSystem({ '/include/cuda_runtime.h': header });
  const options = preprocessorOptions({ ...defaultOptions, systemDirs: ['/include'] }, true, undefined, ['cuda_runtime.h']);

  it('stands for the headers at the start of a process', async () => {
    const bytes = savePrelude(makePrelude(options, files)!, options, '/include')!;
    const broken = 'int g() { tools::Pair p; return p.third; }\nint h() { return helper("x"); }';
    for (const [source, defines] of [[program, []], [broken, []], ['#include <cuda_runtime.h>\nint g() { return FACTOR * UNKNOWN + __COUNTER__; }', ['UNKNOWN=5']], ['int g() { return FACTOR; }', ['TUNED']]] as const) {
      const expected = compile(source, { defines });
      const fresh = await freshCompiler();
      const sources = createSourceManager();
      const diagnostics = createDiagnostics(sources);
      // The headers themselves are elsewhere: only their texts for messages are read.
      const module = fresh.compileUnit('/unit.cu', 'unit', { ...defaultOptions, systemDirs: ['/other'], defines }, {
        sources, diagnostics, files: createMemoryFileSystem({ '/unit.cu': source, '/other/cuda_runtime.h': header }), savedPrelude: () => bytes,
      });
      expect({ ir: module ? printModule(module) : '', messages: renderDiagnostics(diagnostics.list, sources).replaceAll('/other/', '/include/') }).toEqual(expected);
    }
  });

  it('needs all headers in the folder', () => {
    const prelude = makePrelude(options, files)!;
    expect(savePrelude(prelude, options, '/elsewhere')).toBeUndefined();
    expect(savePrelude(prelude, options, '/include')!.length).toBeGreaterThan(1000);
  });

  it('adapts to macros that no header mentions', () => {
    const prelude = makePrelude(options, files)!;
    expect(adaptPrelude(prelude, { ...options, defines: ['MINE=1'] })?.preprocessor.after).toBe('#define MINE 1\n');
    expect(adaptPrelude(prelude, { ...options, undefs: ['linux'] })?.preprocessor.after).toBe('#undef linux\n');
    expect(adaptPrelude(prelude, { ...options, defines: ['TUNED'] })).toBeUndefined();
    expect(adaptPrelude(prelude, { ...options, defines: ['__CHAR_BIT__=9'] })).toBeUndefined();
  });
});
