/** Structured bindings ([dcl.struct.bind]): a hidden variable, and names that stand for its elements, tuple elements or members. */
import type * as Ast from '../ast/index.js';
import { semaMessages } from '../diagnostics/sema-messages.js';
import type { Loc } from '../source/loc.js';
import type { BaseClass, CheckedExpr, CheckedInit, CheckedStmt, ClassSymbol, FieldSymbol, TemplateArg, Type, VarSymbol } from '../tree/index.js';
import { attributeFacts } from './attributes.js';
import type { BodyContext } from './context.js';
import { lookupClass } from './lookup.js';
import { applyTemplate } from './names.js';
import type { DeclSema } from './state.js';
import { declaringScope, ownerOf } from './state.js';
import { newVariable } from './symbols.js';
import { cvBits } from './types.js';
import { elementType, finishChecked, finishGlobal, registerVariable } from './variables.js';

type StructuredBinding = Extract<Ast.Declaration, { kind: 'structured-binding' }>;

/** The class (the type itself or one base) that has all the fields, with the path to it. */
function fieldsOf(cls: ClassSymbol): { readonly fields: readonly FieldSymbol[]; readonly path: readonly BaseClass[] } | undefined {
  if (cls.fields.length > 0) return { fields: cls.fields, path: [] };
  for (const base of cls.bases) {
    const inner = fieldsOf(base.type.symbol);
    if (inner && inner.fields.length > 0) return { fields: inner.fields, path: [base, ...inner.path] };
  }
  return { fields: [], path: [] };
}

function stdTemplate(s: DeclSema, name: string, args: readonly TemplateArg[], ctx: BodyContext, loc: Loc): Type | undefined {
  const part = (text: string) => ({ kind: 'identifier', name: text, loc, end: loc }) as const;
  const written: Ast.Name = {
    kind: 'name', global: true, qualifiers: [{ kind: 'name', name: part('std'), templateKeyword: false, loc }], templateKeyword: false, last: part(name), loc, end: loc,
  };
  const named = s.resolve(written, ctx, true, true);
  return named?.kind === 'template' ? applyTemplate(s, named.template, args, loc) : undefined;
}

/** `std::tuple_size<T>::value`, if the type has it. */
function tupleSize(s: DeclSema, type: Type, ctx: BodyContext, loc: Loc): number | undefined {
  const trait = stdTemplate(s, 'tuple_size', [{ kind: 'type', type: type.unqualified }], ctx, loc);
  if (trait?.kind !== 'class' || !s.completeType(trait)) return undefined;
  const value = lookupClass(s, trait.symbol, 'value', loc)?.entity;
  if (value?.kind !== 'variable') return undefined;
  const constant = s.evaluate({ kind: 'variable', variable: value, type: value.type, category: 'lvalue', loc });
  return constant?.kind === 'integer' ? Number(constant.value) : undefined;
}

