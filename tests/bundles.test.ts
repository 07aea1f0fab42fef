/** What comes into the bundle of a user of one subpath: for each, what may be in it, and how large it may be (minified, brotli 11). Needs `npm run build`. */
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Bundle {
  /** Brotli bytes of what is loaded first, and of all. */
  readonly first: number;
  readonly all: number;
  /** Files of the package, below dist. */
  readonly files: readonly string[];
  readonly text: string;
}

/** As a page's bundler makes it of a module with this text. */
async function bundle(text: string): Promise<Bundle> {
  const made = await build({
    stdin: { contents: text, resolveDir: root }, bundle: true, write: false, splitting: true, outdir: '/out', format: 'esm', platform: 'browser', target: 'es2022', minify: true, treeShaking: true, metafile: true, legalComments: 'none', logLevel: 'error',
  });
  const size = new Map(made.outputFiles.map(({ path, contents }) => [path.slice('/out/'.length), brotliCompressSync(contents).length]));
  const outputs = new Map(Object.entries(made.metafile.outputs).map(([path, output]) => [path.slice(path.lastIndexOf('/') + 1), output]));
  const first = new Set<string>();
  const visit = (name: string): void => {
    if (first.has(name)) return;
    first.add(name);
    for (const { path, kind } of outputs.get(name)!.imports) if (kind === 'import-statement') visit(path.slice(path.lastIndexOf('/') + 1));
  };
  visit('stdin.js');
  const used = [...outputs.values()].flatMap(({ inputs }) => Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path));
  return {
    first: [...first].reduce((sum, name) => sum + size.get(name)!, 0), all: [...size.values()].reduce((sum, bytes) => sum + bytes, 0),
    files: [...new Set(used.filter((path) => path.includes('dist/')).map((path) => path.slice(path.indexOf('dist/') + 'dist/'.length)))].sort(), text: made.outputFiles.map((file) => file.text).join('\n'),
  };
}

/** Texts that only the compiler has. */
const ofTheCompiler = [/use of undeclared identifier/, /__launch_bounds__/, /-fbracket-depth/, /compile-worker/];

function expectNoCompiler({ files, text }: Bundle): void {
  expect(files.filter((name) => /compiler|compile-worker|api\/index|bundler|cli\/|sysroot/.test(name))).toEqual([]);
  for (const words of ofTheCompiler) expect(text).not.toMatch(words);
}

describe('a bundle with one subpath', () => {
  test('runtime: kernels that were compiled before, and WebGPU behind an import of its own', async () => {
    const made = await bundle("export { Device, loadModule } from 'cuda-wasm/runtime';");
    expectNoCompiler(made);
    expect(made.first).toBeLessThan(9_000);
    expect(made.all).toBeLessThan(35_000);
  });

  test('runtime: an artifact beside what uses it', async () => {
    const made = await bundle("import { Device, loadModule } from 'cuda-wasm/runtime';\nconst device = await Device.open('cpu');\nawait loadModule(new Uint8Array(0), { device });");
    expectNoCompiler(made);
    expect(made.first).toBeLessThan(13_000);
  });

  test('runtime: what is not used is left out', async () => {
    const made = await bundle("import { CudaError } from 'cuda-wasm/runtime';\nexport const isCuda = (error) => error instanceof CudaError;");
    expectNoCompiler(made);
    const whole = await bundle("export * from 'cuda-wasm/runtime';");
    expect(made.first).toBeLessThan(whole.first / 2);
    const nothing = await bundle("import 'cuda-wasm/runtime';");
    expect(nothing.first).toBeLessThan(100);
  });

  test('the API: the compiler is its worker, not a part of it', async () => {
    const made = await bundle("export * from 'cuda-wasm';");
    // What starts the worker is there, and nothing of what runs in it.
    expect(made.files.filter((name) => /compiler|sysroot|compile-worker/.test(name))).toEqual([]);
    for (const words of ofTheCompiler.slice(0, 3)) expect(made.text).not.toMatch(words);
    expect(made.first).toBeLessThan(15_000);
  });

  test('browser: programs, without a compiler', async () => {
    const made = await bundle("export { runInBrowser } from 'cuda-wasm/browser';");
    expectNoCompiler(made);
    expect(made.all).toBeLessThan(5_000);
  });

  test('compiler: nothing of the runtime', async () => {
    const made = await bundle("export { openSysroot } from 'cuda-wasm/compiler';");
    expect(made.files).toEqual(['compiler.js']);
    expect(made.text).not.toMatch(/createComputePipelineAsync|requestAdapter/);
    expect(made.all).toBeLessThan(413_000);
  });
});
