import { expect, test } from 'vitest';
import type { ShaderForm } from './program-kernels.js';
import { isDistinct, shaderText } from './shader-text.js';

const form: ShaderForm = {
  head: '@group(0) @binding(1) var<storage, read> x: array<f32>;\n@group(0) @binding(2) var<storage, read_write> y: array<f32>;\n',
  entry: 'fn main() {\n',
  flatEntry: 'fn main_flat() {\n',
  body: '  // x stays in comments\n  y[0] = x[1] + max.x;\n}\n',
  needsFixedReads: false, bindings: [
    { binding: 1, name: 'x', access: 'read', source: { kind: 'param', offset: 0 }, elementBytes: 4, elementAlign: 4 },
    { binding: 2, name: 'y', access: 'read_write', source: { kind: 'param', offset: 8 }, elementBytes: 4, elementAlign: 4 },
  ],
  sharedBytes: 0, features: [], needsWarps: false, waits: false, functions: [],
};

test('bindings that are apart stay as they are', () => {
  expect(isDistinct([0, 1])).toBe(true);
  expect(shaderText(form, { partition: [0, 1], flat: false })).toBe(form.head + form.entry + form.body);
  expect(shaderText(form, { partition: [0, 1], flat: true })).toContain('main_flat');
});

test('bindings of one buffer become the first, which may be written to then', () => {
  const text = shaderText(form, { partition: [0, 0], flat: false });
  expect(text).toContain('@group(0) @binding(1) var<storage, read_write> x: array<f32>;');
  expect(text).not.toContain('binding(2)');
  expect(text).toContain('x[0] = x[1]');
  expect(text).toContain('// x stays in comments');
});

