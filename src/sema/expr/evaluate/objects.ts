/** Objects of constant expressions: class and array prvalues, initializers, constructors, temporaries; destruction ([class.dtor]). */
import type { Loc } from '../../../source/loc.js';
import type { CheckedExpr, CheckedInit, FunctionSymbol, Type } from '../../../tree/index.js';
import { elementType, wrap } from '../type-facts.js';
import { asInteger, readable } from './access.js';
import { callValue, enter, enterWith, runBody } from './calls.js';
import { alongBases, alike, locate } from './glvalues.js';
import { fail, type Machine, newFrame, step } from './machine.js';
import { begin, copySlot, end, fieldPart, newSlot, part, partCount, pointerTo, pointerToFunction, type Slot, type Value } from './memory.js';
import { inFullExpression, inScope } from './scopes.js';
import { discard, evaluate, isTrue, notAllowed } from './scalars.js';
import { inStatementExpression } from './statements.js';

/** Evaluates a prvalue into an object. */
export function evaluateInto(m: Machine, e: CheckedExpr, slot: Slot): void {
  switch (e.kind) {
    case 'init':
      initializeSlot(m, e.init, slot, e.loc);
      return;
    case 'constant':
      initializeSlot(m, e.value, slot, e.loc);
      return;
    case 'construct':
      construct(m, e.constructor, e.args, e.zeroFirst, slot, e.loc);
      return;
    case 'copy-class':
      if (e.operand.category === 'prvalue') evaluateInto(m, e.operand, slot);
      else copySlot(readable(alike(locate(m, e.operand), slot.type, e.loc), e.loc), slot);
      return;
    case 'full':
      inFullExpression(m, e.loc, () => evaluateInto(m, e.value, slot));
      return;
    case 'conditional':
      if (e.type.kind === 'class' && e.category === 'prvalue') {
        evaluateInto(m, isTrue(m, e.condition) ? e.then : e.otherwise, slot);
        return;
      }
      break;
    case 'comma':
      discard(m, e.left);
      evaluateInto(m, e.right, slot);
      return;
    case 'convert':
      if (e.conversion === 'no-op' && e.type.kind === 'class') {
        evaluateInto(m, e.operand, slot);
        return;
      }
      break;
    case 'call':
    case 'call-pointer':
    case 'call-member-pointer':
      if (e.type.kind === 'class' && e.category === 'prvalue') {
        callValue(m, e, slot);
        return;
      }
      break;
    case 'statement-expression': {
      const { result } = e;
      if (e.type.kind === 'class' && result !== undefined) {
        inStatementExpression(m, e, () => evaluateInto(m, result, slot));
        return;
      }
      break;
    }
    default:
      break;
  }
  if (slot.type.kind === 'reference') {
    slot.value = pointerTo(locate(m, e));
    return;
  }
  if (e.type.kind === 'class' || e.type.kind === 'array') fail(e.loc, notAllowed(e));
  slot.value = evaluate(m, e);
}

/** The object of a prvalue; it lives as long as its full expression, or as the reference that is bound to it. */
export function temporary(m: Machine, e: CheckedExpr & { kind: 'temporary' }): Slot {
  const isKept = e.extended || m.extends === e;
  m.extends = undefined;
  const slot = newSlot(e.type, e);
  evaluateInto(m, e.value, slot);
  (isKept ? m.locals : m.temporaries).push(slot);
  return slot;
}

export function initializeSlot(m: Machine, init: CheckedInit, slot: Slot, loc: Loc): void {
  // Constructors of members may write members of an object that is const once it is there.
  if (slot.type.kind === 'class' && slot.stage === undefined) {
    slot.stage = 'own';
    initializeParts(m, init, slot, loc);
    slot.stage = undefined;
  } else initializeParts(m, init, slot, loc);
}

