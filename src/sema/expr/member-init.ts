/** Constructors' member initializers in initialization order (C++ [class.base.init]) and the bodies of defaulted special members ([class.copy.ctor] …). */
import type * as Ast from '../../ast/index.js';
import { exprMessages } from '../../diagnostics/expr-messages.js';
import type { Loc } from '../../source/loc.js';
import type { AggregateElement, BaseClass, CheckedExpr, CheckedInit, CheckedMemberInit, CheckedStmt, ClassSymbol, FieldSymbol, FunctionBody, FunctionSymbol, Type, VarSymbol } from '../../tree/index.js';
import type { BodyContext } from '../context.js';
import { constructWith, neutralContext, toBool } from './conversions.js';
import { hiddenVariable } from './hidden.js';
import { completeInit, valueInitialize } from './initialize.js';
import { anonymousPath, fieldAccess } from './members.js';
import { deref, initOf, intExpr, sizeExpr, variableExpr } from './nodes.js';
import { assign, binary } from './operators.js';
import type { ExprSema, InitMode, Operand } from './own.js';
import { toBase, toRvalue } from './standard.js';
import { copyArray } from './array-copies.js';
import { elementType } from './type-facts.js';

const isMember = (f: FieldSymbol): boolean => f.name !== '' || f.bitWidth === undefined;

/** Virtual bases first (of the most derived class), then direct bases; both in declaration order, depth first. */
function virtualBases(cls: ClassSymbol, found: BaseClass[] = []): BaseClass[] {
  for (const base of cls.bases) {
    virtualBases(base.type.symbol, found);
    if (base.virtual && !found.some((b) => b.type.symbol === base.type.symbol)) found.push(base);
  }
  return found;
}

interface Written {
  readonly operands: readonly Operand[];
  readonly mode: InitMode;
  readonly loc: Loc;
  /** Path to a member of an anonymous union or struct below the target. */
  readonly inner: readonly FieldSymbol[];
  readonly temporaries: number;
}

export function memberInitializers(s: ExprSema, ctor: FunctionSymbol, written: readonly Ast.MemberInitializer[], ctx: BodyContext): readonly CheckedMemberInit[] {
  const cls = ctor.thisClass!;
  const byTarget = new Map<FieldSymbol | ClassSymbol, Written>();
  for (const initializer of written) {
    const contexts = initializer.packExpansion ? expansions(s, initializer, ctx) : [ctx];
    for (const each of contexts) {
      const delegate = addWritten(s, cls, initializer, each, byTarget);
      if (delegate !== undefined) return [delegate];
    }
  }
  const inits: CheckedMemberInit[] = [];
  const bases = [...virtualBases(cls), ...cls.bases.filter((b) => !b.virtual)];
  for (const base of bases) {
    const given = byTarget.get(base.type.symbol);
    const loc = given?.loc ?? ctor.loc;
    const outer = s.own.base;
    s.own.base = base.type.symbol;
    const init = given === undefined ? s.defaultInitialize(base.type, ctx, loc, false) : fromWritten(s, base.type, given, ctx);
    s.own.base = outer;
    if (init !== undefined) inits.push({ target: { kind: 'base', base }, init, loc });
  }
  const unionGiven = cls.tag === 'union' && cls.fields.some((f) => byTarget.has(f));
  for (const field of cls.fields) {
    if (!isMember(field)) continue;
    const given = byTarget.get(field);
    const loc = given?.loc ?? ctor.loc;
    const init = given === undefined ? (cls.tag === 'union' && (unionGiven || !field.hasDefaultInit) ? undefined : absentInit(s, ctor, field, ctx)) : fieldFromWritten(s, field, given, ctx);
    if (init !== undefined) inits.push({ target: { kind: 'field', field }, init, loc });
  }
  return inits;
}

function expansions(s: ExprSema, initializer: Ast.MemberInitializer, ctx: BodyContext): readonly BodyContext[] {
  // The base's name holds the pack; arguments may hold more.
  const pattern: Ast.Expr = { kind: 'call', callee: { kind: 'id', name: initializer.name, loc: initializer.loc, end: initializer.loc }, args: initializer.init.args, loc: initializer.loc, end: initializer.loc };
  return s.expandPack(pattern, ctx, initializer.loc) ?? [];
}

