/** Statement coverage of what scripts/load-typescript.mjs loads, for `npm run coverage`: V8's counts, brought back to the source by the same transformation. */
import coverage from '@vitest/coverage-v8';
import { V8CoverageProvider } from '@vitest/coverage-v8/dist/provider.js';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withoutTypes } from './load-typescript.mjs';

class Provider extends V8CoverageProvider {
  async transformFile(url) {
    const path = url.startsWith('file:') ? fileURLToPath(url.split('?')[0]) : url.split('?')[0];
    const { code, map } = await withoutTypes(readFileSync(path, 'utf8'), path, 'both');
    return { code, map: JSON.parse(map) };
  }
}

// biome-ignore lint/style/noDefaultExport: vitest asks for one.
export default { ...coverage, getProvider: () => new Provider() };
