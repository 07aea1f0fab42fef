/**
 * Simplification of structure. In: any valid function. Out: fewer regions:
 *   - a block that nothing breaks to (except at its own end) becomes its contents; code after it that only passes its results on is left to DCE
 *   - a break at the end of a block's body is its yield; `if (c) { …; yield } else { break b }` at the end of the block b likewise
 *   - an `if` with cheap pure arms becomes selects; an `if` both arms of which are empty goes
 *   - what leaves a block from inside the loop at its end leaves the loop instead
 *   - results of structured instructions that all exits agree on, and loop parameters that never change, are replaced by the value
 *   - where one arm of an `if` leaves, the other one's contents follow the `if`
 *   - a `try` whose body cannot throw becomes its body; a loop that never continues becomes a block.
 * Innermost first, in one walk; the caller runs DCE afterwards.
 */
import { isVectorType, makeInst } from '../ir/build.js';
import { isSpeculatable, mayThrow } from '../ir/effects.js';
import type { BlockInst, BreakInst, Func, IfInst, Inst, InstResult, LoopInst, Region, RegionParam, SelectInst, Value, YieldInst } from '../ir/ir.js';
import type { Edges } from '../ir/uses.js';
import { collectEdges } from '../ir/uses.js';
import { forEachInst, forEachRegion, isStructured, resolve, someInst } from '../ir/walk.js';
import { makeResult } from '../ir/shapes.js';

interface State {
  readonly replaced: Map<Value, Value>;
  readonly edges: Map<Inst, Edges>;
  readonly throwing: (() => ReadonlySet<Func>) | undefined;
  changed: boolean;
}

/** An arm of an `if` is computed unconditionally if it has at most so many instructions. */
const CHEAP = 4;

/** `throwing` computes the functions that may throw, where the module is known. False: nothing was found to simplify. */
export function simplifyRegions(fn: Func, throwing?: () => ReadonlySet<Func>): boolean {
  if (!fn.body) return false;
  const s: State = { replaced: new Map(), edges: collectEdges(fn.body), throwing, changed: false };
  if (s.edges.size === 0) return false;
  simplifyRegion(s, fn.body, undefined);
  if (s.replaced.size === 0) return s.changed;
  // Results that nobody uses any more are replaced again each time.
  forEachInst(fn.body, (inst) => {
    const { operands } = inst;
    for (let i = 0; i < operands.length; i++) {
      const v = operands[i]!;
      if (v.kind !== 'result' && v.kind !== 'param') continue;
      const to = resolve(s.replaced, v);
      if (to === v) continue;
      operands[i] = to;
      s.changed = true;
    }
  });
  return s.changed;
}

/** The edges in code that goes away are no longer edges. */
function forget(s: State, insts: readonly Inst[], from: number, owner: Inst | undefined): void {
  const remove = (target: Inst | undefined, inst: Inst): void => {
    const edges = target && s.edges.get(target);
    if (!edges) return;
    const list = inst.kind === 'continue' ? edges.continues : edges.exits;
    const at = list.indexOf(inst);
    if (at >= 0) list.splice(at, 1);
  };
  for (let i = from; i < insts.length; i++) {
    const inst = insts[i]!;
    if (inst.kind === 'yield') remove(owner, inst);
    else if (inst.kind === 'break' || inst.kind === 'continue') remove(inst.target, inst);
    else forEachRegion(inst, (r) => forget(s, r.insts, 0, inst));
  }
}

