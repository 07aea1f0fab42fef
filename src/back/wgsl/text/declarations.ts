/**
 * What stands above the entry point, and what the runtime must know of it: overrides, structs, the parameter block, bindings, workgroup variables, helper functions. In: a kernel whose body has been
 * written (so that it is known what the body uses). Out: text, and the reflection of interface.ts with byte offsets as WGSL lays the block out.
 */
import type { KernelInfo, MemoryType } from '../../../ir/ir.js';
import { isVariableParam } from '../kernel-params.js';
import type { DynamicShared, ParameterBlock, ParameterField, RootSource, ShaderForm, StorageBinding } from '../interface.js';
import { OUTPUT } from '../faults.js';
import { isDispatchParam, isFrames } from '../legalize/grid-frames.js';
import { rootKey } from '../analyses/provenance.js';
import { CONSTANT_BITS } from '../numbers/runtime-constants.js';
import type { Shader, Storage } from '../shader.js';
import { typeText, vectorText } from '../types.js';
import { BLOCK_LOCKS, BLOCK_LOCK_COUNT, LOCKS, LOCK_COUNT } from '../memory/wide-atomics.js';

export type Declarations = Pick<ShaderForm, 'params' | 'bindings' | 'heaps' | 'functions' | 'sharedBytes' | 'dynamicShared'> & { readonly text: string };


interface Member {
  readonly declaration: string;
  readonly bytes: number;
  readonly align: number;
  readonly field: (to: number) => ParameterField;
}

function roundUp(value: number, align: number): number {
  return Math.ceil(value / align) * align;
}

function elementText(s: Shader, storage: Storage): string {
  if (storage.lanes !== undefined) return vectorText(storage.lanes)!;
  return storage.words ? (storage.atomic ? 'atomic<u32>' : 'u32') : typeText(storage.type, s.structs, storage.atomic, s.fn.loc);
}

function objectText(s: Shader, storage: Storage): string {
  return storage.words ? `array<${elementText(s, storage)}, ${Math.ceil(storage.type.size / (storage.lanes?.size ?? 4))}>` : typeText(storage.type, s.structs, storage.atomic, s.fn.loc);
}

