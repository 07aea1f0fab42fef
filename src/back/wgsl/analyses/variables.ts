/**
 * Variables: SSA values that hand over to each other share one. In: a kernel and what is inlined. Out: webs, sets of values that live in one WGSL variable.
 *
 * Loop parameters and results of structured instructions get their values by copies (loop operands, continue, break, yield). Two ends of a copy share a variable if they are never needed at the
 * same time. Times are positions in program order; a value used in a loop that it was made outside of is needed until the loop's end. Copies are the only places where intervals may touch.
 */
import type { Inst, LoopInst, Region, Value } from '../../../ir/ir.js';
import type { Held } from '../../../ir/numbering.js';
import { isHeld } from '../../../ir/numbering.js';
import { forEachRegion, isStructured } from '../../../ir/walk.js';
import type { Inlining } from './inlining.js';
import { isUsed } from './inlining.js';

export interface Web {
  readonly members: Held[];
  /** From – to, by member. */
  readonly intervals: [number, number][];
  /** Instruction in front of which, in `home`, the variable is declared. */
  first: Inst;
  home: Region;
  /** More than one member, or a member that copies assign: `var` rather than `let`. */
  mutable: boolean;
  /** Nobody reads a member. */
  dead: boolean;
}

/** By number (ir/numbering.ts), but for `webs`. */
export interface Variables {
  /** In the order in which they are declared. */
  readonly webs: readonly Web[];
  readonly webOf: (v: Value) => Web | undefined;
  readonly declaredAt: readonly (readonly Web[] | undefined)[];
  /** Start and end of an instruction, its regions included. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Position at which a member of a web is made. */
  readonly madeAt: Int32Array;
}

interface Copy {
  readonly to: Held;
  readonly from: Value;
}

/** The end of the life of a value that nobody uses must not touch its begin: two such may not share a variable. */
const SHORTEST = 0.5;

