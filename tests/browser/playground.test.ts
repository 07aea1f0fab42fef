/** The playground as it is built, in a real browser. Needs `npm run build`. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { openPage, startBrowser, startSite } from './browser.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

let browser: Browser;
let origin = '';
let page: Page;
beforeAll(async () => {
  const npm = (...words: readonly string[]) => spawnSync('npm', ['run', '--silent', ...words, '-w', 'playground'], { cwd: root, encoding: 'utf8' });
  for (const script of ['typecheck', 'build']) {
    const { status, stdout, stderr } = npm(script);
    if (status !== 0) throw new Error(`${script} of the playground failed:\n${stdout}${stderr}`);
  }
  browser = await startBrowser();
  const site = await startSite({ isolated: true, folder: join(root, 'playground/dist') });
  origin = site.origin;
  page = await openPage(browser, site, '/index.html');
}, 120_000);

const status = (text: string | RegExp): Promise<void> => page.locator('#status', { hasText: text }).waitFor({ timeout: 30_000 });

async function edit(text: string): Promise<void> {
  await page.locator('#editor .cm-content').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

test('runs the examples on both devices', { timeout: 120_000 }, async () => {
  const expected = spawnSync(process.execPath, [join(root, 'dist/cli/main.js'), 'run', join(root, 'examples/mandelbrot.cu'), '--device', 'cpu'], { encoding: 'utf8' }).stdout;
  await page.click('#run');
  await status(/^exit code 0 \(CPU\); compiled in \d+ ms, ran \d+ ms$/);
  await expect.poll(() => page.locator('#console').evaluate((element) => element.textContent)).toBe(expected);
  expect(await page.locator('#example option').count()).toBeGreaterThan(5);
  await page.selectOption('#example', { label: 'vector_add' });
  await page.selectOption('#device', 'webgpu');
  await page.fill('#args', '1000');
  await page.click('#run');
  await status(/^exit code 0 \(.*SwiftShader.*\); compiled/i);
  await expect.poll(() => page.locator('#console').innerText()).toContain('1000 elements added by 4 blocks of 256 threads: PASSED');
  await page.selectOption('#device', 'cpu');
});

test('fetches little until it checks what is typed', { timeout: 60_000 }, async () => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  try {
    const fresh = await context.newPage();
    const fetched = new Set<string>();
    fresh.on('request', (request) => void fetched.add(new URL(request.url()).pathname));
    await fresh.goto(`${origin}/index.html#`);
    await fresh.locator('#editor .cm-content').click();
    await fresh.keyboard.press('ControlOrMeta+a');
    await fresh.keyboard.insertText('int main() { return y; }');
    await fresh.locator('.cm-lintRange-error').waitFor({ timeout: 30_000 });
    const files = [...fetched].filter((path) => !/^\/sysroot\/(?:library|threads)/.test(path) && /^\/(?:index|assets|sysroot)/.test(path));
    expect(files.length).toBeGreaterThan(3);
    const bytes = files.reduce((sum, path) => sum + brotliCompressSync(new Uint8Array(readFileSync(join(root, 'playground/dist', path)))).length, 0);
    expect(bytes).toBeLessThan(600_000);
  } finally {
    await context.close();
  }
});

test('shows errors beside the text and in it', async () => {
  await edit('int main() {\n  return x;\n}\n');
  await page.click('#run');
  await status('not compiled');
  await expect.poll(() => page.locator('#console').innerText()).toMatch(/^main\.cu:2:10: error: .*\[CW\d+\]\n/);
  await page.locator('.cm-lint-marker-error').waitFor();
  expect(await page.locator('.cm-lintRange-error').innerText()).toBe('x');
});

test('checks what is typed, and runs by a key', async () => {
  await edit('int main() {\n  return 3;\n}\n');
  await expect.poll(() => page.locator('.cm-lintRange-error').count()).toBe(0);
  await page.keyboard.press('ControlOrMeta+Enter');
  await status(/^exit code 3 /);
  await edit('int main() {\n  return y;\n}\n');
  await page.locator('.cm-lintRange-error').waitFor();
});

test('gives programs files, and keeps what they write', async () => {
  await page.selectOption('#example', { label: 'image_blur' });
  const picture = Buffer.from(`P6\n4 2\n255\n${'abcdefghijklmnopqrstuvwx'}`);
  await page.click('#tab-files');
  await page.setInputFiles('#upload', [{ name: 'in.ppm', mimeType: 'image/x-portable-pixmap', buffer: picture }, { name: 'other.txt', mimeType: 'text/plain', buffer: Buffer.from('x') }]);
  await page.locator('#given', { hasText: 'in.ppm (' }).waitFor();
  await page.locator('#given li', { hasText: 'other.txt' }).getByRole('button').click();
  expect(await page.locator('#given li').count()).toBe(1);
  await page.fill('#args', 'in.ppm out.ppm');
  await page.click('#run');
  await status(/^exit code 0 /);
  await page.locator('#pictures canvas').waitFor();
  expect(await page.locator('#pictures canvas').evaluate((canvas: HTMLCanvasElement) => [canvas.width, canvas.height])).toEqual([4, 2]);
  await page.click('#tab-files');
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#written a').click()]);
  expect(download.suggestedFilename()).toBe('out.ppm');
  await page.locator('#given button').click();
  await page.fill('#args', '');
});

test('shows colours and replaces frames', async () => {
  await edit('#include <cstdio>\nint main() { printf("old\\x1b[2J\\x1b[Hnew \\x1b[31mred <b>\\x1b[0m\\n"); }\n');
  await page.click('#run');
  await status(/^exit code 0 /);
  await expect.poll(() => page.locator('#console').innerText()).toBe('new red <b>\n');
  expect(await page.locator('#console span span').getAttribute('style')).toContain('color');
});

test('shows generated code with the lines that it comes from', async () => {
  await page.selectOption('#example', { label: 'vector_add' });
  await page.click('#tab-generated');
  await page.locator('#generated .cm-line', { hasText: 'fn main(' }).waitFor();
  for (const id of ['console', 'files']) expect(await page.locator(`#panel-${id}`).isVisible(), id).toBe(false);
  await page.locator('#editor .cm-line', { hasText: 'if (i < n)' }).first().click();
  await expect.poll(() => page.locator('#generated .cm-line.same').allInnerTexts()).toContainEqual(expect.stringContaining('params.n'));
  await page.locator('#generated .cm-line', { hasText: 'let i = ' }).first().click();
  await expect.poll(() => page.locator('#editor .cm-line.same').innerText()).toContain('int i = ');
  // The cursor stays where it is, and each form marks what comes of its line.
  await page.locator('#editor .cm-line', { hasText: 'sum[i] = a[i] + b[i]' }).click();
  await page.selectOption('#form-of', 'wat');
  await page.locator('#generated .cm-line.same').nth(3).click({ timeout: 20_000 });
  await expect.poll(() => page.locator('#editor .cm-line.same').innerText()).toContain('sum[i] = a[i] + b[i];');
  await page.locator('#editor .cm-line', { hasText: 'if (i < n)' }).click();
  await page.selectOption('#form-of', 'ir');
  await expect.poll(() => page.locator('#generated .cm-line.same').allInnerTexts()).toEqual([expect.stringMatching(/ = slt %i, %n$/), expect.stringMatching(/^ *if %\d+ \{$/)]);
  await page.locator('#generated .cm-line', { hasText: ' = fadd ' }).first().click();
  await expect.poll(() => page.locator('#editor .cm-line.same').innerText()).toContain('sum[i] = a[i] + b[i];');
  await page.selectOption('#form-of', 'wgsl');
  await page.keyboard.press('Tab');
});

test('shows where the time went, on both devices', async () => {
  await edit('#include <cstdio>\n#include <nvtx3/nvToolsExt.h>\n__global__ void scale(int *p) { p[threadIdx.x] *= 3; }\nint main() {\n  int *p, host[64] = {1};\n  cudaMalloc(&p, sizeof host);\n  nvtxRangePushA("all");\n  cudaMemcpy(p, host, sizeof host, cudaMemcpyHostToDevice);\n  for (int i = 0; i < 4; i++) scale<<<1, 64>>>(p);\n  cudaMemcpy(host, p, sizeof host, cudaMemcpyDeviceToHost);\n  nvtxRangePop();\n  printf("%d\\n", host[0]);\n}\n');
  await page.click('#tab-profile');
  for (const device of ['cpu', 'webgpu']) {
    await page.selectOption('#device', device);
    await page.click('#profile');
    await page.locator('#profile-note', { hasText: device === 'cpu' ? /^CPU$/ : /swiftshader/i }).waitFor();
    expect(await page.locator('#console').evaluate((element) => element.textContent)).toBe('81\n');
    const numbers = async (name: string): Promise<string> => page.locator('.bars li', { hasText: name }).locator('.numbers').innerText();
    expect(await numbers('scale(int *)')).toMatch(/^4 calls; .* on average, .* to /);
    expect(await numbers('copy host to device')).toMatch(/^1 call; 256(\.0)? B at /);
    expect(await numbers('cudaLaunchKernel')).toMatch(/^4 calls; /);
    expect(await page.locator('.bars').evaluateAll((lists) => lists.map((list) => list.getAttribute('aria-label')))).toEqual(['Kernels', 'Memory operations', expect.stringMatching(/^CUDA API calls/), 'NVTX ranges']);
    expect(await page.locator('#verdict').innerText()).toMatch(/^The run is bound by /);
    const place = await page.locator('#timeline-place').innerText();
    await page.locator('#timeline').focus();
    await page.keyboard.press('+');
    await expect.poll(() => page.locator('#timeline-place').innerText()).not.toBe(place);
    await page.keyboard.press('0');
    await expect.poll(() => page.locator('#timeline-place').innerText()).toBe(place);
    // The range is somewhere in the first lane: how much of the run it takes depends on how long the device took to start.
    let pointed = 0;
    await expect.poll(async () => {
      const box = (await page.locator('#timeline').boundingBox())!;
      pointed = (pointed + 0.03) % 1;
      await page.mouse.move(box.x + box.width * pointed, box.y + 22 + 18 + 8);
      return page.locator('#timeline-event').innerText();
    }, { timeout: 10_000, interval: 20 }).toMatch(/^all: .* at /);
  }
  await edit('int main() { for (volatile int i = 0;; i++); }\n');
  await page.click('#profile');
  await status('running');
  await page.click('#stop');
  await page.locator('#profile-note', { hasText: 'there is no profile' }).waitFor();
  await page.selectOption('#device', 'cpu');
});

test('runs what was checked without compiling it again', async () => {
  await edit('int main() {\n  return z;\n}\n');
  await page.locator('.cm-lintRange-error').waitFor();
  await edit('int main() {\n  return 4;\n}\n');
  await expect.poll(() => page.locator('.cm-lintRange-error').count()).toBe(0);
  const compiled = async (): Promise<string> => {
    await page.click('#run');
    await status(/^exit code 4 /);
    return /compiled in \d+ ms/.exec(await page.locator('#status').innerText())![0];
  };
  expect(await compiled()).toBe(await compiled());
});

test('shares programs by links, works without a network and isolates itself', async () => {
  const site = await startSite({ isolated: false, folder: join(root, 'playground/dist') });
  const browser = await startBrowser();
  const other = await openPage(browser, site, '/index.html');
  await other.locator('#notice', { hasText: 'not cross-origin isolated' }).waitFor();
  await other.evaluate(() => navigator.serviceWorker.ready);
  await other.reload();
  await expect.poll(() => other.evaluate(() => crossOriginIsolated)).toBe(true);
  await other.locator('#editor .cm-content').click();
  await other.keyboard.press('ControlOrMeta+a');
  await other.keyboard.insertText('#include <cstdio>\n__global__ void k() { printf("shared %d\\n", (int)threadIdx.x); }\nint main(int, char **v) { puts(v[1]); k<<<1, 2>>>(); cudaDeviceSynchronize(); }\n');
  await other.fill('#args', "'two words'");
  await other.click('#share');
  await expect.poll(() => other.evaluate(() => location.hash)).toMatch(/^#p=[\w-]+$/);
  await other.context().setOffline(true);
  await other.reload();
  await other.click('#run');
  await other.locator('#status', { hasText: /^exit code 0 / }).waitFor();
  await expect.poll(() => other.locator('#console').innerText()).toBe('two words\nshared 0\nshared 1\n');
  await other.close();
});

test('fits a phone', async () => {
  await page.setViewportSize({ width: 390, height: 780 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  for (const id of ['run', 'stop', 'share', 'example', 'tab-console']) expect(await page.locator(`#${id}`).isVisible(), id).toBe(true);
  await page.setViewportSize({ width: 1280, height: 720 });
});

test('stops programs', async () => {
  await edit('#include <cstdio>\nint main() { puts("started"); for (volatile int i = 0;; i++); }\n');
  await page.click('#run');
  await page.locator('#console', { hasText: 'started' }).waitFor();
  await page.click('#stop');
  await status('stopped');
});
