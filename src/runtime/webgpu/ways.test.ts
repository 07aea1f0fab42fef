import { expect, test } from 'vitest';
import type { DeviceFacts } from './commands.js';
import { refusal, spinRefusal } from './messages.js';
import type { KernelShader, ShaderForm } from './program-kernels.js';
import { isCoarse, Way, wayFor } from './ways.js';

const form: ShaderForm = { head: '', entry: '', flatEntry: '', body: '', bindings: [], needsFixedReads: false, sharedBytes: 1000, features: [], needsWarps: false, waits: false, functions: [] };
const facts: DeviceFacts = { name: 'test', warps: true, lanes: 0, scalarUniforms: false, software: false, memory: 2 ** 30, largestAllocation: 2 ** 30, maxBlockThreads: 256, maxBlockDim: [256, 256, 64], maxSharedBytes: 16384, maxBindings: 8 };
const plain: KernelShader = { name: 'k', pretty: 'void k()', distinct: form };
const waiting: KernelShader = { ...plain, distinct: { ...form, waits: true }, looped: { threads: 4, distinct: { ...form, waits: true } } };
const warps: KernelShader = { ...plain, distinct: { ...form, waits: true, needsWarps: true }, looped: { threads: 32, distinct: { ...form, waits: true } } };

test('an invocation a thread where that can be', () => {
  for (const kernel of [plain, waiting, warps]) expect(wayFor(kernel, [16, 16, 1], facts)).toBe(Way.native);
});

test('several threads an invocation in blocks that are too large', () => {
  expect(wayFor(plain, [1024, 1, 1], facts)).toBe(Way.repeated);
  expect(wayFor(plain, [1, 1, 128], facts)).toBe(Way.repeated);
  for (const kernel of [waiting, warps]) expect(wayFor(kernel, [32, 32, 1], facts)).toBe(Way.looped);
  for (const kernel of [plain, waiting, warps]) expect(refusal(kernel, [1024, 1, 1], 0, facts)).toBeUndefined();
});

test('a warp an invocation where subgroups are none', () => {
  expect(wayFor(warps, [64, 1, 1], { ...facts, warps: false })).toBe(Way.looped);
  expect(wayFor(waiting, [64, 1, 1], { ...facts, warps: false })).toBe(Way.native);
});

test('says why a launch cannot be', () => {
  expect(refusal({ ...waiting, looped: undefined }, [512, 1, 1], 0, facts)).toMatch(/CW8301.*512 × 1 × 1.*256 at most/);
  expect(refusal({ ...warps, looped: undefined }, [32, 1, 1], 0, { ...facts, warps: false })).toMatch(/CW8307/);
  expect(refusal({ ...warps, looped: { threads: 32, refused: 'because' } }, [512, 1, 1], 0, facts)).toBe('because');
  expect(refusal(plain, [32, 1, 1], 20000, facts)).toMatch(/CW8302.*21000 bytes/);
  expect(refusal({ name: 'k', pretty: 'void k()' }, [1, 1, 1], 0, facts)).toMatch(/CW8300/);
});

test('several blocks a workgroup in large grids', () => {
  const coarse: KernelShader = { ...plain, coarse: { blocks: 4, distinct: form } };
  expect(isCoarse(coarse, [4096, 1, 1], [256, 1, 1])).toBe(true);
  expect(isCoarse(coarse, [4095, 1, 1], [256, 1, 1])).toBe(true);
  expect(isCoarse(coarse, [4092, 1, 1], [256, 1, 1])).toBe(false);
  expect(isCoarse(coarse, [1, 65535, 1], [256, 1, 1])).toBe(false);
  expect(isCoarse(plain, [65535, 1, 1], [256, 1, 1])).toBe(false);
});

test('loops that wait for other threads are refused where these run one after the other', () => {
  const spinning: KernelShader = { ...plain, distinct: { ...form, spins: 'it waits' } };
  expect(spinRefusal(spinning, [2, 1, 1], [1, 1, 1], facts)).toBeUndefined();
  expect(spinRefusal(spinning, [2, 1, 1], [1, 1, 1], { ...facts, software: true })).toBe('it waits');
  expect(spinRefusal(spinning, [1, 1, 1], [1, 1, 1], { ...facts, software: true })).toBeUndefined();
  expect(spinRefusal(plain, [2, 1, 1], [64, 1, 1], { ...facts, software: true })).toBeUndefined();
});
