/**
 * Specializations: class templates (with partial specialization), function, alias and variable templates, concepts. A specialization is declared when it
 * is named and filled in when it must be complete; results are kept by canonical arguments ([temp.spec]).
 */
import type * as Ast from '../../ast/index.js';
import { semaMessages } from '../../diagnostics/sema-messages.js';
import type { Loc } from '../../source/loc.js';
import type { ClassSymbol, FunctionSymbol, TemplateArg, TemplateSymbol, Type, VarSymbol } from '../../tree/index.js';
import type { Scope } from '../context.js';
import { isInternal } from '../functions.js';
import type { DeclSema, OutOfClassMember, PartialSpecialization, TemplateInfo } from '../state.js';
import { scopeContext } from '../state.js';
import { newClassSymbol, newVariable } from '../symbols.js';
import { isDependentArg } from '../type-table.js';
import { declaratorId } from '../types.js';
import { finishGlobal, makeLazy, registerVariable, requireObject } from '../variables.js';
import { attributeFacts } from '../attributes.js';
import { abstractScope, bind, boundScope, convertArgument, hasParameterType, noteDefaults, reportLimit, valueParameterType } from './arguments.js';
import { compareConstraints, constraintsHold, templateSuffix, unmetConstraint } from './constraints.js';
import { argToString } from '../type-print.js';
import { deduceArgs, deduceTypes, type Deduction, newDeduction } from './deduce.js';
import { settleExternClass } from './instances.js';
import { asDeclared, namedPattern } from './templates.js';
import { flushMembers, newScope } from '../state.js';

function classDefinition(declaration: Ast.Declaration): Ast.ClassDefinition | undefined {
  return declaration.kind === 'simple' && declaration.specifiers.type?.kind === 'class' ? declaration.specifiers.type.definition : undefined;
}

function tagOf(declaration: Ast.Declaration): ClassSymbol['tag'] {
  const definition = classDefinition(declaration);
  if (definition) return definition.tag;
  const type = declaration.kind === 'simple' ? declaration.specifiers.type : undefined;
  return type?.kind === 'elaborated' && type.tag !== 'enum' ? type.tag : 'struct';
}

export function specializeClass(s: DeclSema, template: TemplateInfo, args: readonly TemplateArg[], loc: Loc): Type {
  let all = args;
  if (args.length < template.params.length && !args.some(isDependentArg)) all = s.convertArguments(template, args, loc) ?? args;
  if (all.some(isDependentArg)) return s.types.dependentSpecialization(template.symbol, all);
  const key = s.types.argsKey(all);
  const known = template.specializations.get(key);
  if (known) return (known as ClassSymbol).type;
  const scope = boundScope(s, template.params, all, template.scope, template.seq);
  if (!areConstraintsMet(s, template, all, scope, loc)) return s.types.error;
  const cls = newClassSymbol(s, template.symbol.name, tagOf(template.inner), template.symbol.parent, scope, template.symbol.loc, false);
  cls.specialization = { template: template.symbol, args: all };
  if (template.access) s.d.access.set(cls, template.access);
  template.specializations.set(key, cls);
  return cls.type;
}

/** Arguments that do not satisfy a template's constraints name nothing ([temp.names]/8), whether or not the class is completed. Reports it. */
function areConstraintsMet(s: DeclSema, template: TemplateInfo, args: readonly TemplateArg[], scope: Scope, loc: Loc): boolean {
  const { params, requires, thisClass, symbol } = template;
  if (constraintsHold(s, params, requires, scope, thisClass)) return true;
  const unmet = unmetConstraint(s, params, requires, scope, thisClass);
  s.report(semaMessages.constraintsNotSatisfied, loc, [`${symbol.name}<${args.map(argToString).join(', ')}>`, unmet ?? 'its constraints are false']);
  return false;
}

interface Chosen {
  readonly definition: Ast.ClassDefinition;
  readonly scope: Scope;
  readonly members: readonly OutOfClassMember[];
  readonly args: readonly TemplateArg[];
}

