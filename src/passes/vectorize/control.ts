/**
 * Control flow of lanes. Where all lanes decide alike, the construct stays as it is. Where they may not, its arms run one after the other, each for the lanes whose condition holds and only if there is one;
 * lanes that leave wait in a mask variable of the construct that they leave for, and what follows runs for the others, if any. A loop goes on until no lane repeats it.
 */
import { append, binary, breakTo, compareLanes, constant, continueTo, createRegion, isTerminated, isTerminator, TRUE, unreachable, yieldValues } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import { isSpeculatable } from '../../ir/effects.js';
import type { BlockInst, BreakInst, ContinueInst, IfInst, Inst, LoopInst, Region, RegionParam, ReturnInst, SwitchInst, Terminator, Value, ValueType } from '../../ir/ir.js';
import { countInsts, forEachInst } from '../../ir/walk.js';
import { vectorizeInst } from './instructions.js';
import { isLoadedAnyway, loadAnyway } from './memory.js';
import { blend, fullMask, laneCount, laneOf, lowWords, maskAnd, maskAndNot, maskOr, partsOf, splat } from './lanes.js';
import type { LaneValue, Mask } from './lanes.js';
import { isVarying, varying } from './shapes.js';
import type { Exit } from './shapes.js';
import { findSteadyConditions, steadyCompare } from './steady.js';
import { anyLane, branch, flatten, flatTypes, operand, read, unflatten, variable, when, write } from './vectorizer.js';
import type { Delivery, Vectorizer } from './vectorizer.js';

function noLanes(groups: number): Mask {
  return new Array<Value>(groups).fill({ kind: 'const', type: 'v4i32', value: 0n });
}

/** A loop that lanes leave at different times, seen from the outermost list of its body, as long as no lane waits for the next round. */
interface Round {
  readonly copy: LoopInst;
  readonly running: readonly Value[];
  readonly repeated: Exit;
}

/** Instructions in order, up to a terminator or the end. `top`: the outermost list. */
export function vectorizeList(v: Vectorizer, b: Builder, insts: readonly Inst[], entry: Mask | undefined, owner: Inst | undefined, top = false, round?: Round): void {
  let mask = entry;
  for (let i = 0; i < insts.length; i++) {
    const inst = insts[i];
    b.loc = inst.loc;
    if (isTerminator(inst)) {
      if (round !== undefined && (inst.kind === 'break' || inst.kind === 'continue' || inst.kind === 'return')) endRound(v, b, inst, mask!, round);
      else leaveRegion(v, b, inst as Terminator, mask, owner);
      return;
    }
    const lost = v.analysis.lostIn(inst);
    const end = inst.kind === 'if' && lost.size > 0 ? commonExit(v, b, inst) : undefined;
    if (end !== undefined) {
      const { condition, first, leaving, staying } = end;
      const goesOn = round !== undefined && !lost.has(round.repeated);
      const leave = (inner: Builder): readonly Value[] => {
        vectorizeList(v, inner, leaving.insts, mask, inst);
        if (goesOn && !isTerminated(inner.region)) breakTo(inner, round.copy, []);
        return [];
      };
      const stay = (inner: Builder): void => {
        const delivery = deliveryFor(inner, inst.results, v, true, false);
        v.deliveries.set(inst, delivery);
        vectorizeList(v, inner, staying.insts, mask, inst);
        receive(v, inner, delivery, inst.results, []);
        if (top) v.hooks.defined?.(inner, inst, mask);
      };
      const rest = (inner: Builder): readonly Value[] => {
        if (goesOn) return [];
        stay(inner);
        vectorizeList(v, inner, insts.slice(i + 1), mask, owner, top);
        return [];
      };
      branch(b, condition, [], first ? leave : rest, first ? rest : leave);
      if (!goesOn) return;
      stay(b);
      continue;
    }
    const stay = inst.kind === 'if' && lost.size > 0 ? vectorizeExit(v, b, inst, mask, round) : undefined;
    if (stay !== undefined) {
      if (top) v.hooks.defined?.(b, inst, stay);
      if (round === undefined || lost.has(round.repeated)) {
        when(b, anyLane(b, stay), (inner) => vectorizeList(v, inner, insts.slice(i + 1), stay, owner, top));
        return;
      }
      mask = stay;
      continue;
    }
    switch (inst.kind) {
      case 'if':
        vectorizeIf(v, b, inst, mask);
        break;
      case 'switch':
        vectorizeSwitch(v, b, inst, mask);
        break;
      case 'block':
        vectorizeBlock(v, b, inst, mask);
        break;
      case 'loop':
        if (v.analysis.masked.has(inst)) {
          if (mask !== undefined || !vectorizeSteadyLoop(v, b, inst)) vectorizeMaskedLoop(v, b, inst, mask);
        } else vectorizeLoop(v, b, inst, mask);
        break;
      default:
        vectorizeInst(v, b, inst, mask);
    }
    if (top) v.hooks.defined?.(b, inst, mask);
    if (lost.size === 0) continue;
    let gone: Mask | undefined;
    for (const exit of lost) {
      const waits = readMask(b, v.waiting.get(exit)!);
      gone = gone === undefined ? waits : maskOr(b, gone, waits);
    }
    const left = maskAndNot(b, mask, gone!);
    if (round !== undefined && !lost.has(round.repeated)) {
      breakUnless(b, anyLane(b, left), round);
      mask = left;
      continue;
    }
    when(b, anyLane(b, left), (inner) => vectorizeList(v, inner, insts.slice(i + 1), left, owner, top));
    return;
  }
  if (top) v.hooks.ended?.(b, mask);
}

