/** The regression check of the runtime's parts: ratios as recorded, promises kept; and that it fails where a part has become slower. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

function check(...args: string[]): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'bench/runtime-parts.mjs'), '--check', ...args], { encoding: 'utf8' });
  return { status, stderr };
}

test('no part has lost more than a fifth', { timeout: 240_000 }, () => {
  // Other tests share the cores: what is lost is missing each time.
  let told = check();
  for (let again = 0; again < 2 && told.status === 1; again++) told = check();
  expect(told).toEqual({ status: 0, stderr: '' });
});

test('a loss is told', { timeout: 240_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-baseline-'));
  try {
    const baseline = JSON.parse(readFileSync(join(root, 'bench/baseline.json'), 'utf8')) as { pool: Record<string, number> };
    baseline.pool['createBuffer : pool']! *= 1000;
    baseline.pool['what is no longer measured'] = 1;
    writeFileSync(join(folder, 'baseline.json'), JSON.stringify({ pool: baseline.pool }));
    const { status, stderr } = check('--only', 'pool', '--baseline', join(folder, 'baseline.json'));
    expect(status).toBe(1);
    expect(stderr).toMatch(/^pool: createBuffer : pool: [\d.]+, recorded .*: lost more than a fifth$/m);
    expect(stderr).toMatch(/^pool: what is no longer measured: not measured, /m);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
