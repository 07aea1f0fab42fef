/**
 * What the declarations half knows beyond the public symbol fields: side tables keyed by symbols, and the function slots through which its own files reach
 * each other (specifiers need classes, classes need templates, templates need specifiers).
 */
import type { Note } from '../diagnostics/diagnostic.js';
import type * as Ast from '../ast/index.js';
import type { Loc } from '../source/loc.js';
import type {
  CheckedExpr, CheckedStmt, ClassSymbol, EnumSymbol, FieldSymbol, FunctionSymbol, FunctionType, NamespaceSymbol, ParentSymbol, TemplateArg, TemplateParamType, TemplateSymbol, Type, VarSymbol,
} from '../tree/index.js';
import type { BodyContext, CallArgument, Entity, OverloadSet, ResolvedName, Scope, Sema } from './context.js';

/** A declaration of a system header that was not looked at yet: only the names that it introduces are known. */
export interface PendingDeclaration {
  readonly declaration: Ast.Declaration;
  readonly seq: number;
  readonly linkage: 'C' | 'C++';
}

export interface NamespaceInfo {
  readonly scope: Scope;
  /** What the headers in front of the unit declare here, and the names of it that were asked for. */
  headers: ReadonlyMap<string, readonly PendingDeclaration[]> | undefined;
  readonly flushed: Set<string>;
  /** Those of them that are being declared. */
  readonly flushing: Set<string>;
  /** Names whose declarations are pending, in order. */
  readonly lazy: Map<string, PendingDeclaration[]>;
  /** Functions declared by friend declarations only: redeclarations find them, lookup does not. */
  readonly hidden: Map<string, OverloadSet>;
}

export interface ClassInfo {
  readonly scope: Scope;
  readonly constructors: (FunctionSymbol | TemplateSymbol)[];
  readonly conversions: (FunctionSymbol | TemplateSymbol)[];
  /** Friends of the class, for access checks. */
  readonly friends: Set<ClassSymbol | FunctionSymbol | TemplateSymbol>;
  /** Functions first declared as friends here, for argument-dependent lookup. */
  readonly friendFunctions: (FunctionSymbol | TemplateSymbol)[];
  readonly defaultInits: Map<FieldSymbol, { readonly init: Ast.Initializer; readonly scope: Scope }>;
  /** Template whose pattern this class was instantiated from, with the scope that binds the pattern's parameters. */
  pattern: { readonly members: readonly OutOfClassMember[]; readonly args: readonly TemplateArg[] } | undefined;
  implicitConstructors: boolean;
  implicitAssignments: boolean;
  implicitDestructor: boolean;
  lambdaContext: BodyContext | undefined;
  typedefName: string | undefined;
}

export interface FunctionInfo {
  /** Scope in which the function was first declared (class scope for members). */
  readonly scope: Scope;
  specifiers: Ast.DeclSpecifiers | undefined;
  suffix: Ast.FunctionSuffix | undefined;
  definition: FunctionDefinition | undefined;
  /** Defaulted behind its class: user-provided. */
  defaultedOutside?: true;
  readonly defaults: (DefaultArgument | undefined)[];
  seq: number;
  /** `ctx` of a lambda's surroundings. */
  outer: BodyContext | undefined;
  /** Own template arguments of a function template specialization were given or deduced from this template. */
  template: TemplateInfo | undefined;
  /** For members of class templates: the member's name was searched among out-of-class definitions. */
  searched: boolean;
  inline: boolean;
  /** `extern template`: another unit has the instance. */
  elsewhere: boolean;
  constexprKind: Ast.DeclSpecifiers['constexpr'];
  /** The one space that nvcc without --expt-relaxed-constexpr lets a constexpr function be called in. */
  constexprSpace: 'host' | 'device' | undefined;
  /** Signature in the template's own parameters, for mangling and ordering. */
  pattern: FunctionType | undefined;
  readonly overridden: FunctionSymbol[];
  emitted: boolean;
  final: boolean;
  deduceResult: boolean;
  /** Result type with its placeholder, once it was deduced. */
  declaredResult: Type | undefined;
  lambdaBody: Ast.CompoundStatement | undefined;
  packs: readonly { readonly first: number; readonly count: number; readonly name: string }[];
  noexceptExpr: Ast.Expr | undefined;
  /** Where the exception specification's names are looked up. */
  noexceptScope: Scope | undefined;
  /** Known once somebody asked. */
  noexcept: boolean | undefined;
  /** Length of the chain of instantiations that led to this one. */
  depth: number;
  /** Where it was first used, and in which function, for the notes of messages about an instantiation's body. */
  requested: { readonly loc: Loc; readonly by: FunctionSymbol | undefined } | undefined;
}

