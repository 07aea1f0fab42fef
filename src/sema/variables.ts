/**
 * Variables: namespace scope, static members, static and automatic locals ([dcl.stc], [basic.start], CUDA's memory spaces). Types are completed from
 * initializers (auto, class template deduction, array bounds); initializers of static storage become constants where they can.
 */
import type * as Ast from '../ast/index.js';
import { exprMessages } from '../diagnostics/expr-messages.js';
import { semaMessages } from '../diagnostics/sema-messages.js';
import type { Loc } from '../source/loc.js';
import type { CheckedExpr, CheckedInit, CheckedStmt, ClassSymbol, FieldSymbol, NamespaceSymbol, ParentSymbol, SymbolLinkage, Type, VarSymbol } from '../tree/index.js';
import type { AttributeFacts } from './attributes.js';
import { attributeFacts } from './attributes.js';
import { selected } from './class-completion.js';
import type { BodyContext, Scope } from './context.js';
import { checkAll, checkItems } from './expression-lists.js';
import { containsAuto, isInternal } from './functions.js';
import { addName } from './lookup.js';
import { declaratorPrefix, nameKey } from './names.js';
import type { DeclSema, VarInfo } from './state.js';
import { declaringScope, namespaceScope, newScope, ownerOf, within } from './state.js';
import type { VariableRecord } from './symbols.js';
import { newVariable } from './symbols.js';

export interface VariableRequest {
  readonly specifiers: Ast.DeclSpecifiers;
  readonly declarator: Ast.InitDeclarator;
  readonly type: Type;
  readonly name: Ast.Name;
  readonly facts: Readonly<AttributeFacts>;
  readonly ctx: BodyContext;
  readonly access: Ast.Access | undefined;
}

function isConst(type: Type): boolean {
  return (type.cv & 1) !== 0;
}

/** An operand of an initializer for a class whose template arguments are deduced: lists have no type of their own. */
type InitOperand = CheckedExpr | Ast.InitList;

/** An expression that stands for an operand which was checked already. */
function standIn(scope: Scope, index: number, checked: InitOperand): Ast.Expr {
  if (checked.kind === 'init-list') return checked;
  const name = `<operand ${index}>`;
  scope.names.set(name, { kind: 'binding', name, make: () => checked });
  const { loc } = checked;
  return { kind: 'id', name: { kind: 'name', global: false, qualifiers: [], templateKeyword: false, last: { kind: 'identifier', name, loc, end: loc }, loc, end: loc }, loc, end: loc };
}

/** The initializer's operands, each checked once. */
function initOperands(s: DeclSema, init: Ast.Initializer, ctx: BodyContext): readonly InitOperand[] {
  const check = (exprs: readonly Ast.Expr[]): readonly InitOperand[] => exprs.flatMap((expr): readonly InitOperand[] => (expr.kind === 'init-list' ? [expr] : checkAll(s, [expr], ctx)));
  const itemsOf = (list: Ast.InitList): readonly InitOperand[] => check(list.items.map((item) => item.value));
  switch (init.kind) {
    case 'copy':
      return init.value.kind === 'init-list' ? itemsOf(init.value) : [s.checkExpr(init.value, ctx)];
    case 'direct':
      return check(init.args);
    case 'list':
      return itemsOf(init.list);
    default:
      throw new Error(`initializer ${(init satisfies never as Ast.Initializer).kind}`);
  }
}

function standInInit(init: Ast.Initializer, operands: readonly InitOperand[], scope: Scope): Ast.Initializer {
  const exprs = operands.map((operand, i) => standIn(scope, i, operand));
  const list = (written: Ast.InitList): Ast.InitList => ({ ...written, items: exprs.map((value, i) => ({ designators: [], ...(exprs.length === written.items.length ? written.items[i] : {}), value })) });
  switch (init.kind) {
    case 'copy':
      if (init.value.kind !== 'init-list') return { ...init, value: exprs[0]! };
      return { ...init, value: { ...list(init.value), loc: init.value.loc, end: init.value.end } };
    case 'direct':
      return { ...init, args: exprs };
    case 'list':
      return { ...init, list: list(init.list) };
    default:
      throw new Error(`initializer ${(init satisfies never as Ast.Initializer).kind}`);
  }
}

