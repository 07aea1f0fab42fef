/**
 * Early returns before barriers become masks: in WGSL all threads of a block must come to a barrier, in CUDA those that have returned need not. In: a kernel whose top level has `if (c) return` in front of
 * barriers. Out: a copy without these returns, in which each effect behind them is under `if (active)`.
 *
 * What has no effect stays unmasked: a thread that should have returned computes and loads along (WGSL keeps its loads within bounds) and its values come to nothing. Control that barriers depend on stays
 * unmasked too; whether it is uniform then is checked afterwards like that of any kernel.
 */
import { constant, createRegion, makeInst, undef } from '../../../ir/build.js';
import { copyBody } from '../../../ir/clone.js';
import type { BinaryInst, Func, IfInst, Inst, Region, SelectInst, Value, YieldInst } from '../../../ir/ir.js';
import { forEachRegion, isStructured, replaceValues, someInst } from '../../../ir/walk.js';
import { isFunction } from '../analyses/inlining.js';

export interface Masking {
  /** Results of masked instructions → results of the `if` around them. */
  readonly results: Map<Value, Value>;
  /** What these ifs yield: not to be replaced. */
  readonly yields: Map<YieldInst, readonly Value[]>;
  /** Who returns is masked even if no barrier follows in the list. */
  readonly everyReturn: boolean;
}

function hasBarrier(inst: Inst): boolean {
  if (inst.kind === 'barrier') return true;
  let found = false;
  forEachRegion(inst, (r) => {
    found ||= someInst(r, (i) => i.kind === 'barrier');
  });
  return found;
}

function isReturn(r: Region): boolean {
  return r.insts[r.insts.length - 1]!.kind === 'return';
}

/** Does control leave the instruction other than by its end? */
function leaves(inst: Inst): boolean {
  const inside = new Set<Inst>();
  const walk = (i: Inst): boolean => {
    inside.add(i);
    if (i.kind === 'return' || ((i.kind === 'break' || i.kind === 'continue') && !inside.has(i.target))) return true;
    let found = false;
    forEachRegion(i, (r) => {
      found ||= r.insts.some(walk);
    });
    return found;
  };
  return walk(inst);
}

function hasEffect(inst: Inst): boolean {
  switch (inst.kind) {
    case 'store':
    case 'copy':
    case 'fill':
    case 'atomic':
    case 'fence':
    case 'warp':
    case 'call-indirect':
    case 'intrinsic':
    case 'loop':
      return true;
    case 'load':
      // A bad address is a fault.
      return isByAddress(inst.operands[0]!);
    case 'call':
      return !isFunction(inst);
    default: {
      let found = false;
      forEachRegion(inst, (r) => {
        found ||= someInst(r, hasEffect);
      });
      return found;
    }
  }
}

function isByAddress(pointer: Value): boolean {
  let at = pointer;
  while (at.kind === 'result' && (at.inst.kind === 'index' || at.inst.kind === 'field')) at = at.inst.operands[0]!;
  return at.kind === 'result' && at.inst.kind === 'convert';
}

function yieldOf(values: readonly Value[], loc: number): YieldInst {
  return makeInst<YieldInst>({ kind: 'yield', operands: [...values] }, [], loc);
}

/** `if (active) { insts }`, which yields what the only instruction gives. */
function guard(m: Masking, active: Value, insts: Inst[]): IfInst {
  const { loc, results } = insts[insts.length - 1]!;
  const types = insts.length === 1 ? results.map((r) => r.type) : [];
  const [then, otherwise] = [createRegion(), createRegion()];
  const values = types.length === 0 ? [] : [...results];
  const last = yieldOf(values, loc);
  then.insts.push(...insts, last);
  otherwise.insts.push(yieldOf(types.map(undef), loc));
  const made = makeInst<IfInst>({ kind: 'if', operands: [active], then, otherwise }, types, loc);
  values.forEach((v, i) => {
    m.results.set(v, made.results[i]!);
    const { name } = results[i]!;
    if (name !== undefined) made.results[i]!.name = name;
  });
  if (values.length > 0) m.yields.set(last, values);
  return made;
}

interface Masked {
  readonly insts: Inst[];
  /** Who is still there at its end. */
  readonly active: Value | undefined;
}