test('names that may be replaced by each other are read without their ending', () => {
  const alike = JSON.parse(JSON.stringify({ ...form, alike: true }).replace(/\b([xy])(?=[:[]|",)/g, '$1__memory')) as ShaderForm;
  expect(alike.bindings[0]!.name).toBe('x__memory');
  expect(shaderText(alike, { partition: [0, 1], flat: false })).toBe(form.head + form.entry + form.body);
  expect(shaderText(alike, { partition: [0, 0], flat: false })).toBe(shaderText(form, { partition: [0, 0], flat: false }));
});

test('an invocation may run threads one after the other', () => {
  const inputs = '@compute @workgroup_size(block_dim_x, block_dim_y, block_dim_z)\nfn main(\n  @builtin(workgroup_id) block_idx: vec3u,\n  @builtin(local_invocation_id) thread_idx: vec3u,\n) {';
  const text = shaderText({ ...form, entry: inputs }, { partition: [0, 1], flat: false, isRepeated: true });
  expect(text).toContain('fn thread__body(block_idx: vec3u, thread_idx: vec3u) {');
  expect(text).toContain('fn main(@builtin(workgroup_id) block_idx: vec3u, @builtin(local_invocation_index) invocation: u32) {');
  expect(text).toContain('thread__body(block_idx, vec3u(thread % block_dim_x,');
});

test('all may be written to where one is that shares their buffer', () => {
  expect(shaderText(form, { partition: [0, 1], flat: false, writable: true })).toContain('@group(0) @binding(1) var<storage, read_write> x: array<f32>;');
});

test('lines for a heap stand there for each', () => {
  const arena: ShaderForm = {
    ...form, heaps: { access: 'read', roots: [{ kind: 'param', offset: 0 }] },
    head: '@group(0) @binding(heap_K_binding) var<storage, read> heap_K: array<u32>;\n',
    body: '  if at < heap_K_bytes { return heap_K[at]; }\n  return heap_R0[at];\n}\n',
  };
  expect(shaderText(arena, { partition: [0, 1], flat: false, heaps: 2, roots: [1] })).toBe(
    '@group(0) @binding(3) var<storage, read> heap_0: array<u32>;\n@group(0) @binding(4) var<storage, read> heap_1: array<u32>;\nfn main() {\n  if at < heap_0_bytes { return heap_0[at]; }\n  if at < heap_1_bytes { return heap_1[at]; }\n  return heap_1[at];\n}\n',
  );
});

test('an access through a stray pointer leaves a mark', () => {
  const body = '  // x[0] stays in comments\n  y[0] = x[x[i32(1)] & 1] + pair.x[2] + other_x[3];\n}\n';
  const text = shaderText({ ...form, body }, { partition: [0, 1], flat: false, strays: [0] });
  expect(text).toContain('@group(0) @binding(3) var<storage, read_write> stray__marks: array<atomic<u32>>;\nfn stray__0(index: u32) -> u32 {\n  atomicStore(&stray__marks[0], 1u);\n  return index;\n}\n');
  expect(text).toContain('  // x[0] stays in comments\n  y[0] = x[stray__0(u32(x[stray__0(u32(i32(1)))] & 1))] + pair.x[2] + other_x[3];\n');
});

test('lines for lanes are code where their number is known', () => {
  const body = '//lanes   if subgroupBallot(true).x == all__lanes { y[0] = x[1]; }\n}\n';
  const lined = { ...form, head: `//lanes enable subgroups;\n${form.head}`, body };
  expect(shaderText(lined, { partition: [0, 1], flat: false })).toContain('\n//lanes   if subgroupBallot');
  const text = shaderText(lined, { partition: [0, 0], flat: false, lanes: 32 });
  expect(text).toMatch(/^enable subgroups;\n/);
  expect(text).toContain('\n  if subgroupBallot(true).x == 0xffffffffu { x[0] = x[1]; }\n');
  expect(shaderText(lined, { partition: [0, 1], flat: false, lanes: 4 })).toContain('== 0xfu {');
});

test('parameters may be immediates, with the grid behind them', () => {
  const grid = '@group(1) @binding(0) var<uniform> whole_grid: vec3u;\n';
  const params = { space: 'uniform', bytes: 4, fields: [] } as const;
  const given = { ...form, params, head: `struct Params {\n  n: u32,\n}\n@group(0) @binding(0) var<uniform> params: Params;\n${form.head}`, flatEntry: `${grid}fn main_flat() {\n  let whole = whole_grid.x;\n` };
  const request = { partition: [0, 1], immediates: true };
  expect(shaderText(given, { ...request, flat: false })).toBe(`struct Params {\n  n: u32,\n}\nvar<immediate> params: Params;\n${form.head}${form.entry}${form.body}`);
  const flat = shaderText(given, { ...request, flat: true });
  expect(flat).toContain('struct Params {\n  n: u32,\n  @align(16) grid__whole: vec3u,\n}\nvar<immediate> params: Params;\n');
  expect(flat).toContain('  let whole = params.grid__whole.x;\n');
  expect(flat).not.toContain('whole_grid');
  expect(shaderText({ ...given, params: undefined, head: form.head }, { ...request, flat: true })).toContain('\nvar<immediate> whole_grid: vec3u;\n');
});

test('marks are declared behind what a shader enables', () => {
  const text = shaderText({ ...form, head: `// a kernel\nenable subgroups;\n${form.head}` }, { partition: [0, 1], flat: false, strays: [0] });
  expect(text).toMatch(/^\/\/ a kernel\nenable subgroups;\n@group\(0\) @binding\(3\)/);
});

test('functions for textures that there are none of have no bodies', () => {
  const head = '//textures 6\nfn deep(x: f32) -> vec2u {\n  if x > 0.0f {\n    return vec2u(1u);\n  }\n  return vec2u(2u);\n}\n\nfn usual() -> f32 {\n  return 3.0f;\n}\n';
  const reader = { ...form, head: head + form.head, textures: [8] };
  expect(shaderText(reader, { partition: [0, 1], flat: false, textures: 1 })).toContain('fn deep(x: f32) -> vec2u {\n  return vec2u();\n}\n\nfn usual() -> f32 {\n  return 3.0f;\n}\n');
  expect(shaderText(reader, { partition: [0, 1], flat: false, textures: 3 })).toContain('return vec2u(2u);');
  expect(shaderText(reader, { partition: [0, 1], flat: false })).toContain('return vec2u(2u);');
});