function simplifyRegion(s: State, region: Region, owner: Inst | undefined): void {
  const { insts } = region;
  const first = insts.findIndex(isStructured);
  if (first < 0) return;
  let out = insts.slice(0, first);
  /** Control does not come out of the instruction at `n`: what follows is dead. */
  const cut = (n: number): void => {
    if (n + 1 < insts.length) s.changed = true;
    forget(s, insts, n + 1, owner);
    region.insts = out;
  };
  for (let n = first; n < insts.length; n++) {
    const inst = insts[n]!;
    switch (inst.kind) {
      case 'if':
        simplifyRegion(s, inst.then, inst);
        simplifyRegion(s, inst.otherwise, inst);
        dropAgreedResults(s, inst);
        if (inst.results.length === 0 && isEmpty(inst.then) && isEmpty(inst.otherwise)) {
          s.changed = true;
          continue;
        }
        if (becomesSelects(s, inst, out)) continue;
        out.push(inst);
        {
          const { behind, ends } = straighten(s, inst);
          out = behind.length > out.length ? prepend(out, behind) : append(out, behind);
          if (ends) return cut(n);
        }
        continue;
      case 'switch':
        forEachRegion(inst, (r) => simplifyRegion(s, r, inst));
        dropAgreedResults(s, inst);
        break;
      case 'try':
        simplifyRegion(s, inst.body, inst);
        simplifyRegion(s, inst.handler, inst);
        if (!someInst(inst.body, (i) => mayThrow(i, s.throwing?.()))) {
          forget(s, inst.handler.insts, 0, inst);
          if (flatten(s, inst, inst.body, out)) continue;
          return cut(n);
        }
        break;
      case 'block': {
        simplifyRegion(s, inst.body, inst);
        tailBreaks(s, inst, inst.body);
        tailLoop(s, inst);
        dropAgreedResults(s, inst);
        const exits = s.edges.get(inst)!.exits;
        if (exits.every((e) => e.kind === 'yield')) {
          if (flatten(s, inst, inst.body, out)) continue;
          return cut(n);
        }
        break;
      }
      case 'loop': {
        simplifyRegion(s, inst.body, inst);
        dropFixedParams(s, inst);
        if (s.edges.get(inst)!.continues.length === 0) {
          const block = loopToBlock(s, inst);
          tailBreaks(s, block, block.body);
          if (s.edges.get(block)!.exits.every((e) => e.kind === 'yield')) {
            if (flatten(s, block, block.body, out)) continue;
            return cut(n);
          }
          out.push(block);
          continue;
        }
        break;
      }
      default:
        break;
    }
    out.push(inst);
  }
  region.insts = out;
}

function isEmpty(region: Region): boolean {
  return region.insts.length === 1 && region.insts[0]!.kind === 'yield';
}

/** Moves a region that is left through its end only to the outer list. False if control does not come to its end. */
function flatten(s: State, owner: Inst, body: Region, out: Inst[]): boolean {
  s.changed = true;
  const last = body.insts[body.insts.length - 1]!;
  if (last.kind !== 'yield') {
    for (const inst of body.insts) out.push(inst);
    return false;
  }
  for (let i = 0; i < body.insts.length - 1; i++) out.push(body.insts[i]!);
  owner.results.forEach((r, i) => replace(s, r, last.operands[i]!));
  return true;
}

function replace(s: State, from: InstResult | RegionParam, to: Value): void {
  const end = resolve(s.replaced, to);
  if (end === from) return;
  s.replaced.set(from, end);
  if (end.kind === 'result' && end.name === undefined && from.name !== undefined) {
    end.name = from.name;
    s.changed = true;
  }
}

/** Makes yields of the breaks to a block at the end of its body, and of ifs at the end of it. */
function tailBreaks(s: State, target: BlockInst, region: Region): void {
  const { insts } = region;
  const last = insts[insts.length - 1]!;
  if (last.kind === 'break' && last.target === target) {
    insts[insts.length - 1] = replaceTerminator(s, last, target);
    return;
  }
  // … if (c) { … } else { … break target }; yield: only where the `if` gives the block's results itself.
  const owner = insts[insts.length - 2];
  if (last.kind !== 'yield' || !owner || owner.kind !== 'if') return;
  const same = owner.results.length === last.operands.length && owner.results.every((r, i) => resolve(s.replaced, last.operands[i]!) === r);
  if (!same) return passThroughIf(s, target, owner, last);
  tailOfIf(s, target, owner);
}

