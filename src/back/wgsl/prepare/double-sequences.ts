/**
 * Sequences of operations on doubles that the mathematical library is full of, in forms that are short where every operation is a hundred instructions or two: engines inline each call. In: a function as shaders
 * will have it. Out: the same with
 * - what is left over when a product or a sum is rounded (core.h) found by one function of the shader (doubles/rests.ts) instead of by up to 17 operations, bit for bit the same where the library uses it;
 * - polynomials with constant coefficients, also as even and odd powers, as calls of functions that loop over a table of them.
 */
import { binary, compare, constant, constF64, createBuilder, createRegion, globalAddress, index, load, makeInst, returnValue, select } from '../../../ir/build.js';
import type { BinaryInst, BinaryOp, BreakInst, CallInst, ContinueInst, Func, Global, IfInst, Inst, LoopInst, MemoryType, Value, YieldInst } from '../../../ir/ir.js';
import { forEachInst, forEachRegion, replaceValues } from '../../../ir/walk.js';
import { eliminateDeadCode } from '../../../passes/dce.js';

/** Veltkamp's factor, which splits a double into halves of 26 bits. */
const SPLITTER = 134217729;
/** Steps from which a polynomial is a loop. */
const LONG = 3;

const rest = (name: string, ...params: string[]): Func => ({
  kind: 'function', name, pretty: name, side: 'both', space: 'any', params: params.map((param) => ({ type: 'f64', name: param })), result: 'f64', linkage: 'external', body: undefined, import: undefined, exportName: undefined,
  inline: undefined, noreturn: false, pure: true, kernel: undefined, loc: 0,
});
export const PRODUCT_REST = rest('__cw_product_rest', 'a', 'b');
const SUM_REST = rest('__cw_sum_rest', 'a', 'b', 'sum');
const ORDERED_SUM_REST = rest('__cw_ordered_sum_rest', 'a', 'b', 'sum');

export function isProductRest(inst: Inst): boolean {
  return inst.kind === 'call' && inst.callee === PRODUCT_REST;
}

type Finder = (inst: BinaryInst) => CallInst | undefined;

/** Puts what is found in the place of the operations at whose end it is. */
function replaceOperations(fn: Func, finders: readonly Finder[]): void {
  const body = fn.body!;
  const replaced = new Map<Value, Value>();
  for (const find of finders) {
    const visit = (region: { insts: Inst[] }): void => {
      // Backwards, so that the end of a sequence comes before its parts.
      for (let i = region.insts.length - 1; i >= 0; i--) {
        const inst = region.insts[i]!;
        forEachRegion(inst, visit);
        if (inst.kind !== 'binary' || inst.results[0]!.type !== 'f64') continue;
        const made = find(inst);
        if (made === undefined) continue;
        if (inst.inlinedAt !== undefined) made.inlinedAt = inst.inlinedAt;
        made.results[0]!.name = inst.results[0]!.name;
        replaced.set(inst.results[0]!, made.results[0]!);
        region.insts[i] = made;
      }
    };
    visit(body);
  }
  if (replaced.size === 0) return;
  replaceValues(body, replaced);
  eliminateDeadCode(fn);
}

const called = (rest: Rest | undefined, loc: number): CallInst | undefined => rest && makeInst<CallInst>({ kind: 'call', callee: rest.callee, operands: rest.operands }, ['f64'], loc);

/** What products leave over alone. */
export function shortenProducts(fn: Func): void {
  replaceOperations(fn, [(inst) => called(productRest(inst), inst.loc)]);
}

