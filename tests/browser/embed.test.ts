/** Pages and modules that carry a program (`build -o app.html`, `-o app.mjs`), in a real browser. Needs `npm run build`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createWorkplace } from '../cli/command.js';
import type { Site } from './browser.js';
import { openPage, startBrowser, startSite } from './browser.js';

const { folder, run } = createWorkplace({
  'square.cu': `#include <cstdio>
#include <cstring>
__global__ void square(int n, int* x) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) x[i] *= x[i];
}
int main(int argc, char** argv) {
  if (argc > 1 && !strcmp(argv[1], "for ever"))
    for (volatile int i = 0;; i++)
      if (i == 0) puts("started"), fflush(stdout);
  if (argc > 1 && !strcmp(argv[1], "much")) {
    for (int i = 0; i < 100000; i++) printf("line %d\\n", i);
    return 0;
  }
  FILE* in = fopen("numbers.txt", "r");
  if (!in) {
    fprintf(stderr, "<b>no</b> numbers.txt\\n");
    return 3;
  }
  int n = 0, host[100], *device;
  while (fscanf(in, "%d", &host[n]) == 1) n++;
  cudaMalloc(&device, sizeof host);
  cudaMemcpy(device, host, sizeof host, cudaMemcpyHostToDevice);
  square<<<1, 128>>>(n, device);
  cudaMemcpy(host, device, sizeof host, cudaMemcpyDeviceToHost);
  FILE* out = fopen("squares.txt", "w");
  for (int i = 0; i < n; i++) fprintf(out, "%d ", host[i]), printf("%d\\n", host[i]);
}
`,
  // A sequence may come in two pieces.
  'colours.cu': `#include <cstdio>
#include <unistd.h>
int main() {
  printf("old\\x1b[2J\\x1b[H\\x1b[?25lnew \\x1b[1;3"), fflush(stdout);
  usleep(100000);
  printf("1m<i>red</i>\\x1b[0m plain \\x1b[48;5;255mgrey\\x1b[49m \\x1b[38;5;69m256\\x1b[m \\x1b[4;38;2;1;2;3mdeep\\x1b[0m\\n");
}
`,
});

let browser: Browser;
let site: Site;
beforeAll(async () => {
  expect(run('build square.cu -o square.html')).toEqual({ stdout: '', stderr: '', code: 0 });
  expect(run('build square.cu -o square.mjs').code).toBe(0);
  expect(run('build colours.cu -o colours.html').code).toBe(0);
  browser = await startBrowser();
  site = await startSite({ isolated: true });
  site.add('/colours.html', readFileSync(join(folder, 'colours.html'), 'utf8'));
  site.add('/square.html', readFileSync(join(folder, 'square.html'), 'utf8'));
});

const status = (page: Page, text: string | RegExp): Promise<void> => page.locator('#status', { hasText: text }).waitFor({ timeout: 20_000 });
/** Output is put in with the next frame: read it with expect.poll. */
const log = (page: Page): Promise<string> => page.locator('#console').innerText();

async function useFile(page: Page): Promise<void> {
  await page.setInputFiles('#files', { name: 'numbers.txt', mimeType: 'text/plain', buffer: Buffer.from('2 3 50') });
}

async function squares(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#written a', { hasText: 'squares.txt (9 bytes)' }).click()]);
  return readFileSync((await download.path())!, 'utf8');
}

