#!/usr/bin/env node
/**
 * Builds dist/: the CLI bundle, the library bundles, and the sysroot (headers as they are, the C library and CUDA runtime compiled by this compiler to IR).
 * `--no-sysroot` leaves the compiled library as it is.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, chmodSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const dist = join(root, 'dist');
mkdirSync(dist, { recursive: true });

const banner = "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";
await build({
  entryPoints: { 'cli/main': 'src/cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: ['webgpu'],
  minifySyntax: true,
  minifyWhitespace: true,
  keepNames: false,
  banner: { js: `#!/usr/bin/env node\n${banner}` },
  legalComments: 'none',
  logLevel: 'warning',
});
chmodSync('dist/cli/main.js', 0o755);
await build({
  entryPoints: { compiler: 'src/driver/index.ts' },
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
});

rmSync(join(dist, 'sysroot/include'), { recursive: true, force: true });
cpSync('sysroot/include', join(dist, 'sysroot/include'), { recursive: true });

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
  // The kernel guard for plain WASI engines is a library of its own, put in front where it is wanted.
  const plain = sources.filter((path) => path.endsWith('guard_plain.cpp'));
  const archive = (output, files) => {
    const result = spawnSync(process.execPath, ['dist/cli/main.js', 'archive', '-o', output, ...files], { stdio: 'inherit' });
    if (result.status !== 0) process.exit(result.status ?? 1);
  };
  archive('dist/sysroot/lib.bin', sources.filter((path) => !plain.includes(path)));
  archive('dist/sysroot/plain.bin', plain);
}
if (!existsSync('dist/sysroot/lib.bin')) console.warn('dist/sysroot/lib.bin is missing: run scripts/build.mjs without --no-sysroot');
