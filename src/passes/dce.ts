/**
 * Dead code elimination. In: any valid function. Out: without instructions whose results are unused and that have no effect, structured instructions that do nothing, unused results of structured
 * instructions and unused loop parameters (also such that only feed themselves), stores to allocas that nothing reads, and code behind instructions that do not come back.
 *
 * Liveness is found by marking: effects and what they need, transitively (a loop parameter or structured result is live only if something live uses it); then one sweep.
 */
import { isTerminator, makeInst } from '../ir/build.js';
import { addressRoot, isRemovable } from '../ir/effects.js';
import { intrinsicEffect } from '../ir/intrinsics.js';
import type { Func, Inst, InstResult, LoopInst, Region, Value } from '../ir/ir.js';
import type { Held } from '../ir/numbering.js';
import { isHeld, numberRegion } from '../ir/numbering.js';
import type { Edges } from '../ir/uses.js';
import { forEachInst, forEachRegion } from '../ir/walk.js';

/** Arrays are by number (ir/numbering.ts). */
interface State {
  readonly edges: (Edges | undefined)[];
  /** Structured instruction or terminator → the structured instruction around it. */
  readonly owners: (Inst | undefined)[];
  /** 1: live. */
  readonly live: Uint8Array;
  /** 1: the structured instruction stays. */
  readonly kept: Uint8Array;
  readonly work: Held[];
  /** Of a loop's parameter. */
  readonly loopOf: ({ readonly loop: LoopInst; readonly index: number } | undefined)[];
  /** Allocas that are only stored to. */
  readonly writeOnly: Set<InstResult>;
}

export function eliminateDeadCode(fn: Func): void {
  if (!fn.body) return;
  truncate(fn.body);
  const writeOnly = findWriteOnly(fn.body);
  const count = numberRegion(fn.body);
  const empty = <T>(): (T | undefined)[] => new Array<T | undefined>(count).fill(undefined);
  const s: State = { edges: empty(), owners: empty(), live: new Uint8Array(count), kept: new Uint8Array(count), work: [], loopOf: empty(), writeOnly };
  indexRegion(s, fn.body, undefined);
  markEffects(s, fn.body, undefined);
  propagate(s);
  sweep(s, fn.body);
}

/** Cuts what follows an instruction that never ends: noreturn calls, exits, structured instructions without a way out. */
function truncate(region: Region): void {
  const open = new Set<Inst>();
  // A structured instruction is passed if something leads to its end; breaks come before that end in program order.
  const walk = (r: Region): 'ends' | 'leaves' => {
    const { insts } = r;
    for (let i = 0; i < insts.length; i++) {
      const inst = insts[i]!;
      let stops = false;
      switch (inst.kind) {
        case 'yield':
          return 'ends';
        case 'break':
          open.add(inst.target);
          return 'leaves';
        case 'if': {
          const a = walk(inst.then);
          const b = walk(inst.otherwise);
          stops = a === 'leaves' && b === 'leaves';
          break;
        }
        case 'switch': {
          stops = walk(inst.otherwise) === 'leaves';
          for (const c of inst.cases) if (walk(c.region) === 'ends') stops = false;
          break;
        }
        case 'block':
          stops = walk(inst.body) === 'leaves' && !open.has(inst);
          break;
        case 'loop':
          walk(inst.body);
          stops = !open.has(inst);
          break;
        case 'try': {
          const a = walk(inst.body);
          const b = walk(inst.handler);
          stops = a === 'leaves' && b === 'leaves';
          break;
        }
        case 'call':
          stops = inst.callee.noreturn;
          break;
        case 'intrinsic':
          stops = intrinsicEffect(inst.name) === 'exit';
          break;
        default:
          if (isTerminator(inst)) return 'leaves';
      }
      if (stops) {
        const next = insts[i + 1];
        if (next && next.kind === 'unreachable') insts.length = i + 2;
        else {
          insts.length = i + 1;
          insts.push(makeInst({ kind: 'unreachable', operands: [] }, [], inst.loc));
        }
        return 'leaves';
      }
    }
    return 'leaves';
  };
  walk(region);
}

/** Allocas all of whose uses are addresses of non-volatile stores, fills and copies into them. */
function findWriteOnly(body: Region): Set<InstResult> {
  const candidates = new Set<InstResult>();
  forEachInst(body, (inst) => {
    if (inst.kind === 'alloca') candidates.add(inst.results[0]!);
  });
  if (candidates.size === 0) return candidates;
  const drop = (v: Value): void => {
    const root = addressRoot(v);
    if (root.kind === 'result') candidates.delete(root);
  };
  forEachInst(body, (inst) => {
    const ops = inst.operands;
    switch (inst.kind) {
      case 'index':
        if (ops[1]!.type === 'ptr') drop(ops[1]!);
        break;
      case 'field':
        break;
      case 'store':
        if (inst.volatile) drop(ops[0]!);
        if (ops[1]!.type === 'ptr') drop(ops[1]!);
        break;
      case 'fill':
        break;
      case 'copy':
        drop(ops[1]!);
        break;
      default:
        for (const v of ops) if (v.type === 'ptr') drop(v);
    }
  });
  return candidates;
}

