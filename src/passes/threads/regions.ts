/**
 * Barrier regions: a kernel's body as a tree of parts, split at the barriers. Both back ends run the parts in order, each for all threads of the block.
 *
 * In: a body and its uniformity. Out: `Parts`, or the reason why the body cannot be split so (a barrier under control flow that threads may take differently).
 *   segment: instructions without barriers, executed by each thread from start to end; then `moves` hand values on to results and parameters of split instructions.
 *   uniform: a pure instruction with the same result in all threads, computed once, outside of the threads; where asked for, loads too that control flow around barriers depends on.
 *   barrier: threads wait (between segments nothing has to be done, except for its predicate's reduction).
 *   exchange: a warp operation that all threads of the block come to.
 *   split: a structured instruction that contains barriers or warp operations (or leaves one that does): its condition is uniform, its regions are parts again.
 *     `masked`: threads may see its condition differently, or leave or repeat it apart, and there are no barriers inside: its regions run for those threads that are there, warp operations among these only.
 *   leave: a terminator of a split region; its uniform operands are passed directly, the varying ones by the moves of the segment before it. What leaves or repeats something masked ends this part of the kernel
 *     for the threads that come to it only.
 * A `return` inside a segment ends only that thread.
 */
import { isPure } from '../../ir/effects.js';
import type { BarrierInst, BlockInst, IfInst, Inst, LoopInst, Region, SwitchInst, Terminator, Value, WarpInst } from '../../ir/ir.js';
import { forEachRegion } from '../../ir/walk.js';
import type { Uniformity } from './uniformity.js';

export interface Move {
  readonly from: Value;
  readonly to: Value;
}

export interface Segment {
  readonly kind: 'segment';
  readonly insts: Inst[];
  readonly moves: Move[];
}

export type SplitInst = IfInst | SwitchInst | BlockInst | LoopInst;

export type Part =
  | Segment
  | { readonly kind: 'uniform'; readonly inst: Inst }
  | { readonly kind: 'barrier'; readonly inst: BarrierInst }
  /** All threads have stored their operands; each computes its result from those of its warp. */
  | { readonly kind: 'exchange'; readonly inst: WarpInst }
  | { readonly kind: 'split'; readonly inst: SplitInst; /** In the order of `forEachRegion`. */ readonly regions: readonly Part[][]; readonly masked: boolean }
  | { readonly kind: 'leave'; readonly inst: Terminator };

export interface Parts {
  readonly parts: readonly Part[];
  /** Values that are computed outside of the threads: results of uniform instructions and of split ones, parameters of split loops. */
  readonly outside: ReadonlySet<Value>;
  /** Some thread may return while others go on to a barrier. */
  readonly exits: boolean;
  /** Something is masked. */
  readonly masks: boolean;
}

export interface SplitFailure {
  /** The instruction whose condition threads may see differently, although a barrier depends on it. */
  readonly divergent: Inst;
}

/** Structured instructions that contain barriers, and those around them; undefined entries never occur. */
export function containsBarrier(region: Region): boolean {
  for (const inst of region.insts) {
    if (inst.kind === 'barrier') return true;
    let found = false;
    forEachRegion(inst, (r) => {
      found = found || containsBarrier(r);
    });
    if (found) return true;
  }
  return false;
}

export function containsWarpOperation(region: Region): boolean {
  for (const inst of region.insts) {
    if (inst.kind === 'warp') return true;
    let found = false;
    forEachRegion(inst, (r) => {
      found = found || containsWarpOperation(r);
    });
    if (found) return true;
  }
  return false;
}

/** All structured instructions that have to be taken apart. */
function splitSet(body: Region): Set<Inst> {
  const split = new Set<Inst>();
  /** Does the region hold a barrier, or an exit to something that is split already? */
  function visit(region: Region): boolean {
    let any = false;
    for (const inst of region.insts) {
      if (inst.kind === 'barrier' || inst.kind === 'warp') any = true;
      else if ((inst.kind === 'break' || inst.kind === 'continue') && split.has(inst.target)) any = true;
      else {
        let inside = false;
        forEachRegion(inst, (r) => {
          if (visit(r)) inside = true;
        });
        if (inside) {
          split.add(inst);
          any = true;
        }
      }
    }
    return any;
  }
  for (let size = -1; size !== split.size; ) {
    size = split.size;
    visit(body);
  }
  return split;
}

