/**
 * From a name as written (qualifiers, template-ids, operator names) to what it denotes ([basic.lookup.qual], [temp.names]).
 */
import type * as Ast from '../ast/index.js';
import { semaMessages } from '../diagnostics/sema-messages.js';
import type { Loc } from '../source/loc.js';
import type { ClassSymbol, EnumSymbol, NamespaceSymbol, TemplateArg, TemplateParamType, TemplateSymbol, Type } from '../tree/index.js';
import type { BodyContext, Entity, OverloadSet, ResolvedName } from './context.js';
import { lookup, lookupClass, lookupInNamespace } from './lookup.js';
import type { DeclSema } from './state.js';
import { spell } from './syntax-walk.js';
import { isDependentArg } from './type-table.js';
import { isTooLong } from './templates/arguments.js';

export function nameKey(name: Ast.UnqualifiedName): string {
  switch (name.kind) {
    case 'identifier':
      return name.name;
    case 'operator':
      return `operator${name.op}`;
    case 'conversion':
      return 'operator <conversion>';
    case 'literal-operator':
      return `operator""${name.suffix}`;
    case 'destructor':
      return '~';
    case 'template-id':
      return nameKey(name.template);
    default:
      throw new Error(`name ${(name satisfies never as Ast.UnqualifiedName).kind}`);
  }
}

export function nameText(name: Ast.Name): string {
  const unqualified = (part: Ast.UnqualifiedName): string => {
    switch (part.kind) {
      case 'conversion':
        return 'operator';
      case 'destructor':
        return `~${part.type.kind === 'named' ? nameText(part.type.name) : ''}`;
      case 'template-id':
        return `${unqualified(part.template)}<…>`;
      default:
        return nameKey(part);
    }
  };
  let text = name.global ? '::' : '';
  for (const step of name.qualifiers) text += `${step.kind === 'name' ? unqualified(step.name) : 'decltype(…)'}::`;
  return text + unqualified(name.last);
}

type Prefix = NamespaceSymbol | ClassSymbol | EnumSymbol | { readonly kind: 'dependent'; readonly type: Type };

function prefixOfType(type: Type): Prefix | undefined {
  if (type.kind === 'class' || type.kind === 'enum') return type.symbol;
  return type.dependent ? { kind: 'dependent', type } : undefined;
}

/** The template that a name before `<` means, whether written as template, as injected class name, or bound to a template parameter. */
function templateOf(entity: Entity): TemplateSymbol | TemplateParamType | undefined {
  switch (entity.kind) {
    case 'template':
      return entity;
    case 'class':
      return entity.specialization?.template;
    case 'template-parameter':
      if (entity.arg.kind === 'template') return entity.arg.template;
      if (entity.arg.kind === 'type' && entity.arg.type.kind === 'template-param') return entity.arg.type;
      return undefined;
    case 'typedef':
      return entity.type.kind === 'class' ? entity.type.symbol.specialization?.template : entity.type.kind === 'dependent-specialization' ? entity.type.template : undefined;
    default:
      return undefined;
  }
}

/** Instantiates (declares) a class or alias template with written arguments; only types come back. */
export function applyTemplate(s: DeclSema, template: TemplateSymbol | TemplateParamType, args: readonly TemplateArg[], loc: Loc): Type | undefined {
  if (template.kind === 'template-param') return s.types.dependentSpecialization(template, args);
  const info = s.entityTemplate(template);
  const converted = s.convertArguments(info, args, loc);
  if (!converted) return undefined;
  if (template.templateKind === 'alias') return s.specializeAlias(info, converted, loc);
  return s.specializeClass(info, converted, loc);
}

function resolvePrefix(s: DeclSema, name: Ast.Name, ctx: BodyContext, optional: boolean): Prefix | 'error' {
  let prefix: Prefix | undefined = name.global ? s.d.globalNamespace : undefined;
  for (const step of name.qualifiers) {
    if (step.kind === 'decltype') {
      const type = s.decltypeOf(step.expr, ctx);
      prefix = prefixOfType(type.kind === 'reference' ? type.referee : type);
      if (!prefix) {
        if (type !== s.types.error && !optional) s.report(semaMessages.notNamespaceOrClass, step.loc, [s.typeToString(type)]);
        return 'error';
      }
      continue;
    }
    const part = step.name;
    const key = nameKey(part);
    let entity: Entity | undefined;
    if (!prefix) {
      entity = lookup(s, key, ctx.scope, 'type', step.loc, part.kind === 'template-id')?.entity;
    } else if (prefix.kind === 'dependent') {
      prefix = { kind: 'dependent', type: memberOfDependent(s, prefix.type, part, ctx) };
      continue;
    } else {
      entity = memberOf(s, prefix, key, step.loc, 'type', optional, part.kind === 'template-id');
    }
    if (!entity) {
      if (!optional) {
        if (prefix) s.report(prefix.kind === 'namespace' && !prefix.parent ? semaMessages.undeclared : semaMessages.noMember, step.loc, [key, describe(s, prefix)]);
        else s.report(semaMessages.undeclared, step.loc, [key]);
      }
      return 'error';
    }
    const next = prefixOfEntity(s, entity, part, ctx, step.loc);
    if (!next) {
      if (!optional && !isErrorEntity(s, entity)) s.report(semaMessages.notNamespaceOrClass, step.loc, [key]);
      return 'error';
    }
    prefix = next;
  }
  return prefix ?? 'error';
}

