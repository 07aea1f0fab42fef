/**
 * Values that a loop hands to its next round share the slot of the parameter that they become: `sum = sum + part[i + s]` in a loop with barriers changes each thread's sum where it is, in place of copying those of all
 * threads at the end of each round. In: the parts of a kernel, and where each value is kept. Out: the same, with fewer slots. Where the old value is asked for after the new one is there, both keep their own.
 */
import { isTerminator } from '../../ir/build.js';
import { isPure } from '../../ir/effects.js';
import type { Inst, LoopInst, RegionParam, Value } from '../../ir/ir.js';
import { forEachInst } from '../../ir/walk.js';
import type { Fission } from './fission-state.js';
import type { Move, Part, Segment } from './regions.js';
import type { ThreadSlot } from './thread-memory.js';

const deepest = 16;

export function shareSlots(f: Fission): void {
  // Threads that take no part keep what they have.
  if (f.parts.masks) return;
  const places = new Map<Inst, number>();
  const moves: { readonly from: Value; readonly to: Value; readonly place: number }[] = [];
  const loops: { readonly inst: LoopInst; readonly direct: ReadonlySet<Segment> }[] = [];
  let place = 0;
  const number = (parts: readonly Part[]): void => {
    for (const part of parts) {
      place++;
      if (part.kind === 'segment') {
        forEachInst({ params: [], insts: part.insts }, (inst) => void places.set(inst, place));
        for (const move of part.moves) moves.push({ ...move, place });
      } else if (part.kind === 'split') {
        if (part.inst.kind === 'loop') loops.push({ inst: part.inst, direct: new Set(part.regions[0].filter((inner): inner is Segment => inner.kind === 'segment')) });
        for (const inner of part.regions) number(inner);
      }
    }
  };
  number(f.parts.parts);
  if (loops.length === 0) return;
  const users = new Map<Value, Inst[]>();
  forEachInst(f.body, (inst) => {
    for (const v of inst.operands) {
      const list = users.get(v);
      if (list === undefined) users.set(v, [inst]);
      else list.push(inst);
    }
  });
  const usersOf = (v: Value): readonly Inst[] => users.get(v) ?? [];

  /** Is it, or what is made of it, computed again in other parts? */
  const isReadAgain = (v: Value, depth = 0): boolean => usersOf(v).some((inst) => inst.results.some((result) => {
    const kept = f.storage.get(result);
    if (kept?.kind === 'recompute' || isBorrowed(f, result) || depth > deepest) return true;
    return kept === undefined && isPure(inst) && isReadAgain(result, depth + 1);
  }));
  /** Is the parameter asked for up to that place only, and by its own thread? Terminators of parts hand it on by moves. */
  const endsBy = (param: RegionParam, last: number): boolean => usersOf(param).every((inst) => {
    if (inst.kind === 'warp' || inst.kind === 'barrier') return false;
    const at = places.get(inst);
    return at === undefined ? isTerminator(inst) : at <= last;
  }) && moves.every((move) => move.from !== param || move.place <= last) && !isReadAgain(param);

  const shared = new Set<Value>();
  for (const { inst: loop, direct } of loops) {
    loop.body.params.forEach((param) => {
      const coming = moves.filter((move) => move.to === param);
      const kept = f.storage.get(param);
      // One from before the loop, one from its end.
      const next = coming.filter(({ from }) => from.kind === 'result' && direct.has(f.definedIn.get(from)!));
      if (kept?.kind !== 'slot' || coming.length !== 2 || next.length !== 1) return;
      const [{ from }] = next;
      const own = f.storage.get(from);
      if (from.kind !== 'result' || own?.kind !== 'slot' || own.borrowed === true || own.slot.type !== kept.slot.type || shared.has(from)) return;
      if (usersOf(from).some((inst) => inst.results.some((result) => isBorrowed(f, result))) || !endsBy(param, places.get(from.inst)!)) return;
      shared.add(from);
      f.storage.set(from, { kind: 'slot', slot: kept.slot });
      remove(f, own.slot);
    });
  }
}

function isBorrowed(f: Fission, v: Value): boolean {
  const kept = f.storage.get(v);
  return kept?.kind === 'slot' && kept.borrowed === true;
}

function remove(f: Fission, slot: ThreadSlot): void {
  const at = f.memory.slots.indexOf(slot);
  if (at >= 0) f.memory.slots.splice(at, 1);
}

/** The value is where it shall be. */
export function isInPlace(f: Fission, { from, to }: Move): boolean {
  const [here, there] = [f.storage.get(from), f.storage.get(to)];
  return here?.kind === 'slot' && there?.kind === 'slot' && here.slot === there.slot;
}
