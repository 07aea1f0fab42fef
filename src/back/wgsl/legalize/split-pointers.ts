/**
 * Pointers that may point into several objects become a tag, which says into which one, and an offset; accesses through them become branches over the tag. Null is an object of its own here, so that pointers
 * that may be null can be asked for it. In: an optimised kernel. Out: every pointer that is accessed through has one root. Pointers that this cannot express stay, and are refused later.
 *
 * A tag stands for a root and a constant path into it (fields, constant indices); the offset counts elements behind that, of the one type that all steps of pointers that flow together have, or bytes if they
 * differ.
 */
import { FALSE, NULL, TRUE, constI32, createRegion, makeInst, undef } from '../../../ir/build.js';
import type { BinaryInst, BinaryOp, CompareInst, ConvertInst, Func, IfInst, IndexInst, Inst, InstResult, MemoryType, Region, RegionParam, SelectInst, SpecialInst, Value, YieldInst } from '../../../ir/ir.js';
import { collectUses } from '../../../ir/uses.js';
import { forEachInst, forEachRegion, isStructured, replaceInsts } from '../../../ir/walk.js';
import { sameType } from '../types.js';
import type { Step } from './pointer-flow.js';
import { chainOf, collectIncoming } from './pointer-flow.js';
import { makeParam, makeResult } from '../../../ir/shapes.js';

const BYTE: MemoryType = { kind: 'scalar', scalar: 'i8', size: 1, align: 1, unsigned: true };

/** Pointers that flow together. */
interface Group {
  /** Unit of offsets; undefined: there are none. */
  element: MemoryType | undefined;
  bytes: boolean;
  /** One of them is another, moved. */
  moves: boolean;
}

interface Split {
  readonly tag: Value;
  readonly offset: Value;
}

interface Target {
  readonly root: Value;
  readonly path: readonly Step[];
  readonly tag: number;
  /** Not always at the start of the path's end. */
  moved: boolean;
}

interface State {
  readonly fn: Func;
  /** Joins and selects → values that flow in. */
  readonly incoming: Map<Value, Value[]>;
  readonly roots: Map<Value, Set<Value>>;
  readonly groups: Map<Value, Group>;
  readonly split: Map<Value, Split>;
  readonly targets: Map<string, Target>;
  /** Targets of each split pointer. */
  readonly targetsOf: Map<Value, Target[]>;
  readonly ids: Map<unknown, number>;
}

function isJoin(v: Value, s: State): boolean {
  return s.incoming.has(v);
}

/** One value an object: null and globals have many. */
function canonical(s: State, root: Value, seen: Map<unknown, Value>): Value {
  const key = root.kind === 'const' ? 'null' : root.kind === 'global-address' ? root.global : root.kind === 'result' && root.inst.kind === 'special' ? 'dynamic' : root;
  const known = seen.get(key);
  if (known !== undefined) return known;
  seen.set(key, root);
  s.ids.set(root, s.ids.size);
  return root;
}

/** True if the kernel changed. `every`: joins of pointers into one object too. */
export function splitPointers(fn: Func, every = false): boolean {
  const body = fn.body!;
  const incoming = collectIncoming(body);
  if (incoming.size === 0) return false;
  const s: State = { fn, incoming, roots: new Map(), groups: new Map(), split: new Map(), targets: new Map(), targetsOf: new Map(), ids: new Map() };
  findRoots(s);
  const multiple = findSplit(s, body, every);
  if (multiple.size === 0 || ![...multiple].every((v) => [...s.roots.get(v)!].every(isObject)) || !usesAreKnown(body, multiple)) return false;
  groupUp(s, body, multiple);
  findTargets(s, multiple);
  makePairs(s, body, multiple);
  rewrite(s, body);
  return true;
}

/** Joins of several objects, and those of one object that flow into or are compared with them. */
function findSplit(s: State, body: Region, every: boolean): Set<Value> {
  const found = new Set([...s.incoming.keys()].filter((v) => every || s.roots.get(v)!.size > 1));
  const compared: (readonly [Value, Value])[] = [];
  forEachInst(body, (inst) => {
    if (inst.kind === 'compare' && inst.operands[0]!.type === 'ptr') compared.push([chainOf(inst.operands[0]!).root, chainOf(inst.operands[1]!).root]);
  });
  // The set grows while it is walked.
  for (const v of found) {
    for (const source of s.incoming.get(v)!) if (isJoin(chainOf(source).root, s)) found.add(chainOf(source).root);
    for (const [a, b] of compared) {
      if (a === v && isJoin(b, s)) found.add(b);
      if (b === v && isJoin(a, s)) found.add(a);
    }
  }
  return found;
}

