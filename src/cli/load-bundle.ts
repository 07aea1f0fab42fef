/**
 * Loads the command line's bundle, compiler included, with V8's compiled code, which takes half of the start-up away. The code is kept beside the bundle; where it is missing or from another version of Node, it is made anew
 * when the process ends (and is done without where the folder cannot be written).
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Script } from 'node:vm';
import { plainBytes } from './node-files.js';

/** Names the bundle's content: the build puts it in. V8 itself compares lengths only. */
declare const BUNDLE_CONTENT: string;

/** What the bundle is a function of: what a module would have, and the compiler's identity (program-cache.ts). */
type Bundle = (require: NodeJS.Require, url: string, load: (name: string) => Promise<unknown>, identity: string) => { readonly main: () => Promise<void> };

export function runBundle(identity: string): void {
  // Loaded here only: programs that are not compiled start without them.
  const require = createRequire(import.meta.url);
  const { setFlagsFromString } = require('node:v8') as typeof import('node:v8');
  const { Script } = require('node:vm') as typeof import('node:vm');
  // A compilation is over before optimised machine code would pay for its making: functions wait longer for it. (Measured: half of the processor time of a small program.)
  setFlagsFromString('--interrupt-budget=1000000');
  // Its memory grows fast at first: the young generation has room at once, rather than be copied each time that it doubles. (Measured: 8 collections instead of 14, and a twentieth less processor time.)
  setFlagsFromString('--semi-space-growth-factor=16');
  const bundle = join(dirname(fileURLToPath(import.meta.url)), 'bundle.js');
  const kept = `${bundle}.${BUNDLE_CONTENT}-${process.version}-${process.arch}.cache`;
  const cachedData = readKept(kept);
  const script = new Script(readFileSync(bundle, 'utf8'), { filename: bundle, cachedData });
  if (cachedData === undefined || script.cachedDataRejected) process.once('exit', () => keep(script, kept));
  void (script.runInThisContext() as Bundle)(require, import.meta.url, (name) => import(name), identity).main();
}

function readKept(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function keep(script: Script, path: string): void {
  const own = `${path}.${process.pid}`;
  try {
    writeFileSync(own, plainBytes(script.createCachedData()));
    renameSync(own, path);
  } catch {
    // A folder that cannot be written: the next start is as slow as this one.
  }
}