/** The list with its effects under the mask; returns of the top level make new masks. */
function mask(m: Masking, insts: readonly Inst[], start: Value | undefined, isTop: boolean): Masked {
  const out: Inst[] = [];
  let active = start;
  let group: Inst[] = [];
  const flush = (): void => {
    if (group.length > 0) out.push(guard(m, active!, group));
    group = [];
  };
  insts.forEach((inst, at) => {
    if (isTop && inst.kind === 'if' && isReturn(inst.then) !== isReturn(inst.otherwise) && !hasBarrier(inst) && (m.everyReturn || insts.slice(at + 1).some(hasBarrier))) {
      flush();
      const leaving = isReturn(inst.then) ? inst.then : inst.otherwise;
      const condition = inst.operands[0]!;
      const types = inst.results.map((r) => r.type);
      leaving.insts[leaving.insts.length - 1] = yieldOf(types.map(undef), inst.loc);
      if (inst.results.length > 0 || inst.then.insts.length > 1 || inst.otherwise.insts.length > 1) out.push(active === undefined ? inst : guard(m, active, [inst]));
      if (leaving === inst.then) {
        const not = makeInst<BinaryInst>({ kind: 'binary', op: 'xor', operands: [condition, constant('i1', 1)] }, ['i1'], inst.loc);
        out.push(not);
        active = both(out, active, not.results[0]!, inst.loc);
      } else active = both(out, active, condition, inst.loc);
      return;
    }
    if (active === undefined) {
      out.push(inst);
      return;
    }
    if (isStructured(inst) && (hasBarrier(inst) || leaves(inst))) {
      flush();
      forEachRegion(inst, (r) => {
        r.insts = mask(m, r.insts, active, false).insts;
      });
      out.push(inst);
    } else if (hasEffect(inst)) {
      if (inst.results.length > 0) flush();
      group.push(inst);
      if (inst.results.length > 0) flush();
    } else {
      // Loads keep their order among the stores.
      const isTerminator = inst.kind === 'yield' || inst.kind === 'break' || inst.kind === 'continue' || inst.kind === 'return';
      if (inst.kind === 'barrier' && inst.operands.length > 0) {
        // Threads that have returned have no vote.
        const neutral = constant('i32', inst.barrier === 'block-and' ? 1 : 0);
        const vote = makeInst<SelectInst>({ kind: 'select', operands: [active, inst.operands[0]!, neutral] }, ['i32'], inst.loc);
        out.push(vote);
        inst.operands = [vote.results[0]!];
      }
      if (isTerminator || inst.kind === 'load' || inst.kind === 'barrier' || isStructured(inst)) flush();
      out.push(inst);
    }
  });
  flush();
  return { insts: out, active };
}

function both(out: Inst[], active: Value | undefined, more: Value, loc: number): Value {
  const and = active === undefined ? undefined : makeInst<BinaryInst>({ kind: 'binary', op: 'and', operands: [active, more] }, ['i1'], loc);
  if (and !== undefined) out.push(and);
  const value = and === undefined ? more : and.results[0]!;
  if (value.kind === 'result' && value.name === undefined) value.name = 'active_thread';
  return value;
}

export function createMasking(everyReturn = true): Masking {
  return { results: new Map(), yields: new Map(), everyReturn };
}

/** Instructions that only those threads may have effects by that are `active`: the list, in which returns of its top level make masks, and who is left at its end. `finishMasking` must follow. */
export function maskList(m: Masking, insts: readonly Inst[], active: Value): { readonly insts: Inst[]; readonly active: Value } {
  const masked = mask(m, insts, active, true);
  return { insts: masked.insts, active: masked.active! };
}

/** Puts results of masks in the place of what was masked. */
export function finishMasking(body: Region, m: Masking): void {
  if (m.results.size > 0) replaceValues(body, m.results);
  for (const [inst, values] of m.yields) inst.operands = [...values];
}

/** A copy of the kernel with masks for returns; undefined if it has none that this could help with. */
export function maskReturns(fn: Func): Func | undefined {
  const body = copyBody(fn.body!);
  const m = createMasking(false);
  const before = body.insts;
  if (!before.some((inst, at) => inst.kind === 'if' && isReturn(inst.then) !== isReturn(inst.otherwise) && !hasBarrier(inst) && before.slice(at + 1).some(hasBarrier))) return undefined;
  body.insts = mask(m, before, undefined, true).insts;
  finishMasking(body, m);
  return { ...fn, body };
}