/** Something that accesses can name: not a pointer out of memory. */
function isObject(root: Value): boolean {
  return root.kind === 'param' || root.kind === 'global-address' || (root.kind === 'const' && root.value === 0) || (root.kind === 'result' && (root.inst.kind === 'alloca' || root.inst.kind === 'special'));
}

function findRoots(s: State): void {
  const seen = new Map<unknown, Value>();
  for (const v of s.incoming.keys()) s.roots.set(v, new Set());
  for (let changed = true; changed; ) {
    changed = false;
    for (const [v, sources] of s.incoming) {
      const set = s.roots.get(v)!;
      const before = set.size;
      for (const source of sources) {
        const { root } = chainOf(source);
        if (root.kind === 'undef') continue;
        if (isJoin(root, s)) for (const r of s.roots.get(root)!) set.add(r);
        else set.add(canonical(s, root, seen));
      }
      changed ||= set.size > before;
    }
  }
}

/** Pointers made of the given ones may be stepped on, accessed, compared with == and handed on, nothing else. */
function usesAreKnown(body: Region, pointers: ReadonlySet<Value>): boolean {
  const uses = collectUses(body);
  const known = (pointer: Value): boolean =>
    (uses.get(pointer) ?? []).every((user) => {
      switch (user.kind) {
        case 'index':
        case 'field':
          return user.operands[0] === pointer && known(user.results[0]!);
        case 'load':
        case 'atomic':
        case 'fill':
        case 'store':
          return user.operands.indexOf(pointer) === 0 && user.operands.lastIndexOf(pointer) === 0;
        case 'copy':
        case 'loop':
        case 'yield':
        case 'break':
        case 'continue':
          return true;
        case 'select':
          return pointers.has(user.results[0]!);
        case 'compare':
          return user.op === 'eq' || user.op === 'ne';
        default:
          return false;
      }
    });
  return [...pointers].every(known);
}

/** Puts pointers that flow into each other into groups and finds each group's unit. */
function groupUp(s: State, body: Region, pointers: ReadonlySet<Value>): void {
  const leader = new Map<Value, Value>([...pointers].map((p) => [p, p]));
  const find = (v: Value): Value => {
    let at = v;
    while (leader.get(at)! !== at) at = leader.get(at)!;
    return at;
  };
  for (const p of pointers) {
    for (const source of s.incoming.get(p)!) {
      const { root } = chainOf(source);
      if (leader.has(root)) leader.set(find(root), find(p));
    }
  }
  forEachInst(body, (inst) => {
    if (inst.kind !== 'compare' || inst.operands[0]!.type !== 'ptr') return;
    const [a, b] = inst.operands.map((v) => chainOf(v).root) as [Value, Value];
    if (leader.has(a) && leader.has(b)) leader.set(find(a), find(b));
  });
  const groups = new Map<Value, Group>();
  for (const p of pointers) {
    const key = find(p);
    if (!groups.has(key)) groups.set(key, { element: undefined, bytes: false, moves: false });
    s.groups.set(p, groups.get(key)!);
  }
  const unit = (group: Group, element: MemoryType): void => {
    if (group.element === undefined) group.element = element;
    else if (!sameType(group.element, element)) group.bytes = true;
  };
  for (const p of pointers) {
    const group = s.groups.get(p)!;
    for (const source of s.incoming.get(p)!) {
      const { root, steps } = chainOf(source);
      if (s.groups.has(root)) {
        group.moves ||= steps.length > 0;
        for (const step of steps) {
          if (step.kind === 'index') unit(group, step.element);
          else group.bytes = true;
        }
        continue;
      }
      const last = steps[steps.length - 1];
      if (last === undefined || last.kind === 'field') continue;
      unit(group, last.element);
      // In front of the last run of steps everything must be constant.
      const from = pathLength(steps, last.element);
      if (!steps.slice(0, from).every((step) => step.kind === 'field' || step.operands[1]!.kind === 'const')) group.bytes = true;
    }
  }
  // Steps on the pointers themselves say what they point to.
  forEachInst(body, (inst) => {
    if (inst.kind !== 'index') return;
    const group = s.groups.get(inst.operands[0]!);
    if (group !== undefined && group.element === undefined) group.element = inst.element;
  });
  for (const group of groups.values()) if (group.bytes) group.element = BYTE;
}

