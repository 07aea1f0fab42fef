/**
 * Which values are written where they are used, and which become a `let`. In: an optimised kernel. A value with one use is written there; so are address steps, special registers, and short
 * unnamed arithmetic on what never changes. A load must not move over an effect, nor any computation into a loop.
 */
import type { Inst, LoopInst, Region, Value } from '../../../ir/ir.js';
import type { Held } from '../../../ir/numbering.js';
import { isHeld } from '../../../ir/numbering.js';
import { forEachRegion, isStructured } from '../../../ir/walk.js';
import { FUNCTIONS } from '../functions.js';

/** All by number (ir/numbering.ts). */
export interface Inlining {
  /** 1: the instruction is written where it is used. */
  readonly inlined: Uint8Array;
  /** Instructions that use a value, in program order; undefined: none. */
  readonly uses: readonly (readonly Inst[] | undefined)[];
  /** The innermost loop around an instruction. */
  readonly loopOf: readonly (LoopInst | undefined)[];
  readonly regionOf: readonly Region[];
}

export function isInlined({ inlined }: Inlining, inst: Inst): boolean {
  return inlined[inst.number] === 1;
}

export function isUsed({ uses }: Inlining, v: Held): boolean {
  return uses[v.number] !== undefined;
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

/** `count`: of the body's numbers. */
export function chooseInlined(body: Region, count: number): Inlining {
  const uses = new Array<Inst[] | undefined>(count).fill(undefined);
  const loopOf = new Array<LoopInst | undefined>(count).fill(undefined);
  const regionOf = new Array<Region>(count).fill(body);
  const inlined = new Uint8Array(count);
  /** Within their regions. */
  const placeIn = new Int32Array(count);
  const collect = (r: Region, loop: LoopInst | undefined): void => {
    for (let i = 0; i < r.insts.length; i++) {
      const inst = r.insts[i]!;
      const { number, operands } = inst;
      loopOf[number] = loop;
      regionOf[number] = r;
      placeIn[number] = i;
      for (let k = 0; k < operands.length; k++) {
        const v = operands[k]!;
        if (!isHeld(v)) continue;
        const list = uses[v.number];
        if (list === undefined) uses[v.number] = [inst];
        else list.push(inst);
      }
      if (isStructured(inst)) forEachRegion(inst, (inner) => collect(inner, inst.kind === 'loop' ? inst : loop));
    }
  };
  collect(body, undefined);

  /** Only the low word of a 64-bit value matters. */
  const lowOnly = new Map<Held, boolean>();
  const isLowOnly = (v: Held): boolean => {
    let known = lowOnly.get(v);
    if (known === undefined) {
      known = (uses[v.number] ?? []).every((user) => (user.kind === 'index' && user.operands[0] !== v) || (user.kind === 'convert' && user.op === 'trunc') || (isWordwise(user) && user.kind === 'binary' && isLowOnly(user.results[0]!)));
      lowOnly.set(v, known);
    }
    return known;
  };
  /** Extensions cost nothing, and sums of which the low word matters little: written at each use. */
  const isExtension = (inst: Inst): boolean => inst.results[0]?.type === 'i64' && isWordwise(inst) && (inst.kind === 'convert' || isLowOnly(inst.results[0]));
  const isPassedOn = (user: Inst, throughSteps: boolean): boolean =>
    isExtension(user) || (user.kind === 'convert' && user.op === 'inttoptr') || (throughSteps && (user.kind === 'index' || user.kind === 'field'));
  /** Where a value is written, if it and all that is written at each of its uses is inlined. */
  const writtenAt = (v: Held, throughSteps: boolean): Set<Inst> => {
    const found = new Set<Inst>();
    const add = (value: Held): void => {
      for (const user of uses[value.number] ?? []) {
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
  /** Where 1, the text of an instruction reads memory. */
  const readers = new Uint8Array(count);
  const depths = new Int32Array(count);
  /** How deep the text of an instruction nests, and whether it reads memory; its operands have been decided on. */
  const measure = (inst: Inst): void => {
    let deepest = 0;
    let reads = inst.kind === 'load' ? 1 : 0;
    const { operands } = inst;
    for (let i = 0; i < operands.length; i++) {
      const v = operands[i]!;
      if (v.kind !== 'result' || inlined[v.inst.number] !== 1) continue;
      const { number } = v.inst;
      deepest = Math.max(deepest, depths[number]!);
      reads |= readers[number]!;
    }
    depths[inst.number] = deepest + 1;
    readers[inst.number] = reads;
  };

  /** `a && b` would not come to such a load where a does not hold, and have it wait for a (legalize/near-loads.ts). */
  const readsByAddress = (inst: Inst): boolean =>
    inst.kind === 'load' ? isByAddress(inst.operands[0]!) : inst.operands.some((v) => v.kind === 'result' && inlined[v.inst.number] === 1 && readsByAddress(v.inst));

  /** In its region, where an instruction is written, and where the chain that it is part of would end that nothing ends; -1: not known. */
  const places = new Int32Array(count).fill(-1);
  const ends = new Int32Array(count).fill(-1);
  /** The last place in a region, from `at` on, where a value is written. */
  const lastIn = (found: Int32Array, r: Region, v: Held, at: number): number => {
    let last = at;
    for (const user of uses[v.number] ?? []) last = isPassedOn(user, true) ? lastIn(found, r, user.results[0]!, last) : regionOf[user.number] === r ? Math.max(last, found[user.number]!) : last;
    return last;
  };

  /** A sum that goes into the next one, and so on, is written where the last one is: that may be far from the first, and behind a barrier that what is loaded for all of them had to stay in front of. */
  const endChains = (r: Region): void => {
    // Nothing ends where no barrier is.
    if (!r.insts.some((inst) => inst.kind === 'barrier')) {
      for (let i = r.insts.length - 1; i >= 0; i--) forEachRegion(r.insts[i]!, endChains);
      return;
    }
    /** How many there are up to each instruction. */
    const barriers: number[] = [];
    r.insts.forEach((inst, i) => barriers.push((barriers[i - 1] ?? 0) + (inst.kind === 'barrier' ? 1 : 0)));
    for (let i = r.insts.length - 1; i >= 0; i--) {
      const inst = r.insts[i]!;
      forEachRegion(inst, endChains);
      const { number } = inst;
      places[number] = i;
      ends[number] = i;
      if (inlined[number] !== 1) continue;
      const result = inst.results[0]!;
      const place = lastIn(places, r, result, i);
      const end = lastIn(ends, r, result, i);
      ends[number] = end;
      const isSum = (inst.kind === 'fma' || inst.kind === 'binary') && result.type !== 'ptr' && !isExtension(inst) && uses[result.number]?.length === 1;
      if (isSum && place - i > FARTHEST && barriers[end - 1]! > barriers[i]!) inlined[number] = 0;
      else places[number] = place;
    }
  };

  const decide = (r: Region): void => {
    r.insts.forEach((inst, at) => {
      if (isStructured(inst)) forEachRegion(inst, decide);
      const result = inst.results[0];
      if (result === undefined || inst.results.length !== 1) return;
      const { number } = inst;
      measure(inst);
      switch (inst.kind) {
        case 'index':
        case 'field':
        case 'special':
          inlined[number] = 1;
          return;
        case 'binary':
        case 'convert':
          if (result.name === undefined && inst.operands.every(isLeaf)) {
            inlined[number] = 1;
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
        inlined[number] = 1;
        return;
      }
      const direct = uses[number];
      if (direct?.length !== 1 || depths[number]! > DEEPEST) return;
      const reads = readers[number] === 1;
      const user = onlyOne(direct[0]!, reads);
      if (user === undefined) return;
      if (loopOf[user.number] !== loopOf[number]) return;
      if (regionOf[user.number] === r && placeIn[user.number]! - at > FARTHEST) return;
      if (reads) {
        if (user.kind === 'binary' && user.results[0]!.type === 'i1' && user.operands[0] !== result && readsByAddress(inst)) return;
        if (regionOf[user.number] !== r) return;
        for (let i = at + 1; i < r.insts.length && r.insts[i] !== user; i++) if (hasOwnEffect(r.insts[i]!)) return;
      }
      inlined[number] = 1;
    });
  };
  decide(body);
  endChains(body);
  return { inlined, uses, loopOf, regionOf };
}