/** `known`: functions for polynomials, by what they compute; it grows. */
export function shortenDoubles(fn: Func, known: Map<string, Func>): void {
  const { body } = fn;
  if (body === undefined) return;
  const uses = new Map<Value, number>();
  let sums = 0;
  forEachInst(body, (inst) => {
    if (inst.kind === 'binary' && inst.results[0]!.type === 'f64') sums++;
    for (const v of inst.operands) if (v.type === 'f64') uses.set(v, (uses.get(v) ?? 0) + 1);
  });
  if (sums < LONG) return;
  const taken = new Set<Inst>();
  let count = 0;
  const series: Finder = (inst) => {
    const found = taken.has(inst) ? undefined : polynomial(inst, uses);
    if (found === undefined) return undefined;
    for (const part of found.insts) taken.add(part);
    const key = `${found.factor === undefined}: ${found.series.map(({ coefficients }) => coefficients.map((c) => (Object.is(c, -0) ? '-0' : c)).join()).join(';')}`;
    const callee = known.get(key) ?? polynomialFunction(`${fn.name.replace(/\W/g, '_')}_terms_${count++}`, found);
    known.set(key, callee);
    return makeInst<CallInst>({ kind: 'call', callee, operands: found.factor === undefined ? [found.at] : [found.at, found.factor] }, ['f64'], inst.loc);
  };
  replaceOperations(fn, [(inst) => called(productRest(inst) ?? sumRest(inst), inst.loc), series]);
}

function operation(v: Value, op: BinaryOp): BinaryInst | undefined {
  return v.kind === 'result' && v.inst.kind === 'binary' && v.inst.op === op ? v.inst : undefined;
}

/** Is v the operation of these two? Sums and products take them in any order. */
function isOf(v: Value, op: BinaryOp, a: Value, b: Value): boolean {
  const inst = operation(v, op);
  if (inst === undefined) return false;
  const [x, y] = inst.operands as [Value, Value];
  return (same(x, a) && same(y, b)) || (op !== 'fsub' && same(x, b) && same(y, a));
}

function same(a: Value, b: Value): boolean {
  return a === b || (a.kind === 'const' && b.kind === 'const' && a.type === b.type && Object.is(a.value, b.value));
}

/** The two ways to read a sum or a product. */
function* orders(inst: BinaryInst): Generator<readonly [Value, Value]> {
  const [a, b] = inst.operands as [Value, Value];
  yield [a, b];
  yield [b, a];
}

interface Rest {
  readonly callee: Func;
  readonly operands: Value[];
}

/** ((ah bh - p) + ah bl + al bh) + al bl with p = a b: T. J. Dekker's. */
function productRest(last: BinaryInst): Rest | undefined {
  const third = operation(last.operands[0]!, 'fadd');
  const lows = operation(last.operands[1]!, 'fmul');
  const second = third && operation(third.operands[0]!, 'fadd');
  const first = second && operation(second.operands[0]!, 'fsub');
  const highs = first && operation(first.operands[0]!, 'fmul');
  const product = first && operation(first.operands[1]!, 'fmul');
  if (last.op !== 'fadd' || third === undefined || second === undefined || lows === undefined || highs === undefined || product === undefined) return undefined;
  for (const [a, b] of orders(product)) {
    for (const [ah, bh] of orders(highs)) {
      if (!isHigh(ah, a) || !isHigh(bh, b)) continue;
      for (const [al, bl] of orders(lows)) {
        if (isLow(al, a, ah) && isLow(bl, b, bh) && isOf(second.operands[1]!, 'fmul', ah, bl) && isOf(third.operands[1]!, 'fmul', al, bh)) return { callee: PRODUCT_REST, operands: [a, b] };
      }
    }
  }
  return undefined;
}

function highOf(x: number): number {
  const c = SPLITTER * x;
  return c - (c - x);
}

function isHigh(v: Value, x: Value): boolean {
  if (x.kind === 'const') return v.kind === 'const' && v.value === highOf(Number(x.value));
  const outer = operation(v, 'fsub');
  const scaled = outer && operation(outer.operands[0]!, 'fmul');
  return scaled !== undefined && isOf(scaled.results[0]!, 'fmul', constF64(SPLITTER), x) && isOf(outer!.operands[1]!, 'fsub', scaled.results[0]!, x);
}

function isLow(v: Value, x: Value, high: Value): boolean {
  if (x.kind === 'const') return v.kind === 'const' && v.value === Number(x.value) - Number((high as { value: number }).value);
  return isOf(v, 'fsub', x, high);
}