/** Files one written initializer under its target; the result when it delegates to another constructor. */
function addWritten(s: ExprSema, cls: ClassSymbol, initializer: Ast.MemberInitializer, ctx: BodyContext, byTarget: Map<FieldSymbol | ClassSymbol, Written>): CheckedMemberInit | undefined {
  const { name, loc } = initializer;
  const temporaries = s.own.temporaries;
  const operands = s.own.checkArguments(initializer.init.args, ctx);
  const mode = initializer.init.braced ? 'braced' : 'direct';
  const simple = name.qualifiers.length === 0 && !name.global && name.last.kind === 'identifier' ? name.last.name : undefined;
  const direct = simple === undefined ? undefined : cls.fields.find((f) => f.name === simple);
  const file = (target: FieldSymbol | ClassSymbol, inner: readonly FieldSymbol[] = []): void => {
    if (byTarget.has(target) && inner.length === 0) s.report(exprMessages.memberInitTwice, loc, [target.name]);
    byTarget.set(target, { operands, mode, loc, inner, temporaries });
  };
  if (direct !== undefined) {
    file(direct);
    return undefined;
  }
  if (simple !== undefined) {
    const member = s.lookupMember(cls, simple, loc)?.entity;
    if (member?.kind === 'field') {
      const path = anonymousPath(cls, member.parent);
      if (path !== undefined && path.length > 0) {
        file(path[0], [...path.slice(1), member]);
        return undefined;
      }
    }
  }
  const found = s.resolveName(name, ctx, true);
  if (found === undefined) {
    s.report(exprMessages.memberNotABase, loc, [simple ?? s.nameKey(name.last)]);
    return undefined;
  }
  let type: Type | undefined = found.kind === 'type' ? found.type.unqualified : found.kind === 'entity' && found.entity.kind === 'class' ? found.entity.type : undefined;
  if (found.kind === 'template') type = [cls.type, ...cls.bases.map((b) => b.type)].find((t) => t.symbol.specialization?.template === found.template);
  if (type?.kind === 'class' && type.symbol === cls) {
    const value = completeInit(s, type, s.own.initializeWith(type, operands, mode, ctx, loc), temporaries);
    return { target: { kind: 'delegate' }, init: value, loc };
  }
  const isBase = type?.kind === 'class' && (cls.bases.some((b) => b.type.symbol === type.symbol) || virtualBases(cls).some((b) => b.type.symbol === type.symbol));
  if (type?.kind !== 'class' || !isBase) {
    s.report(exprMessages.memberNotABase, loc, [simple ?? (type === undefined ? s.nameKey(name.last) : s.typeToString(type))]);
    return undefined;
  }
  file(type.symbol);
  return undefined;
}

function fromWritten(s: ExprSema, type: Type, written: Written, ctx: BodyContext): CheckedInit {
  // Empty parentheses value-initialize.
  const value = written.operands.length === 0 ? valueInitialize(s, type, ctx, written.loc) : s.own.initializeWith(type, written.operands, written.mode, ctx, written.loc);
  return completeInit(s, type, value, written.temporaries);
}

function fieldFromWritten(s: ExprSema, field: FieldSymbol, written: Written, ctx: BodyContext): CheckedInit {
  if (written.inner.length === 0) return fromWritten(s, field.type, written, ctx);
  const last = written.inner[written.inner.length - 1];
  let init = fromWritten(s, last.type, written, ctx);
  for (let i = written.inner.length - 1; i >= 0; i--) {
    const place: AggregateElement = { place: { kind: 'field', field: written.inner[i] }, init };
    const owner = i === 0 ? field.type : written.inner[i - 1].type;
    init = { kind: 'aggregate', type: owner, elements: [place], zeroRest: false };
  }
  return init;
}

/** A member without written initializer: its default member initializer, or default-initialization. */
function absentInit(s: ExprSema, ctor: FunctionSymbol, field: FieldSymbol, ctx: BodyContext): CheckedInit | undefined {
  if (field.hasDefaultInit) {
    const written = s.defaultMemberInit(field);
    if (written !== undefined) return s.initialize(field.type, written.init, written.ctx.fn === undefined ? { ...written.ctx, fn: ctor } : written.ctx, ctor.loc);
  }
  const { type } = field;
  if (type.kind === 'reference') {
    s.report(exprMessages.memberReferenceUninitialized, ctor.loc, [ctor.thisClass!.name, field.name]);
    return undefined;
  }
  const element = elementType(type);
  if (element.kind === 'class') {
    if (field.name === '' && element.symbol.tag === 'union') return anonymousUnionInit(s, ctor, field, ctx);
    return s.defaultInitialize(type, ctx, ctor.loc, false);
  }
  if ((element.cv & 1) !== 0) s.report(exprMessages.memberConstUninitialized, ctor.loc, [ctor.thisClass!.name, field.name]);
  return undefined;
}

