#!/usr/bin/env node
/**
 * What the cache of kernels (src/runtime/cache/kernel-cache.ts) costs when it has what is asked for: `node bench/kernel-cache.mjs`. For a simple and a complex kernel (its source 4 KB and 120 KB; its artifact 6 KB and 300 KB of WGSL and WebAssembly):
 * milliseconds from memory, and from files with decompression and WebAssembly's compilation.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { loadSource, median } from './load-source.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const empty = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** Text that compresses as code does: this project's own. */
const code = ['src/runtime/webgpu/server.ts', 'src/runtime/webgpu/launches.ts', 'src/runtime/webgpu/client.ts', 'src/ir/ir.ts'].map((path) => readFileSync(join(root, path), 'utf8')).join('\n');
const textOf = (bytes) => code.repeat(Math.ceil(bytes / code.length)).slice(0, bytes);

async function measureKernel({ createKernelCache }, { createNodeEntryStore, nodeDigest }, folder, name, sourceBytes, artifactBytes) {
  const key = { source: textOf(sourceBytes), options: { level: 3, defines: { N: 4 } }, compiler: 'bench', device: name };
  const artifact = { description: { kernels: [name] }, parts: { wgsl: new TextEncoder().encode(textOf(artifactBytes)), wasm: empty } };
  const open = () => createKernelCache({ digest: nodeDigest, store: createNodeEntryStore(folder, 1e9), revive: ({ parts }) => new WebAssembly.Module(parts.wasm) });
  const cache = open();
  await cache.obtain(key, () => ({ value: new WebAssembly.Module(empty), artifact }));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const memory = [];
  const digest = [];
  for (let i = 0; i < 300; i++) {
    // A text of its own each time, as a page has that reads it anew: nothing of it is known to the engine.
    const source = Buffer.from(key.source).toString();
    const start = performance.now();
    await cache.obtain({ ...key, source }, () => Promise.reject(new Error('it is not there')));
    memory.push(performance.now() - start);
    // The least that could be done, for another such text.
    const other = Buffer.from(key.source).toString();
    const begin = performance.now();
    await nodeDigest([Buffer.from(other)]);
    digest.push(performance.now() - begin);
  }
  const disk = [];
  for (let i = 0; i < 40; i++) {
    const fresh = open();
    const start = performance.now();
    await fresh.obtain(key, () => Promise.reject(new Error('it is not there')));
    disk.push(performance.now() - start);
  }
  // And for files: to decompress the artifact.
  const packed = deflateRawSync(artifact.parts.wgsl);
  const timed = (action) => median(Array.from({ length: 40 }, () => {
    const start = performance.now();
    action();
    return performance.now() - start;
  }));
  return { memory: median(memory), disk: median(disk), digest: median(digest), inflate: timed(() => inflateRawSync(packed)) };
}

export async function measure(print = () => {}) {
  const cache = await loadSource('src/runtime/cache/kernel-cache.ts');
  const node = await loadSource('src/runtime/cache/node-store.ts');
  const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-bench-'));
  const failures = [];
  try {
    const rows = { simple: await measureKernel(cache, node, folder, 'simple', 4e3, 6e3), complex: await measureKernel(cache, node, folder, 'complex', 120e3, 300e3) };
    // On a machine that digests the larger source in 0.13 ms; slower ones take longer for everything.
    const slowness = Math.max(1, rows.complex.digest / 0.13);
    const limits = { simple: 0.1 * slowness, complex: 0.5 * slowness };
    for (const [name, { memory, disk }] of Object.entries(rows)) {
      print(`${name.padEnd(8)} from memory ${memory.toFixed(4)} ms, from files ${disk.toFixed(3)} ms`);
      if (memory > limits[name]) failures.push(`a ${name} kernel takes ${memory.toFixed(3)} ms from memory`);
      if (disk > 5 * slowness) failures.push(`a ${name} kernel takes ${disk.toFixed(2)} ms from files`);
    }
    return { ratios: { 'digest : memory, complex': rows.complex.digest / rows.complex.memory, 'decompression : files, complex': rows.complex.inflate / rows.complex.disk }, failures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { failures } = await measure(console.log);
  for (const failure of failures) console.error(failure);
  process.exitCode = failures.length > 0 ? 1 : 0;
}