/** Parameters that occur in the types of value parameters only are deduced from the types of their values ([temp.deduct.type]/13). */
function deduceValueTypes(s: DeclSema, d: Deduction, { params, paramTypes, scope }: PartialSpecialization): boolean {
  if (params.every((param, i) => param.pack || d.bindings[i])) return true;
  const abstract = abstractScope(s, params, paramTypes, scope);
  return params.every((param, i) => {
    const arg = d.bindings[i];
    if (param.kind !== 'value' || param.pack || !arg || !('type' in arg)) return true;
    const type = s.attempt(() => valueParameterType(s, param, abstract));
    return !type?.dependent || type.kind === 'auto' || deduceTypes(d, type, arg.type);
  });
}

function matchPartial(s: DeclSema, partial: PartialSpecialization, args: readonly TemplateArg[]): readonly TemplateArg[] | undefined {
  const d = newDeduction(s, partial.params);
  if (!deduceArgs(d, partial.args, args) || !deduceValueTypes(s, d, partial)) return undefined;
  const scope = newScope('template', partial.scope, undefined, partial.seq + 1);
  const bindings: TemplateArg[] = [];
  for (let i = 0; i < partial.params.length; i++) {
    const param = partial.params[i]!;
    let arg = d.bindings[i] ?? (param.pack ? ({ kind: 'pack', elements: [] } as const) : undefined);
    if (!arg) return undefined;
    if (!(arg.kind === 'pack' ? arg.elements : [arg]).every((each) => hasParameterType(s, param, each, scope))) return undefined;
    if (param.kind === 'value' && arg.kind !== 'pack') {
      const value = arg;
      const converted = s.attempt(() => convertArgument(s, param, value, scope, param.loc));
      if (!converted) return undefined;
      arg = converted;
    }
    bindings.push(arg);
    bind(scope, param, arg);
  }
  // What was not deduced (decltype, nested names) must come out as the arguments are: substitute and compare.
  if (partial.substitute || partial.args.some(hasOpaque)) {
    const bound = boundScope(s, partial.params, bindings, partial.scope, partial.seq);
    const again = s.attempt(() => substitutedArgs(s, partial, bound));
    if (!again || s.types.argsKey(again) !== s.types.argsKey(args)) return undefined;
  }
  return bindings;
}

export function hasOpaque(arg: TemplateArg): boolean {
  switch (arg.kind) {
    case 'type':
      return opaqueType(arg.type);
    case 'dependent':
      return arg.param === undefined;
    case 'pack':
      return arg.elements.some(hasOpaque);
    default:
      return false;
  }
}

function opaqueType(type: Type): boolean {
  switch (type.kind) {
    case 'opaque-dependent':
      return true;
    case 'pointer':
      return opaqueType(type.pointee);
    case 'reference':
      return opaqueType(type.referee);
    case 'array':
      return opaqueType(type.element) || (type.size === 'dependent' && !type.bound);
    case 'pack-expansion':
      return opaqueType(type.pattern);
    case 'function':
      return opaqueType(type.result) || type.params.some(opaqueType);
    case 'member-pointer':
      return opaqueType(type.class) || opaqueType(type.member);
    case 'dependent-specialization':
      return type.args.some(hasOpaque);
    default:
      return false;
  }
}

function writtenArgs(declaration: Ast.Declaration): readonly Ast.TemplateArgument[] {
  let last: Ast.UnqualifiedName | undefined;
  if (declaration.kind === 'simple') {
    const { type } = declaration.specifiers;
    if (declaration.declarators[0]) last = declaratorId(declaration.declarators[0].declarator).name?.last;
    else if (type?.kind === 'class') last = type.definition.name?.last;
    else if (type?.kind === 'elaborated') last = type.name.last;
  }
  return last?.kind === 'template-id' ? last.args : [];
}

function substitutedArgs(s: DeclSema, partial: PartialSpecialization, scope: Scope): readonly TemplateArg[] | undefined {
  const args = s.resolveTemplateArguments(writtenArgs(partial.declaration), scopeContext(scope));
  return args.some((arg) => arg.kind === 'type' && arg.type === s.types.error) ? undefined : s.convertArguments(partial.owner, args, 0);
}

/** Is `a` at least as specialized as `b`: does b's pattern match a's arguments? */
function moreSpecial(s: DeclSema, a: PartialSpecialization, b: PartialSpecialization): boolean {
  const d = newDeduction(s, b.params);
  return deduceArgs(d, b.args, a.args) && valuesFit(s, a, b, d.bindings);
}