/** (a - (s - t)) + (b - t) with s = a + b and t = s - a; or b - (s - a). */
function sumRest(last: BinaryInst): Rest | undefined {
  if (last.op === 'fsub') {
    const inner = operation(last.operands[1]!, 'fsub');
    const sum = inner && operation(inner.operands[0]!, 'fadd');
    const [b, a] = [last.operands[0]!, inner?.operands[1]];
    return sum !== undefined && a !== undefined && isOf(sum.results[0]!, 'fadd', a, b) ? { callee: ORDERED_SUM_REST, operands: [a, b, sum.results[0]!] } : undefined;
  }
  if (last.op !== 'fadd') return undefined;
  const left = operation(last.operands[0]!, 'fsub');
  const right = operation(last.operands[1]!, 'fsub');
  const other = left && operation(left.operands[1]!, 'fsub');
  const sum = other && operation(other.operands[0]!, 'fadd');
  if (left === undefined || right === undefined || other === undefined || sum === undefined) return undefined;
  const [a, b, t] = [left.operands[0]!, right.operands[0]!, right.operands[1]!];
  return same(other.operands[1]!, t) && isOf(t, 'fsub', sum.results[0]!, a) && isOf(sum.results[0]!, 'fadd', a, b) ? { callee: SUM_REST, operands: [a, b, sum.results[0]!] } : undefined;
}

/** Coefficients from the highest power down. */
interface Series {
  readonly at: Value;
  readonly coefficients: readonly number[];
  readonly insts: readonly Inst[];
}

interface Polynomial {
  readonly at: Value;
  /** What a second one is multiplied with before it is added. */
  readonly factor: Value | undefined;
  readonly series: readonly Series[];
  readonly insts: readonly Inst[];
}

/** c0 + y (c1 + y (…)), where nothing inside is used otherwise. */
function seriesOf(v: Value, uses: ReadonlyMap<Value, number>, known?: Value): Series | undefined {
  const coefficients: number[] = [];
  const insts: Inst[] = [];
  let at = known;
  let rest = v;
  for (;;) {
    const step = stepOf(rest, at, uses, insts.length === 0);
    if (step === undefined) break;
    at = step.at;
    coefficients.unshift(step.coefficient);
    insts.push(...step.insts);
    rest = step.rest;
  }
  if (rest.kind !== 'const' || at === undefined || insts.length === 0) return undefined;
  return { at, coefficients: [Number(rest.value), ...coefficients], insts };
}

interface Step {
  readonly at: Value;
  readonly coefficient: number;
  readonly rest: Value;
  readonly insts: readonly Inst[];
}

function stepOf(v: Value, at: Value | undefined, uses: ReadonlyMap<Value, number>, isOutermost: boolean): Step | undefined {
  const sum = operation(v, 'fadd');
  if (sum === undefined || (!isOutermost && uses.get(v) !== 1)) return undefined;
  for (const [c, p] of orders(sum)) {
    const product = operation(p, 'fmul');
    if (c.kind !== 'const' || product === undefined || uses.get(p) !== 1) continue;
    for (const [y, rest] of orders(product)) {
      // The first step does not tell which factor is the variable; the next one, or its being no constant, does.
      if (at !== undefined ? y !== at : y.kind === 'const' || !continues(rest, y)) continue;
      if (rest.kind !== 'const' && operation(rest, 'fadd') === undefined) continue;
      return { at: y, coefficient: Number(c.value), rest, insts: [sum, product] };
    }
  }
  return undefined;
}

/** Is v a constant, or a sum of one and a multiple of y? */
function continues(v: Value, y: Value): boolean {
  if (v.kind === 'const') return true;
  const sum = operation(v, 'fadd');
  if (sum === undefined) return false;
  for (const [c, p] of orders(sum)) {
    const product = operation(p, 'fmul');
    if (c.kind === 'const' && product !== undefined && product.operands.includes(y)) return true;
  }
  return false;
}

