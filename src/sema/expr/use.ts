/** What using an entity in an evaluated expression entails: odr-use, deleted functions, access, and CUDA's rules on who may call whom. */
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Note } from '../../diagnostics/diagnostic.js';
import type { Loc } from '../../source/loc.js';
import type { ClassSymbol, FieldSymbol, FunctionSymbol, Type, VarSymbol } from '../../tree/index.js';
import type { BodyContext } from '../context.js';
import { spacedName } from '../type-print.js';
import type { ExprSema } from './own.js';

function hasPlaceholder(t: Type): boolean {
  while (t.kind === 'pointer' || t.kind === 'reference' || t.kind === 'array') t = t.kind === 'pointer' ? t.pointee : t.kind === 'reference' ? t.referee : t.element;
  return t.kind === 'auto';
}

/** A result type written `auto` is known once the body was checked. */
export function deduceResult(s: ExprSema, fn: FunctionSymbol, loc: Loc): void {
  if (hasPlaceholder(fn.type.result)) s.requireBody(fn, loc);
}

function whyDeleted(s: ExprSema, fn: FunctionSymbol): readonly Note[] {
  const name = spacedName(fn.name);
  const because = s.deletedBecause(fn);
  if (because !== undefined) return [{ loc: because.loc, text: `'${name}' is implicitly deleted because of ${because.text}` }];
  if (fn.loc === 0) return [];
  return [{ loc: fn.loc, text: fn.defaulted ? `'${name}' is implicitly deleted` : `'${name}' has been explicitly marked deleted here` }];
}

/** Marks a chosen function as used; false after an error was reported. */
export function useFunction(s: ExprSema, fn: FunctionSymbol, ctx: BodyContext, loc: Loc, through?: ClassSymbol, object?: ClassSymbol): boolean {
  if (fn.deleted) {
    s.report(exprMessages.deletedCall, loc, [fn.pretty || fn.name], { notes: whyDeleted(s, fn) });
    return false;
  }
  if (fn.thisClass !== undefined || fn.parent.kind === 'class') checkAccess(s, fn, through ?? fn.thisClass ?? (fn.parent as ClassSymbol), ctx, loc, fn.thisClass !== undefined ? object : undefined);
  if (ctx.unevaluated) return true;
  checkSpace(s, fn, ctx, loc);
  s.markReferenced(fn, loc);
  return true;
}

export function checkAccess(s: ExprSema, member: FunctionSymbol | FieldSymbol | VarSymbol, through: ClassSymbol, ctx: BodyContext, loc: Loc, object?: ClassSymbol): boolean {
  if (s.isAccessible(member, through, ctx, object)) return true;
  const access = s.accessOf(member);
  s.report(exprMessages.inaccessible, loc, [member.name, access, member.parent.kind === 'class' ? member.parent.name : through.name]);
  return false;
}

/** May an object of type `from` be seen as its base `to` here? Reports ambiguous bases, and inaccessible ones unless a C-style cast is at work. */
export function checkBase(s: ExprSema, from: Type, to: Type, ctx: BodyContext, loc: Loc): boolean {
  if (from.kind !== 'class' || to.kind !== 'class' || from.symbol === to.symbol) return true;
  const path = s.basePath(from.symbol, to.symbol);
  if (path === undefined) return true;
  if (path === 'ambiguous') {
    s.report(exprMessages.ambiguousBase, loc, [s.typeToString(from), s.typeToString(to)]);
    return false;
  }
  const step = s.own.ignoresAccess ? undefined : s.inaccessibleStep(from.symbol, path, ctx);
  if (step === undefined) return true;
  s.report(exprMessages.inaccessibleBase, loc, [s.typeToString(from), step.access, s.typeToString(to)]);
  return false;
}

/** Device code may call device and constexpr functions; host code may not call device-only ones. */
function checkSpace(s: ExprSema, fn: FunctionSymbol, ctx: BodyContext, loc: Loc): void {
  const caller = ctx.fn;
  if (caller !== undefined && fn.constexpr && !s.options.relaxedConstexpr) checkConstexprSpace(s, fn, caller, loc);
  if (caller === undefined || fn.constexpr || fn.defaulted || fn.trivial || s.options.isSystem(loc)) return;
  const callee = fn.space;
  const onDevice = caller.space.device || caller.space.kernel;
  if (onDevice && !caller.space.host && !callee.device && !callee.kernel && callee.host && fn.builtin === undefined)
    s.report(exprMessages.hostFromDevice, loc, [fn.name, caller.space.kernel ? '__global__' : '__device__', caller.name]);
  else if (!onDevice && caller.space.host && callee.device && !callee.host && !callee.kernel && !caller.constexpr)
    s.report(exprMessages.deviceFromHost, loc, [fn.name, caller.name]);
}

/** What nvcc allows with a flag only works here in any case, so that it is worth a warning. */
function checkConstexprSpace(s: ExprSema, fn: FunctionSymbol, caller: FunctionSymbol, loc: Loc): void {
  const space = s.constexprSpace(fn);
  if (space === undefined || caller.constexpr || s.options.isSystem(loc) || s.options.isSystem(fn.loc)) return;
  const onDevice = caller.space.device || caller.space.kernel;
  if (space === 'host' && onDevice && !caller.space.host) s.report(exprMessages.constexprFromDevice, loc, [fn.name, caller.name]);
  else if (space === 'device' && !onDevice) s.report(exprMessages.constexprFromHost, loc, [fn.name, caller.name]);
}
