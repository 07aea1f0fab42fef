/** The fuzzers (tests/fuzz) → dist/tools/fuzz.js, one file with all it needs; the package webgpu validates shaders where it is installed. */
import { build } from 'esbuild';

export async function bundleFuzzers(outfile) {
  await build({ entryPoints: ['tests/fuzz/campaign.ts'], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', external: ['webgpu'], logLevel: 'warning' });
}