function polynomial(inst: BinaryInst, uses: ReadonlyMap<Value, number>): Polynomial | undefined {
  if (inst.op !== 'fadd') return undefined;
  for (const [left, right] of orders(inst)) {
    const product = operation(right, 'fmul');
    if (product === undefined || uses.get(right) !== 1 || uses.get(left) !== 1) continue;
    const even = seriesOf(left, uses);
    if (even === undefined) continue;
    for (const [factor, inner] of orders(product)) {
      if (uses.get(inner) !== 1) continue;
      const odd = seriesOf(inner, uses, even.at);
      if (odd !== undefined) return { at: even.at, factor, series: [odd, even], insts: [inst, product, ...even.insts, ...odd.insts] };
    }
  }
  const single = seriesOf(inst.results[0]!, uses);
  return single !== undefined && single.coefficients.length > LONG ? { at: single.at, factor: undefined, series: [single], insts: single.insts } : undefined;
}

/** The sum of one series; or of two, one after the other, of which the first is then multiplied with the factor and added: one product and one sum for all. */
function polynomialFunction(name: string, { series, factor }: Polynomial): Func {
  const coefficients = series.flatMap((one) => one.coefficients);
  const last = coefficients.length;
  const double: MemoryType = { kind: 'scalar', scalar: 'f64', size: 8, align: 8, unsigned: false };
  // One more, which is read in the last round but not used.
  const count = factor === undefined ? last : last + 1;
  const bytes = new Uint8Array(8 * count);
  coefficients.forEach((c, i) => {
    new DataView(bytes.buffer).setFloat64(8 * i, c, true);
  });
  const table: Global = {
    kind: 'global', name: `${name}_table`, type: { kind: 'array', element: double, count, size: 8 * count, align: 8 }, space: 'host', linkage: 'internal', init: { bytes, relocations: [] }, align: 8, constant: true, loc: 0,
  };
  const params = [{ type: 'f64', name: 'y' } as const, ...(factor === undefined ? [] : [{ type: 'f64', name: 'z' } as const])];
  const body = createRegion(params);
  const [y, z] = body.params;
  const loopBody = createRegion([{ type: 'i32', name: 'k' }, { type: 'f64', name: 'sum' }, ...(z === undefined ? [] : [{ type: 'f64', name: 'odd' } as const])]);
  const [k, sum, odd] = loopBody.params as [Value, Value, Value | undefined];
  const loop = makeInst<LoopInst>({ kind: 'loop', body: loopBody, unroll: 1, operands: [constant('i32', 1), constF64(coefficients[0]!), ...(z === undefined ? [] : [constF64(0)])] }, ['f64'], 0);
  body.insts.push(loop);
  returnValue(createBuilder(body), loop.results[0]!);
  const b = createBuilder(loopBody);
  const end = (done: Value, result: Value): void => {
    const leave = createRegion();
    leave.insts.push(makeInst<BreakInst>({ kind: 'break', target: loop, operands: [result] }, [], 0));
    const stay = createRegion();
    stay.insts.push(makeInst<YieldInst>({ kind: 'yield', operands: [] }, [], 0));
    loopBody.insts.push(makeInst<IfInst>({ kind: 'if', operands: [done], then: leave, otherwise: stay }, [], 0));
  };
  const next = binary(b, 'add', k, constant('i32', 1));
  const coefficient = load(b, 'f64', index(b, globalAddress(table), double, k), true, 8);
  if (z === undefined || odd === undefined) {
    const result = binary(b, 'fadd', coefficient, binary(b, 'fmul', y!, sum));
    end(compare(b, 'eq', k, constant('i32', last - 1)), result);
    loopBody.insts.push(makeInst<ContinueInst>({ kind: 'continue', target: loop, operands: [next, result] }, [], 0));
  } else {
    const isLast = compare(b, 'eq', k, constant('i32', last));
    const isSecond = compare(b, 'eq', k, constant('i32', series[0]!.coefficients.length));
    const result = binary(b, 'fadd', select(b, isLast, sum, coefficient), binary(b, 'fmul', select(b, isLast, z, y!), select(b, isLast, odd, sum)));
    end(isLast, result);
    loopBody.insts.push(makeInst<ContinueInst>({ kind: 'continue', target: loop, operands: [next, select(b, isSecond, coefficient, result), select(b, isSecond, sum, odd)] }, [], 0));
  }
  return { ...rest(name, ...params.map((p) => p.name)), linkage: 'internal', body };
}
