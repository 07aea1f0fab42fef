/**
 * Loops in which a thread waits for what another one does.
 *
 * In: bodies of kernels and of what they call. Out: whether they have such loops, and which functions must be copied into a kernel for that to be seen there: its threads can only give way to each other in the kernel itself.
 */
import { functionsReaching, isPure, writesMemory } from '../../ir/effects.js';
import type { AtomicInst, Func, Inst, LoopInst, Region, Value } from '../../ir/ir.js';
import { collectUses } from '../../ir/uses.js';
import { forEachRegion, isStructured, someInst } from '../../ir/walk.js';
import { containsBarrier } from './regions.js';

export interface WaitingFunctions {
  /** Read, themselves or by calls, what other threads may change. */
  readonly looking: ReadonlySet<Func>;
  /** Do so again and again, or call what does. */
  readonly waiting: ReadonlySet<Func>;
}

export function waitingFunctions(functions: readonly Func[]): WaitingFunctions {
  const looking = functionsReaching(functions, looksAtOthers);
  const own = new Set<Func>();
  for (const fn of looking) if (fn.image === undefined && fn.body !== undefined && waitsForOthers(fn.body, { looking })) own.add(fn);
  const waiting = own.size === 0 ? own : functionsReaching(functions, (inst) => inst.kind === 'call' && own.has(inst.callee));
  for (const fn of own) waiting.add(fn);
  return { looking, waiting };
}

/** Reads memory through a volatile pointer, or with an atomic that changes nothing. Nobody else writes to a thread's local variables. */
function looksAtOthers(inst: Inst): boolean {
  return (inst.kind === 'load' && inst.volatile && !isLocal(inst.operands[0])) || (inst.kind === 'atomic' && onlyReads(inst));
}

function isLocal(pointer: Value): boolean {
  let at = pointer;
  while (at.kind === 'result' && (at.inst.kind === 'index' || at.inst.kind === 'field')) at = at.inst.operands[0];
  return at.kind === 'result' && at.inst.kind === 'alloca';
}

/**
 * Does a loop wait for what another thread does? (A compare-and-swap that retries, or takes a lock, succeeds at once when threads run one after the other.)
 * `paced`: loops that others go on in, because they have barriers, do not count. `looking`: functions that look at what others do.
 */
export function waitsForOthers(body: Region, how: { readonly paced?: boolean; readonly looking?: ReadonlySet<Func> } = {}): boolean {
  let uses: ReadonlyMap<Value, readonly Inst[]> | undefined;
  const decides = (inst: Inst): boolean => mayDecide(inst, (uses ??= collectUses(body)));
  return waitsIn(body, how, decides, false);
}

/** May what is read decide how the loop goes on? Not if it only goes into volatile memory, from where it is looked at anew. */
function mayDecide(inst: Inst, uses: ReadonlyMap<Value, readonly Inst[]>, seen = new Set<Inst>()): boolean {
  if (seen.has(inst)) return false;
  seen.add(inst);
  for (const result of inst.results) {
    for (const user of uses.get(result) ?? []) {
      if (user.kind === 'store' ? !user.volatile : !isPure(user) || mayDecide(user, uses, seen)) return true;
    }
  }
  return false;
}

function waitsIn(region: Region, how: { readonly paced?: boolean; readonly looking?: ReadonlySet<Func> }, decides: (inst: Inst) => boolean, inLoop: boolean): boolean {
  for (const inst of region.insts) {
    if (inLoop && ((looksAtOthers(inst) && decides(inst)) || (inst.kind === 'call' && how.looking?.has(inst.callee) === true))) return true;
    if (!isStructured(inst)) continue;
    let found = false;
    forEachRegion(inst, (r) => {
      found = found || waitsIn(r, how, decides, inLoop || (inst.kind === 'loop' && !(how.paced === true && containsBarrier(inst.body))));
    });
    if (found) return true;
  }
  return false;
}

/**
 * A loop that does nothing but look whether another thread has written something, and ends only then: the place where it looks. Loops that others go on in, because they have barriers, are none; neither are those that end without that.
 */
export function findSpin(region: Region): Inst | undefined {
  for (const inst of region.insts) {
    if (!isStructured(inst)) continue;
    let found: Inst | undefined;
    forEachRegion(inst, (r) => {
      found ??= findSpin(r);
    });
    found ??= inst.kind === 'loop' ? spinOf(inst) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function spinOf(loop: LoopInst): Inst | undefined {
  const { body } = loop;
  const looks: Inst[] = [];
  // Most loops do something: nested ones are not looked at for each around them.
  const acts = someInst(body, (inst) => {
    if (looksAtOthers(inst)) looks.push(inst);
    else if (inst.kind === 'barrier' || writesMemory(inst)) return true;
    return false;
  });
  if (acts || looks.length === 0) return undefined;
  /** Instructions around each one in the loop, outermost first. */
  const around = new Map<Inst, readonly Inst[]>();
  const visit = (r: Region, outer: readonly Inst[]): void => {
    for (const inst of r.insts) {
      around.set(inst, outer);
      forEachRegion(inst, (inner) => visit(inner, [...outer, inst]));
    }
  };
  visit(body, []);
  const exits = [...around.keys()].filter((inst) => inst.kind === 'return' || (inst.kind === 'break' && (inst.target === loop || !around.has(inst.target))));
  const waits = exits.every((exit) => around.get(exit)!.some((inst) => (inst.kind === 'if' || inst.kind === 'switch') && comesFrom(inst.operands[0]!, looks, around)));
  return waits ? looks[0] : undefined;
}

/** Is a value made of what one of the instructions gives? */
function comesFrom(value: Value, sources: readonly Inst[], inside: ReadonlyMap<Inst, unknown>): boolean {
  const seen = new Set<Inst>();
  const visit = (v: Value): boolean => {
    if (v.kind !== 'result' || !inside.has(v.inst) || seen.has(v.inst)) return false;
    const { inst } = v;
    seen.add(inst);
    if (sources.includes(inst) || inst.operands.some(visit)) return true;
    let found = false;
    // What its regions give.
    forEachRegion(inst, (r) => {
      found ||= someInst(r, (inner) => sources.includes(inner));
    });
    return found;
  };
  return visit(value);
}

function onlyReads(inst: AtomicInst): boolean {
  const operand = inst.operands[1];
  switch (inst.op) {
    case 'load':
      return true;
    case 'add':
    case 'sub':
    case 'or':
    case 'xor':
    case 'umax':
      return operand.kind === 'const' && (operand.value === 0 || operand.value === 0n);
    case 'compare-exchange':
      return operand === inst.operands[2] || (operand.kind === 'const' && inst.operands[2].kind === 'const' && operand.value === inst.operands[2].value);
    default:
      return false;
  }
}
