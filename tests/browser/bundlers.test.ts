/** CUDA sources in bundles, by the built plugins: Vite (built, and served while it is worked on) in a real browser, Rolldown, esbuild and webpack in Node; what comes into the bundle; types. Needs `npm run build`. */
import { fork, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build as esbuild } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importPart } from '../parts.js';
import { openPage, startBrowser, startSite } from './browser.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Plugins<Plugin> {
  cudaWasm(options?: { readonly declarations?: boolean }): Plugin;
}
interface BuiltChunk {
  readonly code?: string;
  readonly modules?: Readonly<Record<string, unknown>>;
}
interface Server {
  listen(): Promise<unknown>;
  close(): Promise<void>;
  readonly resolvedUrls: { readonly local: readonly string[] };
}
interface Vite {
  build(config: object): Promise<{ readonly output: readonly BuiltChunk[] }>;
  createServer(config: object): Promise<Server>;
}
interface Rolldown {
  rolldown(options: object): Promise<{ write(options: object): Promise<{ readonly output: readonly BuiltChunk[] }> }>;
}

const load = async <T>(path: string): Promise<T> => (await import(pathToFileURL(path).href)) as T;
const plugins = <Plugin>(name: string): Promise<Plugins<Plugin>> => importPart(`bundler/${name}.js`, `bundler/${name}.ts`);
const vite = await load<Vite>(createRequire(join(root, 'playground/package.json')).resolve('vite'));
const rolldown = await load<Rolldown>(createRequire(join(root, 'package.json')).resolve('rolldown'));

const header = '#define FACTOR 2.0f\n';
const kernels = `#include "factor.h"
__global__ void saxpy(int n, float a, const float* x, float* y) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) y[i] += a * x[i] * FACTOR;
}
template <typename T> __global__ void fill(T* p, T value) { p[threadIdx.x] = value; }
template __global__ void fill<long long>(long long*, long long);
`;
const app = `import { Device } from 'cuda-wasm/runtime';
import { saxpy, "fill<long long>" as fill } from './saxpy.cu';
export async function compute(kind: 'cpu' | 'webgpu'): Promise<string> {
  using device = await Device.open(kind);
  const x = device.from(new Float32Array([1, 2, 3])), y = device.from(new Float32Array([10, 20, 30]));
  saxpy({ device, grid: 1, block: 32 })(3, 0.5, x, y);
  const z = device.alloc(BigInt64Array, 2);
  fill({ device, grid: 1, block: 2 })(z, 7n);
  return [...(await y.read()), ...(await z.read())].join();
}
`;
const page = `import { compute } from './app';
Object.assign(globalThis, { compute, loads: 1 });
document.title = 'ready';
`;
const expected = '11,22,33,7,7';

/** A user's project, in which the package is installed. */
function createProject(): { readonly folder: string; write(name: string, text: string): void } {
  const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-bundle-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/cuda-wasm'));
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write('factor.h', header);
  write('saxpy.cu', kernels);
  write('app.ts', app);
  write('page.ts', page);
  write('index.html', '<!doctype html><meta charset="utf-8"><script type="module" src="./page.ts"></script>');
  return { folder, write };
}

/** Of this package a bundle has the runtime, and nothing of the compiler. */
function expectNoCompiler(modules: readonly string[]): void {
  const ours = modules.filter((path) => path.includes('/dist/'));
  expect(ours.some((path) => path.includes('/dist/api/'))).toBe(true);
  expect(ours.filter((path) => /compile|api\/index|bundler|sysroot/.test(path))).toEqual([]);
}

const quiet = { logLevel: 'silent', configFile: false, clearScreen: false };
/** With TypeScript's `using`, which browsers have not all. */
const target = 'es2022';

describe('Vite', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });

  test('builds an app that launches kernels on both devices, with the runtime alone in it', async () => {
    const { folder } = createProject();
    const { cudaWasm } = await plugins<object>('vite');
    const { output } = await vite.build({ ...quiet, root: folder, base: './', plugins: [cudaWasm()], build: { target, outDir: 'out' } });
    expectNoCompiler(output.flatMap(({ modules = {} }) => Object.keys(modules)));
    const open = await openPage(browser, await startSite({ isolated: false, folder: join(folder, 'out') }), '/index.html');
    await expect.poll(() => open.title()).toBe('ready');
    for (const kind of ['cpu', 'webgpu']) expect(await open.evaluate(`compute('${kind}')`)).toBe(expected);
  });

  test('takes changes into the page without a reload, and shows errors over it', async () => {
    const { folder, write } = createProject();
    const { cudaWasm } = await plugins<object>('vite');
    const server = await vite.createServer({ ...quiet, root: folder, plugins: [cudaWasm()], server: { port: 0, host: '127.0.0.1', fs: { strict: false } }, optimizeDeps: { noDiscovery: true }, esbuild: { target }, oxc: { target } });
    await server.listen();
    try {
      const open = await browser.newPage();
      await open.goto(server.resolvedUrls.local[0]!);
      await expect.poll(() => open.title(), { timeout: 20_000 }).toBe('ready');
      expect(await open.evaluate("compute('cpu')")).toBe(expected);
      await open.evaluate('loads = 2');
      write('factor.h', '#define FACTOR 4.0f\n');
      await expect.poll(() => open.evaluate("compute('cpu')"), { timeout: 10_000 }).toBe('12,24,36,7,7');
      write('saxpy.cu', kernels.replace('FACTOR;', 'factor;'));
      const overlay = open.locator('vite-error-overlay');
      await overlay.waitFor({ timeout: 10_000 });
      const text = await overlay.evaluate((element) => element.shadowRoot!.textContent);
      expect(text).toContain("use of undeclared identifier 'factor'");
      expect(text).toMatch(/saxpy\.cu:4:\d+/);
      expect(text).toMatch(/> 4 \| {3}if \(i < n\) y\[i\] \+= a \* x\[i\] \* factor;\n +\| +\^/);
      write('saxpy.cu', kernels.replace('FACTOR;', '1.0f;'));
      await expect.poll(() => open.evaluate("compute('cpu')"), { timeout: 10_000 }).toBe('10.5,21,31.5,7,7');
      expect(await open.evaluate('loads')).toBe(2);
    } finally {
      await server.close();
    }
  });
});

