/**
 * The code blocks of the pages that are written by hand do what the page says. A block with a file's name is that file; a block `sh` is run where the files are; a block `text` behind it is in what was printed, whole lines of it (of a page's last
 * file, where no command stands between: what that program prints). Needs `npm run build`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { openPage, startBrowser, startSite } from './browser/browser.js';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Block {
  readonly kind: string;
  readonly file: string | undefined;
  readonly text: string;
}

interface Section {
  readonly heading: string;
  readonly blocks: Block[];
}

function sectionsOf(page: string): Section[] {
  const sections: Section[] = [];
  const text = readFileSync(join(root, 'docs', page), 'utf8');
  for (const [, heading, kind, file, content] of text.matchAll(/^## (.*)$|^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)) {
    if (heading !== undefined) sections.push({ heading, blocks: [] });
    else sections.at(-1)!.blocks.push({ kind: kind!, file, text: content! });
  }
  // No block escapes for its form.
  expect(text.match(/^```/gm)!.length).toBe(2 * sections.reduce((sum, { blocks }) => sum + blocks.length, 0));
  return sections;
}

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => void rmSync(folder, { recursive: true })));

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-docs-'));
  folders.push(folder);
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/cuda-wasm'));
  return folder;
}

/** What installs things is not done again, and the playground has tests of its own. */
const known: ReadonlySet<string> = new Set(['npm install --save-dev cuda-wasm vite', 'npm ci', 'npm run playground', 'npm run preview -w playground']);

async function vite(folder: string): Promise<string> {
  const { build } = (await import(pathToFileURL(createRequire(join(root, 'playground/package.json')).resolve('vite')).href)) as { build(config: object): Promise<unknown> };
  await build({ root: folder, logLevel: 'silent', base: './' });
  const page = await openPage(await startBrowser(), await startSite({ isolated: false, folder: join(folder, 'dist') }), '/index.html');
  await expect.poll(() => page.locator('body').innerText(), { timeout: 20_000 }).not.toBe('');
  return page.locator('body').innerText();
}

async function printedBy(line: string, folder: string): Promise<string> {
  if (known.has(line)) return '';
  if (line === 'npx vite build') return vite(folder);
  const [npx, name, ...words] = line.split(' ');
  expect([npx, name]).toEqual(['npx', 'cuda-wasm']);
  const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli/main.js'), ...words], { cwd: folder, encoding: 'utf8', env: { ...process.env, CUDA_WASM_CACHE_DIR: '' } });
  return stdout + stderr;
}

describe.each(['getting-started.md', 'troubleshooting.md'])('%s', (page) => {
  const folder = createFolder();

  test.each(sectionsOf(page).filter(({ blocks }) => blocks.length > 0))('$heading', { timeout: 120_000 }, async ({ blocks }) => {
    let printed: string | undefined;
    let last = '';
    for (const { kind, file, text } of blocks) {
      if (file !== undefined) {
        writeFileSync(join(folder, file), text);
        last = file;
        printed = undefined;
      } else if (kind === 'sh') {
        printed = '';
        for (const line of text.trim().split('\n')) printed += await printedBy(line, folder);
      } else {
        expect(kind).toBe('text');
        printed ??= await printedBy(`npx cuda-wasm run ${last}`, folder);
        expect(printed).toContain(text.trimEnd());
      }
    }
  });
});
