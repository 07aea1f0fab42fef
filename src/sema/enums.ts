/** Enumerations ([dcl.enum]): enumerator values, and the underlying type that gcc chooses when it is not fixed. */
import type * as Ast from '../ast/index.js';
import { semaMessages } from '../diagnostics/sema-messages.js';
import type { EnumeratorSymbol, EnumSymbol, Type } from '../tree/index.js';
import type { BodyContext } from './context.js';
import { tagScope } from './c-language.js';
import { addName } from './lookup.js';
import { declaratorPrefix, nameKey } from './names.js';
import type { DeclSema } from './state.js';
import { declaringScope, ownerOf, within } from './state.js';
import { newScope, setTag } from './state.js';
import { wrapInteger } from './templates/arguments.js';

/** The first of unsigned int, int, (unsigned) long that holds all values. */
function chooseUnderlying(s: DeclSema, low: bigint, high: bigint): Type {
  if (low < 0n) return s.types.builtin(low >= -(1n << 31n) && high < 1n << 31n ? 'int' : 'long');
  if (high < 1n << 32n) return s.types.builtin('unsigned int');
  return s.types.builtin('unsigned long');
}

function fits(s: DeclSema, value: bigint, type: Type): boolean {
  return wrapInteger(s, value, type) === value;
}

export function declareEnum(s: DeclSema, definition: Ast.EnumDefinition, ctx: BodyContext, typedefName?: string): EnumSymbol | undefined {
  const { name, loc, scoped } = definition;
  let scope = s.options.c ? tagScope(ctx.scope) : declaringScope(ctx.scope);
  if (name && (name.qualifiers.length > 0 || name.global)) {
    const prefix = declaratorPrefix(s, name, ctx);
    if (!prefix) return undefined;
    scope = prefix.kind === 'class' ? s.d.classes.get(prefix)!.scope : s.d.namespaces.get(prefix)!.scope;
  }
  const key = name ? nameKey(name.last) : '';
  let fixed: Type | undefined;
  if (definition.underlying) {
    fixed = s.resolveTypeId(definition.underlying, ctx).unqualified;
    if (fixed.kind === 'enum') fixed = fixed.symbol.underlying;
    if (fixed.kind !== 'builtin' || ['void', 'float', 'double', 'long double', 'nullptr_t'].includes(fixed.name)) {
      if (fixed !== s.types.error) s.report(semaMessages.enumUnderlying, definition.underlying.loc, [s.typeToString(fixed)]);
      fixed = s.types.builtin('int');
    }
  } else if (scoped) fixed = s.types.builtin('int');

  const present = key ? s.options.c ? scope.tags?.get(key) : (scope.names.get(key) ?? scope.tags?.get(key)) : undefined;
  let symbol: EnumSymbol;
  if (present?.kind === 'enum') {
    symbol = present;
    if (symbol.complete && definition.enumerators) {
      s.report(semaMessages.redefinition, loc, [key], { notes: [{ loc: symbol.loc, text: 'previous definition is here' }] });
      return symbol;
    }
    if (fixed) symbol.underlying = fixed;
    symbol.fixed ||= fixed !== undefined;
  } else {
    const draft = { kind: 'enum', name: key || typedefName || '', loc, parent: ownerOf(scope), scoped, underlying: fixed ?? s.types.builtin('int'), fixed: fixed !== undefined, enumerators: [], complete: false, mangled: '' };
    symbol = draft as unknown as EnumSymbol;
    symbol.type = s.types.enumeration(symbol);
    if (key) {
      const clash = s.options.c || addName(scope, key, symbol);
      if (clash) setTag(scope, key, symbol);
      if (scope.kind === 'namespace') s.d.seq.set(symbol, s.d.nextSeq);
    } else if (!symbol.name) s.d.discriminators.set(symbol, s.d.unnamed.count++);
  }
  if (!definition.enumerators) return symbol;

  // Enumerators are in scope as soon as they are declared; unscoped ones also in the scope around.
  const own = newScope('block', ctx.scope, undefined);
  const inner = { ...within(ctx, own), constant: true };
  let next = 0n;
  let low = 0n;
  let high = 0n;
  let widest: Type | undefined;
  for (const written of definition.enumerators) {
    let value = next;
    if (written.value) {
      const evaluated = s.evaluateInteger(written.value, inner, fixed);
      if (evaluated !== undefined) value = evaluated;
    } else if (fixed && !fits(s, value, fixed)) {
      s.report(semaMessages.enumeratorNotRepresentable, written.loc, [`${value}`, s.typeToString(fixed)]);
      value = wrapInteger(s, value, fixed);
    }
    const enumerator: EnumeratorSymbol = { kind: 'enumerator', name: written.name, loc: written.loc, parent: symbol, value };
    symbol.enumerators.push(enumerator);
    own.names.set(written.name, enumerator);
    if (!scoped) {
      const clash = addName(scope, written.name, enumerator);
      if (clash) s.report(semaMessages.redefinition, written.loc, [written.name]);
      if (scope.kind === 'namespace') s.d.seq.set(enumerator, s.d.nextSeq);
    }
    if (value < low) low = value;
    if (value > high) high = value;
    next = value + 1n;
    if (!fixed) {
      // While the enumeration is open its enumerators have the type of their values.
      widest = chooseUnderlying(s, low, high);
      symbol.underlying = widest;
    }
  }
  symbol.underlying = fixed ?? widest ?? s.types.builtin('unsigned int');
  symbol.complete = true;
  return symbol;
}
