/**
 * Pointers that nobody goes through, function pointers above all, become the numbers that they are. In: a kernel whose calls through pointers are comparisons with the functions that they may call (indirect-calls.ts).
 * Out: pointers that come from memory, from parameters or from functions, and that are only compared, handed on and stored, are i32; a function's number is `ptrtoint` of its address. In memory they take 8 bytes.
 */
import { constI32, makeInst, undef } from '../../../ir/build.js';
import type { ConvertInst, Func, Inst, LoadInst, MemoryType, Region, RegionParam, SelectInst, StoreInst, Value } from '../../../ir/ir.js';
import { collectUses } from '../../../ir/uses.js';
import { forEachInst, forEachRegion } from '../../../ir/walk.js';
import { makeParam, makeResult } from '../../../ir/shapes.js';

type Numbers = Map<Value, Value>;

const NUMBER: MemoryType = { kind: 'scalar', scalar: 'i32', size: 4, align: 4, unsigned: true };

interface Flow {
  readonly from: Value;
  readonly to: Value;
}

/** Values that control flow hands over. */
function flowsOf(body: Region): Flow[] {
  const flows: Flow[] = [];
  const walk = (region: Region, owner: Inst | undefined): void => {
    for (const inst of region.insts) {
      receiversOf(inst, owner).forEach((to, i) => flows.push({ from: inst.operands[i]!, to }));
      if (inst.kind === 'select') for (const from of inst.operands.slice(1)) flows.push({ from, to: inst.results[0]! });
      forEachRegion(inst, (r) => walk(r, inst));
    }
  };
  walk(body, undefined);
  return flows.filter(({ to }) => to.type === 'ptr');
}

function receiversOf(inst: Inst, owner: Inst | undefined): readonly Value[] {
  switch (inst.kind) {
    case 'loop':
      return inst.body.params;
    case 'continue':
      return inst.target.body.params;
    case 'break':
      return inst.target.results;
    case 'yield':
      return owner?.results ?? [];
    default:
      return [];
  }
}

/** What is a number already, whoever asks. */
function isLeaf(v: Value): boolean {
  return v.kind === 'function-address' || v.kind === 'const' || v.kind === 'undef';
}

