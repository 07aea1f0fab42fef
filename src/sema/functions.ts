/**
 * Function declarations: roles (functions, methods, constructors …), execution spaces, linkage, merging with earlier declarations ([basic.link],
 * [dcl.fct.default]), default arguments. Bodies are checked elsewhere (function-bodies.ts); here they are only attached.
 */
import type * as Ast from '../ast/index.js';
import { semaMessages } from '../diagnostics/sema-messages.js';
import type { Loc } from '../source/loc.js';
import type { CheckedExpr, ClassSymbol, ExecutionSpace, FunctionSymbol, FunctionType, NamespaceSymbol, ParentSymbol, SymbolLinkage, Type } from '../tree/index.js';
import type { BodyContext, Scope } from './context.js';
import { attributeFacts, declaratorAttributes, setUnavailable } from './attributes.js';
import type { AttributeFacts } from './attributes.js';
import { compositeFunction } from './c-language.js';
import { addOverload } from './lookup.js';
import { declaratorPrefix, nameKey, nameText } from './names.js';
import type { DeclSema, FunctionInfo, FunctionRequest } from './state.js';
import { BOTH, declaringScope, DEVICE, HOST, KERNEL, namespaceScope, scopeContext, within } from './state.js';
import { newVariable } from './symbols.js';
import { spacedName } from './type-print.js';
import { spell } from './syntax-walk.js';
import { declaratorId, functionSuffix } from './types.js';

export function executionSpace(s: DeclSema, facts: Readonly<AttributeFacts>, constexpr: boolean, loc: Loc): ExecutionSpace {
  if (facts.global) {
    if (facts.device || facts.host) s.report(semaMessages.conflictingSpace, loc, [facts.device ? 'device' : 'host']);
    return KERNEL;
  }
  if (facts.device) return facts.host ? BOTH : DEVICE;
  if (facts.host) return HOST;
  return constexpr ? BOTH : HOST;
}

/** In an unnamed namespace, or a member of what is. */
export function isInternal(parent: ParentSymbol): boolean {
  for (let at: ParentSymbol | undefined = parent; at; at = at.parent) if (at.kind === 'namespace' && at.anonymous) return true;
  return false;
}

interface FunctionFields {
  readonly name: string;
  readonly loc: Loc;
  readonly parent: ParentSymbol;
  readonly type: FunctionType;
  readonly role: FunctionSymbol['role'];
  readonly thisClass: ClassSymbol | undefined;
  readonly space: ExecutionSpace;
  readonly linkage: SymbolLinkage;
  readonly scope: Scope;
}

/** A class for the sake of its two accessors: most functions of a header are never asked for their names as texts. */
class FunctionRecord implements FunctionSymbol {
  readonly kind = 'function';
  readonly name: string;
  readonly loc: Loc;
  readonly parent: ParentSymbol;
  type: FunctionType;
  readonly role: FunctionSymbol['role'];
  readonly thisClass: ClassSymbol | undefined;
  params: FunctionSymbol['params'] = [];
  space: ExecutionSpace;
  linkage: SymbolLinkage;
  bodyState: FunctionSymbol['bodyState'] = 'none';
  body: FunctionSymbol['body'] = undefined;
  virtual = false;
  pure = false;
  vtableSlot = -1;
  deleted = false;
  defaulted = false;
  trivial = false;
  constexpr = false;
  explicit = false;
  noreturn = false;
  inlineHint: FunctionSymbol['inlineHint'] = undefined;
  builtin: FunctionSymbol['builtin'] = undefined;
  import: FunctionSymbol['import'] = undefined;
  exportName: FunctionSymbol['exportName'] = undefined;
  runs: FunctionSymbol['runs'] = undefined;
  launchBounds: FunctionSymbol['launchBounds'] = undefined;
  specialization: FunctionSymbol['specialization'] = undefined;
  referenced = false;
  readonly #sema: DeclSema;
  #mangled: string | undefined = undefined;

  constructor(s: DeclSema, fields: FunctionFields) {
    this.name = fields.name;
    this.loc = fields.loc;
    this.parent = fields.parent;
    this.type = fields.type;
    this.role = fields.role;
    this.thisClass = fields.thisClass;
    this.space = fields.space;
    this.linkage = fields.linkage;
    this.#sema = s;
  }

