/**
 * Function bodies: found (in the declaration, among the out-of-class members of a class template, or in a function template), checked when needed,
 * queued when referenced. The user's own non-template bodies are checked in any case.
 */
import type * as Ast from '../ast/index.js';
import { semaMessages } from '../diagnostics/sema-messages.js';
import type { Loc } from '../source/loc.js';
import type { CheckedExpr, CheckedHandler, CheckedMemberInit, CheckedStmt, ClassSymbol, FunctionBody, FunctionSymbol, Type, VarSymbol } from '../tree/index.js';
import { reportUnavailable } from './attributes.js';
import type { BodyContext, Scope } from './context.js';
import { containsAuto, sameSignature, sameTrailingConstraint } from './functions.js';
import { checkHandlers } from './statements.js';
import { checkJumps } from './jumps.js';
import type { DeclSema, Flow, FunctionDefinition, FunctionInfo } from './state.js';
import { newScope, scopeContext } from './state.js';
import { newVariable } from './symbols.js';
import { mentionsLambda } from './syntax-walk.js';
import { boundScope } from './templates/arguments.js';
import { memberScope, outOfClassMembers } from './templates/instantiate.js';
import { declaratorId, isPackParameter, parameters } from './types.js';

/** What a chain begins with is no instance of its own: nvcc allows as many levels more. */
const SLACK = 2;

/** The innermost declaration with a body, as found among a class template's out-of-class members or a template's own declaration. */
function definitionFrom(declaration: Ast.Declaration, scope: Scope): FunctionDefinition | undefined {
  if (declaration.kind !== 'function') return undefined;
  let at = declaration.declarator;
  let suffix: Ast.FunctionSuffix | undefined;
  while (at.kind !== 'id') {
    suffix = at.kind === 'function' ? at.suffix : undefined;
    at = at.inner;
  }
  if (!suffix) return undefined;
  return { specifiers: declaration.specifiers, declarator: declaration.declarator, suffix, body: declaration.body, scope, loc: declaration.loc };
}

function outOfClassDefinition(s: DeclSema, fn: FunctionSymbol): FunctionDefinition | undefined {
  if (fn.parent.kind !== 'class') return undefined;
  const cls = fn.parent;
  const { pattern } = s.d.classes.get(cls)!;
  if (!pattern) return nestedDefinition(s, fn, cls);
  const candidates = outOfClassMembers(s, cls).filter((member) => member.name === fn.name && !member.inner && member.declaration.kind === 'function');
  if (candidates.length === 0) return undefined;
  const sameName = cls.methods.filter((method) => method.name === fn.name && !method.specialization && method.role === fn.role);
  const info = s.d.functionInfos.get(fn);
  for (const candidate of candidates) {
    const scope = memberScope(s, cls, candidate, pattern.args);
    const definition = definitionFrom(candidate.declaration, scope);
    if (!definition) continue;
    if (candidates.length === 1 && sameName.length === 1) return definition;
    const ctx: BodyContext = { ...scopeContext(scope), thisClass: cls };
    const conversion = declaratorId(definition.declarator).name?.last;
    const base = conversion?.kind === 'conversion' ? s.resolveTypeId(conversion.type, ctx) : s.specifierType(definition.specifiers, ctx);
    const { type } = s.applyDeclarator(base, definition.declarator, ctx);
    if (type.kind === 'function' && sameSignature(type, fn.type) && (fn.role !== 'conversion' || type.result === fn.type.result) && sameTrailingConstraint(s, definition.suffix.trailingRequires, definition.scope, info?.suffix?.trailingRequires, info?.scope ?? scope)) return definition;
  }
  return undefined;
}