function addTo(lists: Map<Value, Value[]>, key: Value, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** Pointers that become numbers. */
function findNumbers(fn: Func, flows: readonly Flow[]): Set<Value> {
  const body = fn.body!;
  const found = new Set<Value>();
  body.params.forEach((param, i) => {
    if (param.type === 'ptr' && fn.kernel!.params[i]!.type.kind === 'scalar') found.add(param);
  });
  for (const { to } of flows) found.add(to);
  forEachInst(body, (inst) => {
    if (inst.kind === 'load' && inst.memory === 'ptr') found.add(inst.results[0]!);
  });
  if (found.size === 0) return found;
  const uses = collectUses(body);
  const sources = new Map<Value, Value[]>();
  const receivers = new Map<Value, Value[]>();
  for (const { from, to } of flows) {
    addTo(sources, to, from);
    addTo(receivers, from, to);
  }
  const isNumber = (v: Value): boolean => isLeaf(v) || found.has(v);
  const staysNumber = (v: Value): boolean =>
    (sources.get(v) ?? []).every(isNumber) &&
    (uses.get(v) ?? []).every((user) => {
      switch (user.kind) {
        case 'compare':
          return user.operands.every(isNumber);
        case 'store':
          return user.operands[0] !== v;
        case 'convert':
          return user.op === 'ptrtoint';
        case 'select':
          return isNumber(user.results[0]!);
        case 'loop':
        case 'continue':
        case 'break':
        case 'yield':
          // Receivers are looked at by their sources.
          return (receivers.get(v) ?? []).every(isNumber);
        default:
          return false;
      }
    });
  for (let changed = true; changed; ) {
    changed = false;
    for (const v of found) {
      if (staysNumber(v)) continue;
      found.delete(v);
      changed = true;
    }
  }
  return connected(body, found, flows);
}

/** Those of them that meet a function, or come from memory. */
function connected(body: Region, numbers: ReadonlySet<Value>, flows: readonly Flow[]): Set<Value> {
  const met = new Set<Value>();
  const pairs: (readonly [Value, Value])[] = flows.map(({ from, to }) => [from, to]);
  forEachInst(body, (inst) => {
    if (inst.kind === 'compare' && inst.operands[0]!.type === 'ptr') pairs.push([inst.operands[0]!, inst.operands[1]!]);
    if (inst.kind === 'load' && numbers.has(inst.results[0]!)) met.add(inst.results[0]!);
  });
  const isMet = (v: Value): boolean => v.kind === 'function-address' || met.has(v);
  for (let size = -1; size !== met.size; ) {
    size = met.size;
    for (const [a, b] of pairs) {
      if (isMet(a) && numbers.has(b)) met.add(b);
      if (isMet(b) && numbers.has(a)) met.add(a);
    }
  }
  return met;
}

/** The kernel with such pointers as numbers; itself if it has none. */
export function numberFunctions(fn: Func): Func {
  let mentions = false;
  forEachInst(fn.body!, (inst) => {
    mentions ||= ((inst.kind === 'load' || inst.kind === 'store') && inst.memory === 'ptr') || inst.operands.some((v) => v.kind === 'function-address');
  });
  if (!mentions) return fn;
  const flows = flowsOf(fn.body!);
  const found = findNumbers(fn, flows);
  const numbers: Numbers = new Map();
  const kernel = { ...fn.kernel!, params: [...fn.kernel!.params] };
  fn.body!.params.forEach((param, i) => {
    if (!found.has(param)) return;
    fn.body!.params[i] = numberParam(param, numbers);
    kernel.params[i] = { ...kernel.params[i]!, type: NUMBER, pointee: undefined };
  });
  rewrite(fn.body!, found, numbers);
  return { ...fn, kernel };
}

function numberParam(param: RegionParam, numbers: Numbers): RegionParam {
  const made = makeParam('i32', param.name);
  numbers.set(param, made);
  return made;
}

function rewrite(body: Region, found: ReadonlySet<Value>, numbers: Numbers): void {
  // Joins first: what flows into them may stand before or behind them.
  forEachInst(body, (inst) => {
    if (inst.kind === 'loop') inst.body.params.forEach((param, i) => found.has(param) && (inst.body.params[i] = numberParam(param, numbers)));
    inst.results.forEach((result, i) => {
      if (!found.has(result) || inst.kind === 'load' || inst.kind === 'select') return;
      const made = makeResult(inst, i, 'i32', result.name);
      inst.results[i] = made;
      numbers.set(result, made);
    });
  });
  const walk = (region: Region, owner: Inst | undefined): void => {
    const out: Inst[] = [];
    let inst!: Inst;
    const number = (v: Value): Value => {
      if (v.kind === 'const') return constI32(Number(v.value) | 0);
      if (v.kind === 'undef') return undef('i32');
      if (v.kind !== 'function-address') return numbers.get(v)!;
      const made = makeInst<ConvertInst>({ kind: 'convert', op: 'ptrtoint', operands: [v] }, ['i32'], inst.loc);
      out.push(made);
      return made.results[0]!;
    };
    const put = <T extends Inst>(made: T): void => {
      inst.results.forEach((result, i) => {
        if (result.name !== undefined) made.results[i]!.name = result.name;
        numbers.set(result, made.results[i]!);
      });
      out.push(made);
    };
    const isNumber = (v: Value | undefined): boolean => v !== undefined && (v.kind === 'function-address' || numbers.has(v) || found.has(v));
    for (inst of region.insts) {
      const receivers = receiversOf(inst, owner);
      receivers.forEach((to, i) => {
        if (to.type === 'i32' && inst.operands[i]!.type === 'ptr') inst.operands[i] = number(inst.operands[i]!);
      });
      forEachRegion(inst, (r) => walk(r, inst));
      switch (inst.kind) {
        case 'load':
          if (!found.has(inst.results[0]!)) break;
          put(makeInst<LoadInst>({ ...inst, memory: 'i32', signed: false, align: Math.min(inst.align, 4), operands: inst.operands } as never, ['i32'], inst.loc));
          continue;
        case 'select':
          if (!found.has(inst.results[0]!)) break;
          put(makeInst<SelectInst>({ kind: 'select', operands: [inst.operands[0]!, number(inst.operands[1]!), number(inst.operands[2]!)] }, ['i32'], inst.loc));
          continue;
        case 'compare':
          if (inst.operands[0]!.type === 'ptr' && inst.operands.some(isNumber)) inst.operands = inst.operands.map(number);
          break;
        case 'store': {
          if (inst.memory !== 'ptr' || !(isNumber(inst.operands[1]) || inst.operands[1]!.kind === 'const')) break;
          const wide = makeInst<ConvertInst>({ kind: 'convert', op: 'zext', operands: [number(inst.operands[1]!)] }, ['i64'], inst.loc);
          out.push(wide, makeInst<StoreInst>({ ...inst, memory: 'i64', operands: [inst.operands[0]!, wide.results[0]!] } as never, [], inst.loc));
          continue;
        }
        case 'convert': {
          const from = inst.operands[0]!;
          if (inst.op !== 'ptrtoint' || !numbers.has(from)) break;
          if (inst.results[0]!.type === 'i32') numbers.set(inst.results[0]!, numbers.get(from)!);
          else put(makeInst<ConvertInst>({ kind: 'convert', op: 'zext', operands: [numbers.get(from)!] }, ['i64'], inst.loc));
          continue;
        }
        default:
          break;
      }
      out.push(inst);
    }
    region.insts = out;
  };
  walk(body, undefined);
  // Numbers of conversions, wherever these were used.
  forEachInst(body, (inst) => {
    for (let i = 0; i < inst.operands.length; i++) {
      let v = inst.operands[i]!;
      for (let to = numbers.get(v); to !== undefined && v.type !== 'ptr'; to = numbers.get(v)) v = to;
      inst.operands[i] = v;
    }
  });
}