function tailOfIf(s: State, target: BlockInst, owner: IfInst): void {
  for (const arm of [owner.then, owner.otherwise]) {
    const end = arm.insts[arm.insts.length - 1]!;
    if (end.kind === 'break' && end.target === target) arm.insts[arm.insts.length - 1] = replaceTerminator(s, end, owner);
    else if (end.kind === 'yield') tailInArm(s, target, arm);
  }
}

/** The same one level down: the arm's own last `if`. */
function tailInArm(s: State, target: BlockInst, arm: Region): void {
  const inner = arm.insts[arm.insts.length - 2];
  const end = arm.insts[arm.insts.length - 1]!;
  if (inner?.kind !== 'if') return;
  if (inner.results.length === end.operands.length && inner.results.every((r, i) => resolve(s.replaced, end.operands[i]!) === r)) tailOfIf(s, target, inner);
}

/** `if` without results before the block's yield of values from outside the `if`: they become the `if`'s results, if one of its arms breaks to the block. */
function passThroughIf(s: State, target: BlockInst, owner: IfInst, last: YieldInst): void {
  const breaks = [owner.then, owner.otherwise].some((arm) => {
    const end = arm.insts[arm.insts.length - 1]!;
    return end.kind === 'break' && end.target === target;
  });
  if (!breaks) return;
  s.changed = true;
  const exits = s.edges.get(owner)!.exits;
  // The block's values, with the owner's own results looked through at each of its yields.
  const places = last.operands.map((v) => {
    const end = resolve(s.replaced, v);
    return end.kind === 'result' && end.inst === owner ? end.index : -1;
  });
  const values = last.operands;
  for (const e of exits) e.operands = values.map((v, i) => (places[i]! >= 0 ? e.operands[places[i]!]! : v));
  // Old results are only used by this yield: nothing stands between them.
  owner.results.length = 0;
  last.operands = values.map((v, i) => {
    const r = makeResult(owner, i, v.type, target.results[i]?.name);
    owner.results.push(r);
    return r;
  });
  tailOfIf(s, target, owner);
}

/**
 * block { …; loop { … break block a …; break }; yield b } → block { …; r = loop { … break a …; break b }; yield r }: a function that looks for something in a loop, returns from it what it finds, and at its end that there is
 * nothing, has such a form where it was inlined.
 */
function tailLoop(s: State, target: BlockInst): void {
  const { insts } = target.body;
  const [loop, last] = [insts[insts.length - 2], insts[insts.length - 1]!];
  if (loop?.kind !== 'loop' || last.kind !== 'yield') return;
  const { exits } = s.edges.get(target)!;
  const inside = new Set<Inst>();
  forEachInst(loop.body, (inst) => inside.add(inst));
  const moved = exits.filter((e): e is BreakInst => e.kind === 'break' && inside.has(e));
  if (moved.length === 0) return;
  s.changed = true;
  // The yield alone uses the loop's results: nothing stands between them.
  const own = s.edges.get(loop)!.exits;
  const values = last.operands;
  const places = values.map((v) => {
    const end = resolve(s.replaced, v);
    return end.kind === 'result' && end.inst === loop ? end.index : -1;
  });
  for (const e of own) e.operands = values.map((v, i) => (places[i]! >= 0 ? e.operands[places[i]!]! : v));
  loop.results.length = 0;
  last.operands = values.map((v, i) => {
    const r = makeResult(loop, i, v.type, target.results[i]?.name);
    loop.results.push(r);
    return r;
  });
  for (const e of moved) {
    e.target = loop;
    exits.splice(exits.indexOf(e), 1);
    own.push(e);
  }
}

