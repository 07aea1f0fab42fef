/**
 * The text of a shader for one launch shape: ordinary or flat grid, and which of its bindings fall into one buffer. In: a form; a partition of its bindings as, for each, the index of the first binding
 * with the same buffer. Bindings that are not the first of their part vanish, their names become the first one's (program-kernels.ts says why that is right in the aliased form). A kernel may be given pointers to no memory
 * as long as it does not use them: a launch with such has a text that tells whether it did.
 */
import type { ShaderForm } from './program-kernels.js';

export type Partition = readonly number[];

/** The ending of names that may be replaced by each other. */
const SUFFIX = '__memory';

/** As it is read: in the source, and in shaders. */
export function withoutSuffix(text: string): string {
  return text.replaceAll(SUFFIX, '');
}

export function isDistinct(partition: Partition): boolean {
  return partition.every((first, i) => first === i);
}

/** May the part be written to? `writable`: all may. */
export function isWritten(form: ShaderForm, partition: Partition, first: number, writable = false): boolean {
  return writable || form.bindings.some((binding, i) => partition[i] === first && binding.access === 'read_write');
}

/** Number of a heap's binding. */
export function heapBinding(form: ShaderForm, heap: number): number {
  return form.bindings.length + 1 + heap;
}

/** Number of the binding for marks of accesses through stray pointers. */
export function marksBinding(form: ShaderForm): number {
  return form.bindings.length + 1;
}

/** What of a text depends on the launch. */
export interface TextRequest {
  readonly partition: Partition;
  /** The grid is dispatched as a plane. */
  readonly flat: boolean;
  /** An invocation runs one thread after the other; there are as many as the override `block__invocations` says. */
  readonly isRepeated?: boolean;
  /** All bindings may be written to, since one of them is that shares a buffer with the others. */
  readonly writable?: boolean;
  /** How many there are. */
  readonly heaps?: number;
  /** For each root of the form the heap that it points into, -1 where there is none. */
  readonly roots?: readonly number[];
  /** Bindings of pointers to no memory: who accesses one leaves a mark, at the binding's index in the buffer at `marksBinding`. */
  readonly strays?: readonly number[];
  /** Of each subgroup; 0: they are not known, or there are no subgroups. */
  readonly lanes?: number;
  /** What textures of the program may be; default: anything. */
  readonly textures?: number;
  /** The parameter block, and the grid behind it, are immediates. */
  readonly immediates?: boolean;
  /** Uniform arrays may have elements of four bytes. */
  readonly scalarUniforms?: boolean;
}

/** Constant memory as scalars in place of vectors and their components. */
function withScalars(text: string): string {
  const scalars = text.replaceAll(/(var<uniform> \w+: array<)vec4([fu]), (\d+)>/g, (_, declared: string, type: string, count: string) => `${declared}${type}32, ${4 * Number(count)}>`);
  return scalars.replaceAll('[word >> 2u][word & 3u]', '[word]');
}

/** What is a comment on other devices. */
function withLanes(text: string, lanes: number): string {
  return text.replaceAll(/^\/\/lanes /gm, '').replaceAll('all__lanes', `0x${(2 ** lanes - 1).toString(16)}u`);
}

/** Functions for textures that there are none of have no bodies: engines would translate all of it, once for each call, before they see that nothing comes there. */
function forTextures(text: string, kinds: number): string {
  return text.replaceAll(/^\/\/textures (\d+)\n(fn .*-> (\w+) \{\n)(?: .*\n)*\}$/gm, (whole, wanted: string, head: string, type: string) => ((Number(wanted) & kinds) === 0 ? `${head}  return ${type}();\n}` : whole));
}

/** Lines for a heap stand there once for each. */
function forHeaps(form: ShaderForm, given: string, heaps: number, roots: readonly number[]): string {
  const text = given.replaceAll(/heap_R(\d+)/g, (_, root: string) => `heap_${Math.max(roots[Number(root)] ?? 0, 0)}`);
  const numbered = (count: number, line: string): string[] => Array.from({ length: count }, (_, i) => line.replaceAll('heap_K_binding', String(heapBinding(form, i))).replaceAll(/heap_[KJ]/g, `heap_${i}`));
  const lines = text.replaceAll('heap_L', `heap_${heaps - 1}`).split('\n');
  return lines.flatMap((line) => (line.includes('heap_K') ? numbered(heaps, line) : line.includes('heap_J') ? numbered(heaps - 1, line) : [line])).join('\n');
}

export function shaderText(form: ShaderForm, request: TextRequest): string {
  const all = boundText(form, request);
  const bound = form.textures !== undefined && request.textures !== undefined ? forTextures(all, request.textures) : all;
  const { strays = [] } = request;
  const text = strays.length === 0 ? bound : marked(form, bound, strays);
  return form.alike === true ? withoutSuffix(text) : text;
}

