/**
 * Statement coverage of what scripts/load-typescript.mjs loads, for `npm run coverage`: V8's counts, brought back to the source by the same transformation. With them count the command line that tests/cli asks for
 * (cli-from-source.mjs), the API and what else tests take from the package (tests/parts.ts), which run from source then. They find what the build made where they look for it, beside themselves: in a tree of links.
 */
import coverage from '@vitest/coverage-v8';
import { mergeProcessCovs } from '@bcoe/v8-coverage';
import { build } from 'esbuild';
import { V8CoverageProvider } from '@vitest/coverage-v8/dist/provider.js';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { withoutTypes } from './load-typescript.mjs';

const root = join(fileURLToPath(import.meta.url), '../..');

/** Folders of src/ with built files among their own. */
const apart = ['cli', 'api', 'bundler'];

/** src/ with the sysroot beside cli/, and the built workers in it. The script of the API's kernel threads, which the build puts into code, is beside it. */
async function linkedTree() {
  const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-coverage-'));
  mkdirSync(join(folder, 'counts'));
  mkdirSync(join(folder, 'src/cli'), { recursive: true });
  const link = (from, to) => {
    for (const name of readdirSync(join(root, from))) if (!apart.includes(name)) symlinkSync(join(root, from, name), join(folder, to, name));
  };
  link('src', 'src');
  link('src/cli', 'src/cli');
  mkdirSync(join(folder, 'src/api'));
  link('src/api', 'src/api');
  symlinkSync(join(root, 'scripts/compile-worker-from-source.mjs'), join(folder, 'src/api/compile-worker.js'));
  mkdirSync(join(folder, 'src/bundler'));
  link('src/bundler', 'src/bundler');
  symlinkSync(join(root, 'dist/bundler/webpack-loader.js'), join(folder, 'src/bundler/webpack-loader.js'));
  await build({ entryPoints: [join(root, 'src/runtime/modules/kernel-worker.ts')], outfile: join(folder, 'kernel-worker.js'), bundle: true, platform: 'neutral', format: 'iife', target: 'es2022', logLevel: 'warning' });
  for (const name of ['sysroot', 'embed', 'browser']) symlinkSync(join(root, 'dist', name), join(folder, 'src', name));
  for (const name of ['bin', 'execute.js', 'program.js', 'worker.js']) symlinkSync(join(root, 'dist/cli', name), join(folder, 'src/cli', name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  symlinkSync(join(root, 'package.json'), join(folder, 'package.json'));
  return folder;
}

function runs(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

class Provider extends V8CoverageProvider {
  async initialize(context) {
    this.tree = await linkedTree();
    process.env.CUDA_WASM_COVERAGE = this.tree;
    process.env.CUDA_WASM_CLI = join(root, 'scripts/cli-from-source.mjs');
    super.initialize(context);
  }

  /** Counts of what is loaded by a link, as of the file itself. */
  asOfSources(counts) {
    const [inTree, inRoot] = [this.tree, root].map((folder) => pathToFileURL(join(folder, 'src')).href);
    for (const script of counts.result) script.url = script.url.replace(inTree, inRoot);
  }

  onAfterSuiteRun(meta) {
    if (meta.coverage !== undefined) this.asOfSources(meta.coverage);
    super.onAfterSuiteRun(meta);
  }

  async generateCoverage(context) {
    const own = await super.generateCoverage(context);
    let counts = { result: [] };
    while (readdirSync(join(this.tree, 'counts')).some((name) => name.endsWith('.open') && runs(Number.parseInt(name, 10)))) await new Promise((done) => setTimeout(done, 100));
    for (const name of readdirSync(join(this.tree, 'counts')).filter((name) => name.endsWith('.json'))) counts = mergeProcessCovs([counts, JSON.parse(readFileSync(join(this.tree, 'counts', name), 'utf8'))]);
    rmSync(this.tree, { recursive: true });
    this.asOfSources(counts);
    for (const script of counts.result) script.startOffset = 0;
    own.merge(await this.convertCoverage(counts));
    return own;
  }

  async transformFile(url) {
    const path = url.startsWith('file:') ? fileURLToPath(url.split('?')[0]) : url.split('?')[0];
    const { code, map } = await withoutTypes(readFileSync(path, 'utf8'), path, 'both');
    return { code, map: JSON.parse(map) };
  }
}

// biome-ignore lint/style/noDefaultExport: vitest asks for one.
export default { ...coverage, getProvider: () => new Provider() };
