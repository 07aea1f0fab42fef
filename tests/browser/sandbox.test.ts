/** The browser's sandbox: stopping, files, what a page without isolation can do, the compiler in a worker. Needs `npm run build`. */
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Site } from './browser.js';
import { openPage, runInPage, startBrowser, startSite, stopInPage } from './browser.js';
import { compile } from '../sandbox/compile.js';

const saxpy = `#include <cstdio>
__global__ void saxpy(int n, float a, const float* x, float* y) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) y[i] = a * x[i] + y[i];
}
int main() {
  const int n = 1000;
  float *x, *y, host[n];
  cudaMalloc(&x, sizeof host);
  cudaMalloc(&y, sizeof host);
  for (int i = 0; i < n; i++) host[i] = i;
  cudaMemcpy(x, host, sizeof host, cudaMemcpyHostToDevice);
  cudaMemcpy(y, host, sizeof host, cudaMemcpyHostToDevice);
  saxpy<<<(n + 255) / 256, 256>>>(n, 2, x, y);
  cudaMemcpy(host, y, sizeof host, cudaMemcpyDeviceToHost);
  printf("%g %g\\n", host[1], host[999]);
}
`;
/** Long enough for further threads to join in; its result does not depend on the order. */
const parallel = `#include <cstdio>
__global__ void work(unsigned* sum, int* most, int rounds) {
  unsigned x = blockIdx.x * blockDim.x + threadIdx.x;
  for (int i = 0; i < rounds; i++) x = x * 1664525u + 1013904223u;
  atomicAdd(sum, x >> 8);
  atomicMax(most, (int)(x >> 4));
}
__global__ void fail(int** p, int block) { if (blockIdx.x == block) *p[0] = 1; }
int main() {
  unsigned* sum;
  cudaMallocManaged(&sum, 16);
  for (int i = 0; i < 5; i++) work<<<256, 128>>>(sum, (int*)(sum + 1), 15000);
  cudaDeviceSynchronize();
  printf("%u %d\\n", sum[0], (int)sum[1]);
  int** wild;
  cudaMallocManaged(&wild, 8);
  wild[0] = (int*)0xfffffff0u;
  fail<<<500, 32>>>(wild, 321);
  printf("%s\\n", cudaGetErrorName(cudaDeviceSynchronize()));
}
`;
const hostThreads = `#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>
int main() {
  std::mutex m;
  std::condition_variable c;
  int stage = 0;
  FILE* f = nullptr;
  std::thread other([&] {
    std::unique_lock<std::mutex> lock(m);
    c.wait(lock, [&] { return stage == 1; });
    f = fopen("made.txt", "w");
    fprintf(f, "by a thread\\n");
    stage = 2;
    c.notify_all();
  });
  std::unique_lock<std::mutex> lock(m);
  stage = 1;
  c.notify_all();
  c.wait(lock, [&] { return stage == 2; });
  lock.unlock();
  other.join();
  fclose(f);
  printf("stage %d\\n", stage);
}
`;
const launching = `__global__ void twice(int* p) { *p *= 2; }
int twice(int x) {
  int* p;
  cudaMalloc(&p, 4);
  cudaMemcpy(p, &x, 4, cudaMemcpyHostToDevice);
  twice<<<1, 1>>>(p);
  cudaMemcpy(&x, p, 4, cudaMemcpyDeviceToHost);
  cudaFree(p);
  return x;
}
int main() {`;
const endless = `#include <cstdio>
int main() {
  volatile int x = 0;
  printf("started\\n");
  fflush(stdout);
  for (;;) x++;
}
`;
const endlessKernel = `#include <cstdio>
__global__ void spin(volatile int* p) { while (*p == 0) ; }
int main() {
  int* p;
  cudaMalloc(&p, 4);
  cudaMemset(p, 0, 4);
  printf("started\\n");
  fflush(stdout);
  spin<<<1, 1>>>(p);
  cudaDeviceSynchronize();
}
`;
const copier = `#include <cstdio>
#include <cstdlib>
#include <sys/stat.h>
int main(int argc, char** argv) {
  FILE* in = fopen(argv[1], "rb");
  if (!in) return 3;
  mkdir("out", 0777);
  FILE* out = fopen("out/doubled.bin", "wb");
  for (int c; (c = getc(in)) != EOF;) putc(c, out), putc(c, out);
  fclose(in);
  fclose(out);
  FILE* log = fopen("/log.txt", "a");
  fprintf(log, "%s\\n", argv[1]);
  fclose(log);
  remove(argv[1]);
  char line[80];
  while (fgets(line, sizeof line, stdin)) fputs(line, stdout);
  printf("%s\\n", getenv("GREETING"));
}
`;