interface Initialized {
  readonly type: Type;
  readonly init: CheckedInit | undefined;
}

function placeholder(type: Type): Extract<Type, { kind: 'auto' }> | undefined {
  let at = type;
  while (at.kind !== 'auto') {
    if (at.kind === 'reference') at = at.referee;
    else if (at.kind === 'pointer') at = at.pointee;
    else return undefined;
  }
  return at;
}

/** `std::initializer_list<T>` for `auto x = {…}`. */
function initializerList(s: DeclSema, element: Type, ctx: BodyContext, loc: Loc): Type | undefined {
  const part = (name: string) => ({ kind: 'identifier', name, loc, end: loc }) as const;
  const name: Ast.Name = {
    kind: 'name', global: true, qualifiers: [{ kind: 'name', name: part('std'), templateKeyword: false, loc }], templateKeyword: false, last: part('initializer_list'), loc, end: loc,
  };
  const named = s.resolve(name, ctx, true, true);
  if (named?.kind !== 'template') return undefined;
  return s.specializeClass(s.entityTemplate(named.template), [{ kind: 'type', type: element }], loc);
}

function deduceVariable(s: DeclSema, name: string, type: Type, init: Ast.Initializer, ctx: BodyContext, loc: Loc): Initialized {
  const failed: Initialized = { type: s.types.error, init: undefined };
  const auto = placeholder(type);
  if (auto?.template) {
    const operands = initOperands(s, init, ctx);
    if (operands.some((operand) => operand.kind === 'error')) return failed;
    const deduced = s.deduceClass(auto.template, operands, ctx, loc, init.kind === 'list' || (init.kind === 'copy' && init.value.kind === 'init-list'));
    if (!deduced) return failed;
    const full = type.cv ? s.types.qualified(deduced, type.cv) : deduced;
    const scope = newScope('block', ctx.scope, undefined);
    return { type: full, init: s.initialize(full, standInInit(init, operands, scope), within(ctx, scope), loc) };
  }
  let value: Ast.Expr | undefined;
  if (init.kind === 'copy') value = init.value;
  else if (init.kind === 'direct') value = init.args.length === 1 ? init.args[0] : undefined;
  else value = init.list.items.length === 1 ? init.list.items[0]!.value : undefined;
  if (!value) {
    s.report(init.kind === 'copy' ? semaMessages.autoNeedsInit : semaMessages.autoList, loc, [name, s.typeToString(type)]);
    return failed;
  }
  if (value.kind === 'init-list') {
    const operands = checkItems(s, value, ctx);
    const first = operands[0] && operands[0].kind !== 'error' ? s.deduceAuto(s.types.auto(false), operands[0], loc) : undefined;
    const list = first && initializerList(s, first, ctx, loc);
    if (!list) {
      s.report(semaMessages.autoList, loc, [name, s.typeToString(type)]);
      return failed;
    }
    return { type: list, init: s.initialize(list, init, ctx, loc) };
  }
  if (auto?.decltypeAuto) {
    const deduced = s.decltypeOf(value, ctx);
    return { type: deduced, init: s.initialize(deduced, init, ctx, loc) };
  }
  const checked = s.checkExpr(value, ctx);
  if (checked.kind === 'error' || checked.type === s.types.error) return failed;
  const deduced = s.deduceAuto(type, checked, loc);
  if (!deduced) {
    s.report(semaMessages.autoMismatch, loc, [name, s.typeToString(type), s.typeToString(checked.type)]);
    return failed;
  }
  return { type: deduced, init: s.initializeFrom(deduced, checked, ctx, loc) };
}

