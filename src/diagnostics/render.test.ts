import { expect, test } from 'vitest';
import { NO_LOC } from '../source/loc.js';
import { createSourceManager } from '../source/source-manager.js';
import type { MessageRow } from './diagnostic.js';
import { diagnosticsToJson, renderDiagnostics } from './render.js';
import { createDiagnostics } from './sink.js';

const broken: MessageRow = { code: 42, severity: 'error', text: "'{0}' is broken, '{1}' too" };
const odd: MessageRow = { code: 43, severity: 'warning', text: 'odd' };

test('ranges, tabs and notes', () => {
  const sources = createSourceManager();
  const base = sources.openFile('a.cu', 'first\n\tint value;\n', NO_LOC);
  const diagnostics = createDiagnostics(sources);
  const notes = [
    { loc: base, text: 'seen here' },
    { loc: NO_LOC, text: 'built in' },
  ];
  diagnostics.report(broken, base + 11, ['x', 'y'], { end: base + 16, notes });
  expect(renderDiagnostics(diagnostics.list, sources)).toBe(
    `a.cu:2:6: error: 'x' is broken, 'y' too [CW0042]
        int value;
            ^~~~~
a.cu:1:1: note: seen here
first
^
note: built in
`,
  );
  expect(diagnosticsToJson(diagnostics.list, sources)).toEqual([
    {
      code: 'CW0042',
      severity: 'error',
      message: "'x' is broken, 'y' too",
      file: 'a.cu',
      line: 2,
      column: 6,
      endLine: 2,
      endColumn: 11,
      notes: [
        { message: 'seen here', file: 'a.cu', line: 1, column: 1 },
        { message: 'built in', file: '', line: 0, column: 0 },
      ],
    },
  ]);
});

test('repetitions, limits and options', () => {
  const sources = createSourceManager();
  const base = sources.openFile('a.cu', 'abc', NO_LOC);
  const diagnostics = createDiagnostics(sources, { errorLimit: 1, warningsAreErrors: true });
  diagnostics.report(broken, base);
  diagnostics.report(broken, base);
  diagnostics.report(odd, base + 1);
  expect(diagnostics.list.length).toBe(1);
  expect(diagnostics.errorCount).toBe(2);
  expect(diagnostics.droppedCount).toBe(1);
  const silent = createDiagnostics(sources, { noWarnings: true });
  silent.report(odd, base);
  expect(silent.list).toEqual([]);
});

test('an endless line is shown in part', () => {
  const sources = createSourceManager();
  const base = sources.openFile('a.cu', `${'x'.repeat(5000)}!${'y'.repeat(5000)}`, NO_LOC);
  const diagnostics = createDiagnostics(sources);
  diagnostics.report(odd, base + 5000);
  const lines = renderDiagnostics(diagnostics.list, sources).split('\n');
  expect(lines[1].length).toBe(400);
  expect(lines[1][lines[2].indexOf('^')]).toBe('!');
});