/** An anonymous union: its member with a default initializer, if any. */
function anonymousUnionInit(s: ExprSema, ctor: FunctionSymbol, field: FieldSymbol, ctx: BodyContext): CheckedInit | undefined {
  if (field.type.kind !== 'class') return undefined;
  const chosen = field.type.symbol.fields.find((f) => f.hasDefaultInit);
  if (chosen === undefined) return undefined;
  const init = absentInit(s, ctor, chosen, ctx);
  return init === undefined ? undefined : { kind: 'aggregate', type: field.type, elements: [{ place: { kind: 'field', field: chosen }, init }], zeroRest: false };
}

// ---- defaulted special members

export function defaultedBody(s: ExprSema, fn: FunctionSymbol): FunctionBody {
  if (fn.params.length < fn.type.params.length) fn.params = fn.type.params.map((t, i) => ({ ...hiddenVariable(`p${i}`, t, fn, fn.loc), role: 'parameter' as const }));
  const cls = fn.thisClass;
  if (cls === undefined) return comparisonBody(s, fn);
  const loc = fn.loc === 0 ? cls.loc : fn.loc;
  const ctx: BodyContext = { ...neutralContext(s), fn, thisClass: cls, thisType: s.types.pointer(s.types.qualified(cls.type, fn.type.thisCv)) };
  const empty: CheckedStmt = { kind: 'block', body: [], end: loc, loc };
  if (fn.role === 'destructor') return { initializers: [], statement: empty, labels: [] };
  if (fn.role === 'constructor') {
    const parameter = fn.params[0];
    const copies = parameter !== undefined && parameter.type.kind === 'reference' && parameter.type.referee.unqualified === cls.type;
    if (!copies) return { initializers: memberInitializers(s, fn, [], ctx), statement: empty, labels: [] };
    return { initializers: copyInitializers(s, cls, parameter, ctx, loc), statement: empty, labels: [] };
  }
  if (fn.name === 'operator=') return { initializers: [], statement: assignmentBody(s, fn, cls, ctx, loc), labels: [] };
  return comparisonBody(s, fn);
}

/** The source object of a copy or move. */
function sourceOf(parameter: VarSymbol, loc: Loc): CheckedExpr {
  const source = variableExpr(parameter, loc);
  const moves = parameter.type.kind === 'reference' && parameter.type.rvalue;
  return moves ? { ...source, category: 'xvalue' } : source;
}

function copyInitializers(s: ExprSema, cls: ClassSymbol, parameter: VarSymbol, ctx: BodyContext, loc: Loc): CheckedMemberInit[] {
  const source = sourceOf(parameter, loc);
  const inits: CheckedMemberInit[] = [];
  for (const base of [...virtualBases(cls), ...cls.bases.filter((b) => !b.virtual)]) {
    const outer = s.own.base;
    s.own.base = base.type.symbol;
    const value = constructWith(s, base.type.symbol, base.type, [toBase(s, source, base.type.symbol)], ctx, loc, true);
    s.own.base = outer;
    inits.push({ target: { kind: 'base', base }, init: initOf(value), loc });
  }
  if (cls.tag === 'union') {
    // The bytes of the whole: as an array of bytes would be, through the first member's storage.
    const whole: CheckedExpr = { kind: 'copy-class', operand: source, type: cls.type, category: 'prvalue', loc };
    return [{ target: { kind: 'delegate' }, init: { kind: 'expression', expr: whole }, loc }];
  }
  for (const field of cls.fields) {
    if (!isMember(field)) continue;
    inits.push({ target: { kind: 'field', field }, init: copyField(s, fieldAccess(s, source, field, loc), field, source.category === 'xvalue', ctx, loc), loc });
  }
  return inits;
}

function copyField(s: ExprSema, value: CheckedExpr, field: FieldSymbol, moves: boolean, ctx: BodyContext, loc: Loc): CheckedInit {
  const { type } = field;
  if (type.kind === 'reference') return { kind: 'expression', expr: type.rvalue && moves ? { ...value, category: 'xvalue' } : value };
  if (type.kind !== 'array') return initOf(s.own.convertOperand(value, type.kind === 'class' ? type : type.unqualified, ctx, loc));
  return copyArray(s, type, value, ctx, loc);
}

