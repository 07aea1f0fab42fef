#!/usr/bin/env node
/**
 * Builds dist/: the CLI bundle, the library bundles, and the sysroot (headers as they are, the C library and CUDA runtime compiled by this compiler to IR).
 * `--no-sysroot` leaves the compiled library as it is.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleFuzzers } from './bundle-fuzzers.mjs';
import { minified } from './minify.mjs';
import { withoutComments } from './strip-comments.mjs';
import { groupHeaders } from './sysroot-parts.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
/** What a change of package.json asks for, and `npm ci` has not brought yet. The build does without what users may do without. */
const { devDependencies, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const outdated = Object.entries(devDependencies).filter(([name, version]) => {
  if (name in peerDependencies) return false;
  const manifest = join('node_modules', name, 'package.json');
  return !existsSync(manifest) || JSON.parse(readFileSync(manifest, 'utf8')).version !== version;
});
if (outdated.length > 0) {
  console.error(`not installed as package.json pins it: ${outdated.map(([name, version]) => `${name}@${version}`).join(', ')}; run npm ci`);
  process.exit(1);
}
/** `--out DIR` builds elsewhere (same layout). */
const out = process.argv.indexOf('--out');
const dist = out < 0 ? join(root, 'dist') : resolve(process.argv[out + 1]);
mkdirSync(dist, { recursive: true });

const forNode = { bundle: true, platform: 'node', target: 'node20', format: 'cjs', minifySyntax: true, minifyWhitespace: true, keepNames: false, legalComments: 'none', logLevel: 'warning' };
// The command line: a function of what a module would have, for the launcher to load with V8's compiled code. It gives what main.ts exports.
const bundled = await build({
  ...forNode, entryPoints: ['src/cli/main.ts'], outfile: join(dist, 'cli/bundle.js'), write: false, external: ['webgpu', 'binaryen'], define: { 'import.meta.url': '__url', BUILD_IDENTITY: '__identity' },
});
const bundleText = bundled.outputFiles[0].text.replaceAll(/\bimport\("(node:\w+|webgpu|binaryen)"\)/g, '__import("$1")');
mkdirSync(join(dist, 'cli'), { recursive: true });
for (const name of readdirSync(join(dist, 'cli'))) if (name.endsWith('.cache')) rmSync(join(dist, 'cli', name));
const wrapped = `(function (require, __url, __import, __identity) { const module = { exports: {} };\n${bundleText}\nreturn module.exports;\n})\n`;
writeFileSync(join(dist, 'cli/bundle.js'), wrapped);
// What the command starts: runs what was compiled before, and loads the bundle for everything else. CommonJS, which Node starts faster.
writeFileSync(join(dist, 'cli/package.json'), '{ "type": "commonjs" }\n');
const unknownIdentity = 'of the compiler as it is being built';
const launcher = await build({
  ...forNode, entryPoints: ['src/cli/start.ts'], write: false, outfile: join(dist, 'cli/main.js'), external: ['webgpu', './run-webgpu.js'], banner: { js: 'const __url = require("node:url").pathToFileURL(__filename).href;' },
  define: { 'import.meta.url': '__url', BUNDLE_CONTENT: JSON.stringify(createHash('sha256').update(wrapped).digest('hex').slice(0, 12)), BUILD_IDENTITY: JSON.stringify(unknownIdentity) },
});
const writeLauncher = (identity) => {
  writeFileSync(join(dist, 'cli/main.js'), launcher.outputFiles[0].text.replaceAll(JSON.stringify(unknownIdentity), JSON.stringify(identity)));
  chmodSync(join(dist, 'cli/main.js'), 0o755);
};
writeLauncher('');
// What runs programs whose kernels are on WebGPU, and the worker that they run in.
await build({
  ...forNode, entryPoints: { 'run-webgpu': 'src/cli/run-webgpu.ts', execute: 'src/cli/execute.ts', program: 'src/runtime/webgpu/node-program.ts' }, outdir: join(dist, 'cli'), external: ['webgpu'],
  banner: { js: 'const __url = require("node:url").pathToFileURL(__filename).href;' }, define: { 'import.meta.url': '__url' },
});
// The workers that run blocks of kernels, where several threads do.
await build({ ...forNode, entryPoints: { worker: 'src/runtime/cpu/node-worker.ts' }, outdir: join(dist, 'cli') });
// nvcc and a C++ compiler by those names, for make and CMake.
mkdirSync(join(dist, 'cli/bin'), { recursive: true });
for (const name of ['nvcc', 'c++']) {
  writeFileSync(join(dist, 'cli/bin', name), `#!/usr/bin/env node\nprocess.argv.splice(2, 0, '${name}');\nrequire('../main.js');\n`);
  chmodSync(join(dist, 'cli/bin', name), 0o755);
}
// The fuzzers and the sweep over the test programs, for machines without installed packages.
await build({
  entryPoints: ['tests/run/sweep.ts'],
  outfile: join(dist, 'tools/sweep.js'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
});
await bundleFuzzers(join(dist, 'tools/fuzz.js'));
/** Makes the scripts of a folder smaller. */
async function minifyFolder(folder) {
  for (const name of readdirSync(folder)) writeFileSync(join(folder, name), await minified(readFileSync(join(folder, name), 'utf8')));
}
// For pages: what they call, and the workers that it starts from beside itself.
rmSync(join(dist, 'browser'), { recursive: true, force: true });
await build({
  entryPoints: {
    run: 'src/runtime/sandbox/browser-run.ts', 'program-worker': 'src/runtime/sandbox/browser-program.ts', 'device-worker': 'src/runtime/sandbox/browser-device.ts', 'kernel-worker': 'src/runtime/sandbox/browser-kernels.ts',
    profile: 'src/runtime/sandbox/browser-profile.ts', 'profiled-program-worker': 'src/runtime/sandbox/browser-profiled-program.ts', 'profiled-device-worker': 'src/runtime/sandbox/browser-profiled-device.ts',
  },
  outdir: join(dist, 'browser'),
  bundle: true,
  platform: 'browser',
  format: 'esm',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
});
await minifyFolder(join(dist, 'browser'));
// For programs that are built into pages and modules: everything in one text, the workers' scripts included.
const bundle = async (entry, format, define = {}) => {
  const made = await build({
    entryPoints: [`src/runtime/sandbox/${entry}.ts`], bundle: true, write: false, platform: 'neutral', mainFields: ['module', 'main'], external: ['node:*'], format, target: 'es2022', minify: true,
    legalComments: 'none', logLevel: 'warning', define,
  });
  return minified(made.outputFiles[0].text, format === 'esm');
};
const workers = { PROGRAM_WORKER: JSON.stringify(await bundle('embedded-program', 'iife')), DEVICE_WORKER: JSON.stringify(await bundle('embedded-device', 'iife')) };
mkdirSync(join(dist, 'embed'), { recursive: true });
writeFileSync(join(dist, 'embed/module.js'), await bundle('module', 'esm', workers));
const pageScript = `{{program}}${await bundle('page', 'esm', workers)}`.replaceAll('</script', '<\\/script');
writeFileSync(join(dist, 'embed/page.html'), readFileSync('src/runtime/sandbox/page.html', 'utf8').replace('/*script*/', () => pageScript));
await build({
  entryPoints: { compiler: 'src/driver/index.ts' },
  outdir: dist,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
});

// The JavaScript API: with the compiler, which runs in a worker, and without. WebGPU's part is a file of its own.
rmSync(join(dist, 'api'), { recursive: true, force: true });
const api = { outdir: join(dist, 'api'), bundle: true, platform: 'neutral', mainFields: ['module', 'main'], format: 'esm', target: 'es2022', minify: true, legalComments: 'none', logLevel: 'warning' };
const kernelWorker = await build({ ...api, entryPoints: ['src/runtime/modules/kernel-worker.ts'], write: false, format: 'iife' });
await build({ ...api, define: { KERNEL_WORKER: JSON.stringify(await minified(kernelWorker.outputFiles[0].text, false)) }, entryPoints: { index: 'src/api/index.ts', runtime: 'src/runtime/modules/index.ts', streaming: 'src/runtime/modules/streaming.ts' }, splitting: true, chunkNames: '[name]-[hash]' });
const builtCompiler = { name: 'built-compiler', setup: ({ onResolve }) => onResolve({ filter: /\/driver\/index\.js$/ }, () => ({ path: '../compiler.js', external: true })) };
// Users' bundlers are not to follow what only Node imports, where it is installed.
for (const name of readdirSync(join(dist, 'api'))) {
  const path = join(dist, 'api', name);
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll('import("webgpu")', 'import(/* @vite-ignore */ /* webpackIgnore: true */ ["webgpu"].join())'));
}
await build({ ...api, entryPoints: { 'compile-worker': 'src/api/compile-worker.ts' }, plugins: [builtCompiler] });
await minifyFolder(join(dist, 'api'));

// Plugins for bundlers, on the API as it is built.
const builtApi = { name: 'built-api', setup: ({ onResolve }) => onResolve({ filter: /\/api\/index\.js$/ }, () => ({ path: '../api/index.js', external: true })) };
await build({ ...forNode, format: 'esm', entryPoints: ['vite', 'rollup', 'esbuild', 'webpack', 'webpack-loader'].map((name) => `src/bundler/${name}.ts`), outdir: join(dist, 'bundler'), plugins: [builtApi] });

// The headers go out without their comments, line by line as they are.
rmSync(join(dist, 'sysroot/include'), { recursive: true, force: true });
const headers = readdirSync('sysroot/include', { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => relative('sysroot/include', join(entry.parentPath ?? entry.path, entry.name))).sort();
const texts = Object.fromEntries(headers.map((name) => [name, withoutComments(readFileSync(join('sysroot/include', name), 'utf8'))]));
for (const [name, text] of Object.entries(texts)) {
  mkdirSync(dirname(join(dist, 'sysroot/include', name)), { recursive: true });
  writeFileSync(join(dist, 'sysroot/include', name), text);
}
// All of them in one file, for compilers that fetch them.
writeFileSync(join(dist, 'sysroot/headers.json'), JSON.stringify(texts));
// And in groups, for pages.
const parts = join(dist, 'sysroot/parts');
mkdirSync(parts, { recursive: true });
for (const name of readdirSync(parts)) if (name.startsWith('headers')) rmSync(join(parts, name));
const groups = groupHeaders(texts);
writeFileSync(join(parts, 'headers.json'), JSON.stringify(groups));
for (const { name, names } of groups) writeFileSync(join(parts, `headers-${name}.json`), JSON.stringify(Object.fromEntries(names.map((path) => [path, texts[path]]))));

for (const name of readdirSync(join(dist, 'sysroot'))) if (/^prelude.*\.bin$/.test(name)) rmSync(join(dist, 'sysroot', name));
const saved = spawnSync(process.execPath, [join(dist, 'cli/main.js'), 'prelude', '-o', join(dist, 'sysroot')], { stdio: 'inherit' });
if (saved.status !== 0) console.warn('sysroot/prelude.bin could not be made: programs compile more slowly without it');

if (!process.argv.includes('--no-sysroot')) {
  const sources = [];
  const collect = (folder) => {
    for (const entry of readdirSync(folder).sort()) {
      const path = join(folder, entry);
      if (statSync(path).isDirectory()) collect(path);
      else if (/\.(cpp|cu)$/.test(entry)) sources.push(path);
    }
  };
  collect('sysroot/lib');
  // The kernel guard for plain WASI engines and the WebGPU device are libraries of their own, put in front where they are wanted.
  const plain = sources.filter((path) => path.endsWith('guard_plain.cpp'));
  const webgpu = sources.filter((path) => /\/device_(webgpu|heap|reads)\.cpp$/.test(path));
  // So is what is another where several threads run kernels: launches, and what they call that keeps state.
  const threads = sources.filter((path) => path.endsWith('launch_threads.cpp'));
  const alsoWithThreads = sources.filter((path) => /\/(malloc|fibers|resident|kernel-output|host-threads|child-grids)\.cpp$/.test(path));
  // And the entry points of kernels without a program.
  const module = sources.filter((path) => path.startsWith('sysroot/lib/module/'));
  const archive = (output, files, ...flags) => {
    const result = spawnSync(process.execPath, [join(dist, 'cli/main.js'), 'archive', ...flags, '-o', output, ...files], { stdio: 'inherit' });
    if (result.status !== 0) process.exit(result.status ?? 1);
  };
  for (const name of readdirSync(parts)) if (!name.startsWith('headers')) rmSync(join(parts, name));
  const variant = (name, files, ...flags) => archive(join(dist, 'sysroot', name), files, '--bare', join(parts, name), ...flags);
  variant('plain.bin', plain);
  variant('webgpu.bin', webgpu);
  variant('module.bin', module);
  variant('module-threads.bin', module.filter((path) => !path.endsWith('records.cpp')), '-DCW_THREADS', '--threads');
  variant('threads.bin', [...threads, ...alsoWithThreads], '-DCW_THREADS', '--threads');
  const variants = ['plain.bin', 'webgpu.bin', 'threads.bin', 'module.bin', 'module-threads.bin'];
  // The library as one file, and in parts for pages: what the smallest program needs, for all targets; what programs in C, and with containers and streams, use often; and the rest by subject.
  const examples = readdirSync('examples').filter((name) => name.endsWith('.cu')).sort().map((name) => `examples/${name}`);
  const seeds = { core: ['examples/vector_add.cu', ...variants.map((name) => join(dist, 'sysroot', name))], c: examples, cxx: ['scripts/typical.cu', 'scripts/warm-up.cu'] };
  archive(
    join(dist, 'sysroot/lib.bin'), sources.filter((path) => ![plain, webgpu, threads, module].some((list) => list.includes(path))),
    '--parts', parts, ...Object.entries(seeds).flatMap(([name, list]) => ['--seed', `${name}=${list.join(',')}`]),
  );
}
if (!existsSync(join(dist, 'sysroot/lib.bin'))) console.warn('sysroot/lib.bin is missing: run scripts/build.mjs without --no-sysroot');

// Programs that were compiled before are known by what compiled them.
const whole = createHash('sha256').update(wrapped).update(launcher.outputFiles[0].text);
for (const entry of readdirSync(join(dist, 'sysroot'), { recursive: true, withFileTypes: true }).map((entry) => (entry.isFile() ? join(entry.parentPath ?? entry.path, entry.name) : '')).sort()) {
  if (entry !== '') whole.update(entry.slice(dist.length)).update(readFileSync(entry));
}
writeLauncher(whole.digest('hex').slice(0, 32));

// The launcher keeps V8's code of what its first process ran: that should be the usual thing.
for (const name of readdirSync(join(dist, 'cli'))) if (name.endsWith('.cache')) rmSync(join(dist, 'cli', name));
spawnSync(process.execPath, [join(dist, 'cli/main.js'), 'run', '--no-cache', '--device', 'cpu', 'scripts/warm-up.cu'], { stdio: 'ignore' });
