/**
 * Overload resolution (C++ [over.match]): candidates are viable when every argument has a conversion sequence; the best is better than every other.
 * Templates come in through deduction; candidate notes say why the others were not viable.
 */
import type { MessageRow, Note } from '../../diagnostics/diagnostic.js';
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Loc } from '../../source/loc.js';
import type { CheckedExpr, FunctionSymbol, TemplateArg, TemplateSymbol, Type } from '../../tree/index.js';
import type { BodyContext, CallArgument } from '../context.js';
import { type ExprSema, isExpr, type Operand } from './own.js';
import { compareSequences, ellipsis, type Ics, type SequenceOptions, sequence, STANDARD } from './sequences.js';
import { derivesFrom } from './standard.js';

export interface Candidate {
  readonly fn: FunctionSymbol;
  readonly conversions: readonly Ics[];
  readonly object: Ics | undefined;
  /** C++20: the operands of a comparison in reverse order. */
  readonly reversed: boolean;
  /** Conversion functions: from the result to the target. */
  readonly second: Ics | undefined;
}

export interface Rejected {
  readonly member: FunctionSymbol | TemplateSymbol;
  readonly reason: string;
}

export type Resolution =
  | { readonly kind: 'ok'; readonly candidate: Candidate }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'none'; readonly rejected: readonly Rejected[] };

export interface ResolveOptions extends SequenceOptions {
  /** Leave explicit constructors and conversion functions out. */
  readonly implicitOnly?: boolean;
}

const NO_OPTIONS: ResolveOptions = {};
const NO_ARGS: readonly TemplateArg[] = [];

export function callArguments(s: ExprSema, args: readonly Operand[]): CallArgument[] {
  return args.map((a) => {
    if (isExpr(a)) return { type: a.type, lvalue: a.category === 'lvalue', expr: a, list: undefined, overloads: undefined };
    const type = s.types.builtin('void');
    if (a.kind === 'list') return { type, lvalue: false, expr: undefined, list: a.list, elements: a.items.flatMap((item) => (isExpr(item.value) ? [item.value.type] : [])), overloads: undefined };
    return { type, lvalue: true, expr: undefined, list: undefined, overloads: a.set, explicitArgs: a.explicitArgs, addressed: a.addressed };
  });
}

export type MemberList = readonly (FunctionSymbol | TemplateSymbol)[];

/** Collects viable candidates; one instance a call expression, so that operators can add members, free functions and rewritten candidates. */
export interface Collector {
  readonly viable: Candidate[];
  /** The first few. */
  readonly rejected: Rejected[];
}

export const newCollector = (): Collector => ({ viable: [], rejected: [] });

export function collect(
  s: ExprSema, into: Collector, members: MemberList, explicit: readonly TemplateArg[] | undefined, object: CheckedExpr | undefined, args: readonly Operand[],
  ctx: BodyContext, loc: Loc, options: ResolveOptions = NO_OPTIONS, reversed = false,
): void {
  let calls: CallArgument[] | undefined;
  for (const member of members.length > 1 ? new Set(members) : members) {
    let fn: FunctionSymbol;
    if (member.kind === 'template') {
      if (member.templateKind !== 'function') continue;
      calls ??= callArguments(s, args);
      const deduced = s.deduceCall(member, explicit ?? NO_ARGS, calls, loc);
      if ('failure' in deduced) {
        reject(into, member, deduced.failure.startsWith('candidate') ? deduced.failure : `candidate template ignored: ${deduced.failure}`);
        continue;
      }
      fn = deduced;
    } else {
      if (explicit !== undefined) continue;
      fn = member;
      if (!s.constraintHolds(fn)) {
        reject(into, member, 'candidate function not viable: constraints not satisfied');
        continue;
      }
    }
    if (options.implicitOnly && fn.explicit) {
      reject(into, member, 'explicit constructor is not a candidate');
      continue;
    }
    const result = viability(s, fn, object, args, ctx, loc, options, reversed, into.rejected.length < MAX_NOTES);
    if (typeof result === 'string') reject(into, member, result);
    else into.viable.push(result);
  }
}

/** Only the first few are told of: large overload sets have thousands. */
const MAX_NOTES = 5;
const UNEXPLAINED = 'candidate function not viable';

function reject(into: Collector, member: Rejected['member'], reason: string): void {
  if (into.rejected.length < MAX_NOTES) into.rejected.push({ member, reason });
}

const ordinal = (n: number): string => (n === 1 ? '1st' : n === 2 ? '2nd' : n === 3 ? '3rd' : `${n}th`);