function isErrorEntity(s: DeclSema, entity: Entity): boolean {
  return entity.kind === 'typedef' && entity.type === s.types.error;
}

function prefixOfEntity(s: DeclSema, entity: Entity, part: Ast.UnqualifiedName, ctx: BodyContext, loc: Loc): Prefix | undefined {
  if (part.kind === 'template-id') {
    const template = templateOf(entity);
    if (!template) return undefined;
    const type = applyTemplate(s, template, s.resolveTemplateArguments(part.args, ctx), loc);
    return type && prefixOfType(type);
  }
  switch (entity.kind) {
    case 'namespace':
    case 'class':
    case 'enum':
      return entity;
    case 'typedef':
      return prefixOfType(entity.type);
    case 'template-parameter':
      return entity.arg.kind === 'type' ? prefixOfType(entity.arg.type) : undefined;
    default:
      return undefined;
  }
}

function memberOfDependent(s: DeclSema, qualifier: Type, part: Ast.UnqualifiedName, ctx: BodyContext): Type {
  const name = nameKey(part);
  const key = `${qualifier.id}::${part.kind === 'template-id' ? spell(s, part, ctx.scope) : name}`;
  s.d.opaque.set(key, { qualifier, name });
  return s.types.opaque(key);
}

export function describe(s: DeclSema, prefix: Prefix): string {
  if (prefix.kind === 'namespace') return prefix.parent ? prefix.name || '(anonymous namespace)' : 'the global namespace';
  return s.typeToString(prefix.type);
}

/** Looks a name up in a namespace, class or enumeration. */
function memberOf(s: DeclSema, prefix: NamespaceSymbol | ClassSymbol | EnumSymbol, key: string, loc: Loc, wanted: 'any' | 'type', optional: boolean, templateId: boolean): Entity | undefined {
  if (prefix.kind === 'namespace') return lookupInNamespace(s, prefix, key, loc, wanted);
  if (prefix.kind === 'enum') return prefix.enumerators.find((enumerator) => enumerator.name === key);
  if (prefix.state === 'declared' && !s.completeType(prefix.type, optional ? undefined : loc)) return undefined;
  const found = lookupClass(s, prefix, key, loc, wanted, templateId);
  if (found) return found.entity;
  if (key === '~') {
    const destructor = s.destructorOf(prefix.type, loc);
    if (destructor) return { kind: 'overloads', name: '~', members: [destructor] };
  }
  return undefined;
}

/** What an entity means as a name, with template arguments if the last component has them. */
function denote(s: DeclSema, entity: Entity, last: Ast.UnqualifiedName, qualified: boolean, through: ClassSymbol | undefined, ctx: BodyContext, loc: Loc): ResolvedName | undefined {
  if (last.kind === 'template-id') {
    const args = s.resolveTemplateArguments(last.args, ctx);
    if (entity.kind === 'overloads') return { kind: 'functions', set: entity, explicitArgs: args, qualified, through };
    const template = templateOf(entity);
    if (!template) {
      if (!isErrorEntity(s, entity)) s.report(semaMessages.notATemplate, loc, [nameKey(last)]);
      return undefined;
    }
    if (template.kind === 'template') {
      const info = s.entityTemplate(template);
      if (template.templateKind === 'concept') {
        const value = s.satisfies(template, args, loc) ? 1n : 0n;
        return { kind: 'constant', arg: { kind: 'integer', type: s.types.builtin('bool'), value } };
      }
      if (template.templateKind === 'variable') {
        const converted = s.convertArguments(info, args, loc);
        if (!converted) return undefined;
        if (converted.some(isDependentArg)) return { kind: 'constant', arg: { kind: 'dependent', key: `${nameKey(last)}<${s.types.argsKey(converted)}>`, pack: false } };
        const variable = s.specializeVariable(info, converted, loc);
        return variable && { kind: 'entity', entity: variable, through };
      }
    }
    const type = applyTemplate(s, template, args, loc);
    return type && { kind: 'type', type };
  }
  switch (entity.kind) {
    case 'overloads':
      return { kind: 'functions', set: entity, explicitArgs: undefined, qualified, through };
    case 'class':
    case 'enum':
    case 'typedef':
      return { kind: 'type', type: entity.type };
    case 'template':
      return { kind: 'template', template: entity };
    case 'template-parameter': {
      const { arg } = entity;
      if (arg.kind === 'type') return { kind: 'type', type: arg.type };
      if (arg.kind === 'template') return { kind: 'template', template: arg.template };
      if (arg.kind === 'pack') {
        s.report(semaMessages.unexpandedPack, loc, [entity.name]);
        return undefined;
      }
      return { kind: 'constant', arg };
    }
    case 'pack':
      s.report(semaMessages.unexpandedPack, loc, [entity.name]);
      return undefined;
    case 'namespace':
    case 'enumerator':
    case 'variable':
    case 'field':
    case 'binding':
      return { kind: 'entity', entity, through };
    default:
      throw new Error(`entity ${(entity satisfies never as Entity).kind}`);
  }
}

