/**
 * Lambda expressions (C++ [expr.prim.lambda]): a closure class with a field per capture, and its initial value. Implicit captures are found in the syntax of
 * the body before anything of it is checked: every name in it that stands for a local variable of an enclosing function.
 */
import type * as Ast from '../../ast/index.js';
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Loc } from '../../source/loc.js';
import type { AggregateElement, CheckedExpr, CheckedInit, FunctionSymbol, Type, VarSymbol } from '../../tree/index.js';
import type { BindingSymbol, BodyContext, Entity, Scope } from '../context.js';
import { boundExpr, enclosing, isCapturedAlone, type LambdaInfo, localVariable, thisPointer, variableOf } from './captures.js';
import { hiddenVariable } from './hidden.js';
import { deref, errorExpr, exprOf } from './nodes.js';
import type { ExprSema } from './own.js';
import { asExpr } from './operators.js';
import { copyArray } from './array-copies.js';

type Lambda = Extract<Ast.Expr, { kind: 'lambda' }>;

interface Mentions {
  readonly names: readonly string[];
  readonly usesThis: boolean;
}

const mentionsCache = new WeakMap<object, Mentions>();

/** Unqualified names and `this` in a lambda's body and in what its nested lambdas capture. */
function mentionsOf(lambda: Lambda): Mentions {
  const known = mentionsCache.get(lambda);
  if (known !== undefined) return known;
  const names = new Set<string>();
  let usesThis = false;
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) {
      for (const item of node) visit(item);
      return;
    }
    const { kind } = node as { kind?: unknown };
    if (kind === 'this') usesThis = true;
    else if (kind === 'id' && 'name' in node) {
      const { name } = node as { name: Ast.Name | undefined };
      if (name !== undefined && name.kind === 'name' && name.qualifiers.length === 0 && name.last.kind !== 'destructor') {
        const last = name.last.kind === 'template-id' ? name.last.template : name.last;
        if (last.kind === 'identifier') names.add(last.name);
      }
    } else if (kind === 'lambda') {
      const inner = node as Lambda;
      for (const c of inner.captures) {
        if (c.mode === 'this' || c.mode === '*this') usesThis = true;
        else if (c.mode === '&' || c.mode === '=') names.add(c.name);
      }
    } else if (kind === 'sizeof-pack') names.add((node as { name: string }).name);
    for (const value of Object.values(node)) if (typeof value === 'object') visit(value);
  };
  visit(lambda.body);
  visit(lambda.suffix?.trailingReturn);
  const result: Mentions = { names: [...names], usesThis };
  mentionsCache.set(lambda, result);
  return result;
}

interface Building {
  readonly s: ExprSema;
  readonly info: LambdaInfo;
  readonly ctx: BodyContext;
  readonly elements: AggregateElement[];
  readonly loc: Loc;
}

export function checkLambda(s: ExprSema, lambda: Lambda, ctx: BodyContext): CheckedExpr {
  const { loc } = lambda;
  const cls = s.newClass('', 'class', ctx, loc, true);
  const info: LambdaInfo = { cls, outer: ctx, captures: new Map(), thisField: undefined, thisByCopy: false };
  const building: Building = { s, info, ctx, elements: [], loc };
  const names = new Map<string, Entity>();
  const seen = new Set<string>();
  for (const capture of lambda.captures) {
    const key = capture.mode === '*this' ? 'this' : capture.name || capture.mode;
    if (seen.has(key)) s.report(exprMessages.captureTwice, capture.loc, [key]);
    seen.add(key);
    explicitCapture(building, capture, names);
  }
  if (lambda.captureDefault !== '') implicitCaptures(building, lambda, names);
  checkExtended(building, lambda);
  // Init-captures are declared in a scope around the body.
  const scope: Scope = names.size === 0 ? ctx.scope : { kind: 'block', parent: ctx.scope, owner: ctx.scope.owner, names, tags: undefined, pending: undefined, using: [], before: undefined };
  const inner: BodyContext = { ...ctx, scope, lambda: info };
  const call = s.addLambdaCall(cls, lambda, inner);
  if (call.kind === 'function') inheritSpace(call, lambda, ctx);
  s.finishClass(cls);
  const type = cls.type;
  if (building.elements.some((e) => e.init.kind === 'expression' && e.init.expr.kind === 'error')) return errorExpr(s, loc, type);
  return exprOf({ kind: 'aggregate', type, elements: building.elements, zeroRest: false }, type, loc);
}

