import { expect, test } from 'vitest';
import type { ShaderForm } from './program-kernels.js';
import { isDistinct, shaderText } from './shader-text.js';

const form: ShaderForm = {
  head: '@group(0) @binding(1) var<storage, read> x: array<f32>;\n@group(0) @binding(2) var<storage, read_write> y: array<f32>;\n',
  entry: 'fn main() {\n',
  flatEntry: 'fn main_flat() {\n',
  body: '  // x stays in comments\n  y[0] = x[1] + max.x;\n}\n',
  bindings: [
    { binding: 1, name: 'x', access: 'read', source: { kind: 'param', offset: 0 }, elementBytes: 4 },
    { binding: 2, name: 'y', access: 'read_write', source: { kind: 'param', offset: 8 }, elementBytes: 4 },
  ],
  sharedBytes: 0, features: [], needsWarps: false,
};

test('bindings that are apart stay as they are', () => {
  expect(isDistinct([0, 1])).toBe(true);
  expect(shaderText(form, [0, 1], false)).toBe(form.head + form.entry + form.body);
  expect(shaderText(form, [0, 1], true)).toContain('main_flat');
});

test('bindings of one buffer become the first, which may be written to then', () => {
  const text = shaderText(form, [0, 0], false);
  expect(text).toContain('@group(0) @binding(1) var<storage, read_write> x: array<f32>;');
  expect(text).not.toContain('binding(2)');
  expect(text).toContain('x[0] = x[1]');
  expect(text).toContain('// x stays in comments');
});