export function declarationsOf(s: Shader): Declarations {
  const variables: string[] = [];
  const bindings: StorageBinding[] = [];
  const bindingLines: string[] = [];
  const members = scalarsOfBlock(s);
  const space = structsOfBlock(s, members);
  const order = (storage: Storage): number => (storage.root.kind === 'param' ? storage.root.index : s.fn.kernel!.params.length);
  for (const storage of [...s.storages.values()].sort((a, b) => order(a) - order(b))) {
    if (storage.space !== 'storage') continue;
    const binding = bindings.length + 1;
    const type = storage.isArray ? `array<${elementText(s, storage)}>` : objectText(s, storage);
    // One buffer cannot be bound for reading only and for writing.
    const access = storage.written || s.alike !== undefined ? 'read_write' : 'read';
    bindingLines.push(`@group(0) @binding(${binding}) var<${storage.bank !== undefined ? 'uniform' : `storage, ${access}`}> ${storage.name}: ${type};`);
    bindings.push({ binding, name: storage.name, access: storage.bank !== undefined ? 'uniform' : access, source: sourceOf(s, storage), elementBytes: storage.words ? 1 : storage.type.size, elementAlign: storage.type.align });
    if (storage.offset === undefined) continue;
    const field = { kind: 'offset', binding: bindings.length - 1, unit: storage.words ? 1 : storage.type.size } as const;
    members.push({ declaration: `${storage.offset.replace('params.', '')}: u32`, bytes: 4, align: 4, field: (to) => ({ ...field, to }) });
  }
  if (s.output) {
    const binding = bindings.length + 1;
    bindingLines.push(`@group(0) @binding(${binding}) var<storage, read_write> ${OUTPUT}: array<atomic<u32>>;`);
    bindings.push({ binding, name: OUTPUT, access: 'read_write', source: { kind: 'output' }, elementBytes: 4, elementAlign: 4 });
  }
  if (s.locks) {
    const binding = bindings.length + 1;
    bindingLines.push(`@group(0) @binding(${binding}) var<storage, read_write> ${LOCKS}: array<atomic<u32>, ${LOCK_COUNT}>;`);
    bindings.push({ binding, name: LOCKS, access: 'read_write', source: { kind: 'locks', bytes: LOCK_COUNT * 4 }, elementBytes: 4, elementAlign: 4 });
  }
  const arena = s.storages.get('arena');
  if (arena !== undefined) bindingLines.push(`@group(0) @binding(heap_K_binding) var<storage, ${arena.written ? 'read_write' : 'read'}> heap_K: array<${arena.atomic ? 'atomic<u32>' : 'u32'}>;`);
  for (const [which, name] of s.runtimeConstants) members.push({ declaration: `${name}: f32`, bytes: 4, align: 4, field: (to) => ({ kind: 'constant', to, value: CONSTANT_BITS[which] }) });
  for (const [index, name] of s.addresses) {
    const from = s.fn.kernel!.params[index]!.offset;
    members.push({ declaration: `${name}: u32`, bytes: 4, align: 4, field: (to) => ({ kind: 'address', from, to }) });
  }
  const roots = [...s.roots.values()].map(({ number, param, member }) => {
    members.push({ declaration: `${member}: u32`, bytes: 4, align: 4, field: (to) => ({ kind: 'root', root: number, to }) });
    return givenSource(s.fn.kernel!.params[param]!);
  });
  let sharedBytes = (s.votes ? 16 : 0) + (s.blockLocks ? BLOCK_LOCK_COUNT * 4 : 0);
  let dynamicShared: DynamicShared | undefined;
  for (const storage of s.storages.values()) {
    if (storage.space === 'constant') variables.push(`const ${storage.name} = ${storage.initial!};`);
    if (storage.space !== 'workgroup' && storage.space !== 'private') continue;
    variables.push(`var<${storage.space}> ${storage.name}: ${storage.isArray ? `array<${elementText(s, storage)}, dynamic_shared_count>` : objectText(s, storage)};`);
    if (storage.space !== 'workgroup') continue;
    const word = storage.lanes?.size ?? 4;
    if (storage.isArray) dynamicShared = storage.words ? { bytes: word, declared: word } : { bytes: storage.type.size, declared: sizeInWgsl(storage.type) };
    else sharedBytes += roundUp(storage.words ? storage.type.size : sizeInWgsl(storage.type), 16);
  }
  const bits = [...s.specialBits].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `var<private> ${name} = 0x${value.toString(16)}u;`);
  const overrides = ['x', 'y', 'z'].map((axis) => `override block_dim_${axis}: u32 = ${axis === 'x' ? 256 : 1};`);
  if (arena !== undefined) overrides.push('override heap_K_start: u32; override heap_K_bytes: u32;');
  for (const { number } of s.roots.values()) overrides.push(`override root__${number}_known: bool = true;`);
  if (dynamicShared !== undefined) overrides.push('override dynamic_shared_count: u32 = 1;');
  const params = layOut(members, space);
  for (const number of s.functionNumbers.values()) overrides.push(`override ${number}: u32 = 0;`);
  const parts = [overrides.join('\n')];
  parts.push(...s.structs.declarations);
  if (params !== undefined) {
    const lines = members.map(({ declaration }) => `  ${declaration},`);
    parts.push(`struct Params {\n${lines.join('\n')}\n}\n@group(0) @binding(0) var<${space === 'uniform' ? 'uniform' : 'storage, read'}> params: Params;`);
  }
  if (bindingLines.length > 0) parts.push(bindingLines.join('\n'));
  if (s.blockLocks) variables.push(`var<workgroup> ${BLOCK_LOCKS}: array<atomic<u32>, ${BLOCK_LOCK_COUNT}>;`);
  if (s.votes) variables.push('var<workgroup> block_votes: atomic<u32>;');
  if (variables.length > 0) parts.push(variables.join('\n'));
  if (bits.length > 0) parts.push(`// Written as variables: WGSL has no constants of these.\n${bits.join('\n')}`);
  parts.push(...s.helpers.values());
  const heaps = arena === undefined ? undefined : { access: arena.written ? 'read_write' : 'read', roots } as const;
  return { text: parts.join('\n\n'), params, bindings, heaps, sharedBytes, dynamicShared, functions: [...s.functionNumbers].map(([name, override]) => ({ name, override })) };
}