/** The initial value of a variable as written, and its completed type. `name` is already in scope unless its type is deduced. */
export function initializeVariable(s: DeclSema, variable: VarSymbol, init: Ast.Initializer | undefined, ctx: BodyContext, loc: Loc): CheckedInit | undefined {
  const { type } = variable;
  if (type === s.types.error) {
    if (init) initOperands(s, init, ctx);
    return undefined;
  }
  if (containsAuto(type)) {
    const template = placeholder(type)?.template;
    if (template && type.kind !== 'auto') {
      s.report(semaMessages.templateNeedsArguments, loc, [template.name]);
      variable.type = s.types.error;
      return undefined;
    }
    if (!init) {
      const auto = placeholder(type);
      const deduced = auto?.template ? s.deduceClass(auto.template, [], ctx, loc) : undefined;
      if (!auto?.template) s.report(semaMessages.autoNeedsInit, loc, [variable.name, s.typeToString(type)]);
      variable.type = deduced ?? s.types.error;
      return deduced ? s.defaultInitialize(deduced, ctx, loc, false) : undefined;
    }
    const result = deduceVariable(s, variable.name, type, init, ctx, loc);
    variable.type = result.type;
    return result.init;
  }
  if (init) {
    const checked = s.initialize(type, init, ctx, loc);
    if (type.kind === 'array' && type.size === undefined) {
      const complete = checked.kind === 'expression' ? checked.expr.type : 'type' in checked ? checked.type : undefined;
      if (complete?.kind === 'array' && complete.size !== undefined) variable.type = s.types.array(type.element, complete.size);
    }
    return checked;
  }
  if (s.options.c) return undefined;
  if (type.kind === 'reference') {
    s.report(semaMessages.referenceNeedsInit, loc, [variable.name]);
    return undefined;
  }
  const checked = s.defaultInitialize(type, ctx, loc, false);
  if (isConst(type) && !constantByDefault(s, type) && variable.storage !== 'shared' && variable.storage !== 'constant') s.report(semaMessages.constNeedsInit, loc, [s.typeToString(type)]);
  return checked;
}

/** An array's bound must be known once its definition has been read. */
function requireBound(s: DeclSema, variable: VarSymbol, loc: Loc): void {
  if (variable.type.kind !== 'array' || variable.type.size !== undefined) return;
  if (variable.init === undefined || !isErrorInit(variable.init)) s.report(semaMessages.incompleteVariable, loc, [s.typeToString(variable.type)]);
  variable.type = s.types.error;
}

/** A variable needs a complete object type that is not abstract. */
export function requireObject(s: DeclSema, variable: VarSymbol, loc: Loc): boolean {
  let { type } = variable;
  if (type.kind === 'builtin' && type.name === 'void') {
    s.report(semaMessages.voidVariable, loc);
    variable.type = s.types.error;
    return false;
  }
  while (type.kind === 'array') type = type.element;
  if (type.kind !== 'class') return true;
  if (!s.completeType(type, undefined, loc)) {
    if (type.symbol.state !== 'invalid') {
      const instance = type.symbol.specialization;
      s.report(instance ? semaMessages.undefinedTemplate : semaMessages.incompleteVariable, loc, [s.typeToString(type)]);
    }
    variable.type = s.types.error;
    return false;
  }
  if (type.symbol.abstract) {
    s.report(semaMessages.abstractVariable, loc, [s.typeToString(type)]);
    return false;
  }
  return true;
}

export function elementType(type: Type): Type {
  let at = type;
  while (at.kind === 'array') at = at.element;
  return at;
}

/** May a constant object be initialized by default ("const-default-constructible", [dcl.init]/7)? As in gcc, anonymous unions do not count. */
function constantByDefault(s: DeclSema, type: Type): boolean {
  const element = elementType(type);
  if (element.kind !== 'class') return element === s.types.error;
  const cls = element.symbol;
  const constructor = selected(s, cls, 'default');
  if (!constructor?.defaulted || s.d.functionInfos.get(constructor)!.defaultedOutside) return true;
  const initialized = (field: FieldSymbol): boolean => field.hasDefaultInit || field.type.kind === 'reference' || constantByDefault(s, field.type);
  if (cls.tag === 'union') return cls.fields.length === 0 || cls.fields.some(initialized);
  return cls.bases.every((base) => constantByDefault(s, base.type)) && cls.fields.every((field) => field.name === '' || initialized(field));
}