export interface FunctionDefinition {
  readonly specifiers: Ast.DeclSpecifiers;
  readonly declarator: Ast.Declarator;
  readonly suffix: Ast.FunctionSuffix;
  readonly body: Ast.FunctionBody;
  /** Scope around the parameters: names of the definition are looked up from here. */
  readonly scope: Scope;
  readonly loc: Loc;
}

export interface DefaultArgument {
  readonly expr: Ast.Expr;
  readonly scope: Scope;
  checked: CheckedExpr | undefined;
  busy: boolean;
}

/** Member of a class template defined outside: `template<class T> R A<T>::f() { … }`. */
export interface OutOfClassMember {
  readonly params: readonly Ast.TemplateParameter[];
  /** The member template's own parameter list, innermost, when it is one. */
  readonly inner: readonly Ast.TemplateParameter[] | undefined;
  /** The lists behind that one: of members of member templates. */
  readonly deeper?: readonly (readonly Ast.TemplateParameter[])[];
  readonly declaration: Ast.Declaration;
  readonly name: string;
  /** The arguments written behind each class that the name leads through: of the template itself, or of a partial specialization. */
  readonly steps: readonly (readonly Ast.TemplateArgument[] | undefined)[];
  readonly seq: number;
  /** Of a member of a member template: the parameters of the templates around it, by the names that this definition gives them. */
  readonly around?: Scope;
}

export interface PartialSpecialization {
  readonly owner: TemplateInfo;
  /** Matching has to substitute into the written arguments again. */
  readonly substitute: boolean;
  readonly params: readonly Ast.TemplateParameter[];
  readonly requires: Ast.Expr | undefined;
  readonly args: readonly TemplateArg[];
  readonly paramTypes: readonly TemplateParamType[];
  declaration: Ast.Declaration;
  readonly scope: Scope;
  readonly seq: number;
  readonly members: OutOfClassMember[];
}

export interface TemplateInfo {
  readonly symbol: TemplateSymbol;
  params: readonly Ast.TemplateParameter[];
  /** Placeholders for the parameters, in order. */
  readonly paramTypes: readonly TemplateParamType[];
  /** Where the template is declared; outer template parameters are bound in its chain. */
  readonly scope: Scope;
  /** Scope in which the parameters stand for themselves. */
  abstractScope: Scope | undefined;
  inner: Ast.Declaration;
  defined: boolean;
  requires: Ast.Expr | undefined;
  /** Default arguments by parameter, merged over redeclarations. */
  readonly defaults: (Ast.TypeId | Ast.ParameterDeclaration | Ast.Name | undefined)[];
  seq: number;
  readonly specializations: Map<string, ClassSymbol | FunctionSymbol | VarSymbol | Type>;
  readonly partials: PartialSpecialization[];
  readonly members: OutOfClassMember[];
  /** Function templates: signature in placeholders. */
  pattern: FunctionType | undefined;
  patternFailed: boolean;
  /** Explicit specializations by key. */
  readonly explicit: Set<string>;
  readonly guides: (TemplateInfo | FunctionSymbol)[];
  implicitGuides: boolean | 'copy';
  access: Ast.Access | undefined;
  /** The member template was defined out of class with this syntax. */
  thisClass: ClassSymbol | undefined;
  linkage: 'C' | 'C++';
  /** For a guide made of a constructor: the class template it makes. */
  guideOf: TemplateSymbol | undefined;
  /** Scope of the definition of a member template that stands outside of its class. */
  outOfClassScope: Scope | undefined;
  /** A generic lambda's call operator. */
  lambda: { readonly body: Ast.CompoundStatement; readonly ctx: BodyContext; readonly expr: Extract<Ast.Expr, { kind: 'lambda' }> } | undefined;
  friend: boolean;
}

