/**
 * State of one kernel's translation and its declarations: bindings, workgroup variables, constants of the launch, the parameter block.
 *
 * Bindings form: each pointer parameter is one storage array of its pointee's type, starting at an element offset that the runtime passes; scalars travel in one uniform struct.
 */
import type { Func, Inst, LoopInst, MemoryType, Region, StructType, Value } from '../../ir/ir.js';
import { forEachInst } from '../../ir/walk.js';
import type { Names } from './names.js';
import { createNames, identifier } from './names.js';
import type { Provenance, Root } from './provenance.js';
import { analyzeProvenance, rootKey } from './provenance.js';
import type { StructTable, WgslScalar } from './types.js';
import { scalarOf, typeText } from './types.js';
import { Unsupported } from './unsupported.js';

/** Members keep their names; those without one get a number. */
export function memberName(struct: StructType, field: number): string {
  const { name } = struct.fields[field]!;
  if (name === '') return `field${field}`;
  const own = identifier(name);
  return struct.fields.some((f, i) => i < field && identifier(f.name) === own) ? `${own}_${field}` : own;
}

/** A memory object as WGSL sees it. */
export interface Storage {
  readonly root: Root;
  readonly name: string;
  /** Element type of runtime arrays (params, dynamic shared memory); the whole type of variables. */
  readonly type: MemoryType;
  readonly isArray: boolean;
  /** Expression for the element where a parameter's pointer starts; undefined: 0. */
  readonly offset: string | undefined;
  read: boolean;
  written: boolean;
  atomic: boolean;
  readonly space: 'storage' | 'workgroup' | 'function';
}

export interface Shader {
  readonly fn: Func;
  readonly names: Names;
  readonly structs: StructTable;
  readonly provenance: Provenance;
  readonly storages: Map<unknown, Storage>;
  /** Names of values that were given a variable or constant. */
  readonly valueNames: Map<Value, string>;
  /** Signedness chosen for integer values that have a name. */
  readonly valueTypes: Map<Value, WgslScalar>;
  /** Member of the parameter block for each kernel parameter: a scalar's value, a pointer's first element. */
  readonly paramFields: readonly string[];
  readonly loopOfParam: Map<Value, LoopInst>;
  /** Built-in inputs that the code uses. */
  readonly inputs: Set<string>;
  /** Bit patterns of infinity and NaN that the code uses. */
  readonly specialBits: Set<'infinity_bits' | 'nan_bits'>;
  /** Type of the scalar in memory that a pointer designates, if it is a plain one. */
  memoryType(pointer: Value, loc: number): WgslScalar | undefined;
  readonly lineOf: LineOf;
  /** Source line of an instruction; of the call in the program's own text where it was inlined from a library header. */
  sourceOf(inst: Inst): { readonly file: string; readonly line: number; readonly text: string } | undefined;
}

/** A line of the program's own sources; undefined for positions in library headers and for none. */
export type LineOf = (loc: number) => { readonly file: string; readonly line: number; readonly text: string } | undefined;

export function createShader(fn: Func, lineOf: LineOf): Shader {
  const names = createNames();
  for (const reserved of ['main', 'params', 'thread_idx', 'block_idx', 'grid_dim', 'block_dim_x', 'block_dim_y', 'block_dim_z', 'Params', 'lane']) names.unique(reserved);
  const structNames = new Map<string, string>();
  const declarations: string[] = [];
  const structs: StructTable = {
    declarations,
    nameOf(struct, loc) {
      let name = structNames.get(struct.name);
      if (name === undefined) {
        name = names.unique(struct.name.replace(/^\d+/, ''));
        structNames.set(struct.name, name);
        const members: string[] = [];
        let end = 0;
        struct.fields.forEach((f, i) => {
          if (f.offset !== end && f.offset !== Math.ceil(end / f.type.align) * f.type.align) throw new Unsupported('a struct with unusual padding', loc);
          members.push(`  ${memberName(struct, i)}: ${typeText(f.type, structs, false, loc)},`);
          end = f.offset + f.type.size;
        });
        if (struct.size !== Math.ceil(end / struct.align) * struct.align || struct.align > Math.max(...struct.fields.map((f) => f.type.align), 1)) {
          // The declared alignment exceeds its members' (float4): WGSL says so on the first member.
          members[0] = members[0]!.replace('  ', `  @align(${struct.align}) `);
        }
        declarations.push(`struct ${name} {\n${members.join('\n')}\n}`);
      }
      return name;
    },
  };
  const fields = createNames();
  const paramFields = fn.kernel!.params.map((p, i) => fields.unique(fn.body!.params[i]!.type === 'ptr' ? `${p.name}_offset` : p.name));
  const shader: Shader = {
    paramFields,
    fn, names, structs, provenance: analyzeProvenance(fn), storages: new Map(), valueNames: new Map(), valueTypes: new Map(), inputs: new Set(), lineOf,
    loopOfParam: new Map(), specialBits: new Set(), memoryType: (pointer) => scalarBehind(shader, pointer),
    sourceOf: (inst) => sourceLine(inst, fn, lineOf),
  };
  forEachInst(fn.body!, (inst) => {
    if (inst.kind === 'loop') for (const param of inst.body.params) shader.loopOfParam.set(param, inst);
  });
  nameParameters(shader);
  findStorages(shader, fn.body!);
  return shader;
}