/** Each access to one of the bindings marks it: where its name stands before an index, the index goes through a function. */
function marked(form: ShaderForm, text: string, strays: readonly number[]): string {
  const functions = new Map(strays.map((i) => [form.bindings[i].name, `stray__${i}`]));
  const head = [`@group(0) @binding(${marksBinding(form)}) var<storage, read_write> stray__marks: array<atomic<u32>>;`, ...strays.map((i) => `fn stray__${i}(index: u32) -> u32 {\n  atomicStore(&stray__marks[${i}], 1u);\n  return index;\n}`)];
  const lines = text.split('\n').map((line) => {
    const code = line.replace(/\/\/.*/, '');
    return markIndices(code, functions) + line.slice(code.length);
  });
  // Behind what a shader enables, which comes first.
  const start = lines.findLastIndex((line) => /^(enable|diagnostic)\b/.test(line)) + 1;
  return [...lines.slice(0, start), ...head, ...lines.slice(start)].join('\n');
}

function markIndices(code: string, functions: ReadonlyMap<string, string>): string {
  let done = '';
  let from = 0;
  for (const { 0: found, 1: name, index } of code.matchAll(/(?<![.\w])(\w+)\[/g)) {
    const touch = functions.get(name);
    if (touch === undefined || index < from) continue;
    const start = index + found.length;
    const end = closing(code, start);
    done += `${code.slice(from, start)}${touch}(u32(${markIndices(code.slice(start, end), functions)}))`;
    from = end;
  }
  return done + code.slice(from);
}

/** Where the bracket before `start` is closed. */
function closing(code: string, start: number): number {
  let depth = 1;
  for (let i = start; i < code.length; i++) {
    if (code[i] === '[') depth++;
    else if (code[i] === ']' && --depth === 0) return i;
  }
  throw new Error(`an index goes over the end of its line: ${code}`);
}

const PARAMETERS = '}\n@group(0) @binding(0) var<uniform> params: Params;';
const GRID = '@group(1) @binding(0) var<uniform> whole_grid: vec3u;';

/** Head and entry point of a text whose parameters are immediates: one variable holds all of them. */
function withImmediates({ head, params }: ShaderForm, entry: string): { readonly head: string; readonly entry: string } {
  const takesGrid = entry.includes(GRID);
  if (params === undefined) return { head, entry: entry.replace(GRID, GRID.replace(/^.*var<uniform>/, 'var<immediate>')) };
  return {
    head: head.replace(PARAMETERS, `${takesGrid ? '  @align(16) grid__whole: vec3u,\n' : ''}}\nvar<immediate> params: Params;`),
    entry: takesGrid ? entry.replace(GRID, '').replaceAll(/\bwhole_grid\b/g, 'params.grid__whole') : entry,
  };
}

function boundText(form: ShaderForm, { partition, flat, isRepeated = false, writable = false, heaps = 0, roots = [], lanes = 0, scalarUniforms = false, immediates = false }: TextRequest): string {
  const given = { head: form.head, entry: flat ? form.flatEntry : form.entry };
  const { head, entry } = immediates ? withImmediates(form, given.entry) : given;
  const whole = head + (isRepeated ? repeated(entry, form.body) : entry + form.body);
  const portable = lanes === 0 ? whole : withLanes(whole, lanes);
  const plain = scalarUniforms ? withScalars(portable) : portable;
  const text = form.heaps === undefined ? plain : forHeaps(form, plain, heaps, roots);
  if (isDistinct(partition) && !writable) return text;
  const renamed = new Map<string, string>();
  const dropped = new Set<number>();
  const written = new Set<number>();
  form.bindings.forEach((binding, i) => {
    const first = partition[i];
    if (first !== i) {
      renamed.set(binding.name, form.bindings[first].name);
      dropped.add(binding.binding);
    }
    if (isWritten(form, partition, first, writable)) written.add(form.bindings[first].binding);
  });
  const lines = text.split('\n').flatMap((line) => {
    const declared = /^@group\(0\) @binding\((\d+)\) var<storage, (\w+)>/.exec(line);
    if (declared === null) return [line];
    const binding = Number(declared[1]);
    if (dropped.has(binding)) return [];
    return [written.has(binding) ? line.replace('var<storage, read>', 'var<storage, read_write>') : line];
  });
  return lines.join('\n').replace(/\/\/.*|[A-Za-z_]\w*/g, (word) => renamed.get(word) ?? word);
}

/** The entry point's body as a function of the thread, and a loop that calls it. (No identifier of the source has a double underscore.) */
function repeated(entry: string, body: string): string {
  const start = entry.indexOf('@compute');
  const end = entry.indexOf('{', start) + 1;
  const inputs = [...entry.slice(start, end).matchAll(/@builtin\(\w+\) (\w+): (\w+)/g)].map(([text, name, type]) => ({ text, name, type }));
  const ofThread: Readonly<Record<string, string>> = {
    thread_idx: 'vec3u(thread % block_dim_x, thread / block_dim_x % block_dim_y, thread / block_dim_x / block_dim_y)',
    thread_index: 'thread',
  };
  const given = inputs.filter(({ name }) => !(name in ofThread)).map(({ text }) => `${text}, `).join('');
  return `override block__invocations: u32 = 256;

${entry.slice(0, start)}fn thread__body(${inputs.map(({ name, type }) => `${name}: ${type}`).join(', ')}) {${entry.slice(end)}${body}
@compute @workgroup_size(block__invocations)
fn main(${given}@builtin(local_invocation_index) invocation: u32) {
  for (var thread = invocation; thread < block_dim_x * block_dim_y * block_dim_z; thread += block__invocations) {
    thread__body(${inputs.map(({ name }) => ofThread[name] ?? name).join(', ')});
  }
}
`;
}
