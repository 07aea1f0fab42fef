/** The playground: a CUDA program to edit, checked as it is typed, compiled in a worker and run in a sandbox; its output, files, pictures and generated code beside it. */
import type { RunOptions, RunResult } from 'cuda-wasm/browser';
import { runInBrowser } from 'cuda-wasm/browser';
import { profileInBrowser } from 'cuda-wasm/browser/profile.js';
import { splitWords } from '../../src/runtime/sandbox/split-words.js';
import type { Target } from './compile-worker.js';
import { compile } from './compiler.js';
import { createConsoleView } from '../../src/runtime/sandbox/console-view.js';
import { createEditor } from './editor.js';
import type { View } from './elements.js';
import { element, onViewChosen, showView } from './elements.js';
import { acceptUploads, clearWritten, filesForProgram, showWritten } from './files.js';
import { createGenerated } from './generated.js';
import { keepOffline } from './offline.js';
import { createProfileView } from './profile.js';
import { fromFragment, toFragment } from './share.js';

const examples = import.meta.glob<string>('../../examples/*.cu', { query: '?raw', import: 'default', eager: true });
const first = 'mandelbrot';
/** Milliseconds without typing after which the program is checked. */
const checkAfter = 300;

const exampleField = element<HTMLSelectElement>('example');
const argsField = element<HTMLInputElement>('args');
const deviceField = element<HTMLSelectElement>('device');
const stopButton = element<HTMLButtonElement>('stop');
const status = element<HTMLOutputElement>('status');
const log = createConsoleView(element('console'));
const profile = createProfileView();

let view = 'console';
let timer = 0;

const editor = createEditor(element('editor'), {
  onChange() {
    clearTimeout(timer);
    timer = setTimeout(() => void check(), checkAfter) as unknown as number;
  },
  onRun: () => void run(),
  onLine(line) {
    if (view === 'generated') generated.follow(line);
  },
});
const generated = createGenerated(() => editor);

/** What a program is compiled to where it runs on the chosen device. */
function runTarget(): Target {
  const device = deviceField.value as 'cpu' | 'webgpu';
  return device === 'cpu' && crossOriginIsolated ? 'threads' : device;
}

async function check(): Promise<void> {
  const source = editor.text;
  const { diagnostics, failure } = await compile(source, runTarget());
  if (source !== editor.text) return;
  if (failure === undefined) editor.showDiagnostics(diagnostics);
  if (view === 'generated') await generated.show(source);
}

let controller: AbortController | undefined;

async function run(isProfiled = false): Promise<void> {
  controller?.abort();
  const own = new AbortController();
  controller = own;
  stopButton.disabled = false;
  log.clear();
  clearWritten();
  if (isProfiled) profile.begin();
  else show('console');
  status.value = 'compiling';
  const device = deviceField.value as 'cpu' | 'webgpu';
  try {
    const reply = await compile(editor.text, runTarget(), isProfiled ? { profile: true } : {});
    if (controller !== own) return;
    own.signal.throwIfAborted();
    editor.showDiagnostics(reply.diagnostics);
    if (reply.failure !== undefined) log.write('stderr', `internal compiler error: ${reply.failure}\nThis is a bug of cuda-wasm, not of your program. Please report it with the source that shows it.\n`);
    log.write('stderr', reply.text);
    if (reply.bytes === undefined) {
      status.value = 'not compiled';
      show('console');
    } else {
      status.value = 'running';
      const start = performance.now();
      const files = filesForProgram();
      const options: RunOptions = {
        device, files, signal: own.signal, args: splitWords(argsField.value), onStdout: (text) => log.write('stdout', text), onStderr: (text) => log.write('stderr', text),
      };
      let result: RunResult;
      if (reply.profiled === undefined) result = await runInBrowser(reply.bytes, options);
      else {
        const profiled = await profileInBrowser(reply.bytes, reply.profiled, options);
        if (profiled.recorded !== undefined) profile.show(profiled.recorded, profiled.device);
        result = profiled;
      }
      const { exitCode, device: ran, files: after } = result;
      status.value = `exit code ${exitCode} (${ran.name}); compiled in ${reply.milliseconds.toFixed(0)} ms, ran ${(performance.now() - start).toFixed(0)} ms`;
      showWritten(files, after);
    }
  } catch (error) {
    if (controller !== own) return;
    status.value = own.signal.aborted ? 'stopped' : 'failed';
    if (!own.signal.aborted) log.write('stderr', `${(error as Error).message}\n`);
  }
  if (isProfiled) profile.end();
  if (controller === own) stopButton.disabled = true;
}

function show(chosen: View): void {
  view = chosen;
  showView(chosen);
  if (chosen === 'generated') void generated.show(editor.text);
}

async function share(): Promise<void> {
  history.replaceState(undefined, '', await toFragment({ source: editor.text, args: argsField.value, device: deviceField.value }));
  // Not where the page may not use the clipboard: the address has the link.
  await navigator.clipboard?.writeText(location.href).then(() => { status.value = 'link copied'; }, () => { status.value = 'the address is the link'; });
}

async function begin(): Promise<void> {
  for (const path of Object.keys(examples)) exampleField.append(new Option(/([^/]*)\.cu$/.exec(path)![1], path));
  exampleField.value = Object.keys(examples).find((path) => path.includes(first)) ?? '';
  const shared = await fromFragment(location.hash);
  if (shared === undefined) editor.replace(examples[exampleField.value]);
  else {
    exampleField.selectedIndex = -1;
    editor.replace(shared.source);
    argsField.value = shared.args;
    if (shared.device === 'webgpu') deviceField.value = shared.device;
  }
  if (!crossOriginIsolated) {
    element('notice').hidden = false;
    element('notice').textContent = 'This page is not cross-origin isolated: programs run on one thread, and not on WebGPU. Served over HTTPS, it isolates itself when it is loaded again; or serve it with the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp.';
  }
  // The compiler is ready for the first run as early as it can be.
  clearTimeout(timer);
  void check();
  await keepOffline();
}

exampleField.addEventListener('change', () => {
  editor.replace(examples[exampleField.value]);
  argsField.value = '';
});
element<HTMLFormElement>('form').addEventListener('submit', (event) => {
  event.preventDefault();
  void run();
});
addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) void run();
});
stopButton.addEventListener('click', () => controller?.abort());
element('profile').addEventListener('click', () => void run(true));
element('share').addEventListener('click', () => void share());
onViewChosen(show);
acceptUploads();
void begin();
