/**
 * Statement coverage of what scripts/load-typescript.mjs loads, for `npm run coverage`: V8's counts, brought back to the source by the same transformation. With them counts the command line that tests/cli asks for, which
 * runs from source then (cli-from-source.mjs). They find what the build made where they look for it, beside themselves: in a tree of links.
 */
import coverage from '@vitest/coverage-v8';
import { mergeProcessCovs } from '@bcoe/v8-coverage';
import { V8CoverageProvider } from '@vitest/coverage-v8/dist/provider.js';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { withoutTypes } from './load-typescript.mjs';

const root = join(fileURLToPath(import.meta.url), '../..');

/** src/ with the sysroot beside cli/, and the built workers in it. */
function linkedTree() {
  const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-coverage-'));
  mkdirSync(join(folder, 'counts'));
  mkdirSync(join(folder, 'src/cli'), { recursive: true });
  const link = (from, to) => {
    for (const name of readdirSync(join(root, from))) if (name !== 'cli') symlinkSync(join(root, from, name), join(folder, to, name));
  };
  link('src', 'src');
  link('src/cli', 'src/cli');
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
  initialize(context) {
    this.tree = linkedTree();
    process.env.CUDA_WASM_COVERAGE = this.tree;
    process.env.CUDA_WASM_CLI = join(root, 'scripts/cli-from-source.mjs');
    super.initialize(context);
  }

  async generateCoverage(context) {
    const own = await super.generateCoverage(context);
    const inTree = pathToFileURL(join(this.tree, 'src')).href;
    let counts = { result: [] };
    while (readdirSync(join(this.tree, 'counts')).some((name) => name.endsWith('.open') && runs(Number.parseInt(name, 10)))) await new Promise((done) => setTimeout(done, 100));
    for (const name of readdirSync(join(this.tree, 'counts')).filter((name) => name.endsWith('.json'))) counts = mergeProcessCovs([counts, JSON.parse(readFileSync(join(this.tree, 'counts', name), 'utf8'))]);
    rmSync(this.tree, { recursive: true });
    for (const script of counts.result) Object.assign(script, { url: script.url.replace(inTree, pathToFileURL(join(root, 'src')).href), startOffset: 0 });
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
