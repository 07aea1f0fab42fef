#!/usr/bin/env node
/**
 * Compile-time benchmark: `npm run bench:compile`. Prints medians: source text → WASM bytes in one warm process, by phase, for vector_add and generated C-style programs of 1,000 and 10,000 lines;
 * memory of the largest; and the whole process of `run examples/vector_add.cu`. Every output is validated.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileUnit, createDiagnostics, createSourceManager, defaultOptions, linkProgram, openBinary, renderDiagnostics } from '../dist/compiler.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const include = join(root, 'dist/sysroot/include');
const library = new Uint8Array(readFileSync(join(root, 'dist/sysroot/lib.bin')));

const texts = new Map();
function read(path) {
  if (!texts.has(path)) texts.set(path, statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, 'utf8') : undefined);
  return texts.get(path);
}

/** A program of about `lines` lines as research codes look: structs, arrays, host loops, a kernel every 25 lines. */
function generate(lines) {
  const out = ['#include <stdio.h>', '#include <stdlib.h>', '#include <math.h>', '', 'struct Cell { float density; float velocity[3]; int flags; };', ''];
  const units = Math.floor((lines - 20) / 25);
  for (let i = 0; i < units; i++) {
    out.push(
      `__global__ void step_${i}(const float *in, float *out, struct Cell *cells, int n, float dt)`, '{',
      '    int i = blockIdx.x * blockDim.x + threadIdx.x;', '    if (i > 0 && i < n - 1) {',
      `        float flux = ${i % 7}.5f * (in[i + 1] - 2.0f * in[i] + in[i - 1]);`, '        for (int k = 0; k < 3; k++)', '            cells[i].velocity[k] += dt * flux;',
      '        out[i] = in[i] + dt * flux / (1.0f + cells[i].density);', '        cells[i].flags |= flux > 0.0f ? 1 : 2;', '    }', '}', '',
      `static double norm_${i}(const float *x, int n)`, '{', '    double sum = 0.0;', '    int i;', '    for (i = 0; i < n; i++) {',
      '        if (x[i] > 1e-6f) sum += (double)x[i] * x[i];', `        else sum -= x[i] / ${i + 1};`, '    }', '    return sqrt(sum);', '}', '', '',
    );
  }
  out.push('int main(int argc, char **argv)', '{', '    int n = argc > 1 ? atoi(argv[1]) : 64;', '    float *x = (float *)malloc(n * sizeof(float));', '    double total = 0;', '    for (int i = 0; i < n; i++) x[i] = i;');
  for (let i = 0; i < units; i++) out.push(`    total += norm_${i}(x, n);`);
  for (let i = 0; i < Math.min(units, 4); i++) out.push(`    step_${i}<<<1, n>>>(x, x, NULL, 0, 0.1f);`);
  out.push('    printf("%f\\n", total);', '    return 0;', '}', '');
  return out.join('\n');
}

function compileOnce(path, text, phases) {
  const sources = createSourceManager();
  const diagnostics = createDiagnostics(sources);
  const files = { read: (p) => (p === path ? text : read(p)) };
  const env = { sources, diagnostics, files, onPhase: (phase, ms) => phases?.set(phase, [...(phases.get(phase) ?? []), ms]) };
  const options = { ...defaultOptions, systemDirs: [include] };
  const module = compileUnit(path, 'main', options, env);
  const program = module && linkProgram([module], [openBinary(library)], options, env);
  if (program === undefined) throw new Error(renderDiagnostics(diagnostics.list, sources));
  return program.bytes;
}

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

function measure(name, path, text, rounds, warmup) {
  for (let i = 0; i < warmup; i++) compileOnce(path, text);
  const phases = new Map();
  const times = [];
  let bytes;
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    bytes = compileOnce(path, text, phases);
    times.push(performance.now() - start);
  }
  if (!WebAssembly.validate(bytes)) throw new Error(`${name}: invalid module`);
  const detail = [...phases].map(([phase, list]) => `${phase} ${median(list).toFixed(2)}`).join(', ');
  console.log(`${name.padEnd(24)} ${median(times).toFixed(2).padStart(9)} ms   ${String(bytes.length).padStart(8)} bytes   (${detail})`);
}

const vectorAdd = readFileSync(join(root, 'examples/vector_add.cu'), 'utf8');
measure('vector_add, warm', 'vector_add.cu', vectorAdd, 41, 40);
measure('1,000 lines, warm', 'thousand.cu', generate(1000), 15, 8);
measure('10,000 lines, warm', 'ten-thousand.cu', generate(10000), 3, 1);
globalThis.gc?.();
console.log(`resident set             ${(process.memoryUsage().rss / 1e6).toFixed(0).padStart(9)} MB`);

const times = [];
for (let i = 0; i < 11; i++) {
  const start = performance.now();
  const result = spawnSync(process.execPath, [join(root, 'dist/cli/main.js'), 'run', join(root, 'examples/vector_add.cu')]);
  times.push(performance.now() - start);
  if (result.status !== 0) throw new Error(String(result.stderr));
}
console.log(`run vector_add, process  ${median(times).toFixed(1).padStart(9)} ms`);
const bare = [];
for (let i = 0; i < 11; i++) {
  const start = performance.now();
  spawnSync(process.execPath, ['-e', '']);
  bare.push(performance.now() - start);
}
console.log(`node -e '', process      ${median(bare).toFixed(1).padStart(9)} ms`);