test('Rolldown, by the plugin for Rollup', async () => {
  const { folder } = createProject();
  const { cudaWasm } = await plugins<object>('rollup');
  const made = await rolldown.rolldown({ input: join(folder, 'app.ts'), plugins: [cudaWasm()], platform: 'neutral', transform: { target }, logLevel: 'silent' });
  const { output } = await made.write({ dir: join(folder, 'out'), entryFileNames: '[name].mjs' });
  expectNoCompiler(output.flatMap(({ modules = {} }) => Object.keys(modules)));
  const { compute } = await load<{ compute(kind: string): Promise<string> }>(join(folder, 'out/app.mjs'));
  expect(await compute('cpu')).toBe(expected);
});

describe('webpack', () => {
  interface Stats {
    hasErrors(): boolean;
    toJson(options: object): { readonly errors: readonly { readonly message: string; readonly moduleName?: string }[]; readonly modules: readonly { readonly identifier?: string }[] };
    readonly compilation: { readonly fileDependencies: Iterable<string> };
  }
  type Webpack = { (options: object): { run(done: (error: Error | null, stats: Stats) => void): void; watch(options: object, done: (error: Error | null, stats: Stats) => void): void; close(done: () => void): void }; readonly HotModuleReplacementPlugin: new () => object };
  const webpack = createRequire(join(root, 'package.json'))('webpack') as Webpack;

  const entry = `import { Device } from 'cuda-wasm/runtime';
import { saxpy } from './saxpy.cu';
export async function compute(kind) {
  const device = await Device.open(kind);
  const x = device.from(new Float32Array([1, 2, 3])), y = device.from(new Float32Array([10, 20, 30]));
  saxpy({ device, grid: 1, block: 32 })(3, 0.5, x, y);
  const result = (await y.read()).join();
  device.dispose();
  return result;
}
`;
  const options = async (folder: string, more: object = {}): Promise<object> => ({
    mode: 'production', target: 'node20', context: folder, entry: './main.js', devtool: false, output: { path: join(folder, 'out'), filename: 'app.cjs', library: { type: 'commonjs2' } }, plugins: [(await plugins<object>('webpack')).cudaWasm()], ...more,
  });

  function bundle(config: object): Promise<Stats> {
    const compiler = webpack(config);
    return new Promise((resolve, reject) => compiler.run((error, stats) => compiler.close(() => (error === null ? resolve(stats) : reject(error)))));
  }

  test('bundles kernels with the runtime alone', { timeout: 120_000 }, async () => {
    const { folder, write } = createProject();
    write('main.js', entry);
    const stats = await bundle(await options(folder));
    expect(stats.toJson({ all: false, errors: true }).errors).toEqual([]);
    expectNoCompiler(stats.toJson({ all: false, modules: true, nestedModules: true }).modules.map(({ identifier = '' }) => identifier));
    expect([...stats.compilation.fileDependencies]).toContain(join(folder, 'factor.h'));
    const { compute } = createRequire(join(folder, 'package.json'))('./out/app.cjs') as { compute(kind: string): Promise<string> };
    expect(await compute('cpu')).toBe('11,22,33');
    expect(readFileSync(join(folder, 'saxpy.cu.d.ts'), 'utf8')).toContain('saxpy');
  });

  test('tells errors with the lines around them', { timeout: 120_000 }, async () => {
    const { folder, write } = createProject();
    write('main.js', entry);
    write('saxpy.cu', kernels.replace('FACTOR;', 'factor;'));
    const stats = await bundle(await options(folder));
    const [{ message }] = stats.toJson({ all: false, errors: true }).errors as [{ readonly message: string }];
    expect(message).toMatch(/saxpy\.cu:4:\d+: use of undeclared identifier 'factor'/);
    expect(message).toMatch(/> 4 \|.*y\[i\] \+= a \* x\[i\] \* factor;/);
    expect([...stats.compilation.fileDependencies]).toEqual(expect.arrayContaining([join(folder, 'factor.h'), join(folder, 'saxpy.cu')]));
  });

  test('takes changes into what runs', { timeout: 120_000 }, async () => {
    const { folder, write } = createProject();
    write('main.js', `${entry}
process.on('message', async (message) => {
  if (message === 'update') await module.hot.check(true);
  process.send(await compute('cpu'));
});
`);
    const config = await options(folder, { mode: 'development', target: 'async-node', output: { path: join(folder, 'out'), filename: 'app.cjs' } });
    const compiler = webpack({ ...config, plugins: [...(config as { readonly plugins: readonly object[] }).plugins, new webpack.HotModuleReplacementPlugin()] });
    let onBuilt: (stats: Stats) => void = () => {};
    const once = (): Promise<Stats> => new Promise((resolve) => {
      onBuilt = resolve;
    });
    const first = once();
    compiler.watch({ aggregateTimeout: 20 }, (_, stats) => onBuilt(stats));
    await first;
    const child = fork(join(folder, 'out/app.cjs'));
    const ask = (message: string): Promise<unknown> => new Promise((resolve) => {
      child.once('message', resolve);
      child.send(message);
    });
    try {
      expect(await ask('run')).toBe('11,22,33');
      const built = once();
      write('factor.h', '#define FACTOR 4.0f\n');
      const stats = await built;
      expect(stats.toJson({ all: false, errors: true }).errors).toEqual([]);
      expect(await ask('update')).toBe('12,24,36');
    } finally {
      child.kill();
      await new Promise<void>((closed) => compiler.close(closed));
    }
  });
});

