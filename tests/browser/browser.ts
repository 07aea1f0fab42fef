/**
 * A real browser for tests: Chromium without a window, its WebGPU on SwiftShader, and a server that gives it the built package (dist/) and pages of the test's own, with the headers that isolate a page
 * from other origins or without them.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll } from 'vitest';
import type { RunOptions } from '../../src/runtime/sandbox/browser-run.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const executable = '/usr/bin/chromium';

export async function startBrowser(): Promise<Browser> {
  if (!existsSync(executable)) throw new Error('chromium is missing: run scripts/system-packages.mjs');
  const browser = await chromium.launch({
    executablePath: executable,
    args: ['--headless=new', '--no-sandbox', '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'],
  });
  afterAll(() => browser.close());
  return browser;
}

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.mjs': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm' };
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

export interface Site {
  readonly origin: string;
  /** Serves this text or these bytes under a path. */
  add(path: string, content: string | Uint8Array): void;
}

/** `folder`: what lies there is served too. */
export async function startSite(options: { readonly isolated: boolean; readonly folder?: string }): Promise<Site> {
  const own = new Map<string, string | Uint8Array>([
    ['/', '<!doctype html><meta charset="utf-8"><title>test</title><script type="module" src="page.mjs"></script>'],
    ['/page.mjs', readFileSync(join(root, 'tests/browser/page.mjs'), 'utf8')],
  ]);
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url!, 'http://localhost').pathname);
    const file = join(root, 'dist', normalize(path).slice('/dist/'.length));
    const further = options.folder === undefined ? undefined : join(options.folder, normalize(path));
    const content =
      own.get(path) ?? (path.startsWith('/dist/') && existsSync(file) ? readFileSync(file) : further !== undefined && existsSync(further) && statSync(further).isFile() ? readFileSync(further) : undefined);
    response.writeHead(content === undefined ? 404 : 200, { 'Content-Type': types[extname(path) || '.html'] ?? 'application/octet-stream', ...(options.isolated ? isolation : {}) });
    response.end(content);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  afterAll(() => void server.close());
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, add: (path, content) => void own.set(path, content) };
}

export interface Outcome {
  readonly exitCode: number;
  readonly device: 'cpu' | 'webgpu';
  readonly stdout: string;
  readonly stderr: string;
  readonly files: Readonly<Record<string, string>>;
  /** Name and message of what the promise was rejected with; then there is only the output besides. */
  readonly error?: string;
}

export interface PageRunOptions extends Pick<RunOptions, 'args' | 'name' | 'env' | 'device' | 'timeLimit' | 'threads'> {
  readonly stdin?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly stoppable?: boolean;
}

interface TestPage {
  run(module: string, options: PageRunOptions): Promise<Outcome>;
  stop(): void;
}

/** Runs a module of the page's site by `runInBrowser` (page.mjs). */
export function runInPage(page: Page, module: string, options: PageRunOptions = {}): Promise<Outcome> {
  return page.evaluate(([path, given]) => (globalThis as unknown as TestPage).run(path, given), [module, options] as const);
}

export function stopInPage(page: Page): Promise<void> {
  return page.evaluate(() => (globalThis as unknown as TestPage).stop());
}

/** A page of the site; what it complains of fails the test. */
export async function openPage(browser: Browser, site: Site, path = '/'): Promise<Page> {
  const page = await browser.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(site.origin + path);
  return page;
}
