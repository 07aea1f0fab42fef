/** Object files: a module and its positions come back in another process's source manager, ready to be linked. */
import { describe, expect, it } from 'vitest';
import { createDiagnostics } from '../diagnostics/sink.js';
import { renderDiagnostics } from '../diagnostics/render.js';
import type { Module } from '../ir/ir.js';
import { link } from '../ir/link.js';
import { printModule } from '../ir/print.js';
import { forEachInst } from '../ir/walk.js';
import { createMemoryFileSystem } from '../source/file-system.js';
import type { SourceManager } from '../source/source-manager.js';
import { createSourceManager } from '../source/source-manager.js';
import { compileUnit } from './compile.js';
import { readObject, writeObject } from './object.js';
import { defaultOptions } from './options.js';

const texts = {
  '/lib/scale.h': 'static inline int half(int n) {\n  return n / 2;\n}\n',
  '/a.cpp': '#include <scale.h>\nint shared = 4;\nint twice(int n) {\n  return 2 * n + half(n);\n}\n',
  '/b.cpp': 'int twice(int);\nextern int shared;\nextern "C" int _start() {\n\n  return twice(shared);\n}\n',
};

function compile(path: string): { readonly module: Module; readonly sources: SourceManager } {
  const sources = createSourceManager();
  const diagnostics = createDiagnostics(sources);
  const module = compileUnit(path, path, { ...defaultOptions, systemDirs: ['/lib'] }, { sources, diagnostics, files: createMemoryFileSystem(texts) });
  expect(renderDiagnostics(diagnostics.list, sources)).toBe('');
  return { module: module!, sources };
}

/** File, line and column of each instruction that has a position. */
function places(module: Module, sources: SourceManager): string[] {
  const found: string[] = [];
  for (const fn of module.functions.values()) {
    if (fn.body === undefined) continue;
    forEachInst(fn.body, (inst) => {
      if (inst.loc === 0) return;
      const { file, line, column } = sources.expansion(inst.loc);
      found.push(`${fn.name} ${inst.kind} ${file}:${line}:${column}`);
    });
  }
  return found;
}

describe('an object file', () => {
  it('keeps the module and its positions', () => {
    const { module, sources } = compile('/a.cpp');
    const text = printModule(module);
    const before = places(module, sources);
    expect(before.some((place) => place.includes('/lib/scale.h:2:'))).toBe(true);
    const bytes = writeObject(module, sources);
    const others = createSourceManager();
    others.addPositions([{ file: 'other.cpp', line: 7, column: 1 }]);
    const read = readObject(bytes, others);
    expect(printModule(read)).toBe(text);
    expect(places(read, others)).toEqual(before);
  });

  it('is linked with others', () => {
    const sources = createSourceManager();
    const diagnostics = createDiagnostics(sources);
    const modules = ['/a.cpp', '/b.cpp'].map((path) => {
      const unit = compile(path);
      return readObject(writeObject(unit.module, unit.sources), sources);
    });
    const program = link({ modules, libraries: [], roots: ['_start'] }, diagnostics);
    expect(renderDiagnostics(diagnostics.list, sources)).toBe('');
    expect([...program.functions.values()].map((fn) => fn.pretty)).toEqual(['int twice(int)', 'int half(int)', 'int _start()']);
    expect(program.globals.get('shared')?.init).toBeDefined();
    expect(places(program, sources).some((place) => place.includes('/b.cpp:5:'))).toBe(true);
  });

  it('is refused where it is none', () => {
    const { module, sources } = compile('/a.cpp');
    const bytes = writeObject(module, sources);
    expect(() => readObject(new TextEncoder().encode('!<arch>'), createSourceManager())).toThrow('not an object file');
    const later = bytes.slice();
    later[4]!++;
    expect(() => readObject(later, createSourceManager())).toThrow('another version');
    expect(() => readObject(bytes.slice(0, 24), createSourceManager())).toThrow();
  });
});
