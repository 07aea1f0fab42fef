/**
 * Expressions as they are written. Operators keep their token text. Parentheses are kept where they matter to `decltype((x))` (kind 'paren').
 */
import type { CharacterToken, FloatingToken, IntegerToken, StringToken } from '../lex/token.js';
import type { Loc } from '../source/loc.js';
import type { ParameterDeclaration, TemplateParameter } from './declarations.js';
import type { Name } from './names.js';
import type { CompoundStatement } from './statements.js';
import type { Attribute, FunctionSuffix, TypeId } from './types.js';

export type UnaryOp = '+' | '-' | '!' | '~' | '*' | '&' | '++' | '--' | '__real__' | '__imag__' | '&&';
export type BinaryOp =
  | '*' | '/' | '%' | '+' | '-' | '<<' | '>>' | '<' | '>' | '<=' | '>=' | '==' | '!=' | '<=>'
  | '&' | '^' | '|' | '&&' | '||' | ',' | '.*' | '->*';
export type AssignOp = '=' | '*=' | '/=' | '%=' | '+=' | '-=' | '<<=' | '>>=' | '&=' | '^=' | '|=';

/** `{ a, .x = b, [3] = c, {…} }`. */
export interface InitList {
  readonly kind: 'init-list';
  readonly items: readonly InitItem[];
  readonly loc: Loc;
  readonly end: Loc;
}
export interface InitItem {
  /** Designators in order, e.g. `.a[2].b`; GNU ranges `[a ... b]` have both bounds. */
  readonly designators: readonly Designator[];
  readonly value: Expr;
}
export type Designator =
  | { readonly kind: 'field'; readonly name: string; readonly loc: Loc }
  | { readonly kind: 'index'; readonly from: Expr; readonly to: Expr | undefined; readonly loc: Loc };

export interface LambdaCapture {
  /** '&' by reference, '=' by copy, 'this', '*this', 'init-copy' (`x = e`), 'init-ref' (`&x = e`). */
  readonly mode: '&' | '=' | 'this' | '*this' | 'init-copy' | 'init-ref';
  readonly name: string;
  readonly init: Expr | undefined;
  readonly pack: boolean;
  readonly loc: Loc;
}

export type Expr = ExprNode & { readonly loc: Loc; readonly end: Loc };

