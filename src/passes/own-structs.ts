/**
 * Class parameters of kernels, each thread's own. In: a kernel whose class parameters are addresses in the parameter buffer, which all threads share. Out: those that the kernel changes, or whose address goes where
 * nobody knows, are copied into a local variable first; what is only read stays where it is. Functions that the kernel calls are looked into.
 */
import { makeInst } from '../ir/build.js';
import type { AllocaInst, CopyInst, Func, Inst, KernelInfo, MemoryType, RegionParam, Value } from '../ir/ir.js';
import { collectUses } from '../ir/uses.js';
import { replaceValues } from '../ir/walk.js';

/** Is the parameter an object in the parameter buffer, rather than a value? */
export function isObject(param: RegionParam, info: KernelInfo['params'][number]): boolean {
  return param.type === 'ptr' && info.type.kind !== 'scalar';
}

interface Known {
  readonly uses: Map<Func, ReturnType<typeof collectUses>>;
  /** By function: parameters that are only read, as far as is known; those being looked at count as such. */
  readonly read: Map<Func, Map<number, boolean>>;
}

function usesIn(known: Known, fn: Func): ReturnType<typeof collectUses> {
  let uses = known.uses.get(fn);
  if (uses === undefined) {
    uses = collectUses(fn.body!);
    known.uses.set(fn, uses);
  }
  return uses;
}

function isRead(known: Known, fn: Func, pointer: Value): boolean {
  return (usesIn(known, fn).get(pointer) ?? []).every((user) => {
    if (user.kind === 'load') return true;
    if (user.kind === 'copy') return user.operands[0] !== pointer;
    if (user.kind === 'call') return user.operands.every((operand, i) => operand !== pointer || readsParam(known, user.callee, i));
    return (user.kind === 'field' || user.kind === 'index') && user.operands[0] === pointer && isRead(known, fn, user.results[0]!);
  });
}

function readsParam(known: Known, fn: Func, index: number): boolean {
  // The library's finished functions are not decoded for this.
  if (fn.image || !fn.body || index >= fn.body.params.length) return false;
  let read = known.read.get(fn);
  if (read === undefined) known.read.set(fn, (read = new Map()));
  const before = read.get(index);
  if (before !== undefined) return before;
  read.set(index, true);
  const result = isRead(known, fn, fn.body.params[index]!);
  read.set(index, result);
  return result;
}

/** True if there was a parameter to copy. */
export function ownChangedStructs(fn: Func): boolean {
  const body = fn.body!;
  const known: Known = { uses: new Map(), read: new Map() };
  const head: Inst[] = [];
  const replaced = new Map<Value, Value>();
  body.params.forEach((param, i) => {
    const info = fn.kernel!.params[i]!;
    if (!isObject(param, info) || isRead(known, fn, param)) return;
    const alloca = makeInst<AllocaInst>({ kind: 'alloca', operands: [], type: info.type, name: info.name }, ['ptr'], fn.loc);
    head.push(alloca);
    replaced.set(param, alloca.results[0]!);
  });
  if (head.length === 0) return false;
  replaceValues(body, replaced);
  const size = (type: MemoryType): Value => ({ kind: 'const', type: 'i32', value: type.size });
  const copies = [...replaced].map(([from, to], i) => {
    const { type } = head[i] as AllocaInst;
    return makeInst<CopyInst>({ kind: 'copy', operands: [to, from, size(type)], overlap: false, type, align: type.align }, [], fn.loc);
  });
  body.insts.unshift(...head, ...copies);
  return true;
}