/** No lane goes on, and none waits for the next round. */
function breakUnless(b: Builder, some: Value, round: Round): void {
  branch(b, some, [], () => [], (none) => {
    breakTo(none, round.copy, []);
    return [];
  });
}

/** All lanes of the round that are left do the same. */
function endRound(v: Vectorizer, b: Builder, inst: BreakInst | ContinueInst | ReturnInst, mask: Mask, round: Round): void {
  if (inst.kind !== 'continue' || inst.target !== round.repeated.target) {
    leaveRegion(v, b, inst, mask, undefined);
    if (!isTerminated(b.region)) breakTo(b, round.copy, []);
    return;
  }
  deliver(b, v.loopVariables.get(inst.target)!, inst.operands.map((value) => operand(v, b, value)), mask);
  writeMask(b, round.running, mask);
  continueTo(b, round.copy, []);
}

/** Does control never come to the region's end, and leave it at its end only? */
function alwaysLeaves(v: Vectorizer, region: Region): boolean {
  const last = region.insts[region.insts.length - 1];
  return (last.kind === 'break' || last.kind === 'continue' || last.kind === 'return') && v.analysis.exitOf(last) !== undefined && losesNothing(v, region);
}

function losesNothing(v: Vectorizer, region: Region): boolean {
  return region.insts.every((inst) => v.analysis.lostIn(inst).size === 0);
}

/** An `if` one arm of which leaves, and the other does not. */
interface ExitIf {
  /** The first arm leaves. */
  readonly first: boolean;
  readonly leaving: Region;
  readonly staying: Region;
}

function exitIf(v: Vectorizer, inst: IfInst): ExitIf | undefined {
  const first = alwaysLeaves(v, inst.then);
  const [leaving, staying] = first ? [inst.then, inst.otherwise] : [inst.otherwise, inst.then];
  return (first || alwaysLeaves(v, leaving)) && losesNothing(v, staying) && staying.insts[staying.insts.length - 1].kind === 'yield' ? { first, leaving, staying } : undefined;
}

/** Such an `if` that all running lanes decide alike: they leave together, or none does. */
function commonExit(v: Vectorizer, b: Builder, inst: IfInst): (ExitIf & { readonly condition: Value }) | undefined {
  const condition = operand(v, b, inst.operands[0]).uniform;
  const exit = condition === undefined ? undefined : exitIf(v, inst);
  return condition === undefined || exit === undefined ? undefined : { ...exit, condition };
}

