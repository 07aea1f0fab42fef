/** Can evaluating an expression throw? For the noexcept operator: calls of functions that are not noexcept, throw, new, dynamic_cast of references, typeid. */
import type { CheckedExpr, CheckedInit, FunctionSymbol } from '../../tree/index.js';

const functionThrows = (fn: FunctionSymbol): boolean => !fn.type.noexcept && !fn.trivial && fn.builtin === undefined;

export function mayThrow(e: CheckedExpr): boolean {
  switch (e.kind) {
    case 'integer': case 'floating': case 'string': case 'variable': case 'function': case 'this': case 'member-pointer': case 'constant': case 'error':
      return false;
    case 'field':
      return mayThrow(e.base);
    case 'member-access':
      return mayThrow(e.object) || mayThrow(e.pointer);
    case 'convert': case 'negate': case 'bit-not': case 'logical-not': case 'address-of': case 'increment': case 'copy-class':
      return mayThrow(e.operand);
    case 'dynamic-cast':
      return e.category !== 'prvalue' || mayThrow(e.operand);
    case 'typeid':
      return 'category' in e.operand;
    case 'arithmetic': case 'compare': case 'logical': case 'comma': case 'pointer-difference': case 'assign': case 'assign-class': case 'compound-assign':
      return mayThrow(e.left) || mayThrow(e.right);
    case 'pointer-add':
      return mayThrow(e.pointer) || mayThrow(e.index);
    case 'deref':
      return mayThrow(e.pointer);
    case 'conditional':
      return mayThrow(e.condition) || mayThrow(e.then) || mayThrow(e.otherwise);
    case 'call':
      return functionThrows(e.function) || (e.object !== undefined && mayThrow(e.object)) || e.args.some(mayThrow);
    case 'call-pointer':
      return !e.functionType.noexcept || mayThrow(e.pointer) || e.args.some(mayThrow);
    case 'call-member-pointer':
      return !e.functionType.noexcept || mayThrow(e.object) || e.args.some(mayThrow);
    case 'builtin':
      return e.args.some(mayThrow);
    case 'construct':
      return functionThrows(e.constructor) || e.args.some(mayThrow);
    case 'init':
      return initThrows(e.init);
    case 'temporary':
      return mayThrow(e.value) || (e.destructor !== undefined && functionThrows(e.destructor));
    case 'full':
      return mayThrow(e.value);
    case 'new':
      return (e.operatorNew !== undefined && functionThrows(e.operatorNew)) || e.args.some(mayThrow) || (e.init !== undefined && initThrows(e.init));
    case 'delete':
      return e.destructor !== undefined && functionThrows(e.destructor);
    case 'destroy':
      return e.destructor !== undefined && functionThrows(e.destructor);
    case 'throw': case 'statement-expression': case 'launch':
      return true;
    case 'va-start': case 'va-end': case 'va-copy': case 'va-arg':
      return false;
    default:
      return e satisfies never;
  }
}

function initThrows(init: CheckedInit): boolean {
  switch (init.kind) {
    case 'expression':
      return mayThrow(init.expr);
    case 'aggregate':
      return init.elements.some((el) => initThrows(el.init));
    case 'repeat':
      return initThrows(init.element);
    case 'copy-array':
      return init.constructor !== undefined && functionThrows(init.constructor);
    case 'string': case 'zero':
      return false;
    default:
      return init satisfies never;
  }
}
