/**
 * Memory to registers. In: any valid function (after SROA there is more to promote). Out: scalar allocas whose address is only loaded from and stored to are gone; their values flow through
 * results of `if`, `switch`, `block`, `loop` and `try` and through loop parameters.
 *
 * One walk in program order keeps the current value of each variable. Where control merges, a variable that was assigned inside gets a *pending* value; a result (or loop parameter) is made of it
 * only when somebody reads it, so that no dead ones appear (pruned SSA without a liveness analysis). Edges are recorded with the values of the variables that their target merges; a queue fills in
 * the operands at the end. Loads of what was never stored give undef.
 *
 * Exceptions: a variable assigned in the body of a `try` stays in memory if the handler may see it, or control may come out of the handler and see it later.
 */
import { makeInst, undef, valueTypeOf } from '../ir/build.js';
import type { AllocaInst, ConvertInst, ConvertOp, Func, Inst, InstResult, LoopInst, Region, RegionParam, ScalarMemoryType, TryInst, Value, ValueType } from '../ir/ir.js';
import { forEachInst, forEachRegion, isStructured, resolve } from '../ir/walk.js';
import { makeParam, makeResult } from '../ir/shapes.js';

/** A merge (or loop entry) of a variable that nobody has read yet. */
interface Pending {
  readonly kind: 'pending';
  readonly merge: Merge;
  readonly variable: number;
  readonly header: boolean;
  /** Loop entry: the value from outside. */
  readonly initial: Current;
  value: InstResult | RegionParam | undefined;
}
type Current = Value | Pending;

interface Variable {
  readonly alloca: AllocaInst;
  readonly scalar: ScalarMemoryType;
  readonly type: ValueType;
  readonly name: string;
}

/** A structured instruction being walked, or done: what it merges and the edges to its end and its start. */
interface Merge {
  readonly inst: Inst;
  /** Variables assigned inside, ascending. */
  readonly assigned: readonly number[];
  /** Variable → its place in `assigned`. */
  readonly place: ReadonlyMap<number, number>;
  readonly exits: { readonly inst: Inst; readonly values: Current[] }[];
  readonly continues: { readonly inst: Inst; readonly values: Current[] }[];
}

interface State {
  readonly variables: Variable[];
  readonly variableOf: Map<Value, number>;
  readonly assigned: Map<Inst, readonly number[]>;
  readonly merges: Map<Inst, Merge>;
  readonly env: Current[];
  readonly queue: Pending[];
  /** Loads → their values. */
  readonly replaced: Map<Value, Value>;
}

export function promoteMemory(fn: Func): boolean {
  if (!fn.body) return false;
  const variables = findVariables(fn.body);
  if (variables.length === 0) return false;
  const variableOf = new Map<Value, number>();
  variables.forEach((v, i) => variableOf.set(v.alloca.results[0]!, i));
  const s: State = {
    variables, variableOf, assigned: new Map(), merges: new Map(), env: variables.map((v) => undef(v.type)), queue: [], replaced: new Map(),
  };
  collectAssigned(s, fn.body);
  walk(s, fn.body, undefined);
  fillEdges(s);
  const { replaced } = s;
  forEachInst(fn.body, (inst) => {
    const { operands } = inst;
    for (let i = 0; i < operands.length; i++) {
      const v = operands[i]!;
      if (v.kind === 'result') operands[i] = resolve(replaced, v);
    }
  });
  return true;
}

// ---- which allocas

function bitsOf(scalar: ScalarMemoryType): number {
  switch (scalar) {
    case 'i1':
    case 'i8':
      return 8;
    case 'i16':
      return 16;
    case 'i32':
    case 'f32':
      return 32;
    case 'v4i32':
    case 'v4f32':
    case 'v2i64':
    case 'v2f64':
      return 128;
    default:
      return 64;
  }
}

/** Can a value stored as one scalar be read as the other without memory? */
function compatible(a: ScalarMemoryType, b: ScalarMemoryType): boolean {
  return a === b || (bitsOf(a) === bitsOf(b) && a !== 'i1' && b !== 'i1');
}

function scalarOf(inst: AllocaInst): ScalarMemoryType | undefined {
  return inst.type.kind === 'scalar' ? inst.type.scalar : undefined;
}

function findVariables(body: Region): Variable[] {
  const found = new Map<Value, AllocaInst>();
  const tries: TryInst[] = [];
  forEachInst(body, (inst) => {
    if (inst.kind === 'alloca' && scalarOf(inst)) found.set(inst.results[0]!, inst);
    else if (inst.kind === 'try') tries.push(inst);
  });
  if (found.size === 0) return [];
  forEachInst(body, (inst) => {
    const ops = inst.operands;
    for (let i = 0; i < ops.length; i++) {
      const v = ops[i]!;
      if (v.kind !== 'result' || v.inst.kind !== 'alloca') continue;
      const direct = i === 0 && (inst.kind === 'load' || inst.kind === 'store') && !inst.volatile && compatible(inst.memory, scalarOf(v.inst) ?? 'i1');
      if (!direct) found.delete(v);
    }
  });
  if (tries.length > 0 && found.size > 0) excludeUnsafe(body, tries, found);
  return [...found.values()].map((alloca) => {
    const scalar = scalarOf(alloca)!;
    return { alloca, scalar, type: valueTypeOf(scalar), name: alloca.name };
  });
}