function assignmentBody(s: ExprSema, fn: FunctionSymbol, cls: ClassSymbol, ctx: BodyContext, loc: Loc): CheckedStmt {
  const [parameter] = fn.params;
  const source = sourceOf(parameter, loc);
  const self = deref({ kind: 'this', type: s.types.pointer(cls.type), category: 'prvalue', loc });
  const body: CheckedStmt[] = [];
  const statement = (expr: CheckedExpr): void => {
    body.push({ kind: 'expression', expr, loc });
  };
  if (cls.tag === 'union') statement({ kind: 'assign-class', left: self, right: source, type: cls.type, category: 'lvalue', loc });
  else {
    for (const base of cls.bases) statement(assign(s, '=', toBase(s, self, base.type.symbol), toBase(s, source, base.type.symbol), ctx, loc));
    for (const field of cls.fields) {
      if (!isMember(field)) continue;
      const left = fieldAccess(s, self, field, loc);
      const right = fieldAccess(s, source, field, loc);
      if (field.type.kind === 'array') assignArray(s, left, right, field.type, fn, ctx, body, loc);
      else statement(assign(s, '=', left, right, ctx, loc));
    }
  }
  body.push({ kind: 'return', value: { kind: 'expression', expr: self }, loc });
  return { kind: 'block', body, end: loc, loc };
}

/** Element by element when a class's operator= has to be called, else the bytes. */
function assignArray(s: ExprSema, left: CheckedExpr, right: CheckedExpr, type: Type & { kind: 'array' }, fn: FunctionSymbol, ctx: BodyContext, body: CheckedStmt[], loc: Loc): void {
  const element = elementType(type);
  if (element.kind !== 'class' || element.symbol.trivialCopy) {
    body.push({ kind: 'expression', expr: { kind: 'assign-class', left, right, type: left.type, category: 'lvalue', loc }, loc });
    return;
  }
  const total = s.sizeOf(type) / Math.max(1, s.sizeOf(element));
  const size = s.types.builtin('unsigned long');
  const index = hiddenVariable('i', size, fn, loc);
  const i = variableExpr(index, loc);
  const at = (array: CheckedExpr): CheckedExpr => {
    let first = array;
    while (first.type.kind === 'array') first = deref(toRvalue(s, first));
    const pointer = s.types.pointer(first.type);
    const address: CheckedExpr = { kind: 'address-of', operand: first, type: pointer, category: 'prvalue', loc };
    const e = deref({ kind: 'pointer-add', op: '+', pointer: address, index: toRvalue(s, i), type: pointer, category: 'prvalue', loc });
    return array.category === 'xvalue' ? { ...e, category: 'xvalue' } : e;
  };
  const condition: CheckedExpr = { kind: 'compare', op: '<', left: toRvalue(s, i), right: sizeExpr(s, total, loc), type: s.types.builtin('bool'), category: 'prvalue', loc };
  const step: CheckedExpr = { kind: 'increment', op: '++', prefix: true, operand: i, type: size, category: 'lvalue', loc };
  const inner: CheckedStmt = { kind: 'expression', expr: assign(s, '=', at(left), at(right), ctx, loc), loc };
  body.push({
    kind: 'block',
    body: [
      { kind: 'declare', variable: index, init: { kind: 'expression', expr: sizeExpr(s, 0, loc) }, loc },
      { kind: 'for', condition, step, body: inner, unroll: undefined, loc },
    ],
    end: loc,
    loc,
  });
}

interface Comparison {
  readonly ctx: BodyContext;
  readonly left: CheckedExpr;
  readonly right: CheckedExpr;
}

function comparisonOperands(s: ExprSema, fn: FunctionSymbol): Comparison {
  const { loc } = fn;
  const ctx: BodyContext = { ...neutralContext(s), fn, thisClass: fn.thisClass };
  const left = fn.thisClass === undefined ? variableExpr(fn.params[0], loc) : deref({ kind: 'this', type: s.types.pointer(s.types.qualified(fn.thisClass.type, fn.type.thisCv)), category: 'prvalue', loc });
  return { ctx, left, right: variableExpr(fn.params[fn.thisClass === undefined ? 1 : 0], loc) };
}

/** The pairs of subobjects that a defaulted comparison compares, in order. */
function comparedParts(s: ExprSema, { left, right }: Comparison, loc: Loc): (readonly [CheckedExpr, CheckedExpr])[] {
  const parts: (readonly [CheckedExpr, CheckedExpr])[] = [];
  if (left.type.kind !== 'class') return parts;
  const cls = left.type.symbol;
  for (const base of cls.bases) parts.push([toBase(s, left, base.type.symbol), toBase(s, right, base.type.symbol)]);
  for (const field of cls.fields) {
    if (!isMember(field)) continue;
    const a = fieldAccess(s, left, field, loc);
    const b = fieldAccess(s, right, field, loc);
    if (field.type.kind !== 'array' || typeof field.type.size !== 'number') parts.push([a, b]);
    else for (let i = 0; i < field.type.size; i++) parts.push([elementAt(s, a, i, loc), elementAt(s, b, i, loc)]);
  }
  return parts;
}

