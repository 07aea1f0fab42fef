import { describe, expect, test } from 'vitest';
import { createMemoryFileSystem, joinPath, normalizePath } from './file-system.js';
import { NO_LOC } from './loc.js';
import { createSourceManager, expandedEnd } from './source-manager.js';

describe('positions', () => {
  test('each inclusion has a range of its own', () => {
    const sources = createSourceManager();
    const main = sources.openFile('main.cu', 'ab\r\ncd\n', NO_LOC);
    const header = sources.openFile('h.h', 'x', main + 4, true);
    expect(sources.spelling(main + 5)).toEqual({ file: 'main.cu', line: 2, column: 2 });
    expect(sources.spelling(main + 7)).toEqual({ file: 'main.cu', line: 3, column: 1 });
    expect(sources.lineText(main)).toBe('ab');
    expect(sources.spelling(header + 1)).toEqual({ file: 'h.h', line: 1, column: 2 });
    expect(sources.includeStack(header)).toEqual([main + 4]);
    expect(sources.isSystem(header)).toBe(true);
    expect(sources.isSystem(main)).toBe(false);
    expect(sources.spelling(NO_LOC)).toEqual({ file: '', line: 0, column: 0 });
  });

  test('expanded tokens', () => {
    const sources = createSourceManager();
    const base = sources.openFile('main.cu', '#define F(x) x + one\nF(arg)\n', NO_LOC);
    const parameter = base + 13;
    const call = base + 21;
    const argument = sources.addExpansion(base + 23, call, parameter, 3);
    const body = sources.addExpansion(base + 17, call, NO_LOC, 3);
    expect(sources.spelling(argument)).toMatchObject({ line: 2, column: 3 });
    expect(sources.spelling(expandedEnd(argument))).toMatchObject({ line: 2, column: 6 });
    expect(sources.expansion(argument)).toMatchObject({ line: 2, column: 1 });
    expect(sources.fileLoc(argument)).toBe(base + 23);
    expect(sources.spelling(body)).toMatchObject({ line: 1, column: 18 });
    expect(sources.fileLoc(body)).toBe(call);
    expect(sources.macroStack(body)).toEqual([{ macro: 'F', loc: base + 17, end: base + 20 }]);
    expect(sources.macroStack(argument)).toEqual([{ macro: 'F', loc: parameter, end: parameter + 1 }]);
    const part = sources.partOf(body, 1, 2);
    expect(sources.spelling(part)).toMatchObject({ line: 1, column: 19 });
    expect(sources.adjacent(expandedEnd(body), part)).toBe(false);
  });

  test('the expansion table grows', () => {
    const sources = createSourceManager();
    const base = sources.openFile('main.cu', 'abc', NO_LOC);
    const locs = Array.from({ length: 5000 }, (_, i) =>
      sources.addExpansion(base + (i % 3), base, NO_LOC, 1),
    );
    expect(locs.every((loc, i) => sources.spellingLoc(loc) === base + (i % 3))).toBe(true);
    expect(sources.expansionCount()).toBe(5000);
  });
});

test('paths', () => {
  expect(normalizePath('/a/./b//../c')).toBe('/a/c');
  expect(normalizePath('../a/..')).toBe('..');
  expect(normalizePath('/..')).toBe('/');
  expect(normalizePath('./')).toBe('.');
  expect(joinPath('a/b', '../c.h')).toBe('a/c.h');
  expect(joinPath('a', '/c.h')).toBe('/c.h');
  expect(createMemoryFileSystem({ 'a/./b': 'x' }).read('a/b')).toBe('x');
});
