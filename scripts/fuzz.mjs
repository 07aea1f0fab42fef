#!/usr/bin/env node
/**
 * npm run fuzz -- KIND [SEED [COUNT]]: long runs of random programs through the compiler. Prints a line a failure and writes the program to $FUZZ_OUT (a folder of the system's temporary folder).
 *
 *   cuda     whole CUDA programs from a grammar, both back ends, validated; some run at several levels and models     (default 1 10000; failures are made smaller)
 *   cpp      host programs against g++, bit for bit
 *   kernel   kernels against the same loops on the host, at several levels and models
 *   webgpu   the same kernels on WebGPU: SwiftShader, unless the environment names another Vulkan driver
 *   devices  whole CUDA programs from the grammar on the CPU and on WebGPU, byte for byte
 *   library  the C and C++ library against g++'s; COUNT programs of 60 cases in each area; a fourth argument names one area
 *   garbage  mutations of the programs of tests/run and examples
 *   cuts     those programs cut off, and with a token less, at every COUNT-th token from the SEED-th on
 *   min FILE SECONDS, minkernel FILE SECONDS, mindevices FILE SECONDS     make a failing program smaller
 *
 * After a build `node dist/tools/fuzz.js KIND …` does the same in the project's root, without installed packages too. FUZZ_SECONDS=n starts no program after n seconds. Without g++, cpp and library compare
 * unoptimised programs with optimised ones.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleFuzzers } from './bundle-fuzzers.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const outfile = join(root, 'dist/tools/fuzz.js');
await bundleFuzzers(outfile);
await import(pathToFileURL(outfile).href);
