/** Enumerations ([dcl.enum]). */
import type { Attribute, Enumerator, Expr, Name, TypeId, TypeSpecifier } from '../ast/index.js';
import { parseMessages } from '../diagnostics/parse-messages.js';
import { attributes } from './attributes.js';
import type { Parser, SpecifierContext } from './cursor.js';
import { accept, advance, error, expectClose, loc, none, text } from './cursor.js';
import { typeId } from './declarators.js';
import type { Scope } from './names.js';
import { declarationScope, declareIn, lookup, makeScope, reenter, typeBehind, valueEntry } from './names.js';
import { parseName, qualifierScope, wordOf } from './qualified-names.js';
import { skipUntil } from './recovery.js';
import { beginsType } from './scan.js';

/** At `enum`. */
export function enumSpecifier(p: Parser, context: SpecifierContext): TypeSpecifier {
  const start = loc(p);
  p.templated = false;
  advance(p);
  const scoped = accept(p, 'class') || accept(p, 'struct');
  const attrs: readonly Attribute[] = attributes(p);
  let name: Name | undefined;
  if (p.tok === '#id' || p.tok === '::') name = parseName(p, 'type');
  let underlying: TypeId | undefined;
  // In a class `enum E : 4` is an unnamed bit-field; a type says that it is not.
  if (p.tok === ':' && (context !== 'member' || beginsType(p, p.pos + 1))) {
    advance(p);
    underlying = typeId(p);
  }
  if (p.tok !== '{') {
    if (name === undefined) {
      error(p, parseMessages.expectedIdentifier);
      name = parseName(p, 'type');
    }
    if (underlying === undefined && !(scoped && p.tok === ';')) {
      const word =
        name.last.kind === 'identifier' && name.qualifiers.length === 0 ? name.last.name : undefined;
      if (word !== undefined && !p.c && typeBehind(lookup(p.scope, word)) === undefined) declareEnum(p, name);
      return { kind: 'elaborated', tag: 'enum', name, loc: start };
    }
    declareEnum(p, name);
    return {
      kind: 'enum',
      definition: { scoped, name, underlying, enumerators: undefined, attributes: attrs, loc: start },
      loc: start,
    };
  }
  const outer = p.scope;
  const scope = declareEnum(p, name);
  const container = p.c ? outsideClasses(outer) : name !== undefined ? (qualifierScope(p, name) ?? declarationScope(outer)) : declarationScope(outer);
  p.scope = reenterEnum(p, name);
  const enumerators = enumeratorList(p, scope, scoped ? undefined : container);
  p.scope = outer;
  p.definedScope = scope;
  const behind = p.tok === '__attribute__' ? attributes(p) : none;
  const all = behind.length === 0 ? attrs : [...attrs, ...behind];
  return {
    kind: 'enum',
    definition: { scoped, name, underlying, enumerators, attributes: all, loc: start },
    loc: start,
  };
}

/** C: what is declared inside a struct is known outside of it. */
function outsideClasses(scope: Scope): Scope {
  let at = scope;
  while (at.kind === 'class' && at.parent !== undefined) at = at.parent;
  return at;
}

function reenterEnum(p: Parser, name: Name | undefined) {
  const container = name === undefined ? undefined : qualifierScope(p, name);
  return makeScope('block', container === undefined ? p.scope : reenter(p.scope, container));
}

/** Declares the enum's name; gives the scope of its enumerators. */
function declareEnum(p: Parser, name: Name | undefined) {
  const word = name === undefined ? undefined : wordOf(name.last);
  if (name === undefined || word === undefined || p.c) return makeScope('block', undefined);
  const qualified = name.qualifiers.length > 0;
  const container = qualified ? qualifierScope(p, name) : declarationScope(p.scope);
  const known = typeBehind(container?.names?.get(word));
  if (known?.scope !== undefined) return known.scope;
  const scope = makeScope('block', undefined);
  if (container !== undefined)
    declareIn(container, word, { kind: 'type', template: false, scope, hidden: undefined });
  return scope;
}

function enumeratorList(
  p: Parser,
  scope: ReturnType<typeof makeScope>,
  around: ReturnType<typeof makeScope> | undefined,
): Enumerator[] {
  const open = p.pos;
  advance(p);
  const list: Enumerator[] = [];
  const angle = p.angle;
  p.angle = 0;
  while (p.tok !== '}' && p.tok !== '#eof') {
    if (p.tok === '#pragma') {
      advance(p);
      continue;
    }
    if (p.tok !== '#id') {
      error(p, parseMessages.expectedIdentifier);
      skipUntil(p, ',');
      if (!accept(p, ',')) break;
      continue;
    }
    const start = loc(p);
    const name = text(p);
    advance(p);
    attributes(p);
    let value: Expr | undefined;
    if (accept(p, '=')) value = p.rules.constantExpression(p);
    declareIn(scope, name, valueEntry);
    if (around !== undefined) declareIn(around, name, valueEntry);
    else declareIn(p.scope, name, valueEntry);
    list.push({ name, value, loc: start });
    if (!accept(p, ',')) break;
  }
  p.angle = angle;
  expectClose(p, '}', open);
  return list;
}