/** The lanes that stay are known without asking who left. Gives them; undefined where it is no such `if`. */
function vectorizeExit(v: Vectorizer, b: Builder, inst: IfInst, mask: Mask | undefined, round: Round | undefined): Mask | undefined {
  const condition = operand(v, b, inst.operands[0]);
  if (condition.uniform !== undefined) return undefined;
  const exit = exitIf(v, inst);
  if (exit === undefined) return undefined;
  const { first, leaving, staying } = exit;
  const holds = partsOf(b, condition, 'i1', v.groups);
  const yes = maskAnd(b, mask, holds);
  const no = maskAndNot(b, mask, holds);
  const [gone, stay] = first ? [yes, no] : [no, yes];
  const last = leaving.insts[leaving.insts.length - 1];
  const direct = round !== undefined && !(last.kind === 'continue' && last.target === round.repeated.target);
  when(b, anyLane(b, gone), (inner) => {
    vectorizeList(v, inner, leaving.insts, gone, inst);
    if (direct) breakUnless(inner, anyLane(inner, stay), round);
  });
  const delivery = deliveryFor(b, inst.results, v, true, false);
  v.deliveries.set(inst, delivery);
  arm(v, b, inst, staying, stay);
  receive(v, b, delivery, inst.results, []);
  return stay;
}

// ---- values that leave a region

function deliveryFor(b: Builder, to: readonly Value[], v: Vectorizer, throughVariables: boolean, blended: boolean): Delivery {
  const shapes = to.map((value) => ({ type: value.type, shape: v.analysis.shapeOf(value) }));
  const variables = throughVariables ? shapes.flatMap(({ type, shape }, i) => flatTypes(type, shape, v.groups).map((flat) => variable(b, flat, (to[i] as { name?: string }).name ?? 'lanes'))) : undefined;
  return { groups: v.groups, to: shapes, variables, blended };
}

function flatAll(b: Builder, delivery: Delivery, values: readonly LaneValue[]): Value[] {
  return delivery.to.flatMap(({ type, shape }, i) => flatten(b, values[i], type, shape, delivery.groups));
}

function typesOf(delivery: Delivery): Value['type'][] {
  return delivery.to.flatMap(({ type, shape }) => flatTypes(type, shape, delivery.groups));
}

/** Into the variables, for the running lanes. */
export function deliver(b: Builder, delivery: Delivery, values: readonly LaneValue[], mask: Mask | undefined, blended = delivery.blended): void {
  const { variables, groups } = delivery;
  if (variables === undefined) throw new Error('results without variables are not delivered');
  let at = 0;
  const writes: [Value, Value][] = [];
  delivery.to.forEach(({ type, shape }, i) => {
    const flat = flatten(b, values[i], type, shape, groups);
    const places = variables.slice(at, at + flat.length);
    at += flat.length;
    const scalars = isVarying(shape) || shape === 0 ? 0 : 1;
    const vectors = shape === 0 || (scalars === 1 && flat.length === 1) ? [] : flat.slice(scalars);
    const kept = vectors.length > 0 && blended && mask !== undefined ? blend(b, mask, vectors, vectors.map((part, k) => read(b, places[scalars + k], part.type)), type) : vectors;
    const all = vectors.length > 0 ? [...flat.slice(0, scalars), ...kept] : flat;
    all.forEach((value, k) => void writes.push([places[k], value]));
  });
  for (const [place, value] of writes) write(b, place, value);
}

/** What arrived. */
function receive(v: Vectorizer, b: Builder, delivery: Delivery, to: readonly Value[], direct: readonly Value[]): void {
  let at = 0;
  delivery.to.forEach(({ type, shape }, i) => {
    const flat = flatTypes(type, shape, delivery.groups).map((flatType, k) => (delivery.variables === undefined ? direct[at + k] : read(b, delivery.variables[at + k], flatType)));
    at += flat.length;
    v.values.set(to[i], unflatten(flat, type, shape));
  });
}

function maskVariable(b: Builder, groups: number, name: string): readonly Value[] {
  const places = Array.from({ length: groups }, () => variable(b, 'v4i32', name));
  writeMask(b, places, noLanes(groups));
  return places;
}

export function readMask(b: Builder, places: readonly Value[]): Mask {
  return places.map((place) => read(b, place, 'v4i32'));
}

function writeMask(b: Builder, places: readonly Value[], mask: Mask): void {
  places.forEach((place, i) => void write(b, place, mask[i]));
}