function initializeParts(m: Machine, init: CheckedInit, slot: Slot, loc: Loc): void {
  switch (init.kind) {
    case 'expression':
      if (slot.type.kind === 'reference') slot.value = referenceValue(m, init.expr, true);
      else evaluateInto(m, init.expr, slot);
      return;
    case 'zero':
      begin(slot, true);
      return;
    case 'string':
      begin(slot, true);
      for (let i = 0; i < init.units.length; i++) part(slot, i).value = wrap((init.type as { element: Type }).element, BigInt(init.units[i]));
      return;
    case 'aggregate':
      if (init.zeroRest) begin(slot, true);
      for (const { place, init: inner, own } of init.elements) {
        step(m, loc);
        if (own === true && place.kind === 'field') {
          const { frame } = m;
          m.frame = newFrame(frame?.fn, frame?.variables ?? new Map(), slot, undefined);
          initializeSlot(m, inner, fieldPart(slot, place.field), loc);
          m.frame = frame;
          continue;
        }
        if (place.kind === 'field') initializeSlot(m, inner, fieldPart(slot, place.field), loc);
        else if (place.kind === 'base') initializeSlot(m, inner, alongBases(slot, [place.base], loc), loc);
        else for (let i = place.from; i <= place.to; i++) initializeSlot(m, inner, part(slot, i), loc);
      }
      return;
    case 'repeat': {
      const count = typeof init.count === 'number' ? init.count : Number(asInteger(evaluate(m, init.count), loc));
      for (let i = 0; i < count; i++) {
        step(m, loc);
        initializeSlot(m, init.element, part(slot, i), loc);
      }
      return;
    }
    case 'copy-array': {
      const source = readable(locate(m, init.source), loc);
      if (init.constructor === undefined) copySlot(source, slot);
      else copyElements(m, init.constructor, source, slot, loc);
      return;
    }
    default:
      init satisfies never;
  }
}

function copyElements(m: Machine, fn: FunctionSymbol, source: Slot, slot: Slot, loc: Loc): void {
  for (let i = 0; i < partCount(slot.type); i++) {
    step(m, loc);
    const [from, to] = [part(source, i), part(slot, i)];
    if (to.type.kind === 'array') copyElements(m, fn, from, to, loc);
    else build(m, fn, to, loc, () => enterWith(m, fn, [pointerTo(from)], to, loc));
  }
}

/** The temporary that a reference is bound to, directly or through a member or base of it. */
function boundTemporary(e: CheckedExpr): CheckedExpr | undefined {
  switch (e.kind) {
    case 'full':
      return boundTemporary(e.value);
    case 'temporary':
      return e;
    case 'convert':
      return e.category === 'prvalue' ? undefined : boundTemporary(e.operand);
    case 'field':
      return boundTemporary(e.base);
    default:
      return undefined;
  }
}

/** `keeps`: a variable's, not a parameter's or a result's. */
export function referenceValue(m: Machine, e: CheckedExpr, keeps = false): Value {
  if (e.type.kind === 'function') return e.kind === 'function' ? pointerToFunction(e.function) : evaluate(m, e);
  m.extends = keeps ? boundTemporary(e) : undefined;
  return pointerTo(locate(m, e));
}

function construct(m: Machine, fn: FunctionSymbol, args: readonly CheckedExpr[], zeroFirst: boolean, slot: Slot, loc: Loc): void {
  if (zeroFirst) begin(slot, true);
  if (fn.trivial && args.length === 0) return;
  if (fn.trivial && args.length === 1 && fn.type.params[0].kind === 'reference') {
    copySlot(readable(alike(locate(m, args[0]), slot.type, loc), loc), slot);
    return;
  }
  build(m, fn, slot, loc, () => enter(m, fn, args, slot, undefined, loc));
}

function build(m: Machine, fn: FunctionSymbol, slot: Slot, loc: Loc, entering: () => ReturnType<typeof enter>): void {
  inScope(m, loc, () => runBody(m, fn, entering(), loc));
  slot.stage = undefined;
}

/** Ends the life of an object; references just end. */
export function destroy(m: Machine, slot: Slot, loc: Loc): void {
  const { type } = slot;
  const element = elementType(type);
  if (element.kind !== 'class' || element.symbol.trivialDestructor) {
    end(slot);
    return;
  }
  if (slot.ended) fail(loc, 'destruction of an object outside its lifetime');
  if (slot.opaque || slot.frozen) fail(loc, 'destruction of an object that is not a local of the evaluation');
  step(m, loc);
  if (type.kind === 'array') for (let i = partCount(type) - 1; i >= 0; i--) destroy(m, part(slot, i), loc);
  else if (type.kind === 'class') destroyClass(m, slot, type, loc);
  end(slot);
}

function destroyClass(m: Machine, slot: Slot, type: Type & { kind: 'class' }, loc: Loc): void {
  const destructor = m.s.destructorOf(type, loc);
  const { bases, fields, tag } = type.symbol;
  if (destructor !== undefined) {
    slot.stage = 'own';
    runBody(m, destructor, enterWith(m, destructor, [], slot, loc), loc);
  }
  if (tag !== 'union') for (let i = fields.length - 1; i >= 0; i--) if (fields[i].type.kind !== 'reference') destroy(m, part(slot, bases.length + i), loc);
  slot.stage = 'bases';
  for (let i = bases.length - 1; i >= 0; i--) destroy(m, bases[i].virtual ? fail(loc, 'destruction of a virtual base') : part(slot, i), loc);
  slot.stage = undefined;
}
