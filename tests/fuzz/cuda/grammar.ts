/** What the parts of a generated CUDA program share: the state while it is written, and which types, functions and places there are. */
import type { Place, Scalar } from '../arithmetic.js';
import type { Expression } from '../arithmetic.js';
import { convert, expression, implicit } from '../arithmetic.js';
import type { Random } from '../random.js';

export interface Field {
  readonly name: string;
  readonly type: Scalar;
  /** Elements, a power of two; 0: no array. */
  readonly count: number;
  readonly bits: number | undefined;
}

export interface Struct {
  readonly name: string;
  readonly fields: readonly Field[];
}

/** A function of scalars, or a struct as its first parameter, that host and device may call. */
export interface Routine {
  readonly name: string;
  readonly result: Scalar;
  readonly params: readonly Scalar[];
  readonly struct: { readonly type: Struct; readonly by: 'value' | 'reference' | 'pointer' } | undefined;
}

export interface State {
  readonly random: Random;
  /** The scalar types of the program. */
  readonly types: readonly Scalar[];
  readonly declarations: string[];
  readonly structs: Struct[];
  readonly routines: Routine[];
  /** Class templates over <class T, int N> with operator[], sum() and each(f). */
  readonly arrays: string[];
  /** Classes with a constructor of one int and `int operator()(int) const`. */
  readonly functors: string[];
  /** Those of them that kernels may be given: without virtual functions. */
  readonly plainFunctors: string[];
  unique: number;
  /** Statements still to write: bounds the program. */
  budget: number;
}

/** What statements may use. */
export interface Scope {
  readonly readable: readonly Place[];
  readonly writable: readonly Place[];
  readonly objects: readonly { readonly text: string; readonly struct: Struct }[];
  readonly inLoop: boolean;
  readonly depth: number;
  /** All threads of a block are here, and agree on where they go. */
  readonly uniform: boolean;
  /** All threads of a warp are here. */
  readonly warp: boolean;
  /** In a loop that all threads of a block, or a warp, take together. */
  readonly repeated: boolean;
  /** Constants that are the same in all threads of a block. */
  readonly alike: readonly string[];
  /** Lambdas and functions: no barriers, no kernel's variables. */
  readonly device: boolean;
}

export const fresh = (s: State, prefix: string): string => `${prefix}${s.unique++}`;

export const anyScalar = (s: State): Scalar => s.random.pick(s.types);
export const anyInteger = (s: State): Scalar => s.random.pick(s.types.filter((type) => !type.floating));

/** An expression over what a scope can read. */
export const any = (s: State, scope: Pick<Scope, 'readable'>, depth: number): Expression => expression(s.random, scope.readable, depth, s.types);

/** An expression's text, converted to `type`. */
export function value(s: State, scope: Scope, type: Scalar, depth = 2): string {
  const e = any(s, scope, depth);
  return s.random.oneIn(2) ? implicit(e, type) : convert(e, type);
}

export const withPlaces = (scope: Scope, places: readonly Place[], writable = true): Scope => ({
  ...scope,
  readable: [...scope.readable, ...places],
  writable: writable ? [...scope.writable, ...places] : scope.writable,
});

export function fieldPlaces(random: Random, object: string, struct: Struct, access = '.'): Place[] {
  return struct.fields.map((f) => ({ text: `${object}${access}${f.name}${f.count > 0 ? `[${random.below(f.count)}]` : ''}`, type: f.type, ...(f.bits === undefined ? {} : { bitField: f.bits }) }));
}

export const hash = (place: Place): string => (place.type.floating ? `hd(h, ${place.text});` : `hi(h, (unsigned long long)${place.text});`);

/** `target op= value`, defined for all values. */
export function assignment(s: State, scope: Scope, target: Place, depth = 2): string {
  const { random } = s;
  const { type } = target;
  const e = any(s, scope, depth);
  const whole = e.type.floating ? `fi(${e.text})` : e.text;
  if (type.floating) return `${target.text} ${random.pick(['=', '+=', '-=', '*='])} ${e.text};`;
  if (type.name === 'bool') return `${target.text} ${random.pick(['=', '|=', '&=', '^='])} ${convert(e, type)};`;
  switch (random.below(6)) {
    case 0:
    case 1:
      return `${target.text} = ${random.oneIn(2) ? implicit(e, type) : convert(e, type)};`;
    case 2:
      return `${target.text} ${random.pick(['+=', '-=', '*=', '^=', '|=', '&='])} ${whole};`;
    case 3:
      return `${target.text} ${random.pick(['<<=', '>>='])} (${whole} & 7);`;
    case 4:
      return `${target.text} ${random.pick(['/=', '%='])} ((${whole} & 31) + 1);`;
    default:
      return random.pick([`${target.text}++;`, `--${target.text};`]);
  }
}