function wait(v: Vectorizer, b: Builder, exit: Exit, mask: Mask | undefined): void {
  const place = v.waiting.get(exit);
  if (place === undefined) throw new Error('lanes leave for a place that is not open');
  writeMask(b, place, mask === undefined ? fullMask(v.groups) : maskOr(b, readMask(b, place), mask));
}

function openExit(v: Vectorizer, b: Builder, exit: Exit): void {
  v.waiting.set(exit, maskVariable(b, v.groups, 'left'));
}

/** For lanes that return at different times; `result`: what they return. */
export function openReturns(v: Vectorizer, b: Builder, exit: Exit, result: ValueType | undefined): void {
  openExit(v, b, exit);
  if (result === undefined) return;
  v.returned = { groups: v.groups, to: [{ type: result, shape: varying }], variables: flatTypes(result, varying, v.groups).map((type) => variable(b, type, 'returned')), blended: true };
}

function leaveRegion(v: Vectorizer, b: Builder, inst: Terminator, mask: Mask | undefined, owner: Inst | undefined): void {
  const values = inst.operands.map((value) => operand(v, b, value));
  switch (inst.kind) {
    case 'yield': {
      const delivery = owner === undefined ? undefined : v.deliveries.get(owner);
      if (delivery === undefined) return;
      if (delivery.variables === undefined) yieldValues(b, flatAll(b, delivery, values));
      else deliver(b, delivery, values, mask);
      return;
    }
    case 'break': {
      const exit = v.analysis.exitOf(inst);
      const delivery = v.deliveries.get(inst.target)!;
      if (exit === undefined) {
        breakTo(b, v.left.get(inst.target) ?? v.direct.get(inst.target)!, flatAll(b, delivery, values));
        return;
      }
      deliver(b, delivery, values, mask);
      wait(v, b, exit, mask);
      return;
    }
    case 'continue': {
      const exit = v.analysis.exitOf(inst);
      const delivery = v.loopVariables.get(inst.target)!;
      if (exit === undefined) {
        continueTo(b, v.direct.get(inst.target) as LoopInst, flatAll(b, delivery, values));
        return;
      }
      deliver(b, delivery, values, mask);
      wait(v, b, exit, mask);
      return;
    }
    case 'return':
      if (v.analysis.returns === undefined) {
        v.hooks.leave(b, values);
        return;
      }
      if (v.returned !== undefined) deliver(b, v.returned, values, mask);
      wait(v, b, v.analysis.returns, mask);
      return;
    case 'throw':
    case 'unreachable':
      unreachable(b);
      return;
    default:
      inst satisfies never;
  }
}

function inRegion(region: Region, b: Builder, emit: (inner: Builder) => void): void {
  const inner: Builder = { region, loc: b.loc };
  emit(inner);
  if (!isTerminated(region)) yieldValues(inner);
}

// ---- if, switch

const speculationLimit = 12;

const mostLoads = 2;

/** An arm that lanes may run whose condition does not hold: cheaper than a branch. */
function isCheap(v: Vectorizer, arm: Region): boolean {
  let loads = 0;
  const visit = (region: Region): boolean => region.insts.every((inst) => {
    switch (inst.kind) {
      case 'yield':
        return true;
      case 'if':
        return !v.analysis.masked.has(inst) && v.analysis.shapeOf(inst.operands[0]) !== 0 && visit(inst.then) && visit(inst.otherwise);
      case 'load':
        return ++loads <= mostLoads && isLoadedAnyway(v, inst);
      default:
        return isSpeculatable(inst) && inst.kind !== 'intrinsic' && inst.kind !== 'fma';
    }
  });
  return countInsts(arm) <= speculationLimit && visit(arm);
}

/** What such an arm gives, in all lanes. */
function runAnyway(v: Vectorizer, b: Builder, { insts }: Region): LaneValue[] {
  for (const inst of insts) {
    if (inst.kind === 'if') chooseLanes(v, b, inst);
    else if (inst.kind === 'load') v.values.set(inst.results[0], loadAnyway(v, b, inst));
    else if (inst.kind !== 'yield') vectorizeInst(v, b, inst, undefined);
  }
  return insts[insts.length - 1].operands.map((value) => operand(v, b, value));
}

