/**
 * Jumps into scopes ([stmt.dcl], [except.pre]): a goto, or a switch on its way to a label, may not pass the initialization of a variable that is in scope at the label, nor enter a try
 * block or handler. nvcc only warns of a switch in device code that passes the initialization of a scalar. In: the checked body of a function that has such jumps. Out: diagnostics. Lowering relies on it (src/lower/goto.ts).
 */
import { semaMessages } from '../diagnostics/sema-messages.js';
import type { Loc } from '../source/loc.js';
import type { CheckedStmt, VarSymbol } from '../tree/index.js';
import type { DeclSema } from './state.js';

/** What one is inside of at a place: innermost first. */
interface Entry {
  readonly outer: Entry | undefined;
  readonly loc: Loc;
  readonly variable: VarSymbol | undefined;
  readonly what: 'variable' | 'try block' | 'handler';
}

interface Walk {
  readonly s: DeclSema;
  readonly labels: Map<string, Entry | undefined>;
  readonly gotos: { readonly label: string; readonly loc: Loc; readonly from: Entry | undefined }[];
  readonly inHost: boolean;
}

export function checkJumps(s: DeclSema, body: CheckedStmt, inHost: boolean): void {
  const walk: Walk = { s, labels: new Map(), gotos: [], inHost };
  visit(walk, body, undefined, undefined);
  for (const { label, loc, from } of walk.gotos) {
    if (walk.labels.has(label)) reportEntered(s, loc, walk.labels.get(label), from, `goto to label '${label}'`, false);
  }
}

function reportEntered(s: DeclSema, loc: Loc, to: Entry | undefined, from: Entry | undefined, jump: string, lenient: boolean): void {
  const known = new Set<Entry>();
  for (let at = from; at !== undefined; at = at.outer) known.add(at);
  let entered: Entry | undefined;
  for (let at = to; at !== undefined && !known.has(at); at = at.outer) entered = at;
  if (entered === undefined) return;
  if (entered.variable === undefined) s.report(semaMessages.jumpIntoTry, loc, [jump, entered.what], { notes: [{ loc: entered.loc, text: `the ${entered.what} begins here` }] });
  else s.report(lenient && isScalar(entered.variable) ? semaMessages.jumpPastInitInDevice : semaMessages.jumpPastInit, loc, [jump, entered.variable.name], { notes: [{ loc: entered.loc, text: `'${entered.variable.name}' is declared here` }] });
}

function isScalar(variable: VarSymbol): boolean {
  return variable.type.kind !== 'class' && variable.type.kind !== 'array' && variable.type.kind !== 'reference';
}

/** May a jump pass this declaration: nothing happens there? */
function isPassable(stmt: Extract<CheckedStmt, { kind: 'declare' }>): boolean {
  const { variable, init } = stmt;
  if (variable.role === 'global' || variable.staticLocal) return true;
  if (variable.destructor !== undefined) return false;
  if (init === undefined) return true;
  const made = init.kind === 'repeat' ? init.element : init;
  return made.kind === 'expression' && made.expr.kind === 'construct' && made.expr.constructor.trivial && made.expr.args.length === 0 && !made.expr.zeroFirst;
}

/** Gives back what one is inside of behind the statement. `head`: where the switch around it stands. */
function visit(walk: Walk, stmt: CheckedStmt, at: Entry | undefined, head: { readonly entry: Entry | undefined } | undefined): Entry | undefined {
  switch (stmt.kind) {
    case 'declare':
      return isPassable(stmt) ? at : { outer: at, loc: stmt.variable.loc, variable: stmt.variable, what: 'variable' };
    case 'sequence':
      return stmt.body.reduce<Entry | undefined>((inside, child) => visit(walk, child, inside, head), at);
    case 'block':
      stmt.body.reduce<Entry | undefined>((inside, child) => visit(walk, child, inside, head), at);
      return at;
    case 'label':
      walk.labels.set(stmt.name, at);
      return at;
    case 'goto':
      walk.gotos.push({ label: stmt.label, loc: stmt.loc, from: at });
      return at;
    case 'case':
    case 'default':
      if (head !== undefined) reportEntered(walk.s, stmt.loc, at, head.entry, 'jump to this case', !walk.inHost);
      return at;
    case 'if':
      visit(walk, stmt.then, at, head);
      if (stmt.otherwise) visit(walk, stmt.otherwise, at, head);
      return at;
    case 'while':
    case 'do':
    case 'for':
      visit(walk, stmt.body, at, head);
      return at;
    case 'while-declare':
      visit(walk, stmt.body, visit(walk, stmt.declare, at, head), head);
      return at;
    case 'switch':
      visit(walk, stmt.body, at, { entry: at });
      return at;
    case 'try':
      visit(walk, stmt.body, { outer: at, loc: stmt.loc, variable: undefined, what: 'try block' }, head);
      for (const handler of stmt.handlers) visit(walk, handler.body, { outer: at, loc: handler.loc, variable: undefined, what: 'handler' }, head);
      return at;
    default:
      return at;
  }
}
