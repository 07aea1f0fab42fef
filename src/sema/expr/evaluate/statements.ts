/** Statements of constant expressions, with the scopes that they open. */
import type { CheckedExpr, CheckedStmt } from '../../../tree/index.js';
import { asInteger } from './access.js';
import { fail, type Machine, newFrame, step } from './machine.js';
import { newSlot } from './memory.js';
import { initializeSlot, referenceValue } from './objects.js';
import { discard, evaluate, isTrue } from './scalars.js';
import { inFullExpression, inScope } from './scopes.js';

export type Signal = 'break' | 'continue' | 'return' | undefined;

/** `entry`: the label in the statement that a switch jumps to; what stands before it does not run. */
export function execute(m: Machine, stmt: CheckedStmt, entry?: CheckedStmt): Signal {
  step(m, stmt.loc);
  switch (stmt.kind) {
    case 'block':
      return inScope(m, stmt.end, () => executeAll(m, stmt.body, entry));
    case 'sequence':
      return executeAll(m, stmt.body, entry);
    case 'expression':
      inFullExpression(m, stmt.loc, () => discard(m, stmt.expr));
      return undefined;
    case 'declare':
      declare(m, stmt);
      return undefined;
    case 'if': {
      // Chains of `else if` are as long as they like.
      let at: CheckedStmt = stmt;
      for (;;) {
        const { then, otherwise }: CheckedStmt & { kind: 'if' } = at;
        const arm: CheckedStmt | undefined = (entry === undefined ? condition(m, at.condition) : holds(then, entry)) ? then : otherwise;
        if (arm === undefined) return undefined;
        if (arm !== otherwise || arm.kind !== 'if') return inScope(m, stmt.loc, () => execute(m, arm, entry));
        at = arm;
      }
    }
    case 'while':
      for (let into = entry; into !== undefined || condition(m, stmt.condition); into = undefined) {
        const signal = inScope(m, stmt.loc, () => execute(m, stmt.body, into));
        if (signal === 'break') break;
        if (signal === 'return') return signal;
      }
      return undefined;
    case 'while-declare':
      if (entry !== undefined) return fail(stmt.loc, 'jump past a declaration');
      for (;;) {
        const signal = inScope(m, stmt.loc, () => {
          execute(m, stmt.declare);
          return condition(m, stmt.condition) ? inScope(m, stmt.loc, () => execute(m, stmt.body)) : 'break';
        });
        if (signal === 'break') return undefined;
        if (signal === 'return') return signal;
      }
    case 'do': {
      let into = entry;
      do {
        const signal = inScope(m, stmt.loc, () => execute(m, stmt.body, into));
        if (signal === 'break') break;
        if (signal === 'return') return signal;
        into = undefined;
      } while (condition(m, stmt.condition));
      return undefined;
    }
    case 'for':
      for (let into = entry; into !== undefined || stmt.condition === undefined || condition(m, stmt.condition); into = undefined) {
        const signal = inScope(m, stmt.loc, () => execute(m, stmt.body, into));
        if (signal === 'break') break;
        if (signal === 'return') return signal;
        const { step: next } = stmt;
        if (next !== undefined) inFullExpression(m, next.loc, () => discard(m, next));
      }
      return undefined;
    case 'switch': {
      const label = chooseLabel(m, stmt);
      if (label === undefined) return undefined;
      const signal = inScope(m, stmt.loc, () => execute(m, stmt.body, label));
      return signal === 'break' ? undefined : signal;
    }
    case 'case':
    case 'default':
    case 'empty':
    case 'label':
      return undefined;
    case 'break':
    case 'continue':
      return stmt.kind;
    case 'return':
      if (stmt.value !== undefined) giveBack(m, stmt);
      return 'return';
    case 'try':
      // Nothing is thrown in a constant expression.
      return execute(m, stmt.body, entry);
    case 'goto':
      return fail(stmt.loc, "'goto' is not allowed in a constant expression");
    case 'asm':
      return fail(stmt.loc, "'asm' is not allowed in a constant expression");
    default:
      return stmt satisfies never;
  }
}

