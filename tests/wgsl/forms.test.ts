/**
 * The forms of a kernel's shader (src/back/wgsl/interface.ts): both entry points are valid, and so is the aliased form however its bindings fall together. All kernels of tests/compile/wgsl are tried.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shaderText } from '../../src/runtime/webgpu/shader-text.js';
import { root, shadersOf } from './kernels.js';
import type { Validator } from './validator.js';
import { openValidator } from './validator.js';

let validator: Validator;
beforeAll(async () => {
  process.chdir(root);
  validator = await openValidator();
});
afterAll(() => validator.close());

async function expectValid(wgsl: string): Promise<void> {
  expect(await validator.complaints(wgsl), wgsl).toEqual([]);
}

/** All ways to put n bindings into groups: for each binding, the first of its group. */
function partitions(n: number): number[][] {
  if (n === 0) return [[]];
  return partitions(n - 1).flatMap((rest) => [...new Set(rest), n - 1].map((leader) => [...rest, leader]));
}

const programs = readdirSync(join(root, 'tests/compile/wgsl')).filter((name) => name.endsWith('.cu'));

describe.each(programs)('%s', (name) => {
  it('is valid for large grids', async () => {
    for (const { coarse } of shadersOf(`tests/compile/wgsl/${name}`)) {
      if (coarse !== undefined) for (const flat of [false, true]) await expectValid(shaderText(coarse.distinct, { partition: coarse.distinct.bindings.map((_, i) => i), flat, heaps: 2 }));
    }
  });

  it('is valid in all forms', async () => {
    for (const { distinct, aliased, arena } of shadersOf(`tests/compile/wgsl/${name}`).flatMap((shader) => (shader.looped === undefined ? [shader] : [shader, shader.looped]))) {
      if (arena !== undefined) for (const heaps of [1, 3]) for (const flat of [false, true]) await expectValid(shaderText(arena, { partition: arena.bindings.map((_, i) => i), flat, isRepeated: !arena.waits && heaps === 3, heaps, roots: arena.heaps!.roots.map((_, i) => i % heaps) }));
      if (distinct === undefined) continue;
      if (!distinct.waits) for (const flat of [false, true]) await expectValid(shaderText(distinct, { partition: distinct.bindings.map((_, i) => i), flat, isRepeated: true }));
      for (const flat of [false, true]) await expectValid(shaderText(distinct, { partition: distinct.bindings.map((_, i) => i), flat }));
      if (distinct.head.includes('//lanes ')) await expectValid(shaderText(distinct, { partition: distinct.bindings.map((_, i) => i), flat: false, lanes: 32 }));
      const pointers = distinct.bindings.filter(({ source }) => source.kind === 'param' || source.kind === 'variable').length;
      if (pointers > 1 && pointers < 4) {
        const shared = distinct.alike ? distinct : aliased;
        expect(shared).toBeDefined();
        for (const flat of [false, true]) for (const leaders of partitions(pointers)) await expectValid(shaderText(shared!, { partition: shared!.bindings.map((_, i) => leaders[i] ?? i), flat }));
      }
    }
  });
});

it('says how the parameter block is filled', () => {
  const [plain] = shadersOf('tests/compile/wgsl/struct_parameters.cu');
  expect(plain!.distinct!.params).toEqual({
    space: 'uniform', bytes: 64,
    fields: [
      { kind: 'copy', from: 8, to: 0, bytes: 4 },
      { kind: 'copy', from: 0, to: 16, bytes: 8 },
      { kind: 'copy', from: 12, to: 32, bytes: 8 },
      { kind: 'offset', binding: 0, unit: 4, to: 48 },
    ],
  });
  const [copies, moves] = shadersOf('tests/compile/wgsl/struct_pointers.cu');
  expect(copies!.distinct!.bindings).toEqual([
    { binding: 1, name: 'pair_from_data__memory', access: 'read', source: { kind: 'param', offset: 0 }, elementBytes: 4, elementAlign: 4 },
    { binding: 2, name: 'pair_to_data__memory', access: 'read_write', source: { kind: 'param', offset: 24 }, elementBytes: 4, elementAlign: 4 },
  ]);
  expect(copies!.distinct!.params!.fields[2]).toEqual({ kind: 'extend', from: 16, to: 8, bytes: 1, signed: false });
  expect(moves!.distinct!.params!.fields).toEqual([
    { kind: 'extend', from: 8, to: 0, bytes: 2, signed: false },
    { kind: 'offset', binding: 0, unit: 4, to: 4 },
    { kind: 'offset', binding: 1, unit: 16, to: 8 },
  ]);
});

it('orders memory for pointers into one buffer where pointers apart need no order', () => {
  const [reverse] = shadersOf('tests/compile/wgsl/barrier_order.cu').filter(({ pretty }) => pretty.includes('reverse_in_place'));
  expect(reverse!.distinct!.alike).toBe(false);
  expect(reverse!.distinct!.body).not.toContain('storageBarrier');
  expect(reverse!.aliased!.body).toContain('storageBarrier');
});

describe('several threads an invocation', () => {
  const kernels = (file: string): Map<string, ReturnType<typeof shadersOf>[number]> => new Map(shadersOf(file).map((shader) => [/\w+(?=\()/.exec(shader.pretty)![0], shader]));

  it('has forms for kernels with warp operations, and for barriers in blocks that may be large', () => {
    const shaders = kernels('tests/run/kernels/large_blocks.cu');
    expect([...shaders].map(([name, { looped }]) => [name, looped?.threads])).toEqual([['places', undefined], ['scan', 4], ['votes', 4], ['leaving', 4], ['walking', 4], ['warps', 32]]);
    expect(shaders.get('places')!.distinct!.waits).toBe(false);
    expect(shaders.get('warps')!.looped!.distinct!.features).toEqual([]);
  });

  it('refuses loops in which threads wait for each other, unless all wait for what all have done', () => {
    const refused = [...kernels('tests/run/groups/async.cu')].map(([name, { looped }]) => [name, looped?.refused]);
    expect(refused).toEqual([
      ['split_barrier', undefined], ['own_pipeline', undefined], ['producers_and_consumers', 'threads that wait for each other in a loop, where one invocation runs several of them'], ['group_copy', undefined],
    ]);
  });

  it('lets threads wait for each other where each has an invocation', async () => {
    for (const [kernel, { distinct }] of kernels('tests/run/groups/async.cu')) {
      expect(distinct, kernel).toBeDefined();
      await expectValid(distinct!.head + distinct!.entry + distinct!.body);
    }
  });

  it.each(['kernels/large_blocks', 'warps/branches', 'warps/divergent_loops', 'warps/shuffles', 'warps/votes', 'groups/partitions', 'groups/block_barriers'])('%s', async (name) => {
    for (const [kernel, { looped, distinct }] of kernels(`tests/run/${name}.cu`)) {
      if (looped === undefined) {
        if (distinct?.waits === false) await expectValid(shaderText(distinct, { partition: distinct.bindings.map((_, i) => i), flat: false, isRepeated: true }));
        continue;
      }
      expect(looped.refused, kernel).toBeUndefined();
      await expectValid(looped.distinct!.head + looped.distinct!.entry + looped.distinct!.body);
      if (looped.aliased !== undefined) await expectValid(looped.aliased.head + looped.aliased.flatEntry + looped.aliased.body);
    }
  });
});
