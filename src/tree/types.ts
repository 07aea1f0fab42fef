/**
 * Semantic types, hash-consed: two types are the same exactly if they are the same object (src/sema/type-table.ts interns them).
 *
 * cv-qualification is part of each object: `cv` is a bit set (1 const, 2 volatile) and `unqualified` is the same type without
 * it (itself when cv is 0), so `type.kind` can be tested without unwrapping. Arrays are never qualified themselves: `const int[3]` is an
 * array of `const int` (`cv` of an array repeats its element's). Functions and references have cv 0. Aliases are resolved: they leave no trace.
 *
 * Dependent types occur only in signatures of templates, where deduction and matching of declarations need them; a template's body is
 * checked anew from its syntax for each instantiation, so the checked tree that lowering reads contains none ('dependent' families at the end).
 */
import type { ClassSymbol, EnumSymbol, TemplateSymbol } from './symbols.js';

export type BuiltinName =
  | 'void' | 'bool' | 'char' | 'signed char' | 'unsigned char' | 'short' | 'unsigned short' | 'int' | 'unsigned int'
  | 'long' | 'unsigned long' | 'long long' | 'unsigned long long' | '__int128' | 'unsigned __int128'
  | 'wchar_t' | 'char8_t' | 'char16_t' | 'char32_t' | 'float' | 'double' | 'long double' | 'nullptr_t';

export const CONST = 1;

interface TypeBase<T> {
  /** Dense, unique within a compilation; for maps and ordering. */
  readonly id: number;
  readonly cv: number;
  readonly unqualified: T;
  /** Mentions a template parameter somewhere. */
  readonly dependent: boolean;
}

export interface BuiltinType extends TypeBase<BuiltinType> {
  readonly kind: 'builtin';
  readonly name: BuiltinName;
}
export interface PointerType extends TypeBase<PointerType> {
  readonly kind: 'pointer';
  readonly pointee: Type;
}
export interface ReferenceType extends TypeBase<ReferenceType> {
  readonly kind: 'reference';
  readonly rvalue: boolean;
  readonly referee: Type;
}
export interface ArrayType extends TypeBase<ArrayType> {
  readonly kind: 'array';
  readonly element: Type;
  /** undefined: unknown bound `T[]`; 'dependent' in template signatures (then `bound` says which value parameter, if it is exactly one). */
  readonly size: number | undefined | 'dependent';
  readonly bound?: TemplateParamType;
  /** The hidden variable that holds a bound known at run time only; `size` is undefined then. */
  readonly runtime?: import('./symbols.js').VarSymbol;
}
export interface FunctionType extends TypeBase<FunctionType> {
  readonly kind: 'function';
  readonly result: Type;
  /** Adjusted (arrays and functions decayed, top-level cv removed). */
  readonly params: readonly Type[];
  readonly variadic: boolean;
  /** `()` in C: has no parameters that are known. */
  readonly unprototyped: boolean;
  /** cv and ref qualifiers of member functions. */
  readonly thisCv: number;
  readonly ref: '' | '&' | '&&';
  readonly noexcept: boolean;
}
export interface ClassType extends TypeBase<ClassType> {
  readonly kind: 'class';
  readonly symbol: ClassSymbol;
}
export interface EnumType extends TypeBase<EnumType> {
  readonly kind: 'enum';
  readonly symbol: EnumSymbol;
}
export interface MemberPointerType extends TypeBase<MemberPointerType> {
  readonly kind: 'member-pointer';
  readonly class: Type;
  /** An object type for data members, a function type for member functions. */
  readonly member: Type;
}

/** Placeholder before deduction: `auto`, `decltype(auto)`, or a class template's name whose arguments are to be deduced. */
export interface AutoType extends TypeBase<AutoType> {
  readonly kind: 'auto';
  readonly decltypeAuto: boolean;
  readonly template?: TemplateSymbol;
}

// ---- dependent families: signatures of templates only

export interface TemplateParamType extends TypeBase<TemplateParamType> {
  readonly kind: 'template-param';
  /** Nesting depth and position, as the Itanium ABI counts. Stands for type, value and template parameters alike. */
  readonly depth: number;
  readonly index: number;
  readonly pack: boolean;
  readonly name: string;
}
/** `Template<args…>` with a dependent argument; `template` may itself be a template template parameter. */
export interface DependentSpecializationType extends TypeBase<DependentSpecializationType> {
  readonly kind: 'dependent-specialization';
  readonly template: TemplateSymbol | TemplateParamType;
  readonly args: readonly TemplateArg[];
}
export interface PackExpansionType extends TypeBase<PackExpansionType> {
  readonly kind: 'pack-expansion';
  readonly pattern: Type;
}
/** Anything that deduction cannot look into (`typename T::x`, `decltype(e)`, …); `key` makes equal spellings equal. */
export interface OpaqueDependentType extends TypeBase<OpaqueDependentType> {
  readonly kind: 'opaque-dependent';
  readonly key: string;
}

export type Type =
  | BuiltinType | PointerType | ReferenceType | ArrayType | FunctionType | ClassType | EnumType | MemberPointerType | AutoType
  | TemplateParamType | DependentSpecializationType | PackExpansionType | OpaqueDependentType;

/** A template argument after conversion to its parameter. */
export type TemplateArg =
  | { readonly kind: 'type'; readonly type: Type }
  /** Integers, enumerators, bools and chars: as the parameter's type has them. */
  | { readonly kind: 'integer'; readonly type: Type; readonly value: bigint; /** Deduced from an array's bound, which fits parameters of every integer type. */ readonly bound?: true }
  /** Address of a variable or function, member pointer: `key` identifies the entity. null pointers: key 'null'. */
  | { readonly kind: 'entity'; readonly type: Type; readonly entity: import('./symbols.js').VarSymbol | import('./symbols.js').FunctionSymbol | import('./symbols.js').FieldSymbol | undefined; readonly key: string; /** From the variable to a part of it: indices of elements, or of bases and then members. */ readonly path?: readonly number[] }
  | { readonly kind: 'floating'; readonly type: Type; readonly value: number }
  /** A value of class type (inside of one: of array type too): bases, then members; of a union the active member alone. */
  | { readonly kind: 'object'; readonly type: Type; readonly elements: readonly (TemplateArg | undefined)[] }
  /** A string literal: an argument only once a parameter's class was made of it. */
  | { readonly kind: 'string'; readonly type: Type; readonly units: readonly number[] }
  | { readonly kind: 'template'; readonly template: TemplateSymbol }
  | { readonly kind: 'pack'; readonly elements: readonly TemplateArg[] }
  /** In dependent signatures: an expression that mentions parameters; exactly a parameter when `param` is set. */
  | { readonly kind: 'dependent'; readonly param?: TemplateParamType; readonly key: string; readonly pack: boolean };
