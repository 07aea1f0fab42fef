/** The playground as it is built, in a real browser. Needs `npm run build`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { openPage, startBrowser, startSite } from './browser.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

let page: Page;
beforeAll(async () => {
  const npm = (...words: readonly string[]) => spawnSync('npm', ['run', '--silent', ...words, '-w', 'playground'], { cwd: root, encoding: 'utf8' });
  for (const script of ['typecheck', 'build']) {
    const { status, stdout, stderr } = npm(script);
    if (status !== 0) throw new Error(`${script} of the playground failed:\n${stdout}${stderr}`);
  }
  page = await openPage(await startBrowser(), await startSite({ isolated: true, folder: join(root, 'playground/dist') }), '/index.html');
}, 120_000);

const status = (text: string | RegExp): Promise<void> => page.locator('#status', { hasText: text }).waitFor({ timeout: 30_000 });

async function edit(text: string): Promise<void> {
  await page.locator('.cm-content').click();
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

test('shows errors beside the text and in it', async () => {
  await edit('int main() {\n  return x;\n}\n');
  await page.click('#run');
  await status('not compiled');
  await expect.poll(() => page.locator('#console').innerText()).toMatch(/^main\.cu:2:10: error: .*\[CW\d+\]\n/);
  await page.locator('.cm-lint-marker-error').waitFor();
  expect(await page.locator('.cm-lintRange-error').innerText()).toBe('x');
});

test('stops programs', async () => {
  await edit('#include <cstdio>\nint main() { puts("started"); for (volatile int i = 0;; i++); }\n');
  await page.click('#run');
  await page.locator('#console', { hasText: 'started' }).waitFor();
  await page.click('#stop');
  await status('stopped');
});
