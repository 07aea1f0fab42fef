/** The generated pages of docs/ are what scripts/docs.mjs makes. Needs `npm run build`. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('generated pages are up to date', () => {
  const { stderr, status } = spawnSync(process.execPath, [fileURLToPath(new URL('../scripts/docs.mjs', import.meta.url)), '--check'], { encoding: 'utf8' });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
});