/** How many steps come before the final run over elements of a type. */
function pathLength(steps: readonly Step[], element: MemoryType | undefined): number {
  let from = steps.length;
  while (element !== undefined && from > 0) {
    const step = steps[from - 1]!;
    if (step.kind !== 'index' || !sameType(step.element, element)) break;
    from--;
  }
  return from;
}

function targetFor(s: State, root: Value, path: readonly Step[]): Target {
  const id = root.kind === 'const' ? 'null' : String(s.ids.get([...s.ids.keys()].find((known) => sameObject(known as Value, root))));
  const key = `${id} ${path.map((step) => (step.kind === 'field' ? `.${step.struct.name}.${step.field}` : `[${step.operands[1]!.kind === 'const' ? step.operands[1].value : ''} ${step.element.size}]`)).join('')}`;
  let target = s.targets.get(key);
  if (target === undefined) {
    target = { root, path, tag: s.targets.size, moved: false };
    s.targets.set(key, target);
  }
  return target;
}

function sameObject(a: Value, b: Value): boolean {
  if (a === b || (a.kind === 'const' && b.kind === 'const')) return true;
  if (a.kind === 'global-address') return b.kind === 'global-address' && a.global === b.global;
  return a.kind === 'result' && b.kind === 'result' && a.inst.kind === 'special' && b.inst.kind === 'special';
}

function pathOf(group: Group, steps: readonly Step[]): readonly Step[] {
  return group.bytes ? [] : steps.slice(0, pathLength(steps, group.element));
}

/** Where each pointer may point to, by flowing like roots do. */
function findTargets(s: State, pointers: ReadonlySet<Value>): void {
  for (const p of pointers) s.targetsOf.set(p, []);
  for (let changed = true; changed; ) {
    changed = false;
    for (const p of pointers) {
      const list = s.targetsOf.get(p)!;
      const add = (target: Target): void => {
        if (list.includes(target)) return;
        list.push(target);
        changed = true;
      };
      for (const source of s.incoming.get(p)!) {
        const { root, steps } = chainOf(source);
        if (root.kind === 'undef') continue;
        if (s.groups.has(root)) for (const target of s.targetsOf.get(root)!) add(target);
        else {
          const target = targetFor(s, root, pathOf(s.groups.get(p)!, steps));
          target.moved ||= steps.length > target.path.length;
          add(target);
        }
      }
    }
  }
}

/** Appends to lists in front of an instruction. */
class Inserter {
  readonly made: Inst[] = [];
  constructor(readonly loc: number) {}
  binary(op: BinaryOp, a: Value, b: Value): Value {
    const type = a.type === 'i1' ? 'i1' : 'i32';
    return this.push(makeInst<BinaryInst>({ kind: 'binary', op, operands: [a, b] }, [type], this.loc));
  }
  add(a: Value, b: Value): Value {
    if (a.kind === 'const' && a.value === 0) return b;
    return b.kind === 'const' && b.value === 0 ? a : this.binary('add', a, b);
  }
  compare(op: 'eq' | 'ne', a: Value, b: Value): Value {
    return this.push(makeInst<CompareInst>({ kind: 'compare', op, operands: [a, b] }, ['i1'], this.loc));
  }
  toI32(v: Value): Value {
    if (v.type !== 'i64') return v;
    if (v.kind === 'const') return constI32(Number(BigInt.asIntN(32, BigInt(v.value))));
    return this.push(makeInst<ConvertInst>({ kind: 'convert', op: 'trunc', operands: [v] }, ['i32'], this.loc));
  }
  push(inst: Inst): Value {
    this.made.push(inst);
    return inst.results[0]!;
  }
}

/** The offset that steps add, in the group's unit. */
function offsetOf(steps: readonly Step[], unit: MemoryType | undefined, to: Inserter): Value {
  let sum: Value = constI32(0);
  for (const step of steps) {
    if (step.kind === 'field') {
      sum = to.add(sum, constI32(step.struct.fields[step.field]!.offset));
      continue;
    }
    const by = to.toI32(step.operands[1]!);
    const factor = step.element.size / (unit?.size ?? step.element.size);
    sum = to.add(sum, factor === 1 ? by : by.kind === 'const' ? constI32(Math.imul(Number(by.value), factor)) : to.binary('mul', by, constI32(factor)));
  }
  return sum;
}

