/** `extern template class` in a system header: another unit has the members' bodies; what the program itself needs of them is still there. */
import { expect, it } from 'vitest';
import { compileUnit } from '../driver/compile.js';
import { defaultOptions } from '../driver/options.js';
import { createDiagnostics } from '../diagnostics/sink.js';
import { renderDiagnostics } from '../diagnostics/render.js';
import { createMemoryFileSystem } from '../source/file-system.js';
import { createSourceManager } from '../source/source-manager.js';

const header = `
template <class T> struct Box {
  T value;
  T get() const { return value; }
  static constexpr int width() { return 3; }
  template <class U> U as() const { return (U)value; }
};
extern template class Box<int>;
`;

/** Names of the functions with bodies. */
function defined(program: string): string[] {
  const sources = createSourceManager();
  const diagnostics = createDiagnostics(sources);
  const files = createMemoryFileSystem({ '/include/box': header, '/unit.cpp': `#include <box>\n${program}` });
  const module = compileUnit('/unit.cpp', 'unit', { ...defaultOptions, systemDirs: ['/include'] }, { sources, diagnostics, files });
  expect(renderDiagnostics(diagnostics.list, sources)).toBe('');
  return [...module!.functions.values()].filter((fn) => fn.body !== undefined).map((fn) => fn.pretty);
}

it('leaves members to the unit that instantiates the class', () => {
  expect(defined('int f(Box<int> b) { return b.get(); }')).toEqual(['int f(Box<int>)']);
});

it('instantiates the members of other arguments, and member templates', () => {
  expect(defined('long f(Box<long> b, Box<int> c) { return b.get() + c.as<long>(); }')).toEqual(['long f(Box<long>, Box<int>)', 'long Box<long>::get() const', 'long Box<int>::as() const']);
});

it('knows the bodies of constant expressions', () => {
  expect(defined('int f() { int a[Box<int>::width()]; return sizeof a; }')[0]).toBe('int f()');
});

it('defines all members where the instantiation is', () => {
  expect(defined('int f(Box<int> b) { return b.get(); } template class Box<int>;')).toEqual(['int f(Box<int>)', 'int Box<int>::get() const', 'int Box<int>::width()']);
});
