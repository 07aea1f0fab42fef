/** Code for several threads at a time stays in proportion where there are many kernels: the module of the largest of the test programs, against its scalar form. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('a module with many kernels is at most 2.5 times as large as without vectors', { timeout: 240_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-size-'));
  try {
    const size = (flag: string): number => {
      const output = join(folder, 'program.wasm');
      const { status, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli/main.js'), 'build', flag, 'tests/run/cub/device.cu', '-o', output], { cwd: root, encoding: 'utf8' });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      return statSync(output).size;
    };
    const ratio = size('-fsimd') / size('-fno-simd');
    expect(ratio).toBeLessThan(2.5);
    // There is vector code all the same.
    expect(ratio).toBeGreaterThan(1.3);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