/** Member of a class nested in a class template, defined outside: `template<class T> void A<T>::B::f() {}`. */
function nestedDefinition(s: DeclSema, fn: FunctionSymbol, cls: ClassSymbol): FunctionDefinition | undefined {
  let path = cls.name;
  for (let outer = cls.parent; outer.kind === 'class'; outer = outer.parent) {
    const { pattern } = s.d.classes.get(outer)!;
    if (pattern) {
      const wanted = `${path}::${fn.name}`;
      const candidates = outOfClassMembers(s, outer).filter((member) => member.name === wanted && !member.inner && member.declaration.kind === 'function');
      for (const candidate of candidates) {
        const definition = definitionFrom(candidate.declaration, memberScope(s, cls, candidate, pattern.args));
        if (!definition) continue;
        if (candidates.length === 1) return definition;
        const ctx: BodyContext = { ...scopeContext(definition.scope), thisClass: cls };
        const { type } = s.applyDeclarator(s.specifierType(definition.specifiers, ctx), definition.declarator, ctx);
        if (type.kind === 'function' && sameSignature(type, fn.type)) return definition;
      }
      return undefined;
    }
    path = `${outer.name}::${path}`;
  }
  return undefined;
}

function findDefinition(s: DeclSema, fn: FunctionSymbol, info: FunctionInfo): FunctionDefinition | undefined {
  if (info.definition) return info.definition;
  const { template } = info;
  if (template && fn.specialization) {
    // Defined after this specialization was declared.
    const { inner } = template;
    if (!template.defined || template.explicit.has(s.types.argsKey(fn.specialization.args))) return undefined;
    const scope = boundScope(s, template.params, fn.specialization.args, template.scope, template.seq);
    return (info.definition = definitionFrom(inner, scope));
  }
  return (info.definition = outOfClassDefinition(s, fn));
}

/** Is the definition that the function has (or can have) an inline one? */
export function isInline(s: DeclSema, fn: FunctionSymbol): boolean {
  const info = s.d.functionInfos.get(fn)!;
  if (info.inline || fn.defaulted || fn.constexpr || info.deduceResult) return true;
  const specifiers = findDefinition(s, fn, info)?.specifiers;
  return specifiers !== undefined && (specifiers.inline || specifiers.constexpr === 'constexpr' || specifiers.constexpr === 'consteval');
}

/** Is there (or can there be) a body? */
export function hasDefinition(s: DeclSema, fn: FunctionSymbol): boolean {
  return fn.body !== undefined || fn.defaulted || findDefinition(s, fn, s.d.functionInfos.get(fn)!) !== undefined;
}

/** Declares the parameters in the function's scope and fills in `fn.params`. */
export function declareParameters(s: DeclSema, fn: FunctionSymbol, suffix: Ast.FunctionSuffix, ctx: BodyContext): void {
  const { scope } = ctx;
  const params: VarSymbol[] = [];
  let pack: { readonly syntax: Ast.ParameterDeclaration; readonly elements: VarSymbol[] } | undefined;
  for (const param of suffix.params) {
    if (!isPackParameter(param.declarator)) continue;
    const name = declaratorId(param.declarator).name?.last;
    if (name?.kind === 'identifier') scope.names.set(name.name, { kind: 'pack', name: name.name, elements: [] });
  }
  parameters(s, suffix, ctx, (fact) => {
    const name = fact.name ?? '';
    const variable = newVariable(name, fact.syntax.loc, fn, fact.type, 'parameter');
    variable.restrict = fact.restrict;
    params.push(variable);
    if (fact.type.kind === 'class') {
      if (!s.completeType(fact.type, undefined, fact.syntax.loc)) s.report(semaMessages.incompleteParameter, fact.syntax.loc, [s.typeToString(fact.type)]);
      else variable.destructor = s.destructorOf(fact.type, fact.syntax.loc);
    }
    if (fact.name === undefined) return;
    if (fact.pack) {
      if (pack?.syntax !== fact.syntax) {
        pack = { syntax: fact.syntax, elements: [] };
        scope.names.set(name, { kind: 'pack', name, elements: pack.elements });
      }
      pack.elements.push(variable);
    } else {
      if (scope.names.get(name)?.kind === 'variable') s.report(semaMessages.redefinition, fact.syntax.loc, [name]);
      scope.names.set(name, variable);
    }
  });
  fn.params = params;
}

function checkLabels(s: DeclSema, flow: Flow): void {
  for (const { label, loc } of flow.gotos) if (!flow.labels.has(label)) s.report(semaMessages.labelUndeclared, loc, [label]);
}