export interface VarInfo {
  /** Static data member of a class template, or variable template specialization: initialized when referenced. */
  pending: { readonly declarator: Ast.InitDeclarator; readonly specifiers: Ast.DeclSpecifiers; readonly scope: Scope; /** Of an explicit specialization. */ readonly explicit?: boolean } | undefined;
  /** Initializer as checked, for constant evaluation, and whether constexpr. */
  constexpr: boolean;
  emitted: boolean;
  /** Referenced before it was defined. */
  wanted: boolean;
  inline: boolean;
  /** `extern template`: another unit has the instance. */
  elsewhere?: boolean;
  scope: Scope;
  busy: boolean;
}

export interface DeclaratorResult {
  readonly type: Type;
  /** The end of the declarator chain. */
  readonly id: Extract<Ast.Declarator, { kind: 'id' }>;
  /** The function part next to the name, if this declares a function. */
  readonly suffix: Ast.FunctionSuffix | undefined;
}

/** What statements need to know about the function body around them. */
export interface Flow {
  readonly fn: FunctionSymbol;
  /** The statement that ends the body. */
  readonly last: Ast.Stmt | undefined;
  breakable: number;
  loops: number;
  readonly switches: { readonly type: Type; readonly seen: Map<bigint, Loc>; hasDefault: boolean; readonly ranges: { readonly from: bigint; readonly to: bigint }[] }[];
  readonly labels: Map<string, Loc>;
  readonly gotos: { readonly label: string; readonly loc: Loc }[];
  hasSwitch: boolean;
  /** Result type that return statements have deduced so far. */
  deduced: Type | undefined;
  deduce: boolean;
}

export interface DeclState {
  readonly globalNamespace: NamespaceSymbol;
  readonly namespaces: Map<NamespaceSymbol, NamespaceInfo>;
  readonly scopeNamespaces: Map<Scope, NamespaceInfo>;
  readonly classes: Map<ClassSymbol, ClassInfo>;
  readonly functionInfos: Map<FunctionSymbol, FunctionInfo>;
  readonly templates: Map<TemplateSymbol, TemplateInfo>;
  readonly vars: Map<VarSymbol, VarInfo>;
  readonly access: Map<object, Ast.Access>;
  /** What makes defaulted member functions deleted, in words. */
  readonly deletedBecause: Map<FunctionSymbol, Note>;
  /** Declaration sequence numbers of namespace-scope entities; what is missing is visible everywhere. */
  readonly seq: Map<object, number>;
  /** Pending declarations that were looked at: one may have several names. */
  readonly declared: Set<PendingDeclaration>;
  /** Number of the declaration being looked at, and the highest given so far. */
  nextSeq: number;
  lastSeq: number;
  /** Members made public by using-declarations. */
  readonly usingAccess: Set<object>;
  /** Constructors that using-declarations inherited, from how far above, and the classes that have such. */
  readonly inherited: Map<FunctionSymbol | TemplateSymbol, number>;
  readonly inheriting: Set<ClassSymbol>;
  /** Specializations of variable templates. */
  readonly varArgs: Map<VarSymbol, { readonly template: TemplateSymbol; readonly args: readonly TemplateArg[] }>;
  readonly explicitClasses: Set<ClassSymbol>;
  /** Classes of system headers whose members another unit instantiates (`extern template`): their bodies are looked at only where their values are asked for. */
  readonly instantiatedElsewhere: Set<ClassSymbol>;
  /** Specializations of other headers and sources that `extern template` has named and that are not complete yet. */
  readonly externClasses: Set<ClassSymbol>;
  /** Classes of headers whose definition waits until somebody needs it (headers.ts). */
  readonly postponed: Map<ClassSymbol, () => void>;
  /** Places of the program that asked for an instantiation of a header's template in which an error was found. */
  readonly failedRequests: Set<Loc>;
  /** Types that run-time type information is asked of, and what they point to. */
  readonly inspected: Set<Type>;
  /** Heads of templates in words (templates/templates.ts), by their parameters, with the scope that they stand in. */
  readonly spelledHeads: Map<readonly Ast.TemplateParameter[], { readonly scope: Scope; readonly texts: readonly string[] }>;
  /** Errors reported before sema began. */
  readonly parseErrors: number;
  substitutionDepth: number;
  /** Class template specializations and bodies of functions from templates and of closures so far. */
  instantiationCount: number;
  /** Classes that are POD for the purpose of layout. */
  readonly layoutPods: Set<ClassSymbol>;
  readonly queue: FunctionSymbol[];
  readonly varQueue: VarSymbol[];
  /** Bodies to check although nothing refers to them (the user's inline members). */
  readonly functions: FunctionSymbol[];
  readonly globals: VarSymbol[];
  readonly vtables: Set<ClassSymbol>;
  readonly kernels: Set<FunctionSymbol>;
  readonly unnamed: { count: number };
  linkage: 'C' | 'C++';
  externC: Map<string, FunctionSymbol | VarSymbol>;
  /** How many lambdas a function (or namespace, or class) has had. */
  readonly lambdaNumbers: Map<object, number>;
  readonly functionKeys: Map<object, number>;
  readonly opaque: Map<string, { readonly qualifier: Type; readonly name: string }>;
  readonly localNumbers: Map<string, number>;
  readonly discriminators: Map<object, number>;
  /** The function body being checked. */
  flow: Flow | undefined;
  /** The user's templates, whose definitions are read when the unit is declared. */
  readonly definitions: { readonly declaration: Extract<Ast.Declaration, { kind: 'template' }>; readonly scope: Scope; readonly seq: number }[];
  /** `extern __shared__` arrays of functions, by namespace and name. */
  readonly dynamicShared: Map<object, Map<string, VarSymbol>>;
  /** Classes of the user whose default member initializers are checked when the outermost class is complete. */
  readonly initQueue: ClassSymbol[];
  /** Members of the user's classes whose bodies are checked when the outermost class is complete. */
  readonly checkQueue: FunctionSymbol[];
  /** Bodies of which some function was made. */
  readonly checkedBodies: WeakSet<Ast.FunctionBody>;
  classDepth: number;
  /** Whether these are being checked. */
  checking: boolean;
}

