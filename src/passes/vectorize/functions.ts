/**
 * Vector forms of functions that kernels call (the mathematical library above all): the function's own body on four lanes, so that every lane gets what the scalar function gives.
 *
 * In: a function with a body. Out: a function that takes the parts of each parameter, the mask of the running lanes and, where the result has two parts, the address for the second; it returns the first.
 */
import { createBuilder, createRegion, returnValue, zero } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import { hasBody } from '../../ir/image.js';
import type { Func, Value, ValueType } from '../../ir/ir.js';
import { countInsts, someInst } from '../../ir/walk.js';
import { openReturns, vectorizeList } from './control.js';
import { reasonAgainst } from './decide.js';
import { affine, partCount, partsOf, partType, uniform } from './lanes.js';
import type { LaneValue } from './lanes.js';
import { analyzeLanes, laneSizeOfLocal, varying } from './shapes.js';
import { tidy } from './tidy.js';
import { localLanes, read, write } from './vectorizer.js';
import type { Vectorizer } from './vectorizer.js';

export type SimdMode = 'auto' | 'always' | 'never';

export interface VectorFunctions {
  /** Only what is expected to be faster is vectorized. */
  readonly weighed: boolean;
  /** Kernels have one form for four lanes, and none for whole warps or for some of four: there is much code in all. */
  readonly compact: boolean;
  /** undefined: the function has none. */
  formOf(callee: Func): Func | undefined;
}

const largest = 3000;

/** `define` gives the function that a declaration stands for. */
export function createVectorFunctions(define: (fn: Func) => Func | undefined, { weighed, compact }: Pick<VectorFunctions, 'weighed' | 'compact'>): VectorFunctions {
  const known = new Map<Func, Func | undefined>();
  const functions: VectorFunctions = {
    weighed,
    compact,
    formOf(declared) {
      const callee = define(declared);
      if (callee === undefined || !hasBody(callee)) return undefined;
      if (!known.has(callee)) {
        // While it is being made, and for ever if it calls itself, it has none.
        known.set(callee, undefined);
        known.set(callee, makeForm(callee, functions));
      }
      return known.get(callee);
    },
  };
  return functions;
}

function makeForm(callee: Func, functions: VectorFunctions): Func | undefined {
  const source = callee.body;
  if (source === undefined || callee.noreturn || countInsts(source) > largest) return undefined;
  const params = new Set<Value>(source.params);
  const analysis = analyzeLanes(source.insts, (value) => (params.has(value) ? varying : 0));
  if (reasonAgainst(source.insts, analysis, (fn) => functions.formOf(fn) !== undefined, false) !== undefined || asksForThread(callee)) return undefined;
  const types: { type: ValueType; name: string }[] = [];
  for (const param of callee.params) for (let i = 0; i < partCount(param.type); i++) types.push({ type: partType(param.type), name: param.name });
  types.push({ type: 'v4i32', name: 'mask' });
  const result = callee.result;
  const twoParts = result !== undefined && partCount(result) === 2;
  if (twoParts) types.push({ type: 'ptr', name: 'second' });
  const body = createRegion(types);
  const values = new Map<Value, LaneValue>();
  let at = 0;
  for (const param of source.params) {
    const count = partCount(param.type);
    values.set(param, { parts: body.params.slice(at, at + count) });
    at += count;
  }
  const mask = body.params[at];
  const b = createBuilder(body);
  b.loc = callee.loc;
  const give = (inner: Builder, lanes: LaneValue | undefined): void => {
    if (result === undefined || lanes === undefined) {
      returnValue(inner);
      return;
    }
    const parts = partsOf(inner, lanes, result, 1);
    if (twoParts) write(inner, body.params[at + 1], parts[1]);
    returnValue(inner, parts[0]);
  };
  const v: Vectorizer = {
    groups: 1, analysis, known: new Map(), values, deliveries: new Map(), loopVariables: new Map(), direct: new Map(), left: new Map(), reanalyze: undefined, waiting: new Map(), returned: undefined,
    hooks: {
      special() {
        throw new Error('the function asks for its thread');
      },
      constant: (_b, value) => value,
      alloca: (inner, inst) => affine(localLanes(inner, inst, 1), laneSizeOfLocal(inst.type.size)),
      leave: (inner, lanes) => give(inner, lanes[0]),
      vectorFunction: (fn) => functions.formOf(fn),
    },
  };
  if (analysis.returns !== undefined) openReturns(v, b, analysis.returns, result);
  vectorizeList(v, b, source.insts, [mask], undefined);
  if (analysis.returns !== undefined) give(b, v.returned === undefined ? undefined : { parts: v.returned.variables!.map((home) => read(b, home, partType(result!))) });
  else if (body.insts.length === 0 || body.insts[body.insts.length - 1].kind !== 'return') give(b, result === undefined ? undefined : uniform(zero(result)));
  const fn: Func = {
    ...callee, name: `${callee.name}.x4`, pretty: `${callee.pretty} on four lanes`, space: 'device', linkage: 'internal', params: types, result: result === undefined ? undefined : partType(result), body, import: undefined,
    exportName: undefined, inline: 'never', noreturn: false, pure: callee.pure && !twoParts, kernel: undefined, optimized: false, image: undefined,
  };
  tidy(fn, true);
  return fn;
}

/** Threads differ in it, and it comes from outside of the function. */
function asksForThread(fn: Func): boolean {
  return someInst(fn.body!, (inst) => inst.kind === 'special');
}
