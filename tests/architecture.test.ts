/** The layers of ARCHITECTURE.md, held by a test: who may import whom, no cycles between folders, node:* only at the edge. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = normalize(join(dirname(fileURLToPath(import.meta.url)), '..', 'src'));

/** Folder → folders that it may import from, besides itself. */
const layers: Record<string, readonly string[]> = {
  source: [],
  diagnostics: ['source'],
  preprocess: ['source', 'diagnostics'],
  lex: ['source', 'diagnostics', 'preprocess'],
  ast: ['source', 'lex'],
  parse: ['source', 'diagnostics', 'lex', 'ast'],
  tree: ['source', 'ast'],
  layout: ['tree'],
  sema: ['source', 'diagnostics', 'lex', 'ast', 'tree', 'layout'],
  ir: ['source', 'diagnostics'],
  lower: ['source', 'diagnostics', 'tree', 'layout', 'ir'],
  passes: ['source', 'diagnostics', 'ir'],
  'back/wasm': ['source', 'diagnostics', 'ir', 'passes'],
  'back/wgsl': ['source', 'diagnostics', 'ir', 'passes'],
  runtime: [],
  driver: ['source', 'diagnostics', 'preprocess', 'lex', 'ast', 'parse', 'tree', 'layout', 'sema', 'ir', 'lower', 'passes', 'back/wasm', 'back/wgsl'],
  api: ['runtime', 'driver'],
  bundler: ['runtime', 'api'],
  cli: ['source', 'diagnostics', 'preprocess', 'lex', 'parse', 'ir', 'passes', 'back/wasm', 'back/wgsl', 'runtime', 'driver'],
};

/** Files that may import node:*, besides those of cli/ and bundler/. */
const hostFiles = [/^runtime\/(cpu|webgpu|sandbox|cache|modules|profile)\/node[^/]*\.ts$/];

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((entry) => {
    const path = join(folder, entry);
    if (statSync(path).isDirectory()) return sources(path);
    return entry.endsWith('.ts') && !entry.endsWith('.test.ts') && !/testing|test-support/.test(entry) ? [path] : [];
  });
}

function folderOf(file: string): string {
  const path = relative(root, file);
  const parts = path.split('/');
  return parts[0] === 'back' ? `${parts[0]}/${parts[1]}` : parts[0]!;
}

function importsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/(?:^|\n)\s*(?:import|export)[^'";]*?from\s+'([^']+)'|import\('([^']+)'\)/g)].map((m) => m[1] ?? m[2]!);
}

const files = sources(root);

test('every folder is a known layer', () => {
  expect([...new Set(files.map(folderOf))].filter((f) => layers[f] === undefined)).toEqual([]);
});

test('imports go downwards only', () => {
  const wrong: string[] = [];
  for (const file of files) {
    const from = folderOf(file);
    for (const target of importsOf(file)) {
      if (!target.startsWith('.')) continue;
      const to = folderOf(join(dirname(file), target));
      if (to !== from && !layers[from]!.includes(to)) wrong.push(`${relative(root, file)} imports ${to}`);
    }
  }
  expect(wrong).toEqual([]);
});

/** Folders and files of back/wgsl, the lowest first: none asks one behind it for more than types. */
const wgslOrder = [
  'unsupported', 'types', 'interface', 'names', 'formats', 'arena-names', 'functions', 'kernel-params', 'expression-text',
  'numbers', 'analyses', 'legalize', 'prepare', 'shader', 'faults', 'arena', 'memory', 'text', 'kernel-shader', 'index',
];

test('the WGSL back end goes from bottom to top', () => {
  const folder = join(root, 'back/wgsl');
  const placeOf = (file: string): number => wgslOrder.indexOf(relative(folder, file).split('/')[0]!.replace(/\.[jt]s$/, ''));
  const wrong = files.filter((file) => file.startsWith(`${folder}/`)).flatMap((file) => {
    const values = [...readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*? from '(\.[^']+)'/gm)].map((m) => join(dirname(file), m[1]!));
    return values.filter((target) => target.startsWith(`${folder}/`) && !(placeOf(target) <= placeOf(file) && placeOf(target) >= 0)).map((target) => `${relative(folder, file)} imports ${relative(folder, target)}`);
  });
  expect(wrong).toEqual([]);
});

test('the layers have no cycle', () => {
  const state = new Map<string, 'open' | 'done'>();
  const visit = (name: string, path: readonly string[]): void => {
    if (state.get(name) === 'done') return;
    expect(state.get(name), `cycle: ${[...path, name].join(' → ')}`).toBeUndefined();
    state.set(name, 'open');
    for (const next of layers[name]!) visit(next, [...path, name]);
    state.set(name, 'done');
  };
  for (const name of Object.keys(layers)) visit(name, []);
});

test('node:* is imported only by cli/, bundler/ and host files', () => {
  const wrong = files
    .filter((file) => !['cli', 'bundler'].includes(folderOf(file)) && !hostFiles.some((pattern) => pattern.test(relative(root, file))))
    .filter((file) => importsOf(file).some((target) => target.startsWith('node:')))
    .map((file) => relative(root, file));
  expect(wrong).toEqual([]);
});

test('no file of the compiler uses any', () => {
  const wrong = files.filter((file) => /(:|<|\bas) any\b/.test(readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'|`[^`]*`/g, '')));
  expect(wrong.map((file) => relative(root, file))).toEqual([]);
});