/** A value parameter takes another's value only if it has its type, or deduces it. */
function valuesFit(s: DeclSema, a: PartialSpecialization, b: PartialSpecialization, bindings: readonly (TemplateArg | undefined)[]): boolean {
  const typeOf = ({ params, paramTypes, scope }: PartialSpecialization, i: number): Type | undefined => {
    const param = params[i]!;
    return param.kind === 'value' ? s.attempt(() => valueParameterType(s, param, abstractScope(s, params, paramTypes, scope))) : undefined;
  };
  return bindings.every((arg, i) => {
    if (arg?.kind !== 'dependent' || !arg.param) return true;
    const wanted = typeOf(b, i);
    const given = typeOf(a, arg.param.index);
    if (!wanted || !given || wanted.dependent || given.dependent || wanted === given) return true;
    return wanted.kind === 'auto' && wanted.template === undefined;
  });
}

function choosePartial(s: DeclSema, template: TemplateInfo, args: readonly TemplateArg[], loc: Loc): { readonly partial: PartialSpecialization; readonly bindings: readonly TemplateArg[]; readonly scope: Scope } | undefined {
  const matches: { partial: PartialSpecialization; bindings: readonly TemplateArg[]; scope: Scope }[] = [];
  for (const partial of template.partials) {
    const bindings = matchPartial(s, partial, args);
    if (!bindings) continue;
    const scope = boundScope(s, partial.params, bindings, partial.scope, partial.seq);
    if (!constraintsHold(s, partial.params, partial.requires, scope, undefined)) continue;
    matches.push({ partial, bindings, scope });
  }
  if (matches.length <= 1) return matches[0];
  const best = matches.filter((one) => matches.every((other) => other === one || (moreSpecial(s, one.partial, other.partial) && (!moreSpecial(s, other.partial, one.partial) || compareConstraints(s, one.partial, other.partial) < 0))));
  if (best.length !== 1) {
    const chosen = best.length > 0 ? best : matches;
    const notes = chosen.slice(0, 3).map(({ partial }) => ({ loc: partial.declaration.loc, text: `partial specialization '${template.symbol.name}<${partial.args.map(argToString).join(', ')}>' matches` }));
    s.report(semaMessages.ambiguousPartial, loc, [`${template.symbol.name}<${args.map(argToString).join(', ')}>`], { notes });
    return matches[0];
  }
  return best[0];
}

function chooseDefinition(s: DeclSema, cls: ClassSymbol, template: TemplateInfo, loc: Loc): Chosen | undefined {
  const { args } = cls.specialization!;
  const chosen = choosePartial(s, template, args, loc);
  if (chosen) {
    const definition = classDefinition(chosen.partial.declaration);
    return definition && { definition, scope: chosen.scope, members: chosen.partial.members, args: chosen.bindings };
  }
  const definition = classDefinition(template.inner);
  if (!definition) return undefined;
  const scope = boundScope(s, template.params, args, template.scope, template.seq);
  return { definition, scope, members: template.members, args };
}

/** Runs the definition of a class template specialization that must be complete; does nothing if the template is not defined. */
export function instantiateClass(s: DeclSema, cls: ClassSymbol, loc: Loc): void {
  if (cls.state !== 'declared' || !cls.specialization) return;
  const template = s.entityTemplate(cls.specialization.template);
  if (template.explicit.has(s.types.argsKey(cls.specialization.args))) return;
  if (s.instantiations.length >= s.options.limits.instantiationDepth) {
    reportLimit(s, semaMessages.depthExceeded, loc, [`${s.options.limits.instantiationDepth}`]);
    cls.state = 'invalid';
    return;
  }
  if (++s.d.instantiationCount > s.options.limits.instantiations) {
    reportLimit(s, semaMessages.tooManyInstantiations, loc, [`${s.options.limits.instantiations}`]);
    cls.state = 'invalid';
    return;
  }
  const { trap } = s;
  const { flow, linkage, classDepth } = s.d;
  s.trap = undefined;
  s.d.flow = undefined;
  s.d.linkage = 'C++';
  s.instantiations.push({ what: () => `template class '${s.typeToString(cls.type)}'`, loc });
  const chosen = chooseDefinition(s, cls, template, loc);
  if (chosen) {
    const info = s.d.classes.get(cls)!;
    info.pattern = { members: chosen.members, args: chosen.args };
    s.fillClass(cls, chosen.definition, chosen.scope);
    completeMemberTemplates(s, cls, chosen);
    settleExternClass(s, cls, loc);
  }
  s.instantiations.pop();
  s.d.classDepth = classDepth;
  s.d.flow = flow;
  s.d.linkage = linkage;
  s.trap = trap;
}