const isTypeBuiltin = (key: string): boolean => key === '__make_integer_seq' || key === '__type_pack_element';

/** `__make_integer_seq<S, T, n>` is `S<T, 0, …, n - 1>`; `__type_pack_element<i, T...>` the i-th of the types. */
function applyTypeBuiltin(s: DeclSema, key: string, last: Extract<Ast.UnqualifiedName, { kind: 'template-id' }>, ctx: BodyContext, loc: Loc): Type | undefined {
  const args = s.resolveTemplateArguments(last.args, ctx);
  const [first, second, third] = args;
  if (args.some((arg) => arg.kind === 'type' && arg.type === s.types.error)) return undefined;
  if (args.some(isDependentArg)) return s.types.opaque(spell(s, last, ctx.scope));
  if (key === '__type_pack_element') {
    const chosen = first?.kind === 'integer' && first.value >= 0n ? args[Number(first.value) + 1] : undefined;
    if (chosen?.kind === 'type') return chosen.type;
  } else if (first?.kind === 'template' && second?.kind === 'type' && third?.kind === 'integer' && third.value >= 0n && args.length === 3) {
    if (isTooLong(s, Number(third.value), loc)) return undefined;
    const elements = Array.from({ length: Number(third.value) }, (_, i): TemplateArg => ({ kind: 'integer', type: second.type, value: BigInt(i) }));
    return applyTemplate(s, first.template, [second, ...elements], loc);
  }
  s.report(semaMessages.argumentNotConstant, loc);
  return undefined;
}

/** Of conversion functions, which share a name, those to the type that is written. */
function conversionTo(s: DeclSema, entity: Entity, last: Ast.UnqualifiedName, cls: ClassSymbol | undefined, ctx: BodyContext): Entity {
  return last.kind === 'conversion' && cls !== undefined ? (conversionsTo(s, cls, last, ctx) ?? entity) : entity;
}

/** The class's or its bases' conversion functions to a type, of templates where there is no other; undefined if there are none. */
export function conversionsTo(s: DeclSema, cls: ClassSymbol, { type: written, loc }: Extract<Ast.UnqualifiedName, { kind: 'conversion' }>, ctx: BodyContext): OverloadSet | undefined {
  const type = s.resolveTypeId(written, ctx);
  const all = s.conversionFunctionsOf(cls);
  let members: OverloadSet['members'] = all.filter((fn) => fn.kind === 'function' && fn.type.result === type);
  if (members.length === 0) {
    members = all.flatMap((fn) => {
      const made = fn.kind === 'template' ? s.attempt(() => s.deduceConversion(fn, type, loc)) : undefined;
      return made !== undefined && 'kind' in made && made.type.result === type ? [made] : [];
    });
  }
  return members.length === 0 ? undefined : { kind: 'overloads', name: `operator ${s.typeToString(type)}`, members };
}