type ExprNode =
  | { readonly kind: 'integer'; readonly token: IntegerToken }
  | { readonly kind: 'floating'; readonly token: FloatingToken }
  | { readonly kind: 'character'; readonly token: CharacterToken }
  | { readonly kind: 'string'; readonly token: StringToken }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'nullptr' }
  | { readonly kind: 'this' }
  /** `__func__`, `__FUNCTION__`, `__PRETTY_FUNCTION__`. */
  | { readonly kind: 'function-name'; readonly which: string }
  | { readonly kind: 'id'; readonly name: Name }
  | { readonly kind: 'paren'; readonly expr: Expr }
  | InitList
  | { readonly kind: 'unary'; readonly op: UnaryOp; readonly operand: Expr }
  | { readonly kind: 'postfix'; readonly op: '++' | '--'; readonly operand: Expr }
  | { readonly kind: 'binary'; readonly op: BinaryOp; readonly left: Expr; readonly right: Expr; readonly opLoc: Loc }
  | { readonly kind: 'assign'; readonly op: AssignOp; readonly left: Expr; readonly right: Expr; readonly opLoc: Loc }
  /** `c ? a : b`; GNU `c ?: b` has no `then`. */
  | { readonly kind: 'conditional'; readonly condition: Expr; readonly then: Expr | undefined; readonly otherwise: Expr; readonly opLoc: Loc }
  | { readonly kind: 'subscript'; readonly base: Expr; readonly index: Expr }
  | { readonly kind: 'call'; readonly callee: Expr; readonly args: readonly Expr[] }
  /** `kernel<<<grid, block[, shared[, stream]]>>>(args)`. */
  | { readonly kind: 'launch'; readonly kernel: Expr; readonly config: readonly Expr[]; readonly args: readonly Expr[] }
  | { readonly kind: 'member'; readonly base: Expr; readonly arrow: boolean; readonly name: Name; readonly nameLoc: Loc }
  | { readonly kind: 'c-cast'; readonly type: TypeId; readonly operand: Expr }
  | { readonly kind: 'named-cast'; readonly cast: 'static_cast' | 'const_cast' | 'reinterpret_cast' | 'dynamic_cast'; readonly type: TypeId; readonly operand: Expr }
  /** `T(a, b)`, `T{…}` (one init-list argument, braced true), `typename X::T(a)`. */
  | { readonly kind: 'functional-cast'; readonly type: TypeId; readonly args: readonly Expr[]; readonly braced: boolean }
  /** C99 `(T){…}`. */
  | { readonly kind: 'compound-literal'; readonly type: TypeId; readonly init: InitList }
  | { readonly kind: 'sizeof'; readonly operand: Expr | TypeId }
  | { readonly kind: 'sizeof-pack'; readonly name: string }
  | { readonly kind: 'alignof'; readonly operand: Expr | TypeId }
  | { readonly kind: 'noexcept'; readonly operand: Expr }
  | { readonly kind: 'typeid'; readonly operand: Expr | TypeId }
  | {
      readonly kind: 'new';
      readonly global: boolean;
      readonly placement: readonly Expr[] | undefined;
      /** The declarator's outermost array bound, if any, is an ordinary array declarator whose size need not be constant. */
      readonly type: TypeId;
      /** undefined: none; paren: args; braced: one init-list. */
      readonly init: { readonly braced: boolean; readonly args: readonly Expr[] } | undefined;
    }
  | { readonly kind: 'delete'; readonly global: boolean; readonly array: boolean; readonly operand: Expr }
  | { readonly kind: 'throw'; readonly operand: Expr | undefined }
  | {
      readonly kind: 'lambda';
      readonly captureDefault: '' | '&' | '=';
      readonly captures: readonly LambdaCapture[];
      readonly templateParams: readonly TemplateParameter[];
      /** undefined when the parameter list is left out. */
      readonly suffix: FunctionSuffix | undefined;
      readonly mutable: boolean;
      readonly constexpr: boolean;
      /** `__device__`, `__host__ __device__` between the captures and the parameters, and others. */
      readonly attributes: readonly Attribute[];
      readonly body: CompoundStatement;
    }
  /** `(... op pack)`, `(pack op ...)`, `(init op ... op pack)`. */
  | { readonly kind: 'fold'; readonly op: BinaryOp | AssignOp; readonly left: Expr | undefined; readonly right: Expr | undefined }
  /** `pattern...` in an argument or initializer list. */
  | { readonly kind: 'pack-expansion'; readonly pattern: Expr }
  /** GNU `({ …; e; })`. */
  | { readonly kind: 'statement-expression'; readonly body: CompoundStatement }
  /** `__is_same(T, U)`, `__is_trivially_copyable(T)`, … every identifier `__is_*`/`__has_*` that sema/traits knows; and `__builtin_types_compatible_p`. */
  | { readonly kind: 'type-trait'; readonly trait: string; readonly args: readonly TypeId[] }
  | { readonly kind: 'offsetof'; readonly type: TypeId; readonly path: readonly Designator[] }
  | { readonly kind: 'va-arg'; readonly list: Expr; readonly type: TypeId }
  | { readonly kind: 'bit-cast'; readonly type: TypeId; readonly operand: Expr }
  /** C's `_Generic`; an association without a type is the default. */
  | { readonly kind: 'generic'; readonly control: Expr; readonly associations: readonly { readonly type: TypeId | undefined; readonly value: Expr; readonly loc: Loc }[] }
  | { readonly kind: 'choose-expression'; readonly condition: Expr; readonly then: Expr; readonly otherwise: Expr }
  /** C11 `_Generic`: not C++, but gcc's headers for C sources may use it. */
  | { readonly kind: 'requires'; readonly params: readonly ParameterDeclaration[]; readonly requirements: readonly Requirement[] }
  /** What could not be parsed; a diagnostic was reported. */
  | { readonly kind: 'error' };

export type Requirement =
  | { readonly kind: 'simple'; readonly expr: Expr }
  | { readonly kind: 'type'; readonly name: Name }
  | { readonly kind: 'compound'; readonly expr: Expr; readonly noexcept: boolean; readonly constraint: Name | undefined }
  | { readonly kind: 'nested'; readonly expr: Expr };
