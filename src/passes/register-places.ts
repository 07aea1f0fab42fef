/**
 * Places in memory that a loop reads and writes in every round become values (`c[i] += …` in a loop over k). In: a kernel, after licm.ts. Out: the same kernel, in which such a loop hands the value from round to round,
 * loads it before its first round and stores it behind its last. Nothing is accessed that was not: what stands before and behind holds only if the loop's first round comes to it.
 *
 * It holds where nothing else in the loop may access the place, and nothing in it lets other threads see what was stored (barriers, atomic operations, calls). Threads that race for a place have no order anyway.
 * What host code passes to kernels never points to shared memory, and restrict parameters keep their promise; other parameters may point to the same memory.
 */
import { createRegion, makeInst, undef } from '../ir/build.js';
import { cloneInst, createCloneContext } from '../ir/clone.js';
import { addressRoot, isSpeculatable, writesMemory } from '../ir/effects.js';
import type { BreakInst, ContinueInst, Func, IfInst, Inst, InstResult, LoadInst, LoopInst, Region, RegionParam, StoreInst, Value, YieldInst } from '../ir/ir.js';
import { scalarSize } from '../ir/print.js';
import { forEachInst, forEachRegion, replaceValues, resolve, someInst } from '../ir/walk.js';
import { accessOf, mayAlias, privateAllocas } from './alias.js';

type Access = LoadInst | StoreInst;

interface Kernel {
  readonly params: ReadonlySet<Value>;
  readonly restrict: ReadonlySet<Value>;
  readonly privates: ReadonlySet<Value>;
}

/** False: there was no such place. */
export function registerPlaces(fn: Func): boolean {
  const { body, kernel } = fn;
  if (body === undefined || kernel === undefined || !someInst(body, (inst) => inst.kind === 'loop')) return false;
  const facts: Kernel = { params: new Set(body.params), restrict: new Set(body.params.filter((_, i) => kernel.params[i]?.restrict === true)), privates: privateAllocas(body) };
  const replaced = new Map<Value, Value>();
  visit(body, facts, replaced);
  if (replaced.size === 0) return false;
  for (const v of replaced.keys()) resolve(replaced, v);
  replaceValues(body, replaced);
  return true;
}

function visit(region: Region, kernel: Kernel, replaced: Map<Value, Value>): void {
  region.insts = region.insts.flatMap((inst) => {
    forEachRegion(inst, (inner) => visit(inner, kernel, replaced));
    return inst.kind === 'loop' ? registerIn(inst, kernel, replaced) : [inst];
  });
}

interface Form {
  /** Where the test stands. */
  readonly test: number;
  readonly exit: BreakInst;
  readonly again: ContinueInst;
  readonly goesOnIf: boolean;
}

/** A test behind arithmetic only, which is the one way out, and one way back at the end. */
function formOf(loop: LoopInst): Form | undefined {
  const { insts } = loop.body;
  const test = insts.findIndex((inst) => !isSpeculatable(inst));
  const branch = insts[test];
  const again = insts[insts.length - 1];
  if (branch?.kind !== 'if' || branch.results.length > 0 || again?.kind !== 'continue' || again.target !== loop) return undefined;
  const [then] = branch.then.insts;
  const [otherwise] = branch.otherwise.insts;
  const goesOnIf = then!.kind === 'yield';
  const [leaves, stays] = goesOnIf ? [otherwise!, then!] : [then!, otherwise!];
  if (leaves.kind !== 'break' || leaves.target !== loop || stays.kind !== 'yield') return undefined;
  const inside = new Set<Inst>();
  const isOther = someInst(loop.body, (inst) => {
    inside.add(inst);
    switch (inst.kind) {
      case 'break':
      case 'continue':
        return inst !== leaves && inst !== again && !inside.has(inst.target);
      case 'return':
      case 'throw':
      case 'try':
      case 'unreachable':
      case 'barrier':
      case 'fence':
      case 'warp':
      case 'copy':
        return true;
      case 'load':
        return inst.volatile;
      case 'store':
        return inst.volatile;
      case 'call':
        return !inst.callee.pure;
      default:
        return writesMemory(inst);
    }
  });
  return isOther ? undefined : { test, exit: leaves, again, goesOnIf };
}