function sourceLine(inst: Inst, fn: Func, lineOf: LineOf): ReturnType<LineOf> {
  let found = inst.loc === 0 ? undefined : lineOf(inst.loc);
  for (let site = inst.inlinedAt; found === undefined && site !== undefined; site = site.outer) found = lineOf(site.loc);
  if (found === undefined) return undefined;
  // Only lines of other files than the kernel's name theirs.
  return { ...found, file: found.file === lineOf(fn.loc)?.file ? '' : `${found.file.slice(found.file.lastIndexOf('/') + 1)}:` };
}

function scalarBehind(s: Shader, pointer: Value): WgslScalar | undefined {
  let type: MemoryType | undefined;
  if (pointer.kind === 'result' && pointer.inst.kind === 'index') type = pointer.inst.element;
  else if (pointer.kind === 'result' && pointer.inst.kind === 'field') type = pointer.inst.struct.fields[pointer.inst.field]!.type;
  else type = storageFor(s, pointer, s.fn.loc).type;
  while (type.kind === 'array') type = type.element;
  if (type.kind !== 'scalar') return undefined;
  return type.scalar === 'f32' ? 'f32' : type.scalar === 'i32' ? (type.unsigned ? 'u32' : 'i32') : undefined;
}

function nameParameters(s: Shader): void {
  s.fn.body!.params.forEach((param, i) => {
    const info = s.fn.kernel!.params[i]!;
    if (param.type === 'ptr') return;
    const type = scalarOf(info.type, s.fn.loc);
    s.valueNames.set(param, `params.${s.paramFields[i]!}`);
    s.valueTypes.set(param, type === 'bool' ? 'u32' : type);
  });
}

function storageOf(s: Shader, root: Root, loc: number): Storage {
  const key = rootKey(root);
  const known = s.storages.get(key);
  if (known !== undefined) return known;
  const make = (): Storage => {
    const common = { root, read: false, written: false, atomic: false };
    switch (root.kind) {
      case 'param': {
        const info = s.fn.kernel!.params[root.index]!;
        if (info.type.kind !== 'scalar') throw new Unsupported('structs passed by value', loc);
        if (info.pointee === undefined) throw new Unsupported(`the untyped pointer '${info.name}'`, loc);
        const name = s.names.unique(info.name);
        return { ...common, name, type: info.pointee, isArray: true, offset: `params.${s.paramFields[root.index]!}`, space: 'storage' };
      }
      case 'global': {
        const { global } = root;
        if (global.space !== 'shared') throw new Unsupported(`the variable '${global.name}' of device memory`, loc);
        return { ...common, name: s.names.unique(readableName(global.name)), type: global.type, isArray: false, offset: undefined, space: 'workgroup' };
      }
      case 'dynamic-shared':
        return { ...common, name: s.names.unique('dynamic_shared'), type: elementOfDynamic(s), isArray: true, offset: undefined, space: 'workgroup' };
      case 'alloca':
        return { ...common, name: s.names.unique(root.inst.name), type: root.inst.type, isArray: false, offset: undefined, space: 'function' };
      default:
        return root satisfies never;
    }
  };
  const made = make();
  s.storages.set(key, made);
  return made;
}