/** Tag and offset of a value that flows into a group, computed in front of where it does. */
function pairOf(s: State, source: Value, group: Group, to: Inserter): Split {
  const { root, steps } = chainOf(source);
  if (root.kind === 'undef') return { tag: undef('i32'), offset: undef('i32') };
  const inner = s.split.get(root);
  if (inner !== undefined) return { tag: inner.tag, offset: to.add(inner.offset, offsetOf(steps, group.element, to)) };
  const target = targetFor(s, root, pathOf(group, steps));
  return { tag: constI32(target.tag), offset: offsetOf(steps.slice(target.path.length), group.element, to) };
}

/** Gives each split pointer its two values, and hands them over wherever the pointer was. */
function makePairs(s: State, body: Region, pointers: ReadonlySet<Value>): void {
  const param = (name: string | undefined, what: string): RegionParam => makeParam('i32', name === undefined ? undefined : `${name}_${what}`);
  const result = (inst: Inst, name: string | undefined, what: string): InstResult => {
    const made = makeResult(inst, inst.results.length, 'i32', name === undefined ? undefined : `${name}_${what}`);
    inst.results.push(made);
    return made;
  };
  forEachInst(body, (inst) => {
    if (inst.kind === 'loop') {
      for (const p of [...inst.body.params]) {
        if (!pointers.has(p)) continue;
        const pair = { tag: param(p.name, 'object'), offset: param(p.name, 'offset') };
        inst.body.params.push(pair.tag, pair.offset);
        s.split.set(p, pair);
      }
    }
    if (!isStructured(inst)) return;
    for (const r of [...inst.results]) if (pointers.has(r)) s.split.set(r, { tag: result(inst, r.name, 'object'), offset: result(inst, r.name, 'offset') });
  });
  // Selects are made anew, in program order: what they choose from comes before them.
  const walk = (region: Region, owner: Inst | undefined): void => {
    const out: Inst[] = [];
    for (const inst of region.insts) {
      const to = new Inserter(inst.loc);
      if (inst.kind === 'select' && pointers.has(inst.results[0]!)) {
        const group = s.groups.get(inst.results[0]!)!;
        const [a, b] = [pairOf(s, inst.operands[1]!, group, to), pairOf(s, inst.operands[2]!, group, to)];
        const choose = (x: Value, y: Value): Value => to.push(makeInst<SelectInst>({ kind: 'select', operands: [inst.operands[0]!, x, y] }, ['i32'], inst.loc));
        s.split.set(inst.results[0]!, { tag: choose(a.tag, b.tag), offset: choose(a.offset, b.offset) });
        out.push(...to.made);
        continue;
      }
      const receivers: readonly Value[] = inst.kind === 'loop' ? inst.body.params : inst.kind === 'continue' ? inst.target.body.params : inst.kind === 'break' ? inst.target.results : inst.kind === 'yield' ? (owner?.results ?? []) : [];
      const given = inst.operands.length;
      for (let i = 0; i < given; i++) {
        const receiver = receivers[i]!;
        if (!pointers.has(receiver)) continue;
        const pair = pairOf(s, inst.operands[i]!, s.groups.get(receiver)!, to);
        inst.operands[i] = undef('ptr');
        inst.operands.push(pair.tag, pair.offset);
      }
      out.push(...to.made, inst);
      forEachRegion(inst, (inner) => walk(inner, inst));
    }
    region.insts = out;
  };
  walk(body, undefined);
}

/** Accesses and comparisons. */
function rewrite(s: State, body: Region): void {
  const replaced = new Map<Value, Value>();
  replaceInsts(body, (inst) => {
    if (inst.kind === 'compare') return comparison(s, inst, replaced);
    return isAccess(inst) ? access(s, inst, replaced) : undefined;
  });
  forEachInst(body, (inst) => {
    for (let i = 0; i < inst.operands.length; i++) {
      let v = inst.operands[i]!;
      for (let to = replaced.get(v); to !== undefined; to = replaced.get(v)) v = to;
      inst.operands[i] = v;
    }
  });
}

type Access = Extract<Inst, { kind: 'load' | 'store' | 'atomic' | 'copy' | 'fill' }>;

function isAccess(inst: Inst): inst is Access {
  return inst.kind === 'load' || inst.kind === 'store' || inst.kind === 'atomic' || inst.kind === 'copy' || inst.kind === 'fill';
}

