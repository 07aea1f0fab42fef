/**
 * Which values are written where they are used, and which become a `let`. In: an optimised kernel. A value with one use is written there; so are address steps, special registers, and short
 * unnamed arithmetic on what never changes. A load must not move over an effect, nor any computation into a loop.
 */
import type { Inst, LoopInst, Region, Value } from '../../../ir/ir.js';
import { forEachRegion, isStructured } from '../../../ir/walk.js';
import { FUNCTIONS } from '../functions.js';

export interface Inlining {
  readonly inlined: ReadonlySet<Inst>;
  /** Instructions that use a value, in program order. */
  readonly uses: ReadonlyMap<Value, readonly Inst[]>;
  /** The innermost loop around an instruction. */
  readonly loopOf: ReadonlyMap<Inst, LoopInst>;
  readonly regionOf: ReadonlyMap<Inst, Region>;
}

/** A call of something without effects. */
export function isFunction(inst: Inst): boolean {
  return inst.kind === 'call' && (inst.callee.pure || Object.hasOwn(FUNCTIONS, inst.callee.name));
}

function hasOwnEffect(inst: Inst): boolean {
  switch (inst.kind) {
    case 'store':
    case 'atomic':
    case 'barrier':
    case 'copy':
    case 'fill':
    case 'fence':
    case 'warp':
    case 'call-indirect':
    case 'intrinsic':
      return true;
    case 'call':
      return !isFunction(inst);
    default:
      return isStructured(inst);
  }
}

/** 64-bit arithmetic of which only low words may matter: indices. */
function isWordwise(inst: Inst): boolean {
  if (inst.kind === 'convert') return inst.op === 'zext' || inst.op === 'sext';
  return inst.kind === 'binary' && (inst.op === 'add' || inst.op === 'sub' || inst.op === 'mul');
}

function isByAddress(pointer: Value): boolean {
  let at = pointer;
  while (at.kind === 'result' && (at.inst.kind === 'index' || at.inst.kind === 'field')) at = at.inst.operands[0]!;
  return at.kind === 'result' && at.inst.kind === 'convert' && at.inst.op === 'inttoptr';
}

/** Computations are written at most so many instructions later: what they need would be held too long meanwhile (a register tile's sums, with all that is loaded for them). */
const FARTHEST = 48;

/** Expressions that nest deeper are taken apart: browsers read 128 levels. */
const DEEPEST = 40;

