/**
 * Lets Node load src/ and tests/ as they are, for the tests (`node --import ./scripts/load-typescript.mjs`): TypeScript without its types, `./x.js` where there is `./x.ts`, stack traces with the lines of the source.
 * Modules that the engine itself links run at full speed; those that Vite rewrites read each imported name through a getter. What imports a module with a query gets it anew, with all that it imports.
 */
import { existsSync, readFileSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.execArgv.some((word) => word.endsWith('load-typescript.mjs'))) {
  register(import.meta.url);
  process.setSourceMapsEnabled(true);
}

export async function resolve(specifier, context, next) {
  // Links stay as they are.
  if (/^file:.*\.ts(\?|$)/.test(specifier)) return { url: specifier, format: 'module', shortCircuit: true };
  const { parentURL } = context;
  if (!specifier.startsWith('.') || parentURL === undefined || !/\.ts(\?|$)/.test(parentURL)) return next(specifier, context);
  const url = new URL(specifier, parentURL);
  url.pathname = url.pathname.replace(/\.js$/, '.ts');
  if (!url.pathname.endsWith('.ts') || !existsSync(fileURLToPath(url))) return next(specifier, context);
  // Vitest asks for each test file with a query of its own: what tests import is shared all the same.
  const { search } = new URL(parentURL);
  if (!search.startsWith('?vitest=')) url.search ||= search;
  return { url: url.href, format: 'module', shortCircuit: true };
}

/** By path, of this process. */
const known = new Map();

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !/\.ts(\?|$)/.test(url)) return next(url, context);
  const path = fileURLToPath(url);
  const text = readFileSync(path, 'utf8');
  if (known.get(path)?.text !== text) known.set(path, { text, source: (await withoutTypes(text, path, 'inline')).code });
  return { source: known.get(path).source, format: 'module', shortCircuit: true };
}

/** `sourcemap`: in the code, beside it, or both. */
export async function withoutTypes(text, path, sourcemap) {
  const { transform } = await import('esbuild');
  return transform(text, { loader: 'ts', format: 'esm', target: 'node20', sourcefile: path, sourcemap, sourcesContent: false });
}
