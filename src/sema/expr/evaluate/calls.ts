/** Function calls of constant expressions: parameters, member initializers, bodies, virtual calls. */
import type { Loc } from '../../../source/loc.js';
import type { CheckedExpr, FunctionBody, FunctionSymbol, Type, VarSymbol } from '../../../tree/index.js';
import { asPointer } from './access.js';
import { finalOverrider } from './dynamic-types.js';
import { alike, alongBases, locate } from './glvalues.js';
import { callAllocator } from './heap.js';
import { fail, type Frame, type Machine, newFrame, step } from './machine.js';
import { fieldPart, newSlot, pointerTo, type Slot, type Value } from './memory.js';
import { initializeSlot, referenceValue } from './objects.js';
import { evaluate } from './scalars.js';
import { inFullExpression, inScope } from './scopes.js';
import { execute } from './statements.js';

/** The function's body, which fixes the parameters' symbols: it may have to be instantiated. */
function bodyOf(m: Machine, fn: FunctionSymbol, loc: Loc): FunctionBody {
  if (!fn.constexpr && !fn.defaulted && !fn.trivial && !(fn.thisClass?.lambda === true)) fail(loc, `non-constexpr ${fn.role === 'destructor' ? `destructor '~${fn.thisClass!.name}'` : `function '${fn.name}'`} cannot be used in a constant expression`);
  return m.s.requireBody(fn, loc) ?? fail(loc, `undefined function '${fn.name}' cannot be used in a constant expression`);
}

/** Parameters are evaluated in the caller's frame. */
export function enter(m: Machine, fn: FunctionSymbol, args: readonly CheckedExpr[], self: Slot | undefined, result: Slot | undefined, loc: Loc): Frame {
  const variables = new Map<VarSymbol, Slot>();
  bodyOf(m, fn, loc);
  for (let i = 0; i < args.length; i++) {
    const param = fn.params[i];
    const arg = args[i];
    if (param === undefined) return fail(loc, 'variadic argument');
    const slot = newSlot(param.type, param);
    if (param.type.kind === 'reference') slot.value = referenceValue(m, arg);
    else initializeSlot(m, { kind: 'expression', expr: arg.kind === 'temporary' ? arg.value : arg }, slot, loc);
    variables.set(param, slot);
    // Objects with destructors live until the caller's full expression ends.
    (arg.kind === 'temporary' && param.type.kind !== 'reference' ? m.temporaries : m.locals).push(slot);
  }
  return newFrame(fn, variables, self, result);
}

/** The same for values that are there already. */
export function enterWith(m: Machine, fn: FunctionSymbol, values: readonly Value[], self: Slot, loc: Loc): Frame {
  bodyOf(m, fn, loc);
  const variables = new Map<VarSymbol, Slot>();
  for (const [i, value] of values.entries()) {
    const slot = newSlot(fn.params[i].type, fn.params[i]);
    slot.value = value;
    variables.set(fn.params[i], slot);
  }
  return newFrame(fn, variables, self, undefined);
}

export function runBody(m: Machine, fn: FunctionSymbol, frame: Frame, loc: Loc): void {
  const body = bodyOf(m, fn, loc);
  if (m.depth >= m.s.options.limits.constexprDepth) fail(loc, `constexpr evaluation exceeded maximum depth of ${m.s.options.limits.constexprDepth} (-fconstexpr-depth=N allows more)`);
  const outer = m.frame;
  m.frame = frame;
  m.depth++;
  const { self } = frame;
  if (fn.role === 'constructor') {
    self!.stage = 'bases';
    for (const { target: to, init, loc: at } of body.initializers) {
      if (to.kind === 'field') self!.stage = 'own';
      const place = to.kind === 'delegate' ? self! : to.kind === 'field' ? fieldPart(self!, to.field) : alongBases(self!, [to.base], loc);
      inFullExpression(m, at, () => initializeSlot(m, init, place, at));
    }
    self!.stage = 'own';
  }
  const signal = execute(m, body.statement);
  m.depth--;
  m.frame = outer;
  if (signal === 'break' || signal === 'continue') fail(loc, 'stray jump');
}

/** Class results go to `result`; scalars and references (as pointers) are returned. */
export function callValue(m: Machine, e: CheckedExpr & { kind: 'call' | 'call-pointer' | 'call-member-pointer' }, result: Slot | undefined): Value | undefined {
  step(m, e.loc);
  let fn: FunctionSymbol;
  let self: Slot | undefined;
  let type: Type;
  if (e.kind === 'call') {
    fn = e.function;
    type = fn.type.result;
    if (fn.thisClass !== undefined && e.object !== undefined) self = locate(m, e.object);
    if (self !== undefined && e.virtual) [fn, self] = finalOverrider(fn, self, e.loc);
    else if (self !== undefined) self = alike(self, fn.thisClass!.type, e.loc);
  } else if (e.kind === 'call-pointer') {
    type = e.functionType.result;
    const p = asPointer(evaluate(m, e.pointer), e.loc);
    fn = p.fn ?? fail(e.loc, 'call through a null pointer');
  } else {
    type = e.functionType.result;
    const p = evaluate(m, e.pointer);
    if (typeof p !== 'object' || p.kind !== 'member' || p.member?.kind !== 'function') return fail(e.loc, 'call through a null member pointer');
    fn = p.member;
    self = locate(m, e.object);
    if (fn.virtual) [fn, self] = finalOverrider(fn, self, e.loc);
    else self = alike(self, fn.thisClass!.type, e.loc);
  }
  const value = callAllocator(m, fn, e.args, e.loc);
  if (value !== undefined) return value;
  return inScope(m, e.loc, () => {
    const frame = enter(m, fn, e.args, self, result, e.loc);
    runBody(m, fn, frame, e.loc);
    return fn.type.result === type || frame.value === undefined ? frame.value : covariant(frame.value, type, e.loc);
  });
}

/** The result of an overrider as the function that was called has it. */
function covariant(value: Value, type: Type, loc: Loc): Value {
  const object = type.kind === 'pointer' ? type.pointee : type.kind === 'reference' ? type.referee : type;
  if (object.kind !== 'class' || typeof value !== 'object' || value.kind !== 'pointer' || value.slot === undefined || value.index > 0) return value;
  return value.slot.type.kind === 'class' ? pointerTo(alike(value.slot, object, loc)) : value;
}