/** `auto operator<=>(const C&) const = default`: the first difference decides. */
function threeWayBody(s: ExprSema, fn: FunctionSymbol): FunctionBody {
  const { loc } = fn;
  const operands = comparisonOperands(s, fn);
  const { ctx } = operands;
  const body: CheckedStmt[] = [];
  const found: CheckedExpr[] = [];
  for (const [a, b] of comparedParts(s, operands, loc)) {
    const order = binary(s, '<=>', a, b, ctx, loc);
    if (order.kind === 'error') return { initializers: [], statement: { kind: 'block', body: [], end: loc, loc }, labels: [] };
    const variable = s.own.hiddenVariable(order.type, ctx, loc);
    body.push({ kind: 'declare', variable, init: s.copyInitializeFrom(order.type, order, ctx, loc), loc });
    found.push(variableExpr(variable, loc));
  }
  // The weakest of the categories.
  const weakness = (e: CheckedExpr): number => (e.type.kind === 'class' ? ['strong_ordering', 'weak_ordering', 'partial_ordering'].indexOf(e.type.symbol.name) : 0);
  const weakest = found.reduce<CheckedExpr | undefined>((worst, each) => (worst === undefined || weakness(each) > weakness(worst) ? each : worst), undefined);
  const equal = binary(s, '<=>', intExpr(s, 0, loc), intExpr(s, 0, loc), ctx, loc);
  let { result } = fn.type;
  if (result.kind === 'auto') {
    result = (weakest ?? equal).type.unqualified;
    fn.type = s.types.fn(result, fn.type.params, fn.type);
  }
  const statements: CheckedStmt[] = [];
  found.forEach((order, i) => {
    const differs = toBool(s, binary(s, '!=', order, intExpr(s, 0, loc), ctx, loc), ctx, loc);
    const then: CheckedStmt = { kind: 'return', value: s.copyInitializeFrom(result, order, ctx, loc), loc };
    statements.push(body[i], { kind: 'if', condition: differs, then, otherwise: undefined, loc });
  });
  statements.push({ kind: 'return', value: s.copyInitializeFrom(result, equal, ctx, loc), loc });
  return { initializers: [], statement: { kind: 'block', body: statements, end: loc, loc }, labels: [] };
}

/** Defaulted `<`, `>`, `<=`, `>=`: by `<=>`. */
function relationalBody(s: ExprSema, fn: FunctionSymbol): FunctionBody {
  const { loc } = fn;
  const { ctx, left, right } = comparisonOperands(s, fn);
  const value = toBool(s, binary(s, fn.name.slice(8) as '<', binary(s, '<=>', left, right, ctx, loc), intExpr(s, 0, loc), ctx, loc), ctx, loc);
  return { initializers: [], statement: { kind: 'block', body: [{ kind: 'return', value: { kind: 'expression', expr: value }, loc }], end: loc, loc }, labels: [] };
}

/** `bool operator==(const C&) const = default` (C++20): members in order. */
function comparisonBody(s: ExprSema, fn: FunctionSymbol): FunctionBody {
  if (fn.name === 'operator<=>') return threeWayBody(s, fn);
  if (fn.name !== 'operator==' && fn.name !== 'operator!=') return relationalBody(s, fn);
  const loc = fn.loc;
  const operands = comparisonOperands(s, fn);
  const bool = s.types.builtin('bool');
  let result: CheckedExpr = { kind: 'integer', value: 1n, type: bool, category: 'prvalue', loc };
  for (const [a, b] of comparedParts(s, operands, loc)) {
    const value = s.own.convertOperand(s.own.compareEqual(a, b, operands.ctx, loc), bool, operands.ctx, loc);
    result = result.kind === 'integer' ? value : { kind: 'logical', op: '&&', left: result, right: value, type: bool, category: 'prvalue', loc };
  }
  const value: CheckedExpr = fn.name === 'operator!=' ? { kind: 'logical-not', operand: result, type: bool, category: 'prvalue', loc } : result;
  const statement: CheckedStmt = { kind: 'block', body: [{ kind: 'return', value: { kind: 'expression', expr: value }, loc }], end: loc, loc };
  return { initializers: [], statement, labels: [] };
}

function elementAt(s: ExprSema, array: CheckedExpr, index: number, loc: Loc): CheckedExpr {
  const pointer = toRvalue(s, array);
  return deref({ kind: 'pointer-add', op: '+', pointer, index: intExpr(s, index, loc), type: pointer.type, category: 'prvalue', loc });
}

