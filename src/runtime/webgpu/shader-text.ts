/**
 * The text of a shader for one launch shape: ordinary or flat grid, and which of its bindings fall into one buffer. In: a form; a partition of its bindings as, for each, the index of the first binding
 * with the same buffer. Bindings that are not the first of their part vanish, their names become the first one's (program-kernels.ts says why that is right in the aliased form).
 */
import type { ShaderForm } from './program-kernels.js';

export type Partition = readonly number[];

export function isDistinct(partition: Partition): boolean {
  return partition.every((first, i) => first === i);
}

/** May the part be written to? */
export function isWritten(form: ShaderForm, partition: Partition, first: number): boolean {
  return form.bindings.some((binding, i) => partition[i] === first && binding.access === 'read_write');
}

export function shaderText(form: ShaderForm, partition: Partition, flat: boolean): string {
  const text = form.head + (flat ? form.flatEntry : form.entry) + form.body;
  if (isDistinct(partition)) return text;
  const renamed = new Map<string, string>();
  const dropped = new Set<number>();
  const written = new Set<number>();
  form.bindings.forEach((binding, i) => {
    const first = partition[i];
    if (first !== i) {
      renamed.set(binding.name, form.bindings[first].name);
      dropped.add(binding.binding);
    }
    if (isWritten(form, partition, first)) written.add(form.bindings[first].binding);
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
