/** The playground: a CUDA program to edit, compiled in a worker and run in a sandbox; output, diagnostics in the text and beside it. */
import { cpp } from '@codemirror/lang-cpp';
import type { Diagnostic } from '@codemirror/lint';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { basicSetup, EditorView } from 'codemirror';
import { runInBrowser } from 'cuda-wasm/browser';
import { createConsoleView } from '../../src/runtime/sandbox/console-view.js';
import { compile } from './compiler.js';
import type { CompileReply } from './compile-worker.js';

const examples = import.meta.glob<string>('../../examples/*.cu', { query: '?raw', import: 'default', eager: true });
const first = 'mandelbrot';

const element = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const form = element<HTMLFormElement>('form');
const exampleField = element<HTMLSelectElement>('example');
const argsField = element<HTMLInputElement>('args');
const deviceField = element<HTMLSelectElement>('device');
const stopButton = element<HTMLButtonElement>('stop');
const status = element<HTMLOutputElement>('status');
const log = createConsoleView(element('console'));

for (const path of Object.keys(examples)) exampleField.append(new Option(/([^/]*)\.cu$/.exec(path)![1], path));
exampleField.value = Object.keys(examples).find((path) => path.includes(first)) ?? '';

const editor = new EditorView({ parent: element('editor'), doc: examples[exampleField.value], extensions: [basicSetup, cpp(), lintGutter(), EditorView.lineWrapping] });

/** Where the compiler's lines and columns (from 1) lie in the text. */
function mark({ diagnostics }: CompileReply): void {
  const { doc } = editor.state;
  const place = (line: number, column: number): number => {
    const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    return Math.min(from + Math.max(column - 1, 0), to);
  };
  const marks: Diagnostic[] = diagnostics
    .filter(({ file }) => file === 'main.cu')
    .map((d) => {
      const from = place(d.line, d.column);
      const end = place(d.endLine, d.endColumn);
      // A place without extent: the word there.
      const to = end > from ? end : (editor.state.wordAt(from)?.to ?? from);
      return { from, to, severity: d.severity === 'error' ? 'error' : d.severity === 'warning' ? 'warning' : 'info', message: `${d.message} [${d.code}]` };
    });
  editor.dispatch(setDiagnostics(editor.state, marks));
}

let controller: AbortController | undefined;

async function run(): Promise<void> {
  controller?.abort();
  const own = new AbortController();
  controller = own;
  stopButton.disabled = false;
  log.clear();
  status.value = 'compiling';
  const device = deviceField.value as 'cpu' | 'webgpu';
  try {
    const reply = await compile(editor.state.doc.toString(), device === 'cpu' && crossOriginIsolated ? 'threads' : device);
    if (controller !== own) return;
    own.signal.throwIfAborted();
    mark(reply);
    if (reply.failure !== undefined) log.write('stderr', `internal compiler error: ${reply.failure}\nThis is a bug of cuda-wasm, not of your program. Please report it with the source that shows it.\n`);
    log.write('stderr', reply.text);
    if (reply.bytes === undefined) {
      status.value = 'not compiled';
    } else {
      status.value = 'running';
      const start = performance.now();
      const { exitCode, device: ran } = await runInBrowser(reply.bytes, {
        device, signal: own.signal, args: argsField.value.split(' ').filter((word) => word !== ''), onStdout: (text) => log.write('stdout', text), onStderr: (text) => log.write('stderr', text),
      });
      status.value = `exit code ${exitCode} (${ran.name}); compiled in ${reply.milliseconds.toFixed(0)} ms, ran ${(performance.now() - start).toFixed(0)} ms`;
    }
  } catch (error) {
    if (controller !== own) return;
    status.value = own.signal.aborted ? 'stopped' : 'failed';
    if (!own.signal.aborted) log.write('stderr', `${(error as Error).message}\n`);
  }
  if (controller === own) stopButton.disabled = true;
}

exampleField.addEventListener('change', () => {
  editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: examples[exampleField.value] } });
  editor.dispatch(setDiagnostics(editor.state, []));
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void run();
});
stopButton.addEventListener('click', () => controller?.abort());