export function resolve(s: DeclSema, name: Ast.Name, ctx: BodyContext, optional: boolean, typesOnly: boolean): ResolvedName | undefined {
  const { last, loc } = name;
  const key = nameKey(last);
  const wanted = typesOnly ? 'type' : 'any';
  const templateId = last.kind === 'template-id';
  if (name.qualifiers.length === 0 && !name.global) {
    const found = lookup(s, key, ctx.scope, wanted, loc, templateId) ?? (typesOnly ? lookup(s, key, ctx.scope, 'any', loc, templateId) : undefined);
    if (!found) {
      if (last.kind === 'template-id' && isTypeBuiltin(key)) {
        const type = applyTypeBuiltin(s, key, last, ctx, loc);
        return type && { kind: 'type', type };
      }
      if (!typesOnly) {
        const builtin = s.lookupBuiltin(key);
        if (builtin) return { kind: 'functions', set: { kind: 'overloads', name: key, members: [builtin] }, explicitArgs: undefined, qualified: false, through: undefined };
      }
      if (!optional) reportUndeclared(s, key, ctx, loc, typesOnly);
      return undefined;
    }
    return denote(s, conversionTo(s, found.entity, last, found.through, ctx), last, false, found.through, ctx, loc);
  }
  const prefix = resolvePrefix(s, name, ctx, optional);
  if (prefix === 'error') return undefined;
  if (prefix.kind === 'dependent') return { kind: 'type', type: memberOfDependent(s, prefix.type, last, ctx) };
  const entity = memberOf(s, prefix, key, loc, wanted, optional, templateId) ?? (typesOnly ? memberOf(s, prefix, key, loc, 'any', optional, templateId) : undefined);
  if (!entity) {
    if (prefix.kind === 'class' && !typesOnly && last.kind === 'identifier' && last.name === prefix.name) return { kind: 'type', type: prefix.type };
    if (prefix.kind === 'namespace' && !prefix.parent && !typesOnly) {
      const builtin = s.lookupBuiltin(key);
      if (builtin) return { kind: 'functions', set: { kind: 'overloads', name: key, members: [builtin] }, explicitArgs: undefined, qualified: true, through: undefined };
    }
    if (!optional && !(prefix.kind === 'class' && prefix.state === 'invalid')) {
      const text = last.kind === 'destructor' ? nameText({ ...name, qualifiers: [], global: false }) : last.kind === 'conversion' ? 'operator' : key;
      if (prefix.kind === 'class' && prefix.state === 'declared') return undefined;
      s.report(typesOnly ? semaMessages.noTypeMember : semaMessages.noMember, last.loc, [text, describe(s, prefix)]);
    }
    return undefined;
  }
  const through = prefix.kind === 'class' ? prefix : undefined;
  if (through && entity.kind !== 'overloads' && entity.kind !== 'variable' && !s.isAccessible(entity, through, ctx)) reportPrivate(s, entity, through, key, last.loc);
  return denote(s, conversionTo(s, entity, last, through, ctx), last, true, through, ctx, loc);
}

export function reportPrivate(s: DeclSema, entity: Entity, cls: ClassSymbol, key: string, loc: Loc): void {
  const access = s.d.access.get(entity) ?? (entity.kind === 'field' ? entity.access : 'private');
  s.report(semaMessages.private, loc, [key, access, s.typeToString(cls.type)]);
}

function reportUndeclared(s: DeclSema, key: string, ctx: BodyContext, loc: Loc, typesOnly: boolean): void {
  if (typesOnly) {
    // The parser reports names that it had to take for unknown types; once is enough.
    if (s.trap || s.d.parseErrors === 0) s.report(semaMessages.notAType, loc, [key]);
    return;
  }
  const suggestion = suggest(key, ctx);
  if (suggestion) s.report(semaMessages.undeclaredSuggest, loc, [key, suggestion]);
  else s.report(semaMessages.undeclared, loc, [key]);
}

/** A name in sight that differs by one edit (two for longer names). */
function suggest(key: string, ctx: BodyContext): string | undefined {
  if (key.length < 3) return undefined;
  let best: string | undefined;
  let least = key.length > 5 ? 3 : 2;
  for (let at: BodyContext['scope'] | undefined = ctx.scope; at; at = at.parent) {
    for (const name of at.names.keys()) {
      if (Math.abs(name.length - key.length) >= least || name.startsWith('operator') || name.startsWith('__')) continue;
      const distance = editDistance(key, name, least);
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
  }
  return best;
}

function editDistance(a: string, b: string, limit: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      const value = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + cost);
      next.push(value);
      if (value < least) least = value;
    }
    if (least >= limit) return limit;
    row = next;
  }
  return row[b.length]!;
}

/** Where a declarator's qualified name points: a namespace or class whose member is (re)declared; undefined after an error. */
export function declaratorPrefix(s: DeclSema, name: Ast.Name, ctx: BodyContext): NamespaceSymbol | ClassSymbol | undefined {
  const prefix = resolvePrefix(s, name, ctx, false);
  if (prefix === 'error') return undefined;
  if (prefix.kind === 'namespace') return prefix;
  if (prefix.kind === 'class') {
    if (prefix.state === 'declared' && !s.completeType(prefix.type, name.loc)) return undefined;
    return prefix;
  }
  s.report(semaMessages.notNamespaceOrClass, name.loc, [nameText(name)]);
  return undefined;
}
