/** Inherited constructors (`using Base::Base;`): a constructor of the derived class for each of the base's, which passes its arguments on. */
import type * as Ast from '../ast/index.js';
import type { ClassSymbol, TemplateSymbol } from '../tree/index.js';
import { specialKind } from './class-completion.js';
import { newFunction, sameSignature } from './functions.js';
import type { Scope } from './context.js';
import type { DeclSema } from './state.js';
import { newScope } from './state.js';
import { newTemplate, withParameters } from './templates/templates.js';
import { declaratorId, functionSuffix } from './types.js';

/** Names of the hidden parameters; they are forwarded by these names. */
function parameter(i: number): string {
  return `<inherited ${i}>`;
}

export function inheritConstructors(s: DeclSema, cls: ClassSymbol, base: ClassSymbol, access: Ast.Access): void {
  s.d.inheriting.add(cls);
  const info = s.d.classes.get(cls)!;
  for (const ctor of s.constructorsOf(base)) {
    if (ctor.kind === 'template') {
      inheritTemplate(s, cls, base, ctor, access);
      continue;
    }
    const kind = specialKind(s, ctor);
    if (kind === 'copy' || kind === 'move') continue;
    if (info.constructors.some((own) => own.kind === 'function' && sameSignature(own.type, ctor.type))) continue;
    const { loc } = ctor;
    const fn = newFunction(s, { name: cls.name, loc, parent: cls, type: ctor.type, role: 'constructor', thisClass: cls, space: ctor.space, linkage: 'once', scope: info.scope });
    const baseInfo = s.d.functionInfos.get(ctor)!;
    const own = s.d.functionInfos.get(fn)!;
    fn.explicit = ctor.explicit;
    fn.constexpr = ctor.constexpr;
    fn.deleted = ctor.deleted;
    own.defaults.push(...baseInfo.defaults);
    // Without arguments the derived class's own constructor is called, if it has one (completeClass sees to those without parameters).
    if (kind === 'default') own.defaults[0] = undefined;
    const scope = s.d.classes.get(cls)!.scope;
    const identifier = (name: string): Ast.UnqualifiedName => ({ kind: 'identifier', name, loc, end: loc });
    const plain = (name: string): Ast.Name => ({ kind: 'name', global: false, qualifiers: [], templateKeyword: false, last: identifier(name), loc, end: loc });
    const hidden = (name: string): Ast.DeclSpecifiers => ({
      storage: [], qualifiers: { const: false, volatile: false, restrict: false }, type: { kind: 'named', name: plain(name), typenameKeyword: false, loc }, inline: false, virtual: false,
      explicit: false, friend: false, constexpr: undefined, attributes: [], loc, end: loc,
    });
    // Parameter and base types are named through hidden typedefs of the class.
    const alias = (name: string, type: import('../tree/index.js').Type): string => {
      scope.names.set(name, { kind: 'typedef', name, loc, parent: cls, type });
      return name;
    };
    const number = scope.names.size;
    const params = ctor.type.params.map((type, i): Ast.ParameterDeclaration => ({
      specifiers: hidden(alias(`<inherited type ${number}.${i}>`, type)), declarator: { kind: 'id', name: plain(parameter(i)), pack: false, attributes: [], loc }, default: undefined, loc,
    }));
    const args = ctor.type.params.map((type, i): Ast.Expr => {
      const use: Ast.Expr = { kind: 'id', name: plain(parameter(i)), loc, end: loc };
      if (type.kind === 'reference' && !type.rvalue) return use;
      const target = type.kind === 'reference' ? type : s.types.reference(type, true);
      const spec = hidden(alias(`<inherited cast ${number}.${i}>`, target));
      return { kind: 'named-cast', cast: 'static_cast', type: { kind: 'type-id', specifiers: spec, declarator: { kind: 'id', name: undefined, pack: false, attributes: [], loc }, loc, end: loc }, operand: use, loc, end: loc };
    });
    const suffix: Ast.FunctionSuffix = {
      params, variadic: ctor.type.variadic, qualifiers: { const: false, volatile: false, restrict: false }, ref: '', noexcept: ctor.type.noexcept, trailingReturn: undefined,
      trailingRequires: undefined, attributes: [], override: false, final: false,
    };
    const declarator: Ast.Declarator = { kind: 'function', suffix, inner: { kind: 'id', name: plain(cls.name), pack: false, attributes: [], loc }, loc };
    own.suffix = suffix;
    own.definition = {
      specifiers: { ...hidden(cls.name), type: undefined }, declarator, suffix, scope, loc,
      body: {
        kind: 'block', handlers: undefined, statement: { kind: 'compound', body: [], loc, end: loc },
        initializers: [{ name: plain(alias(`<inherited base ${number}>`, base.type)), init: { braced: false, args }, packExpansion: false, loc }],
      },
    };
    fn.bodyState = 'pending';
    s.d.access.set(fn, s.d.access.get(ctor) ?? access);
    s.d.inherited.set(fn, (s.d.inherited.get(ctor) ?? 0) + 1);
    info.constructors.push(fn);
    cls.methods.push(fn);
  }
}