function viability(
  s: ExprSema, fn: FunctionSymbol, object: CheckedExpr | undefined, args: readonly Operand[], ctx: BodyContext, loc: Loc, options: ResolveOptions, reversed: boolean, explains: boolean,
): Candidate | string {
  const { params, variadic } = fn.type;
  const count = args.length;
  if (count > params.length && !variadic)
    return `candidate function not viable: requires ${hasDefaults(s, fn) ? 'at most ' : ''}${plural(params.length)}, but ${were(count)} provided`;
  for (let i = count; i < params.length; i++) {
    if (s.hasDefaultArgument(fn, i)) continue;
    return `candidate function not viable: requires ${params.length > i + 1 && s.hasDefaultArgument(fn, params.length - 1) ? 'at least ' : ''}${plural(requiredCount(s, fn))}, but ${were(count)} provided`;
  }
  let objectIcs: Ics | undefined;
  if (fn.thisClass !== undefined && (fn.role === 'method' || fn.role === 'conversion') && object !== undefined) {
    const conversion = objectSequence(s, fn, object);
    if (typeof conversion === 'string') return conversion;
    objectIcs = conversion;
  }
  const conversions: Ics[] = [];
  for (let i = 0; i < count; i++) {
    const operand = args[i];
    if (i >= params.length) {
      conversions.push(ellipsis(isExpr(operand) ? operand.type : s.types.builtin('int')));
      continue;
    }
    // A copy constructor's own parameter takes no user-defined conversion when the argument is itself being converted.
    const conversion = sequence(s, operand, params[i], ctx, loc, options);
    if (conversion === undefined) {
      if (!explains) return UNEXPLAINED;
      const from = isExpr(operand) ? `'${s.typeToString(operand.type)}'` : operand.kind === 'list' ? 'initializer list' : `overloaded function '${operand.set.name}'`;
      return `candidate function not viable: no known conversion from ${from} to '${s.typeToString(params[i])}' for ${ordinal(i + 1)} argument`;
    }
    conversions.push(conversion);
  }
  return { fn, conversions, object: objectIcs, reversed, second: undefined };
}

const plural = (n: number): string => (n === 0 ? 'no arguments' : n === 1 ? '1 argument' : `${n} arguments`);
const were = (n: number): string => (n === 0 ? 'no arguments were' : n === 1 ? '1 was' : `${n} were`);

function hasDefaults(s: ExprSema, fn: FunctionSymbol): boolean {
  const last = fn.type.params.length - 1;
  return last >= 0 && s.hasDefaultArgument(fn, last);
}

function requiredCount(s: ExprSema, fn: FunctionSymbol): number {
  let n = fn.type.params.length;
  while (n > 0 && s.hasDefaultArgument(fn, n - 1)) n--;
  return n;
}

/** The implicit object parameter: binds rvalues too unless the function has a ref-qualifier. */
function objectSequence(s: ExprSema, fn: FunctionSymbol, object: CheckedExpr): Ics | string {
  const cls = fn.thisClass!;
  const target: Type = s.types.qualified(cls.type, fn.type.thisCv);
  if (object.type.kind !== 'class') return `candidate function not viable: no object`;
  if ((object.type.cv & ~target.cv) !== 0)
    return `candidate function not viable: 'this' argument has type '${s.typeToString(object.type)}', but method is not marked ${(object.type.cv & ~target.cv) === 1 ? 'const' : 'volatile'}`;
  const lvalue = object.category === 'lvalue';
  if (fn.type.ref === '&' && !lvalue && (target.cv & 3) !== 1) return `candidate function not viable: expects an lvalue for object argument`;
  if (fn.type.ref === '&&' && lvalue) return `candidate function not viable: expects an rvalue for object argument`;
  return {
    kind: STANDARD, rank: 0, from: object.type.unqualified, to: target, reference: fn.type.ref === '&&' ? 2 : 1,
    rvalue: fn.type.ref !== '' && !lvalue, identity: true, pointerToBool: false, user: undefined, second: undefined, ambiguous: false, list: false,
  };
}

/** What a using-declaration brings in and inherited conversion functions count as members of the class that they are found in: of two methods of one object the qualifiers alone are compared. */
function compareObjects(s: ExprSema, a: Ics, b: Ics): number {
  if (a.from !== b.from || a.to.unqualified === b.to.unqualified) return compareSequences(s, a, b);
  return compareSequences(s, { ...a, to: s.types.qualified(a.from, a.to.cv) }, { ...b, to: s.types.qualified(b.from, b.to.cv) });
}

