/**
 * The binary form of a module: what writer and reader agree on.
 *
 *   magic "CWIR", version, flags (1: positions, 4: images were made of all functions that can have one, 8: for programs that several threads run, 2: names of parameters, values, variables and fields, and how functions are shown)
 *   strings: count, ASCII flag, then each length in bytes, then all bytes
 *   types: count, then each (a type refers to earlier ones)
 *   structs of the module: count, type numbers
 *   symbols: the numbers of globals and functions, names (as strings are), then flags of all, then the lengths of their records
 *   constructors: count, then each: function number, the globals that it mentions
 *   records: one after the other, in the order of the symbols
 *
 * A global's record: type, space, alignment, position, image, relocations. A function's record: signature and attributes; then, if it has a body: inline sites, and the body. In a body, a value is twice the distance back to a
 * parameter or result, counted as they are defined; or odd: its next two bits say what the rest is (OPERAND_…). Regions end behind their terminators. Break targets are numbers of blocks and loops outwards. Symbols are the module's
 * numbers everywhere, and constants stand where they are used: what is alike is written alike, for the sake of compression. All integers are base-128; the bytes depend on the module only.
 */
import type { FloatRules } from './ir.js';
import { ATOMIC_MEMORY, BINARY_OPS, COMPARE_OPS, CONVERT_OPS, FLOAT_RULES, UNARY_OPS } from './operations.js';

export const MAGIC = 0x52495743;
export const VERSION = 4;
export const FLAG_POSITIONS = 1;
export const FLAG_NAMES = 2;
export const FLAG_IMAGES = 4;
export const FLAG_THREADS = 8;

/** Directory flags of a symbol. */
export const DEFINED = 1;
export const DEVICE_SIDE = 2;
/** Two bits of linkage from here. */
export const LINKAGE_SHIFT = 2;

/** Opcodes: ranges for the operations with names, then one per kind. */
export const OP_BINARY = 0;
export const OP_COMPARE = 40;
export const OP_UNARY = 64;
export const OP_CONVERT = 88;
export const OPS = {
  select: 120, fma: 121, index: 122, field: 123, alloca: 124, load: 125, store: 126, copy: 127, fill: 128, atomic: 129, fence: 130, barrier: 131, warp: 132, special: 133, call: 134,
  'call-indirect': 135, intrinsic: 136, if: 137, switch: 138, block: 139, loop: 140, try: 141, yield: 142, break: 143, continue: 144, return: 145, throw: 146, unreachable: 147, vector: 148,
} as const;

/** Of loads and stores, beside the scalar type and what they are: aligned as the type's size says. */
export const NATURAL_ALIGN = 64;

/** Operands that are no results: the rest is the form of a constant, which follows; or the number of a function or global whose address it is. */
export const OPERAND_CONSTANT = 0;
export const OPERAND_FUNCTION = 1;
export const OPERAND_GLOBAL = 2;

/** Forms of constants: integers of few bytes, and floats of single precision; types that need all bytes behind CONSTANT_WIDE, undefined values of types behind CONSTANT_UNDEF. */
export const CONSTANT_INT = 0;
export const CONSTANT_BOOL = 1;
export const CONSTANT_LONG = 2;
export const CONSTANT_POINTER = 3;
export const CONSTANT_FLOAT = 4;
export const CONSTANT_DOUBLE = 5;
export const CONSTANT_WIDE = 6;
export const CONSTANT_UNDEF = 16;

export const TYPE_SCALAR = 0;
export const TYPE_ARRAY = 1;
export const TYPE_STRUCT = 2;
export const TYPE_BYTES = 3;

if (BINARY_OPS.length > OP_COMPARE || COMPARE_OPS.length > OP_UNARY - OP_COMPARE || UNARY_OPS.length > OP_CONVERT - OP_UNARY || CONVERT_OPS.length > OPS.select - OP_CONVERT || ATOMIC_MEMORY.length > 8) {
  throw new Error('the opcode ranges of the binary form overlap');
}

/** A byte says which parts a function has; float rules follow from this bit. */
const FLOAT_RULES_SHIFT = 2;

export function floatRulesCode(rules: FloatRules | undefined): number {
  return rules === undefined ? 0 : FLOAT_RULES.reduce((bits, rule, i) => bits | (rules[rule] ? 1 << (FLOAT_RULES_SHIFT + i) : 0), 0);
}

export function floatRules(code: number): FloatRules | undefined {
  const [contract, fastQuotients, fastRoots, fastFunctions] = FLOAT_RULES.map((_, i) => ((code >> (FLOAT_RULES_SHIFT + i)) & 1) === 1) as [boolean, boolean, boolean, boolean];
  return code >> FLOAT_RULES_SHIFT === 0 ? undefined : { contract, fastQuotients, fastRoots, fastFunctions };
}
