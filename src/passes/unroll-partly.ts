/**
 * Counting loops of shaders. Engines bound every loop of which they cannot see that it ends (a counter of 64 bits, tested in each round), and unroll seldom what has bounds checks in it; so
 * - counting loops (counting-loops.ts) get a counter of their own that runs from 0 to a number of rounds computed before the loop, by 1, which engines recognize;
 * - small innermost ones that read memory run four rounds at a time, so that their loads are under way together, as nvcc has it; what is left runs in the loop as it was.
 *
 * Out, of `loop (k = start) { if (k < bound) {} else break; body; continue k + step }`:
 *   `loop (round = 0, k = start) { if (round < rounds / 4) {} else break; body × 4; continue round + 1, … }`, then the old loop, which starts with the last values; or
 *   `loop (round = 0, k = start) { if (round < rounds) {} else break; body; continue round + 1, k + step }`.
 */
import { binary, compare, constant, createBuilder, createRegion, makeInst } from '../ir/build.js';
import { cloneRegion, createCloneContext } from '../ir/clone.js';
import type { BlockInst, BreakInst, ContinueInst, Func, IfInst, Inst, InstResult, LoopInst, Region, RegionParam, Value, YieldInst } from '../ir/ir.js';
import { forEachInst, forEachRegion, isStructured, someInst } from '../ir/walk.js';
import type { CountingLoop } from './counting-loops.js';
import { countingLoop, roundsOf } from './counting-loops.js';
import { shaderSize } from './shader-size.js';
import { makeParam, makeResult } from '../ir/shapes.js';

const ROUNDS = 4;
/** Instructions of the body of a loop that is unrolled, at most. */
const MAX_SIZE = 48;

/** False: there was no such loop. */
export function unrollPartly(fn: Func): boolean {
  return fn.body !== undefined && unrollIn(fn.body, 0);
}

function unrollIn(region: Region, depth: number): boolean {
  let changed = false;
  for (let n = 0; n < region.insts.length; n++) {
    const inst = region.insts[n]!;
    if (!isStructured(inst)) continue;
    forEachRegion(inst, (r) => {
      if (unrollIn(r, inst.kind === 'loop' ? depth + 1 : depth)) changed = true;
    });
    const counting = inst.kind === 'loop' ? countingLoop(inst) : undefined;
    if (counting === undefined) continue;
    changed = true;
    if (isWorthwhile(counting)) {
      const made = unroll(counting, isWhole(counting));
      region.insts.splice(n, 1, ...made);
      n += made.length - 1;
    } else if (depth === 0 || counting.step.kind === 'const') {
      const before = countRounds(counting);
      region.insts.splice(n, 0, ...before);
      n += before.length;
    }
  }
  return changed;
}

function isWorthwhile(counting: CountingLoop): boolean {
  const { loop, rest, test, shift, continues } = counting;
  const { insts } = loop.body;
  const last = insts[insts.length - 1]!;
  if (shift > 0 || loop.unroll === 0 || loop.unroll === 1 || rest !== undefined || continues.length !== 1 || continues[0] !== last || shaderSize(loop.body) > MAX_SIZE) return false;
  const rounds = knownRounds(counting);
  if (rounds !== undefined && rounds < ROUNDS) return false;
  // No other way on.
  const leaves = (inst: Inst): boolean => (inst.kind === 'continue' && inst.target === loop) || inst.kind === 'return';
  if (insts.some((inst, i) => i !== test && inst !== last && (leaves(inst) || (isStructured(inst) && regionsHave(inst, leaves))))) return false;
  let loads = false;
  let fits = true;
  forEachInst(loop.body, (inst) => {
    if (inst.kind === 'load' && !inst.volatile) loads = true;
    if (inst.kind === 'loop' || inst.kind === 'barrier' || inst.kind === 'warp' || inst.kind === 'atomic' || inst.kind === 'alloca' || inst.kind === 'try') fits = false;
  });
  return loads && fits;
}

function regionsHave(inst: Inst, test: (inst: Inst) => boolean): boolean {
  let found = false;
  forEachRegion(inst, (region) => {
    found ||= someInst(region, test);
  });
  return found;
}

/** `if (round < rounds) {} else break` with what the break carries. */
function roundTest(region: Region, loop: LoopInst, round: Value, rounds: Value, carried: readonly Value[]): IfInst {
  const condition = compare(createBuilder(region), 'ult', round, rounds);
  const branch = makeInst<IfInst>({ kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [condition] }, [], loop.loc);
  branch.then.insts.push(makeInst<YieldInst>({ kind: 'yield', operands: [] }, [], loop.loc));
  branch.otherwise.insts.push(makeInst<BreakInst>({ kind: 'break', target: loop, operands: [...carried] }, [], loop.loc));
  region.insts.push(branch);
  return branch;
}

function named(value: Value, name: string): Value {
  if (value.kind === 'result' && value.name === undefined) (value as InstResult).name = name;
  return value;
}

