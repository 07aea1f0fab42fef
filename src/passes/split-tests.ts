/**
 * Tests of loops by short-circuit operators: `while (a && b)` computes b in a branch, and leaves by what comes out of it. In: optimised functions that become shaders. Out: one way out for each operand, and what the
 * second one reads stands in the loop's body, where it is known for the rest of it.
 *
 *   c = if (a) { B; yield b } else { yield false }; if (c) {} else { break }   →   if (a) {} else { break }; B; if (b) {} else { break }
 *
 * and so with `||`, and with the arms the other way round.
 */
import { createRegion, makeInst } from '../ir/build.js';
import type { BreakInst, Func, IfInst, Inst, Region, Value, YieldInst } from '../ir/ir.js';
import { forEachInst, forEachRegion, isStructured } from '../ir/walk.js';

/** False: there was no such test. */
export function splitTests(fn: Func): boolean {
  if (fn.body === undefined) return false;
  const uses = new Map<Value, number>();
  forEachInst(fn.body, (inst) => {
    for (const v of inst.operands) uses.set(v, (uses.get(v) ?? 0) + 1);
  });
  let changed = false;
  const visit = (region: Region): void => {
    for (const inst of region.insts) forEachRegion(inst, visit);
    // From the end: what comes out may be such a pair again, with what stands before it or by itself.
    for (let n = region.insts.length - 2; n >= 0; n--) {
      const pair = pairAt(region, n, uses);
      if (pair === undefined) continue;
      const made = split(pair);
      region.insts.splice(n, 2, ...made);
      changed = true;
      n += made.length - 1;
    }
  };
  visit(fn.body);
  return changed;
}

interface Pair {
  readonly choice: IfInst;
  readonly test: IfInst;
  /** The arm of `choice` that computes the second operand. */
  readonly rest: Region;
  /** Where the test leaves the loop. */
  readonly leave: BreakInst;
}

/** A choice at `n` and a test of it alone. */
function pairAt({ insts }: Region, n: number, uses: ReadonlyMap<Value, number>): Pair | undefined {
  const [choice, test] = [insts[n], insts[n + 1]];
  if (choice?.kind !== 'if' || test?.kind !== 'if' || choice.results.length !== 1 || test.results.length > 0) return undefined;
  const c = choice.results[0]!;
  if (test.operands[0] !== c || uses.get(c) !== 1) return undefined;
  const [stays, leaves] = isEmpty(test.then) ? [test.then, test.otherwise] : [test.otherwise, test.then];
  const leave = leaves.insts[0]!;
  if (!isEmpty(stays) || leaves.insts.length !== 1 || leave.kind !== 'break' || leave.target.kind !== 'loop') return undefined;
  const leavesFor = leaves === test.then;
  const isConstant = ({ insts: [only] }: Region): boolean => only!.kind === 'yield' && only!.operands[0]!.kind === 'const' && Boolean(Number(only!.operands[0]!.value)) === leavesFor;
  const rest = isConstant(choice.then) ? choice.otherwise : isConstant(choice.otherwise) ? choice.then : undefined;
  // Two ways out cost more than arithmetic does.
  if (rest === undefined || rest.insts[rest.insts.length - 1]!.kind !== 'yield' || !rest.insts.some((inst) => inst.kind === 'load' || isStructured(inst))) return undefined;
  return { choice, test, rest, leave };
}

function isEmpty({ insts }: Region): boolean {
  return insts.length === 1 && insts[0]!.kind === 'yield';
}

function split({ choice, test, rest, leave }: Pair): Inst[] {
  const [stays, leaves] = [createRegion(), createRegion()];
  stays.insts.push(makeInst<YieldInst>({ kind: 'yield', operands: [] }, [], choice.loc));
  leaves.insts.push(makeInst<BreakInst>({ kind: 'break', target: leave.target, operands: [...leave.operands] }, [], leave.loc));
  const [then, otherwise] = rest === choice.then ? [stays, leaves] : [leaves, stays];
  const first = makeInst<IfInst>({ kind: 'if', operands: [choice.operands[0]!], then, otherwise }, [], choice.loc);
  const [second] = rest.insts.pop()!.operands as [Value];
  // The test is of the second operand alone.
  test.operands = [second];
  return [first, ...rest.insts, test];
}