/** Takes away what a handler, or the code after it, could see in a state that depends on where the exception came from. */
function excludeUnsafe(body: Region, tries: readonly TryInst[], found: Map<Value, AllocaInst>): void {
  const total = countAccesses(body, found, false);
  for (const t of tries) {
    const stored = countAccesses(t.body, found, true);
    if (stored.size === 0) continue;
    const inBody = countAccesses(t.body, found, false);
    const inHandler = countAccesses(t.handler, found, false);
    const comesOut = handlerComesOut(t);
    for (const v of stored.keys()) {
      const outside = total.get(v)! - inBody.get(v)! - (inHandler.get(v) ?? 0);
      if (inHandler.has(v) || (comesOut && outside > 0)) found.delete(v);
    }
  }
}

function countAccesses(region: Region, found: ReadonlyMap<Value, AllocaInst>, storesOnly: boolean): Map<Value, number> {
  const counts = new Map<Value, number>();
  forEachInst(region, (inst) => {
    if (inst.kind !== 'store' && (storesOnly || inst.kind !== 'load')) return;
    const v = inst.operands[0]!;
    if (found.has(v)) counts.set(v, (counts.get(v) ?? 0) + 1);
  });
  return counts;
}

/** Does control go on after the handler, within the function? (A rethrow caught further out is that handler's concern.) */
function handlerComesOut(t: TryInst): boolean {
  const inside = new Set<Inst>();
  let out = false;
  const visit = (region: Region, top: boolean): void => {
    for (const inst of region.insts) {
      if (inst.kind === 'yield') out ||= top;
      else if (inst.kind === 'break' || inst.kind === 'continue') out ||= !inside.has(inst.target);
      else {
        if (inst.kind === 'block' || inst.kind === 'loop') inside.add(inst);
        forEachRegion(inst, (r) => visit(r, false));
      }
    }
  };
  visit(t.handler, true);
  return out;
}

// ---- what is assigned where

function collectAssigned(s: State, region: Region): Set<number> {
  const here = new Set<number>();
  for (const inst of region.insts) {
    if (inst.kind === 'store') {
      const v = s.variableOf.get(inst.operands[0]!);
      if (v !== undefined) here.add(v);
      continue;
    }
    if (!isStructured(inst)) continue;
    let inner: Set<number> | undefined;
    forEachRegion(inst, (r) => {
      const set = collectAssigned(s, r);
      if (!inner) inner = set;
      else for (const v of set) inner.add(v);
    });
    if (inner) {
      s.assigned.set(inst, [...inner].sort((a, b) => a - b));
      for (const v of inner) here.add(v);
    }
  }
  return here;
}

// ---- the walk

function beginMerge(s: State, inst: Inst): Merge {
  const assigned = s.assigned.get(inst)!;
  const place = new Map<number, number>();
  for (let i = 0; i < assigned.length; i++) place.set(assigned[i]!, i);
  const merge: Merge = { inst, assigned, place, exits: [], continues: [] };
  s.merges.set(inst, merge);
  return merge;
}

function snapshot(s: State, merge: Merge): Current[] {
  const { assigned } = merge;
  const values: Current[] = new Array(assigned.length);
  for (let i = 0; i < assigned.length; i++) values[i] = s.env[assigned[i]!]!;
  return values;
}

function restore(s: State, merge: Merge, values: readonly Current[]): void {
  const { assigned } = merge;
  for (let i = 0; i < assigned.length; i++) s.env[assigned[i]!] = values[i]!;
}

function isConstantLike(v: Current): boolean {
  return v.kind === 'const' || v.kind === 'undef' || v.kind === 'global-address' || v.kind === 'function-address';
}

/** After a structured instruction: the variables assigned inside have what its exits agree on, or a pending merge. */
function endMerge(s: State, merge: Merge, before: readonly Current[]): void {
  const { assigned, exits } = merge;
  for (let i = 0; i < assigned.length; i++) {
    const variable = assigned[i]!;
    const first = exits[0]?.values[i];
    if (first === undefined) {
      s.env[variable] = undef(s.variables[variable]!.type);
      continue;
    }
    // The same value on all edges can be taken as it is where it is visible here: it was there before, or is a constant.
    let same = first === before[i] || isConstantLike(first);
    for (let k = 1; same && k < exits.length; k++) same = exits[k]!.values[i] === first;
    s.env[variable] = same ? first : { kind: 'pending', merge, variable, header: false, initial: first, value: undefined };
  }
}

