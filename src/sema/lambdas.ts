/** Call operators of closures: an ordinary method, or a member template for generic lambdas. */
import type * as Ast from '../ast/index.js';
import type { ClassSymbol, FunctionSymbol, FunctionType, TemplateArg, TemplateSymbol } from '../tree/index.js';
import type { BodyContext, Scope } from './context.js';
import { attributeFacts } from './attributes.js';
import { newFunction } from './functions.js';
import { addOverload } from './lookup.js';
import type { DeclSema, TemplateInfo } from './state.js';
import { BOTH, DEVICE, HOST, newScope, within } from './state.js';
import { abstractScope, placeholders } from './templates/arguments.js';
import { inventParameters, newTemplate } from './templates/templates.js';

type Lambda = Extract<Ast.Expr, { kind: 'lambda' }>;

const NO_QUALIFIERS = { const: false, volatile: false, restrict: false };

/** The lambda's parameter list as the call operator has it: const unless mutable. */
function suffixOf(lambda: Lambda, params: readonly Ast.ParameterDeclaration[]): Ast.FunctionSuffix {
  const qualifiers = lambda.mutable ? NO_QUALIFIERS : { ...NO_QUALIFIERS, const: true };
  if (lambda.suffix) return { ...lambda.suffix, params, qualifiers };
  return {
    params, variadic: false, qualifiers, ref: '', noexcept: false, trailingReturn: undefined, trailingRequires: undefined, attributes: [], override: false, final: false,
  };
}

function callType(s: DeclSema, suffix: Ast.FunctionSuffix, ctx: BodyContext, loc: number): FunctionType {
  const declarator: Ast.Declarator = { kind: 'function', suffix, inner: { kind: 'id', name: undefined, pack: false, attributes: [], loc }, loc };
  const { type } = s.applyDeclarator(s.types.auto(false), declarator, ctx);
  if (type.kind !== 'function') throw new Error(`call operator of type ${type.kind}`);
  return type;
}

function makeCall(s: DeclSema, cls: ClassSymbol, lambda: Lambda, suffix: Ast.FunctionSuffix, ctx: BodyContext): FunctionSymbol {
  const { loc } = lambda;
  const type = callType(s, suffix, ctx, loc);
  const facts = attributeFacts(s, ctx, lambda.attributes, suffix.attributes);
  const outer = ctx.fn?.space;
  const space = facts.device ? (facts.host ? BOTH : DEVICE) : facts.host ? HOST : lambda.constexpr ? BOTH : outer ? { ...outer, kernel: false } : HOST;
  const { scope } = s.d.classes.get(cls)!;
  const fn = newFunction(s, { name: 'operator()', loc, parent: cls, type, role: 'method', thisClass: cls, space, linkage: 'internal', scope });
  fn.constexpr = s.options.std >= 17;
  const info = s.d.functionInfos.get(fn)!;
  info.outer = ctx;
  info.suffix = suffix;
  if (typeof suffix.noexcept === 'object') {
    info.noexceptExpr = suffix.noexcept;
    info.noexceptScope = ctx.scope;
  }
  const declarator: Ast.Declarator = { kind: 'function', suffix, inner: { kind: 'id', name: undefined, pack: false, attributes: [], loc }, loc };
  info.definition = { specifiers: EMPTY, declarator, suffix, body: { kind: 'block', initializers: [], statement: lambda.body, handlers: undefined }, scope: ctx.scope, loc };
  suffix.params.forEach((param, i) => {
    if (param.default) info.defaults[i] = { expr: param.default, scope: ctx.scope, checked: undefined, busy: false };
  });
  fn.bodyState = 'pending';
  cls.methods.push(fn);
  return fn;
}

const EMPTY: Ast.DeclSpecifiers = {
  storage: [], qualifiers: NO_QUALIFIERS, type: undefined, inline: false, virtual: false, explicit: false, friend: false, constexpr: undefined, attributes: [], loc: 0, end: 0,
};

/** Adds `operator()` to the closure class; `ctx` is what the body sees of its surroundings (captures are the expressions half's business). */
export function addLambdaCall(s: DeclSema, cls: ClassSymbol, lambda: Lambda, ctx: BodyContext): FunctionSymbol | TemplateSymbol {
  const { scope } = s.d.classes.get(cls)!;
  const { params, invented } = inventParameters(lambda.suffix?.params ?? []);
  const templateParams = [...lambda.templateParams, ...invented];
  if (templateParams.length === 0) {
    const fn = makeCall(s, cls, lambda, suffixOf(lambda, params), ctx);
    addOverload(scope, 'operator()', fn);
    if (!ctx.unevaluated) s.d.queue.push(fn);
    return fn;
  }
  const inner: Ast.Declaration = { kind: 'empty', loc: lambda.loc, end: lambda.end };
  const template = newTemplate(s, 'operator()', 'function', templateParams, inner, ctx.scope, cls, lambda.suffix?.trailingRequires, undefined);
  template.defined = true;
  template.seq = s.d.lastSeq;
  template.lambda = { body: lambda.body, ctx, expr: lambda };
  addOverload(scope, 'operator()', template.symbol);
  return template.symbol;
}

export function lambdaSignature(s: DeclSema, template: TemplateInfo): FunctionType | undefined {
  const { ctx, expr } = template.lambda!;
  const scope = abstractScope(s, template.params, placeholders(s, template.params), ctx.scope);
  const { params } = inventParameters(expr.suffix?.params ?? []);
  return callType(s, suffixOf(expr, params), within(ctx, scope), expr.loc);
}

/** The call operator for given template arguments. */
export function lambdaCall(s: DeclSema, template: TemplateInfo, args: readonly TemplateArg[], bound: Scope): FunctionSymbol {
  const { ctx, expr } = template.lambda!;
  const scope = newScope('template', ctx.scope, undefined);
  for (const [name, entity] of bound.names) scope.names.set(name, entity);
  const { params } = inventParameters(expr.suffix?.params ?? []);
  const cls = template.symbol.parent as ClassSymbol;
  const fn = makeCall(s, cls, expr, suffixOf(expr, params), within(ctx, scope));
  fn.specialization = { template: template.symbol, args };
  const info = s.d.functionInfos.get(fn)!;
  info.template = template;
  info.pattern = s.signature(template);
  return fn;
}