export interface SpecifierOptions {
  /** `struct S;`: declares S in this very scope. */
  readonly lone?: boolean;
  readonly friend?: boolean;
  /** Name for linkage purposes of an unnamed class or enum. */
  readonly typedefName?: string;
  /** A class template's name without arguments may stand for a type to be deduced. */
  readonly deduced?: boolean;
}

export interface DeclSema extends Sema {
  readonly d: DeclState;
  /** Scopes in which template parameters stand for themselves. */
  readonly abstractScopes: Set<Scope>;

  // ---- slots among the files of this half
  specifierType(specifiers: Ast.DeclSpecifiers, ctx: BodyContext, options?: SpecifierOptions): Type;
  applyDeclarator(base: Type, declarator: Ast.Declarator, ctx: BodyContext): DeclaratorResult;
  defineClass(definition: Ast.ClassDefinition, ctx: BodyContext, typedefName?: string): ClassSymbol | undefined;
  fillClass(cls: ClassSymbol, definition: Ast.ClassDefinition, scope: Scope): void;
  declareEnum(definition: Ast.EnumDefinition, ctx: BodyContext, typedefName?: string): EnumSymbol | undefined;
  declare(declaration: Ast.Declaration, ctx: BodyContext): void;
  declareTemplate(declaration: Extract<Ast.Declaration, { kind: 'template' }>, ctx: BodyContext, access: Ast.Access | undefined, friend: boolean): void;
  declareFunction(request: FunctionRequest): FunctionSymbol | undefined;
  specializeClass(template: TemplateInfo, args: readonly TemplateArg[], loc: Loc): Type;
  specializeAlias(template: TemplateInfo, args: readonly TemplateArg[], loc: Loc): Type;
  specializeVariable(template: TemplateInfo, args: readonly TemplateArg[], loc: Loc): VarSymbol | undefined;
  specializeFunction(template: TemplateInfo, args: readonly TemplateArg[], loc: Loc): FunctionSymbol | undefined;
  convertArguments(template: TemplateInfo, args: readonly TemplateArg[], loc: Loc): readonly TemplateArg[] | undefined;
  instantiateClass(cls: ClassSymbol, loc: Loc): void;
  instantiateVariable(variable: VarSymbol): void;
  explicitSpecialization(declaration: Ast.Declaration, ctx: BodyContext, access: Ast.Access | undefined): void;
  explicitInstantiation(declaration: Ast.Declaration, isExtern: boolean, ctx: BodyContext): void;
  declareGuide(declaration: Extract<Ast.Declaration, { kind: 'deduction-guide' }>, params: readonly Ast.TemplateParameter[] | undefined, ctx: BodyContext): void;
  inheritConstructors(cls: ClassSymbol, base: ClassSymbol, access: Ast.Access): void;
  declareMethodByType(cls: ClassSymbol, declaration: Extract<Ast.Declaration, { kind: 'simple' }>, declarator: Ast.InitDeclarator, type: FunctionType, access: Ast.Access, ctx: BodyContext): void;
  lambdaCall(template: TemplateInfo, args: readonly TemplateArg[], scope: Scope): FunctionSymbol;
  abbreviated(declaration: Ast.Declaration): Extract<Ast.Declaration, { kind: 'template' }> | undefined;
  /** Signature of a generic lambda's call operator. */
  lambdaSignature(template: TemplateInfo): FunctionType | undefined;
  /** Names that a guide made of a constructor may use: the class itself and its member types. */
  prepareGuideScope(inner: Ast.Declaration, scope: Scope): void;
  bodyOf(fn: FunctionSymbol): void;
  checkStatement(stmt: Ast.Stmt, ctx: BodyContext): CheckedStmt;
  mangleFunction(fn: FunctionSymbol): string;
  mangleVariable(variable: VarSymbol): string;
  mangleType(type: Type): string;
  signature(template: TemplateInfo): FunctionType | undefined;
  entityTemplate(template: TemplateSymbol): TemplateInfo;
  lookupClass(cls: ClassSymbol, name: string, loc: Loc): { readonly entity: Entity; readonly path: readonly import('../tree/index.js').BaseClass[]; readonly found: ClassSymbol } | undefined;
  flush(info: NamespaceInfo, name: string): void;
  resolve(name: Ast.Name, ctx: BodyContext, optional: boolean, typesOnly: boolean): ResolvedName | undefined;
}

