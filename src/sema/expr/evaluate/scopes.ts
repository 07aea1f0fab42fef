/** Ends of scopes and of full expressions in constant expressions: objects are destroyed in reverse order of construction, and their lives end. */
import type { Loc } from '../../../source/loc.js';
import type { Machine } from './machine.js';
import { destroy } from './objects.js';

/** Runs `f`, then destroys the temporaries that it made. */
export function inFullExpression<T>(m: Machine, loc: Loc, f: () => T): T {
  const { length } = m.temporaries;
  const result = f();
  while (m.temporaries.length > length) destroy(m, m.temporaries.pop()!, loc);
  return result;
}

/** Runs `f`, then destroys the variables that it declared, and the temporaries that references kept. */
export function inScope<T>(m: Machine, loc: Loc, f: () => T): T {
  const { length } = m.locals;
  const result = f();
  while (m.locals.length > length) destroy(m, m.locals.pop()!, loc);
  return result;
}
