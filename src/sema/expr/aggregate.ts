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
  readonly items: readonly ListItem[];
  next: number;
  failed: boolean;
}

interface Filled {
  readonly type: Type;
  readonly init: CheckedInit;
}

export function aggregateFromList(s: ExprSema, type: ArrayType | ClassType, list: ListOperand, ctx: BodyContext, loc: Loc): Filled {
  const cursor: Cursor = { items: list.items, next: 0, failed: false };
  const filled = type.kind === 'array' ? fillArray(s, type, cursor, true, ctx, loc) : { type, init: fillClass(s, type, cursor, true, ctx, loc) };
  if (cursor.next < cursor.items.length && !cursor.failed) {
    const what = type.kind === 'array' ? 'array' : type.symbol.tag === 'union' ? 'union' : 'struct';
    s.report(exprMessages.excessElements, cursor.items[cursor.next].value.loc, [what]);
  }
  return filled;
}

/** `items[next…]` as far as their first designator is the same: what a nested designator (`.a.x = 1, .a.y = 2`) initializes. */
function nestedItems(cursor: Cursor, same: (d: Ast.Designator) => boolean): ListItem[] {
  const nested: ListItem[] = [];
  while (cursor.next < cursor.items.length) {
    const item = cursor.items[cursor.next];
    if (item.designators.length < 2 || !same(item.designators[0])) break;
    nested.push({ designators: item.designators.slice(1), value: item.value });
    cursor.next++;
  }
  return nested;
}

function fillNested(s: ExprSema, type: Type, items: readonly ListItem[], ctx: BodyContext, loc: Loc): CheckedInit {
  const cursor: Cursor = { items, next: 0, failed: false };
  if (type.kind === 'array') return fillArray(s, type, cursor, true, ctx, loc).init;
  if (type.kind === 'class') return fillClass(s, type, cursor, true, ctx, loc);
  s.report(exprMessages.designatorInvalid, loc, [s.typeToString(type)]);
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
      return fillArray(s, type, cursor, false, ctx, loc).init;
    }
    if (type.kind === 'class' && s.completeType(type) && type.symbol.aggregate && !(value.type.kind === 'class' && value.type.symbol === type.symbol) && sequence(s, value, type, ctx, value.loc) === undefined)
      return fillClass(s, type, cursor, false, ctx, loc);
    checkNarrowing(s, value, type, ctx);
  }
  cursor.next++;
  const e = s.own.initializeWith(type, [value], 'copy', ctx, value.loc, 'initialize');
  if (e.kind === 'error') cursor.failed = true;
  return initOf(e);
}

