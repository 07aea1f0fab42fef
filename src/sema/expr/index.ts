/** The expressions half of sema: fills the second group of `Sema`'s slots. */
import type { BodyContext, Sema } from '../context.js';
import { lookupBuiltin } from './builtin-symbols.js';
import { callFunction, callNamed, callOperator } from './calls.js';
import { checkCondition, checkExpr, checkFullExpr, checkOperand, checkSwitchCondition } from './check.js';
import { constructWith, convertOperand, copyClass, functionAddress, neutralContext, userConversion } from './conversions.js';
import { copyArray } from './array-copies.js';
import { constantInit, evaluateInteger, evaluateValue, variableConstant, whyNotConstant } from './evaluate/constants.js';
import { hiddenVariable } from './hidden.js';
import { copyInitialize, copyInitializeFrom, defaultInitialize, initialize, initializeFrom, initializeWith } from './initialize.js';
import { listSequence } from './list-init.js';
import { defaultedBody, memberInitializers } from './member-init.js';
import { binary } from './operators.js';
import type { ExprSema, Own } from './own.js';
import { checkArguments } from './packs.js';
import { NOWHERE, sequence } from './sequences.js';
import { runtimeSize } from './runtime-size.js';
import { decltypeOf } from './sizes.js';
import { toRvalue } from './standard.js';
import { typeTrait } from './traits.js';

type ExpressionSlots =
  | 'checkExpr' | 'checkFullExpr' | 'checkCondition' | 'checkSwitchCondition' | 'toRvalue' | 'convertTo' | 'initialize' | 'copyInitialize' | 'copyInitializeFrom' | 'openTemporaries' | 'initializeFrom' | 'copyArray'
  | 'defaultInitialize' | 'memberInitializers' | 'defaultedBody' | 'callNamed' | 'evaluate' | 'whyNotConstant' | 'evaluateInteger' | 'constantInit' | 'decltypeOf' | 'isConvertible'
  | 'lookupBuiltin' | 'typeTrait' | 'runtimeSize';

/** `sema` may still lack its slots: they are reached when called. */
export function createExpressionHalf(sema: Sema): Pick<Sema, ExpressionSlots> {
  const s: ExprSema = Object.assign(sema, { own: undefined as unknown as Own });
  s.own = {
    temporaries: 0,
    base: undefined,
    ignoresAccess: false,
    builtins: new Map(),
    globalOperators: new Map(),
    checkOperand: (expr, ctx) => checkOperand(s, expr, ctx),
    checkArguments: (args, ctx) => checkArguments(s, args, ctx),
    userConversion: (operand, target, ctx, loc, explicit, toReference) => userConversion(s, operand, target, ctx, loc, explicit, toReference),
    listSequence: (list, target, ctx) => listSequence(s, list, target, ctx),
    initializeWith: (type, operands, mode, ctx, loc, what) => initializeWith(s, type, operands, mode, ctx, loc, what),
    convertOperand: (operand, type, ctx, loc, what) => convertOperand(s, operand, type, ctx, loc, what),
    constructWith: (cls, type, args, ctx, loc, explicit) => constructWith(s, cls, type, args, ctx, loc, explicit),
    functionAddress: (operand, target, ctx, loc) => functionAddress(s, operand, target, ctx, loc),
    variableConstant: (variable) => variableConstant(s, variable),
    callOperator: (name, object, args, ctx, loc) => callOperator(s, name, object, args, ctx, loc),
    callFunction: (fn, object, args, ctx, loc, virtual) => callFunction(s, fn, object, args, ctx, loc, virtual),
    compareEqual: (left, right, ctx, loc) => binary(s, '==', left, right, ctx, loc),
    hiddenVariable: (type, ctx, loc) => hiddenVariable('', type, ctx.fn ?? s.globalScope.owner!, loc),
    copyClass: (value, type) => (type.kind === 'class' ? copyClass(s, value, type, neutralContext(s), value.loc) : value),
  };
  return {
    checkExpr: (expr, ctx) => checkExpr(s, expr, ctx),
    checkFullExpr: (expr, ctx) => checkFullExpr(s, expr, ctx),
    checkCondition: (expr, ctx) => checkCondition(s, expr, ctx),
    checkSwitchCondition: (expr, ctx) => checkSwitchCondition(s, expr, ctx),
    toRvalue: (expr) => toRvalue(s, expr),
    convertTo: (expr, type, ctx, loc, what) => convertOperand(s, expr, type, ctx, loc, what),
    initialize: (type, init, ctx, loc) => initialize(s, type, init, ctx, loc),
    copyInitialize: (type, value, ctx, loc) => copyInitialize(s, type, value, ctx, loc),
    copyInitializeFrom: (type, value, ctx, loc, since) => copyInitializeFrom(s, type, value, ctx, loc, since),
    openTemporaries: () => s.own.temporaries,
    copyArray: (type, source, ctx, loc) => copyArray(s, type, source, ctx, loc),
    initializeFrom: (type, value, ctx, loc) => initializeFrom(s, type, value, ctx, loc),
    defaultInitialize: (type, ctx, loc, value) => defaultInitialize(s, type, ctx, loc, value),
    memberInitializers: (ctor, written, ctx) => memberInitializers(s, ctor, written, ctx),
    defaultedBody: (fn) => defaultedBody(s, fn),
    callNamed: (object, name, args, ctx, loc) => callNamed(s, object, name, args, ctx, loc),
    evaluate: (expr) => evaluateValue(s, expr),
    whyNotConstant: () => whyNotConstant(s),
    evaluateInteger: (expr, ctx, type) => evaluateInteger(s, expr, ctx, type),
    constantInit: (init, type) => constantInit(s, init, type),
    decltypeOf: (expr, ctx) => decltypeOf(s, expr, ctx),
    isConvertible: (from, to, ctx: BodyContext) => sequence(s, from, to, ctx, NOWHERE) !== undefined,
    lookupBuiltin: (name) => lookupBuiltin(s, name),
    runtimeSize: (type, loc) => runtimeSize(s, type, loc),
    typeTrait: (trait, args, ctx, loc) => typeTrait(s, trait, args, ctx, loc),
  };
}