function executeAll(m: Machine, body: readonly CheckedStmt[], entry: CheckedStmt | undefined): Signal {
  let into = entry;
  for (const child of body) {
    if (into !== undefined && !holds(child, into)) {
      if (child.kind === 'declare' && child.init === undefined) declare(m, child);
      continue;
    }
    const signal = execute(m, child, into);
    into = undefined;
    if (signal !== undefined) return signal;
  }
  return undefined;
}

const condition = (m: Machine, e: CheckedExpr): boolean => inFullExpression(m, e.loc, () => isTrue(m, e));

function declare(m: Machine, stmt: CheckedStmt & { kind: 'declare' }): void {
  const { variable, init } = stmt;
  if (variable.role === 'global') {
    if ((variable.type.cv & 1) === 0) fail(stmt.loc, `variable '${variable.name}' of static storage in a constant expression`);
    return;
  }
  if (variable.runtimeBytes !== undefined) fail(stmt.loc, 'array of run-time size in a constant expression');
  const slot = newSlot(variable.type, variable);
  m.frame ??= newFrame(undefined, new Map(), undefined, undefined);
  m.frame.variables.set(variable, slot);
  if (init !== undefined) inFullExpression(m, stmt.loc, () => initializeSlot(m, init, slot, stmt.loc));
  m.locals.push(slot);
}

function giveBack(m: Machine, stmt: CheckedStmt & { kind: 'return' }): void {
  const frame = m.frame!;
  const init = stmt.value!;
  inFullExpression(m, stmt.loc, () => {
    if (frame.result !== undefined) initializeSlot(m, init, frame.result, stmt.loc);
    else if (init.kind === 'expression') {
      const { expr } = init;
      if (expr.category !== 'prvalue') frame.value = referenceValue(m, expr);
      else if (expr.type.kind === 'builtin' && expr.type.name === 'void') discard(m, expr);
      else frame.value = evaluate(m, expr);
    } else fail(stmt.loc, 'result of class type');
  });
}

/** Runs the statements of `({ … })`; `f` computes its value while their variables live. */
export function inStatementExpression<T>(m: Machine, e: CheckedExpr & { kind: 'statement-expression' }, f: () => T): T {
  return inScope(m, e.loc, () => {
    const { body } = e;
    if ((body.kind === 'block' ? executeAll(m, body.body, undefined) : execute(m, body)) !== undefined) fail(e.loc, 'jump out of a statement expression');
    return f();
  });
}

type Label = CheckedStmt & { kind: 'case' | 'default' };

/** Labels of switch statements' own, wherever they stand in their bodies; found once for each. */
const labels = new WeakMap<CheckedStmt, readonly Label[]>();

function labelsOf(stmt: CheckedStmt): readonly Label[] {
  let found = labels.get(stmt);
  if (found === undefined) labels.set(stmt, (found = stmt.kind === 'case' || stmt.kind === 'default' ? [stmt] : children(stmt).flatMap(labelsOf)));
  return found;
}

/** Does the statement hold the label of a switch around it? */
const holds = (stmt: CheckedStmt, label: CheckedStmt): boolean => stmt === label || labelsOf(stmt).includes(label as Label);

function children(stmt: CheckedStmt): readonly CheckedStmt[] {
  switch (stmt.kind) {
    case 'block':
    case 'sequence':
      return stmt.body;
    case 'if':
      return stmt.otherwise === undefined ? [stmt.then] : [stmt.then, stmt.otherwise];
    case 'while':
    case 'while-declare':
    case 'do':
    case 'for':
    case 'try':
      return [stmt.body];
    default:
      return [];
  }
}

function chooseLabel(m: Machine, stmt: CheckedStmt & { kind: 'switch' }): Label | undefined {
  const value = asInteger(inFullExpression(m, stmt.loc, () => evaluate(m, stmt.condition)), stmt.loc);
  const all = labelsOf(stmt.body);
  return all.find((label) => label.kind === 'case' && value >= label.from && value <= label.to) ?? all.find((label) => label.kind === 'default');
}
