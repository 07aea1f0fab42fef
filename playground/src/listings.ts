/** Generated code as text, with the line of the source that each of its lines comes from. In: compiled modules and IR. Out: `Listing`. */
import { moduleToWat } from '../../src/back/wasm/wat.js';
import type { CompiledIr } from '../../src/driver/index.js';
import type { Func, Inst } from '../../src/ir/ir.js';
import { printModule } from '../../src/ir/print.js';
import { readLineTable } from '../../src/runtime/cpu/line-table.js';
import { readProgramKernels } from '../../src/runtime/webgpu/program-kernels.js';

export interface Listing {
  readonly text: string;
  /** For each line of the text, the line of the source (from 1), or 0. */
  readonly lines: readonly number[];
}

/** Each kernel as it is launched where nothing is in its way; or why it has no shader. */
export function shaderListing(bytes: Uint8Array<ArrayBuffer>): Listing {
  const { kernels } = readProgramKernels(new WebAssembly.Module(bytes)) ?? { kernels: [] };
  const text = kernels
    .map(({ distinct, arena, refused, pretty }) => {
      const form = distinct ?? arena;
      if (form === undefined) return `// ${pretty}\n${(refused ?? 'has no shader').replace(/^/gm, '// ')}\n`;
      return (form.head + form.entry + form.body).replaceAll('heap_K_binding', String(form.bindings.length + 1)).replaceAll('heap_K', 'heap_0');
    })
    .join('\n');
  return { text, lines: commentedLines(text) };
}

/** Shaders say in comments which lines they come from. */
export function commentedLines(text: string): number[] {
  let current = 0;
  return text.split('\n').map((line) => {
    const comment = /^\s+\/\/ (\d+): /.exec(line);
    if (line.startsWith('// ') || line === '}') current = 0;
    else if (comment !== null) current = Number(comment[1]);
    return line.trim() === '' ? 0 : current;
  });
}

export function watListing(bytes: Uint8Array<ArrayBuffer>, file: string): Listing {
  const table = readLineTable(new WebAssembly.Module(bytes));
  const known = new Map<number, number>();
  const text = moduleToWat(bytes, undefined, (line, offset) => {
    const from = table.find(offset);
    if (from?.file === file) known.set(line, from.line);
  });
  return { text, lines: text.split('\n').map((_, i) => known.get(i) ?? 0) };
}

export function irListing({ modules, lineOf }: Pick<CompiledIr, 'modules' | 'lineOf'>, file: string): Listing {
  /** The position itself or, in what came out of a header, the call that it was inlined at. */
  const lineIn = (of: Func | Inst): number => {
    for (let at: { readonly loc: number; readonly inlinedAt?: Inst['inlinedAt']; readonly outer?: Inst['inlinedAt'] } | undefined = of; at !== undefined; at = at.inlinedAt ?? at.outer) {
      const from = lineOf(at.loc);
      if (from?.file === file) return from.line;
    }
    return 0;
  };
  let text = '';
  const places: { readonly offset: number; readonly line: number }[] = [];
  for (const module of modules) {
    const start = text.length;
    text += printModule(module, { onPlace: (offset, of) => void places.push({ offset: start + offset, line: lineIn(of) }) });
  }
  const lines: number[] = [];
  let end = 0;
  let next = 0;
  for (const line of text.split('\n')) {
    // Closing braces and empty lines begin no instruction.
    const isPlace = next < places.length && places[next].offset <= end + line.length;
    lines.push(isPlace ? places[next].line : 0);
    while (next < places.length && places[next].offset <= end + line.length) next++;
    end += line.length + 1;
  }
  return { text, lines };
}
