/** Explicit specializations (`template<> …`) and explicit instantiations (`template …`) ([temp.expl.spec], [temp.explicit]). */
import type * as Ast from '../../ast/index.js';
import { semaMessages } from '../../diagnostics/sema-messages.js';
import type { ClassSymbol, FunctionSymbol, TemplateArg, TemplateSymbol } from '../../tree/index.js';
import type { BodyContext } from '../context.js';
import { nameKey, nameText } from '../names.js';
import type { DeclSema } from '../state.js';
import { within } from '../state.js';
import { declaratorId, functionSuffix } from '../types.js';
import { attributeFacts, declaratorAttributes } from '../attributes.js';
import { executionSpace, sameSignature } from '../functions.js';
import { instantiateMembers, noteExtern, settleInstance } from './instances.js';
import { makeVariable } from './instantiate.js';

/** The class that `A<args>` names, not instantiated. */
function namedClass(s: DeclSema, name: Ast.Name, ctx: BodyContext): ClassSymbol | undefined {
  const named = s.resolve(name, ctx, false, true);
  return named?.kind === 'type' && named.type.kind === 'class' ? named.type.symbol : undefined;
}

function specializeClassBody(s: DeclSema, name: Ast.Name, definition: Ast.ClassDefinition | undefined, ctx: BodyContext): void {
  const cls = namedClass(s, name, ctx);
  if (!cls?.specialization) return;
  const template = s.entityTemplate(cls.specialization.template);
  template.explicit.add(s.types.argsKey(cls.specialization.args));
  if (!definition) return;
  if (cls.state !== 'declared') {
    s.report(cls.definition && template.explicit.has(s.types.argsKey(cls.specialization.args)) && s.d.explicitClasses.has(cls) ? semaMessages.redefinition : semaMessages.specializationAfter, definition.loc, [s.typeToString(cls.type)]);
    return;
  }
  s.d.explicitClasses.add(cls);
  const depth = s.d.classDepth;
  s.fillClass(cls, definition, ctx.scope);
  s.d.classDepth = depth;
}

/** The specialization of a function template that a declaration means. */
function matchFunction(
  s: DeclSema, specifiers: Ast.DeclSpecifiers, declarator: Ast.Declarator, ctx: BodyContext,
): { readonly fn: FunctionSymbol; readonly ctx: BodyContext } | { readonly member: FunctionSymbol } | undefined {
  const { name } = declaratorId(declarator);
  if (!name) return undefined;
  const { last } = name;
  const plain: Ast.Name = last.kind === 'template-id' ? { ...name, last: last.template } : name;
  const found = s.resolve(plain, ctx, false, false);
  if (found?.kind !== 'functions') return undefined;
  const inner = found.through ? { ...within(ctx, s.d.classes.get(found.through)!.scope), thisClass: found.through } : ctx;
  const { type } = s.applyDeclarator(s.specifierType(specifiers, inner), declarator, inner);
  if (type.kind !== 'function') return undefined;
  if (last.kind !== 'template-id' && found.through) {
    const member = found.set.members.find((each): each is FunctionSymbol => each.kind === 'function' && sameSignature({ ...each.type, thisCv: type.thisCv }, type) && (each.thisClass === undefined || each.type.thisCv === type.thisCv));
    if (member) return { member };
  }
  const explicit: readonly TemplateArg[] = last.kind === 'template-id' ? s.resolveTemplateArguments(last.args, inner) : [];
  let best: FunctionSymbol | undefined;
  for (const member of found.set.members) {
    if (member.kind !== 'template') continue;
    const fn = s.deduceAddress(member as TemplateSymbol, explicit, type, declarator.loc);
    if (!('kind' in fn)) continue;
    if (!best || s.compareTemplates(fn, best) < 0) best = fn;
  }
  return best && { fn: best, ctx: inner };
}

function specializeFunctionBody(s: DeclSema, specifiers: Ast.DeclSpecifiers, declarator: Ast.Declarator, body: Ast.FunctionBody | undefined, ctx: BodyContext, loc: number): void {
  const { name } = declaratorId(declarator);
  if (!name) return;
  const match = matchFunction(s, specifiers, declarator, ctx);
  if (match && 'member' in match) {
    // What the template says of this member no longer counts.
    const info = s.d.functionInfos.get(match.member)!;
    if (match.member.bodyState === 'pending' || match.member.bodyState === 'none') {
      info.definition = undefined;
      match.member.bodyState = 'none';
    }
    const fn = s.declareFunction({ specifiers, declarator, attributes: [], asmName: undefined, body, ctx, access: undefined, loc, pure: false, friend: false, specialization: undefined });
    if (fn && body && !specifiers.inline) {
      fn.linkage = 'external';
      if (!s.options.isSystem(loc)) s.bodyOf(fn);
    }
    return;
  }
  if (!match) {
    s.report(semaMessages.noMatchingTemplate, name.loc, [nameText(name)]);
    return;
  }
  const { fn } = match;
  const template = s.entityTemplate(fn.specialization!.template);
  const info = s.d.functionInfos.get(fn)!;
  const key = s.types.argsKey(fn.specialization!.args);
  if (fn.bodyState === 'done' || fn.bodyState === 'checking') {
    s.report(semaMessages.specializationAfter, loc, [fn.name]);
    return;
  }
  if (template.explicit.has(key) && info.definition) {
    s.report(semaMessages.redefinition, loc, [fn.name]);
    return;
  }
  template.explicit.add(key);
  info.definition = undefined;
  fn.bodyState = 'none';
  const constexpr = specifiers.constexpr === 'constexpr';
  const facts = attributeFacts(s, match.ctx, specifiers.attributes, declaratorAttributes(declarator));
  if (facts.host || facts.device || facts.global || specifiers.type) fn.space = executionSpace(s, facts, constexpr || fn.constexpr, loc);
  fn.launchBounds = facts.launchBounds ?? fn.launchBounds;
  fn.inlineHint = facts.inlineHint ?? fn.inlineHint;
  fn.constexpr = constexpr;
  if (fn.linkage !== 'internal') fn.linkage = specifiers.inline || constexpr ? 'once' : 'external';
  const suffix = functionSuffix(declarator);
  if (!body || !suffix) return;
  if (body.kind === 'delete') {
    fn.deleted = true;
    return;
  }
  info.suffix = suffix;
  info.specifiers = specifiers;
  info.definition = { specifiers, declarator, suffix, body, scope: match.ctx.scope, loc };
  info.seq = s.d.nextSeq;
  fn.bodyState = 'pending';
  if (!s.options.isSystem(loc)) s.bodyOf(fn);
}