/** Both arms, and the results of one or the other. */
function chooseLanes(v: Vectorizer, b: Builder, inst: IfInst): void {
  const holds = partsOf(b, operand(v, b, inst.operands[0]), 'i1', v.groups);
  const [then, otherwise] = [inst.then, inst.otherwise].map((region) => runAnyway(v, b, region));
  inst.results.forEach((result, i) => {
    const [yes, no] = [then, otherwise].map((values) => partsOf(b, values[i], result.type, v.groups));
    v.values.set(result, { parts: blend(b, holds, yes, no, result.type) });
  });
}

function vectorizeIf(v: Vectorizer, b: Builder, inst: IfInst, mask: Mask | undefined): void {
  const condition = operand(v, b, inst.operands[0]);
  const isMasked = v.analysis.masked.has(inst);
  if (condition.uniform !== undefined) {
    const delivery = deliveryFor(b, inst.results, v, isMasked, false);
    v.deliveries.set(inst, delivery);
    const copy = append<IfInst>(b, { kind: 'if', then: createRegion(), otherwise: createRegion(), operands: [condition.uniform] }, isMasked ? [] : typesOf(delivery));
    inRegion(copy.then, b, (inner) => vectorizeList(v, inner, inst.then.insts, mask, inst));
    inRegion(copy.otherwise, b, (inner) => vectorizeList(v, inner, inst.otherwise.insts, mask, inst));
    receive(v, b, delivery, inst.results, copy.results);
    return;
  }
  const cheap = [inst.then, inst.otherwise].map((region) => !isMasked && isCheap(v, region));
  if (cheap.every(Boolean)) {
    chooseLanes(v, b, inst);
    return;
  }
  const holds = partsOf(b, condition, 'i1', v.groups);
  // The first arm's values need not be kept apart from anything. An arm that computes little goes first, and outside of any branch.
  const delivery = deliveryFor(b, inst.results, v, true, false);
  v.deliveries.set(inst, delivery);
  const yes = maskAnd(b, mask, holds);
  const no = maskAndNot(b, mask, holds);
  const arms: [Region, Mask, boolean][] = [[inst.then, yes, cheap[0]], [inst.otherwise, no, cheap[1]]];
  if (cheap[1] || isEmpty(inst.otherwise)) arms.reverse();
  for (const [region, lanes, anyway] of arms) {
    if (anyway) deliver(b, delivery, runAnyway(v, b, region), lanes);
    else arm(v, b, inst, region, lanes);
    delivery.blended = true;
  }
  receive(v, b, delivery, inst.results, []);
}

function isEmpty(region: Region): boolean {
  return region.insts.length === 1 && region.insts[0].kind === 'yield';
}

/** One arm for some of the lanes; code only if it has any. */
function arm(v: Vectorizer, b: Builder, owner: Inst, region: Region, mask: Mask): void {
  if (isEmpty(region)) vectorizeList(v, b, region.insts, mask, owner);
  else when(b, anyLane(b, mask), (inner) => vectorizeList(v, inner, region.insts, mask, owner));
}

function vectorizeSwitch(v: Vectorizer, b: Builder, inst: SwitchInst, mask: Mask | undefined): void {
  const scrutinee = operand(v, b, inst.operands[0]);
  const { type } = inst.operands[0];
  if (scrutinee.uniform !== undefined) {
    const isMasked = v.analysis.masked.has(inst);
    const delivery = deliveryFor(b, inst.results, v, isMasked, false);
    v.deliveries.set(inst, delivery);
    const copy = append<SwitchInst>(
      b, { kind: 'switch', cases: inst.cases.map((c) => ({ values: c.values, region: createRegion() })), otherwise: createRegion(), operands: [scrutinee.uniform] }, isMasked ? [] : typesOf(delivery),
    );
    inst.cases.forEach((c, i) => inRegion(copy.cases[i].region, b, (inner) => vectorizeList(v, inner, c.region.insts, mask, inst)));
    inRegion(copy.otherwise, b, (inner) => vectorizeList(v, inner, inst.otherwise.insts, mask, inst));
    receive(v, b, delivery, inst.results, copy.results);
    return;
  }
  const delivery = deliveryFor(b, inst.results, v, true, false);
  v.deliveries.set(inst, delivery);
  const parts = partsOf(b, scrutinee, type, v.groups);
  let rest: Mask = mask ?? fullMask(v.groups);
  for (const c of inst.cases) {
    let hit: Mask | undefined;
    for (const value of c.values) {
      const same = equals(b, parts, splat(b, constant(type, value)));
      hit = hit === undefined ? same : maskOr(b, hit, same);
    }
    const taken = maskAnd(b, rest, hit ?? noLanes(v.groups));
    rest = maskAndNot(b, rest, taken);
    arm(v, b, inst, c.region, taken);
    delivery.blended = true;
  }
  arm(v, b, inst, inst.otherwise, rest);
  receive(v, b, delivery, inst.results, []);
}