function indexRegion(s: State, region: Region, owner: Inst | undefined): void {
  for (const inst of region.insts) {
    switch (inst.kind) {
      case 'yield':
        if (owner) s.edges[owner.number]!.exits.push(inst);
        s.owners[inst.number] = owner;
        break;
      case 'break':
        s.edges[inst.target.number]!.exits.push(inst);
        s.owners[inst.number] = owner;
        break;
      case 'continue':
        s.edges[inst.target.number]!.continues.push(inst);
        s.owners[inst.number] = owner;
        break;
      case 'if':
      case 'switch':
      case 'block':
      case 'loop':
      case 'try':
        if (inst.kind === 'loop') inst.body.params.forEach((p, index) => (s.loopOf[p.number] = { loop: inst, index }));
        s.owners[inst.number] = owner;
        s.edges[inst.number] = { exits: [], continues: [] };
        forEachRegion(inst, (r) => indexRegion(s, r, inst));
        break;
      default:
        break;
    }
  }
}

function mark(s: State, v: Value): void {
  if (!isHeld(v) || s.live[v.number] === 1) return;
  s.live[v.number] = 1;
  s.work.push(v);
}

function isDeadWrite(s: State, inst: Inst): boolean {
  if (s.writeOnly.size === 0 || (inst.kind !== 'store' && inst.kind !== 'copy' && inst.kind !== 'fill')) return false;
  const root = addressRoot(inst.operands[0]!);
  return root.kind === 'result' && s.writeOnly.has(root);
}

/** The roots: effects, what leaves the function, and loops without an exit. */
function markEffects(s: State, region: Region, owner: Inst | undefined): void {
  for (const inst of region.insts) {
    switch (inst.kind) {
      case 'yield':
      case 'break':
      case 'continue':
      case 'unreachable':
        break;
      case 'return':
      case 'throw':
        keep(s, owner);
        for (const v of inst.operands) mark(s, v);
        break;
      case 'if':
      case 'switch':
      case 'block':
      case 'loop':
      case 'try':
        if (inst.kind === 'loop' && s.edges[inst.number]!.exits.length === 0) keep(s, inst);
        forEachRegion(inst, (r) => markEffects(s, r, inst));
        break;
      default:
        if (isRemovable(inst) || isDeadWrite(s, inst)) break;
        keep(s, owner);
        for (const v of inst.operands) mark(s, v);
    }
  }
}

/** A structured instruction stays: so does what is around it, what decides in it, and what is around the edges to it. */
function keep(s: State, start: Inst | undefined): void {
  for (let inst = start; inst && s.kept[inst.number] !== 1; inst = s.owners[inst.number]) {
    s.kept[inst.number] = 1;
    if (inst.kind === 'if' || inst.kind === 'switch') mark(s, inst.operands[0]!);
    const { exits, continues } = s.edges[inst.number]!;
    for (const e of exits) keep(s, s.owners[e.number]);
    for (const e of continues) keep(s, s.owners[e.number]);
  }
}

function propagate(s: State): void {
  for (let v = s.work.pop(); v; v = s.work.pop()) {
    if (v.kind === 'result') {
      const edges = s.edges[v.inst.number];
      if (!edges) for (const o of v.inst.operands) mark(s, o);
      else {
        keep(s, v.inst);
        for (const e of edges.exits) mark(s, e.operands[v.index]!);
      }
    } else {
      const place = s.loopOf[v.number];
      if (!place) continue;
      mark(s, place.loop.operands[place.index]!);
      for (const e of s.edges[place.loop.number]!.continues) mark(s, e.operands[place.index]!);
    }
  }
}

function sweep(s: State, region: Region): void {
  const { insts } = region;
  let to = 0;
  for (const inst of insts) {
    let stays: boolean;
    switch (inst.kind) {
      case 'if':
      case 'switch':
      case 'block':
      case 'loop':
      case 'try':
        stays = s.kept[inst.number] === 1;
        if (stays) {
          dropResults(s, inst);
          if (inst.kind === 'loop') dropParams(s, inst);
          forEachRegion(inst, (r) => sweep(s, r));
        }
        break;
      default:
        stays = isTerminator(inst) || (isRemovable(inst) ? isLive(s, inst) : !isDeadWrite(s, inst));
    }
    if (stays) insts[to++] = inst;
  }
  insts.length = to;
}

function isLive(s: State, inst: Inst): boolean {
  for (const r of inst.results) if (s.live[r.number] === 1) return true;
  return false;
}

function dropResults(s: State, inst: Inst): void {
  const { results } = inst;
  if (results.every((r) => s.live[r.number] === 1)) return;
  const alive = results.map((r) => s.live[r.number] === 1);
  for (const e of s.edges[inst.number]!.exits) e.operands = e.operands.filter((_, i) => alive[i]);
  let to = 0;
  for (const r of results) {
    if (s.live[r.number] !== 1) continue;
    (r as { index: number }).index = to;
    results[to++] = r;
  }
  results.length = to;
}

function dropParams(s: State, loop: LoopInst): void {
  const { params } = loop.body;
  if (params.every((p) => s.live[p.number] === 1)) return;
  const alive = params.map((p) => s.live[p.number] === 1);
  for (const e of s.edges[loop.number]!.continues) e.operands = e.operands.filter((_, i) => alive[i]);
  loop.operands = loop.operands.filter((_, i) => alive[i]);
  let to = 0;
  for (const p of params) if (s.live[p.number] === 1) params[to++] = p;
  params.length = to;
}
