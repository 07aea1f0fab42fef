#!/usr/bin/env node
/**
 * What users download, in bytes of brotli 11: `npm run size` prints a table with what is aimed at, and what each part of the sysroot weighs; `--json` gives the same as data. `--check` fails where something has grown by more than
 * 5% over bench/sizes.json, which `--record` writes anew.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { rolldown } from 'rolldown';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const recorded = join(root, 'bench/sizes.json');

function weigh(content) {
  const bytes = Buffer.from(content);
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
}

/** The chunks that a page's bundler makes of a built file (Rolldown, as Vite has it): all, and those that a page loads which asks for some of the parts behind imports of their own (by the beginnings of their files' names). */
async function bundled(path, parts = []) {
  const bundle = await rolldown({ input: join(dist, path), platform: 'browser', external: /^node:/ });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  const chunks = new Map(output.map((chunk) => [chunk.fileName, chunk]));
  const loaded = new Set();
  const visit = (name) => {
    if (loaded.has(name)) return;
    loaded.add(name);
    chunks.get(name)?.imports.forEach(visit);
  };
  visit(output[0].fileName);
  for (const part of parts) visit(output.find(({ fileName }) => fileName.startsWith(part)).fileName);
  const sum = (list) => list.reduce((total, { code }) => total + weigh(code), 0);
  return { loaded: sum(output.filter(({ fileName }) => loaded.has(fileName))), all: sum(output) };
}

/** What a program fetches of the sysroot, and its module. */
async function fetchedBy(path, target) {
  const { createSysrootParts } = await import(join(dist, 'compiler.js'));
  const names = new Set();
  const parts = createSysrootParts(async (name) => {
    names.add(name);
    return new Uint8Array(readFileSync(join(dist, 'sysroot/parts', name)));
  });
  const { bytes, text } = await parts.compile({ 'main.cu': readFileSync(join(root, path), 'utf8') }, { target });
  if (bytes === undefined) throw new Error(text);
  return { names, bytes };
}

async function measure() {
  const parts = Object.fromEntries(readdirSync(join(dist, 'sysroot/parts')).sort().map((name) => [name, weigh(readFileSync(join(dist, 'sysroot/parts', name)))]));
  const sum = (names) => names.reduce((total, name) => total + parts[name], 0);
  const all = Object.keys(parts);
  const small = await fetchedBy('examples/vector_add.cu', 'cpu');
  const large = await fetchedBy('bench/containers.cu', 'cpu');
  const examples = [];
  for (const name of readdirSync(join(root, 'examples')).filter((entry) => entry.endsWith('.cu'))) {
    for (const target of ['cpu', 'webgpu']) examples.push({ name: `${name}, ${target}`, bytes: weigh((await fetchedBy(`examples/${name}`, target)).bytes) });
  }
  const worst = examples.reduce((most, one) => (one.bytes > most.bytes ? one : most));
  const ofPrograms = (...names) => names.reduce((total, name) => total + weigh(readFileSync(join(dist, 'browser', `${name}.js`))), 0);
  const rows = [
    { name: 'compiler, both back ends', bytes: (await bundled('compiler.js')).all, aim: 300_000 },
    { name: 'runtime of programs in pages, CPU', bytes: ofPrograms('run', 'program-worker'), aim: 20_000 },
    { name: 'runtime of programs in pages, WebGPU', bytes: ofPrograms('run', 'program-worker', 'device-worker'), aim: 20_000 },
    { name: 'runtime of kernels, CPU only', bytes: (await bundled('api/runtime.js', ['cpu-backend'])).loaded, aim: 20_000 },
    { name: 'runtime of kernels, WebGPU only', bytes: (await bundled('api/runtime.js', ['gpu'])).loaded, aim: 20_000 },
    { name: 'sysroot: headers', bytes: sum(all.filter((name) => name.startsWith('headers'))) },
    { name: 'sysroot: library', bytes: sum(all.filter((name) => !name.startsWith('headers'))) },
    { name: 'sysroot in all', bytes: sum(all), aim: 150_000 },
    { name: 'of it, fetched by vector_add', bytes: sum([...small.names]), aim: 30_000 },
    { name: 'of it, fetched by containers', bytes: sum([...large.names]) },
    { name: `worst module of an example (${worst.name})`, key: 'worst module of an example', bytes: worst.bytes, aim: 60_000 },
  ];
  return { rows, parts };
}

const { rows, parts } = await measure();
const sizes = Object.fromEntries(rows.map(({ name, key, bytes }) => [key ?? name, bytes]));
const words = process.argv.slice(2);
const kilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(7);
if (words.includes('--json')) console.log(JSON.stringify({ rows, parts }, undefined, 2));
else {
  console.log(`${'brotli 11'.padEnd(56)}      KB     aim`);
  for (const { name, bytes, aim } of rows) console.log(`${name.padEnd(56)} ${kilobytes(bytes)} ${aim === undefined ? '' : `${kilobytes(aim)} ${bytes <= aim ? '' : ' over'}`}`);
  console.log('');
  for (const [name, bytes] of Object.entries(parts)) console.log(`  ${name.padEnd(54)} ${kilobytes(bytes)}`);
}
if (words.includes('--record')) writeFileSync(recorded, `${JSON.stringify(sizes, undefined, 2)}\n`);
if (words.includes('--check')) {
  const before = JSON.parse(readFileSync(recorded, 'utf8'));
  const grown = Object.entries(sizes).filter(([name, bytes]) => !(bytes <= before[name] * 1.05));
  for (const [name, bytes] of grown) console.error(`${name}: ${bytes} bytes, recorded ${before[name]}: make it smaller, or record it with scripts/size.mjs --record`);
  if (grown.length > 0) process.exitCode = 1;
}