export function chooseInlined(body: Region): Inlining {
  const uses = new Map<Value, Inst[]>();
  const loopOf = new Map<Inst, LoopInst>();
  const regionOf = new Map<Inst, Region>();
  const inlined = new Set<Inst>();
  /** Within their regions. */
  const placeIn = new Map<Inst, number>();
  const collect = (r: Region, loop: LoopInst | undefined): void => {
    for (let i = 0; i < r.insts.length; i++) {
      const inst = r.insts[i]!;
      if (loop !== undefined) loopOf.set(inst, loop);
      regionOf.set(inst, r);
      placeIn.set(inst, i);
      for (const v of inst.operands) {
        if (v.kind !== 'result' && v.kind !== 'param') continue;
        const list = uses.get(v);
        if (list === undefined) uses.set(v, [inst]);
        else list.push(inst);
      }
      if (isStructured(inst)) forEachRegion(inst, (inner) => collect(inner, inst.kind === 'loop' ? inst : loop));
    }
  };
  collect(body, undefined);

  /** Only the low word of a 64-bit value matters. */
  const lowOnly = new Map<Value, boolean>();
  const isLowOnly = (v: Value): boolean => {
    let known = lowOnly.get(v);
    if (known === undefined) {
      known = (uses.get(v) ?? []).every((user) => (user.kind === 'index' && user.operands[0] !== v) || (user.kind === 'convert' && user.op === 'trunc') || (isWordwise(user) && user.kind === 'binary' && isLowOnly(user.results[0]!)));
      lowOnly.set(v, known);
    }
    return known;
  };
  /** Extensions cost nothing, and sums of which the low word matters little: written at each use. */
  const isExtension = (inst: Inst): boolean => inst.results[0]?.type === 'i64' && isWordwise(inst) && (inst.kind === 'convert' || isLowOnly(inst.results[0]));
  const isPassedOn = (user: Inst, throughSteps: boolean): boolean =>
    isExtension(user) || (user.kind === 'convert' && user.op === 'inttoptr') || (throughSteps && (user.kind === 'index' || user.kind === 'field'));
  /** Where a value is written, if it and all that is written at each of its uses is inlined. */
  const writtenAt = (v: Value, throughSteps: boolean): Set<Inst> => {
    const found = new Set<Inst>();
    const add = (value: Value): void => {
      for (const user of uses.get(value) ?? []) {
        if (isPassedOn(user, throughSteps)) add(user.results[0]!);
        else found.add(user);
      }
    };
    add(v);
    return found;
  };

  /** Where the value is written that has this use alone; undefined where there are several places. */
  const onlyOne = (use: Inst, throughSteps: boolean): Inst | undefined => {
    if (!isPassedOn(use, throughSteps)) return use;
    const found = writtenAt(use.results[0]!, throughSteps);
    return found.size === 1 ? [...found][0] : undefined;
  };

  const isLeaf = (v: Value): boolean => v.kind === 'const' || (v.kind === 'param' && body.params.includes(v)) || (v.kind === 'result' && v.inst.kind === 'special');
  const readsMemory = (inst: Inst): boolean => inst.kind === 'load' || inst.operands.some((v) => v.kind === 'result' && inlined.has(v.inst) && readsMemory(v.inst));

  const depths = new Map<Inst, number>();
  /** How deep the text of an instruction nests; its operands have been decided on. */
  const depthOf = (inst: Inst): number => {
    let deepest = 0;
    for (const v of inst.operands) if (v.kind === 'result' && inlined.has(v.inst)) deepest = Math.max(deepest, depths.get(v.inst) ?? 0);
    return deepest + 1;
  };

  /** `a && b` would not come to such a load where a does not hold, and have it wait for a (legalize/near-loads.ts). */
  const readsByAddress = (inst: Inst): boolean =>
    inst.kind === 'load' ? isByAddress(inst.operands[0]!) : inst.operands.some((v) => v.kind === 'result' && inlined.has(v.inst) && readsByAddress(v.inst));

  /** A sum that goes into the next one, and so on, is written where the last one is: that may be far from the first, and behind a barrier that what is loaded for all of them had to stay in front of. */
  const endChains = (r: Region): void => {
    // Nothing ends where no barrier is.
    if (!r.insts.some((inst) => inst.kind === 'barrier')) {
      for (let i = r.insts.length - 1; i >= 0; i--) forEachRegion(r.insts[i]!, endChains);
      return;
    }
    const places = new Map<Inst, number>();
    /** Where chains would end that nothing ends. */
    const ends = new Map<Inst, number>();
    /** How many there are up to each instruction. */
    const barriers: number[] = [];
    r.insts.forEach((inst, i) => barriers.push((barriers[i - 1] ?? 0) + (inst.kind === 'barrier' ? 1 : 0)));
    for (let i = r.insts.length - 1; i >= 0; i--) {
      const inst = r.insts[i]!;
      forEachRegion(inst, endChains);
      places.set(inst, i);
      ends.set(inst, i);
      if (!inlined.has(inst)) continue;
      const result = inst.results[0]!;
      const users = [...writtenAt(result, true)];
      const place = Math.max(i, ...users.map((user) => places.get(user) ?? i));
      ends.set(inst, Math.max(i, ...users.map((user) => ends.get(user) ?? i)));
      const isSum = (inst.kind === 'fma' || inst.kind === 'binary') && result.type !== 'ptr' && !isExtension(inst) && uses.get(result)?.length === 1;
      if (isSum && place - i > FARTHEST && barriers[ends.get(inst)! - 1]! > barriers[i]!) inlined.delete(inst);
      else places.set(inst, place);
    }
  };

  const decide = (r: Region): void => {
    r.insts.forEach((inst, at) => {
      if (isStructured(inst)) forEachRegion(inst, decide);
      const result = inst.results[0];
      if (result === undefined || inst.results.length !== 1) return;
      const depth = depthOf(inst);
      depths.set(inst, depth);
      switch (inst.kind) {
        case 'index':
        case 'field':
        case 'special':
          inlined.add(inst);
          return;
        case 'binary':
        case 'convert':
          if (result.name === undefined && inst.operands.every(isLeaf)) {
            inlined.add(inst);
            return;
          }
          break;
        case 'compare':
        case 'unary':
        case 'select':
        case 'fma':
        case 'load':
          break;
        case 'call':
          if (isFunction(inst)) break;
          return;
        default:
          return;
      }
      if ((result.type === 'ptr' && inst.kind !== 'load') || isExtension(inst)) {
        inlined.add(inst);
        return;
      }
      const direct = uses.get(result);
      if (direct?.length !== 1 || depth > DEEPEST) return;
      const reads = readsMemory(inst);
      const user = onlyOne(direct[0]!, reads);
      if (user === undefined) return;
      if (loopOf.get(user) !== loopOf.get(inst)) return;
      if (regionOf.get(user) === r && placeIn.get(user)! - at > FARTHEST) return;
      if (reads) {
        if (user.kind === 'binary' && user.results[0]!.type === 'i1' && user.operands[0] !== result && readsByAddress(inst)) return;
        if (regionOf.get(user) !== r) return;
        for (let i = at + 1; i < r.insts.length && r.insts[i] !== user; i++) if (hasOwnEffect(r.insts[i]!)) return;
      }
      inlined.add(inst);
    });
  };
  decide(body);
  endChains(body);
  return { inlined, uses, loopOf, regionOf };
}
