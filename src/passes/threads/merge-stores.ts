/**
 * Two ways that end with a store to one place: `if (border) { out[i] = in[i]; return; } out[i] = …;`. In: a kernel's body after CSE. Out: the ways give the value, and one store behind them writes it: lanes that
 * went different ways store together.
 */
import { makeInst } from '../../ir/build.js';
import { copyWith } from '../../ir/clone.js';
import { isSpeculatable } from '../../ir/effects.js';
import type { IfInst, Inst, Region, StoreInst, Value, YieldInst } from '../../ir/ir.js';
import { forEachRegion, someInst } from '../../ir/walk.js';

/** `mayReturn`: what follows in the list is the end of the function, so a way that returns may end there as well. */
export function mergeStores(body: Region, mayReturn: boolean): void {
  for (let i = body.insts.length - 1; i >= 0; i--) {
    const inst = body.insts[i];
    forEachRegion(inst, (r) => mergeStores(r, false));
    if (inst.kind !== 'if') continue;
    if (mayReturn) gatherReturns(body, i, inst);
    if (inst.results.length === 0) mergeIn(body, i, inst);
  }
}

function endsWith(region: Region, kind: 'yield' | 'return'): boolean {
  return region.insts[region.insts.length - 1]?.kind === kind;
}

function storeBefore(insts: readonly Inst[]): StoreInst | undefined {
  const last = insts[insts.length - 2];
  return last?.kind === 'store' && !last.volatile ? last : undefined;
}

/** `if (c) { …; store; return } …; store; return`: what follows becomes the other way. */
function gatherReturns(body: Region, at: number, inst: IfInst): void {
  const { then, otherwise } = inst;
  const [leaving, staying] = endsWith(then, 'return') ? [then, otherwise] : [otherwise, then];
  if (!endsWith(leaving, 'return') || staying.insts.length !== 1 || !endsWith(staying, 'yield') || !endsWith(body, 'return')) return;
  const first = storeBefore(leaving.insts);
  const second = storeBefore(body.insts);
  const rest = body.insts.slice(at + 1, -1);
  if (first === undefined || second === undefined || !rest.includes(second) || !storesAlike(first, second)) return;
  const returns = (r: Region): boolean => someInst(r, (x) => x.kind === 'return');
  if (returns({ params: [], insts: leaving.insts.slice(0, -1) }) || returns({ params: [], insts: rest })) return;
  staying.insts = [...rest, ...staying.insts];
  const yielded = makeInst<YieldInst>({ kind: 'yield', operands: [] }, [], leaving.insts[leaving.insts.length - 1].loc);
  leaving.insts[leaving.insts.length - 1] = yielded;
  body.insts.splice(at + 1, body.insts.length - at - 2);
}

function mergeIn(body: Region, at: number, inst: IfInst): void {
  const { then, otherwise } = inst;
  const first = storeBefore(then.insts);
  const second = storeBefore(otherwise.insts);
  if (!endsWith(then, 'yield') || !endsWith(otherwise, 'yield') || first === undefined || second === undefined || !storesAlike(first, second)) return;
  const before: Inst[] = [];
  const address = copyBefore(first.operands[0], second.operands[0], before);
  for (const [region, store] of [[then, first], [otherwise, second]] as const) {
    region.insts.splice(-2, 1);
    region.insts[region.insts.length - 1].operands = [store.operands[1]];
  }
  const merged = makeInst<IfInst>({ kind: 'if', then, otherwise, operands: inst.operands }, [first.operands[1].type], inst.loc);
  const store = makeInst<StoreInst>({ kind: 'store', memory: first.memory, volatile: false, align: Math.min(first.align, second.align), operands: [address, merged.results[0]] }, [], second.loc);
  body.insts.splice(at, 1, ...before, merged, store);
}

function storesAlike(a: StoreInst, b: StoreInst): boolean {
  return a.memory === b.memory && a.operands[1].type === b.operands[1].type && isSame(a.operands[0], b.operands[0], 0);
}

const deepest = 6;

/** Do two values come from the same steps, from what both ways see? */
function isSame(a: Value, b: Value, depth: number): boolean {
  if (a === b) return true;
  if (a.kind === 'const' && b.kind === 'const') return a.type === b.type && Object.is(a.value, b.value);
  if (a.kind === 'global-address' && b.kind === 'global-address') return a.global === b.global;
  if (a.kind !== 'result' || b.kind !== 'result' || depth === deepest) return false;
  const [x, y] = [a.inst, b.inst];
  return isSameStep(x, y) && x.operands.every((v, i) => isSame(v, y.operands[i], depth + 1));
}

function isSameStep(x: Inst, y: Inst): boolean {
  if (x.operands.length !== y.operands.length) return false;
  switch (x.kind) {
    case 'index':
      return y.kind === 'index' && x.element === y.element;
    case 'field':
      return y.kind === 'field' && x.struct === y.struct && x.field === y.field;
    case 'binary':
      return y.kind === 'binary' && x.op === y.op && isSpeculatable(x);
    case 'convert':
      return y.kind === 'convert' && x.op === y.op && x.results[0].type === y.results[0].type;
    default:
      return false;
  }
}

/** The same value where neither way has begun. */
function copyBefore(a: Value, b: Value, before: Inst[]): Value {
  if (a === b || a.kind !== 'result' || b.kind !== 'result') return a;
  const other = b.inst;
  const copy = copyWith(a.inst, a.inst.operands.map((v, i) => copyBefore(v, other.operands[i], before)));
  before.push(copy);
  return copy.results[0];
}