function setDestructor(s: DeclSema, variable: VarSymbol, object: Type, ctx: BodyContext, loc: Loc): void {
  const destructor = s.destructorOf(object, loc);
  variable.destructor = destructor;
  if (destructor?.deleted) s.report(exprMessages.deletedCall, loc, [destructor.pretty], { notes: [{ loc: destructor.loc, text: 'it is deleted here' }] });
  else if (destructor && !s.isAccessible(destructor, destructor.thisClass!, ctx)) s.report(exprMessages.inaccessible, loc, [`~${destructor.thisClass!.name}`, s.d.access.get(destructor) ?? 'private', destructor.thisClass!.name]);
}

/** Initializer of a variable of static storage: a constant image if possible. */
export function finishGlobal(s: DeclSema, variable: VarSymbol, init: Ast.Initializer | undefined, ctx: BodyContext, constexpr: boolean, loc: Loc): void {
  finishChecked(s, variable, initializeVariable(s, variable, init, ctx, loc), ctx, constexpr, loc);
}

export function finishChecked(s: DeclSema, variable: VarSymbol, checked: CheckedInit | undefined, ctx: BodyContext, constexpr: boolean, loc: Loc): void {
  if (constexpr && variable.type.kind !== 'reference') variable.type = s.types.qualified(variable.type, 1);
  const object = elementType(variable.type);
  if (object.kind === 'class' && variable.type !== s.types.error && s.completeType(object)) setDestructor(s, variable, object, ctx, loc);
  if (variable.defined) requireBound(s, variable, loc);
  if (!checked) {
    variable.constantInit = true;
    return;
  }
  variable.init = checked;
  const constant = isErrorInit(checked) ? checked : s.constantInit(checked, variable.type);
  if (constant) {
    variable.init = constant;
    variable.constantInit = true;
    return;
  }
  const onDevice = variable.storage === 'device' || variable.storage === 'constant' || variable.storage === 'managed';
  if (onDevice && constructsNothing(s, checked)) {
    variable.init = undefined;
    variable.constantInit = true;
    return;
  }
  if (constexpr) s.report(semaMessages.constexprNotConstant, loc, [variable.name], { notes: s.whyNotConstant() });
  else if (variable.storage === 'device' || variable.storage === 'constant' || variable.storage === 'managed') {
    s.report(semaMessages.deviceDynamicInit, loc, [variable.storage, variable.name]);
  }
}

/** Construction by an empty constructor, which CUDA allows for variables in device memory. */
function constructsNothing(s: DeclSema, init: CheckedInit): boolean {
  if (init.kind === 'repeat') return constructsNothing(s, init.element);
  if (init.kind !== 'expression') return false;
  const expr = init.expr.kind === 'full' ? init.expr.value : init.expr;
  if (expr.kind !== 'construct' || expr.args.length > 0) return false;
  const body = s.requireBody(expr.constructor, expr.loc);
  if (body?.statement.kind !== 'block' || body.statement.body.length > 0) return false;
  return body.initializers.every((each) => constructsNothing(s, each.init));
}

/** An object without a name that lives as long as the program. */
export function staticObject(s: DeclSema, type: Type, init: CheckedInit, ctx: BodyContext, loc: Loc): VarSymbol {
  const variable = newVariable(`.literal.${s.d.unnamed.count++}`, loc, s.d.globalNamespace, type, 'global');
  variable.linkage = 'internal';
  registerVariable(s, variable, ctx.scope, false, false);
  const constant = s.constantInit(init, type);
  variable.init = constant ?? init;
  variable.constantInit = constant !== undefined;
  emitGlobal(s, variable, loc);
  return variable;
}

export function isErrorInit(init: CheckedInit): boolean {
  return init.kind === 'expression' && init.expr.kind === 'error';
}