/** A yield in place of a break: the edge moves to the owner of the region. */
function replaceTerminator(s: State, old: Inst & { kind: 'break' }, owner: Inst): YieldInst {
  s.changed = true;
  const made = makeInst<YieldInst>({ kind: 'yield', operands: old.operands }, [], old.loc);
  const { exits } = s.edges.get(old.target)!;
  exits.splice(exits.indexOf(old), 1);
  s.edges.get(owner)!.exits.push(made);
  return made;
}

/** Results whose exits all give one value that is visible outside: a constant. (Values from before the instruction are found by their place: they are not defined inside.) */
function dropAgreedResults(s: State, inst: Inst): void {
  if (inst.results.length === 0) return;
  const { exits } = s.edges.get(inst)!;
  if (exits.length === 0) return;
  let inside: Set<Value> | undefined;
  for (const r of inst.results) {
    if (s.replaced.has(r)) continue;
    const first = resolve(s.replaced, exits[0]!.operands[r.index]!);
    let agreed = true;
    for (let k = 1; agreed && k < exits.length; k++) agreed = sameValue(resolve(s.replaced, exits[k]!.operands[r.index]!), first);
    if (!agreed) continue;
    if (first.kind === 'result' || first.kind === 'param') {
      inside ??= definedInside(inst);
      if (inside.has(first)) continue;
    }
    replace(s, r, first);
  }
}

function sameValue(a: Value, b: Value): boolean {
  return a === b || (a.kind === 'const' && b.kind === 'const' && a.type === b.type && Object.is(a.value, b.value)) || (a.kind === 'global-address' && b.kind === 'global-address' && a.global === b.global);
}

function definedInside(inst: Inst): Set<Value> {
  const inside = new Set<Value>();
  const addParams = (owner: Inst): void => forEachRegion(owner, (r) => {
    for (const p of r.params) inside.add(p);
  });
  addParams(inst);
  forEachRegion(inst, (r) =>
    forEachInst(r, (i) => {
      for (const v of i.results) inside.add(v);
      addParams(i);
    }),
  );
  return inside;
}

/** Loop parameters that are continued with themselves, or with their initial value. */
function dropFixedParams(s: State, loop: LoopInst): void {
  const { continues } = s.edges.get(loop)!;
  const { params } = loop.body;
  for (let i = 0; i < params.length; i++) {
    const p = params[i]!;
    const initial = resolve(s.replaced, loop.operands[i]!);
    let fixed = true;
    for (const e of continues) {
      const v = resolve(s.replaced, e.operands[i]!);
      if (v !== p && !sameValue(v, initial)) {
        fixed = false;
        break;
      }
    }
    if (fixed && !s.replaced.has(p)) replace(s, p, initial);
  }
}

function loopToBlock(s: State, loop: LoopInst): BlockInst {
  s.changed = true;
  loop.body.params.forEach((p, i) => {
    if (!s.replaced.has(p)) replace(s, p, loop.operands[i]!);
  });
  loop.body.params.length = 0;
  const block = makeInst<BlockInst>({ kind: 'block', body: loop.body, operands: [] }, [], loop.loc);
  if (loop.inlinedAt) block.inlinedAt = loop.inlinedAt;
  for (const r of loop.results) {
    (r as { inst: Inst }).inst = block;
    block.results.push(r);
  }
  const edges = s.edges.get(loop)!;
  for (const e of edges.exits) if (e.kind === 'break') e.target = block;
  s.edges.set(block, edges);
  return block;
}

/**
 * if (c) { break } else { …; yield a } → if (c) { break } else { yield }; …: the arm that goes on is not nested. Where neither comes to its end, the one that stays inside is the shorter one.
 * `behind`: what goes behind the instruction; `ends`: control does not come out behind it.
 */
