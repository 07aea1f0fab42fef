/**
 * How many vectors a piece of code keeps at once. In: instructions and their shapes. Out: the most values that differ between lanes and are needed at the same time, in vectors a group of four lanes. An estimate: what
 * is used in a loop, and comes from outside of it, is needed up to its end.
 */
import type { Inst, Region, Value } from '../../ir/ir.js';
import { forEachRegion, isStructured } from '../../ir/walk.js';
import { partCount } from './lanes.js';
import { isVarying } from './shapes.js';
import type { LaneAnalysis } from './shapes.js';

export function vectorsAtOnce(insts: readonly Inst[], analysis: LaneAnalysis): number {
  const begin = new Map<Value, number>();
  const end = new Map<Value, number>();
  let time = 0;
  const define = (v: Value): void => {
    if (isVarying(analysis.shapeOf(v))) begin.set(v, time);
  };
  const walk = (list: readonly Inst[], loops: readonly { readonly start: number; readonly used: Set<Value> }[]): void => {
    for (const inst of list) {
      time++;
      for (const v of inst.operands) {
        const from = begin.get(v);
        if (from === undefined) continue;
        end.set(v, time);
        for (const loop of loops) if (from < loop.start) loop.used.add(v);
      }
      if (isStructured(inst)) {
        const start = time;
        const isLoop = inst.kind === 'loop';
        const scope = { start, used: new Set<Value>() };
        forEachRegion(inst, (region: Region) => {
          for (const param of region.params) define(param);
          walk(region.insts, isLoop ? [...loops, scope] : loops);
          time++;
          if (!isLoop) return;
          for (const v of scope.used) end.set(v, time);
          for (const param of region.params) if (begin.has(param)) end.set(param, time);
        });
      }
      for (const result of inst.results) define(result);
    }
  };
  walk(insts, []);
  const changes = new Map<number, number>();
  const change = (at: number, by: number): void => void changes.set(at, (changes.get(at) ?? 0) + by);
  for (const [v, from] of begin) {
    const to = end.get(v);
    if (to === undefined || to <= from) continue;
    change(from, partCount(v.type));
    change(to, -partCount(v.type));
  }
  let now = 0;
  let most = 0;
  for (const at of [...changes.keys()].sort((a, b) => a - b)) {
    now += changes.get(at)!;
    most = Math.max(most, now);
  }
  return most;
}