/** Member templates whose definitions stand outside of the class template. */
function completeMemberTemplates(s: DeclSema, cls: ClassSymbol, chosen: Chosen): void {
  const scope = s.d.classes.get(cls)!.scope;
  for (const member of outOfClassMembers(s, cls)) {
    if (!member.inner) {
      nestedClass(s, cls, member, chosen);
      continue;
    }
    flushMembers(scope, member.name);
    const entity = scope.names.get(member.name);
    const constructors = member.name === cls.name ? s.d.classes.get(cls)!.constructors : [];
    const candidates = [...(entity?.kind === 'overloads' ? entity.members : entity?.kind === 'template' ? [entity] : []), ...constructors].filter((each): each is TemplateSymbol => each.kind === 'template');
    const bound = memberScope(s, cls, member, chosen.args);
    const fits = candidates.map((each) => s.entityTemplate(each)).filter((info) => !info.defined && info.params.length === member.inner!.length);
    let target = fits.length === 1 ? fits[0] : undefined;
    if (fits.length > 1) {
      const probe = { ...fits[0]!, params: member.inner, inner: member.declaration, scope: bound, pattern: undefined, patternFailed: false } satisfies TemplateInfo;
      const pattern = s.signature(probe);
      target = fits.find((info) => pattern !== undefined && s.signature(info) === pattern) ?? fits[0];
    }
    if (!target) continue;
    s.signature(target);
    target.defined = true;
    target.inner = asDeclared(member.declaration, target.inner);
    // Default arguments may refer to parameters by the names of the declaration.
    noteDefaults(target.defaults, target.params);
    target.params = member.inner.map((param, i) => (param.name ? param : { ...param, name: `<${i}>` }));
    target.outOfClassScope = bound;
    target.seq = member.seq;
  }
}

/** Definitions outside of the class that are of its members: those of its template, and what the templates around it say of members of their member templates (`template<class T> template<class U> void A<T>::B<U>::f() {}`). */
export function outOfClassMembers(s: DeclSema, cls: ClassSymbol): readonly OutOfClassMember[] {
  const own = s.d.classes.get(cls)!.pattern?.members ?? [];
  const { parent } = cls;
  if (cls.specialization === undefined || parent.kind !== 'class') return own;
  const { pattern } = s.d.classes.get(parent)!;
  if (pattern === undefined) return own;
  const prefix = `${cls.name}::`;
  const { template } = cls.specialization;
  const further = outOfClassMembers(s, parent).flatMap((member): OutOfClassMember[] => {
    if (member.inner === undefined || !member.name.startsWith(prefix)) return [];
    const around = memberScope(s, parent, member, pattern.args);
    const written = member.steps[0];
    if (written && namedPattern(s, s.d.templates.get(template)!, member.inner, written, around, member.declaration.loc)?.members !== own) return [];
    return [{ params: member.inner, inner: member.deeper?.[0], deeper: member.deeper?.slice(1), declaration: member.declaration, name: member.name.slice(prefix.length), steps: member.steps.slice(1), seq: member.seq, around }];
  });
  return further.length === 0 ? own : [...own, ...further];
}

/** The scope in which an out-of-class member of a class template is analysed for one instantiation. */
export function memberScope(s: DeclSema, cls: ClassSymbol, member: OutOfClassMember, args: readonly TemplateArg[]): Scope {
  let { scope } = s.d.classes.get(cls)!;
  if (member.around !== undefined) {
    const outer = newScope('template', scope, undefined);
    for (let at: Scope | undefined = member.around; at?.kind === 'template'; at = at.parent) for (const [name, entity] of at.names) if (!outer.names.has(name)) outer.names.set(name, entity);
    scope = outer;
  }
  return boundScope(s, member.params, args, scope, member.seq);
}