export function registerVariable(s: DeclSema, variable: VarSymbol, scope: Scope, constexpr: boolean, inline: boolean): VarInfo {
  const info: VarInfo = { pending: undefined, constexpr, emitted: false, wanted: false, inline, scope, busy: false };
  s.d.vars.set(variable, info);
  return info;
}

function applySpace(s: DeclSema, variable: VarSymbol, facts: Readonly<AttributeFacts>, loc: Loc): void {
  if (facts.shared) variable.storage = 'shared';
  else if (facts.constant) variable.storage = 'constant';
  else if (facts.managed) variable.storage = 'managed';
  else if (facts.device) variable.storage = 'device';
  if (facts.alignment !== undefined) variable.alignment = Math.max(facts.alignment, variable.alignment ?? 0);
  variable.builtin = facts.builtin ?? variable.builtin;
  if (facts.weak && variable.linkage === 'external') variable.linkage = 'weak';
  if (facts.managed && isConst(elementType(variable.type))) s.report(semaMessages.managedConst, loc, [variable.name, s.typeToString(variable.type)]);
  if (facts.shared && variable.destructor) s.report(semaMessages.sharedInitialized, loc, [variable.name]);
}

/** A variable at namespace scope, or a static member (in class or out). */
export function declareGlobal(s: DeclSema, request: VariableRequest): VarSymbol | undefined {
  const { specifiers, declarator, name, facts, ctx, access } = request;
  const { loc } = name;
  let scope = declaringScope(ctx.scope);
  let parent: ParentSymbol = ownerOf(scope);
  const qualified = name.qualifiers.length > 0 || name.global;
  let cls: ClassSymbol | undefined = scope.kind === 'class' ? (scope.owner as ClassSymbol) : undefined;
  if (qualified) {
    const prefix = declaratorPrefix(s, name, ctx);
    if (!prefix) return undefined;
    parent = prefix;
    cls = prefix.kind === 'class' ? prefix : undefined;
    scope = prefix.kind === 'class' ? s.d.classes.get(prefix)!.scope : s.d.namespaces.get(prefix)!.scope;
  }
  const key = nameKey(name.last);
  const constexpr = specifiers.constexpr === 'constexpr';
  const constinit = specifiers.constexpr === 'constinit';
  const isExtern = specifiers.storage.includes('extern');
  const inline = specifiers.inline || (constexpr && cls !== undefined);
  let { type } = request;
  if (constexpr && type.kind !== 'reference' && !containsAuto(type)) type = s.types.qualified(type, 1);

  const info = s.d.scopeNamespaces.get(scope);
  if (info) s.flush(info, key);
  const present = scope.names.get(key);
  let variable: VariableRecord;
  if (present?.kind === 'variable' && present.parent === parent) {
    variable = present as VariableRecord; // as all are that have a declaration
    const known = variable.type;
    const arrays = known.kind === 'array' && type.kind === 'array' && known.element === type.element && (known.size === undefined || type.size === undefined);
    if (known !== type && !arrays && known !== s.types.error && type !== s.types.error && !containsAuto(type) && !containsAuto(known)) {
      s.report(semaMessages.conflictingType, loc, [key, s.typeToString(type), s.typeToString(known)], { notes: [{ loc: variable.loc, text: 'previous definition is here' }] });
      return variable;
    }
    if (arrays && type.kind === 'array' && type.size !== undefined) variable.type = type;
    const defines = !isExtern || declarator.init !== undefined;
    if (!defines) return variable;
    const memberInline = cls !== undefined && s.d.vars.get(variable)?.inline;
    // C: one definition may be followed or preceded by tentative ones.
    if (s.options.c && variable.defined && (declarator.init === undefined || variable.init === undefined)) {
      if (declarator.init === undefined) return variable;
    } else if (variable.defined && !memberInline) {
      s.report(semaMessages.redefinition, loc, [key], { notes: [{ loc: variable.loc, text: 'previous definition is here' }] });
      return variable;
    }
    if (memberInline && !declarator.init) return variable;
  } else {
    if (present && present.kind !== 'class' && present.kind !== 'enum') {
      s.report(semaMessages.redefinitionKind, loc, [key]);
      return undefined;
    }
    if (qualified) {
      s.report(semaMessages.noMember, name.last.loc, [key, cls ? s.typeToString(cls.type) : (parent as NamespaceSymbol).name]);
      return undefined;
    }
    variable = newVariable(key, name.last.loc, parent, type, 'global');
    const constant = !s.options.c && (isConst(elementType(type)) || constexpr) && (type.cv & 2) === 0 && type.kind !== 'reference';
    const internal = isInternal(parent) || (!cls && (specifiers.storage.includes('static') || (constant && !isExtern && !inline)));
    const linkage: SymbolLinkage = internal ? 'internal' : inline ? 'once' : 'external';
    variable.linkage = linkage;
    variable.defined = false;
    registerVariable(s, variable, scope, constexpr, inline);
    if (!cls) s.d.seq.set(variable, s.d.nextSeq);
    if (access) s.d.access.set(variable, access);
    addName(scope, key, variable);
    if (specifiers.storage.includes('thread_local')) {
      variable.threadLocal = true;
      variable.storage = 'thread';
    }
    applySpace(s, variable, facts, loc);
    if (declarator.asmName !== undefined) variable.mangled = declarator.asmName;
    else if (s.d.linkage === 'C' && !cls) variable.mangled = key;
    else if (cls || parent !== s.d.globalNamespace || internal) variable.nameLazily(() => s.mangleVariable(variable));
  }
  applySpace(s, variable, facts, loc);
  const varInfo = s.d.vars.get(variable)!;
  const inner: BodyContext = { ...within(ctx, qualified ? scope : ctx.scope), thisClass: cls ?? ctx.thisClass };

  if (variable.storage === 'shared') {
    if (isExtern) {
      variable.dynamicShared = true;
      if (type.kind !== 'array' && type !== s.types.error) s.report(semaMessages.sharedExternNotArray, loc, [key]);
    }
    variable.defined = true;
    variable.constantInit = true;
    requireObject(s, variable, loc);
    if (declarator.init) s.report(semaMessages.sharedInitialized, loc, [key]);
    emitGlobal(s, variable, loc);
    return variable;
  }
  // In a class: a declaration, with an initializer that constants may have.
  if (cls && !qualified) {
    varInfo.constexpr = constexpr;
    if (inline) variable.defined = true;
    const instance = isInstance(cls);
    if (declarator.init || inline || instance) {
      if (instance && !containsAuto(type) && !(type.kind === 'array' && type.size === undefined && declarator.init)) {
        varInfo.pending = { declarator, specifiers, scope: ctx.scope };
        makeLazy(s, variable);
      } else {
        if (inline) requireObject(s, variable, loc);
        finishGlobal(s, variable, declarator.init, inner, constexpr, loc);
      }
    }
    if (inline && !isInstance(cls)) emitGlobal(s, variable, loc);
    return variable;
  }
  if (isExtern && !declarator.init) return variable;
  variable.defined = true;
  if (cls && variable.init && !declarator.init) {
    // Defined out of class, initialized in it.
    emitGlobal(s, variable, loc);
    return variable;
  }
  if (!containsAuto(type)) requireObject(s, variable, loc);
  finishGlobal(s, variable, declarator.init, inner, constexpr, loc);
  if (constinit && !variable.constantInit) s.report(semaMessages.constexprNotConstant, loc, [key]);
  emitGlobal(s, variable, loc);
  return variable;
}

