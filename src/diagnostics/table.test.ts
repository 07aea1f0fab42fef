import { expect, test } from 'vitest';
import { messageTables } from './table.js';

const ranges: Readonly<Record<string, readonly [number, number]>> = {
  preprocess: [1000, 1999],
  lex: [2000, 2999],
  parse: [3000, 3999],
};

test('codes are unique and in the range of their phase', () => {
  const owners = new Map<number, string>();
  for (const [phase, table] of Object.entries(messageTables)) {
    const [from, to] = ranges[phase] ?? [4000, 9999];
    for (const [name, { code, text }] of Object.entries(table)) {
      const owner = owners.get(code);
      expect(owner, `code ${code} of ${phase}.${name}`).toBeUndefined();
      owners.set(code, `${phase}.${name}`);
      expect(code >= from && code <= to, `code ${code} of ${phase}.${name}`).toBe(true);
      expect(text).not.toBe('');
    }
  }
});
