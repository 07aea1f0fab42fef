/** Arithmetic of constant expressions: exact integers with overflow detection, floating point as IEEE (float rounded with Math.fround). */
import type { ArithmeticOp, CompareOp, Type } from '../../../tree/index.js';
import { integerFacts, wrap } from '../type-facts.js';

export const isFloat32 = (type: Type): boolean => type.kind === 'builtin' && type.name === 'float';

export const roundTo = (type: Type, value: number): number => (isFloat32(type) ? Math.fround(value) : value);

/** undefined when the operation is undefined (overflow, division by zero, bad shift). */
export function integerArithmetic(op: ArithmeticOp, a: bigint, b: bigint, type: Type): bigint | undefined {
  const facts = integerFacts(type);
  if (facts === undefined) return undefined;
  let result: bigint;
  switch (op) {
    case '+': result = a + b; break;
    case '-': result = a - b; break;
    case '*': result = a * b; break;
    case '/':
      if (b === 0n) return undefined;
      result = a / b;
      break;
    case '%':
      if (b === 0n) return undefined;
      result = a % b;
      break;
    case '&': return wrap(type, a & b);
    case '|': return wrap(type, a | b);
    case '^': return wrap(type, a ^ b);
    case '<<':
      if (b < 0n || b >= BigInt(facts.size * 8)) return undefined;
      return wrap(type, a << b);
    case '>>':
      if (b < 0n || b >= BigInt(facts.size * 8)) return undefined;
      return a >> b;
    default:
      return op satisfies never;
  }
  const wrapped = wrap(type, result);
  return facts.signed && wrapped !== result ? undefined : wrapped;
}

export function floatArithmetic(op: ArithmeticOp, a: number, b: number, type: Type): number | undefined {
  switch (op) {
    case '+': return roundTo(type, a + b);
    case '-': return roundTo(type, a - b);
    case '*': return roundTo(type, a * b);
    case '/': return b === 0 ? undefined : roundTo(type, a / b);
    default: return undefined;
  }
}

export function compareNumbers(op: CompareOp, a: bigint | number, b: bigint | number): boolean {
  switch (op) {
    case '<': return a < b;
    case '>': return a > b;
    case '<=': return a <= b;
    case '>=': return a >= b;
    case '==': return a === b;
    case '!=': return a !== b;
    default: return op satisfies never;
  }
}

/** Floating value to an integer type; undefined when it does not fit. */
export function truncate(value: number, type: Type): bigint | undefined {
  if (!Number.isFinite(value)) return undefined;
  const whole = BigInt(Math.trunc(value));
  return wrap(type, whole) === whole ? whole : undefined;
}