export function declareBindings(s: DeclSema, declaration: StructuredBinding, ctx: BodyContext): CheckedStmt {
  const { specifiers, names, init, loc, ref } = declaration;
  const empty: CheckedStmt = { kind: 'empty', loc };
  if (!init) {
    s.report(semaMessages.bindingInit, loc);
    return empty;
  }
  const value = init.kind === 'copy' ? init.value : init.kind === 'direct' ? init.args[0] : init.list.items[0]?.value;
  const failed = (): CheckedStmt => {
    for (const name of names) ctx.scope.names.set(name, { kind: 'binding', name, make: (at) => ({ kind: 'error', type: s.types.error, category: 'lvalue', loc: at }) });
    return empty;
  };
  if (!value) return failed();
  const checked = s.checkExpr(value, ctx);
  if (checked.kind === 'error') return failed();
  const cv = cvBits(specifiers.qualifiers);
  const auto = s.types.qualified(s.types.auto(false), cv);
  // An array is copied as array, not as pointer.
  const source = checked.type;
  let type: Type | undefined;
  const copiesArray = ref === '' && source.kind === 'array';
  if (copiesArray) type = s.types.qualified(source, cv);
  else type = s.deduceAuto(ref === '' ? auto : s.types.reference(auto, ref === '&&'), checked, loc);
  if (!type) return failed();

  const scope = declaringScope(ctx.scope);
  const isLocal = ctx.fn !== undefined && scope.kind !== 'namespace';
  const facts = attributeFacts(s, ctx, specifiers.attributes);
  const isStatic = !isLocal || specifiers.storage.includes('static');
  const hiddenName = `<binding ${names.join()}>`;
  const variable = newVariable(hiddenName, loc, isLocal ? ctx.fn! : ownerOf(scope), type, isStatic ? 'global' : 'local', isStatic && isLocal);
  variable.alignment = facts.alignment;
  let statement: CheckedStmt;
  if (isStatic) {
    registerVariable(s, variable, scope, false, false).emitted = true;
    variable.linkage = 'internal';
    variable.mangled = `_ZDC${names.map((name) => `${name.length}${name}`).join('')}E`;
    if (copiesArray) finishChecked(s, variable, s.copyArray(type, checked, ctx, loc), ctx, false, loc);
    else finishGlobal(s, variable, init, ctx, false, loc);
    s.d.globals.push(variable);
    statement = isLocal ? { kind: 'declare', variable, init: variable.init, loc } : empty;
  } else {
    const checkedInit: CheckedInit = copiesArray ? s.copyArray(type, checked, ctx, loc) : s.initializeFrom(type, checked, ctx, loc);
    const element = elementType(type);
    if (element.kind === 'class') variable.destructor = s.destructorOf(element, loc);
    statement = { kind: 'declare', variable, init: checkedInit, loc };
  }
  const object = type.kind === 'reference' ? type.referee : type;
  const statements: CheckedStmt[] = [statement];
  const bind = (i: number, referenced: Type, make: (at: Loc) => CheckedExpr): void => {
    const name = names[i]!;
    if (ctx.scope.names.has(name)) s.report(semaMessages.redefinition, loc, [name]);
    ctx.scope.names.set(name, { kind: 'binding', name, make, referenced });
  };
  const count = (elements: number): boolean => {
    if (elements === names.length) return true;
    s.report(semaMessages.bindingCount, loc, [s.typeToString(object), `${elements}`, `${names.length}`]);
    return false;
  };
  const base = (at: Loc): CheckedExpr => ({ kind: 'variable', variable, type: object, category: 'lvalue', loc: at });

  if (object.kind === 'array' && typeof object.size === 'number') {
    if (!count(object.size)) return failed();
    const { element } = object;
    names.forEach((_, i) =>
      bind(i, element, (at) => {
        const pointer = s.types.pointer(element);
        const decayed: CheckedExpr = { kind: 'convert', conversion: 'array-to-pointer', operand: base(at), type: pointer, category: 'prvalue', loc: at };
        const index: CheckedExpr = { kind: 'integer', value: BigInt(i), type: s.types.builtin('long'), category: 'prvalue', loc: at };
        return { kind: 'deref', pointer: { kind: 'pointer-add', op: '+', pointer: decayed, index, type: pointer, category: 'prvalue', loc: at }, type: element, category: 'lvalue', loc: at };
      }),
    );
    return statement;
  }
  if (object.kind !== 'class' || !s.completeType(object, loc)) {
    if (object.kind !== 'class') s.report(semaMessages.bindingType, loc, [s.typeToString(object)]);
    return failed();
  }
  const size = tupleSize(s, object, ctx, loc);
  if (size !== undefined) {
    if (!count(size)) return failed();
    for (let i = 0; i < size; i++) {
      const element = tupleElement(s, variable, object, type, i, ctx, loc, isStatic, statements);
      if (!element) return failed();
      const { bound } = element;
      bind(i, element.referenced, (at) => ({ kind: 'variable', variable: bound, type: bound.type.kind === 'reference' ? bound.type.referee : bound.type, category: 'lvalue', loc: at }));
    }
    return { kind: 'sequence', body: statements, loc };
  }
  const found = fieldsOf(object.symbol)!;
  if (!count(found.fields.length)) return failed();
  names.forEach((_, i) => {
    const field = found.fields[i]!;
    const own = field.type;
    const fieldType = own.kind === 'reference' ? own.referee : s.types.qualified(own, field.mutable ? object.cv & 2 : object.cv);
    bind(i, own.kind === 'reference' ? own : fieldType, (at) => {
      let target = base(at);
      if (found.path.length > 0) {
        const cls = s.types.qualified(found.path.at(-1)!.type, object.cv);
        target = { kind: 'convert', conversion: 'derived-to-base', operand: target, path: found.path, type: cls, category: 'lvalue', loc: at };
      }
      return { kind: 'field', base: target, field, type: fieldType, category: 'lvalue', loc: at };
    });
  });
  return statement;
}