/** `_ZZ9transposePKfPfiE4tile` → tile. */
function readableName(mangled: string): string {
  const local = /E(\d+)([A-Za-z_]\w*)$/.exec(mangled);
  if (local !== null && local[2]!.length >= Number(local[1])) return local[2]!.slice(0, Number(local[1]));
  return mangled.replace(/^_ZL?\d*/, '');
}

/** Dynamic shared memory takes the type of its first indexed access. */
function elementOfDynamic(s: Shader): MemoryType {
  let element: MemoryType | undefined;
  forEachInst(s.fn.body!, (inst) => {
    if (element !== undefined || inst.kind !== 'index') return;
    if (s.provenance.rootOf(inst.operands[0]!).kind === 'dynamic-shared') element = inst.element;
  });
  if (element === undefined) throw new Unsupported('dynamic shared memory without an indexed access', s.fn.loc);
  return element;
}

export function storageFor(s: Shader, pointer: Value, loc: number): Storage {
  return storageOf(s, s.provenance.rootOf(pointer), loc);
}

/** Every object that loads, stores and atomics reach, with how it is used. */
function findStorages(s: Shader, body: Region): void {
  forEachInst(body, (inst) => {
    switch (inst.kind) {
      case 'load':
        storageFor(s, inst.operands[0]!, inst.loc).read = true;
        break;
      case 'copy':
        storageFor(s, inst.operands[0]!, inst.loc).written = true;
        storageFor(s, inst.operands[1]!, inst.loc).read = true;
        break;
      case 'store':
      case 'fill':
        storageFor(s, inst.operands[0]!, inst.loc).written = true;
        break;
      case 'atomic': {
        const storage = storageFor(s, inst.operands[0]!, inst.loc);
        storage.read = true;
        storage.written = true;
        storage.atomic = true;
        break;
      }
      default:
        break;
    }
  });
}

/** Everything above the entry function. */
export function declarationsOf(s: Shader): string {
  const lines: string[] = [];
  const bindings: string[] = [];
  const params: string[] = [];
  s.fn.body!.params.forEach((param, i) => {
    if (param.type !== 'ptr') params.push(`  ${s.paramFields[i]!}: ${s.valueTypes.get(param)},`);
  });
  let binding = 1;
  const order = (storage: Storage): number => (storage.root.kind === 'param' ? storage.root.index : 0);
  for (const storage of [...s.storages.values()].sort((a, b) => order(a) - order(b))) {
    if (storage.space !== 'storage') continue;
    const element = typeText(storage.type, s.structs, storage.atomic, s.fn.loc);
    bindings.push(`@group(0) @binding(${binding++}) var<storage, ${storage.written ? 'read_write' : 'read'}> ${storage.name}: array<${element}>;`);
    params.push(`  ${storage.offset!.replace('params.', '')}: u32,`);
  }
  for (const storage of s.storages.values()) {
    if (storage.space !== 'workgroup') continue;
    const element = typeText(storage.type, s.structs, storage.atomic, s.fn.loc);
    lines.push(`var<workgroup> ${storage.name}: ${storage.isArray ? `array<${element}, dynamic_shared_count>` : element};`);
  }
  const bits = [...s.specialBits].sort().map((name) => `var<private> ${name} = ${name === 'nan_bits' ? '0x7fc00000u' : '0x7f800000u'};`);
  const overrides = ['x', 'y', 'z'].map((axis) => `override block_dim_${axis}: u32 = ${axis === 'x' ? 256 : 1};`);
  if (s.storages.has('dynamic shared')) overrides.push('override dynamic_shared_count: u32 = 1;');
  const parts = [overrides.join('\n')];
  parts.push(...s.structs.declarations);
  if (params.length > 0) parts.push(`struct Params {\n${params.join('\n')}\n}\n@group(0) @binding(0) var<uniform> params: Params;`);
  if (bindings.length > 0) parts.push(bindings.join('\n'));
  if (lines.length > 0) parts.push(lines.join('\n'));
  if (bits.length > 0) parts.push(`// Written as variables: WGSL has no constants of these.\n${bits.join('\n')}`);
  return parts.join('\n\n');
}
