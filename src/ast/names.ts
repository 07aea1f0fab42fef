/**
 * Names as they are written: identifiers, operator names, template-ids, and nested-name qualifiers in front of them.
 */
import type { Loc } from '../source/loc.js';
import type { Expr } from './expressions.js';
import type { TypeId, TypeSpecifier } from './types.js';

/** One template argument. An id-expression may still turn out to name a template (template template argument); sema decides. */
export type TemplateArgument = (
  | { readonly kind: 'type'; readonly type: TypeId }
  | { readonly kind: 'expression'; readonly expr: Expr }
) & { readonly loc: Loc; readonly packExpansion: boolean };

/** The last component of a name. `loc` is its first token, `end` just past its last. */
export type UnqualifiedName = (
  | { readonly kind: 'identifier'; readonly name: string }
  /** `operator+`, `operator()`, `operator[]`, `operator new[]`, `operator co_await` … : `op` is the token text, e.g. '+', '()', 'new[]'. */
  | { readonly kind: 'operator'; readonly op: string }
  /** `operator T`. */
  | { readonly kind: 'conversion'; readonly type: TypeId }
  /** `operator""_km`. */
  | { readonly kind: 'literal-operator'; readonly suffix: string }
  /** `~T`; in a declarator the type is the class's own name. */
  | { readonly kind: 'destructor'; readonly type: TypeSpecifier }
  | { readonly kind: 'template-id'; readonly template: UnqualifiedName; readonly args: readonly TemplateArgument[] }
) & { readonly loc: Loc; readonly end: Loc };

/** One step of a nested-name-specifier: `ns::`, `Class::`, `Class<int>::`, `decltype(x)::`. */
export type QualifierStep =
  | { readonly kind: 'name'; readonly name: UnqualifiedName; readonly templateKeyword: boolean; readonly loc: Loc }
  | { readonly kind: 'decltype'; readonly expr: Expr; readonly loc: Loc };

/** `::a::b<int>::c`. */
export interface Name {
  readonly kind: 'name';
  /** Starts with `::`. */
  readonly global: boolean;
  readonly qualifiers: readonly QualifierStep[];
  /** `template` stood before the last component (`T::template f<int>`). */
  readonly templateKeyword: boolean;
  readonly last: UnqualifiedName;
  readonly loc: Loc;
  readonly end: Loc;
}
