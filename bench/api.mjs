#!/usr/bin/env node
/**
 * What the runtime of kernels costs: `npm run bench:api`. Start-up (import to the result of the first launch of a precompiled module, in processes of their own), launches, allocations, compilations, and what is held afterwards.
 * Medians; CPU device. `--json` prints the figures as data.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const dist = fileURLToPath(new URL('../dist/api/', import.meta.url));
const source = '__global__ void saxpy(int n, float a, const float* x, float* y) { int i = blockIdx.x * blockDim.x + threadIdx.x; if (i < n) y[i] += a * x[i]; }';

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** Times `count` calls, `rounds` times: milliseconds of one. */
async function timed(rounds, count, action) {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    for (let i = 0; i < count; i++) await action(i);
    times.push((performance.now() - start) / count);
  }
  return median(times);
}

function timedSync(rounds, count, action) {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    for (let i = 0; i < count; i++) action(i);
    times.push((performance.now() - start) / count);
  }
  return median(times);
}

/** A process that imports the runtime, loads the artifact, launches once and reads: its own milliseconds. */
function startUp(artifact) {
  const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-bench-'));
  try {
    writeFileSync(join(folder, 'kernels.bin'), artifact);
    const script = `
      import { readFileSync } from 'node:fs';
      const start = performance.now();
      const { Device, loadModule } = await import(${JSON.stringify(pathToFileURL(`${dist}runtime.js`).href)});
      const device = await Device.open('cpu');
      const module = await loadModule(readFileSync(${JSON.stringify(join(folder, 'kernels.bin'))}), { device });
      const x = device.from(new Float32Array(1000).fill(1)), y = device.from(new Float32Array(1000));
      module.kernel('saxpy')({ grid: 4, block: 256 })(1000, 2, x, y);
      if ((await y.read())[999] !== 2) throw new Error('wrong');
      console.log(performance.now() - start);`;
    writeFileSync(join(folder, 'start.mjs'), script);
    const times = Array.from({ length: 15 }, () => Number(spawnSync(process.execPath, [join(folder, 'start.mjs')], { encoding: 'utf8' }).stdout));
    return { median: median(times), least: Math.min(...times) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A process with --expose-gc: bytes that compiling and launching have left, beyond the module's memory, once the compiler's thread has ended. */
function footprint() {
  const script = `
    const { Device, compile, closeCompiler } = await import(${JSON.stringify(pathToFileURL(`${dist}index.js`).href)});
    const held = async () => {
      for (let i = 0; i < 4; i++) { gc(); await new Promise((resolve) => setTimeout(resolve, 20)); }
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    };
    let memory;
    const { Instance } = WebAssembly;
    WebAssembly.Instance = function (module, imports) { const made = new Instance(module, imports); memory = made.exports.memory; return made; };
    const before = await held();
    const device = await Device.open('cpu');
    const module = await compile(${JSON.stringify(source)}, { device });
    const x = device.from(new Float32Array(1000).fill(1)), y = device.from(new Float32Array(1000));
    module.kernel('saxpy')({ grid: 4, block: 256 })(1000, 2, x, y);
    await y.read();
    closeCompiler();
    const after = await held();
    console.log(after - before - memory.buffer.byteLength);
    if (module.kernels.length !== 1) throw new Error();`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], { encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return Number(stdout);
}

const { Device, closeCompiler, compile, compileArtifact, encodeArtifact } = await import(`${dist}index.js`);
const artifact = encodeArtifact(await compileArtifact(source, { targets: ['cpu'] }));
const { median: start, least } = startUp(artifact);
const figures = { 'artifact, bytes': artifact.length, 'import to first result, ms': start, 'the same, least': least, 'left after compiling and launching, KB': footprint() / 1000 };

const device = await Device.open('cpu');
let texts = 0;
figures['compile, warm thread, ms'] = await timed(9, 5, () => compile(`${source} // ${texts++}`, { device }));
figures['compile what was compiled before, ms'] = await timed(9, 5, () => compile(source, { device }));
const module = await compile(source, { device });
const x = device.from(new Float32Array(256)), y = device.from(new Float32Array(256));
const launch = module.kernel('saxpy')({ grid: 1, block: 256 });
figures['launch of 256 threads, µs'] = 1000 * timedSync(9, 20_000, () => launch(256, 2, x, y));
figures['launch and read 1 KB, µs'] = 1000 * (await timed(9, 5000, () => {
  launch(256, 2, x, y);
  return y.read();
}));
figures['allocate, write 1 KB, free, µs'] = 1000 * timedSync(9, 5000, () => {
  const buffer = device.from(new Float32Array(256));
  buffer.dispose();
});
device.dispose();
closeCompiler();

if (process.argv.includes('--json')) console.log(JSON.stringify(figures, undefined, 2));
else for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(44)} ${value < 100 ? value.toFixed(2) : Math.round(value)}`);
