#!/usr/bin/env node
/**
 * What `cuda-wasm` starts: loads the command line's bundle with V8's compiled code, which takes half of the start-up away. The code is kept beside the bundle; where it is missing or from another version
 * of Node, it is made anew when the process ends (and is done without where the folder cannot be written).
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

// A compilation is over before optimised machine code would pay for its making: functions wait longer for it. (Measured: half of the processor time of a small program.)
setFlagsFromString('--interrupt-budget=1000000');

const bundle = fileURLToPath(new URL('bundle.js', import.meta.url));
/** Names the bundle's content: the build puts it in. V8 itself compares lengths only. */
const content = 'CONTENT';
const kept = `${bundle}.${content}-${process.version}-${process.arch}.cache`;

function readKept() {
  try {
    return readFileSync(kept);
  } catch {
    return undefined;
  }
}

const cachedData = readKept();
const script = new Script(readFileSync(bundle, 'utf8'), { filename: bundle, cachedData });
if (cachedData === undefined || script.cachedDataRejected) {
  process.once('exit', () => {
    const own = `${kept}.${process.pid}`;
    try {
      writeFileSync(own, script.createCachedData());
      renameSync(own, kept);
    } catch {
      // A folder that cannot be written: the next start is as slow as this one.
    }
  });
}
script.runInThisContext()(createRequire(import.meta.url), import.meta.url, (name) => import(name));
