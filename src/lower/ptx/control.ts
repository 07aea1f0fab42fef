/**
 * Branches in inline PTX → structured control flow. What lies between two labels is a segment; a branch forwards leaves a block that ends where its label stands, one backwards repeats a loop that begins there. Loops reach to the last
 * branch that repeats them. A branch into the middle of a loop from outside has no such form, and is told of.
 */
import * as build from '../../ir/build.js';
import { createRegion, isTerminated } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { BlockInst, LoopInst, Value } from '../ir-imports.js';
import type { PtxInstruction, PtxItem } from './parse.js';
import { Unknown } from './step.js';

interface Segment {
  /** Labels in front. */
  readonly labels: string[];
  readonly instructions: PtxInstruction[];
}

/** Behind the last branch that repeats it. */
interface Loop {
  readonly start: number;
  end: number;
}

export interface Emitter {
  readonly b: Builder;
  readonly execute: (instruction: PtxInstruction) => void;
  /** The guard's value; undefined where there is none. */
  readonly guard: (instruction: PtxInstruction) => Value | undefined;
}

export const isBranch = (instruction: PtxInstruction): boolean => instruction.parts[0] === 'bra';

/** The label that a branch goes to. */
function targetOf(instruction: PtxInstruction): string {
  const [target] = instruction.operands;
  if (target?.kind !== 'register' || instruction.operands.length !== 1 || instruction.parts.slice(1).some((m) => m !== 'uni')) throw new Unknown(instruction.text);
  return target.name;
}

export function emitBranches(e: Emitter, items: readonly PtxItem[]): void {
  const segments: Segment[] = [{ labels: [], instructions: [] }];
  for (const item of items) {
    const last = segments[segments.length - 1]!;
    if (item.kind === 'instruction') last.instructions.push(item.instruction);
    else if (last.instructions.length === 0) last.labels.push(item.name);
    else segments.push({ labels: [item.name], instructions: [] });
  }
  const place = (instruction: PtxInstruction): number => {
    const at = segments.findIndex((s) => s.labels.includes(targetOf(instruction)));
    if (at < 0) throw new Unknown(instruction.text);
    return at;
  };
  const jumps = segments.flatMap((segment, from) => segment.instructions.filter(isBranch).map((instruction) => ({ from, to: place(instruction), instruction })));
  const loops = loopsOf(jumps);
  for (const { from, to, instruction } of jumps) if (loops.some((l) => l.start < to && to < l.end && (from < l.start || from >= l.end))) throw new Unknown(`${instruction.text} (into a loop)`);
  new Emission(e, segments, loops, jumps, place).range(0, segments.length, undefined);
}

function loopsOf(jumps: readonly { readonly from: number; readonly to: number }[]): Loop[] {
  const byStart = new Map<number, Loop>();
  for (const { from, to } of jumps) {
    if (to > from) continue;
    const known = byStart.get(to);
    if (known === undefined) byStart.set(to, { start: to, end: from + 1 });
    else known.end = Math.max(known.end, from + 1);
  }
  // Outer ones first. One that begins in another ends in it.
  const loops = [...byStart.values()].sort((x, y) => x.start - y.start);
  for (let changed = true; changed; ) {
    changed = false;
    for (const outer of loops) {
      for (const inner of loops) {
        if (outer.start < inner.start && inner.start < outer.end && inner.end > outer.end) {
          outer.end = inner.end;
          changed = true;
        }
      }
    }
  }
  return loops;
}

class Emission {
  private readonly blocks = new Map<number, BlockInst>();
  /** By start. */
  private readonly open = new Map<number, { readonly inst: LoopInst; readonly end: number }>();

  constructor(
    private readonly e: Emitter,
    private readonly segments: readonly Segment[],
    private readonly loops: readonly Loop[],
    private readonly jumps: readonly { readonly from: number; readonly to: number }[],
    private readonly place: (instruction: PtxInstruction) => number,
  ) {}

  /** Segments from start to end, which are the whole of `loop`'s body where there is one. */
  range(start: number, end: number, loop: Loop | undefined): void {
    const inner = this.loops.filter((l) => l !== loop && l.start >= start && l.end <= end);
    // Where branches forwards end that begin in this range, unless a loop in it holds them, or ends there.
    const ends = new Set<number>();
    for (const { from, to } of this.jumps) if (from >= start && to > from && to < end && !inner.some((l) => l.start <= from && from < l.end && to <= l.end)) ends.add(to);
    this.between(start, end, [...ends].sort((x, y) => x - y), inner);
  }

  private between(start: number, end: number, ends: readonly number[], inner: readonly Loop[]): void {
    const { b } = this.e;
    const last = ends[ends.length - 1];
    if (last !== undefined) {
      const block = build.append<BlockInst>(b, { kind: 'block', operands: [], body: createRegion() }, []);
      this.blocks.set(last, block);
      this.inside(block.body, () => this.between(start, last, ends.slice(0, -1), inner), () => build.yieldValues(b));
      this.blocks.delete(last);
      this.between(last, end, [], inner);
      return;
    }
    for (let at = start; at < end; ) {
      if (isTerminated(b.region)) return;
      const loop = inner.find((l) => l.start === at && !this.open.has(at));
      if (loop === undefined) {
        this.segment(at++);
        continue;
      }
      const inst = build.append<LoopInst>(b, { kind: 'loop', operands: [], body: createRegion(), unroll: undefined }, []);
      this.open.set(at, { inst, end: loop.end });
      this.inside(inst.body, () => this.range(loop.start, loop.end, loop), () => build.breakTo(b, inst));
      this.open.delete(at);
      at = loop.end;
    }
  }

  private inside(region: BlockInst['body'], body: () => void, end: () => void): void {
    const { b } = this.e;
    const outer = b.region;
    b.region = region;
    body();
    if (!isTerminated(b.region)) end();
    b.region = outer;
  }

  private segment(at: number): void {
    const { b } = this.e;
    for (const instruction of this.segments[at]!.instructions) {
      if (isTerminated(b.region)) return;
      if (!isBranch(instruction)) {
        this.e.execute(instruction);
        continue;
      }
      const to = this.place(instruction);
      const jump = (): void => {
        const repeated = to <= at ? this.open.get(to) : undefined;
        const left = to > at ? [...this.open.values()].find((l) => l.end === to) : undefined;
        if (repeated !== undefined) build.continueTo(b, repeated.inst);
        else build.breakTo(b, left?.inst ?? this.blocks.get(to) ?? fail(instruction));
      };
      const guard = this.e.guard(instruction);
      if (guard === undefined) {
        jump();
        continue;
      }
      const inst = build.append(b, { kind: 'if', operands: [guard], then: createRegion(), otherwise: createRegion() }, []);
      if (inst.kind !== 'if') continue;
      this.inside(inst.then, jump, () => {});
      this.inside(inst.otherwise, () => build.yieldValues(b), () => {});
    }
  }
}

function fail(instruction: PtxInstruction): never {
  throw new Unknown(instruction.text);
}
