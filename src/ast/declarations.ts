/** Declarations as they are written, and the translation unit. */
import type { StringToken } from '../lex/token.js';
import type { Loc } from '../source/loc.js';
import type { Expr, InitList } from './expressions.js';
import type { Name } from './names.js';
import type { CatchHandler, CompoundStatement } from './statements.js';
import type { Attribute, DeclSpecifiers, Declarator, TypeId } from './types.js';

export type Initializer =
  | { readonly kind: 'copy'; readonly value: Expr; readonly loc: Loc } // = e, = { … }
  | { readonly kind: 'direct'; readonly args: readonly Expr[]; readonly loc: Loc; readonly end: Loc } // (a, b)
  | { readonly kind: 'list'; readonly list: InitList; readonly loc: Loc }; // { … }

export interface ParameterDeclaration {
  readonly specifiers: DeclSpecifiers;
  readonly declarator: Declarator;
  readonly default: Expr | undefined;
  readonly loc: Loc;
}

/** One declarator of a simple declaration, with its initializer. */
export interface InitDeclarator {
  readonly declarator: Declarator;
  readonly init: Initializer | undefined;
  /** Bit-field width (members only). */
  readonly bitWidth: Expr | undefined;
  readonly asmName: string | undefined;
  readonly attributes: readonly Attribute[];
  readonly loc: Loc;
}

export interface MemberInitializer {
  /** A member's or base's name. */
  readonly name: Name;
  readonly init: { readonly braced: boolean; readonly args: readonly Expr[] };
  readonly packExpansion: boolean;
  readonly loc: Loc;
}

export type FunctionBody =
  | { readonly kind: 'block'; readonly initializers: readonly MemberInitializer[]; readonly statement: CompoundStatement; readonly handlers: readonly CatchHandler[] | undefined }
  | { readonly kind: 'default' }
  | { readonly kind: 'delete' }
  /** A block of a system header that is not parsed yet. */
  | { readonly kind: 'deferred'; readonly read: () => Extract<FunctionBody, { kind: 'block' }> };

export interface BaseSpecifier {
  readonly access: Access | undefined;
  readonly virtual: boolean;
  readonly type: TypeId;
  readonly packExpansion: boolean;
  readonly loc: Loc;
}

export type Access = 'public' | 'protected' | 'private';

export interface ClassDefinition {
  readonly tag: 'struct' | 'class' | 'union';
  /** undefined for unnamed classes; a template-id for specializations. */
  readonly name: Name | undefined;
  readonly attributes: readonly Attribute[];
  readonly final: boolean;
  readonly bases: readonly BaseSpecifier[];
  readonly members: readonly Member[];
  /** `#pragma pack` in force. */
  readonly pack: number | undefined;
  readonly loc: Loc;
  readonly end: Loc;
}

/** A member declaration with the access in force. Bodies of member functions were parsed after the whole class, as the standard says. */
export interface Member {
  readonly access: Access;
  readonly declaration: Declaration;
}

export interface EnumDefinition {
  readonly scoped: boolean;
  readonly name: Name | undefined;
  readonly underlying: TypeId | undefined;
  readonly enumerators: readonly Enumerator[] | undefined; // undefined: opaque declaration
  readonly attributes: readonly Attribute[];
  readonly loc: Loc;
}
export interface Enumerator {
  readonly name: string;
  readonly value: Expr | undefined;
  readonly loc: Loc;
}

export type TemplateParameter = (
  | { readonly kind: 'type'; readonly name: string | undefined; readonly pack: boolean; readonly default: TypeId | undefined; readonly constraint: Name | undefined }
  | { readonly kind: 'value'; readonly parameter: ParameterDeclaration; readonly name: string | undefined; readonly pack: boolean }
  | { readonly kind: 'template'; readonly name: string | undefined; readonly pack: boolean; readonly params: readonly TemplateParameter[]; readonly default: Name | undefined }
) & { readonly loc: Loc };

/** What may stand in a block. */
export type BlockDeclaration = Declaration;

export type Declaration = DeclarationNode & { readonly loc: Loc; readonly end: Loc };

type DeclarationNode =
  /** Variables, function declarations, typedefs, members, a lone class or enum definition (no declarators). */
  | { readonly kind: 'simple'; readonly specifiers: DeclSpecifiers; readonly declarators: readonly InitDeclarator[] }
  | { readonly kind: 'function'; readonly specifiers: DeclSpecifiers; readonly declarator: Declarator; readonly body: FunctionBody }
  | { readonly kind: 'structured-binding'; readonly specifiers: DeclSpecifiers; readonly ref: '' | '&' | '&&'; readonly names: readonly string[]; readonly init: Initializer | undefined }
  | { readonly kind: 'template'; readonly params: readonly TemplateParameter[]; readonly requires: Expr | undefined; readonly declaration: Declaration }
  /** `template<> …`: `declaration` names the specialization. */
  | { readonly kind: 'explicit-specialization'; readonly declaration: Declaration }
  /** `template struct S<int>;`, `extern template …`. */
  | { readonly kind: 'explicit-instantiation'; readonly extern: boolean; readonly declaration: Declaration }
  | { readonly kind: 'namespace'; readonly inline: boolean; readonly path: readonly string[]; /** Steps of the path with `inline` in front, by position (`A::inline B`). */ readonly inlineAt?: readonly number[]; readonly attributes: readonly Attribute[]; readonly body: readonly Declaration[] } // path empty: unnamed
  | { readonly kind: 'namespace-alias'; readonly name: string; readonly target: Name }
  | { readonly kind: 'using-directive'; readonly target: Name }
  | { readonly kind: 'using-declaration'; readonly names: readonly { readonly name: Name; readonly typenameKeyword: boolean; readonly packExpansion: boolean }[] }
  | { readonly kind: 'using-enum'; readonly name: Name }
  | { readonly kind: 'alias'; readonly name: string; readonly type: TypeId; readonly attributes: readonly Attribute[] }
  | { readonly kind: 'linkage'; readonly language: 'C' | 'C++'; readonly body: readonly Declaration[] }
  | { readonly kind: 'static-assert'; readonly condition: Expr; readonly message: StringToken | undefined }
  | { readonly kind: 'deduction-guide'; readonly name: string; readonly explicit: boolean; readonly suffix: import('./types.js').FunctionSuffix; readonly result: TypeId }
  | { readonly kind: 'concept'; readonly name: string; readonly constraint: Expr }
  | { readonly kind: 'asm'; readonly text: string }
  | { readonly kind: 'pragma'; readonly text: string }
  /** A declaration of a header that is always there, to be read when one of its names is asked for; `read` gives the same each time. */
  | { readonly kind: 'deferred'; readonly names: readonly string[]; readonly read: () => Declaration }
  | { readonly kind: 'empty' };

export interface TranslationUnit {
  readonly declarations: readonly Declaration[];
}