/** `template<class T> struct A<T>::B { … }`. */
function nestedClass(s: DeclSema, cls: ClassSymbol, member: OutOfClassMember, chosen: Chosen): void {
  const definition = classDefinition(member.declaration);
  if (!definition || (member.declaration.kind === 'simple' && member.declaration.declarators.length > 0)) return;
  const scope = s.d.classes.get(cls)!.scope;
  const inner = scope.names.get(member.name);
  if (inner?.kind !== 'class' || inner.state !== 'declared') return;
  s.fillClass(inner, definition, memberScope(s, cls, member, chosen.args));
}

export function specializeAlias(s: DeclSema, template: TemplateInfo, args: readonly TemplateArg[], loc: Loc): Type {
  const { inner } = template;
  if (inner.kind !== 'alias') throw new Error(`alias template of kind ${inner.kind}`);
  const key = s.types.argsKey(args);
  const known = template.specializations.get(key);
  if (known) return known as Type;
  const scope = boundScope(s, template.params, args, template.scope, template.seq);
  if (!args.some(isDependentArg) && !areConstraintsMet(s, template, args, scope, loc)) return s.types.error;
  const type = s.resolveTypeId(inner.type, scopeContext(scope, template.thisClass));
  if (type !== s.types.error && !s.trap) template.specializations.set(key, type);
  return type;
}

export function specializeFunction(s: DeclSema, template: TemplateInfo, args: readonly TemplateArg[], loc: Loc): FunctionSymbol | undefined {
  const key = s.types.argsKey(args);
  const known = template.specializations.get(key);
  if (known) return known as FunctionSymbol;
  if (s.d.substitutionDepth >= s.options.limits.instantiationDepth) {
    reportLimit(s, semaMessages.depthExceeded, loc, [`${s.options.limits.instantiationDepth}`]);
    return undefined;
  }
  s.d.substitutionDepth++;
  const { linkage } = s.d;
  s.d.linkage = 'C++';
  const errors = s.trap?.length ?? 0;
  const scope = boundScope(s, template.params, args, template.outOfClassScope ?? template.scope, template.seq);
  s.prepareGuideScope(template.inner, scope);
  let fn: FunctionSymbol | undefined;
  if (constraintsHold(s, template.params, template.requires, scope, template.thisClass, templateSuffix(template))) {
    fn = template.lambda ? s.lambdaCall(template, args, scope) : declareSpecialization(s, template, args, scope);
  }
  s.d.linkage = linkage;
  s.d.substitutionDepth--;
  if (!fn || (s.trap && s.trap.length > errors)) return undefined;
  template.specializations.set(key, fn);
  return fn;
}

function declareSpecialization(s: DeclSema, template: TemplateInfo, args: readonly TemplateArg[], scope: Scope): FunctionSymbol | undefined {
  const { inner, access } = template;
  const ctx = scopeContext(scope, template.thisClass);
  const specialization = { template, args, explicit: false };
  const friend = template.friend;
  if (inner.kind === 'function') {
    return s.declareFunction({
      specifiers: inner.specifiers, declarator: inner.declarator, attributes: [], asmName: undefined, body: inner.body, ctx, access, loc: inner.loc, pure: false, friend, specialization,
    });
  }
  if (inner.kind !== 'simple') return undefined;
  const declarator = inner.declarators[0]!;
  return s.declareFunction({
    specifiers: inner.specifiers, declarator: declarator.declarator, attributes: declarator.attributes, asmName: declarator.asmName, body: undefined, ctx, access, loc: inner.loc, pure: false,
    friend, specialization,
  });
}

/** A variable template's specialization; its initializer is checked when it is first looked at. */
export function specializeVariable(s: DeclSema, template: TemplateInfo, args: readonly TemplateArg[], loc: Loc): VarSymbol | undefined {
  const key = s.types.argsKey(args);
  const known = template.specializations.get(key);
  if (known) return known as VarSymbol;
  if (!areConstraintsMet(s, template, args, boundScope(s, template.params, args, template.scope, template.seq), loc)) return undefined;
  const partial = choosePartial(s, template, args, loc);
  const inner = partial ? partial.partial.declaration : template.inner;
  if (inner.kind !== 'simple') return undefined;
  const declarator = inner.declarators[0];
  if (!declarator) return undefined;
  const scope = partial ? partial.scope : boundScope(s, template.params, args, template.scope, template.seq);
  return makeVariable(s, template, args, inner.specifiers, declarator, scope, key);
}