/** A constructor template: declared again in the derived class with a body that forwards. */
function inheritTemplate(s: DeclSema, cls: ClassSymbol, base: ClassSymbol, ctor: TemplateSymbol, access: Ast.Access): void {
  const template = s.entityTemplate(ctor);
  const { inner } = template;
  const written = inner.kind === 'function' ? inner : inner.kind === 'simple' ? inner.declarators[0] : undefined;
  const suffix = written && functionSuffix(written.declarator);
  if (!suffix || (inner.kind !== 'function' && inner.kind !== 'simple')) return;
  const { loc } = inner;
  const info = s.d.classes.get(cls)!;
  const baseName = `<inherited base ${cls.type.id}.${info.scope.names.size}>`;
  info.scope.names.set(baseName, { kind: 'typedef', name: baseName, loc, parent: cls, type: base.type });
  const plain = (name: string): Ast.Name => ({ kind: 'name', global: false, qualifiers: [], templateKeyword: false, last: { kind: 'identifier', name, loc, end: loc }, loc, end: loc });
  const args: Ast.Expr[] = [];
  const params = suffix.params.map((param, i): Ast.ParameterDeclaration => {
    const id = declaratorId(param.declarator);
    const name = parameter(i);
    const use: Ast.Expr = { kind: 'id', name: plain(name), loc, end: loc };
    const forwarded: Ast.Expr = {
      kind: 'named-cast', cast: 'static_cast', operand: use, loc, end: loc,
      type: {
        kind: 'type-id', loc, end: loc, declarator: { kind: 'reference', rvalue: true, restrict: false, inner: { kind: 'id', name: undefined, pack: false, attributes: [], loc }, loc },
        specifiers: { ...param.specifiers, qualifiers: { const: false, volatile: false, restrict: false }, type: { kind: 'decltype', expr: use, loc } },
      },
    };
    args.push(id.pack ? { kind: 'pack-expansion', pattern: forwarded, loc, end: loc } : forwarded);
    return { ...param, declarator: rename(param.declarator, plain(name)) };
  });
  const declaration: Ast.Declaration = {
    kind: 'function', specifiers: inner.specifiers, loc, end: inner.end,
    declarator: rename(withParameters(written.declarator, params), plain(cls.name)),
    body: {
      kind: 'block', handlers: undefined, statement: { kind: 'compound', body: [], loc, end: loc },
      initializers: [{ name: plain(baseName), init: { braced: false, args }, packExpansion: false, loc }],
    },
  };
  // The base's template parameters may stand in the parameters' types; the derived class is around them.
  const scope = newScope('template', info.scope, undefined);
  for (let at: Scope | undefined = template.outOfClassScope ?? template.scope; at && at.kind !== 'namespace'; at = at.parent) {
    if (at.kind === 'template') for (const [name, entity] of at.names) if (!scope.names.has(name)) scope.names.set(name, entity);
  }
  scope.members = (template.outOfClassScope ?? template.scope).members ?? base;
  const made = newTemplate(s, cls.name, 'function', template.params, declaration, scope, cls, template.requires, access);
  s.d.inherited.set(made.symbol, (s.d.inherited.get(ctor) ?? 0) + 1);
  info.constructors.push(made.symbol);
}

function rename(declarator: Ast.Declarator, name: Ast.Name): Ast.Declarator {
  if (declarator.kind === 'id') return { ...declarator, name };
  return { ...declarator, inner: rename(declarator.inner, name) };
}
