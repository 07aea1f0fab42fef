/** `cuda-wasm info`. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { useSoftwareGpu } from '../run/software-gpu.js';
import { cli } from './command.js';

const info = (words: readonly string[], env: Readonly<Record<string, string>> = {}) => spawnSync(process.execPath, [cli, 'info', ...words], { encoding: 'utf8', env: { ...process.env, ...env } });

test('names the devices', () => {
  useSoftwareGpu();
  const { stdout, status } = info([]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^cuda-wasm {2}\d+\.\d+\.\d+ on Node\.js v\d+\.\d+\.\d+, \w+ \w+\nCPU {8}.+, \d+ cores?\nWebGPU {5}SwiftShader.* \(runs on the processor\)\n/);
  expect(stdout).toMatch(/\n +warps of 32 threads +no: subgroups of 4\n +threads per block +256 \(256 × 256 × 64\)\n/);
  expect(stdout).toMatch(/\n +features +.*subgroups/);
  expect(stdout).toMatch(/\n +maxBufferSize +\d+\n/);
  expect(stdout).toMatch(/\nauto {7}kernels run on the CPU\n$/);
});

test('gives them as data', () => {
  useSoftwareGpu();
  const data = JSON.parse(info(['--json']).stdout) as Record<string, unknown>;
  expect(data).toMatchObject({ auto: 'cpu', cpu: { cores: expect.any(Number) }, webgpu: { software: true, warps: false, subgroupSizes: [4, 4], maxThreadsPerBlock: 256, limits: { maxComputeInvocationsPerWorkgroup: 256 } } });
});

test('says why there is no WebGPU', () => {
  const { stdout, status } = info([], { VK_ICD_FILENAMES: '/nowhere.json' });
  expect(stdout).toMatch(/\nWebGPU {5}none: no GPU was found\nauto {7}kernels run on the CPU\n$/);
  expect(status).toBe(0);
  expect(info([], { DAWN_NODE: '/nowhere/dawn.node', VK_ICD_FILENAMES: '/nowhere.json' }).stdout).toContain("none: DAWN_NODE names '/nowhere/dawn.node', which cannot be loaded\n");
});