/** A lambda with an execution space in host code. */
function checkExtended({ s, info, ctx, loc }: Building, lambda: Lambda): void {
  const device = lambda.attributes.some((a) => a.name === 'device');
  if (!device || ctx.fn === undefined || ctx.unevaluated || !ctx.fn.space.host || s.options.isSystem(loc)) return;
  if (!s.options.extendedLambda) s.report(exprMessages.extendedLambda, loc);
  const host = lambda.attributes.some((a) => a.name === 'host');
  for (const [variable, field] of info.captures) {
    if (field.type.kind === 'reference' && field.type.referee.kind !== 'function') s.report(exprMessages.extendedLambdaCapture, loc, [host ? 'host__ __device' : 'device', variable.name]);
  }
}

/** Without attributes of its own a lambda in device code is device code. */
function inheritSpace(call: FunctionSymbol, lambda: Lambda, ctx: BodyContext): void {
  if (lambda.attributes.some((a) => a.name === 'device' || a.name === 'host' || a.name === 'global') || ctx.fn === undefined) return;
  const { space } = ctx.fn;
  call.space = { host: space.host, device: space.device || space.kernel, kernel: false };
}

function addCapture(b: Building, name: string, type: Type, init: CheckedInit): ReturnType<ExprSema['addField']> {
  const field = b.s.addField(b.info.cls, name, type, b.loc);
  b.elements.push({ place: { kind: 'field', field }, init });
  return field;
}

function captureVariable(b: Building, variable: VarSymbol | BindingSymbol, byReference: boolean): void {
  const { s, info, ctx, loc } = b;
  if (info.captures.has(variable)) return;
  const source = variable.kind === 'binding' ? boundExpr(s, variable, ctx, loc) : localVariable(s, variable, ctx, loc);
  if (source.kind === 'error') return;
  if (source.kind === 'temporary') return; // a constant, readable without capture
  // Copies in closures that are const are copied as what they are copies of.
  const declared = variable.kind === 'binding' ? variable.make(loc).type : variable.type.kind === 'reference' ? variable.type.referee : variable.type;
  const type = byReference || source.type.kind === 'function' ? s.types.reference(source.type, false) : declared;
  info.captures.set(variable, addCapture(b, variable.name, type, captureInit(b, type, source)));
}

/** Initial value of a captured copy (or reference). */
function captureInit(b: Building, type: Type, source: CheckedExpr): CheckedInit {
  const { s, ctx, loc } = b;
  if (type.kind === 'reference') return { kind: 'expression', expr: source };
  if (type.kind === 'array') return copyArray(s, type, source, ctx, loc);
  return s.copyInitializeFrom(type.kind === 'class' ? type : type.unqualified, source, ctx, loc);
}

function captureThis(b: Building, byCopy: boolean): void {
  const { s, info, ctx, loc } = b;
  if (info.thisField !== undefined || enclosing(ctx).thisType === undefined) return;
  const pointer = thisPointer(s, ctx, loc);
  if (pointer === undefined || pointer.kind === 'error') return;
  if (byCopy) {
    const object = deref(pointer);
    const type = object.type.unqualified;
    info.thisField = addCapture(b, '', type, s.copyInitializeFrom(type, object, ctx, loc));
    info.thisByCopy = true;
  } else info.thisField = addCapture(b, '', pointer.type.unqualified, { kind: 'expression', expr: pointer });
}

const isCapturable = (v: VarSymbol): boolean => v.role !== 'global';

