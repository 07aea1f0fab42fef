/**
 * Random functions compute the same before and after each pass, and survive printing and parsing.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModule, writeModule } from '../src/ir/binary.js';
import type { Module } from '../src/ir/ir.js';
import { parseModuleText } from '../src/ir/parse-text.js';
import { printModule } from '../src/ir/print.js';
import { validateModule } from '../src/ir/validate.js';
import { eliminateCommonSubexpressions } from '../src/passes/cse.js';
import { eliminateDeadCode } from '../src/passes/dce.js';
import { foldFunction } from '../src/passes/fold.js';
import { inlineCalls } from '../src/passes/inline.js';
import { hoistInvariants } from '../src/passes/licm.js';
import { promoteMemory } from '../src/passes/mem2reg.js';
import { late, lateForShaders, optimize } from '../src/passes/pipeline.js';
import { simplifyRegions } from '../src/passes/simplify-regions.js';
import { splitAllocas } from '../src/passes/sroa.js';
import { unrollLoops } from '../src/passes/unroll.js';
import { randomModule } from './ir-arbitrary.js';
import { callFunction, createMachine, Stopped, Thrown } from './ir-interpreter.js';

const RUNS = Number(process.env.FUZZ_RUNS ?? 150);
const numbers = fc.array(fc.nat({ max: 1 << 20 }), { minLength: 8, maxLength: 120 });

const INITIAL = new Uint8Array(32);
INITIAL.set([1, 2, 3, 4, 5]);

/** What main gives for some arguments, and what it leaves in the global. */
function observe(module: Module, fuel: number): string {
  const seen: string[] = [];
  for (const args of [[0, 0], [1, 5], [-7, 1000]]) {
    const m = createMachine(module, 1 << 16, fuel);
    let result: string;
    try {
      result = `${callFunction(m, module.functions.get('main')!, args)}`;
    } catch (e) {
      if (e instanceof Stopped) result = e.reason;
      else if (e instanceof Thrown) result = 'exception';
      else throw e;
    }
    // A global that nothing refers to any more has kept its initial value.
    const at = [...m.globals.values()][0];
    const bytes = at === undefined ? INITIAL : new Uint8Array(m.memory.buffer, at, 32);
    seen.push(`${result}: ${bytes.join(',')}`);
  }
  return seen.join('\n');
}

const eachFunction = (pass: (fn: Module['functions'] extends Map<string, infer F> ? F : never) => unknown) => (module: Module): void => {
  for (const fn of module.functions.values()) pass(fn);
};

const passes: Record<string, (module: Module) => void> = {
  dce: eachFunction(eliminateDeadCode),
  mem2reg: eachFunction(promoteMemory),
  fold: eachFunction(foldFunction),
  'mem2reg, fold, dce': eachFunction((fn) => { promoteMemory(fn); foldFunction(fn); eliminateDeadCode(fn); }),
  'simplify-regions': eachFunction((fn) => simplifyRegions(fn)),
  'mem2reg, simplify-regions': eachFunction((fn) => { promoteMemory(fn); simplifyRegions(fn); }),
  sroa: eachFunction(splitAllocas),
  'sroa, mem2reg, cse, licm, unroll, dce': eachFunction((fn) => { splitAllocas(fn); promoteMemory(fn); eliminateCommonSubexpressions(fn); hoistInvariants(fn); unrollLoops(fn); eliminateDeadCode(fn); }),
  cse: eachFunction(eliminateCommonSubexpressions),
  'all of -O1': (m) => optimize(m, { level: 1, verify: true }),
  'all of -O3': (m) => optimize(m, { level: 3, verify: true }),
  inline: (m) => inlineCalls(m, { smallSize: 1000, singleCalls: true, wholeProgram: true, kernels: 'everything', maxSize: 10_000, largest: 100_000 }),
};

function check(pass: (module: Module) => void, list: readonly number[]): void {
  const module = randomModule(list);
  expect(validateModule(module)).toEqual([]);
  const before = observe(module, 20_000);
  // Passes may not change how long a program runs by much, but they may change it.
  fc.pre(!before.includes('out of fuel'));
  const text = printModule(module);
  pass(module);
  const problems = validateModule(module);
  const after = problems.length === 0 ? observe(module, 100_000) : problems.join('\n');
  if (after !== before) throw new Error(`before:\n${before}\n${text}\nafter:\n${after}\n${printModule(module)}`);
}

describe('random functions', () => {
  for (const [name, pass] of Object.entries(passes)) {
    it(`keep their meaning under ${name}`, () => {
      fc.assert(fc.property(numbers, (list) => check(pass, list)), { numRuns: RUNS });
    });
  }
  it('survive the binary form', () => {
    fc.assert(
      fc.property(numbers, (list) => {
        const module = randomModule(list);
        const bytes = writeModule(module);
        const again = readModule(bytes);
        expect(validateModule(again)).toEqual([]);
        expect(printModule(again, { locs: true })).toBe(printModule(module, { locs: true }));
        expect(writeModule(again)).toEqual(bytes);
      }),
      { numRuns: RUNS },
    );
  });
  it('print and parse exactly', () => {
    fc.assert(
      fc.property(numbers, (list) => {
        const text = printModule(randomModule(list));
        const again = parseModuleText(text);
        expect(validateModule(again)).toEqual([]);
        expect(printModule(again)).toBe(text);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('a pass that says that it changed nothing', () => {
  for (const [level, list] of Object.entries({ O3: late[3], shaders: lateForShaders })) {
    it(`has changed nothing (${level})`, () => {
      fc.assert(
        fc.property(numbers, (seed) => {
          const module = randomModule(seed);
          // Twice: what passes find at first hides what they do later.
          for (const pass of [...list, ...list]) {
            for (const fn of module.functions.values()) {
              if (fn.body === undefined) continue;
              const before = printModule(module);
              if (pass.run(fn) === false && printModule(module) !== before) throw new Error(`${pass.name} on ${fn.name}:\n${before}\nafter:\n${printModule(module)}`);
            }
          }
        }),
        { numRuns: RUNS },
      );
    });
  }
});
