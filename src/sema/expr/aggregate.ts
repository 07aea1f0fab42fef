/**
 * Aggregate initialization (C++ [dcl.init.aggr], C99 designators): a cursor walks the list's items; members without braces of their own take as many items
 * as they need (brace elision). What no item initializes gets its default member initializer or is value-initialized.
 */
import type * as Ast from '../../ast/index.js';
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Loc } from '../../source/loc.js';
import type { AggregateElement, ArrayType, CheckedInit, ClassSymbol, ClassType, FieldSymbol, Type } from '../../tree/index.js';
import type { BodyContext } from '../context.js';
import { checkNarrowing } from './narrowing.js';
import { errorExpr, initOf } from './nodes.js';
import { type ExprSema, isExpr, type ListItem, type ListOperand } from './own.js';
import { sequence } from './sequences.js';
import { stringInit } from './string-init.js';

export const isAggregate = (type: Type): boolean => type.kind === 'array' || (type.kind === 'class' && type.symbol.aggregate);

interface Cursor {
  readonly items: ListItem[];
  next: number;
  failed: boolean;
}

/** Where an object's items stand: in braces of its own; among those of an object around it; there too, but led to by a designator, which the first item still has. */
type Mode = 'braced' | 'elided' | 'designated';

interface Filled {
  readonly type: Type;
  readonly init: CheckedInit;
}

export function aggregateFromList(s: ExprSema, type: ArrayType | ClassType, list: ListOperand, ctx: BodyContext, loc: Loc): Filled {
  const cursor: Cursor = { items: [...list.items], next: 0, failed: false };
  const filled = type.kind === 'array' ? fillArray(s, type, cursor, 'braced', [], ctx, loc) : { type, init: fillClass(s, type, cursor, 'braced', [], ctx, loc) };
  if (cursor.next < cursor.items.length && !cursor.failed) {
    const what = type.kind === 'array' ? 'array' : type.symbol.tag === 'union' ? 'union' : 'struct';
    s.report(s.options.c ? exprMessages.excessElementsInC : exprMessages.excessElements, cursor.items[cursor.next].value.loc, [what]);
  }
  return filled;
}

/** Does the item at the cursor initialize a part of this object? Designators are relative to the nearest braces. */
function belongs(cursor: Cursor, mode: Mode, first: boolean): boolean {
  return cursor.items[cursor.next].designators.length === 0 || mode === 'braced' || (mode === 'designated' && first);
}

/** What the rest of an item's designators lead to in a part of this object; `known` initializes the part so far, and what is not initialized anew stays. */
function fillNested(s: ExprSema, type: Type, cursor: Cursor, known: CheckedInit | undefined, ctx: BodyContext, loc: Loc): CheckedInit {
  const before = known?.kind === 'aggregate' ? known.elements : [];
  if (type.kind === 'array') return fillArray(s, type, cursor, 'designated', before, ctx, loc).init;
  if (type.kind === 'class') return fillClass(s, type, cursor, 'designated', before, ctx, loc);
  s.report(exprMessages.designatorInvalid, loc, [s.typeToString(type)]);
  cursor.failed = true;
  return { kind: 'zero', type };
}

/** One element or member from the item(s) at the cursor. */
function fillOne(s: ExprSema, type: Type, cursor: Cursor, ctx: BodyContext, loc: Loc): CheckedInit {
  const { value } = cursor.items[cursor.next];
  if (isExpr(value)) {
    if (type.kind === 'array') {
      const text = stringInit(s, type, value, value.loc);
      if (text !== undefined) {
        cursor.next++;
        return initOf(text);
      }
      return fillArray(s, type, cursor, 'elided', [], ctx, loc).init;
    }
    if (type.kind === 'class' && s.completeType(type) && type.symbol.aggregate && !(value.type.kind === 'class' && value.type.symbol === type.symbol) && sequence(s, value, type, ctx, value.loc) === undefined)
      return fillClass(s, type, cursor, 'elided', [], ctx, loc);
    if (!s.options.c) checkNarrowing(s, value, type, ctx);
  }
  if (value.kind === 'overload-set' && type.kind === 'array') return fillArray(s, type, cursor, 'elided', [], ctx, loc).init;
  if (value.kind === 'overload-set' && type.kind === 'class' && s.completeType(type) && type.symbol.aggregate && sequence(s, value, type, ctx, value.loc) === undefined) return fillClass(s, type, cursor, 'elided', [], ctx, loc);
  cursor.next++;
  const e = s.own.initializeWith(type, [value], 'copy', ctx, value.loc, 'initialize');
  if (e.kind === 'error') cursor.failed = true;
  return initOf(e);
}

