/**
 * The named return value: if every return statement of a function names the same local of the result's class, declared in the function's outermost block, that local is built in the result's place and
 * neither copied nor destroyed. gcc does this always, and programs that count their copies show it.
 */
import type { CheckedStmt, FunctionSymbol, VarSymbol } from '../tree/index.js';

export function returnedLocal(symbol: FunctionSymbol): VarSymbol | undefined {
  const { result } = symbol.type;
  const statement = symbol.body!.statement;
  if (result.kind !== 'class' || statement.kind !== 'block') return undefined;
  const returned = new Set<VarSymbol | undefined>();
  collect(statement, returned);
  if (returned.size !== 1) return undefined;
  const [variable] = returned;
  if (variable === undefined || variable.role !== 'local' || variable.staticLocal || variable.type.unqualified !== result.unqualified) return undefined;
  return declaresDirectly(statement.body, variable) ? variable : undefined;
}

function declaresDirectly(body: readonly CheckedStmt[], variable: VarSymbol): boolean {
  return body.some((s) => (s.kind === 'declare' && s.variable === variable) || (s.kind === 'sequence' && declaresDirectly(s.body, variable)));
}

function collect(s: CheckedStmt, out: Set<VarSymbol | undefined>): void {
  switch (s.kind) {
    case 'return':
      out.add(s.named);
      return;
    case 'block':
    case 'sequence':
      for (const child of s.body) collect(child, out);
      return;
    case 'if':
      collect(s.then, out);
      if (s.otherwise !== undefined) collect(s.otherwise, out);
      return;
    case 'while':
    case 'while-declare':
    case 'do':
    case 'for':
    case 'switch':
      collect(s.body, out);
      return;
    case 'try':
      collect(s.body, out);
      for (const handler of s.handlers) collect(handler.body, out);
      return;
    default:
  }
}