function fillArray(s: ExprSema, type: ArrayType, cursor: Cursor, braced: boolean, ctx: BodyContext, loc: Loc): Filled {
  const { element } = type;
  const size = typeof type.size === 'number' ? type.size : undefined;
  if (braced && cursor.items.length === 1 && cursor.items[0].designators.length === 0) {
    const { value } = cursor.items[0];
    const text = isExpr(value) ? stringInit(s, type, value, value.loc) : undefined;
    if (text !== undefined) {
      cursor.next = 1;
      return { type: text.type, init: initOf(text) };
    }
  }
  let elements: AggregateElement[] = [];
  let index = 0;
  let length = 0;
  while (cursor.next < cursor.items.length && !cursor.failed) {
    const item = cursor.items[cursor.next];
    let to = index;
    if (item.designators.length > 0) {
      if (!braced) break;
      const [designator] = item.designators;
      if (designator.kind !== 'index') {
        s.report(exprMessages.designatorInvalid, designator.loc, [s.typeToString(type)]);
        cursor.failed = true;
        break;
      }
      const from = s.evaluateInteger(designator.from, ctx);
      const last = designator.to === undefined ? from : s.evaluateInteger(designator.to, ctx);
      if (from === undefined || last === undefined || from < 0n || last < from || (size !== undefined && last >= BigInt(size))) {
        if (from !== undefined && last !== undefined) s.report(exprMessages.excessElements, designator.loc, ['array']);
        cursor.failed = true;
        break;
      }
      index = Number(from);
      to = Number(last);
      if (elements.length > 0 && index < length) elements = elements.filter((e) => e.place.kind !== 'index' || e.place.to < index || e.place.from > to);
      if (item.designators.length > 1) {
        const nested = nestedItems(cursor, (d) => d === designator || (d.kind === 'index' && d.to === undefined && s.evaluateInteger(d.from, ctx) === from));
        elements.push({ place: { kind: 'index', from: index, to }, init: fillNested(s, element, nested, ctx, item.value.loc) });
        index = to + 1;
        length = Math.max(length, index);
        continue;
      }
    } else if (size !== undefined && index >= size) break;
    elements.push({ place: { kind: 'index', from: index, to }, init: fillOne(s, element, cursor, ctx, loc) });
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
  if (type.symbol.aggregate) return fillClass(s, type, { items: [], next: 0, failed: false }, true, ctx, loc);
  return s.defaultInitialize(type, ctx, loc, true);
}

const isMember = (field: FieldSymbol): boolean => field.name !== '' || field.bitWidth === undefined;

function fillClass(s: ExprSema, type: ClassType, cursor: Cursor, braced: boolean, ctx: BodyContext, loc: Loc): CheckedInit {
  const cls = type.symbol;
  const elements: AggregateElement[] = [];
  const fields = cls.fields.filter(isMember);
  const union = cls.tag === 'union';
  let position = 0;
  const initialized = new Set<FieldSymbol>();
  for (const base of cls.bases) {
    const init = more(cursor) && cursor.items[cursor.next].designators.length === 0 ? fillOne(s, base.type, cursor, ctx, loc) : restInit(s, base.type, ctx, loc);
    if (init !== undefined) elements.push({ place: { kind: 'base', base }, init });
  }
  while (more(cursor) && !cursor.failed) {
    const item = cursor.items[cursor.next];
    let field: FieldSymbol;
    if (item.designators.length > 0) {
      if (!braced) break;
      const [designator] = item.designators;
      const named = designator.kind === 'field' ? designatedField(cls, designator.name) : undefined;
      if (named === undefined) {
        s.report(designator.kind === 'field' ? exprMessages.unknownDesignator : exprMessages.designatorInvalid, designator.loc,
          designator.kind === 'field' ? [designator.name, s.typeToString(type)] : [s.typeToString(type)]);
        cursor.failed = true;
        break;
      }
      field = named.field;
      position = fields.indexOf(field) + 1;
      if (initialized.has(field)) {
        const at = elements.findIndex((e) => e.place.kind === 'field' && e.place.field === field);
        if (at >= 0 && !named.inner) elements.splice(at, 1);
      }
      initialized.add(field);
      if (named.inner) {
        // A member of an anonymous struct or union: the same designator again, one level down.
        const items: ListItem[] = [];
        while (cursor.next < cursor.items.length) {
          const [d] = cursor.items[cursor.next].designators;
          if (d === undefined || d.kind !== 'field' || designatedField(cls, d.name)?.field !== field) break;
          items.push(cursor.items[cursor.next++]);
        }
        elements.push({ place: { kind: 'field', field }, init: fillNested(s, field.type, items, ctx, item.value.loc) });
        continue;
      }
      if (item.designators.length > 1) {
        const nested = nestedItems(cursor, (d) => d.kind === 'field' && d.name === field.name);
        elements.push({ place: { kind: 'field', field }, init: fillNested(s, field.type, nested, ctx, item.value.loc) });
        continue;
      }
    } else {
      if (position >= fields.length || (union && position > 0)) break;
      field = fields[position++];
      initialized.add(field);
    }
    elements.push({ place: { kind: 'field', field }, init: fillOne(s, field.type, cursor, ctx, loc) });
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

