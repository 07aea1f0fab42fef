/**
 * The functions of a shader that compute with doubles, by name. A double is a `vec2u` of its bits (low word, high word). Results are IEEE 754's, rounded to nearest even, with subnormal numbers and infinities; NaN
 * operands pass on as quiet ones, and an invalid operation gives CUDA's NaN. Integers only: shaders may reassociate floats, so that sums of two floats would not be safe.
 *
 * Inside, a number is a sign bit, a biased exponent e and a mantissa m. What is common is written without branches; zeros, subnormal numbers, infinities and NaNs of products and quotients are behind one.
 */
import { CONVERSIONS } from './conversions.js';
import { FUNCTIONS_OF_DOUBLES } from './functions.js';
import { ORDERING } from './ordering.js';
import { QUOTIENTS } from './quotients.js';
import { RESTS } from './rests.js';
import { ROUNDING } from './rounding.js';
import { SUMS } from './sums.js';

export interface DoubleHelper {
  /** Functions of this library that it calls. */
  readonly needs?: readonly string[];
  readonly text: string;
}

const HELPERS: Readonly<Record<string, DoubleHelper>> = { ...SUMS, ...RESTS, ...QUOTIENTS, ...ORDERING, ...ROUNDING, ...CONVERSIONS, ...FUNCTIONS_OF_DOUBLES };

export const DOUBLE_NAMES: readonly string[] = Object.keys(HELPERS);

/** Makes a function part of the shader and gives its name. */
export function doubleHelper(helpers: Map<string, string>, name: string): string {
  if (helpers.has(name)) return name;
  const helper = HELPERS[name];
  if (helper === undefined) throw new Error(`no operation '${name}' on doubles`);
  for (const needed of helper.needs ?? []) doubleHelper(helpers, needed);
  helpers.set(name, helper.text);
  return name;
}