  get mangled(): string {
    return (this.#mangled ??= this.#sema.mangleFunction(this));
  }

  set mangled(text: string) {
    this.#mangled = text;
  }

  get pretty(): string {
    return prettyFunction(this.#sema, this);
  }
}

export function newFunction(s: DeclSema, fields: FunctionFields): FunctionSymbol {
  const { type, scope } = fields;
  const fn = new FunctionRecord(s, fields);
  const info: FunctionInfo = {
    scope, specifiers: undefined, suffix: undefined, definition: undefined, defaults: [], seq: s.d.nextSeq, outer: undefined, template: undefined, searched: false, inline: false, elsewhere: false,
    constexprKind: undefined, constexprSpace: undefined, pattern: undefined, overridden: [], emitted: false, final: false, deduceResult: containsAuto(type.result), declaredResult: undefined, lambdaBody: undefined, packs: [],
    noexceptExpr: undefined, noexceptScope: undefined, noexcept: undefined, depth: 0, requested: undefined,
  };
  s.d.functionInfos.set(fn, info);
  return fn;
}

export function containsAuto(type: Type): boolean {
  switch (type.kind) {
    case 'auto':
      return true;
    case 'pointer':
      return containsAuto(type.pointee);
    case 'reference':
      return containsAuto(type.referee);
    case 'function':
      return containsAuto(type.result);
    case 'array':
      return containsAuto(type.element);
    case 'member-pointer':
      return containsAuto(type.member);
    default:
      return false;
  }
}

export function qualifiedName(symbol: { readonly name: string; readonly parent: ParentSymbol }, s: DeclSema): string {
  let text = spacedName(symbol.name);
  for (let at: ParentSymbol | undefined = symbol.parent; at; at = at.parent) {
    if (at.kind === 'namespace') {
      if (!at.parent) break;
      text = `${at.name || '{anonymous}'}::${text}`;
    } else if (at.kind === 'class') return `${s.typeToString(at.type)}::${text}`;
    else return text;
  }
  return text;
}

function prettyFunction(s: DeclSema, fn: FunctionSymbol): string {
  const { type } = fn;
  const params = type.params.map((param) => s.typeToString(param));
  if (type.variadic) params.push('...');
  const result = fn.role === 'function' || fn.role === 'method' ? `${s.typeToString(type.result)} ` : '';
  return `${result}${qualifiedName(fn, s)}(${params.join(', ')})${type.thisCv & 1 ? ' const' : ''}`;
}

/** Same parameters, cv and ref: they declare the same function. */
export function sameSignature(a: FunctionType, b: FunctionType): boolean {
  if (a.params.length !== b.params.length || a.variadic !== b.variadic || a.thisCv !== b.thisCv || a.ref !== b.ref) return false;
  return a.params.every((param, i) => param === b.params[i]);
}

/** Requires-clauses behind the declarators of two declarations, each in its scope. */
export function sameTrailingConstraint(s: DeclSema, a: Ast.Expr | undefined, aScope: Scope, b: Ast.Expr | undefined, bScope: Scope): boolean {
  return a === undefined || b === undefined ? a === b : a === b || spell(s, a, aScope) === spell(s, b, bScope);
}

interface Target {
  readonly scope: Scope;
  readonly parent: ParentSymbol;
  readonly cls: ClassSymbol | undefined;
  /** Named with a qualifier: must have been declared before. */
  readonly qualified: boolean;
}

function functionRole(name: Ast.UnqualifiedName, specifiers: Ast.DeclSpecifiers, cls: ClassSymbol | undefined): FunctionSymbol['role'] {
  if (name.kind === 'destructor') return 'destructor';
  if (name.kind === 'conversion') return 'conversion';
  if (cls && !specifiers.type && (name.kind === 'identifier' || name.kind === 'template-id')) return 'constructor';
  return cls ? 'method' : 'function';
}

function targetOf(s: DeclSema, request: FunctionRequest, name: Ast.Name): Target | undefined {
  const { ctx } = request;
  if ((name.qualifiers.length > 0 || name.global) && !request.specialization) {
    const prefix = declaratorPrefix(s, name, ctx);
    if (!prefix) return undefined;
    if (prefix.kind === 'namespace') return { scope: s.d.namespaces.get(prefix)!.scope, parent: prefix, cls: undefined, qualified: true };
    return { scope: s.d.classes.get(prefix)!.scope, parent: prefix, cls: prefix, qualified: true };
  }
  if (request.specialization) {
    const { parent } = request.specialization.template.symbol;
    const scope = declaringScope(request.specialization.template.scope);
    return { scope, parent, cls: parent.kind === 'class' ? parent : undefined, qualified: false };
  }
  const scope = declaringScope(ctx.scope);
  if (scope.kind === 'class' && !request.friend) return { scope, parent: scope.owner as ClassSymbol, cls: scope.owner as ClassSymbol, qualified: false };
  const ns = namespaceScope(scope);
  return { scope: ns, parent: ns.owner as NamespaceSymbol, cls: undefined, qualified: false };
}

function conversionType(s: DeclSema, name: Ast.UnqualifiedName, ctx: BodyContext): Type {
  return name.kind === 'conversion' ? s.resolveTypeId(name.type, ctx) : s.types.builtin('void');
}

/** An earlier declaration of the same function in the target scope. */
function findPrevious(s: DeclSema, target: Target, key: string, type: FunctionType, role: FunctionSymbol['role'], request: FunctionRequest): FunctionSymbol | undefined {
  const requires = functionSuffix(request.declarator)?.trailingRequires;
  const constrainedAlike = (fn: FunctionSymbol): boolean => {
    const info = s.d.functionInfos.get(fn);
    return info === undefined || s.d.inherited.has(fn) || sameTrailingConstraint(s, requires, request.ctx.scope, info.suffix?.trailingRequires, info.scope);
  };
  if (target.cls && role === 'constructor') {
    const { constructors } = s.d.classes.get(target.cls)!;
    const at = constructors.findIndex((fn) => fn.kind === 'function' && sameSignature(fn.type, type) && constrainedAlike(fn));
    const found = constructors[at];
    if (found?.kind !== 'function') return undefined;
    if (!s.d.inherited.has(found)) return found;
    // The class's own constructor hides the inherited one.
    constructors.splice(at, 1);
    target.cls.methods.splice(target.cls.methods.indexOf(found), 1);
    return undefined;
  }
  if (target.cls && role === 'destructor') return target.cls.destructor;
  const info = s.d.scopeNamespaces.get(target.scope);
  if (info) s.flush(info, key);
  const entity = target.scope.names.get(key);
  if (s.options.c) {
    const known = entity?.kind === 'overloads' ? entity.members[0] : s.d.externC.get(key);
    return known?.kind === 'function' ? known : undefined;
  }
  if (entity?.kind === 'overloads') {
    for (const member of entity.members) {
      if (member.kind !== 'function' || member.parent !== target.parent || !sameSignature(member.type, type) || member.specialization || !constrainedAlike(member)) continue;
      if (role === 'conversion' && member.type.result !== type.result) continue;
      return member;
    }
  }
  // extern "C" functions of one name are one function, whatever namespace declares them.
  if (info && s.d.linkage === 'C' && !target.qualified) {
    const other = s.d.externC.get(key);
    if (other?.kind === 'function' && sameSignature(other.type, type)) return other;
  }
  const hidden = info?.hidden.get(key)?.members.find((member): member is FunctionSymbol => member.kind === 'function' && sameSignature(member.type, type));
  if (hidden && !request.friend) addOverload(target.scope, key, hidden);
  return hidden;
}

function mergeDefaults(s: DeclSema, fn: FunctionSymbol, suffix: Ast.FunctionSuffix, scope: Scope, fresh: boolean): void {
  const { defaults } = s.d.functionInfos.get(fn)!;
  let missing = false;
  for (let i = 0; i < suffix.params.length; i++) {
    const param = suffix.params[i]!;
    if (param.default) {
      if (defaults[i] && !fresh) s.report(semaMessages.defaultArgumentRedefined, param.default.loc);
      else defaults[i] = { expr: param.default, scope, checked: undefined, busy: false };
      missing = true;
    } else if (missing && !defaults[i] && !declaratorId(param.declarator).pack && param.declarator) {
      s.report(semaMessages.defaultArgumentMissing, param.loc, [`${i + 1}`]);
      missing = false;
    }
  }
}

function checkKernel(s: DeclSema, fn: FunctionSymbol, loc: Loc): void {
  const { type } = fn;
  if (!(type.result.kind === 'builtin' && type.result.name === 'void') && !type.dependent) s.report(semaMessages.kernelReturns, loc, [s.typeToString(type.result)]);
  if (type.params.some((param) => param.kind === 'reference' && param.rvalue)) s.report(semaMessages.kernelParameter, loc);
  if (fn.parent.kind === 'class') s.report(semaMessages.kernelMember, loc, [fn.name]);
  if (fn.constexpr) s.report(semaMessages.kernelConstexpr, loc);
  if (type.params.some((param) => param.kind === 'class' && param.symbol.name === 'initializer_list' && s.typeToString(param).startsWith('std::initializer_list<'))) s.report(semaMessages.kernelInitializerList, loc);
  if (type.variadic) s.report(semaMessages.kernelVariadic, loc);
}

/** A member of a class that was made from a template: every unit that needs it makes it. */
function isTemplated(s: DeclSema, cls: ClassSymbol | undefined): boolean {
  for (let at: ClassSymbol | undefined = cls; at; at = at.parent.kind === 'class' ? at.parent : undefined) if (at.specialization && !s.d.explicitClasses.has(at)) return true;
  return false;
}

/** What a function of this name and kind may not be ([class.static.mfct], [over.oper]). */
function checkForm(
  s: DeclSema,
  form: { readonly name: string; readonly last: Ast.UnqualifiedName; readonly role: FunctionSymbol['role']; readonly isMember: boolean; readonly isStatic: boolean; readonly type: FunctionType; readonly virtual: boolean; readonly loc: Loc },
): void {
  const { name, last, role, isMember, isStatic, type, loc } = form;
  if (isMember && isStatic && role === 'method') {
    if (type.thisCv !== 0) s.report(semaMessages.staticQualified, loc, [name, type.thisCv & 1 ? 'const' : 'volatile']);
    if (form.virtual) s.report(semaMessages.staticVirtual, loc, [name]);
  }
  if (last.kind !== 'operator' || last.op.startsWith('new') || last.op.startsWith('delete')) return;
  const only = ['=', '[]', '()', '->'].includes(last.op);
  if (only && (!isMember || (isStatic && last.op !== '()'))) s.report(semaMessages.operatorNotMember, loc, [name]);
  else if (!isMember && !type.params.some(isOverloadable)) s.report(semaMessages.operatorOperands, loc, [name]);
}

function isOverloadable(param: Type): boolean {
  const object = param.kind === 'reference' ? param.referee : param;
  return object.kind === 'class' || object.kind === 'enum' || object.dependent || object.kind === 'auto' || (object.kind === 'builtin' && object.name === 'void');
}

export function declareFunction(s: DeclSema, request: FunctionRequest): FunctionSymbol | undefined {
  const { specifiers, body, loc, specialization } = request;
  const id = declaratorId(request.declarator);
  const { name } = id;
  if (!name) return undefined;
  const target = targetOf(s, request, name);
  if (!target) return undefined;
  const { cls } = target;
  const last = name.last.kind === 'template-id' ? name.last.template : name.last;
  const role = functionRole(last, specifiers, cls);
  const isStatic = specifiers.storage.includes('static') || (cls !== undefined && last.kind === 'operator' && (last.op.startsWith('new') || last.op.startsWith('delete')));

  // Parameters and result are looked up in the class that the name is qualified with.
  const scope = target.qualified && target.cls ? target.scope : request.ctx.scope;
  const thisClass = cls ?? request.ctx.thisClass;
  const ctx: BodyContext = { ...within(request.ctx, scope), thisClass };
  const base = role === 'conversion' ? conversionType(s, last, ctx) : s.specifierType(specifiers, ctx, { deduced: false });
  const { type, suffix } = s.applyDeclarator(base, request.declarator, ctx);
  if (type.kind !== 'function' || !suffix) return undefined;
  let fnType = type;
  if (role === 'method' && !specifiers.type && last.kind !== 'operator') s.report(semaMessages.missingType, loc);
  if (role === 'function' && !specifiers.type && !(last.kind === 'identifier' && last.name === 'main')) s.report(semaMessages.missingType, loc);
  if (!cls && fnType.thisCv !== 0) s.report(semaMessages.unusedQualifiers, loc, [fnType.thisCv & 1 ? 'const' : 'volatile']);

  checkForm(s, { name: nameText(name), last, role, isMember: cls !== undefined, isStatic: isStatic && !target.qualified, type: fnType, virtual: specifiers.virtual, loc });
  if (role === 'destructor' && specifiers.type) s.report(semaMessages.returnTypeGiven, loc, ['a destructor']);
  if (role === 'method' && !target.qualified && last.kind === 'identifier' && last.name === cls!.name && cls!.definition?.name) s.report(semaMessages.returnTypeGiven, loc, ['a constructor']);
  if (suffix.throws !== undefined && s.options.std >= 17 && !s.options.isSystem(loc)) s.report(semaMessages.dynamicExceptions, suffix.throws);
  if (role === 'constructor' && !specialization && fnType.params.length === 1 && fnType.params[0] === cls!.type) s.report(semaMessages.copyByValue, loc);

  const key = role === 'constructor' ? cls!.name : nameKey(last);
  const facts = attributeFacts(s, ctx, specifiers.attributes, request.attributes, declaratorAttributes(request.declarator));
  const constexpr = specifiers.constexpr === 'constexpr' || specifiers.constexpr === 'consteval';
  const unspaced = !facts.host && !facts.device && !facts.global;

  let previous = specialization ? undefined : findPrevious(s, target, key, fnType, role, request);
  let method = cls !== undefined && (role !== 'method' || !isStatic);
  // Out of class, `static` is not repeated.
  if (!previous && target.qualified && cls && role === 'method') {
    const entity = target.scope.names.get(key);
    if (entity?.kind === 'overloads') previous = entity.members.find((m): m is FunctionSymbol => m.kind === 'function' && sameSignature(m.type, fnType));
  }
  if (previous && cls && target.qualified) method = previous.thisClass !== undefined;
  if (target.qualified && !previous) {
    s.report(semaMessages.noMatchingMember, name.last.loc, [nameText(name), cls ? s.typeToString(cls.type) : target.parent.name || 'the global namespace']);
    return undefined;
  }
  if (!method && fnType.thisCv !== 0 && cls) fnType = s.types.fn(fnType.result, fnType.params, { variadic: fnType.variadic, noexcept: fnType.noexcept });

  let fn: FunctionSymbol;
  if (previous) {
    fn = previous;
    if (!request.friend && cls && !target.qualified && !cls.lambda) {
      s.report(semaMessages.memberRedeclared, loc);
      return fn;
    }
    if (s.options.c) {
      if (!compositeFunction(s, fn, fnType, loc)) return fn;
    } else if (fn.type.result !== fnType.result && !s.d.functionInfos.get(fn)!.deduceResult && role !== 'conversion' && fn.type.result !== s.types.error && fnType.result !== s.types.error) {
      s.report(semaMessages.conflictingReturn, loc, [], { notes: [{ loc: fn.loc, text: 'previous declaration is here' }] });
      return fn;
    }
  } else {
    const parent = target.parent;
    const internal = isInternal(parent) || (!cls && isStatic && role === 'function');
    const inline = specifiers.inline || constexpr || cls !== undefined || specialization !== undefined || request.friend;
    const linkage: SymbolLinkage = internal ? 'internal' : facts.weak ? 'weak' : specialization?.explicit && !specifiers.inline ? 'external' : (inline && body) || isTemplated(s, cls) ? 'once' : 'external';
    fn = newFunction(s, {
      name: key, loc: name.last.loc, parent, type: fnType, role, thisClass: method ? cls : undefined, space: executionSpace(s, facts, constexpr, loc), linkage, scope: target.scope,
    });
    if (specialization) {
      fn.specialization = { template: specialization.template.symbol, args: specialization.args };
      const info = s.d.functionInfos.get(fn)!;
      info.template = specialization.template;
      info.pattern = s.signature(specialization.template);
    }
  }
  const info = s.d.functionInfos.get(fn)!;
  info.specifiers ??= specifiers;
  info.suffix ??= suffix;
  if (specifiers.inline || constexpr || (cls && !target.qualified && body)) {
    info.inline = true;
    if (fn.linkage === 'external') fn.linkage = 'once';
  }
  if (constexpr) {
    fn.constexpr = true;
    info.constexprKind = specifiers.constexpr;
    if (fn.space === HOST && !facts.host) fn.space = BOTH;
    if (!previous) info.constexprSpace = unspaced ? 'host' : facts.device && !facts.host ? 'device' : undefined;
  }
  mergeAttributes(s, fn, facts, previous !== undefined, loc);
  if (specifiers.virtual) fn.virtual = true;
  if (specifiers.virtual && !cls) s.report(semaMessages.virtualOutsideClass, loc);
  if (request.pure) fn.pure = true;
  if (suffix.final) info.final = true;
  if (typeof specifiers.explicit === 'boolean') fn.explicit ||= specifiers.explicit;
  else fn.explicit = (s.evaluateInteger(specifiers.explicit, { ...ctx, constant: true }) ?? 0n) !== 0n;
  if (typeof suffix.noexcept === 'object') {
    info.noexceptExpr = suffix.noexcept;
    info.noexceptScope = scope;
  }
  mergeDefaults(s, fn, suffix, scope, previous === undefined);
  if (facts.launchBoundsLoc !== undefined && !fn.space.kernel) s.report(semaMessages.launchBoundsSpace, facts.launchBoundsLoc, [fn.name]);
  if (fn.space.kernel) checkKernel(s, fn, loc);
  if (role === 'destructor' && fnType.params.length > 0) s.report(semaMessages.destructorParameters, loc);

  if (!previous) {
    if (s.d.linkage === 'C' && !cls && !specialization) {
      const same = s.d.externC.get(key);
      if (same?.kind === 'function' && same.parent === target.parent && !sameSignature(same.type, type) && !s.options.isSystem(same.loc) && !s.options.isSystem(loc)) {
        s.report(semaMessages.cLinkageOverload, loc, [key], { notes: [{ loc: same.loc, text: 'previous declaration is here' }] });
      }
      fn.mangled = request.asmName ?? key;
      s.d.externC.set(key, fn);
    } else if (request.asmName !== undefined) fn.mangled = request.asmName;
    else if (!cls && !specialization && key === 'main' && target.parent === s.d.globalNamespace) {
      fn.mangled = 'main';
      const { result } = fnType;
      if (result !== s.types.builtin('int') && specifiers.type) s.report(semaMessages.mainReturn, loc);
      if (!specifiers.type) fn.type = s.types.fn(s.types.builtin('int'), fnType.params);
    }
    if (request.access) s.d.access.set(fn, request.access);
    register(s, fn, target, key, request);
  } else if (!request.friend && !target.qualified && request.ctx.scope !== target.scope) addOverload(declaringScope(request.ctx.scope), key, fn);

  if (body) attachBody(s, fn, request, suffix, scope, body, loc);
  return fn;
}

function mergeAttributes(s: DeclSema, fn: FunctionSymbol, facts: Readonly<AttributeFacts>, redeclared: boolean, loc: Loc): void {
  if (redeclared && (facts.global || facts.device || facts.host)) {
    const space = executionSpace(s, facts, fn.constexpr, loc);
    fn.space = { host: fn.space.host && space.host ? true : space.host || (fn.space.host && fn.space.device), device: fn.space.device || space.device, kernel: fn.space.kernel || space.kernel };
  }
  if (facts.weak && fn.linkage === 'external') fn.linkage = 'weak';
  fn.noreturn ||= facts.noreturn;
  fn.inlineHint = facts.inlineHint ?? fn.inlineHint;
  fn.launchBounds = facts.launchBounds ?? fn.launchBounds;
  fn.builtin = facts.builtin ?? fn.builtin;
  fn.exportName = facts.exportName ?? fn.exportName;
  if (facts.runs !== undefined) {
    if (fn.type.params.length > 0) s.report(semaMessages.startupParameters, loc, [fn.name]);
    fn.runs = { ...fn.runs, ...facts.runs };
  }
  if (facts.importModule !== undefined || facts.importName !== undefined) fn.import = { module: facts.importModule ?? 'env', name: facts.importName ?? fn.name };
  if (facts.unavailable !== undefined) setUnavailable(fn, facts.unavailable);
}

/** Makes the function known to its class or scope. */
function register(s: DeclSema, fn: FunctionSymbol, target: Target, key: string, request: FunctionRequest): void {
  const { cls } = target;
  if (cls) {
    cls.methods.push(fn);
    const info = s.d.classes.get(cls)!;
    if (request.specialization) return;
    if (fn.role === 'constructor') {
      info.constructors.push(fn);
      return;
    }
    if (fn.role === 'destructor') {
      cls.destructor = fn;
      return;
    }
    if (fn.role === 'conversion') info.conversions.push(fn);
  } else s.d.seq.set(fn, s.d.nextSeq);
  if (request.specialization) return;
  if (request.friend) {
    const ns = s.d.scopeNamespaces.get(target.scope)!;
    const set = ns.hidden.get(key);
    if (set) set.members.push(fn);
    else ns.hidden.set(key, { kind: 'overloads', name: key, members: [fn] });
    return;
  }
  if (cls) dropHidden(target.scope, key, fn);
  if (!addOverload(target.scope, key, fn)) {
    s.report(semaMessages.redefinitionKind, fn.loc, [key]);
    return;
  }
  // Declared in a block: the name is known there only, as in C it is in sight of the whole namespace afterwards through linkage.
  const scope = declaringScope(request.ctx.scope);
  if (!cls && scope !== target.scope && scope.kind !== 'class') addOverload(scope, key, fn);
}

/** A class's own function hides the one with its parameters that a using-declaration brought before ([namespace.udecl]/14). */
function dropHidden(scope: Scope, key: string, fn: FunctionSymbol): void {
  const present = scope.names.get(key);
  if (present?.kind !== 'overloads') return;
  const { members } = present;
  for (let i = members.length - 1; i >= 0; i--) {
    const other = members[i]!;
    if (other.kind === 'function' && other.parent !== fn.parent && sameSignature(other.type, fn.type)) members.splice(i, 1);
  }
}

/** Operators that may be defaulted (comparisons from C++20 on). */
const DEFAULTABLE = new Set(['operator=', 'operator==', 'operator!=', 'operator<', 'operator>', 'operator<=', 'operator>=', 'operator<=>']);

function attachBody(s: DeclSema, fn: FunctionSymbol, request: FunctionRequest, suffix: Ast.FunctionSuffix, scope: Scope, body: Ast.FunctionBody, loc: Loc): void {
  const info = s.d.functionInfos.get(fn)!;
  if (info.definition || fn.deleted || (fn.defaulted && body.kind !== 'block' && fn.bodyState !== 'none')) {
    s.report(semaMessages.redefinition, loc, [fn.name], { notes: [{ loc: fn.loc, text: 'previous definition is here' }] });
    return;
  }
  if (fn.import) s.report(semaMessages.importHasBody, loc, [fn.name]);
  if (body.kind === 'delete') {
    fn.deleted = true;
    return;
  }
  if (body.kind === 'default') {
    const plain = fn.role === 'function' || fn.role === 'method' || fn.role === 'conversion';
    if (plain && !DEFAULTABLE.has(fn.name)) {
      s.report(semaMessages.defaultedSpecial, loc);
      return;
    }
    fn.params = fn.type.params.map((param, i) => newVariable(`<param ${i}>`, loc, fn, param, 'parameter'));
    fn.defaulted = true;
    if (fn.thisClass?.state === 'complete') info.defaultedOutside = true;
    fn.bodyState = 'pending';
    if (fn.space === HOST) fn.space = BOTH;
    return;
  }
  info.definition = { specifiers: request.specifiers, declarator: request.declarator, suffix, body, scope, loc };
  fn.bodyState = 'pending';
  info.seq = s.d.nextSeq;
}

/** Default argument `index`, checked once, where it was written. */
export function defaultArgument(s: DeclSema, fn: FunctionSymbol, index: number, loc: Loc): CheckedExpr | undefined {
  const info = s.d.functionInfos.get(fn);
  const entry = info?.defaults[index];
  if (!entry) return undefined;
  if (entry.checked) return entry.checked;
  if (entry.busy) {
    s.report(semaMessages.recursiveDefault, loc);
    return undefined;
  }
  entry.busy = true;
  const cls = fn.thisClass ?? (fn.parent.kind === 'class' ? fn.parent : undefined);
  const ctx = scopeContext(entry.scope, cls);
  const type = fn.type.params[index]!;
  const init = s.copyInitialize(type, entry.expr, ctx, loc);
  entry.busy = false;
  // Its temporaries live to the end of the caller's full expression.
  const checked: CheckedExpr = init.kind === 'expression' ? (init.expr.kind === 'full' ? init.expr.value : init.expr) : { kind: 'init', init, type: type.unqualified, category: 'prvalue', loc };
  // Lambdas and temporaries make an object of their own at each use; constants can be shared.
  entry.checked = checked;
  return checked;
}
