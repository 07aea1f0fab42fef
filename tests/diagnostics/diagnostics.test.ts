/** Compiles the programs of this folder (form: programs.ts) and compares what is said about them; holds that every message of the tables is provoked somewhere. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { messageTables } from '../../src/diagnostics/table.js';
import { compileText, folder, programNames, withMessages, withoutMessages } from './programs.js';

const update = process.env.UPDATE === '1';
const provoked = new Set<number>();

for (const name of programNames()) {
  test(name, () => {
    const path = join(folder, name);
    const text = readFileSync(path, 'utf8');
    const source = withoutMessages(text);
    const result = compileText(name, source);
    expect(result.codes.length, 'messages').toBeGreaterThan(0);
    for (const code of result.codes) provoked.add(code);
    const told = withMessages(name, source, result.messages);
    const goldenPath = join(folder, `${name}.expected`);
    if (update) {
      if (told !== text) writeFileSync(path, told);
      if (existsSync(goldenPath)) writeFileSync(goldenPath, result.rendered);
      return;
    }
    expect(text).toBe(told);
    if (existsSync(goldenPath)) expect(result.rendered).toBe(readFileSync(goldenPath, 'utf8'));
  });
}

/** Codes that unit tests name: as `CW4001`, as the number in a table of cases, or as a row of a table of messages. */
function namedInTests(): Set<number> {
  const names = new Set<number>();
  const visit = (path: string): void => {
    if (statSync(path).isDirectory()) {
      for (const entry of readdirSync(path)) visit(join(path, entry));
      return;
    }
    if (!path.endsWith('.test.ts') || path.endsWith('table.test.ts')) return;
    const text = readFileSync(path, 'utf8');
    for (const match of text.matchAll(/(?:CW|, |["'`])([1-9]\d{3})(?=['\]:\\])/g)) names.add(Number(match[1]));
    for (const match of text.matchAll(/\b\w+Messages\.(\w+)/g)) {
      for (const table of Object.values(messageTables)) if (table[match[1]!] !== undefined) names.add(table[match[1]!]!.code);
    }
  };
  visit(join(folder, '../../src'));
  visit(join(folder, '..'));
  return names;
}

test('every message is provoked by a program here or named by a unit test', () => {
  const named = namedInTests();
  const missing = Object.entries(messageTables).flatMap(([phase, table]) =>
    Object.entries(table).flatMap(([name, { code }]) => (provoked.has(code) || named.has(code) ? [] : [`${code} ${phase}.${name}`])),
  );
  expect(missing).toEqual([]);
});