export function isInstance(cls: ClassSymbol): boolean {
  for (let at: ParentSymbol = cls; at.kind === 'class'; at = at.parent) if (at.specialization) return true;
  return false;
}

function emitGlobal(s: DeclSema, variable: VarSymbol, loc: Loc): void {
  const info = s.d.vars.get(variable)!;
  if (info.emitted) return;
  if (info.wanted) {
    info.emitted = true;
    s.d.globals.push(variable);
    return;
  }
  // What a header defines for those who use it waits for a use; so do inline variables, unless code makes or destroys them: programs register things so.
  if (s.options.isSystem(loc) ? variable.linkage !== 'external' : variable.linkage === 'once' && (variable.threadLocal || (variable.constantInit && variable.destructor === undefined))) return;
  info.emitted = true;
  s.d.globals.push(variable);
}

/** The initializer of a member of an instantiation is checked when it is first looked at. */
export function makeLazy(s: DeclSema, variable: VariableRecord): void {
  variable.needInit = () => {
    const info = s.d.vars.get(variable)!;
    if (info.pending && !info.busy) s.instantiateVariable(variable);
  };
}

// ---- locals

function declareLocal(s: DeclSema, request: VariableRequest): CheckedStmt {
  const { specifiers, declarator, name, facts, ctx } = request;
  const loc = name.loc;
  const key = nameKey(name.last);
  const constexpr = specifiers.constexpr === 'constexpr';
  let { type } = request;
  if (constexpr && type.kind !== 'reference' && !containsAuto(type)) type = s.types.qualified(type, 1);
  const variable = newVariable(key, loc, ctx.fn!, type, 'local');
  variable.alignment = facts.alignment;
  const scope = declaringScope(ctx.scope);
  const deduced = containsAuto(type);
  const name1 = (): void => {
    const clash = addName(ctx.scope.kind === 'template' ? scope : ctx.scope, key, variable);
    const around = ctx.scope.joins && !clash ? ctx.scope.parent?.names.get(key) : undefined;
    const previous = clash ?? (around?.kind === 'variable' || around?.kind === 'pack' ? around : undefined);
    if (previous) {
      s.report(semaMessages.redefinition, loc, [key], { notes: [{ loc: 'loc' in previous ? previous.loc : loc, text: 'previous definition is here' }] });
      ctx.scope.names.set(key, variable);
    }
  };
  if (!deduced) {
    name1();
    requireObject(s, variable, loc);
  }
  const checked = initializeVariable(s, variable, declarator.init, ctx, loc);
  if (deduced) {
    if (constexpr) variable.type = s.types.qualified(variable.type, 1);
    name1();
    requireObject(s, variable, loc);
  }
  requireBound(s, variable, loc);
  const object = elementType(variable.type);
  if (object.kind === 'class' && object.symbol.state === 'complete') setDestructor(s, variable, object, ctx, loc);
  let init = checked;
  if (checked && !isErrorInit(checked) && (constexpr || (isConst(variable.type) && object.kind !== 'class'))) {
    const constant = s.constantInit(checked, variable.type);
    if (constant) init = constant;
    else if (constexpr) s.report(semaMessages.constexprNotConstant, loc, [key], { notes: s.whyNotConstant() });
    variable.constantInit = constant !== undefined;
    variable.init = init;
  } else if (variable.type.kind === 'reference') variable.init = init;
  return { kind: 'declare', variable, init, loc };
}

