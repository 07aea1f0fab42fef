/**
 * Where lists of instructions lead, and how the breaks out of a block can be written: by falling off the ends of branches, or by writing what follows the block where it is left.
 */
import type { BlockInst, Inst, Region } from '../../../ir/ir.js';
import { forEachInst, forEachRegion, isStructured, someInst } from '../../../ir/walk.js';
import { isInlined } from '../analyses/inlining.js';
import { isIdleCopy } from './assignments.js';
import type { Context, Label, Writer } from './writer.js';

export function labelOf(inst: Inst, owner: Inst | undefined): Label | undefined {
  switch (inst.kind) {
    case 'yield':
      return owner ?? 'end';
    case 'break':
      return inst.target;
    case 'continue':
      return inst.target.body;
    case 'return':
      return 'end';
    default:
      return undefined;
  }
}

/** Where control goes from instruction `from` on, if nothing else happens before; 'nowhere' if it never comes there. */
export function onlyLeaves(e: Writer, insts: readonly Inst[], from: number, owner: Inst | undefined): Label | 'nowhere' | undefined {
  for (let i = from; i < insts.length; i++) {
    const inst = insts[i]!;
    if (isInlined(e.inlining, inst)) continue;
    if (inst.kind === 'unreachable') return 'nowhere';
    const label = labelOf(inst, owner);
    return label !== undefined && isIdleCopy(e, inst, owner) ? label : undefined;
  }
  return undefined;
}

/** Is instruction i the last thing that the list does before control runs off its end? */
export function endsHere(e: Writer, insts: readonly Inst[], i: number, owner: Inst | undefined, ctx: Context): boolean {
  const label = onlyLeaves(e, insts, i + 1, owner);
  return label === 'nowhere' || (label !== undefined && ctx.follow.has(label));
}

export function completes(r: Region): boolean {
  return r.insts[r.insts.length - 1]!.kind === 'yield';
}

export function hasBreakTo(inst: Inst, target: BlockInst): boolean {
  if (inst.kind === 'break') return inst.target === target;
  if (!isStructured(inst)) return false;
  let found = false;
  forEachRegion(inst, (r) => {
    found ||= r.insts.some((i) => hasBreakTo(i, target));
  });
  return found;
}

export function countBreaks(r: Region, target: BlockInst): number {
  let count = 0;
  forEachInst(r, (inst) => {
    if (inst.kind === 'break' && inst.target === target) count++;
  });
  return count;
}

/** Can the breaks to a block be written as falling off the ends of branches? */
export function breaksAtEnds(e: Writer, insts: readonly Inst[], target: BlockInst, owner: Inst): boolean {
  for (let i = 0; i < insts.length; i++) {
    const inst = insts[i]!;
    if (!hasBreakTo(inst, target) || inst.kind === 'break') continue;
    const label = onlyLeaves(e, insts, i + 1, owner);
    const isLast = label === 'nowhere' || label === owner || label === target;
    switch (inst.kind) {
      case 'if':
        if (isLast) {
          if (!breaksAtEnds(e, inst.then.insts, target, inst) || !breaksAtEnds(e, inst.otherwise.insts, target, inst)) return false;
        } else {
          const leaving = !completes(inst.then) ? inst.then : !completes(inst.otherwise) ? inst.otherwise : undefined;
          if (leaving === undefined || !breaksAtEnds(e, leaving.insts, target, inst)) return false;
          const other = leaving === inst.then ? inst.otherwise : inst.then;
          if (other.insts.some((o) => hasBreakTo(o, target))) return false;
        }
        break;
      case 'block':
        if ((!isLast && !sinks(e, inst, insts, i)) || !breaksAtEnds(e, inst.body.insts, target, inst)) return false;
        break;
      default:
        if (!isLast) return false;
    }
  }
  return true;
}

/** Are all breaks to a block in branches of ifs, switches and blocks that end it, none in a loop? */
export function breaksInBranches(e: Writer, r: Region, target: BlockInst): boolean {
  return r.insts.every((inst, i) => {
    if (!hasBreakTo(inst, target) || inst.kind === 'break') return true;
    if (inst.kind !== 'if' && inst.kind !== 'switch' && inst.kind !== 'block') return false;
    const next = r.insts[i + 1];
    if (next !== undefined && next.kind !== 'unreachable' && !(inst.kind === 'block' && sinks(e, inst, r.insts, i))) return false;
    let all = true;
    forEachRegion(inst, (inner) => {
      all &&= breaksInBranches(e, inner, target);
    });
    return all;
  });
}

/** A switch outside of loops: leaving from its cases takes a flag if anything follows. */
export function hasSwitch(r: Region): boolean {
  return r.insts.some((inst) => inst.kind === 'switch' || (inst.kind === 'block' && hasSwitch(inst.body)) || (inst.kind === 'if' && (hasSwitch(inst.then) || hasSwitch(inst.otherwise))));
}

/** Does anything inside leave to a place beyond the block, other than the end of the kernel? */
export function leavesFurther(r: Region, block: BlockInst): boolean {
  const inside = new Set<Inst>([block]);
  let found = false;
  forEachInst(r, (inst) => {
    inside.add(inst);
    found ||= (inst.kind === 'break' || inst.kind === 'continue') && !inside.has(inst.target);
  });
  return found;
}

export const MOST_REPEATED = 4;

/** May what follows a block be written at the breaks to it? Then nothing is left behind the block. */
export function sinks(e: Writer, inst: BlockInst, insts: readonly Inst[], at: number): boolean {
  const following = insts.slice(at + 1).filter((i) => !isInlined(e.inlining, i));
  const ways = countBreaks(inst.body, inst) + (completes(inst.body) ? 1 : 0);
  const isSmall = following.length <= MOST_REPEATED && following.every((i) => i.kind !== 'if' && i.kind !== 'switch' && i.kind !== 'loop' && i.kind !== 'block' && i.kind !== 'barrier');
  return (isSmall || ways === 1) && breaksInBranches(e, inst.body, inst);
}

/** Is the block in a loop that has barriers? */
export function around(e: Writer, block: BlockInst): boolean {
  const loop = e.inlining.loopOf[block.number];
  return loop !== undefined && someInst(loop.body, (inst) => inst.kind === 'barrier');
}

export function isInLoop(r: Region, target: BlockInst): boolean {
  return r.insts.some((inst) => {
    if (inst.kind === 'loop') return hasBreakTo(inst, target);
    if (!isStructured(inst)) return false;
    let found = false;
    forEachRegion(inst, (inner) => {
      found ||= isInLoop(inner, target);
    });
    return found;
  });
}