/** What `declareFunction` needs to know. */
export interface FunctionRequest {
  readonly specifiers: Ast.DeclSpecifiers;
  readonly declarator: Ast.Declarator;
  readonly attributes: readonly Ast.Attribute[];
  readonly asmName: string | undefined;
  readonly body: Ast.FunctionBody | undefined;
  readonly ctx: BodyContext;
  readonly access: Ast.Access | undefined;
  readonly loc: Loc;
  /** `= 0`. */
  readonly pure: boolean;
  readonly friend: boolean;
  /** Declares the specialization of a function template instead of a function of its own. */
  readonly specialization: { readonly template: TemplateInfo; readonly args: readonly TemplateArg[]; readonly explicit: boolean } | undefined;
}

export const HOST = { host: true, device: false, kernel: false } as const;
export const DEVICE = { host: false, device: true, kernel: false } as const;
export const BOTH = { host: true, device: true, kernel: false } as const;
export const KERNEL = { host: false, device: true, kernel: true } as const;

export function newScope(kind: Scope['kind'], parent: Scope | undefined, owner: Scope['owner'], before?: number): Scope {
  return { kind, parent, owner, names: new Map(), tags: undefined, pending: undefined, using: [], before };
}

/** A class or enumeration that something else of its name hides. */
export function setTag(scope: Scope, name: string, symbol: ClassSymbol | EnumSymbol): void {
  scope.tags ??= new Map();
  scope.tags.set(name, symbol);
}

/** Declares the members of that name that wait. */
export function flushMembers(scope: Scope, name: string): void {
  const list = scope.pending?.get(name);
  if (list === undefined) return;
  scope.pending!.delete(name);
  for (const declare of list) declare();
}

/** Context at namespace or class scope. */
export function scopeContext(scope: Scope, thisClass?: ClassSymbol): BodyContext {
  return { fn: undefined, thisClass, thisType: undefined, scope, unevaluated: false, constant: false, lambda: undefined };
}

export function within(ctx: BodyContext, scope: Scope): BodyContext {
  return { ...ctx, scope };
}

/** The namespace, class or function that a declaration in this scope belongs to. */
export function ownerOf(scope: Scope): ParentSymbol {
  let at: Scope | undefined = scope;
  while (at && !at.owner) at = at.parent;
  return at!.owner!;
}

/** The innermost enclosing scope that takes declarations (template and prototype scopes do not). */
export function declaringScope(scope: Scope): Scope {
  let at = scope;
  while (at.kind === 'template' || at.kind === 'prototype') at = at.parent!;
  return at;
}

export function namespaceScope(scope: Scope): Scope {
  let at = scope;
  while (at.kind !== 'namespace') at = at.parent!;
  return at;
}

export type { CallArgument };