/** The loop itself gets the counter; gives what stands before it. */
function countRounds(counting: CountingLoop): readonly Inst[] {
  const { loop, test, rest, exit, counter, step, continues } = counting;
  const { params } = loop.body;
  const before = createRegion();
  const rounds = named(roundsOf(createBuilder(before), counting), 'rounds');
  const start = loop.operands[counter]!;
  // From 0 by 1, the counter is the number of the round; one that is wanted outside of the loop cannot be its own.
  const isRound = counting.shift === 0 && start.kind === 'const' && start.value === 0 && step.kind === 'const' && step.value === 1 && !leavesLoop(loop, params[counter]!);
  let round = params[counter]!;
  if (!isRound) {
    round = makeParam('i32', 'round');
    params.unshift(round);
    loop.operands.unshift(constant('i32', 0));
    for (const inst of continues) {
      const region = createRegion();
      inst.operands.unshift(binary(createBuilder(region), 'add', round, constant('i32', 1)));
      insertBefore(loop.body, inst, region.insts);
    }
  }
  const head = createRegion();
  roundTest(head, loop, round, rounds, exit.operands);
  const { insts } = loop.body;
  const branch = insts[test] as IfInst;
  if (rest === undefined) insts.splice(test, 1);
  else branch.operands[0] = rest;
  insts.unshift(...head.insts);
  return before.insts;
}

/** Does a way out of the loop carry the value? */
function leavesLoop(loop: LoopInst, value: Value): boolean {
  return someInst(loop.body, (inst) => inst.kind === 'break' && inst.operands.includes(value));
}

function insertBefore(region: Region, inst: Inst, added: readonly Inst[]): boolean {
  const at = region.insts.indexOf(inst);
  if (at >= 0) {
    region.insts.splice(at, 0, ...added);
    return true;
  }
  return region.insts.some((inner) => {
    let found = false;
    if (isStructured(inner)) {
      forEachRegion(inner, (r) => {
        found ||= insertBefore(r, inst, added);
      });
    }
    return found;
  });
}

/** Are no rounds left after the groups? */
function isWhole(counting: CountingLoop): boolean {
  const rounds = knownRounds(counting);
  return rounds !== undefined && rounds % ROUNDS === 0;
}

function knownRounds(counting: CountingLoop): number | undefined {
  const rounds = roundsOf(createBuilder(createRegion()), counting);
  return rounds.kind === 'const' ? Number(rounds.value) : undefined;
}

/** The group loop, with what stands before it and, if something is left for it, the old loop, which goes on from its results. Otherwise these are the old loop's. */
function unroll(counting: CountingLoop, whole: boolean): readonly Inst[] {
  const { loop, test, exit } = counting;
  const { params, insts } = loop.body;
  const before = createRegion();
  const b = createBuilder(before);
  const rounds = roundsOf(b, counting);
  const groups = named(rounds.kind === 'const' ? constant('i32', Math.floor(Number(rounds.value) / ROUNDS)) : binary(b, 'lshr', rounds, constant('i32', Math.log2(ROUNDS))), 'groups');

  const body = createRegion([{ type: 'i32', name: 'group' }, ...params.map(({ type, name }) => (name === undefined ? { type } : { type, name }))]);
  const group = makeInst<LoopInst>({ kind: 'loop', body, operands: [constant('i32', 0), ...loop.operands], unroll: 1 }, whole ? [] : params.map((p) => p.type), loop.loc);
  const both = makeInst<BlockInst>({ kind: 'block', body: createRegion(), operands: [] }, [], loop.loc);
  const [round, ...own] = body.params as [RegionParam, ...RegionParam[]];
  const carried = whole ? exit.operands.map((v) => own[params.indexOf(v as RegionParam)] ?? v) : own;
  const branch = roundTest(body, group, round, groups, carried);
  const copied = insts.filter((_, i) => i !== test);
  let values: readonly Value[] = own;
  for (let i = 0; i < ROUNDS; i++) {
    const ctx = createCloneContext();
    params.forEach((p, j) => ctx.values.set(p, values[j]!));
    ctx.targets.set(loop, whole ? group : both);
    const copy = cloneRegion({ params: [], insts: copied }, ctx);
    const end = copy.insts.pop() as ContinueInst;
    body.insts.push(...copy.insts);
    values = end.operands;
  }
  const next = binary(createBuilder(body), 'add', round, constant('i32', 1));
  body.insts.push(makeInst<ContinueInst>({ kind: 'continue', target: group, operands: [next, ...values] }, [], loop.loc));
  if (loop.inlinedAt) for (const inst of [group, branch, both]) inst.inlinedAt = loop.inlinedAt;
  if (whole) {
    giveResults(loop, group);
    return [...before.insts, group];
  }
  group.results.forEach((result, i) => {
    if (params[i]!.name !== undefined) result.name = params[i]!.name;
  });
  loop.operands = [...group.results];
  if (!someInst(body, (inst) => inst.kind === 'break' && inst.target === both)) return [...before.insts, group, loop];
  // Who leaves a group early leaves the rest out too.
  giveResults(loop, both);
  loop.results.push(...both.results.map(({ type, name }, index) => makeResult(loop, index, type, name)));
  both.body.insts.push(group, loop, makeInst<YieldInst>({ kind: 'yield', operands: [...loop.results] }, [], loop.loc));
  return [...before.insts, both];
}

/** The results themselves move over, so that their uses need no change. */
function giveResults(from: Inst, to: Inst): void {
  for (const result of from.results.splice(0)) {
    (result as { inst: Inst }).inst = to;
    to.results.push(result);
  }
}