/** A static local, or a variable in shared or constant memory declared in a function. */
function declareStaticLocal(s: DeclSema, request: VariableRequest): CheckedStmt {
  const { specifiers, declarator, name, facts, ctx } = request;
  const { loc } = name;
  const key = nameKey(name.last);
  const constexpr = specifiers.constexpr === 'constexpr';
  const fn = ctx.fn!;
  const inDevice = fn.space.device || fn.space.kernel;
  const isStatic = specifiers.storage.includes('static');
  if (facts.managed) s.report(semaMessages.managedLocal, loc, [key]);
  else if ((facts.device || facts.constant) && !isStatic && !facts.shared && inDevice) s.report(semaMessages.automaticSpace, loc, [key, facts.device ? 'device' : 'constant']);
  const variable = newVariable(key, loc, fn, constexpr && !containsAuto(request.type) ? s.types.qualified(request.type, 1) : request.type, 'global', true);
  variable.linkage = fn.linkage === 'once' || fn.linkage === 'weak' ? 'once' : 'internal';
  const info = registerVariable(s, variable, ctx.scope, constexpr, false);
  info.emitted = true;
  const clash = addName(ctx.scope, key, variable);
  if (clash) s.report(semaMessages.redefinition, loc, [key]);
  variable.nameLazily(() => s.mangleVariable(variable));
  applySpace(s, variable, facts, loc);
  if (specifiers.storage.includes('thread_local')) {
    variable.threadLocal = true;
    variable.storage = 'thread';
  }
  if (variable.storage === 'shared') {
    const { space } = fn;
    if (space.host && !space.device && !space.kernel && !ctx.unevaluated && !s.options.isSystem(loc)) s.report(semaMessages.sharedInHost, loc, [key]);
    if (specifiers.storage.includes('extern')) {
      variable.dynamicShared = true;
      variable.mangled = key;
      if (variable.type.kind !== 'array' && variable.type !== s.types.error) s.report(semaMessages.sharedExternNotArray, loc, [key]);
      noteDynamicShared(s, variable, ctx, loc);
    }
    variable.constantInit = true;
    requireObject(s, variable, loc);
    if (declarator.init) s.report(semaMessages.sharedInitialized, loc, [key]);
    if (!ctx.unevaluated) s.d.globals.push(variable);
    return { kind: 'declare', variable, init: undefined, loc };
  }
  if (!containsAuto(variable.type)) requireObject(s, variable, loc);
  finishGlobal(s, variable, declarator.init, ctx, constexpr, loc);
  if (inDevice && !fn.space.host && variable.storage === 'static' && variable.init !== undefined && !variable.constantInit && !isErrorInit(variable.init)) s.report(semaMessages.deviceStaticInit, loc, [key]);
  if (!ctx.unevaluated) s.d.globals.push(variable);
  return { kind: 'declare', variable, init: variable.init, loc };
}