/** Takes the elements of a range out of those initialized so far; gives what initialized exactly that range. */
function takeRange(elements: AggregateElement[], from: number, to: number): CheckedInit | undefined {
  let known: CheckedInit | undefined;
  const kept: AggregateElement[] = [];
  for (const each of elements) {
    const { place } = each;
    if (place.kind !== 'index' || place.to < from || place.from > to) kept.push(each);
    else {
      if (place.from === from && place.to === to) known = each.init;
      if (place.from < from) kept.push({ ...each, place: { ...place, to: from - 1 } });
      if (place.to > to) kept.push({ ...each, place: { ...place, from: to + 1 } });
    }
  }
  elements.splice(0, elements.length, ...kept);
  return known;
}

/** The indices that a designator names; undefined (and reported) where it names none of the array's. */
function designatedRange(s: ExprSema, type: ArrayType, designator: Ast.Designator, ctx: BodyContext): { readonly from: number; readonly to: number } | undefined {
  if (designator.kind !== 'index') {
    s.report(exprMessages.designatorInvalid, designator.loc, [s.typeToString(type)]);
    return undefined;
  }
  const from = s.evaluateInteger(designator.from, ctx);
  const to = designator.to === undefined ? from : s.evaluateInteger(designator.to, ctx);
  if (from === undefined || to === undefined) return undefined;
  if (from >= 0n && to >= from && (typeof type.size !== 'number' || to < BigInt(type.size))) return { from: Number(from), to: Number(to) };
  s.report(exprMessages.excessElements, designator.loc, ['array']);
  return undefined;
}

function fillArray(s: ExprSema, type: ArrayType, cursor: Cursor, mode: Mode, before: readonly AggregateElement[], ctx: BodyContext, loc: Loc): Filled {
  const { element } = type;
  const size = typeof type.size === 'number' ? type.size : undefined;
  if (mode === 'braced' && cursor.items.length === 1 && cursor.items[0].designators.length === 0) {
    const { value } = cursor.items[0];
    const text = isExpr(value) ? stringInit(s, type, value, value.loc) : undefined;
    if (text !== undefined) {
      cursor.next = 1;
      return { type: text.type, init: initOf(text) };
    }
  }
  const elements = [...before];
  let index = 0;
  let length = elements.reduce((end, each) => (each.place.kind === 'index' ? Math.max(end, each.place.to + 1) : end), 0);
  for (let first = true; more(cursor) && !cursor.failed && belongs(cursor, mode, first); first = false) {
    const { designators, value } = cursor.items[cursor.next];
    let to = index;
    let known: CheckedInit | undefined;
    if (designators.length > 0) {
      const range = designatedRange(s, type, designators[0], ctx);
      if (range === undefined) {
        cursor.failed = true;
        break;
      }
      index = range.from;
      to = range.to;
      cursor.items[cursor.next] = { designators: designators.slice(1), value };
    } else if (size !== undefined && index >= size) break;
    if (index < length) known = takeRange(elements, index, to);
    const init = designators.length > 1 ? fillNested(s, element, cursor, known, ctx, value.loc) : fillOne(s, element, cursor, ctx, loc);
    elements.push({ place: { kind: 'index', from: index, to }, init });
    index = to + 1;
    length = Math.max(length, index);
  }
  const bound = size ?? length;
  const complete = size === undefined ? s.types.array(element, bound) : type;
  if (length < bound || elements.length < length) fillRest(s, element, elements, bound, ctx, loc);
  return { type: complete, init: { kind: 'aggregate', type: complete, elements, zeroRest: true } };
}

/** Elements that no item initializes and that zeros do not initialize. */
function fillRest(s: ExprSema, element: Type, elements: AggregateElement[], bound: number, ctx: BodyContext, loc: Loc): void {
  const rest = restInit(s, element, ctx, loc);
  if (rest === undefined) return;
  const taken = elements.map((e) => (e.place.kind === 'index' ? e.place : { from: 0, to: 0 })).sort((a, b) => a.from - b.from);
  let from = 0;
  for (const range of [...taken, { from: bound, to: bound }]) {
    if (range.from > from) elements.push({ place: { kind: 'index', from, to: range.from - 1 }, init: rest });
    from = Math.max(from, range.to + 1);
  }
}