function captureEntity(b: Building, entity: Entity | undefined, byReference: boolean): boolean {
  if (entity === undefined) return false;
  switch (entity.kind) {
    case 'variable':
      if (isCapturable(entity)) captureVariable(b, entity, byReference);
      return true;
    case 'binding': {
      const variable = variableOf(entity.make(b.loc));
      if (variable !== undefined && isCapturable(variable)) captureVariable(b, isCapturedAlone(entity) ? entity : variable, byReference);
      return true;
    }
    case 'pack':
      for (const element of entity.elements) captureEntity(b, element, byReference);
      return true;
    default:
      return false;
  }
}

function explicitCapture(b: Building, capture: Ast.LambdaCapture, names: Map<string, Entity>): void {
  const { s, ctx } = b;
  switch (capture.mode) {
    case 'this':
    case '*this':
      if (enclosing(ctx).thisType === undefined) s.report(exprMessages.invalidThis, capture.loc);
      captureThis(b, capture.mode === '*this');
      return;
    case '&':
    case '=': {
      const entity = s.lookup(capture.name, ctx.scope, capture.loc);
      if (!captureEntity(b, entity, capture.mode === '&')) s.report(exprMessages.captureUnknown, capture.loc, [capture.name]);
      return;
    }
    case 'init-copy':
    case 'init-ref': {
      if (capture.init === undefined) return;
      if (!capture.pack) {
        names.set(capture.name, initCapture(b, capture, capture.init, ctx));
        return;
      }
      const elements = (s.expandPack(capture.init, ctx, capture.loc) ?? []).map((each) => initCapture(b, capture, capture.init!, each));
      names.set(capture.name, { kind: 'pack', name: capture.name, elements });
      return;
    }
    default:
      capture.mode satisfies never;
  }
}

/** `x = e`, `&x = e`: a variable of its own that lives in the closure. */
function initCapture(b: Building, capture: Ast.LambdaCapture, init: Ast.Expr, ctx: BodyContext): VarSymbol {
  const { s, info } = b;
  const value = asExpr(s, s.own.checkOperand(init.kind === 'init-list' && init.items.length === 1 ? init.items[0].value : init, ctx), ctx);
  const auto = s.types.auto(false);
  const declared = capture.mode === 'init-ref' ? s.types.reference(auto, false) : auto;
  const type = value.kind === 'error' ? s.types.builtin('int') : (s.deduceAuto(declared, value, capture.loc) ?? s.types.builtin('int'));
  const variable = hiddenVariable(capture.name, type, info.cls, capture.loc);
  const converted: CheckedInit = value.kind === 'error' ? { kind: 'expression', expr: value } : s.copyInitializeFrom(type, value, ctx, capture.loc);
  info.captures.set(variable, addCapture(b, capture.name, type, converted));
  return variable;
}

function implicitCaptures(b: Building, lambda: Lambda, own: ReadonlyMap<string, Entity>): void {
  const { s, ctx } = b;
  const { names, usesThis } = mentionsOf(lambda);
  const byReference = lambda.captureDefault === '&';
  const params = parameterNames(lambda);
  if (usesThis) captureThis(b, false);
  for (const name of names) {
    if (own.has(name) || params.has(name)) continue;
    const entity = s.lookup(name, ctx.scope, lambda.loc);
    if (entity === undefined) continue;
    if (captureEntity(b, entity, byReference)) continue;
    if (enclosing(ctx).thisType === undefined) continue;
    if (entity.kind === 'field') captureThis(b, false);
    else if (entity.kind === 'overloads' && entity.members.some((m) => m.parent.kind === 'class' && (m.kind === 'template' || m.thisClass !== undefined))) captureThis(b, false);
  }
}

function parameterNames(lambda: Lambda): Set<string> {
  const names = new Set<string>();
  for (const param of lambda.suffix?.params ?? []) {
    let at = param.declarator;
    while (at.kind !== 'id') at = at.inner;
    if (at.name?.last.kind === 'identifier') names.add(at.name.last.name);
  }
  return names;
}

