/**
 * Golden tests: `tests/passes/<pass>/<case>.ir` is a module in text form, a line `; after`, and what the pass (the folder's name; several with `+`) makes of it. UPDATE=1 writes the second part anew.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Module } from '../src/ir/ir.js';
import { parseModuleText } from '../src/ir/parse-text.js';
import { printModule } from '../src/ir/print.js';
import { validateModule } from '../src/ir/validate.js';
import { inlineCalls } from '../src/passes/inline.js';
import { late, lateForShaders, optimize } from '../src/passes/pipeline.js';
import { relaxFloats } from '../src/passes/relax-floats.js';

const ROOT = new URL('./passes', import.meta.url).pathname;
const MARK = '\n; after\n';
const functionPasses = new Map([...late[3], ...lateForShaders].map((p) => [p.name, p.run]));

function apply(module: Module, pass: string): void {
  if (pass === 'inline') inlineCalls(module, { smallSize: 20, singleCalls: true, wholeProgram: true, kernels: 'everything', maxSize: 1000, largest: 100_000 });
  else if (pass === 'relax-floats') relaxFloats(module);
  else if (pass === 'O1' || pass === 'O3') optimize(module, { level: pass === 'O1' ? 1 : 3, verify: true });
  else {
    const run = functionPasses.get(pass);
    if (!run) throw new Error(`unknown pass '${pass}'`);
    for (const fn of module.functions.values()) if (fn.body) run(fn);
  }
}

describe('passes', () => {
  for (const folder of readdirSync(ROOT)) {
    for (const file of readdirSync(join(ROOT, folder)).filter((f) => f.endsWith('.ir'))) {
      it(`${folder}/${file}`, () => {
        const path = join(ROOT, folder, file);
        const [before, expected] = readFileSync(path, 'utf8').split(MARK);
        const module = parseModuleText(before!);
        expect(validateModule(module)).toEqual([]);
        for (const pass of folder.split('+')) apply(module, pass);
        expect(validateModule(module)).toEqual([]);
        const after = printModule(module);
        if (process.env.UPDATE) writeFileSync(path, `${before}${MARK}${after}`);
        else expect(after).toBe(expected);
      });
    }
  }
});