function equals(b: Builder, parts: readonly Value[], value: Value): Mask {
  const masks = parts.map((part) => compareLanes(b, 'eq', part, value));
  return value.type === 'v2i64' ? lowWords(b, masks) : masks;
}

// ---- block, loop

function vectorizeBlock(v: Vectorizer, b: Builder, inst: BlockInst, mask: Mask | undefined): void {
  const isMasked = v.analysis.masked.has(inst);
  const delivery = deliveryFor(b, inst.results, v, isMasked, v.analysis.divergent.has(inst));
  v.deliveries.set(inst, delivery);
  if (isMasked) openExit(v, b, v.analysis.exitsOf(inst).broke);
  const copy = append<BlockInst>(b, { kind: 'block', body: createRegion(), operands: [] }, isMasked ? [] : typesOf(delivery));
  v.direct.set(inst, copy);
  inRegion(copy.body, b, (inner) => vectorizeList(v, inner, inst.body.insts, mask, inst));
  receive(v, b, delivery, inst.results, copy.results);
}

function vectorizeLoop(v: Vectorizer, b: Builder, inst: LoopInst, mask: Mask | undefined): void {
  const params = deliveryFor(b, inst.body.params, v, false, false);
  const results = deliveryFor(b, inst.results, v, false, false);
  v.loopVariables.set(inst, params);
  v.deliveries.set(inst, results);
  const initial = flatAll(b, params, inst.operands.map((value) => operand(v, b, value)));
  const body = createRegion(typesOf(params).map((type) => ({ type })));
  const copy = append<LoopInst>(b, { kind: 'loop', body, unroll: inst.unroll, operands: initial }, typesOf(results));
  v.direct.set(inst, copy);
  const inner: Builder = { region: body, loc: b.loc };
  receive(v, inner, params, inst.body.params, body.params);
  vectorizeList(v, inner, inst.body.insts, mask, inst);
  if (!isTerminated(body)) unreachable(inner);
  receive(v, b, results, inst.results, copy.results);
}

/** Larger loops are not written twice. */
const largestSteadyLoop = 250;

/**
 * A loop that lanes leave apart only where comparisons of something that grows from lane to lane differ between them (`i < n`): as long as these agree in all lanes, in a loop without masks; then in one with masks.
 * False: it is no such loop. All lanes run.
 */
