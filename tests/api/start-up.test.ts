/** What a process needs for the first result of a kernel that was compiled before: nothing of Node that takes long to make. Needs `npm run build`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { api } from './api.js';

const { closeCompiler, compileArtifact, encodeArtifact } = api;
const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-start-'));
afterAll(() => {
  closeCompiler();
  rmSync(folder, { recursive: true });
});

test("a first result takes nothing of Node's HTTP client", async () => {
  writeFileSync(join(folder, 'kernels.bin'), encodeArtifact(await compileArtifact('__global__ void twice(float* p) { p[threadIdx.x] *= 2; }', { targets: ['cpu'] })));
  const script = `
    const { readFileSync } = await import('node:fs');
    const { Device, loadModule } = await import(${JSON.stringify(new URL('../../dist/api/runtime.js', import.meta.url).href)});
    const device = await Device.open('cpu');
    const module = await loadModule(readFileSync('kernels.bin'), { device });
    const p = device.from(new Float32Array(32).fill(3));
    module.kernel('twice')({ grid: 1, block: 32 })(p);
    console.log((await p.read())[31], process.moduleLoadList.filter((name) => name.includes("undici")).join());`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toBe('6 \n');
}, 60_000);
