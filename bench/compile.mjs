#!/usr/bin/env node
/**
 * Compile-time benchmark: `npm run bench:compile`. Prints medians (and the least): source text → WASM bytes in one warm process, by phase, for vector_add, a program with containers and streams, and generated
 * C-style programs; what a line or an instantiation costs as programs grow; memory of the largest; and whole processes of `run`. Every output is validated.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileUnit, createDiagnostics, createSourceManager, defaultOptions, linkProgram, openBinary, renderDiagnostics } from '../dist/compiler.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const include = join(root, 'dist/sysroot/include');
const library = new Uint8Array(readFileSync(join(root, 'dist/sysroot/lib.bin')));

const webgpu = new Uint8Array(readFileSync(join(root, 'dist/sysroot/webgpu.bin')));

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

function compileOnce(path, text, phases, shaders) {
  const sources = createSourceManager();
  const diagnostics = createDiagnostics(sources);
  const files = { read: (p) => (p === path ? text : read(p)) };
  const env = { sources, diagnostics, files, onPhase: (phase, ms) => phases?.set(phase, [...(phases.get(phase) ?? []), ms]) };
  const options = { ...defaultOptions, systemDirs: [include] };
  if (shaders !== undefined) Object.assign(env, { webgpu: true, looped: { warps: false, blocks: false }, onShader: (kernel, ms) => shaders.set(kernel.pretty, [...(shaders.get(kernel.pretty) ?? []), ms]) });
  const module = compileUnit(path, 'main', options, env);
  const program = module && linkProgram([module], shaders === undefined ? [openBinary(library)] : [openBinary(webgpu), openBinary(library)], options, env);
  if (program === undefined) throw new Error(renderDiagnostics(diagnostics.list, sources));
  return program.bytes;
}

/** A program that instantiates `count` classes and as many functions. */
function generateTemplates(count) {
  const out = ['#include <cstdio>', 'template <int N> struct Box { int v[4]; __host__ __device__ int get(int i) const { return v[i & 3] + N; } };', 'template <int N> int use(int x) { Box<N> b{{x, x + 1, x + 2, x + 3}}; return b.get(x) * N; }', 'int main() {', '  long sum = 0;'];
  for (let i = 0; i < count / 2; i++) out.push(`  sum += use<${i}>(${i % 7});`);
  out.push('  printf("%ld\\n", sum);', '}', '');
  return out.join('\n');
}

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

function time(path, text, rounds, warmup, phases) {
  for (let i = 0; i < warmup; i++) compileOnce(path, text);
  const times = [];
  let bytes;
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    bytes = compileOnce(path, text, phases);
    times.push(performance.now() - start);
  }
  if (!WebAssembly.validate(bytes)) throw new Error(`${path}: invalid module`);
  return { times, bytes };
}

const column = (ms) => ms.toFixed(2).padStart(9);

function measure(name, path, text, rounds, warmup) {
  const phases = new Map();
  const { times, bytes } = time(path, text, rounds, warmup, phases);
  const detail = [...phases].map(([phase, list]) => `${phase} ${median(list).toFixed(2)}`).join(', ');
  console.log(`${name.padEnd(24)} ${column(median(times))} ms (least ${Math.min(...times).toFixed(2)})   ${String(bytes.length).padStart(8)} bytes   (${detail})`);
}

/** Sizes → the least time, and what a thousand of them cost: the same all the way where the cost is linear. */
function measureGrowth(name, sizes, generateSize) {
  for (const size of sizes) {
    const least = Math.min(...time(`${name}-${size}.cu`, generateSize(size), 2, 2).times);
    console.log(`${`${size} ${name}`.padEnd(24)} ${column(least)} ms   ${((1000 * least) / size).toFixed(1)} ms a thousand`);
  }
}

const vectorAddPath = join(root, 'examples/vector_add.cu');
const containersPath = join(root, 'bench/containers.cu');
measure('vector_add, warm', 'vector_add.cu', readFileSync(vectorAddPath, 'utf8'), 101, 200);
measure('1,000 lines, warm', 'thousand.cu', generate(1000), 15, 15);
measure('containers, warm', 'containers.cu', readFileSync(containersPath, 'utf8'), 15, 15);
measureGrowth('lines', [2500, 5000, 10000, 20000], generate);
measureGrowth('instantiations', [625, 1250, 2500, 5000], generateTemplates);

/** WGSL of kernels, all forms that an ordinary GPU needs: vector_add's, and the three of the benchmarks and tests that take longest, each once warm. */
function measureShaders() {
  const paths = [vectorAddPath, ...['bench/gpu', 'tests/run/research', 'tests/run/kernels', 'tests/run/programs'].flatMap((folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.cu')).map((name) => join(root, folder, name)))];
  const rounds = (path, count) => {
    const shaders = new Map();
    for (let i = 0; i < count; i++) compileOnce(path, readFileSync(path, 'utf8'), undefined, shaders);
    return [...shaders].map(([kernel, times]) => ({ path, kernel, ms: median(times.slice(count >> 1)) }));
  };
  rounds(vectorAddPath, 50);
  const all = paths.flatMap((path) => {
    try {
      return rounds(path, 2);
    } catch {
      return []; // several units, or other options
    }
  });
  const longest = [...new Set(all.sort((a, b) => b.ms - a.ms).slice(0, 3).map(({ path }) => path))];
  for (const path of [vectorAddPath, ...longest]) {
    const [slowest] = rounds(path, path === vectorAddPath ? 100 : 20).sort((a, b) => b.ms - a.ms);
    console.log(`${`WGSL, ${basename(path, '.cu')}`.padEnd(24)} ${column(slowest.ms)} ms   ${slowest.kernel.slice(0, 80)}`);
  }
}

/** The median of so many runs of node. */
function measureProcess(name, args, runs) {
  const times = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    const result = spawnSync(process.execPath, args);
    times.push(performance.now() - start);
    if (result.status !== 0) throw new Error(String(result.stderr));
  }
  console.log(`${name.padEnd(24)} ${column(median(times))} ms (least ${Math.min(...times).toFixed(2)})`);
}

measureShaders();

const cli = join(root, 'dist/cli/main.js');
measureProcess('run vector_add, process', [cli, 'run', '--no-cache', vectorAddPath], 11);
measureProcess('run containers, process', [cli, 'run', '--no-cache', containersPath], 7);
measureProcess("node -e '', process", ['-e', ''], 11);

const folder = mkdtempSync(join(tmpdir(), 'compile-'));
const large = join(folder, 'large.cu');
writeFileSync(large, generate(10000));
const usage = `data:text/javascript,process.on('exit',()=>console.log(process.resourceUsage().maxRSS))`;
const built = spawnSync(process.execPath, ['--import', usage, cli, 'build', large, '-o', join(folder, 'large.wasm')], { encoding: 'utf8' });
if (built.status !== 0) throw new Error(built.stderr);
console.log(`${'10,000 lines, resident'.padEnd(24)} ${String(Math.round(Number(built.stdout.trim()) / 1024)).padStart(9)} MB`);
rmSync(folder, { recursive: true });
