/**
 * Types as they are written: declaration specifiers, declarators, type-ids. Sema combines them into semantic types.
 */
import type { Loc } from '../source/loc.js';
import type { ClassDefinition, EnumDefinition, ParameterDeclaration } from './declarations.js';
import type { Expr } from './expressions.js';
import type { Name } from './names.js';

/**
 * Arithmetic keywords of a decl-specifier-seq, counted: `unsigned long long` is { base: undefined, signedness: 'unsigned', long: 2 }.
 * The parser has checked that the combination exists.
 */
export interface BuiltinSpecifier {
  readonly kind: 'builtin';
  readonly base:
    | 'void' | 'bool' | 'char' | 'char8_t' | 'char16_t' | 'char32_t' | 'wchar_t'
    | 'int' | 'float' | 'double' | '__int128' | undefined;
  readonly signedness: 'signed' | 'unsigned' | undefined;
  readonly short: boolean;
  readonly long: 0 | 1 | 2;
  readonly loc: Loc;
}

export type TypeSpecifier =
  | BuiltinSpecifier
  /** A type name, possibly qualified, a template-id, or the name of a class template whose arguments are to be deduced. `typename` stood before it if `typenameKeyword`. */
  | { readonly kind: 'named'; readonly name: Name; readonly typenameKeyword: boolean; readonly loc: Loc }
  /** `struct S`, `enum E` without a body: refers to or declares the type. */
  | { readonly kind: 'elaborated'; readonly tag: 'struct' | 'class' | 'union' | 'enum'; readonly name: Name; readonly loc: Loc }
  | { readonly kind: 'class'; readonly definition: ClassDefinition; readonly loc: Loc }
  | { readonly kind: 'enum'; readonly definition: EnumDefinition; readonly loc: Loc }
  | { readonly kind: 'auto'; readonly decltypeAuto: boolean; readonly constraint?: Name; readonly loc: Loc }
  | { readonly kind: 'decltype'; readonly expr: Expr; readonly loc: Loc }
  /** GNU typeof. */
  | { readonly kind: 'typeof'; readonly operand: Expr | TypeId; readonly loc: Loc }
  /** `__underlying_type(T)` and friends. */
  | { readonly kind: 'transform'; readonly trait: string; readonly type: TypeId; readonly loc: Loc };

export type StorageClass = 'typedef' | 'static' | 'extern' | 'register' | 'mutable' | 'thread_local';

/**
 * An attribute of any syntax: `__attribute__((aligned(16)))`, `[[nodiscard]]`, `alignas(T)` (name 'alignas'), `__declspec`-like. Leading and trailing
 * double underscores are removed, `gnu::`/`clang::` scopes dropped. CUDA's qualifiers arrive as attributes: global, device, host, shared, constant, managed,
 * launch_bounds(a[, b]), grid_constant, and the compiler's own import_module("…"), import_name("…"), export_name("…"), cw_builtin("…").
 */
export interface Attribute {
  readonly name: string;
  readonly args: readonly (Expr | TypeId)[];
  /** `alignas(T...)`. */
  readonly packExpansion?: boolean;
  readonly loc: Loc;
}

export interface Qualifiers {
  readonly const: boolean;
  readonly volatile: boolean;
  readonly restrict: boolean;
}

/** decl-specifier-seq. */
export interface DeclSpecifiers {
  readonly storage: readonly StorageClass[];
  readonly qualifiers: Qualifiers;
  /** Missing for constructors, destructors, conversion functions and deduction guides. */
  readonly type: TypeSpecifier | undefined;
  readonly inline: boolean;
  readonly virtual: boolean;
  readonly explicit: boolean | Expr;
  readonly friend: boolean;
  readonly constexpr: 'constexpr' | 'consteval' | 'constinit' | undefined;
  readonly attributes: readonly Attribute[];
  readonly loc: Loc;
  readonly end: Loc;
}

/** Function part of a declarator: `(params) const & noexcept -> T`. */
export interface FunctionSuffix {
  readonly params: readonly ParameterDeclaration[];
  /** C varargs `...`. */
  readonly variadic: boolean;
  /** `()` in C: nothing is said about the parameters. */
  readonly unprototyped?: boolean;
  readonly qualifiers: Qualifiers;
  readonly ref: '' | '&' | '&&';
  /** true for `noexcept` and `throw()`. */
  readonly noexcept: boolean | Expr;
  /** Where a `throw(T)` stands. */
  readonly throws?: Loc;
  readonly trailingReturn: TypeId | undefined;
  readonly trailingRequires: Expr | undefined;
  readonly attributes: readonly Attribute[];
  readonly override: boolean;
  readonly final: boolean;
}

/**
 * Declarators, outside in as written: `int *(*f)(int)` is pointer(function(pointer(name f)))… read as: take the specifier type, apply the
 * outermost node to it, and pass the result to `inner`. So for `*p[3]`: pointer → inner array(3) → inner name p: array of pointers.
 */
export type Declarator =
  /** The end of the chain; abstract declarators have no name. `pack` for `T... args`. */
  | { readonly kind: 'id'; readonly name: Name | undefined; readonly pack: boolean; readonly attributes: readonly Attribute[]; readonly loc: Loc }
  | { readonly kind: 'pointer'; readonly qualifiers: Qualifiers; readonly attributes: readonly Attribute[]; readonly inner: Declarator; readonly loc: Loc }
  | { readonly kind: 'reference'; readonly rvalue: boolean; readonly restrict: boolean; readonly inner: Declarator; readonly loc: Loc }
  /** `C::*`. */
  | { readonly kind: 'member-pointer'; readonly class: Name; readonly qualifiers: Qualifiers; readonly inner: Declarator; readonly loc: Loc }
  | { readonly kind: 'array'; readonly size: Expr | undefined; readonly inner: Declarator; readonly loc: Loc }
  | { readonly kind: 'function'; readonly suffix: FunctionSuffix; readonly inner: Declarator; readonly loc: Loc };

export interface TypeId {
  readonly kind: 'type-id';
  readonly specifiers: DeclSpecifiers;
  readonly declarator: Declarator;
  readonly loc: Loc;
  readonly end: Loc;
}