/** Members in their order; a block ends at a multiple of its alignment. */
function layOut(members: readonly Member[], space: ParameterBlock['space']): ParameterBlock | undefined {
  if (members.length === 0) return undefined;
  let bytes = 0;
  let align = space === 'uniform' ? 16 : 4;
  const fields = members.map((member) => {
    const to = roundUp(bytes, member.align);
    bytes = to + member.bytes;
    align = Math.max(align, member.align);
    return member.field(to);
  });
  return { space, bytes: roundUp(bytes, align), fields };
}

/** Of a type as the shader declares it: narrow scalars, which only memory of the kernel's own has, take 4 bytes. */
function sizeInWgsl(type: MemoryType): number {
  switch (type.kind) {
    case 'scalar':
      return Math.max(type.size, 4);
    case 'array':
      return type.count * roundUp(sizeInWgsl(type.element), Math.max(type.element.align, 4));
    case 'struct':
      return Math.max(type.size, type.fields.reduce((end, f) => roundUp(end, Math.max(f.type.align, 4)) + sizeInWgsl(f.type), 0));
    case 'bytes':
      return type.size;
    default:
      return type satisfies never;
  }
}

function sourceOf(s: Shader, { root, type }: Storage): StorageBinding['source'] {
  if (root.kind === 'param') return { kind: 'param', offset: s.fn.kernel!.params[root.index]!.offset };
  if (isFrames(root)) return { kind: 'frames' };
  if (root.kind === 'global') return { kind: 'variable', name: root.global.name, bytes: type.size };
  throw new Error(`a binding for ${root.kind}`);
}

/** Where a pointer's address comes from at a launch. */
function givenSource(info: KernelInfo['params'][number]): RootSource {
  return isVariableParam(info) ? { kind: 'variable', name: info.variable } : { kind: 'param', offset: info.offset };
}

function scalarsOfBlock(s: Shader): Member[] {
  const members: Member[] = [];
  s.fn.body!.params.forEach((param, i) => {
    if (param.type === 'ptr') return;
    const { type: memory, offset: from } = s.fn.kernel!.params[i]!;
    const type = s.valueTypes[param.number]!;
    const info = s.fn.kernel!.params[i]!;
    if (isVariableParam(info)) {
      const { variable } = info;
      members.push({ declaration: `${s.paramFields[i]!}: ${type}`, bytes: 4, align: 4, field: (to) => ({ kind: 'variable', name: variable, to }) });
      return;
    }
    if (isDispatchParam(info)) {
      const { dispatch } = info;
      members.push({ declaration: `${s.paramFields[i]!}: ${type}`, bytes: 4, align: 4, field: (to) => ({ kind: 'dispatch', number: dispatch, to }) });
      return;
    }
    const narrow = memory.size === 1 || memory.size === 2 ? memory.size : undefined;
    const bytes = Math.max(memory.size, 4);
    members.push({
      declaration: `${s.paramFields[i]!}: ${type === 'bool' ? 'u32' : type}`, bytes, align: bytes,
      field: (to) => (narrow === undefined ? { kind: 'copy', from, to, bytes } : { kind: 'extend', from, to, bytes: narrow, signed: type === 'i32' }),
    });
  });
  return members;
}

/** Struct parameters in the block. A uniform may hold plain ones at multiples of 16 bytes; with arrays or structs inside, whose strides it restricts, the block is read from storage. */
function structsOfBlock(s: Shader, members: Member[]): ParameterBlock['space'] {
  const structs = [...s.storages.values()].filter((storage) => storage.root.kind === 'param' && storage.type.kind !== 'scalar' && !storage.isArray);
  const isPlain = structs.every(({ type, words }) => !words && type.kind === 'struct' && type.fields.every((f) => f.type.kind === 'scalar'));
  structs.sort((a, b) => Number(rootKey(a.root)) - Number(rootKey(b.root)));
  for (const storage of structs) {
    const index = Number(rootKey(storage.root));
    const { size } = storage.type;
    const from = s.fn.kernel!.params[index]!.offset;
    members.push({
      declaration: `${isPlain ? `@align(16) @size(${roundUp(size, 16)}) ` : ''}${s.paramFields[index]!}: ${objectText(s, storage)}`,
      bytes: isPlain ? roundUp(size, 16) : roundUp(size, 4),
      align: isPlain ? 16 : storage.words ? 4 : Math.max(storage.type.align, 4),
      field: (to) => ({ kind: 'copy', from, to, bytes: size }),
    });
  }
  return isPlain ? 'uniform' : 'storage';
}
