/** Does a checked expression that is used once more (a default argument) contain temporaries that must be destroyed? */
import type { CheckedExpr } from '../../tree/index.js';

const known = new WeakMap<CheckedExpr, boolean>();

export function holdsTemporary(e: CheckedExpr): boolean {
  const cached = known.get(e);
  if (cached !== undefined) return cached;
  const result = compute(e);
  known.set(e, result);
  return result;
}

function compute(e: CheckedExpr): boolean {
  switch (e.kind) {
    case 'temporary':
      return (e.destructor !== undefined && !e.extended) || holdsTemporary(e.value);
    case 'convert':
    case 'copy-class':
    case 'address-of':
    case 'negate':
    case 'bit-not':
    case 'logical-not':
      return holdsTemporary(e.operand);
    case 'call':
      return (e.object !== undefined && holdsTemporary(e.object)) || e.args.some(holdsTemporary);
    case 'construct':
    case 'builtin':
      return e.args.some(holdsTemporary);
    case 'field':
      return holdsTemporary(e.base);
    case 'deref':
      return holdsTemporary(e.pointer);
    case 'pointer-add':
      return holdsTemporary(e.pointer) || holdsTemporary(e.index);
    case 'arithmetic':
    case 'compare':
    case 'logical':
    case 'comma':
      return holdsTemporary(e.left) || holdsTemporary(e.right);
    case 'conditional':
      return holdsTemporary(e.condition) || holdsTemporary(e.then) || holdsTemporary(e.otherwise);
    case 'init':
      return e.init.kind === 'aggregate' && e.init.elements.some((el) => el.init.kind === 'expression' && holdsTemporary(el.init.expr));
    default:
      return false;
  }
}