function emit(s: DeclSema, fn: FunctionSymbol, info: FunctionInfo): void {
  if (info.emitted) return;
  info.emitted = true;
  s.d.functions.push(fn);
  // Destructors of the parts run after a destructor's body, and when a constructor throws.
  if (fn.thisClass && (fn.role === 'destructor' || fn.role === 'constructor')) {
    for (const base of fn.thisClass.bases) s.destructorOf(base.type, fn.loc);
    if (fn.thisClass.tag !== 'union') for (const field of fn.thisClass.fields) if (field.type.kind !== 'reference') s.destructorOf(field.type, fn.loc);
  }
  if (fn.space.kernel) s.d.kernels.add(fn);
}

export function isInstanceOf(fn: FunctionSymbol): boolean {
  return fn.specialization !== undefined || (fn.parent.kind === 'class' && fn.parent.specialization !== undefined);
}

/** Checks the body, if there is one and it was not checked yet. */
export function bodyOf(s: DeclSema, fn: FunctionSymbol): void {
  if (fn.bodyState === 'done' || fn.bodyState === 'checking' || fn.deleted || fn.trivial) return;
  const info = s.d.functionInfos.get(fn);
  if (!info) return;
  if (fn.defaulted) {
    fn.bodyState = 'checking';
    fn.body = s.defaultedBody(fn);
    fn.bodyState = 'done';
    if (fn.params.length < fn.type.params.length) throw new Error(`defaulted ${fn.name} without parameters`);
    emit(s, fn, info);
    return;
  }
  const definition = findDefinition(s, fn, info);
  if (!definition || definition.body.kind === 'delete') return;
  if (definition.body.kind === 'default') {
    fn.defaulted = true;
    info.defaultedOutside = true;
    fn.bodyState = 'pending';
    bodyOf(s, fn);
    return;
  }
  const instance = isInstanceOf(fn);
  const { trap } = s;
  const { flow: outerFlow, linkage } = s.d;
  const { instantiations } = s.options.limits;
  // Closures count: each instance of what encloses them has its own.
  if ((instance || info.outer) && ++s.d.instantiationCount > instantiations) {
    s.report(semaMessages.tooManyInstantiations, fn.loc, [`${instantiations}`]);
    // What waits would lead to more.
    s.d.queue.length = 0;
    return;
  }
  if (instance) {
    // Bodies come from a queue: how deep one instantiation led to the next is counted along the references, with nvcc's limit (names of closures in closures grow with each level).
    const { instantiationDepth } = s.options.limits;
    const isTooDeep = s.instantiations.length >= instantiationDepth || info.depth > instantiationDepth + SLACK;
    s.instantiations.push({ what: () => `function '${fn.pretty}'`, loc: info.requested?.loc ?? fn.loc, by: info.requested?.by });
    if (isTooDeep) {
      s.report(semaMessages.depthExceeded, fn.loc, [`${instantiationDepth}`]);
      s.instantiations.pop();
      return;
    }
  }
  s.trap = undefined;
  s.d.linkage = s.options.c ? 'C' : 'C++';
  fn.bodyState = 'checking';
  s.d.checkedBodies.add(definition.body);
  fn.body = checkBody(s, fn, info, definition, definition.body.kind === 'deferred' ? definition.body.read() : definition.body);
  fn.bodyState = 'done';
  s.d.linkage = linkage;
  s.d.flow = outerFlow;
  s.trap = trap;
  if (instance) s.instantiations.pop();
  emit(s, fn, info);
}

