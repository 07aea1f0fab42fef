/** The JavaScript API in a page that is not isolated from other origins: compiled in a worker, launched on the CPU and on software WebGPU, with the page's own GPUDevice; and in one that is, on several threads. Needs `npm run build`. */
import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { openPage, startBrowser, startSite } from './browser.js';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await startBrowser();
  const site = await startSite({ isolated: false });
  page = await openPage(browser, site);
});

/** Runs the body of an async function with the API's exports in scope; its result. */
function inPage(body: string, where = page): Promise<unknown> {
  return where.evaluate(`(async () => { const { compile, compileArtifact, CompileError, Device, encodeArtifact, loadModule } = await import('/dist/api/index.js'); ${body} })()`);
}

const source = '#include <cstdio>\n#include <vector>\n__constant__ float factor = 3; __global__ void saxpy(int n, float a, const float* x, float* y) { int i = blockIdx.x * blockDim.x + threadIdx.x; if (i < n) y[i] += a * x[i] * factor; if (i == 2) printf("%d %g\\n", i, y[i]); }';

test.each(['cpu', 'webgpu'])('kernels are compiled and launched on %s', async (kind) => {
  expect(
    await inPage(`
      let printed = '';
      const device = await Device.open('${kind}', { print: (text) => { printed += text; } });
      const module = await compile(${JSON.stringify(source)}, { device });
      const x = device.from(Float32Array.from({ length: 100 }, (_, i) => i)), y = device.from(new Float32Array(100).fill(1));
      module.kernel('saxpy')({ grid: 2, block: 64 })(100, 2, x, y);
      const result = await y.read();
      device.dispose();
      return [device.kind, crossOriginIsolated, result[0], result[99], printed];`),
  ).toEqual([kind, false, 1, 595, '2 13\n']);
});

test('errors, and compilations that are stopped', async () => {
  expect(
    await inPage(`
      const device = await Device.open('cpu');
      const error = await compile('__global__ void f(int* p) { *p = q; }', { device }).catch((cause) => cause);
      const controller = new AbortController();
      const slow = compile('constexpr int spin() { int s = 0; for (int i = 0; i < 30000000; i++) s += i & 3; return s; } constexpr int z = spin(); __global__ void f(int* p) { *p = z; }', { device, signal: controller.signal });
      setTimeout(() => controller.abort(new Error('enough')), 100);
      return [error instanceof CompileError, error.diagnostics[0].line, await slow.catch((cause) => cause.message)];`),
  ).toEqual([true, 1, 'enough']);
});

test("artifacts are fetched, and run on the page's own device", async () => {
  expect(
    await inPage(`
      const file = encodeArtifact(await compileArtifact('__global__ void twice(float* p) { p[threadIdx.x] *= 2; }'));
      const gpuDevice = await (await navigator.gpu.requestAdapter()).requestDevice();
      const device = await Device.open('webgpu', { gpuDevice });
      const module = await loadModule(fetch(URL.createObjectURL(new Blob([file]))), { device });
      const buffer = gpuDevice.createBuffer({ size: 256, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST | GPUBufferUsage.VERTEX });
      gpuDevice.queue.writeBuffer(buffer, 0, new Float32Array(64).fill(21));
      const p = device.borrow(buffer, Float32Array);
      module.kernel('twice')({ grid: 1, block: 32 })(p);
      return [...(await p.read(31, 2))];`),
  ).toEqual([42, 21]);
});

/** Blocks overlap in time only where several threads run them. The page's own thread launches, and may not sleep. */
const overlap = `
  const device = await Device.open('cpu', { threads: 2 });
  const module = await compile(\`
    __global__ void takesTime(long long* from, long long* to, float* x) {
      from[blockIdx.x] = clock64();
      float v = x[0];
      for (int i = 0; i < 20000000; i++) v = v * 0.5f + 1;
      x[1 + blockIdx.x] = v;
      to[blockIdx.x] = clock64();
    }
    __global__ void counts(int* n) { atomicAdd(n, 1); delete new int; }\`, { device });
  const from = device.alloc(BigInt64Array, 2), to = device.alloc(BigInt64Array, 2), x = device.from(new Float32Array(3));
  let isSeen = false;
  for (let i = 0; i < rounds && !isSeen; i++) {
    module.kernel('takesTime')({ grid: 2, block: 1 })(from, to, x);
    const [begin, end] = [await from.read(), await to.read()];
    isSeen = begin[0] < end[1] && begin[1] < end[0];
    await new Promise((resolve) => setTimeout(resolve));
  }
  const n = device.from(new Int32Array(1));
  for (let i = 0; i < 100; i++) module.kernel('counts')({ grid: 100, block: 32 })(n);
  const [count] = await n.read();
  device.dispose();
  return [isSeen, count];`;

test('kernels run on several threads where the page is isolated, else on one', async () => {
  expect(await inPage(`const rounds = 2; ${overlap}`)).toEqual([false, 320_000]);
  const isolated = await openPage(browser, await startSite({ isolated: true }));
  expect(await inPage(`const rounds = 50; ${overlap}`, isolated)).toEqual([true, 320_000]);
});