function straighten(s: State, inst: IfInst): { readonly behind: Inst[]; readonly ends: boolean } {
  const { then, otherwise } = inst;
  const a = then.insts[then.insts.length - 1]!;
  const b = otherwise.insts[otherwise.insts.length - 1]!;
  if (a.kind === 'yield' && b.kind === 'yield') return { behind: [], ends: false };
  // Nothing but that was done before to an arm that is empty where the other one leaves.
  if (!isStraight(inst)) s.changed = true;
  const keepThen = a.kind === 'yield' ? false : b.kind === 'yield' ? true : isExitArm(then, otherwise);
  const arm = keepThen ? otherwise : then;
  const last = arm.insts[arm.insts.length - 1]!;
  if (last.kind === 'yield') {
    for (const r of inst.results) replace(s, r, last.operands[r.index]!);
    inst.results.length = 0;
    const behind = arm.insts;
    behind.pop();
    last.operands = [];
    arm.insts = [last];
    return { behind, ends: false };
  }
  const behind = arm.insts;
  const end = makeInst<YieldInst>({ kind: 'yield', operands: [] }, [], last.loc);
  inst.results.length = 0;
  arm.insts = [end];
  s.edges.get(inst)!.exits.push(end);
  return { behind, ends: true };
}

/** Lists become one by moving the shorter one: the arms of a long chain of `else if` come out one level after the other. */
function prepend(short: readonly Inst[], long: Inst[]): Inst[] {
  if (short.length > 1000) return [...short, ...long];
  long.unshift(...short);
  return long;
}

function append(long: Inst[], short: readonly Inst[]): Inst[] {
  for (const inst of short) long.push(inst);
  return long;
}

/** The arm that goes on is empty, and there are no results. */
function isStraight({ then, otherwise, results }: IfInst): boolean {
  return results.length === 0 && (isEmpty(then) || isEmpty(otherwise));
}

/** Of two arms that leave: should the first one stay inside the `if`? Continues belong at the end. */
function isExitArm(a: Region, b: Region): boolean {
  const isContinue = (r: Region): boolean => r.insts[r.insts.length - 1]!.kind === 'continue';
  if (isContinue(a) !== isContinue(b)) return isContinue(b);
  return a.insts.length <= b.insts.length;
}

/** if (c) { cheap; yield a } else { cheap; yield b } → cheap; select c, a, b. */
function becomesSelects(s: State, inst: IfInst, out: Inst[]): boolean {
  if (!isCheap(inst.then) || !isCheap(inst.otherwise)) return false;
  const size = inst.then.insts.length + inst.otherwise.insts.length - 2;
  const open = inst.results.filter((r) => !s.replaced.has(r));
  if (size > CHEAP || open.length > 2 || open.some((r) => isVectorType(r.type))) return false;
  s.changed = true;
  for (const arm of [inst.then, inst.otherwise]) for (let i = 0; i < arm.insts.length - 1; i++) out.push(arm.insts[i]!);
  const a = inst.then.insts[inst.then.insts.length - 1]!;
  const b = inst.otherwise.insts[inst.otherwise.insts.length - 1]!;
  for (const r of open) {
    const select = makeInst<SelectInst>({ kind: 'select', operands: [inst.operands[0]!, a.operands[r.index]!, b.operands[r.index]!] }, [r.type], inst.loc);
    if (inst.inlinedAt) select.inlinedAt = inst.inlinedAt;
    out.push(select);
    replace(s, r, select.results[0]!);
  }
  return true;
}

function isCheap(region: Region): boolean {
  const { insts } = region;
  if (insts.length > CHEAP + 1 || insts[insts.length - 1]!.kind !== 'yield') return false;
  for (let i = 0; i < insts.length - 1; i++) {
    const inst = insts[i]!;
    if (!isSpeculatable(inst) || !isFewCycles(inst)) return false;
  }
  return true;
}

function isFewCycles(inst: Inst): boolean {
  switch (inst.kind) {
    case 'binary':
      switch (inst.op) {
        case 'fdiv':
        case 'sdiv':
        case 'udiv':
        case 'srem':
        case 'urem':
          return false;
        default:
          return true;
      }
    case 'unary':
      return inst.op !== 'fsqrt';
    default:
      return true;
  }
}