describe('a page that carries a program', () => {
  test('runs it, gives it files, and lets it be stopped', async () => {
    const page = await openPage(browser, site, '/square.html');
    await status(page, 'exit code 3 (CPU)');
    await expect.poll(() => log(page)).toBe('<b>no</b> numbers.txt\n');
    expect(await page.title()).toBe('square');
    await useFile(page);
    await page.selectOption('#device', 'webgpu');
    await page.click('#run');
    await status(page, /exit code 0 \(.*SwiftShader/i);
    await expect.poll(() => log(page)).toBe('4\n9\n2500\n');
    expect(await squares(page)).toBe('4 9 2500 ');
    await page.fill('#args', '"for ever"');
    await page.click('#run');
    await page.locator('#console', { hasText: 'started' }).waitFor();
    await page.click('#stop');
    await status(page, 'stopped');
    expect(await page.locator('#written a').count()).toBe(0);
    expect(await page.locator('#stop').isDisabled()).toBe(true);
  });

  test('shows colours, and frames in place of each other', async () => {
    const page = await openPage(browser, site, '/colours.html');
    await status(page, 'exit code 0 (CPU)');
    await expect.poll(() => log(page)).toBe('new <i>red</i> plain grey 256 deep\n');
    const spans = await page.locator('#console span span').evaluateAll((elements) => elements.map((element) => [element.textContent, (element as HTMLElement).style.cssText]));
    expect(spans).toEqual([
      ['<i>red</i>', 'color: rgb(204, 51, 51); font-weight: bold;'],
      ['grey', 'background: rgb(238, 238, 238);'],
      ['256', 'color: rgb(95, 135, 255);'],
      ['deep', 'color: rgb(1, 2, 3); text-decoration: underline;'],
    ]);
  });

  test('keeps the end of what is much', async () => {
    const page = await openPage(browser, site, '/square.html');
    await status(page, 'exit code 3 (CPU)');
    await page.fill('#args', 'much');
    await page.click('#run');
    await status(page, 'exit code 0 (CPU)');
    await page.locator('#console', { hasText: 'line 99999' }).waitFor();
    const text = await page.locator('#console').evaluate((element) => element.textContent);
    // Whole pieces are taken out, one a frame: how much is in one depends on how fast the page is.
    expect(text.length).toBeGreaterThanOrEqual(200_000);
    expect(text.length).toBeLessThan(400_000);
    expect(text.endsWith('line 99998\nline 99999\n')).toBe(true);
  });

  test('works from a file, on the CPU', async () => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(folder, 'square.html')).href);
    await status(page, 'exit code 3 (CPU)');
    await useFile(page);
    await page.selectOption('#device', 'webgpu');
    await page.click('#run');
    await status(page, 'failed');
    await expect.poll(() => log(page)).toContain('CW8320');
    await page.selectOption('#device', 'auto');
    await page.click('#run');
    await status(page, 'exit code 0 (CPU)');
    expect(await squares(page)).toBe('4 9 2500 ');
  });
});

test('a page with files beside it loads what it runs', async () => {
  expect(run('build square.cu -o split.html --split').code).toBe(0);
  for (const name of ['split.html', 'split.cpu.wasm', 'split.webgpu.wasm', 'split.square.wasm', 'split.square.json']) site.add(`/${name}`, new Uint8Array(readFileSync(join(folder, name))));
  const page = await browser.newPage();
  const loaded: string[] = [];
  page.on('request', (request) => {
    if (/split\./.test(request.url())) loaded.push(request.url().slice(request.url().lastIndexOf('/') + 1));
  });
  await page.goto(`${site.origin}/split.html`);
  await status(page, 'exit code 3 (CPU)');
  // The device that is found here runs on the processor: the CPU is better.
  expect(loaded).toEqual(['split.html', 'split.webgpu.wasm', 'split.cpu.wasm']);
  await useFile(page);
  for (const device of ['cpu', 'webgpu']) {
    await page.selectOption('#device', device);
    await page.click('#run');
    await status(page, device === 'cpu' ? 'exit code 0 (CPU)' : /exit code 0 \(.*SwiftShader/i);
    expect(await squares(page)).toBe('4 9 2500 ');
  }
  await page.goto(pathToFileURL(join(folder, 'split.html')).href);
  await status(page, 'failed');
  await expect.poll(() => log(page)).toContain('this page needs a server');
});

test('a module that carries a program runs in a page', async () => {
  site.add('/square.mjs', readFileSync(join(folder, 'square.mjs'), 'utf8'));
  site.add('/module.html', `<!doctype html><title>module</title><script type="module">
    import { run } from './square.mjs';
    const files = { 'numbers.txt': '7' };
    const results = [await run([], { files }), await run([], { files, device: 'webgpu' }), await run()];
    document.title = JSON.stringify(results.map(({ exitCode, stdout, stderr, device }) => [exitCode, stdout, stderr, device.kind]));
  </script>`);
  const page = await openPage(browser, site, '/module.html');
  await page.waitForFunction(() => document.title !== 'module');
  expect(JSON.parse(await page.title())).toEqual([[0, '49\n', '', 'cpu'], [0, '49\n', '', 'webgpu'], [3, '', '<b>no</b> numbers.txt\n', 'cpu']]);
});