function checkBody(s: DeclSema, fn: FunctionSymbol, info: FunctionInfo, definition: FunctionDefinition, body: Extract<Ast.FunctionBody, { kind: 'block' }>): FunctionBody {
  const flow: Flow = { fn, last: body.statement.body.at(-1), breakable: 0, loops: 0, switches: [], labels: new Map(), gotos: [], hasSwitch: false, deduced: undefined, deduce: info.deduceResult };
  s.d.flow = flow;
  const scope = newScope('function', definition.scope, fn, info.seq === s.d.nextSeq || hasMark(definition.scope) ? undefined : info.seq + 1);
  const staticClass = fn.parent.kind === 'class' ? fn.parent : undefined;
  const { outer } = info;
  const thisClass = outer ? outer.thisClass : (fn.thisClass ?? staticClass);
  const ctx: BodyContext = {
    fn, thisClass,
    thisType: outer ? outer.thisType : fn.thisClass ? s.types.pointer(s.types.qualified(fn.thisClass.type, fn.type.thisCv)) : undefined,
    scope, unevaluated: false, constant: false, lambda: outer?.lambda,
  };
  const bounds: CheckedStmt[] = [];
  declareParameters(s, fn, definition.suffix, s.options.c ? { ...ctx, runtimeBounds: bounds } : ctx);
  // A member of a class template, defined outside of it: only here its parameters are known.
  if (fn.parent.kind === 'class' && fn.params.some((param, i) => param.type.unqualified !== fn.type.params[i]?.unqualified && param.type !== s.types.error)) {
    s.report(semaMessages.noMatchingMember, definition.loc, [fn.name, s.typeToString(fn.parent.type)], { notes: [{ loc: fn.loc, text: 'declared here' }] });
  }
  const { result } = fn.type;
  if (!info.deduceResult && result.kind === 'class' && !s.completeType(result, undefined, fn.loc)) s.report(semaMessages.incompleteResult, fn.loc, [s.typeToString(result)]);
  let initializers: readonly CheckedMemberInit[] = [];
  if (fn.role === 'constructor') initializers = s.memberInitializers(fn, body.initializers, ctx);
  let statement: CheckedStmt = s.checkCompound(body.statement, ctx, true, body.handlers !== undefined);
  if (bounds.length > 0) statement = { kind: 'sequence', body: [...bounds, statement], loc: body.statement.loc };
  if (body.handlers) {
    const special = fn.role === 'constructor' || fn.role === 'destructor';
    const handlers = checkHandlers(s, body.handlers, ctx);
    statement = { kind: 'try', body: statement, handlers: special ? handlers.map((handler) => throwingOn(s, handler)) : handlers, wholeFunction: special, loc: body.statement.loc };
  }
  if (flow.deduce) finishDeduction(s, fn, info, flow);
  checkLabels(s, flow);
  if (!s.options.c && (flow.gotos.length > 0 || flow.hasSwitch)) checkJumps(s, statement, fn.space.host);
  return { initializers, statement, labels: flow.gotos.map((jump) => jump.label) };
}

/** The end of a handler of a constructor's or destructor's function try block throws the exception on ([except.handle]). */
function throwingOn(s: DeclSema, handler: CheckedHandler): CheckedHandler {
  const { loc } = handler;
  const rethrow: CheckedExpr = { kind: 'throw', operand: undefined, thrown: undefined, destructor: undefined, type: s.types.builtin('void'), category: 'prvalue', loc };
  return { ...handler, body: { kind: 'sequence', body: [handler.body, { kind: 'expression', expr: rethrow, loc }], loc } };
}

/** Does the scope chain say what is visible already (as instantiations' scopes do)? */
function hasMark(scope: Scope): boolean {
  for (let at: Scope | undefined = scope; at; at = at.parent) if (at.before !== undefined) return true;
  return false;
}

export function finishDeduction(s: DeclSema, fn: FunctionSymbol, info: FunctionInfo, flow: Flow): void {
  if (containsAuto(fn.type.result)) setResult(s, fn, flow.deduced ?? s.types.builtin('void'));
  info.deduceResult = false;
}

export function setResult(s: DeclSema, fn: FunctionSymbol, result: Type): void {
  const { params, variadic, thisCv, ref, noexcept } = fn.type;
  fn.type = s.types.fn(result, params, { variadic, thisCv, ref, noexcept });
}

export function requireBody(s: DeclSema, fn: FunctionSymbol, loc: Loc): FunctionBody | undefined {
  if (fn.bodyState !== 'done') {
    if (fn.bodyState === 'checking') {
      if (containsAuto(fn.type.result)) s.report(semaMessages.undeducedUsed, loc, [fn.name]);
      return undefined;
    }
    const info = s.d.functionInfos.get(fn);
    if (info && loc !== 0) info.requested ??= { loc, by: s.d.flow?.fn };
    bodyOf(s, fn);
    if (fn.body === undefined && containsAuto(fn.type.result)) s.report(semaMessages.undeducedUsed, loc, [fn.name]);
  }
  return fn.body;
}

