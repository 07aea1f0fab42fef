/** The editor: CUDA as C++, the compiler's diagnostics in the text, and lines that another view points at. Light or dark as the system is. */
import { cpp } from '@codemirror/lang-cpp';
import type { Diagnostic } from '@codemirror/lint';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { Compartment, EditorState, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import { oneDark } from '@codemirror/theme-one-dark';
import type { DecorationSet } from '@codemirror/view';
import { Decoration, keymap } from '@codemirror/view';
import { basicSetup, EditorView } from 'codemirror';
import type { CompileReply } from './compile-worker.js';

const setLines = StateEffect.define<ReadonlySet<number>>();
const sameLine = Decoration.line({ class: 'same' });

/** Lines (from 1) that belong to what the other text's cursor is at. */
const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lines, transaction) {
    let now = lines.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setLines)) continue;
      const builder = new RangeSetBuilder<Decoration>();
      for (const line of [...effect.value].sort((a, b) => a - b)) if (line <= transaction.state.doc.lines) builder.add(transaction.state.doc.line(line).from, transaction.state.doc.line(line).from, sameLine);
      now = builder.finish();
    }
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export interface TextView {
  readonly text: string;
  /** Where the cursor is (from 1). */
  readonly line: number;
  replace(text: string): void;
  /** Marks lines; the first one is brought into view. */
  mark(lines: ReadonlySet<number>): void;
}

export interface Editor extends TextView {
  showDiagnostics(diagnostics: CompileReply['diagnostics']): void;
}

const dark = matchMedia('(prefers-color-scheme: dark)');

function createView(parent: HTMLElement, label: string, onLine: (line: number) => void, extensions: readonly Extension[]): { readonly view: EditorView; readonly texts: TextView } {
  const theme = new Compartment();
  const themeNow = (): Extension => (dark.matches ? oneDark : []);
  const view = new EditorView({
    parent,
    extensions: [
      ...extensions, basicSetup, marked, theme.of(themeNow()), EditorView.lineWrapping, EditorView.contentAttributes.of({ 'aria-label': label }),
      EditorView.updateListener.of(({ selectionSet, docChanged, state, view: { hasFocus } }) => {
        if (selectionSet && !docChanged && hasFocus) onLine(state.doc.lineAt(state.selection.main.head).number);
      }),
    ],
  });
  dark.addEventListener('change', () => view.dispatch({ effects: theme.reconfigure(themeNow()) }));
  const texts: TextView = {
    get text() {
      return view.state.doc.toString();
    },
    get line() {
      return view.state.doc.lineAt(view.state.selection.main.head).number;
    },
    replace(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, effects: setLines.of(new Set()) });
    },
    mark(lines) {
      const [first] = [...lines].sort((a, b) => a - b);
      const scroll = first === undefined || first > view.state.doc.lines ? [] : [EditorView.scrollIntoView(view.state.doc.line(first).from, { y: 'center' })];
      view.dispatch({ effects: [setLines.of(lines), ...scroll] });
    },
  };
  return { view, texts };
}

export interface EditorEvents {
  readonly onChange: () => void;
  readonly onRun: () => void;
  readonly onLine: (line: number) => void;
}

export function createEditor(parent: HTMLElement, { onChange, onRun, onLine }: EditorEvents): Editor {
  const { view, texts } = createView(parent, 'Program', onLine, [
    keymap.of([{ key: 'Mod-Enter', run() { onRun(); return true; } }]), cpp(), lintGutter(),
    EditorView.updateListener.of(({ docChanged }) => {
      if (docChanged) onChange();
    }),
  ]);

  /** Where the compiler's lines and columns (from 1) lie in the text. */
  function place(line: number, column: number): number {
    const { doc } = view.state;
    const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    return Math.min(from + Math.max(column - 1, 0), to);
  }

  return Object.assign(Object.create(texts) as TextView, {
    showDiagnostics(diagnostics: CompileReply['diagnostics']) {
      const marks: Diagnostic[] = diagnostics
        .filter(({ file }) => file === 'main.cu')
        .map((d) => {
          const from = place(d.line, d.column);
          const end = place(d.endLine, d.endColumn);
          // A place without extent: the word there.
          const to = end > from ? end : (view.state.wordAt(from)?.to ?? from);
          return { from, to, severity: d.severity === 'error' ? 'error' : d.severity === 'warning' ? 'warning' : 'info', message: `${d.message} [${d.code}]` };
        });
      view.dispatch(setDiagnostics(view.state, marks));
    },
  });
}

/** A text to read only. */
export function createReader(parent: HTMLElement, label: string, onLine: (line: number) => void): TextView {
  return createView(parent, label, onLine, [EditorState.readOnly.of(true), cpp()]).texts;
}
