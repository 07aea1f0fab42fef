/** The playground's build: the package as it was built (../dist), its sysroot beside the page, and the headers that isolate the page, without which there is no WebGPU for programs. */
import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const parts = join(dist, 'sysroot/parts');
const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

const serveSysroot: Plugin = {
  name: 'sysroot',
  configureServer(server) {
    server.middlewares.use('/sysroot', (request, response, next) => {
      const name = (request.url ?? '').slice(1);
      if (readdirSync(parts).includes(name)) createReadStream(join(parts, name)).pipe(response);
      else next();
    });
  },
  generateBundle() {
    for (const name of readdirSync(parts)) this.emitFile({ type: 'asset', fileName: `sysroot/${name}`, source: new Uint8Array(readFileSync(join(parts, name))) });
  },
};

/** The service worker with the names of all files, and a version made of them. */
const serviceWorker: Plugin = {
  name: 'service-worker',
  enforce: 'post',
  generateBundle(_, bundle) {
    const files = Object.keys(bundle).filter((name) => name !== 'index.html').sort();
    const hash = createHash('sha256');
    for (const name of files) {
      const file = bundle[name];
      hash.update(name).update(file.type === 'chunk' ? file.code : file.source);
    }
    const text = readFileSync(fileURLToPath(new URL('service-worker.js', import.meta.url)), 'utf8');
    this.emitFile({ type: 'asset', fileName: 'service-worker.js', source: `const FILES = ${JSON.stringify(['./', 'index.html', ...files])};\nconst VERSION = '${hash.digest('hex').slice(0, 16)}';\n${text}` });
  },
};

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [serveSysroot, serviceWorker],
  resolve: { alias: { 'cuda-wasm/compiler': join(dist, 'compiler.js'), 'cuda-wasm/browser/profile.js': join(dist, 'browser/profile.js'), 'cuda-wasm/browser': join(dist, 'browser/run.js') } },
  server: { headers, fs: { allow: ['..'] } },
  preview: { headers },
  worker: { format: 'es' },
  build: { target: 'es2022', chunkSizeWarningLimit: 4096 },
});