function access(s: State, inst: Access, replaced: Map<Value, Value>): Inst[] {
  const at = inst.operands.slice(0, inst.kind === 'copy' ? 2 : 1).findIndex((v) => s.split.has(chainOf(v).root));
  if (at < 0) return [inst];
  const { root, steps } = chainOf(inst.operands[at]!);
  const { tag, offset } = s.split.get(root)!;
  const group = s.groups.get(root)!;
  const targets = s.targetsOf.get(root)!.filter((target) => target.root.kind !== 'const');
  /** The access to one target, at the end of a list of its own. */
  const arm = (target: Target): Inst[] => {
    const out: Inst[] = [];
    let pointer = target.root;
    if (pointer.kind === 'result' && pointer.inst.kind === 'special') {
      const start = makeInst<SpecialInst>({ kind: 'special', register: pointer.inst.register, operands: [] }, ['ptr'], inst.loc);
      out.push(start);
      pointer = start.results[0]!;
    }
    const step = (like: Step, operands: Value[]): void => {
      const fields = like.kind === 'field' ? { kind: 'field' as const, struct: like.struct, field: like.field, operands } : { kind: 'index' as const, element: like.element, operands };
      const made = makeInst<Step>(fields as never, ['ptr'], inst.loc);
      out.push(made);
      pointer = made.results[0]!;
    };
    for (const p of target.path) step(p, [pointer, ...p.operands.slice(1)]);
    if (group.element !== undefined && (group.moves || target.moved)) {
      const made = makeInst<IndexInst>({ kind: 'index', element: group.element, operands: [pointer, offset] }, ['ptr'], inst.loc);
      out.push(made);
      pointer = made.results[0]!;
    }
    for (const p of steps) step(p, [pointer, ...p.operands.slice(1)]);
    const copy = makeInst<Access>({ ...inst, operands: inst.operands.map((v, i) => (i === at ? pointer : v)) } as never, inst.results.map((r) => r.type), inst.loc);
    return [...out, ...access(s, copy, replaced)];
  };
  const result = inst.results[0];
  const build = (rest: readonly Target[]): { readonly insts: Inst[]; readonly value: Value | undefined } => {
    const own = arm(rest[0]!);
    const value = own[own.length - 1]!.results[0];
    if (rest.length === 1) return { insts: own, value };
    const other = build(rest.slice(1));
    const [then, otherwise] = [createRegion(), createRegion()];
    const end = (v: Value | undefined): YieldInst => makeInst<YieldInst>({ kind: 'yield', operands: v === undefined ? [] : [v] }, [], inst.loc);
    then.insts.push(...own, end(value));
    otherwise.insts.push(...other.insts, end(other.value));
    const to = new Inserter(inst.loc);
    const condition = to.compare('eq', tag, constI32(rest[0]!.tag));
    const choice = makeInst<IfInst>({ kind: 'if', operands: [condition], then, otherwise }, result === undefined ? [] : [result.type], inst.loc);
    return { insts: [...to.made, choice], value: choice.results[0] };
  };
  if (targets.length === 0) return [inst];
  const made = build(targets);
  if (result !== undefined) replaced.set(result, made.value!);
  return made.insts;
}

/** == and != of pointers, one of which is split. */
function comparison(s: State, inst: CompareInst, replaced: Map<Value, Value>): Inst[] {
  const [a, b] = inst.operands as [Value, Value];
  const [left, right] = [chainOf(a), chainOf(b)];
  if (!s.split.has(left.root) && !s.split.has(right.root)) return [inst];
  const to = new Inserter(inst.loc);
  const [main, other] = s.split.has(left.root) ? [left, b] : [right, a];
  const group = s.groups.get(main.root)!;
  const mine = pairOf(s, main === left ? a : b, group, to);
  let equal: Value;
  if (other.kind === 'const') {
    // Null itself, or a parameter that is null at this launch.
    equal = FALSE;
    const either = (v: Value): void => {
      equal = equal === FALSE ? v : to.binary('or', equal, v);
    };
    for (const target of s.targetsOf.get(main.root)!) {
      const isTarget = (): Value => to.compare('eq', mine.tag, constI32(target.tag));
      if (target.root.kind === 'const') either(isTarget());
      else if (target.root.kind === 'param' && target.path.length === 0) either(to.binary('and', isTarget(), to.compare('eq', target.root, NULL)));
    }
  } else {
    const theirs = pairOf(s, other, group, to);
    equal = to.binary('and', to.compare('eq', mine.tag, theirs.tag), to.compare('eq', mine.offset, theirs.offset));
  }
  if (inst.op === 'ne') equal = to.binary('xor', equal, TRUE);
  replaced.set(inst.results[0]!, equal);
  return to.made;
}