/** Value-initialization of what was left out; undefined when zeros do. */
function restInit(s: ExprSema, type: Type, ctx: BodyContext, loc: Loc): CheckedInit | undefined {
  if (type.kind === 'array') {
    const element = restInit(s, type.element, ctx, loc);
    return element === undefined || typeof type.size !== 'number' ? undefined : { kind: 'repeat', type, count: type.size, element };
  }
  if (type.kind !== 'class') return undefined;
  if (!s.completeType(type, loc)) return undefined;
  if (type.symbol.trivialDefaultConstructor) return undefined;
  if (type.symbol.aggregate) return fillClass(s, type, { items: [], next: 0, failed: false }, 'braced', [], ctx, loc);
  // An empty list: perhaps an argument of a constructor that takes lists.
  if (s.constructorsOf(type.symbol).some((c) => c.kind === 'function' && c.type.params.length === 0)) return s.defaultInitialize(type, ctx, loc, true);
  const list: Ast.InitList = { kind: 'init-list', items: [], loc, end: loc };
  return initOf(s.own.initializeWith(type, [{ kind: 'list', items: [], list, ctx, loc }], 'copy', ctx, loc, 'initialize'));
}

const isMember = (field: FieldSymbol): boolean => field.name !== '' || field.bitWidth === undefined;

function fillClass(s: ExprSema, type: ClassType, cursor: Cursor, mode: Mode, before: readonly AggregateElement[], ctx: BodyContext, loc: Loc): CheckedInit {
  const cls = type.symbol;
  const elements = [...before];
  const fields = cls.fields.filter(isMember);
  const union = cls.tag === 'union';
  let position = 0;
  const initialized = new Set<FieldSymbol>();
  for (const { place } of before) if (place.kind === 'field') initialized.add(place.field);
  if (mode !== 'designated') {
    for (const base of cls.bases) {
      const init = more(cursor) && cursor.items[cursor.next].designators.length === 0 ? fillOne(s, base.type, cursor, ctx, loc) : restInit(s, base.type, ctx, loc);
      if (init !== undefined) elements.push({ place: { kind: 'base', base }, init });
    }
  }
  for (let first = true; more(cursor) && !cursor.failed && belongs(cursor, mode, first); first = false) {
    const { designators, value } = cursor.items[cursor.next];
    let field: FieldSymbol;
    let nested = false;
    if (designators.length > 0) {
      const [designator] = designators;
      const named = designator.kind === 'field' ? designatedField(cls, designator.name) : undefined;
      if (named === undefined) {
        s.report(designator.kind === 'field' ? exprMessages.unknownDesignator : exprMessages.designatorInvalid, designator.loc,
          designator.kind === 'field' ? [designator.name, s.typeToString(type)] : [s.typeToString(type)]);
        cursor.failed = true;
        break;
      }
      field = named.field;
      position = fields.indexOf(field) + 1;
      // A member of an anonymous struct or union: the same designator again, one level down.
      if (!named.inner) cursor.items[cursor.next] = { designators: designators.slice(1), value };
      nested = named.inner || designators.length > 1;
    } else {
      if (position >= fields.length || (union && position > 0)) break;
      field = fields[position++];
    }
    const at = initialized.has(field) ? elements.findIndex((e) => e.place.kind === 'field' && e.place.field === field) : -1;
    const known = at < 0 ? undefined : elements.splice(at, 1)[0].init;
    // A union has one member at a time.
    if (union) elements.length = 0;
    initialized.add(field);
    elements.push({ place: { kind: 'field', field }, init: nested ? fillNested(s, field.type, cursor, known, ctx, value.loc) : fillOne(s, field.type, cursor, ctx, loc) });
  }
  if (!cursor.failed && !(union && initialized.size > 0)) {
    for (const field of fields) {
      if (initialized.has(field)) continue;
      const init = missingField(s, field, union, ctx, loc);
      if (init !== undefined) elements.push({ place: { kind: 'field', field }, init, own: field.hasDefaultInit });
    }
  }
  return { kind: 'aggregate', type, elements, zeroRest: true };
}

const more = (cursor: Cursor): boolean => cursor.next < cursor.items.length;

function missingField(s: ExprSema, field: FieldSymbol, union: boolean, ctx: BodyContext, loc: Loc): CheckedInit | undefined {
  if (field.hasDefaultInit) {
    const written = s.defaultMemberInit(field);
    if (written !== undefined) return s.initialize(field.type, written.init, ctx.unevaluated ? { ...written.ctx, unevaluated: true } : written.ctx, loc);
  }
  if (union) return undefined;
  if (field.type.kind === 'reference') {
    s.report(exprMessages.referenceUninitialized, loc);
    return { kind: 'expression', expr: errorExpr(s, loc, field.type.referee) };
  }
  return restInit(s, field.type, ctx, loc);
}

/** A member by name; `inner` when it lies in an anonymous member, which is then what is returned. */
function designatedField(cls: ClassSymbol, name: string): { readonly field: FieldSymbol; readonly inner: boolean } | undefined {
  for (const field of cls.fields) if (field.name === name) return { field, inner: false };
  for (const field of cls.fields) {
    if (field.name !== '' || field.type.kind !== 'class') continue;
    if (designatedField(field.type.symbol, name) !== undefined) return { field, inner: true };
  }
  return undefined;
}

