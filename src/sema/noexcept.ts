/**
 * Exception specifications ([except.spec]): whether a function is noexcept. Written conditions are evaluated when somebody asks, for destructors and defaulted
 * members the parts decide.
 */
import type * as Ast from '../ast/index.js';
import type { FunctionSymbol, Type } from '../tree/index.js';
import { selected, specialKind } from './class-completion.js';
import type { BodyContext } from './context.js';
import { declareParameters } from './function-bodies.js';
import type { DeclSema, FunctionInfo } from './state.js';
import { newScope } from './state.js';

export function isNoexcept(s: DeclSema, fn: FunctionSymbol): boolean {
  if (fn.type.noexcept || fn.trivial || fn.builtin !== undefined) return true;
  const info = s.d.functionInfos.get(fn);
  if (!info) return false;
  if (info.noexcept === undefined) {
    info.noexcept = false;
    info.noexcept = resolve(s, fn, info);
  }
  return info.noexcept;
}

function resolve(s: DeclSema, fn: FunctionSymbol, info: FunctionInfo): boolean {
  if (info.noexceptExpr) return evaluate(s, fn, info, info.noexceptExpr);
  if (info.suffix?.noexcept === true) return true;
  if (fn.role === 'destructor') return partsAreNoexcept(s, fn, (type) => (type.kind === 'class' ? s.destructorOf(type, fn.loc) : undefined));
  if (!fn.defaulted || !fn.thisClass) return false;
  const kind = specialKind(s, fn);
  if (!kind) return false;
  return partsAreNoexcept(s, fn, (type) => (type.kind === 'class' ? selected(s, type.symbol, kind) : undefined));
}

function partsAreNoexcept(s: DeclSema, fn: FunctionSymbol, find: (type: Type) => FunctionSymbol | undefined): boolean {
  const ok = (type: Type): boolean => {
    let at = type;
    while (at.kind === 'array') at = at.element;
    const part = find(at);
    return part === undefined || isNoexcept(s, part);
  };
  const cls = fn.thisClass!;
  if (cls.tag === 'union') return true;
  return cls.bases.every((base) => ok(base.type)) && cls.fields.every((field) => field.type.kind === 'reference' || ok(field.type));
}

/** The condition sees the function's parameters and `this`. */
function evaluate(s: DeclSema, fn: FunctionSymbol, info: FunctionInfo, expr: Ast.Expr): boolean {
  const scope = newScope('function', info.noexceptScope ?? info.scope, fn);
  const staticClass = fn.parent.kind === 'class' ? fn.parent : undefined;
  const { outer } = info;
  const ctx: BodyContext = {
    fn, thisClass: outer ? outer.thisClass : (fn.thisClass ?? staticClass),
    thisType: outer ? outer.thisType : fn.thisClass ? s.types.pointer(s.types.qualified(fn.thisClass.type, fn.type.thisCv)) : undefined,
    scope, unevaluated: true, constant: true, lambda: undefined,
  };
  if (info.suffix) {
    const { params } = fn;
    declareParameters(s, fn, info.suffix, ctx);
    fn.params = params;
  }
  const condition = s.checkCondition(expr, ctx);
  if (condition.kind === 'error') return false;
  const value = s.evaluate(condition);
  return value?.kind === 'integer' && value.value !== 0n;
}