export function markReferenced(s: DeclSema, entity: FunctionSymbol | VarSymbol, loc: Loc): void {
  if (entity.kind === 'variable') {
    markVariable(s, entity);
    return;
  }
  reportUnavailable(s, entity, loc);
  if (entity.referenced) return;
  entity.referenced = true;
  const info = s.d.functionInfos.get(entity);
  if (info && loc !== 0) info.requested = { loc, by: s.d.flow?.fn };
  if (info && s.d.flow) info.depth = s.d.functionInfos.get(s.d.flow.fn)!.depth + (isInstanceOf(entity) ? 1 : 0);
  if (!info?.elsewhere) s.d.queue.push(entity);
  if (entity.role === 'constructor' && entity.thisClass!.dynamic) needVtable(s, entity.thisClass!);
}

function markVariable(s: DeclSema, variable: VarSymbol): void {
  if (variable.role !== 'global') return;
  const info = s.d.vars.get(variable);
  if (!info || info.emitted || info.elsewhere) return;
  info.wanted = true;
  if (info.pending) s.d.varQueue.push(variable);
  else if (variable.defined) s.d.globals.push(variable);
  else return;
  info.emitted = true;
}

/** The class's vtable is emitted here: every virtual function in it is referenced. */
export function needVtable(s: DeclSema, cls: ClassSymbol): void {
  if (s.d.vtables.has(cls)) return;
  s.d.vtables.add(cls);
  s.destructorOf(cls.type, cls.loc);
  for (const fn of cls.vtable) if (!fn.pure || hasDefinition(s, fn)) markReferenced(s, fn, fn.loc);
  if (cls.destructor?.operatorDelete) markReferenced(s, cls.destructor.operatorDelete, cls.loc);
  for (const base of cls.bases) if (base.type.symbol.dynamic) needVtable(s, base.type.symbol);
}

/** Does another unit have the body? */
function isElsewhere(s: DeclSema, fn: FunctionSymbol): boolean {
  return fn.parent.kind === 'class' && s.d.instantiatedElsewhere.has(fn.parent) && !fn.specialization && !fn.defaulted && fn.bodyState !== 'done';
}

/** Checks bodies until nothing that is referenced is left. */
export function drain(s: DeclSema): void {
  const { queue, varQueue } = s.d;
  // `bodyOf` empties the queue when there are too many.
  for (let i = 0, j = 0; i < queue.length || j < varQueue.length; ) {
    if (j < varQueue.length) {
      s.instantiateVariable(varQueue[j++]!);
      continue;
    }
    const fn = queue[i++]!;
    if (!isElsewhere(s, fn)) bodyOf(s, fn);
  }
  queue.length = 0;
  varQueue.length = 0;
}

/** Default member initializers are errors even where no constructor uses them. */
function checkDefaultInits(s: DeclSema, cls: ClassSymbol): void {
  for (const [field] of s.d.classes.get(cls)!.defaultInits) {
    const written = s.defaultMemberInit(field)!;
    // A lambda is a type of its own each time it is looked at.
    if (mentionsLambda(written.init) || field.type === s.types.error) continue;
    s.initialize(field.type, written.init, { ...written.ctx, unevaluated: true }, field.loc);
  }
}

/** The user's inline member functions: checked whether referenced or not, one after the other: what the first one makes of the headers' classes and variables may be half done when a class in it is complete. */
export function drainChecks(s: DeclSema): void {
  if (s.d.classDepth > 0 || s.d.checking) return;
  s.d.checking = true;
  const { checkQueue, initQueue } = s.d;
  try {
    for (let i = 0, j = 0; i < initQueue.length || j < checkQueue.length; ) {
      if (i < initQueue.length) checkDefaultInits(s, initQueue[i++]!);
      else bodyOf(s, checkQueue[j++]!);
    }
  } finally {
    initQueue.length = checkQueue.length = 0;
    s.d.checking = false;
  }
}

