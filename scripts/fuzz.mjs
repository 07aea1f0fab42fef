#!/usr/bin/env node
/**
 * npm run fuzz -- KIND [SEED [COUNT]]: long runs of random programs through the compiler. Prints a line a failure and writes the program to $FUZZ_OUT (a folder of the system's temporary folder).
 *
 *   cuda     whole CUDA programs from a grammar, both back ends, validated; some run at several levels and models     (default 1 10000; failures are made smaller)
 *   cpp      host programs against g++, bit for bit
 *   kernel   kernels against the same loops on the host, at several levels and models
 *   library  the C and C++ library against g++'s; COUNT programs of 60 cases in each area; a fourth argument names one area
 *   garbage  mutations of the programs of tests/run and examples
 *   cuts     those programs cut off, and with a token less, at every COUNT-th token from the SEED-th on
 *   min FILE SECONDS, minkernel FILE SECONDS     make a failing program smaller
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
// Beside node_modules, so that the bundle finds what it leaves out.
const folder = mkdtempSync(join(root, 'node_modules/.fuzz-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const outfile = join(folder, 'campaign.mjs');
await build({ entryPoints: ['tests/fuzz/campaign.ts'], outfile, bundle: true, platform: 'node', format: 'esm', external: ['webgpu', 'fast-check'], logLevel: 'warning' });
await import(pathToFileURL(outfile).href);
