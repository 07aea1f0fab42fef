/** Random structured functions compute the same in the interpreter and as WebAssembly. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Module } from '../../ir/ir.js';
import { randomModule } from '../../../tests/ir-arbitrary.js';
import { callFunction, createMachine, Stopped, Thrown } from '../../../tests/ir-interpreter.js';
import { optimize } from '../../passes/pipeline.js';
import { someInst } from '../../ir/walk.js';
import { memoryLayout } from './memory-layout.js';
import { emitProgram } from './program.js';

const RUNS = Number(process.env.FUZZ_RUNS ?? 150);
const numbers = fc.array(fc.nat({ max: 1 << 20 }), { minLength: 8, maxLength: 160 });

function interpreted(module: Module, args: readonly number[]): string | undefined {
  const m = createMachine(module);
  let result: unknown;
  try {
    result = callFunction(m, module.functions.get('main')!, args);
  } catch (e) {
    if (e instanceof Stopped) return undefined;
    if (!(e instanceof Thrown)) throw e;
    result = 'exception';
  }
  const at = [...m.globals.values()][0];
  return `${result}: ${new Uint8Array(m.memory.buffer, at, 32).join(',')}`;
}

function usesGlobal(module: Module): boolean {
  let used = false;
  for (const fn of module.functions.values()) used = used || someInst(fn.body!, (inst) => inst.operands.some((v) => v.kind === 'global-address'));
  return used;
}

/** Undefined when a division by zero ended it: as host code, unlike the interpreter, which goes on. */
function compiled(module: Module, args: readonly number[]): string | undefined {
  for (const fn of module.functions.values()) fn.space = 'host';
  module.functions.get('main')!.exportName = 'main';
  const { bytes } = emitProgram(module, { stackSize: 65536 });
  expect(WebAssembly.validate(bytes)).toBe(true);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {});
  let result: unknown;
  try {
    result = (instance.exports.main as (p: number, q: number) => number)(args[0], args[1]);
  } catch (e) {
    if (e instanceof WebAssembly.RuntimeError && e.message.includes('by zero')) return undefined;
    if (!(e instanceof (WebAssembly as unknown as { Exception: new () => Error }).Exception)) throw e;
    result = 'exception';
  }
  // The only global lies at the start of static data, if it is still used.
  const kept = usesGlobal(module);
  const memory = new Uint8Array((instance.exports.memory as WebAssembly.Memory).buffer, memoryLayout.nullPage, 32);
  const initial = new Uint8Array(32);
  initial.set([...module.globals.values()][0]?.init?.bytes ?? [1, 2, 3, 4, 5]);
  return `${result}: ${(kept ? memory : initial).join(',')}`;
}

for (const level of [undefined, 2] as const) {
  it(`interpreter and WebAssembly agree, ${level === undefined ? 'as generated' : `optimized at -O${level}`}`, () => {
    fc.assert(
      fc.property(numbers, (list) => {
        for (const args of [[0, 0], [1, 5], [-7, 1000]]) {
          const module = randomModule(list);
          const expected = interpreted(module, args);
          if (expected === undefined) continue;
          if (level !== undefined) optimize(module, { level, verify: false });
          const got = compiled(module, args);
          if (got !== undefined) expect(got).toBe(expected);
        }
      }),
      { numRuns: RUNS },
    );
  });
}
