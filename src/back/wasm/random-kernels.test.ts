/**
 * Random kernels compute the same however their threads are run, one or four at a time: a random function of the thread's index, working on memory of its own, once without barriers as a plain loop, then with barriers at random
 * places, by fission where that is possible, and by fibers.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { randomModule } from '../../../tests/ir-arbitrary.js';
import { makeInst } from '../../ir/build.js';
import type { Func, Inst, Module, Region, Value } from '../../ir/ir.js';
import { parseModuleText } from '../../ir/parse-text.js';
import { forEachInst, forEachRegion, someInst } from '../../ir/walk.js';
import { inlineCalls } from '../../passes/inline.js';
import { lowerKernel } from '../../passes/threads/lower-kernel.js';
import type { ExecutionModel } from '../../passes/threads/lower-kernel.js';
import { optimizeFunction } from '../../passes/pipeline.js';
import type { SimdMode } from '../../passes/vectorize/functions.js';
import { createFiberHost, fibersText } from './test-fibers.js';
import { dataOffset, launch, load, scratchText } from './test-launch.js';

const RUNS = Number(process.env.FUZZ_RUNS ?? 60);
const numbers = fc.array(fc.nat({ max: 1 << 20 }), { minLength: 8, maxLength: 160 });
const threads = 8;
let vectorized = 0;
const seen: Record<ExecutionModel, number> = { plain: 0, fission: 0, fibers: 0 };

const frame = `
struct "Own" size 40 align 8 { result: i32 @0, data: [8 x i32] @8 }
func @descriptor() -> ptr host external export "descriptor" {
  return &@k
}
func @k(%out: ptr, %q: i32) kernel external kernel(out: ptr @0, q: i32 @8) bytes 12 {
  %t: i32 = special threadIdx.x
  %own: ptr = index struct Own, %out, %t
  %data: ptr = field Own 1, %own
  %result: i32 = block ^body {
    yield 0
  }
  store i32, %own, %result
  return
}
${scratchText}${fibersText}`;

/** A kernel around the random function; `barriers` are places by instruction number. Undefined where the function can't be one. */
function kernelModule(list: readonly number[], barriers: readonly number[], optimized: boolean): Module | undefined {
  const random = randomModule(list);
  inlineCalls(random, { smallSize: 10_000, singleCalls: true, wholeProgram: true, kernels: 'everything', maxSize: 100_000, largest: 100_000 });
  const body = random.functions.get('main')!.body!;
  if (someInst(body, (i) => i.kind === 'call' || i.kind === 'try' || i.kind === 'throw')) return undefined;
  if (optimized) optimizeFunction(random.functions.get('main')!, 2);
  const module = parseModuleText(frame);
  const kernel = module.functions.get('k') as Func;
  const [thread, , data, block] = kernel.body!.insts;
  if (block.kind !== 'block') throw new Error('the frame has changed');
  const values = new Map<Value, Value>([[body.params[0], thread.results[0]], [body.params[1], kernel.body!.params[1]]]);
  forEachInst(body, (inst) => {
    inst.operands.forEach((v, i) => {
      const to = v.kind === 'global-address' ? data.results[0] : values.get(v);
      if (to !== undefined) inst.operands[i] = to;
    });
  });
  block.body.insts = body.insts;
  replaceReturns(block.body, block);
  const places = new Set(barriers);
  let n = 0;
  const insert = (region: Region): void => {
    const insts: Inst[] = [];
    for (const inst of region.insts) {
      if (places.has(n++)) insts.push(makeInst({ kind: 'barrier', barrier: 'block', operands: [] }, [], 0));
      insts.push(inst);
      forEachRegion(inst, insert);
    }
    region.insts = insts;
  };
  insert(block.body);
  return module;
}

function replaceReturns(region: Region, block: Extract<Inst, { kind: 'block' }>): void {
  region.insts.forEach((inst, i) => {
    if (inst.kind === 'return') region.insts[i] = makeInst({ kind: 'break', target: block, operands: inst.operands }, [], 0);
    forEachRegion(inst, (r) => replaceReturns(r, block));
  });
}

function run(module: Module, model: ExecutionModel | undefined, simd: SimdMode = 'never'): string {
  const host = createFiberHost();
  const loaded = load(module, { model, simd, verify: true, onKernel: (_, lowered) => void (simd !== 'never' && lowered.scalar === undefined && vectorized++) }, host.imports);
  host.instance = loaded.instance;
  host.base = loaded.heap + dataOffset * 2;
  const out = loaded.heap + dataOffset;
  for (let i = 0; i < threads * 10; i++) loaded.memory.setInt32(out + 4 * i, i, true);
  launch(loaded, { block: [threads, 1, 1] }, [{ ptr: out }, 3]);
  return new Int32Array(loaded.memory.buffer, out, threads * 10).join(' ');
}

it('leaves a loop that goes round once with all its values', () => {
  const list = [11, 693136, 369409, 303256, 75103, 921343, 261653, 240170, 446515, 10, 19];
  expect(run(kernelModule(list, [], false)!, undefined, 'always')).toBe(run(kernelModule(list, [], false)!, undefined));
});

for (const optimized of [false, true]) {
  it(`the same by loops, fission and fibers${optimized ? ', optimized' : ''}`, () => {
    fc.assert(
      fc.property(numbers, fc.array(fc.nat({ max: 90 }), { minLength: 1, maxLength: 6 }), (list, barriers) => {
        const plain = kernelModule(list, [], optimized);
        if (plain === undefined) return;
        const expected = run(plain, undefined);
        const first = kernelModule(list, barriers, optimized)!;
        seen[modelOf(kernelModule(list, barriers, optimized)!)]++;
        expect(run(first, undefined)).toBe(expected);
        expect(run(kernelModule(list, [], optimized)!, undefined, 'always'), 'four at a time').toBe(expected);
        expect(run(kernelModule(list, barriers, optimized)!, undefined, 'always'), 'four at a time, with barriers').toBe(expected);
        expect(run(kernelModule(list, barriers, optimized)!, 'fibers')).toBe(expected);
      }),
      { numRuns: RUNS },
    );
  });
}

function modelOf(module: Module): ExecutionModel {
  return lowerKernel(module.functions.get('k')!, {
    sharedOffset: () => 0, staticShared: 0, calleeSpecials: new Set(), current: { block: undefined, thread: undefined }, library: (name) => module.functions.get(name),
  }).model;
}

it('has split kernels at their barriers', () => {
  // Fibers run every kernel; how many need them is up to chance.
  expect(seen.fission, JSON.stringify(seen)).toBeGreaterThan(0);
  expect(vectorized).toBeGreaterThan(0);
});
