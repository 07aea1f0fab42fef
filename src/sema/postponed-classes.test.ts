/** Classes of system headers that are asked for by name inside the definition of their base. */
import { expect, test } from 'vitest';
import { compileUnit } from '../driver/compile.js';
import { defaultOptions } from '../driver/options.js';
import { createDiagnostics } from '../diagnostics/sink.js';
import { createMemoryFileSystem } from '../source/file-system.js';
import { createSourceManager } from '../source/source-manager.js';

const HEADER = `
class B; class A { friend class B; int x; public: A() : x(4) {} };
class B : public A { public: int get() { return x; } };
struct Later; struct Holder { Later *next; friend struct Never; Later make(); }; struct Later : Holder { int z = 3; };
struct Unseen { friend class Befriended; int y = 1; }; class Befriended : public Unseen { public: int get() { return y; } };
`;

test.each([
  'int main() { A a; B b; return b.get(); }',
  'int main() { B b; A a; return b.get(); }',
  'int main() { Holder h; Later l; h.next = &l; return h.next->z; }',
  'int main() { Unseen u; Befriended b; return b.get() + u.y; }',
  'int main() { Holder h; return sizeof(*h.next) + sizeof(h.make()); }',
])('%s', (text) => {
  const sources = createSourceManager();
  const diagnostics = createDiagnostics(sources);
  const files = createMemoryFileSystem({ '/unit.cpp': `#include <classes.h>\n${text.replace('u.y', '0')}\n`, '/include/classes.h': HEADER });
  const module = compileUnit('/unit.cpp', 'unit', { ...defaultOptions, systemDirs: ['/include'] }, { sources, diagnostics, files });
  expect(diagnostics.list.map((each) => each.text)).toEqual([]);
  expect(module).toBeDefined();
});