/** `extern __shared__` arrays of one name in one namespace are one variable, whichever function declares them. */
function noteDynamicShared(s: DeclSema, variable: VarSymbol, ctx: BodyContext, loc: Loc): void {
  const { owner } = namespaceScope(ctx.scope);
  const known = s.d.dynamicShared.get(owner!) ?? new Map<string, VarSymbol>();
  s.d.dynamicShared.set(owner!, known);
  const first = known.get(variable.name);
  if (first === undefined) known.set(variable.name, variable);
  else if (first.type !== variable.type && first.type !== s.types.error && variable.type !== s.types.error) {
    s.report(semaMessages.sharedExternConflict, loc, [variable.name, s.typeToString(variable.type), s.typeToString(first.type)], { notes: [{ loc: first.loc, text: 'previous declaration is here' }] });
  }
}

/** `extern T x;` in a block: the namespace's variable, known in the block. */
function declareBlockExtern(s: DeclSema, request: VariableRequest): void {
  const ns = namespaceScope(request.ctx.scope);
  const variable = declareGlobal(s, { ...request, ctx: { ...request.ctx, scope: ns, fn: undefined } });
  if (variable) addName(request.ctx.scope, variable.name, variable);
}

/** A variable declared by a declarator in a function body. */
export function declareBlockVariable(s: DeclSema, request: VariableRequest): CheckedStmt | undefined {
  const { storage } = request.specifiers;
  const { facts } = request;
  if (facts.shared || storage.includes('static') || storage.includes('thread_local') || facts.constant || facts.device || facts.managed) {
    return declareStaticLocal(s, request);
  }
  if (storage.includes('extern')) {
    declareBlockExtern(s, request);
    return undefined;
  }
  return declareLocal(s, request);
}

export function variableFacts(s: DeclSema, specifiers: Ast.DeclSpecifiers, declarator: Ast.InitDeclarator, own: readonly Ast.Attribute[], ctx: BodyContext): Readonly<AttributeFacts> {
  return attributeFacts(s, ctx, specifiers.attributes, declarator.attributes, own);
}
