import { expect, it } from 'vitest';
import type { DeviceFacts } from './commands.js';
import { unsuitable } from './messages.js';
import type { KernelShader, ShaderForm } from './program-kernels.js';

const facts: DeviceFacts = { name: 'a device', memory: 2 ** 30, largestAllocation: 2 ** 28, maxBlockThreads: 256, maxBlockDim: [256, 256, 64], maxSharedBytes: 32768, maxBindings: 8, warps: false, lanes: 0, scalarUniforms: false, software: false };
const form: ShaderForm = { head: '', entry: '', flatEntry: '', body: '', bindings: [], needsFixedReads: false, sharedBytes: 0, features: [], needsWarps: false, waits: false, functions: [] };

function reason(...kernels: readonly Omit<KernelShader, 'name' | 'pretty'>[]): string | undefined {
  return unsuitable({ kernels: kernels.map((kernel, i) => ({ name: `k${i}`, pretty: `void k${i}()`, ...kernel })), variables: [], strings: [], functions: {} }, facts);
}

it('tells why a device cannot run all kernels of a program', () => {
  expect(reason({ distinct: form }, { arena: form }, { distinct: { ...form, needsWarps: true }, looped: { threads: 32, distinct: form } })).toBeUndefined();
  expect(reason({ distinct: form }, { refused: 'no such thing' })).toBe('no such thing');
  const buffer = { binding: 1, name: 'x', access: 'read', source: { kind: 'param', offset: 0 }, elementBytes: 4, elementAlign: 4 } as const;
  const many: ShaderForm = { ...form, bindings: [...Array<typeof buffer>(8).fill(buffer), { ...buffer, access: 'uniform' }] };
  const tooMany: ShaderForm = { ...many, params: { space: 'storage', bytes: 70_000, fields: [] } };
  expect(reason({ distinct: many }, { distinct: tooMany, arena: form })).toBeUndefined();
  expect(reason({ distinct: tooMany })).toContain("CW8310: kernel 'void k0()' needs 9 storage buffers; this device (a device) binds 8");
  expect(reason({ distinct: { ...form, needsWarps: true } })).toContain("CW8307: kernel 'void k0()' uses warp operations");
});