function vectorizeSteadyLoop(v: Vectorizer, b: Builder, inst: LoopInst): boolean {
  if (v.reanalyze === undefined || countInsts(inst.body) > largestSteadyLoop) return false;
  const inside = new Set<Inst>([inst]);
  let leaves = false;
  forEachInst(inst.body, (inner) => {
    inside.add(inner);
    // Constructs outside of the loop keep the masks that they have.
    if (inner.kind === 'return') leaves ||= v.analysis.returns !== undefined;
    else if (inner.kind === 'break' || inner.kind === 'continue') leaves ||= v.analysis.masked.has(inner.target) && !inside.has(inner.target);
  });
  if (leaves) return false;
  const isFree = (value: Value): boolean => !isVarying(v.analysis.shapeOf(value)) && (value.kind === 'result' ? !inside.has(value.inst) && v.values.has(value) : v.values.has(value) || inst.body.params.includes(value as RegionParam));
  const conditions = findSteadyConditions(inst.body.insts, v.analysis, isFree, false);
  if (conditions === undefined) return false;
  const { analysis, known, reanalyze } = v;
  const steady = new Set<Inst>(conditions.compares);
  const better = reanalyze(steady);
  if (better.masked.has(inst)) return false;

  const results = deliveryFor(b, inst.results, v, false, false);
  const around = append<BlockInst>(b, { kind: 'block', body: createRegion(), operands: [] }, typesOf(results));
  const outer: Builder = { region: around.body, loc: b.loc };
  const params = deliveryFor(outer, inst.body.params, v, false, false);
  const body = createRegion(typesOf(params).map((type) => ({ type })));
  const loop = append<LoopInst>(outer, { kind: 'loop', body, unroll: inst.unroll, operands: flatAll(outer, params, inst.operands.map((value) => operand(v, outer, value))) }, typesOf(params));
  const at: Builder = { region: body, loc: b.loc };
  receive(v, at, params, inst.body.params, body.params);
  for (const needed of conditions.slice) vectorizeInst(v, at, needed, undefined);
  const found = new Map(known);
  let alike: Value = TRUE;
  const last = laneCount * v.groups - 1;
  for (const compared of conditions.compares) {
    const [first, end] = [0, last].map((lane) => compared.operands.map((value) => laneOf(at, operand(v, at, value), value.type, lane)));
    const test = steadyCompare(at, compared, analysis, first, end);
    alike = binary(at, 'and', alike, test.steady);
    found.set(compared, test.result);
  }
  branch(at, alike, [], () => [], (no) => {
    breakTo(no, loop, [...body.params]);
    return [];
  });
  const fast: Vectorizer = { ...v, analysis: better, known: found, reanalyze: (more) => reanalyze(new Set<Inst>([...steady, ...more])) };
  v.loopVariables.set(inst, params);
  v.deliveries.set(inst, results);
  v.direct.set(inst, loop);
  v.left.set(inst, around);
  vectorizeList(fast, at, inst.body.insts, undefined, inst);
  if (!isTerminated(body)) unreachable(at);
  v.left.delete(inst);

  // The other lanes' turn: from the round on in which they part.
  vectorizeMaskedLoop(v, outer, inst, undefined, loop.results);
  if (!isTerminated(around.body)) yieldValues(outer, flatAll(outer, results, inst.results.map((result) => operand(v, outer, result))));
  receive(v, b, results, inst.results, around.results);
  return true;
}

/** `from`: flat initial values of the parameters. */
function vectorizeMaskedLoop(v: Vectorizer, b: Builder, inst: LoopInst, mask: Mask | undefined, from?: readonly Value[]): void {
  const params = deliveryFor(b, inst.body.params, v, true, v.analysis.continuesOf(inst) > 1);
  const results = deliveryFor(b, inst.results, v, true, true);
  v.loopVariables.set(inst, params);
  v.deliveries.set(inst, results);
  if (from === undefined) deliver(b, params, inst.operands.map((value) => operand(v, b, value)), undefined, false);
  else params.variables!.forEach((home, i) => void write(b, home, from[i]));
  const running = maskVariable(b, v.groups, 'running');
  writeMask(b, running, mask ?? fullMask(v.groups));
  const exits = v.analysis.exitsOf(inst);
  openExit(v, b, exits.broke);
  openExit(v, b, exits.repeated);
  const repeated = v.waiting.get(exits.repeated)!;

  const body = createRegion();
  const copy = append<LoopInst>(b, { kind: 'loop', body, unroll: undefined, operands: [] }, []);
  const inner: Builder = { region: body, loc: b.loc };
  const now = readMask(inner, running);
  writeMask(inner, repeated, noLanes(v.groups));
  receive(v, inner, params, inst.body.params, []);
  const round = append<BlockInst>(inner, { kind: 'block', body: createRegion(), operands: [] }, []);
  inRegion(round.body, inner, (at) => vectorizeList(v, at, inst.body.insts, now, inst, false, { copy, running, repeated: exits.repeated }));
  const again = readMask(inner, repeated);
  writeMask(inner, running, again);
  branch(inner, anyLane(inner, again), [], (yes) => {
    continueTo(yes, copy, []);
    return [];
  }, (no) => {
    breakTo(no, copy, []);
    return [];
  });
  unreachable(inner);
  receive(v, b, results, inst.results, []);
}
