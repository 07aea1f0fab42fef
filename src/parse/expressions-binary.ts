/**
 * Comma, assignment, conditional and binary expressions ([expr.mul] to [expr.comma]).
 *
 * Binary operators are read by precedence climbing: `binary(p, n)` reads operands joined by operators of precedence ≥ n (table in
 * keywords.ts) and loops, so that only a higher precedence recurses. `>` is three things: it ends template arguments (p.angle 1), two
 * joined are `>>`, three joined end a launch configuration (p.angle 2). An operator before `...` is left to the fold expression around it.
 */
import type { AssignOp, BinaryOp, Expr } from '../ast/index.js';
import type { Parser } from './cursor.js';
import { advance, endLoc, enter, expect, joinedAngles, launchClose, leave, loc, seek } from './cursor.js';
import { flagAssign } from './keywords.js';

export function expression(p: Parser): Expr {
  let left = assignmentExpression(p);
  while (p.tok === ',') {
    if (p.ops[p.pos + 1] === '...') return left;
    const opLoc = loc(p);
    advance(p);
    const right = assignmentExpression(p);
    left = { kind: 'binary', op: ',', left, right, opLoc, loc: left.loc, end: endLoc(p) };
  }
  return left;
}

export function constantExpression(p: Parser): Expr {
  return conditional(p);
}

export function assignmentExpression(p: Parser): Expr {
  const left = conditional(p);
  const op = assignOperator(p);
  if (op === undefined) return left;
  const width = op === '>>=' && p.tok === '>' ? (p.ops[p.pos + 1] === '>=' ? 2 : 3) : 1;
  if (p.ops[p.pos + width] === '...') return left;
  const opLoc = loc(p);
  seek(p, p.pos + width);
  if (!enter(p)) {
    leave(p);
    return left;
  }
  const right = p.tok === '{' ? p.rules.bracedInitList(p) : assignmentExpression(p);
  leave(p);
  return { kind: 'assign', op, left, right, opLoc, loc: left.loc, end: endLoc(p) };
}

function assignOperator(p: Parser): AssignOp | undefined {
  if ((p.flags[p.pos]! & flagAssign) !== 0) return p.tok as AssignOp;
  if (p.tok === '>' && p.angle !== 1 && p.tokens[p.pos]!.joined) {
    const next = p.ops[p.pos + 1];
    if (next === '>=') return '>>=';
    if (next === '>' && p.tokens[p.pos + 1]!.joined && p.ops[p.pos + 2] === '=') return '>>=';
  }
  return undefined;
}

/** Chains of `? :` can be long, so the loop collects the levels and builds the tree from the last one. */
function conditional(p: Parser): Expr {
  const first = binary(p, 1);
  if (p.tok !== '?') return first;
  const levels: { condition: Expr; then: Expr | undefined; opLoc: number }[] = [];
  let last = first;
  while (p.tok === '?') {
    const opLoc = loc(p);
    advance(p);
    let then: Expr | undefined;
    if (p.tok !== ':') {
      const angle = p.angle;
      p.angle = 0;
      if (enter(p)) then = p.tok === '{' ? p.rules.bracedInitList(p) : expression(p);
      leave(p);
      p.angle = angle;
    }
    expect(p, ':');
    levels.push({ condition: last, then, opLoc });
    last = p.tok === 'throw' || p.tok === '{' ? branch(p) : binary(p, 1);
  }
  // The last branch is an assignment-expression: a ? b : c = d assigns within the branch.
  const op = assignOperator(p);
  if (op !== undefined) last = assignInBranch(p, last, op);
  const end = endLoc(p);
  for (let i = levels.length - 1; i >= 0; i--) {
    const { condition, then, opLoc } = levels[i]!;
    last = { kind: 'conditional', condition, then, otherwise: last, opLoc, loc: condition.loc, end };
  }
  return last;
}

function branch(p: Parser): Expr {
  return p.tok === '{' ? p.rules.bracedInitList(p) : assignmentExpression(p);
}

function assignInBranch(p: Parser, left: Expr, op: AssignOp): Expr {
  const opLoc = loc(p);
  const width = op === '>>=' && p.tok === '>' ? (p.ops[p.pos + 1] === '>=' ? 2 : 3) : 1;
  if (p.ops[p.pos + width] === '...') return left;
  seek(p, p.pos + width);
  if (!enter(p)) {
    leave(p);
    return left;
  }
  const right = branch(p);
  leave(p);
  return { kind: 'assign', op, left, right, opLoc, loc: left.loc, end: endLoc(p) };
}

/** Operands joined by operators of at least this precedence. */
export function binary(p: Parser, least: number): Expr {
  let left = p.rules.castExpression(p);
  for (;;) {
    let precedence = p.precedences[p.pos]!;
    // `>` may be the first half of `>>`, which binds more tightly.
    if (precedence === 0 || (precedence < least && p.tok !== '>')) return left;
    let op = p.tok as BinaryOp;
    let width = 1;
    if (op === '>') {
      if (p.angle === 1) return left;
      if (joinedAngles(p, p.pos)) {
        if (p.angle === 2 && launchClose(p, p.pos)) return left;
        if (p.tokens[p.pos + 1]!.joined && p.ops[p.pos + 2] === '=') return left;
        op = '>>';
        precedence = 9;
        width = 2;
      } else if (p.tokens[p.pos]!.joined && p.ops[p.pos + 1] === '>=') {
        return left;
      }
      if (precedence < least) return left;
    }
    if (p.ops[p.pos + width] === '...') return left;
    const opLoc = loc(p);
    seek(p, p.pos + width);
    const right = binary(p, precedence + 1);
    left = { kind: 'binary', op, left, right, opLoc, loc: left.loc, end: right.end };
  }
}

/** constraint-logical-or-expression: primaries joined by `&&` and `||`. */
export function constraintExpression(p: Parser): Expr {
  let left = constraintAnd(p);
  while (p.tok === '||') {
    const opLoc = loc(p);
    advance(p);
    const right = constraintAnd(p);
    left = { kind: 'binary', op: '||', left, right, opLoc, loc: left.loc, end: right.end };
  }
  return left;
}

function constraintAnd(p: Parser): Expr {
  let left = p.rules.primaryExpression(p);
  while (p.tok === '&&') {
    const opLoc = loc(p);
    advance(p);
    const right = p.rules.primaryExpression(p);
    left = { kind: 'binary', op: '&&', left, right, opLoc, loc: left.loc, end: right.end };
  }
  return left;
}

/** The operator of a fold expression at the current token, with the number of tokens it takes. */
export function foldOperator(p: Parser): { op: BinaryOp | AssignOp; width: number } | undefined {
  const assign = assignOperator(p);
  if (assign !== undefined) {
    return { op: assign, width: p.tok !== '>' ? 1 : p.ops[p.pos + 1] === '>=' ? 2 : 3 };
  }
  if (p.tok === ',') return { op: ',', width: 1 };
  if (p.precedences[p.pos] === 0) return undefined;
  if (joinedAngles(p, p.pos)) return { op: '>>', width: 2 };
  return { op: p.tok as BinaryOp, width: 1 };
}