/** Negative: `a` is the better candidate. */
function compareCandidates(s: ExprSema, a: Candidate, b: Candidate, ctx: BodyContext): number {
  let order = 0;
  const count = Math.min(a.conversions.length, b.conversions.length);
  for (let i = 0; i < count; i++) {
    const c = compareSequences(s, a.conversions[a.reversed && count === 2 ? 1 - i : i], b.conversions[b.reversed && count === 2 ? 1 - i : i]);
    if (c === 0) continue;
    if (order !== 0 && c < 0 !== order < 0) return 0;
    order = c;
  }
  if (a.object !== undefined && b.object !== undefined) {
    const c = compareObjects(s, a.object, b.object);
    if (c !== 0) {
      if (order !== 0 && c < 0 !== order < 0) return 0;
      order = c;
    }
  }
  if (order !== 0) return order;
  if (a.second !== undefined && b.second !== undefined) {
    const c = compareSequences(s, a.second, b.second);
    if (c !== 0) return c;
  }
  const aTemplate = a.fn.specialization !== undefined;
  const bTemplate = b.fn.specialization !== undefined;
  if (aTemplate !== bTemplate) return aTemplate ? 1 : -1;
  if (aTemplate) {
    const c = s.compareTemplates(a.fn, b.fn);
    if (c !== 0) return c;
  } else if (a.fn.type.params.length === b.fn.type.params.length && a.fn.type.params.every((param, i) => param === b.fn.type.params[i])) {
    const c = s.compareConstraints(a.fn, b.fn);
    if (c !== 0) return c;
  }
  if (a.reversed !== b.reversed) return a.reversed ? 1 : -1;
  // Inherited constructors are worse than the derived class's own.
  if (a.fn.role === 'constructor' && b.fn.role === 'constructor') {
    const depth = s.inheritedDepth(a.fn) - s.inheritedDepth(b.fn);
    if (depth !== 0 && a.conversions.every((_, i) => a.fn.type.params[i] === b.fn.type.params[i])) return depth;
  }
  if (a.fn.role === 'constructor' && b.fn.role === 'constructor' && a.fn.thisClass !== b.fn.thisClass && a.fn.thisClass !== undefined && b.fn.thisClass !== undefined) {
    if (derivesFrom(s, a.fn.thisClass.type, b.fn.thisClass.type)) return -1;
    if (derivesFrom(s, b.fn.thisClass.type, a.fn.thisClass.type)) return 1;
  }
  return spacePreference(b.fn, ctx) - spacePreference(a.fn, ctx);
}

/** How well a function's execution space suits the caller's. */
function spacePreference(fn: FunctionSymbol, ctx: BodyContext): number {
  const caller = ctx.fn?.space;
  const device = caller !== undefined && (caller.device || caller.kernel) && !caller.host;
  const { host, device: onDevice } = fn.space;
  if (device) return onDevice ? (host ? 2 : 3) : 0;
  return host ? (onDevice ? 2 : 3) : 0;
}

export function best(s: ExprSema, collector: Collector, ctx: BodyContext): Resolution {
  const { viable } = collector;
  if (viable.length === 0) return { kind: 'none', rejected: collector.rejected };
  let winner = viable[0];
  for (let i = 1; i < viable.length; i++) if (compareCandidates(s, viable[i], winner, ctx) < 0) winner = viable[i];
  for (const other of viable) {
    if (other !== winner && other.fn !== winner.fn && compareCandidates(s, winner, other, ctx) >= 0)
      return { kind: 'ambiguous', candidates: viable.filter((c) => c === winner || compareCandidates(s, winner, c, ctx) >= 0) };
  }
  return { kind: 'ok', candidate: winner };
}

export function resolve(
  s: ExprSema, members: MemberList, explicit: readonly TemplateArg[] | undefined, object: CheckedExpr | undefined, args: readonly Operand[],
  ctx: BodyContext, loc: Loc, options: ResolveOptions = NO_OPTIONS,
): Resolution {
  const collector = newCollector();
  collect(s, collector, members, explicit, object, args, ctx, loc, options);
  return best(s, collector, ctx);
}

export function candidateNotes(resolution: Exclude<Resolution, { kind: 'ok' }>): Note[] {
  const notes: Note[] =
    resolution.kind === 'ambiguous'
      ? resolution.candidates.slice(0, MAX_NOTES).map((c) => ({ loc: c.fn.loc, text: 'candidate function' }))
      : resolution.rejected.slice(0, MAX_NOTES).map((r) => ({ loc: r.member.loc, text: r.reason }));
  return notes.filter((n) => n.loc !== 0);
}

/** Reports a failed resolution. */
export function reportResolution(s: ExprSema, resolution: Exclude<Resolution, { kind: 'ok' }>, name: string, loc: Loc, rows?: { none: MessageRow; ambiguous: MessageRow }): void {
  const row = resolution.kind === 'ambiguous' ? (rows?.ambiguous ?? exprMessages.ambiguousCall) : (rows?.none ?? exprMessages.noMatchingCall);
  s.report(row, loc, [name], { notes: candidateNotes(resolution) });
}