/** Loads that decide, by pure operations only, about control flow that is split. */
function controllingLoads(body: Region, split: ReadonlySet<Inst>): Set<Inst> {
  const loads = new Set<Inst>();
  const seen = new Set<Value>();
  const visit = (v: Value): void => {
    if (v.kind !== 'result' || seen.has(v)) return;
    seen.add(v);
    if (v.inst.kind === 'load') loads.add(v.inst);
    else if (isPure(v.inst)) for (const operand of v.inst.operands) visit(operand);
  };
  const walk = (region: Region, owner: Inst | undefined): void => {
    for (const inst of region.insts) {
      const decides = inst.kind === 'yield' ? owner !== undefined && split.has(owner) : inst.kind === 'break' || inst.kind === 'continue' ? split.has(inst.target) : split.has(inst);
      if (decides) for (const v of inst.operands) visit(v);
      forEachRegion(inst, (r) => walk(r, inst));
    }
  };
  walk(body, undefined);
  return loads;
}

/** `loadsOutside`: loads that decide about control flow are parts of their own, where all threads load the same. */
export function splitAtBarriers(body: Region, uniformity: Uniformity, loadsOutside = false): Parts | SplitFailure {
  const { varying, divergent } = uniformity;
  const split = splitSet(body);
  const deciding = loadsOutside ? controllingLoads(body, split) : new Set<Inst>();
  const outside = new Set<Value>(body.params);
  let exits = false;
  let masks = false;
  let failure: SplitFailure | undefined;

  function isOutside(v: Value): boolean {
    return (v.kind !== 'result' && v.kind !== 'param') || outside.has(v);
  }

  function isUniform(inst: Inst): boolean {
    return inst.results.length === 1 && !varying.has(inst.results[0]) && isPure(inst) && inst.operands.every(isOutside);
  }

  function partsOf(region: Region, owner: Inst | undefined, isMasked: boolean): Part[] {
    const parts: Part[] = [];
    let segment: Segment | undefined;
    const pending = (): Segment => {
      if (segment === undefined) {
        segment = { kind: 'segment', insts: [], moves: [] };
        parts.push(segment);
      }
      return segment;
    };
    /** Varying values go through the threads' own memory. */
    const hand = (values: readonly Value[], to: readonly Value[]): void => {
      for (let i = 0; i < to.length; i++) if (varying.has(to[i]) && values[i] !== to[i]) pending().moves.push({ from: values[i], to: to[i] });
    };
    for (const inst of region.insts) {
      if (split.has(inst)) {
        if (inst.kind !== 'if' && inst.kind !== 'switch' && inst.kind !== 'block' && inst.kind !== 'loop') {
          failure ??= { divergent: inst };
          continue;
        }
        const masked = inst.kind === 'if' || inst.kind === 'switch' ? varying.has(inst.operands[0]) : divergent.has(inst);
        if (masked) {
          masks = true;
          forEachRegion(inst, (r) => {
            if (containsBarrier(r)) failure ??= { divergent: inst };
          });
        }
        if (inst.kind === 'loop') {
          hand(inst.operands, inst.body.params);
          for (const param of inst.body.params) if (!varying.has(param)) outside.add(param);
        }
        segment = undefined;
        const regions: Part[][] = [];
        forEachRegion(inst, (r) => void regions.push(partsOf(r, inst, isMasked || masked)));
        for (const result of inst.results) if (!varying.has(result)) outside.add(result);
        parts.push({ kind: 'split', inst, regions, masked });
        continue;
      }
      switch (inst.kind) {
        case 'barrier':
          segment = undefined;
          parts.push({ kind: 'barrier', inst });
          for (const result of inst.results) outside.add(result);
          break;
        case 'warp':
          segment = undefined;
          parts.push({ kind: 'exchange', inst });
          for (const result of inst.results) if (!varying.has(result)) outside.add(result);
          break;
        case 'yield':
          if (owner !== undefined) hand(inst.operands, owner.results);
          parts.push({ kind: 'leave', inst });
          break;
        case 'break':
          hand(inst.operands, inst.target.results);
          parts.push({ kind: 'leave', inst });
          break;
        case 'continue':
          hand(inst.operands, inst.target.body.params);
          parts.push({ kind: 'leave', inst });
          break;
        case 'return':
          if (isMasked) exits = true;
          parts.push({ kind: 'leave', inst });
          break;
        case 'throw':
        case 'unreachable':
          parts.push({ kind: 'leave', inst });
          break;
        default:
          if (deciding.has(inst) && inst.kind === 'load' && !inst.volatile && !varying.has(inst.results[0]) && inst.operands.every(isOutside)) {
            // Behind what the threads have stored so far.
            segment = undefined;
            outside.add(inst.results[0]);
            parts.push({ kind: 'uniform', inst });
          } else if (isUniform(inst)) {
            outside.add(inst.results[0]);
            // Before the segment that goes on: all its operands are there already.
            parts.splice(segment === undefined ? parts.length : parts.length - 1, 0, { kind: 'uniform', inst });
          } else {
            pending().insts.push(inst);
            if (returnsInside(inst)) exits = true;
          }
      }
    }
    return parts;
  }

  const parts = partsOf(body, undefined, false);
  return failure ?? { parts, outside, exits, masks };
}

