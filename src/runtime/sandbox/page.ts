/** The script of a page that carries a program (`cuda-wasm build -o app.html`): its form, console and files. The elements are those of page.html. */
import { createConsoleView } from './console-view.js';
import { browserStarter } from './browser-threads.js';
import { deviceWorkerText, embeddedName, embeddedProgram, programWorkerText } from './embedded.js';
import type { RunOptions } from './run-sandboxed.js';
import { runSandboxed } from './run-sandboxed.js';
import { splitWords } from './split-words.js';

const element = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const form = element<HTMLFormElement>('form');
const argsField = element<HTMLInputElement>('args');
const stdinField = element<HTMLTextAreaElement>('stdin');
const filesField = element<HTMLInputElement>('files');
const deviceField = element<HTMLSelectElement>('device');
const runButton = element<HTMLButtonElement>('run');
const stopButton = element<HTMLButtonElement>('stop');
const status = element<HTMLOutputElement>('status');
const log = createConsoleView(element('console'));
const results = element('results');
const written = element<HTMLUListElement>('written');

const starter = browserStarter({ text: programWorkerText }, { text: deviceWorkerText }, { text: programWorkerText });

let controller: AbortController | undefined;
let links: string[] = [];

async function readFiles(): Promise<Record<string, Uint8Array>> {
  const files = [...(filesField.files ?? [])];
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file.name, new Uint8Array(await file.arrayBuffer())] as const)));
}

function showFiles(given: Readonly<Record<string, Uint8Array>>, now: Readonly<Record<string, Uint8Array>>): void {
  for (const [path, bytes] of Object.entries(now)) {
    const before = given[path];
    if (before !== undefined && before.length === bytes.length && before.every((byte, i) => byte === bytes[i])) continue;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]));
    link.download = path.slice(path.lastIndexOf('/') + 1);
    link.textContent = `${path} (${bytes.length} bytes)`;
    links.push(link.href);
    const item = document.createElement('li');
    item.append(link);
    written.append(item);
  }
  results.hidden = written.childNodes.length === 0;
}

function clear(): void {
  log.clear();
  written.replaceChildren();
  results.hidden = true;
  for (const link of links) URL.revokeObjectURL(link);
  links = [];
}

async function run(): Promise<void> {
  controller?.abort();
  const own = new AbortController();
  controller = own;
  clear();
  status.value = 'running';
  stopButton.disabled = false;
  try {
    const files = await readFiles();
    const result = await runSandboxed(embeddedProgram, {
      name: embeddedName, args: splitWords(argsField.value), stdin: stdinField.value, files, device: deviceField.value as RunOptions['device'], signal: own.signal,
      onStdout: (text) => log.write('stdout', text),
      onStderr: (text) => log.write('stderr', text),
    }, starter);
    status.value = `exit code ${result.exitCode} (${result.device.name})`;
    showFiles(files, result.files);
  } catch (error) {
    if (controller !== own) return;
    if (own.signal.aborted) {
      status.value = 'stopped';
    } else {
      status.value = 'failed';
      log.write('stderr', `${(error as Error).message}\n`);
    }
  }
  if (controller === own) stopButton.disabled = true;
}

/** The devices that the program was built for. */
function listDevices(): void {
  const { cpu, webgpu } = embeddedProgram;
  const names = { auto: 'the best device', cpu: 'the CPU', webgpu: 'WebGPU' };
  const there = [...(cpu && webgpu ? (['auto'] as const) : []), ...(cpu ? (['cpu'] as const) : []), ...(webgpu ? (['webgpu'] as const) : [])];
  for (const value of there) deviceField.append(new Option(names[value], value));
  if (webgpu && starter.noDevice !== undefined) deviceField.title = `WebGPU is out of reach: ${starter.noDevice}`;
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void run();
});
stopButton.addEventListener('click', () => controller?.abort());
runButton.focus();
listDevices();
void run();
