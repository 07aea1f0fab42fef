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
      // The quotient has to fit too.
      if (b === 0n || (facts.signed && wrap(type, a / b) !== a / b)) return undefined;
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

/** An integer as a floating value, rounded once: Number() alone would round a large one to double before it is rounded to float. */
export function nearest(value: bigint, type: Type): number {
  if (!isFloat32(type)) return Number(value);
  const size = value < 0n ? -value : value;
  const excess = BigInt(Math.max(0, size.toString(2).length - 52));
  // What is cut off stays visible as the last bit: it decides ties only.
  const kept = size >> excess;
  const sticky = excess > 0n && kept << excess !== size ? kept | 1n : kept;
  const rounded = Math.fround(Number(sticky) * 2 ** Number(excess));
  return value < 0n ? -rounded : rounded;
}

/** Floating value to an integer type; undefined when it does not fit. */
export function truncate(value: number, type: Type): bigint | undefined {
  if (!Number.isFinite(value)) return undefined;
  const whole = BigInt(Math.trunc(value));
  return wrap(type, whole) === whole ? whole : undefined;
}
