/**
 * Copies of regions and functions. Values and break targets that are defined inside are mapped to their copies, all others stay as they are.
 */
import type { BlockInst, BreakInst, Inst, InstResult, InlineSite, LoopInst, Region, Value } from './ir.js';
import type { Held } from './numbering.js';
import { isHeld, numberRegion } from './numbering.js';
import { makeParam, makeResult, shapeInst } from './shapes.js';

export interface CloneContext {
  /** Old value → new value; may be filled beforehand (parameters → arguments). */
  readonly values: Map<Value, Value>;
  /** In its place: new values by the numbers of old ones (numbering.ts). */
  readonly byNumber: (Value | undefined)[] | undefined;
  /** Old block or loop → its copy. */
  readonly targets: Map<Inst, Inst>;
  /** Appended to each copied instruction's inline chain. */
  readonly site: InlineSite | undefined;
  /** Chains are shared between instructions; extended ones are too. */
  readonly sites: Map<InlineSite, InlineSite>;
  /** What `return` becomes: an instruction of its own, given its copied operands. Undefined: it stays a return. */
  readonly onReturn: ((operands: Value[], original: Inst) => Inst) | undefined;
}

export function createCloneContext(
  site?: InlineSite,
  onReturn?: (operands: Value[], original: Inst) => Inst,
): CloneContext {
  return { values: new Map(), byNumber: undefined, targets: new Map(), site, sites: new Map(), onReturn };
}

/** An inline chain with the context's call site as its outermost link. */
export function extendSite(ctx: CloneContext, inner: InlineSite | undefined): InlineSite | undefined {
  if (!ctx.site) return inner;
  if (!inner) return ctx.site;
  const known = ctx.sites.get(inner);
  if (known) return known;
  const made: InlineSite = { loc: inner.loc, function: inner.function, outer: extendSite(ctx, inner.outer) };
  ctx.sites.set(inner, made);
  return made;
}

/** A whole function's body, which refers to nothing outside of it. */
export function copyBody(body: Region): Region {
  const count = numberRegion(body);
  return cloneRegion(body, { ...createCloneContext(), byNumber: new Array<Value | undefined>(count).fill(undefined) });
}

function setCopy(ctx: CloneContext, of: Held, copy: Held): void {
  if (ctx.byNumber === undefined) ctx.values.set(of, copy);
  else ctx.byNumber[of.number] = copy;
}

export function cloneRegion(region: Region, ctx: CloneContext): Region {
  const params = region.params.map((p) => {
    const copy = makeParam(p.type, p.name);
    setCopy(ctx, p, copy);
    return copy;
  });
  return { params, insts: cloneInsts(region.insts, ctx) };
}

/** Copies a list of instructions whose region's parameters are mapped already. */
export function cloneInsts(insts: readonly Inst[], ctx: CloneContext): Inst[] {
  const out: Inst[] = new Array(insts.length);
  for (let i = 0; i < insts.length; i++) out[i] = cloneInst(insts[i]!, ctx);
  return out;
}

/** The same instruction with other operands and results of its own, which have no names yet; regions and targets are those of the original. */
export function copyWith(inst: Inst, operands: Value[]): Inst {
  const count = inst.results.length;
  const results: InstResult[] = count === 0 ? [] : new Array(count);
  const copy = shapeInst(inst, operands, results, inst.loc, inst.inlinedAt);
  for (let index = 0; index < count; index++) results[index] = makeResult(copy, index, inst.results[index]!.type);
  return copy;
}

export function cloneInst(inst: Inst, ctx: CloneContext): Inst {
  const source = inst.operands;
  const operands: Value[] = new Array(source.length);
  const { byNumber } = ctx;
  for (let i = 0; i < source.length; i++) {
    const v = source[i]!;
    operands[i] = isHeld(v) ? ((byNumber === undefined ? ctx.values.get(v) : byNumber[v.number]) ?? v) : v;
  }
  if (inst.kind === 'return' && ctx.onReturn) return ctx.onReturn(operands, inst);
  const results = inst.results;
  const newResults: InstResult[] = results.length === 0 ? [] : new Array(results.length);
  const copy = shapeInst(inst, operands, newResults, inst.loc, ctx.site ? extendSite(ctx, inst.inlinedAt) : inst.inlinedAt);
  for (let i = 0; i < results.length; i++) {
    const r = results[i]!;
    const made = makeResult(copy, i, r.type, r.name);
    newResults[i] = made;
    setCopy(ctx, r, made);
  }
  switch (copy.kind) {
    case 'if':
      copy.then = cloneRegion(copy.then, ctx);
      copy.otherwise = cloneRegion(copy.otherwise, ctx);
      break;
    case 'switch':
      copy.cases = copy.cases.map((c) => ({ values: c.values.slice(), region: cloneRegion(c.region, ctx) }));
      copy.otherwise = cloneRegion(copy.otherwise, ctx);
      break;
    case 'block':
    case 'loop':
      ctx.targets.set(inst, copy);
      copy.body = cloneRegion(copy.body, ctx);
      break;
    case 'try':
      copy.body = cloneRegion(copy.body, ctx);
      copy.handler = cloneRegion(copy.handler, ctx);
      break;
    case 'break':
      (copy as BreakInst).target = (ctx.targets.get(copy.target) ?? copy.target) as BlockInst | LoopInst;
      break;
    case 'continue':
      copy.target = (ctx.targets.get(copy.target) ?? copy.target) as LoopInst;
      break;
    default:
      break;
  }
  return copy;
}