function registerIn(loop: LoopInst, kernel: Kernel, replaced: Map<Value, Value>): Inst[] {
  const { body } = loop;
  if (!body.insts.some((inst) => inst.kind === 'store')) return [loop];
  const form = formOf(loop);
  const places = form === undefined ? [] : placesOf(loop, form, kernel);
  if (form === undefined || places.length === 0) return [loop];
  // The test of the first round.
  const context = createCloneContext();
  body.params.forEach((p, i) => context.values.set(p, loop.operands[i]!));
  const head = body.insts.slice(0, form.test);
  const before: Inst[] = head.map((inst) => cloneInst(inst, context));
  const condition = body.insts[form.test]!.operands[0]!;
  const entered = context.values.get(condition) ?? condition;
  const behind: Inst[] = [];
  for (const accesses of places) {
    const [first] = accesses;
    const type = valueOf(first!).type;
    const initial = makeInst<LoadInst>({ kind: 'load', memory: first!.memory, signed: false, volatile: false, align: first!.align, operands: [first!.operands[0]!] }, [type], first!.loc);
    const loaded = onlyIf(entered, form.goesOnIf, [initial], initial.results[0]!, loop.loc);
    before.push(loaded);
    loop.operands.push(loaded.results[0]!);
    const param: RegionParam = { kind: 'param', type };
    body.params.push(param);
    let current: Value = param;
    for (const inst of accesses) {
      if (inst.kind === 'load') replaced.set(inst.results[0]!, current);
      else current = inst.operands[1]!;
    }
    form.exit.operands.push(param);
    form.again.operands.push(current);
    const result: InstResult = { kind: 'result', type, inst: loop, index: loop.results.length };
    loop.results.push(result);
    const last = accesses.findLast((inst) => inst.kind === 'store')!;
    behind.push(onlyIf(entered, form.goesOnIf, [makeInst<StoreInst>({ kind: 'store', memory: last.memory, volatile: false, align: last.align, operands: [last.operands[0]!, result] }, [], last.loc)], undefined, loop.loc));
  }
  const gone = new Set<Inst>(places.flat());
  body.insts = body.insts.filter((inst) => !gone.has(inst));
  return [...before, loop, ...behind];
}

/** As many values stay in registers, with those of the loop itself. */
const most = 8;

/** The accesses of each place that only they access, in order; all of them happen in every round. */
function placesOf(loop: LoopInst, { test }: Form, kernel: Kernel): Access[][] {
  const { body } = loop;
  const inside = new Set<Value>(body.params);
  const all: Access[] = [];
  forEachInst(body, (inst) => {
    for (const r of inst.results) inside.add(r);
    forEachRegion(inst, (r) => r.params.forEach((p) => inside.add(p)));
    if (inst.kind === 'load' || inst.kind === 'store') all.push(inst);
  });
  const groups = new Map<Value, Access[]>();
  for (const inst of body.insts.slice(test + 1)) {
    if ((inst.kind !== 'load' && inst.kind !== 'store') || inside.has(inst.operands[0]!)) continue;
    const group = groups.get(inst.operands[0]!);
    if (group === undefined) groups.set(inst.operands[0]!, [inst]);
    else group.push(inst);
  }
  const isAlone = (group: readonly Access[]): boolean => {
    const [first] = group;
    const whole = first!.memory === 'i32' || first!.memory === 'f32' || first!.memory === 'i64' || first!.memory === 'f64';
    if (!whole || !group.some((inst) => inst.kind === 'load') || !group.some((inst) => inst.kind === 'store')) return false;
    if (group.some((inst) => inst.memory !== first!.memory || inst.align !== first!.align || valueOf(inst).type !== valueOf(first!).type)) return false;
    return all.every((other) => group.includes(other) || !mayMeet(first!, other, kernel));
  };
  return [...groups.values()].filter(isAlone).slice(0, most);
}

function valueOf(inst: Access): Value {
  return inst.kind === 'load' ? inst.results[0]! : inst.operands[1]!;
}

/** Base and constant distance from it. */
function placeOf(address: Value): { readonly base: Value; readonly offset: number } {
  let offset = 0;
  let base = address;
  while (base.kind === 'result') {
    const { inst }: { inst: Inst } = base;
    if (inst.kind === 'field') offset += inst.struct.fields[inst.field]!.offset;
    else if (inst.kind === 'index' && inst.operands[1]!.kind === 'const') offset += Number(inst.operands[1].value) * inst.element.size;
    else break;
    base = inst.operands[0]!;
  }
  return { base, offset };
}

function mayMeet(a: Access, b: Access, { params, restrict, privates }: Kernel): boolean {
  const [left, right] = [a.operands[0]!, b.operands[0]!];
  const [sizeA, sizeB] = [scalarSize(a.memory), scalarSize(b.memory)];
  const [placeA, placeB] = [placeOf(left), placeOf(right)];
  if (placeA.base === placeB.base) return placeA.offset < placeB.offset + sizeB && placeB.offset < placeA.offset + sizeA;
  const [rootA, rootB] = [addressRoot(left), addressRoot(right)];
  if (params.has(rootA) && params.has(rootB)) return rootA === rootB || !(restrict.has(rootA) || restrict.has(rootB));
  const isShared = (v: Value): boolean => v.kind === 'global-address' && v.global.space === 'shared';
  if ((params.has(rootA) && isShared(rootB)) || (params.has(rootB) && isShared(rootA))) return false;
  return mayAlias(accessOf(left, sizeA), accessOf(right, sizeB), privates);
}

/** The instructions, where the loop's first round comes to them. */
function onlyIf(condition: Value, holds: boolean, insts: readonly Inst[], value: Value | undefined, loc: number): IfInst {
  const [does, skips] = [createRegion(), createRegion()];
  does.insts.push(...insts, yieldOf(value === undefined ? [] : [value], loc));
  skips.insts.push(yieldOf(value === undefined ? [] : [undef(value.type)], loc));
  return makeInst<IfInst>({ kind: 'if', operands: [condition], then: holds ? does : skips, otherwise: holds ? skips : does }, value === undefined ? [] : [value.type], loc);
}

function yieldOf(operands: Value[], loc: number): YieldInst {
  return makeInst<YieldInst>({ kind: 'yield', operands }, [], loc);
}
