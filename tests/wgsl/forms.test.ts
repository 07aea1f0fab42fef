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
      if (distinct.bindings.length > 1 && distinct.bindings.length < 4) {
        expect(aliased).toBeDefined();
        await expectValid(aliased!.head + aliased!.flatEntry + aliased!.body);
        for (const leaders of partitions(aliased!.bindings.length)) await expectValid(merged(aliased!, leaders));
      }
    }
  });
});

it('says how the parameter block is filled', () => {
  const [, nested, , narrow] = shadersOf('tests/compile/wgsl/struct_parameters.cu');
  expect(nested!.distinct!.params).toEqual({
    space: 'storage', bytes: 48,
    fields: [{ kind: 'copy', from: 48, to: 0, bytes: 4 }, { kind: 'copy', from: 0, to: 4, bytes: 40 }, { kind: 'offset', binding: 0, unit: 4, to: 44 }],
  });
  expect(nested!.distinct!.bindings).toEqual([{ binding: 1, name: 'x', access: 'read_write', source: { kind: 'param', offset: 40 }, elementBytes: 4 }]);
  expect(narrow!.distinct!.params!.fields[0]).toEqual({ kind: 'copy', from: 0, to: 0, bytes: 8 });
});
