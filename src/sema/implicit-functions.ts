/** Functions that C lets a program call without a declaration. In: the name of the call. Out: the function that the call declares. */
import type * as Ast from '../ast/index.js';
import { semaMessages } from '../diagnostics/sema-messages.js';
import type { FunctionSymbol } from '../tree/index.js';
import { newFunction } from './functions.js';
import { addOverload } from './lookup.js';
import type { DeclSema } from './state.js';
import { HOST } from './state.js';

/** What calling an undeclared function declares: `int name()`. */
export function implicitFunction(s: DeclSema, name: Ast.Name): FunctionSymbol | undefined {
  if (name.last.kind !== 'identifier') return undefined;
  const key = name.last.name;
  const { loc } = name;
  s.report(semaMessages.implicitFunction, loc, [key]);
  const known = s.d.externC.get(key);
  if (known?.kind === 'function') return known;
  const scope = s.d.namespaces.get(s.d.globalNamespace)!.scope;
  const type = s.types.fn(s.types.builtin('int'), [], { unprototyped: true });
  const fn = newFunction(s, { name: key, loc, parent: s.d.globalNamespace, type, role: 'function', thisClass: undefined, space: HOST, linkage: 'external', scope });
  fn.mangled = key;
  s.d.externC.set(key, fn);
  s.d.seq.set(fn, 0);
  addOverload(scope, key, fn);
  return fn;
}
