/** Generated code beside the source: a line chosen in one text marks those of the other that belong to it. */
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

export function createGenerated(editor: () => TextView): Generated {
  const form = element<HTMLSelectElement>('form-of');
  const note = element('generated-note');
  let shown = '';
  let source = '';
  let lines: readonly number[] = [];
  const reader = createReader(element('generated'), 'Generated code', (line) => {
    const from = lines[line - 1] ?? 0;
    editor().mark(new Set(from === 0 ? [] : [from]));
  });

  async function show(text: string): Promise<void> {
    source = text;
    const kind = form.value as TextForm;
    const key = `${kind}\n${text}`;
    if (key === shown) return;
    note.textContent = 'compiling';
    const { generated, failure, text: diagnostics } = await compile(text, kind === 'wgsl' ? 'webgpu' : 'cpu', { form: kind });
    if (source !== text || form.value !== kind) return;
    if (generated === undefined) {
      note.textContent = failure ?? (diagnostics === '' ? '' : 'the program has errors');
      return;
    }
    shown = key;
    note.textContent = '';
    reader.replace(generated.text);
    lines = generated.lines;
    follow(editor().line);
  }

  function follow(line: number): void {
    reader.mark(new Set(lines.flatMap((from, i) => (from === line ? [i + 1] : []))));
  }

  form.addEventListener('change', () => void show(source));
  return { show, follow };
}
