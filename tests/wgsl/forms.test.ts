/**
 * The forms of a kernel's shader (src/back/wgsl/interface.ts): both entry points are valid, and so is the aliased form however its bindings fall together. All kernels of tests/compile/wgsl are tried.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShaderForm } from '../../src/back/wgsl/interface.js';
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

/** As the runtime makes bindings one: the name of one is written for the other, whose declaration goes. */
function merged(form: ShaderForm, leaders: readonly number[]): string {
  let text = form.head + form.entry + form.body;
  leaders.forEach((leader, i) => {
    if (leader === i) return;
    const [from, to] = [form.bindings[i]!.name, form.bindings[leader]!.name];
    text = text.replace(new RegExp(`^@group\\(0\\) @binding\\(${form.bindings[i]!.binding}\\) .*\n?`, 'm'), '').replace(new RegExp(`\\b${from}\\b`, 'g'), to);
  });
  return text;
}

const programs = readdirSync(join(root, 'tests/compile/wgsl')).filter((name) => name.endsWith('.cu'));

describe.each(programs)('%s', (name) => {
  it('is valid in all forms', async () => {
    for (const { distinct, aliased } of shadersOf(`tests/compile/wgsl/${name}`)) {
      if (distinct === undefined) continue;
      await expectValid(distinct.head + distinct.entry + distinct.body);
      await expectValid(distinct.head + distinct.flatEntry + distinct.body);
      const pointers = distinct.bindings.filter(({ source }) => source.kind === 'param' || source.kind === 'variable').length;
      if (pointers > 1 && pointers < 4) {
        expect(aliased).toBeDefined();
        await expectValid(aliased!.head + aliased!.flatEntry + aliased!.body);
        for (const leaders of partitions(pointers)) await expectValid(merged(aliased!, leaders));
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
    { binding: 1, name: 'pair_from_data', access: 'read', source: { kind: 'param', offset: 0 }, elementBytes: 4 },
    { binding: 2, name: 'pair_to_data', access: 'read_write', source: { kind: 'param', offset: 24 }, elementBytes: 4 },
  ]);
  expect(copies!.distinct!.params!.fields[2]).toEqual({ kind: 'extend', from: 16, to: 8, bytes: 1, signed: false });
  expect(moves!.distinct!.params!.fields).toEqual([
    { kind: 'extend', from: 8, to: 0, bytes: 2, signed: false },
    { kind: 'offset', binding: 0, unit: 4, to: 4 },
    { kind: 'offset', binding: 1, unit: 16, to: 8 },
  ]);
});
