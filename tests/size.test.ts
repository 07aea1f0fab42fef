/** What users download does not grow unnoticed. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

test('sizes stay within 5% of those recorded', { timeout: 240_000 }, () => {
  const { stderr, status } = spawnSync(process.execPath, ['scripts/size.mjs', '--check'], { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});