/** `count`: of the body's numbers. */
export function chooseVariables(body: Region, inlining: Inlining, count: number): Variables {
  const { inlined, uses, loopOf, regionOf } = inlining;
  const starts = new Int32Array(count);
  const stops = new Int32Array(count);
  const owner = new Map<Region, Inst | undefined>([[body, undefined]]);
  const copies: Copy[] = [];
  const held: { value: Held; at: number; loop: LoopInst | undefined; home: Region; first: Inst }[] = [];
  let clock = 0;

  const number = (r: Region, loop: LoopInst | undefined): void => {
    for (const inst of r.insts) {
      const start = clock++;
      const inner = inst.kind === 'loop' ? inst : loop;
      if (inst.kind === 'loop') for (const param of inst.body.params) held.push({ value: param, at: start, loop: inst, home: r, first: inst });
      let end = start;
      if (isStructured(inst)) {
        forEachRegion(inst, (region) => {
          owner.set(region, inst);
          number(region, inner);
        });
        end = clock++;
      }
      starts[inst.number] = start;
      stops[inst.number] = end;
      if (inlined[inst.number] !== 1 && inst.kind !== 'alloca') for (const value of inst.results) held.push({ value, at: end, loop, home: r, first: inst });
      switch (inst.kind) {
        case 'loop':
          inst.body.params.forEach((to, i) => copies.push({ to, from: inst.operands[i]! }));
          break;
        case 'continue':
          inst.target.body.params.forEach((to, i) => copies.push({ to, from: inst.operands[i]! }));
          break;
        case 'break':
          inst.target.results.forEach((to, i) => copies.push({ to, from: inst.operands[i]! }));
          break;
        case 'yield':
          owner.get(r)?.results.forEach((to, i) => copies.push({ to, from: inst.operands[i]! }));
          break;
        default:
          break;
      }
    }
  };
  number(body, undefined);

  const webs = new Array<Web | undefined>(count).fill(undefined);
  const madeAt = new Int32Array(count);
  for (const { value, at, loop, home, first } of held) {
    madeAt[value.number] = at;
    webs[value.number] = { members: [value], intervals: [[at, Math.max(lastUse(value, loop), at + SHORTEST)]], first, home, mutable: value.kind === 'param' || isStructured(value.inst), dead: !isUsed(inlining, value) };
  }

  /** Where a value made inside `loop` is last needed; uses by inlined instructions happen where those are used. */
  function lastUse(value: Held, loop: LoopInst | undefined): number {
    let last = -1;
    for (const user of uses[value.number] ?? []) {
      if (inlined[user.number] === 1) {
        last = Math.max(last, lastUse(user.results[0]!, loop));
        continue;
      }
      let at = starts[user.number]!;
      for (let around = loopOf[user.number]; around !== undefined && around !== loop; around = loopOf[around.number]) at = stops[around.number]!;
      last = Math.max(last, at);
    }
    return last;
  }

  const merge = (a: Web, b: Web): boolean => {
    if (a === b || a.members[0]!.type !== b.members[0]!.type) return false;
    if (a.intervals.some((x) => b.intervals.some((y) => x[0] < y[1] && y[0] < x[1]))) return false;
    a.members.push(...b.members);
    a.intervals.push(...b.intervals);
    a.mutable = true;
    a.dead &&= b.dead;
    for (const member of b.members) webs[member.number] = a;
    return true;
  };
  for (const { to, from } of copies) {
    const b = isHeld(from) ? webs[from.number] : undefined;
    if (b !== undefined) merge(webs[to.number]!, b);
  }
  const at = new Array<{ home: Region; first: Inst } | undefined>(count).fill(undefined);
  for (const h of held) at[h.value.number] = h;
  // A variable of the source that is made of several SSA values becomes one again where that does not hurt.
  const byName = new Map<string, Web[]>();
  for (const { value } of held) {
    const web = webs[value.number]!;
    // What nobody reads is not written, so it cannot declare what others read.
    if (value.name === undefined || value.type === 'ptr' || (web.members.length === 1 && web.dead)) continue;
    const others = byName.get(value.name);
    if (others === undefined) byName.set(value.name, [web]);
    else if (!others.includes(web)) {
      const other = others.find((o) => webs[o.members[0]!.number] === o && (o.mutable || web.mutable) && isNested(o, web) && merge(o, web));
      if (other === undefined) others.push(web);
    }
  }

  /** Is one of them declared in sight of the other? (Two loops in a row each have their own counter.) */
  function isNested(a: Web, b: Web): boolean {
    const homes = (w: Web): Region[] => w.members.map((m) => at[m.number]!.home);
    const inSight = (x: Region, y: Region): boolean => {
      for (let r: Region | undefined = y; r !== undefined; ) {
        if (r === x) return true;
        const f = owner.get(r);
        r = f === undefined ? undefined : regionOf[f.number];
      }
      return false;
    };
    return homes(a).some((x) => x !== undefined && homes(b).every((y) => inSight(x, y))) && a.members.every((m) => m.kind === 'result');
  }

  const declaredAt = new Array<Web[] | undefined>(count).fill(undefined);
  const declared: number[] = [];
  const seen = new Set<Web>();
  for (const { value } of held) {
    const web = webs[value.number]!;
    if (web.members.length > 1) {
      if (seen.has(web)) continue;
      seen.add(web);
      // One alone stays where it is made.
      place(web, web.members.map((m) => at[m.number]!));
    }
    const { number } = web.first;
    const list = declaredAt[number];
    if (list === undefined) {
      declaredAt[number] = [web];
      declared.push(number);
    } else list.push(web);
  }

  /** The innermost region around all members, and the first instruction in it that makes or contains one. */
  function place(web: Web, places: readonly { home: Region; first: Inst }[]): void {
    const chains = places.map(({ home, first }) => {
      const chain: { home: Region; first: Inst }[] = [];
      for (let h: Region | undefined = home, f: Inst | undefined = first; h !== undefined && f !== undefined; ) {
        chain.unshift({ home: h, first: f });
        f = owner.get(h);
        h = f === undefined ? undefined : regionOf[f.number];
      }
      return chain;
    });
    let depth = 0;
    while (chains.every((c) => c.length > depth + 1 && c[depth + 1]!.home === chains[0]![depth + 1]!.home)) depth++;
    web.home = chains[0]![depth]!.home;
    web.first = chains.map((c) => c[depth]!.first).reduce((x, y) => (starts[x.number]! <= starts[y.number]! ? x : y));
  }

  return { webs: declared.flatMap((number) => declaredAt[number]!), webOf: (v) => (isHeld(v) ? webs[v.number] : undefined), declaredAt, from: starts, to: stops, madeAt };
}
