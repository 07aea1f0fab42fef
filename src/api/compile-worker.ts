/** The thread that compiles, in Node and in browsers: takes requests one after the other (messages.ts). In Node it reads the sysroot from the package, elsewhere it fetches what a source needs of it. */
import type { CompiledKernels, KernelTarget } from '../driver/index.js';
import { CompilerFailure, compileKernelUnits, createMemoryFileSystem, headerFolder, linkKernelUnits, moduleLibraries, openBinary, openSysroot } from '../driver/index.js';
import type { Artifact } from '../runtime/modules/artifact.js';
import { findNode } from '../runtime/modules/node-modules.js';
import type { CompileReply, CompileRequest } from './messages.js';

type Compile = (request: CompileRequest, target: KernelTarget) => CompiledKernels | Promise<CompiledKernels>;

interface Port {
  send(reply: CompileReply): void;
  listen(handler: (request: CompileRequest) => void): void;
}

const port = openPort();
const compile = findNode() === undefined ? compilerInBrowser() : compilerInNode();
let last: Promise<void> = Promise.resolve();
port.listen((request) => {
  last = last.then(async () => port.send(await answer(request)));
});

async function answer(request: CompileRequest): Promise<CompileReply> {
  const { id, targets } = request;
  try {
    const results: Partial<Record<KernelTarget, CompiledKernels>> = {};
    for (const target of targets) {
      const result = await compile(request, target);
      results[target] = result;
      if (result.module === undefined) break;
    }
    const all = Object.values(results);
    const failed = all.find(({ module }) => module === undefined);
    const { diagnostics, text } = failed ?? all[0]!;
    return { id, kind: 'done', artifact: failed === undefined ? assemble(results) : undefined, diagnostics, text };
  } catch (cause) {
    const where = cause instanceof CompilerFailure ? ` (phase '${cause.phase}')` : '';
    return { id, kind: 'failed', message: `internal error of the compiler${where}, please report it: ${cause instanceof Error ? cause.message : String(cause)}` };
  }
}

function assemble({ cpu, webgpu }: Partial<Record<KernelTarget, CompiledKernels>>): Artifact {
  const reflection = (cpu ?? webgpu)!.reflection!;
  const shaders = webgpu?.shaders;
  return { reflection, ...(cpu && { wasm: cpu.module! }), ...(shaders !== undefined && { wgsl: shaders, host: webgpu!.module! }) };
}

function compilerInNode(): Compile {
  const { readFileSync } = findNode()!.module('node:fs');
  const folder = new URL('../sysroot/', import.meta.url);
  const read = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));
  const texts = JSON.parse(new TextDecoder().decode(read('headers.json'))) as Readonly<Record<string, string>>;
  const headers = createMemoryFileSystem(Object.fromEntries(Object.entries(texts).map(([path, text]) => [`${headerFolder}/${path}`, text])));
  const libraries = new Map<string, Uint8Array>();
  const library = (name: string): Uint8Array => {
    let bytes = libraries.get(name);
    if (bytes === undefined) libraries.set(name, (bytes = read(name)));
    return bytes;
  };
  return ({ source, files, options }, target) => {
    const units = compileKernelUnits(source, files, target, options, headers, library);
    return linkKernelUnits(units, () => moduleLibraries(units).map((name) => openBinary(library(name))));
  };
}

function compilerInBrowser(): Compile {
  const opened = new Map<string, ReturnType<typeof openSysroot>>();
  return ({ source, files, options, sysroot }, target) => {
    const folder = sysroot ?? String(new URL('../sysroot/parts/', import.meta.url));
    let parts = opened.get(folder);
    if (parts === undefined) opened.set(folder, (parts = openSysroot(folder)));
    return parts.compileKernels(source, files, target, options);
  };
}

function openPort(): Port {
  const node = findNode();
  if (node !== undefined) {
    const parent = node.module('node:worker_threads').parentPort!;
    return { send: (reply) => parent.postMessage(reply), listen: (handler) => void parent.on('message', handler) };
  }
  const scope = globalThis as unknown as { postMessage(message: unknown): void; onmessage: ((event: MessageEvent<CompileRequest>) => void) | null };
  return {
    send: (reply) => scope.postMessage(reply),
    listen(handler) {
      scope.onmessage = (event) => handler(event.data);
    },
  };
}