function walk(s: State, region: Region, owner: Inst | undefined): void {
  const { insts } = region;
  const out: Inst[] = [];
  for (let n = 0; n < insts.length; n++) {
    const inst = insts[n]!;
    switch (inst.kind) {
      case 'alloca':
        if (s.variableOf.has(inst.results[0]!)) continue;
        break;
      case 'load': {
        const v = s.variableOf.get(inst.operands[0]!);
        if (v === undefined) break;
        const read = readAs(s.variables[v]!.scalar, inst.memory, inst.signed, force(s, v), inst, out);
        s.replaced.set(inst.results[0]!, read);
        continue;
      }
      case 'store': {
        const v = s.variableOf.get(inst.operands[0]!);
        if (v === undefined) break;
        const variable = s.variables[v]!;
        const value = convertValue(inst.operands[1]!, inst.memory, variable.scalar, inst, out);
        nameValue(value, variable.name);
        s.env[v] = value;
        continue;
      }
      case 'if':
      case 'switch':
      case 'block':
      case 'try':
      case 'loop':
        walkStructured(s, inst);
        break;
      case 'yield':
        if (owner) recordExit(s, owner, inst);
        break;
      case 'break':
        recordExit(s, inst.target, inst);
        break;
      case 'continue': {
        const merge = s.merges.get(inst.target);
        if (merge) merge.continues.push({ inst, values: snapshot(s, merge) });
        break;
      }
      default:
        break;
    }
    out.push(inst);
  }
  region.insts = out;
}

function recordExit(s: State, target: Inst, inst: Inst): void {
  const merge = s.merges.get(target);
  if (merge) merge.exits.push({ inst, values: snapshot(s, merge) });
}

function walkStructured(s: State, inst: Inst): void {
  const merge = beginMerge(s, inst);
  const before = snapshot(s, merge);
  if (inst.kind === 'loop') {
    for (let i = 0; i < merge.assigned.length; i++) {
      const variable = merge.assigned[i]!;
      s.env[variable] = { kind: 'pending', merge, variable, header: true, initial: before[i]!, value: undefined };
    }
    walk(s, inst.body, inst);
    // What is the same as at the loop's entry on all exits is not yet known to be so: exits merge.
    endMerge(s, merge, []);
    return;
  }
  forEachRegion(inst, (r) => {
    restore(s, merge, before);
    walk(s, r, inst);
  });
  endMerge(s, merge, before);
}

/** The value of a variable as an operand. */
function force(s: State, variable: number): Value {
  return forced(s, s.env[variable]!);
}

function forced(s: State, current: Current): Value {
  if (current.kind !== 'pending') return current;
  if (current.value) return current.value;
  const v = s.variables[current.variable]!;
  const { inst } = current.merge;
  if (current.header) {
    const param = makeParam(v.type, v.name);
    (inst as LoopInst).body.params.push(param);
    current.value = param;
  } else {
    const result = makeResult(inst, inst.results.length, v.type, v.name);
    inst.results.push(result);
    current.value = result;
  }
  s.queue.push(current);
  return current.value;
}

/** Appends the operands of all results and parameters made; operands are in the order in which these were made. */
function fillEdges(s: State): void {
  for (let n = 0; n < s.queue.length; n++) {
    const p = s.queue[n]!;
    const place = p.merge.place.get(p.variable)!;
    if (p.header) {
      p.merge.inst.operands.push(forced(s, p.initial));
      for (const e of p.merge.continues) e.inst.operands.push(forced(s, e.values[place]!));
    } else for (const e of p.merge.exits) e.inst.operands.push(forced(s, e.values[place]!));
  }
}

// ---- values between representations

function nameValue(value: Value, name: string): void {
  if (value.kind === 'result' && value.name === undefined && name !== '') value.name = name;
}

function convertTo(op: ConvertOp, value: Value, to: ValueType, at: Inst, out: Inst[]): Value {
  const inst = makeInst<ConvertInst>({ kind: 'convert', op, operands: [value] }, [to], at.loc);
  if (at.inlinedAt) inst.inlinedAt = at.inlinedAt;
  out.push(inst);
  return inst.results[0]!;
}

/** A value of one representation's type as the other's (same width in memory). */
function convertValue(value: Value, from: ScalarMemoryType, to: ScalarMemoryType, at: Inst, out: Inst[]): Value {
  const a = valueTypeOf(from);
  const b = valueTypeOf(to);
  if (a === b) return value;
  if (a === 'ptr') {
    const wide = convertTo('ptrtoint', value, 'i64', at, out);
    return b === 'f64' ? convertTo('bitcast', wide, 'f64', at, out) : wide;
  }
  if (b === 'ptr') {
    const wide = a === 'f64' ? convertTo('bitcast', value, 'i64', at, out) : value;
    return convertTo('inttoptr', wide, 'ptr', at, out);
  }
  return convertTo('bitcast', value, b, at, out);
}

/** What a load gives: narrow scalars are kept as stored, and extended here. */
function readAs(scalar: ScalarMemoryType, memory: ScalarMemoryType, signed: boolean, value: Value, at: Inst, out: Inst[]): Value {
  if (memory === 'i8') return convertTo(signed ? 'sext8' : 'zext8', value, 'i32', at, out);
  if (memory === 'i16') return convertTo(signed ? 'sext16' : 'zext16', value, 'i32', at, out);
  return convertValue(value, scalar, memory, at, out);
}
