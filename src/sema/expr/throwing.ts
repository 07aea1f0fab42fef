/** Can evaluating an expression throw? For the noexcept operator: calls of functions that are not noexcept, throw, new, dynamic_cast of references, typeid. */
import type { CheckedExpr, CheckedInit, FunctionSymbol } from '../../tree/index.js';
import type { ExprSema } from './own.js';

const functionThrows = (s: ExprSema, fn: FunctionSymbol): boolean => !s.isNoexcept(fn);

export function mayThrow(s: ExprSema, e: CheckedExpr): boolean {
  const any = (exprs: readonly CheckedExpr[]): boolean => exprs.some((each) => mayThrow(s, each));
  switch (e.kind) {
    case 'integer': case 'floating': case 'string': case 'variable': case 'function': case 'this': case 'member-pointer': case 'constant': case 'error':
      return false;
    case 'field':
      return mayThrow(s, e.base);
    case 'member-access':
      return mayThrow(s, e.object) || mayThrow(s, e.pointer);
    case 'convert': case 'negate': case 'bit-not': case 'logical-not': case 'address-of': case 'increment': case 'copy-class':
      return mayThrow(s, e.operand);
    case 'dynamic-cast':
      return e.category !== 'prvalue' || mayThrow(s, e.operand);
    case 'typeid':
      return 'category' in e.operand;
    case 'arithmetic': case 'compare': case 'logical': case 'comma': case 'pointer-difference': case 'assign': case 'assign-class': case 'compound-assign':
      return mayThrow(s, e.left) || mayThrow(s, e.right);
    case 'pointer-add':
      return mayThrow(s, e.pointer) || mayThrow(s, e.index);
    case 'deref':
      return mayThrow(s, e.pointer);
    case 'conditional':
      return mayThrow(s, e.condition) || mayThrow(s, e.then) || mayThrow(s, e.otherwise);
    case 'call':
      return functionThrows(s, e.function) || (e.object !== undefined && mayThrow(s, e.object)) || any(e.args);
    case 'call-pointer':
      return !e.functionType.noexcept || mayThrow(s, e.pointer) || any(e.args);
    case 'call-member-pointer':
      return !e.functionType.noexcept || mayThrow(s, e.object) || any(e.args);
    case 'builtin':
      return any(e.args);
    case 'construct':
      return functionThrows(s, e.constructor) || any(e.args);
    case 'init':
      return initThrows(s, e.init);
    case 'temporary':
      return mayThrow(s, e.value) || (e.destructor !== undefined && functionThrows(s, e.destructor));
    case 'full':
      return mayThrow(s, e.value);
    case 'new':
      return (e.operatorNew !== undefined && functionThrows(s, e.operatorNew)) || any(e.args) || (e.init !== undefined && initThrows(s, e.init));
    case 'delete':
      return e.destructor !== undefined && functionThrows(s, e.destructor);
    case 'destroy':
      return e.destructor !== undefined && functionThrows(s, e.destructor);
    case 'throw': case 'statement-expression': case 'launch':
      return true;
    case 'va-start': case 'va-end': case 'va-copy': case 'va-arg':
      return false;
    default:
      return e satisfies never;
  }
}

function initThrows(s: ExprSema, init: CheckedInit): boolean {
  switch (init.kind) {
    case 'expression':
      return mayThrow(s, init.expr);
    case 'aggregate':
      return init.elements.some((el) => initThrows(s, el.init));
    case 'repeat':
      return initThrows(s, init.element);
    case 'copy-array':
      return init.constructor !== undefined && functionThrows(s, init.constructor);
    case 'string': case 'zero':
      return false;
    default:
      return init satisfies never;
  }
}
