/**
 * The text of a shader for one launch shape: ordinary or flat grid, and which of its bindings fall into one buffer. In: a form; a partition of its bindings as, for each, the index of the first binding
 * with the same buffer. Bindings that are not the first of their part vanish, their names become the first one's (program-kernels.ts says why that is right in the aliased form).
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
}

/** Lines for a heap stand there once for each. */
function forHeaps(form: ShaderForm, given: string, heaps: number, roots: readonly number[]): string {
  const text = given.replaceAll(/heap_R(\d+)/g, (_, root: string) => `heap_${Math.max(roots[Number(root)] ?? 0, 0)}`);
  const numbered = (count: number, line: string): string[] => Array.from({ length: count }, (_, i) => line.replaceAll('heap_K_binding', String(heapBinding(form, i))).replaceAll(/heap_[KJ]/g, `heap_${i}`));
  const lines = text.replaceAll('heap_L', `heap_${heaps - 1}`).split('\n');
  return lines.flatMap((line) => (line.includes('heap_K') ? numbered(heaps, line) : line.includes('heap_J') ? numbered(heaps - 1, line) : [line])).join('\n');
}

export function shaderText(form: ShaderForm, request: TextRequest): string {
  const text = boundText(form, request);
  return form.alike === true ? withoutSuffix(text) : text;
}

function boundText(form: ShaderForm, { partition, flat, isRepeated = false, writable = false, heaps = 0, roots = [] }: TextRequest): string {
  const entry = flat ? form.flatEntry : form.entry;
  const plain = form.head + (isRepeated ? repeated(entry, form.body) : entry + form.body);
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