/** The page's output so far is only known at its end: waits for what the program prints first. */
async function stopped(page: Page, module: string, device: 'cpu' | 'webgpu'): Promise<void> {
  const outcome = runInPage(page, module, { stoppable: true, device });
  await page.waitForFunction(() => (globalThis as unknown as { output?: { stdout: string } }).output?.stdout === 'started\n');
  await stopInPage(page);
  expect(await outcome).toEqual({ error: expect.stringMatching(/^AbortError/), stdout: 'started\n', stderr: '' });
}

let browser: Browser;
let site: Site;
let page: Page;
beforeAll(async () => {
  browser = await startBrowser();
  site = await startSite({ isolated: true });
  page = await openPage(browser, site);
});

describe('an isolated page', () => {
  it('stops programs that do not end', async () => {
    site.add('/endless.wasm', compile({ 'endless.cu': endless }));
    await stopped(page, '/endless.wasm', 'cpu');
    site.add('/endless-kernel.wasm', compile({ 'endless.cu': endlessKernel }));
    await stopped(page, '/endless-kernel.wasm', 'cpu');
    site.add('/endless-webgpu.wasm', compile({ 'endless.cu': saxpy.replace('printf("', 'printf("started\\n"); fflush(stdout); for (volatile int i = 0;;) i++; printf("') }, { target: 'webgpu' }));
    await stopped(page, '/endless-webgpu.wasm', 'webgpu');
  });

  it('gives files to programs and takes theirs', async () => {
    site.add('/copier.wasm', compile({ 'copier.cu': copier }));
    const outcome = await runInPage(page, '/copier.wasm', {
      args: ['data/größe.bin'], env: { GREETING: 'hello' }, stdin: 'one\ntwo\n', files: { 'data/gr\u00f6\u00dfe.bin': '\x00\x01\xff', 'log.txt': 'before\n' },
    });
    expect(outcome).toEqual({
      exitCode: 0, device: 'cpu', stdout: 'one\ntwo\nhello\n', stderr: '', files: { 'log.txt': 'before\ndata/gr\u00c3\u00b6\u00c3\u009fe.bin\n', 'out/doubled.bin': '\x00\x00\x01\x01\xff\xff' },
    });
  });

  it('tells what a program on WebGPU did wrong', async () => {
    const wrong = saxpy.replace('(n, 2, x, y)', '(n, 2, host, y)').replace('printf("', 'printf("%s\\n", cudaGetErrorName(cudaGetLastError())); printf("');
    site.add('/wrong.wasm', compile({ 'wrong.cu': wrong }, { target: 'webgpu' }));
    expect(await runInPage(page, '/wrong.wasm', { device: 'webgpu' })).toMatchObject({
      exitCode: 0, stdout: 'cudaErrorIllegalAddress\n1 999\n', stderr: expect.stringMatching(/^CUDA error 700 in kernel void saxpy\(.*: its pointer 'x' \(0x[0-9a-f]+\) is not device memory\n$/),
    });
  });

  it('takes no device that runs on the processor unless it is asked for', async () => {
    site.add('/saxpy.wasm', compile({ 'saxpy.cu': saxpy }, { target: 'webgpu' }));
    expect((await runInPage(page, '/saxpy.wasm')).error).toMatch(/^Error: error CW8320: kernels cannot run on the device that was asked for: the only WebGPU device here, .*, runs on the processor/);
    expect(await runInPage(page, '/saxpy.wasm', { device: 'webgpu' })).toMatchObject({ exitCode: 0, stdout: '3 2997\n', device: 'webgpu' });
    expect((await runInPage(page, '/saxpy.wasm', { device: 'cpu' })).error).toMatch(/the program was built for WebGPU only/);
  });

  it('says that bytes are no module', async () => {
    site.add('/none.wasm', 'no module');
    expect((await runInPage(page, '/none.wasm')).error).toMatch(/^CompileError/);
  });
});

describe('several threads', () => {
  it('run the blocks of kernels', async () => {
    site.add('/alone.wasm', compile({ 'parallel.cu': parallel }));
    site.add('/parallel.wasm', compile({ 'parallel.cu': parallel }, { target: 'threads' }));
    const alone = await runInPage(page, '/alone.wasm');
    const workers: string[] = [];
    page.on('worker', (worker) => void workers.push(worker.url()));
    const together = await runInPage(page, '/parallel.wasm', { threads: 3 });
    expect(together).toMatchObject({ exitCode: 0, device: 'cpu', stdout: alone.stdout, stderr: expect.stringMatching(/CUDA error 700 in kernel void fail/) });
    expect(workers.filter((url) => url.endsWith('kernel-worker.js'))).toHaveLength(2);
    expect((await runInPage(page, '/parallel.wasm', { threads: 1 })).stdout).toBe(alone.stdout);
    expect(alone.stdout).toMatch(/^\d+ \d+\ncudaErrorIllegalAddress\n$/);
  });
});

describe('threads of host code', () => {
  it('wait for each other, and share files', async () => {
    site.add('/host-threads.wasm', compile({ 'host.cpp': hostThreads }, { target: 'threads' }));
    expect(await runInPage(page, '/host-threads.wasm', { threads: 2 })).toEqual({ exitCode: 0, device: 'cpu', stdout: 'stage 2\n', stderr: '', files: { 'made.txt': 'by a thread\n' } });
  });
  it('do so on WebGPU, and launch kernels', async () => {
    site.add('/host-threads-webgpu.wasm', compile({ 'host.cu': hostThreads.replace('int main() {', launching).replace('stage = 2;', 'stage = 1 + twice(stage) / 2;') }, { target: 'webgpu' }));
    expect(await runInPage(page, '/host-threads-webgpu.wasm', { device: 'webgpu' })).toEqual({ exitCode: 0, device: 'webgpu', stdout: 'stage 2\n', stderr: '', files: { 'made.txt': 'by a thread\n' } });
  });
});

describe('a page without isolation', () => {
  it('runs programs on the CPU, and says what WebGPU needs', async () => {
    const site = await startSite({ isolated: false });
    const page = await openPage(browser, site);
    site.add('/cpu.wasm', compile({ 'saxpy.cu': saxpy }));
    site.add('/webgpu.wasm', compile({ 'saxpy.cu': saxpy }, { target: 'webgpu' }));
    expect(await runInPage(page, '/cpu.wasm')).toMatchObject({ exitCode: 0, stdout: '3 2997\n', device: 'cpu' });
    site.add('/threads.wasm', compile({ 'saxpy.cu': saxpy }, { target: 'threads' }));
    expect(await runInPage(page, '/threads.wasm')).toMatchObject({ exitCode: 0, stdout: '3 2997\n', device: 'cpu' });
    expect((await runInPage(page, '/webgpu.wasm')).error).toMatch(/CW8320: .* not cross-origin isolated.*"Cross-Origin-Opener-Policy: same-origin" and "Cross-Origin-Embedder-Policy: require-corp"/);
    expect((await runInPage(page, '/cpu.wasm', { device: 'webgpu' })).error).toMatch(/the program was built for the CPU only/);
  });
});

describe('the compiler in a worker', () => {
  it.each([
    ['with the sysroot fetched', `
      import { compileProgram, fetchSysroot } from '/dist/compiler.js';
      const sysroot = fetchSysroot(new URL('/dist/sysroot', location.origin));
      onmessage = async ({ data: { files, target } }) => {
        postMessage(compileProgram(files, { sysroot: await sysroot, target }));
      };`],
    ['with parts of the sysroot', `
      import { openSysroot } from '/dist/compiler.js';
      const sysroot = openSysroot(new URL('/dist/sysroot/parts', location.origin));
      onmessage = async ({ data: { files, target } }) => {
        postMessage(await sysroot.compile(files, { target }));
      };`],
  ])('compiles %s', async (_, script) => {
    site.add('/compile.mjs', script);
    const outcome = await page.evaluate(async (files) => {
      const worker = new Worker('/compile.mjs', { type: 'module' });
      const ask = (message: object): Promise<{ bytes?: Uint8Array; text: string; diagnostics: { code: string; line: number }[] }> =>
        new Promise((resolve, reject) => {
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = (event) => reject(new Error(event.message));
          worker.postMessage(message);
        });
      const good = await ask({ files, target: 'webgpu' });
      const bad = await ask({ files: { 'bad.cu': '#include "missing.h"\nint main() { return x; }\n' }, target: 'cpu' });
      return { good: { text: good.text, bytes: [...good.bytes!] }, bad: { ...bad, bytes: bad.bytes === undefined } };
    }, { 'main.cu': saxpy.replace('#include <cstdio>', '#include "print.h"\n#include <vector>'), 'print.h': '#include <cstdio>\n' });
    expect(outcome.good.text).toBe('');
    site.add('/compiled.wasm', new Uint8Array(outcome.good.bytes));
    expect(await runInPage(page, '/compiled.wasm', { device: 'webgpu' })).toMatchObject({ stdout: '3 2997\n', stderr: '', exitCode: 0 });
    expect(outcome.bad.bytes).toBe(true);
    expect(outcome.bad.text).toMatch(/^bad\.cu:1:10: error: /);
    expect(outcome.bad.diagnostics[0]).toMatchObject({ line: 1, severity: 'error' });
  });
});