export function explicitSpecialization(s: DeclSema, declaration: Ast.Declaration, ctx: BodyContext, access: Ast.Access | undefined): void {
  switch (declaration.kind) {
    case 'explicit-specialization':
      return explicitSpecialization(s, declaration.declaration, ctx, access);
    case 'function':
      return specializeFunctionBody(s, declaration.specifiers, declaration.declarator, declaration.body, ctx, declaration.loc);
    case 'simple': {
      const { specifiers, declarators } = declaration;
      const { type } = specifiers;
      if (declarators.length === 0) {
        if (type?.kind === 'class' && type.definition.name) specializeClassBody(s, type.definition.name, type.definition, ctx);
        else if (type?.kind === 'elaborated') specializeClassBody(s, type.name, undefined, ctx);
        return;
      }
      for (const declarator of declarators) {
        if (functionSuffix(declarator.declarator)) specializeFunctionBody(s, specifiers, declarator.declarator, undefined, ctx, declarator.loc);
        else specializeVariableInit(s, specifiers, declarator, ctx);
      }
      return;
    }
    case 'template':
      // template<> template<class U> void A<int>::f(U) …
      return s.declareTemplate(declaration, ctx, access, false);
    default:
      s.report(semaMessages.notATemplate, declaration.loc, ['declaration']);
  }
}

function specializeVariableInit(s: DeclSema, specifiers: Ast.DeclSpecifiers, declarator: Ast.InitDeclarator, ctx: BodyContext): void {
  const { name } = declaratorId(declarator.declarator);
  if (!name) return;
  if (name.last.kind !== 'template-id') {
    // A static member of a class template's specialization.
    const prefix = namedClass(s, { ...name, qualifiers: name.qualifiers.slice(0, -1), last: lastStep(name) }, ctx);
    const variable = prefix && s.completeType(prefix.type, name.loc) ? s.lookupClass(prefix, nameKey(name.last), name.loc)?.entity : undefined;
    if (variable?.kind !== 'variable') {
      s.report(semaMessages.noMember, name.loc, [nameKey(name.last), prefix ? s.typeToString(prefix.type) : '']);
      return;
    }
    const info = s.d.vars.get(variable)!;
    info.pending = { declarator, specifiers, scope: s.d.classes.get(prefix!)!.scope, explicit: true };
    info.inline = true;
    s.instantiateVariable(variable);
    variable.linkage = 'external';
    if (!info.emitted) {
      info.emitted = true;
      s.d.globals.push(variable);
    }
    return;
  }
  const found = s.resolve({ ...name, last: name.last.template }, ctx, false, false);
  if (found?.kind !== 'template') return;
  const template = s.entityTemplate(found.template);
  const args = s.convertArguments(template, s.resolveTemplateArguments(name.last.args, ctx), name.loc);
  if (args) makeVariable(s, template, args, specifiers, declarator, ctx.scope, s.types.argsKey(args));
}

function lastStep(name: Ast.Name): Ast.UnqualifiedName {
  const step = name.qualifiers.at(-1);
  return step?.kind === 'name' ? step.name : name.last;
}

export function explicitInstantiation(s: DeclSema, declaration: Ast.Declaration, isExtern: boolean, ctx: BodyContext): void {
  if (declaration.kind !== 'simple') return;
  const { specifiers, declarators } = declaration;
  const first = declarators[0];
  if (!first) {
    const { type } = specifiers;
    const name = type?.kind === 'elaborated' ? type.name : type?.kind === 'named' ? type.name : undefined;
    const cls = name && namedClass(s, name, ctx);
    if (!cls) return;
    if (!isExtern) {
      s.d.instantiatedElsewhere.delete(cls);
      instantiateMembers(s, cls, false, declaration.loc);
    } else if (s.options.isSystem(declaration.loc)) s.d.instantiatedElsewhere.add(cls);
    else noteExtern(s, cls, declaration.loc);
    return;
  }
  const { name } = declaratorId(first.declarator);
  if (!name) return;
  if (!functionSuffix(first.declarator)) {
    const found = s.resolve(name, ctx, false, false);
    if (found?.kind !== 'entity' || found.entity.kind !== 'variable') return;
    if (s.d.vars.has(found.entity)) settleInstance(s, found.entity, isExtern, declaration.loc);
    else s.report(semaMessages.noMatchingTemplate, name.loc, [nameText(name)]); // a local variable
    return;
  }
  const match = matchFunction(s, specifiers, first.declarator, ctx);
  if (!match) s.report(semaMessages.noMatchingTemplate, name.loc, [nameText(name)]);
  else settleInstance(s, 'member' in match ? match.member : match.fn, isExtern, declaration.loc);
}