/** Element i of a tuple-like object: a reference variable bound to `e.get<i>()` or `get<i>(e)`, and the element's type. */
function tupleElement(
  s: DeclSema, variable: VarSymbol, object: Type, declared: Type, i: number, ctx: BodyContext, loc: Loc, isStatic: boolean, into: CheckedStmt[],
): { readonly bound: VarSymbol; readonly referenced: Type } | undefined {
  const index: TemplateArg = { kind: 'integer', type: s.types.builtin('unsigned long'), value: BigInt(i) };
  const trait = stdTemplate(s, 'tuple_element', [index, { kind: 'type', type: object.unqualified }], ctx, loc);
  const unsuited = (): undefined => void s.report(semaMessages.bindingType, loc, [s.typeToString(object)]);
  if (trait?.kind !== 'class') return unsuited();
  if (!s.completeType(trait, loc)) return undefined;
  const element = lookupClass(s, trait.symbol, 'type', loc, 'type')?.entity;
  const plainElement = element?.kind === 'typedef' || element?.kind === 'class' || element?.kind === 'enum' ? element.type : undefined;
  if (!plainElement) return unsuited();
  const elementType = plainElement.kind === 'reference' ? plainElement : s.types.qualified(plainElement, object.cv);
  const inner = { ...ctx };
  const part = (name: string): Ast.UnqualifiedName => ({ kind: 'identifier', name, loc, end: loc });
  const literal: Ast.Expr = { kind: 'integer', token: { kind: 'integer', text: `${i}`, value: BigInt(i), decimal: true, unsigned: true, long: 1, loc, end: loc, joined: false }, loc, end: loc };
  const templateId: Ast.UnqualifiedName = { kind: 'template-id', template: part('get'), args: [{ kind: 'expression', expr: literal, loc, packExpansion: false }], loc, end: loc };
  const plain = (last: Ast.UnqualifiedName): Ast.Name => ({ kind: 'name', global: false, qualifiers: [], templateKeyword: false, last, loc, end: loc });
  const scope = { ...ctx.scope, kind: 'block' as const, parent: ctx.scope, names: new Map(ctx.scope.names), tags: undefined, pending: undefined, using: [] };
  scope.names.set('<tuple>', {
    kind: 'binding', name: '<tuple>',
    make: (at) => ({
      kind: 'variable', variable, type: object, category: declared.kind === 'reference' && !declared.rvalue ? 'lvalue' : 'xvalue', loc: at,
    }),
  });
  const tuple: Ast.Expr = { kind: 'id', name: plain(part('<tuple>')), loc, end: loc };
  // A member `get` counts if it is a template whose first parameter is a value ([dcl.struct.bind]).
  const getters = object.kind === 'class' ? lookupClass(s, object.symbol, 'get', loc)?.entity : undefined;
  const member = getters?.kind === 'overloads' && getters.members.some((each) => each.kind === 'template' && s.entityTemplate(each).params[0]?.kind === 'value');
  const callee: Ast.Expr = member
    ? { kind: 'member', base: tuple, arrow: false, name: plain(templateId), nameLoc: loc, loc, end: loc }
    : { kind: 'id', name: plain(templateId), loc, end: loc };
  const call: Ast.Expr = { kind: 'call', callee, args: member ? [] : [tuple], loc, end: loc };
  const checked = s.checkExpr(call, { ...inner, scope });
  if (checked.kind === 'error') return undefined;
  const type = s.types.reference(elementType, checked.category !== 'lvalue');
  const bound = newVariable(`<element ${i}>`, loc, ctx.fn ?? variable.parent, type, isStatic ? 'global' : 'local', isStatic);
  const init = s.initializeFrom(type, checked, ctx, loc);
  if (isStatic) {
    bound.mangled = `${variable.mangled}.${i}`;
    bound.linkage = 'internal';
    bound.init = init;
    s.d.globals.push(bound);
  } else into.push({ kind: 'declare', variable: bound, init, loc });
  return { bound, referenced: elementType };
}
