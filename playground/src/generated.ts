/** Generated code beside the source. WGSL says in comments which lines of the source it comes from: a line chosen in one text is marked in the other. */
import { compile } from './compiler.js';
import type { TextForm } from './compile-worker.js';
import type { TextView } from './editor.js';
import { createReader } from './editor.js';
import { element } from './elements.js';

export interface Generated {
  /** Shows the code of the source, if that is not what is shown. */
  show(source: string): Promise<void>;
  /** A line of the source was chosen. */
  follow(line: number): void;
}

/** For each line of a shader (from 1), the line of the source it comes from. */
export function sourceLines(text: string): ReadonlyMap<number, number> {
  const lines = new Map<number, number>();
  let current: number | undefined;
  text.split('\n').forEach((line, i) => {
    if (line.startsWith('// ')) current = undefined;
    const comment = /^\s+\/\/ (\d+): /.exec(line);
    if (comment !== null) current = Number(comment[1]);
    if (line === '}') current = undefined;
    if (current !== undefined && line.trim() !== '') lines.set(i + 1, current);
  });
  return lines;
}

export function createGenerated(editor: () => TextView): Generated {
  const form = element<HTMLSelectElement>('form-of');
  const note = element('generated-note');
  let shown = '';
  let source = '';
  let lines: ReadonlyMap<number, number> = new Map();
  const reader = createReader(element('generated'), 'Generated code', (line) => {
    const from = lines.get(line);
    editor().mark(new Set(from === undefined ? [] : [from]));
  });

  async function show(text: string): Promise<void> {
    source = text;
    const kind = form.value as TextForm;
    const key = `${kind}\n${text}`;
    if (key === shown) return;
    note.textContent = 'compiling';
    const { generated, failure, text: diagnostics } = await compile(text, kind === 'wgsl' ? 'webgpu' : 'cpu', kind);
    if (source !== text || form.value !== kind) return;
    if (generated === undefined) {
      note.textContent = failure ?? (diagnostics === '' ? '' : 'the program has errors');
      return;
    }
    shown = key;
    note.textContent = '';
    reader.replace(generated);
    lines = kind === 'wgsl' ? sourceLines(generated) : new Map();
  }

  form.addEventListener('change', () => void show(source));
  return {
    show,
    follow(line) {
      reader.mark(new Set([...lines].flatMap(([own, from]) => (from === line ? [own] : []))));
    },
  };
}