describe('esbuild', () => {
  const options = (folder: string) => ({ entryPoints: [join(folder, 'app.ts')], bundle: true, format: 'esm' as const, platform: 'neutral' as const, target, splitting: true, outdir: join(folder, 'out'), outExtension: { '.js': '.mjs' }, metafile: true as const, logLevel: 'silent' as const });

  test('bundles kernels with the runtime alone', async () => {
    const { folder } = createProject();
    const { cudaWasm } = await plugins<{ readonly name: string; setup(): void }>('esbuild');
    const { metafile } = await esbuild({ ...options(folder), plugins: [cudaWasm()] });
    expectNoCompiler(Object.keys(metafile.inputs).map((path) => `/${path}`));
    const { compute } = await load<{ compute(kind: string): Promise<string> }>(join(folder, 'out/app.mjs'));
    expect(await compute('cpu')).toBe(expected);
  });

  test('reports errors where they are', async () => {
    const { folder, write } = createProject();
    write('factor.h', '#define FACTOR (1 +\n');
    const { cudaWasm } = await plugins<{ readonly name: string; setup(): void }>('esbuild');
    const failed = await esbuild({ ...options(folder), plugins: [cudaWasm({ declarations: false })] }).catch((cause: unknown) => cause as { readonly errors: readonly object[] });
    expect(failed.errors).toMatchObject([{ text: expect.stringMatching(/\[CW\d+\]/), location: { file: expect.stringContaining('saxpy.cu'), line: 4 }, }]);
    expect(JSON.stringify(failed.errors)).toContain('if (i < n) y[i] += a * x[i] * FACTOR;');
  });
});

test('declarations check how kernels are launched', async () => {
  const { folder, write } = createProject();
  const { cudaWasm } = await plugins<{ readonly name: string; setup(): void }>('esbuild');
  await esbuild({ entryPoints: [join(folder, 'app.ts')], bundle: true, write: false, format: 'esm', platform: 'neutral', outdir: folder, plugins: [cudaWasm()], logLevel: 'silent', target });
  expect(readFileSync(join(folder, 'saxpy.cu.d.ts'), 'utf8')).toContain('(n: number, a: number, x: DeviceBuffer<Float32Array<ArrayBuffer>> | null, y: DeviceBuffer<Float32Array<ArrayBuffer>> | null) => void');
  const compilerOptions = {
    target: 'ES2022', lib: ['ES2024', 'DOM', 'ESNext.Disposable'], module: 'ESNext', moduleResolution: 'Bundler', strict: true, noEmit: true, skipLibCheck: true, types: [],
    paths: { 'cuda-wasm/runtime': [join(root, 'dist/types/runtime/modules/index.d.ts'), join(root, 'src/runtime/modules/index.ts')] },
    typeRoots: [join(root, 'node_modules/@types')],
  };
  write('wrong.ts', "import type { Device } from 'cuda-wasm/runtime';\nimport { saxpy } from './saxpy.cu';\nexport const wrong = (device: Device) => saxpy({ device, grid: 1, block: 1 })(1, 'a', null, null);\n");
  write('tsconfig.json', JSON.stringify({ compilerOptions: { ...compilerOptions, types: ['node'] }, files: ['app.ts', 'wrong.ts'] }));
  const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8', cwd: folder });
  expect(stdout.trim().split('\n')).toEqual([expect.stringMatching(/wrong\.ts\(3,\d+\): error TS2345: Argument of type 'string' is not assignable to parameter of type 'number'/)]);
});