/** May a thread that comes to the part not come to the one behind it? */
export function mayLeave(part: Part, inside: ReadonlySet<Inst> = new Set()): boolean {
  switch (part.kind) {
    case 'segment':
      return part.insts.some(returnsInside);
    case 'leave':
      return part.inst.kind === 'return' || ((part.inst.kind === 'break' || part.inst.kind === 'continue') && !inside.has(part.inst.target));
    case 'split': {
      const within = new Set([...inside, part.inst]);
      return part.regions.some((parts) => parts.some((inner) => mayLeave(inner, within)));
    }
    default:
      return false;
  }
}

/** May some thread of those that come to the part return there? */
export function mayReturn(part: Part): boolean {
  switch (part.kind) {
    case 'segment':
      return part.insts.some(returnsInside);
    case 'leave':
      return part.inst.kind === 'return';
    case 'split':
      return part.regions.some((parts) => parts.some(mayReturn));
    default:
      return false;
  }
}

/**
 * Lets warp operations become part of the segment behind them, which saves a loop over the threads and what it would keep: where the segment changes nothing that lanes still have to read. Shared results stay
 * outside of the threads.
 */
export function fuseExchanges(parts: readonly Part[], varying: ReadonlySet<Value>): Part[] {
  const fused: Part[] = [];
  for (const part of parts) {
    if (part.kind === 'split') {
      fused.push({ ...part, regions: part.regions.map((inner) => fuseExchanges(inner, varying)) });
      continue;
    }
    if (part.kind === 'segment' && !part.insts.some(returnsInside)) {
      const changed = new Set<Value>(part.moves.map((move) => move.to));
      // Nothing that stands between depends on what threads keep.
      for (let at = fused.length - 1; at >= 0; at--) {
        const before = fused[at];
        if (before.kind === 'uniform' || (before.kind === 'exchange' && before.inst.op === 'sync')) continue;
        if (before.kind !== 'exchange') break;
        const { inst } = before;
        const read = inst.operands[1];
        const isRead = (v: Value | undefined): boolean => v !== undefined && (changed.has(v) || (v.kind === 'result' && v.inst.kind === 'convert' && v.inst.op === 'bitcast' && isRead(v.inst.operands[0])));
        // What was put into the segment before would read this one's result in other lanes.
        const isAwaited = part.insts.some((other) => other.kind === 'warp' && other.operands[1] === inst.results[0]);
        if (!varying.has(inst.results[0]) || isRead(read) || isAwaited) break;
        part.insts.unshift(inst);
        fused.splice(at, 1);
      }
    }
    fused.push(part);
  }
  return fused;
}

function returnsInside(inst: Inst): boolean {
  let found = false;
  forEachRegion(inst, (r) => {
    for (const inner of r.insts) if (inner.kind === 'return' || returnsInside(inner)) found = true;
  });
  return found;
}