export function makeVariable(
  s: DeclSema, template: TemplateInfo, args: readonly TemplateArg[], specifiers: Ast.DeclSpecifiers, declarator: Ast.InitDeclarator, scope: Scope, key: string,
): VarSymbol {
  const ctx = scopeContext(scope, template.thisClass);
  let { type } = s.applyDeclarator(s.specifierType(specifiers, ctx, { deduced: true }), declarator.declarator, ctx);
  const constexpr = specifiers.constexpr === 'constexpr';
  if (constexpr && type.kind !== 'auto') type = s.types.qualified(type, 1);
  const variable = newVariable(template.symbol.name, template.symbol.loc, template.symbol.parent, type, 'global');
  variable.linkage = isInternal(template.symbol.parent) ? 'internal' : 'once';
  const info = registerVariable(s, variable, scope, constexpr, true);
  s.d.varArgs.set(variable, { args, template: template.symbol });
  variable.nameLazily(() => s.mangleVariable(variable));
  const facts = attributeFacts(s, ctx, specifiers.attributes, declarator.attributes);
  if (facts.constant) variable.storage = 'constant';
  else if (facts.device) variable.storage = 'device';
  else if (facts.shared) variable.storage = 'shared';
  variable.alignment = facts.alignment;
  template.specializations.set(key, variable);
  if (type.kind === 'auto' || (type.kind === 'array' && type.size === undefined)) finishGlobal(s, variable, declarator.init, ctx, constexpr, variable.loc);
  else {
    info.pending = { declarator, specifiers, scope };
    makeLazy(s, variable);
  }
  return variable;
}

/** Checks the initializer of a variable template's specialization or of a static member of a class template's. */
export function instantiateVariable(s: DeclSema, variable: VarSymbol): void {
  const info = s.d.vars.get(variable)!;
  const { pending } = info;
  if (!pending || info.busy) return;
  info.busy = true;
  info.pending = undefined;
  const { trap } = s;
  const { flow, linkage } = s.d;
  s.trap = undefined;
  s.d.flow = undefined;
  s.d.linkage = 'C++';
  s.instantiations.push({ what: () => `variable '${variable.parent.kind === 'class' ? `${s.typeToString(variable.parent.type)}::` : ''}${variable.name}'`, loc: variable.loc });
  const cls = variable.parent.kind === 'class' ? variable.parent : undefined;
  let { declarator, scope } = pending;
  let defined = info.inline;
  const outside = cls && !pending.explicit && outOfClassVariable(s, cls, variable.name);
  if (outside) {
    defined = true;
    if (outside.declarator.init || !declarator.init) ({ declarator, scope } = outside);
  }
  if (defined || declarator.init) {
    if (defined) {
      variable.defined = true;
      variable.linkage = variable.linkage === 'internal' ? 'internal' : 'once';
      requireObject(s, variable, variable.loc);
    }
    finishGlobal(s, variable, declarator.init, scopeContext(scope, cls), info.constexpr, variable.loc);
  }
  s.instantiations.pop();
  s.d.flow = flow;
  s.d.linkage = linkage;
  s.trap = trap;
  info.busy = false;
  if (info.emitted && variable.defined) s.d.globals.push(variable);
}

function outOfClassVariable(s: DeclSema, cls: ClassSymbol, name: string): { readonly declarator: Ast.InitDeclarator; readonly scope: Scope } | undefined {
  let path = name;
  for (let at: ClassSymbol | undefined = cls; at; at = at.parent.kind === 'class' ? at.parent : undefined) {
    const { pattern } = s.d.classes.get(at)!;
    const member = pattern && outOfClassMembers(s, at).find((each) => each.name === path && !each.inner && each.declaration.kind === 'simple' && each.declaration.declarators.length > 0);
    if (pattern && member && member.declaration.kind === 'simple') {
      return { declarator: member.declaration.declarators[0]!, scope: memberScope(s, cls, member, pattern.args) };
    }
    path = `${at.name}::${path}`;
  }
  return undefined;
}
