/**
 * The semantic analyser's state, and the interface between its two halves.
 *
 * Declarations half (scopes, lookup, declarators → types, classes, enums, templates, statements, function bodies) and expressions half
 * (conversions, overload resolution, operators, calls, initialization, casts, lambdas, constant evaluation, builtins) need each other recursively. To keep the import
 * graph free of cycles both are reached through the function slots of `Sema`, which src/sema/index.ts fills; each half imports only this file, the type table, and
 * its own files.
 *
 * Templates: a template's body is never analysed in the abstract. Each instantiation analyses the syntax again in a scope where the parameters are bound to arguments.
 * Unqualified non-dependent names bind as at the definition: lookups in an instantiation see only namespace-scope declarations that were declared before the template's definition
 * (`Scope.before`), plus, through argument-dependent lookup, those visible at the point of instantiation.
 *
 * SFINAE: while `trap` is set, errors are recorded there instead of being reported; `attempt()` runs a function that way.
 */
import type * as Ast from '../ast/index.js';
import type { DiagnosticSink, MessageRow, Note } from '../diagnostics/diagnostic.js';
import type { Loc } from '../source/loc.js';
import type {
  CheckedExpr, CheckedInit, CheckedStmt, ClassSymbol, EnumSymbol, EnumeratorSymbol, FieldSymbol, FunctionSymbol, FunctionType, NamespaceSymbol, TemplateArg, TemplateSymbol,
  Type, TypedefSymbol, VarSymbol,
} from '../tree/index.js';
import type { TypeTable } from './type-table.js';

/** What a name can stand for in a scope. Functions and function templates of one name form one overload set. */
export type Entity =
  | NamespaceSymbol
  | ClassSymbol
  | EnumSymbol
  | EnumeratorSymbol
  | TypedefSymbol
  | VarSymbol
  | FieldSymbol
  | TemplateSymbol
  | OverloadSet
  | BindingSymbol
  | PackSymbol
  | TemplateParameterBinding;

/** A function parameter pack, captured pack or init-capture pack in an instantiation: `expandPack` replaces it by its elements, one at a time. */
export interface PackSymbol {
  readonly kind: 'pack';
  readonly name: string;
  readonly elements: readonly (VarSymbol | BindingSymbol)[];
}

export interface OverloadSet {
  readonly kind: 'overloads';
  readonly name: string;
  /** Methods remember their class through `parent`; `using` declarations put foreign ones here. Templates are of templateKind 'function'. */
  readonly members: (FunctionSymbol | TemplateSymbol)[];
}

/** A template parameter bound to its argument in an instantiation's scope (or to a dependent placeholder while a signature is analysed). */
export interface TemplateParameterBinding {
  readonly kind: 'template-parameter';
  readonly name: string;
  readonly arg: TemplateArg;
  /** The element of a pack that a pack expansion is at. */
  readonly loc: Loc;
}

/** Structured binding: stands for an expression (a member or element of a hidden variable), or an init-capture or captured variable inside a lambda. */
export interface BindingSymbol {
  readonly kind: 'binding';
  readonly name: string;
  readonly make: (loc: Loc) => CheckedExpr;
  /** What decltype says of a structured binding. */
  readonly referenced?: Type;
}

export interface Scope {
  readonly kind: 'namespace' | 'class' | 'function' | 'block' | 'template' | 'prototype';
  readonly parent: Scope | undefined;
  /** Namespace, class or function that owns it. */
  readonly owner: NamespaceSymbol | ClassSymbol | FunctionSymbol | undefined;
  /** Ordinary names. A class or enum hidden by a function or variable of the same name is in `tags`. */
  readonly names: Map<string, Entity>;
  tags: Map<string, ClassSymbol | EnumSymbol> | undefined;
  /** Classes: member functions that are declared when their name is looked up (lazy-members.ts). */
  pending: Map<string, (() => void)[]> | undefined;
  /** Namespaces nominated by using-directives, inline namespaces. */
  readonly using: Scope[];
  /** Declaration sequence number up to which unqualified lookup sees this and enclosing namespace scopes (two-phase lookup); undefined: all. */
  readonly before: number | undefined;
  /** A class whose members are visible as in its own code: of a constructor template that another class inherits. */
  members?: ClassSymbol;
  /** The outermost block of a function, handler or controlled statement: names of the scope around (parameters, what the condition declares) may not be declared again. */
  joins?: boolean;
  /** The block of a try: what is thrown in it need not leave the scopes around it. */
  guarded?: boolean;
}

/** Where an expression or statement stands. */
export interface BodyContext {
  /** The function being checked; undefined at namespace or class scope. */
  readonly fn: FunctionSymbol | undefined;
  /** Class whose members unqualified names may mean, and type of `this` (undefined in static members). */
  readonly thisClass: ClassSymbol | undefined;
  readonly thisType: Type | undefined;
  readonly scope: Scope;
  /** Operand of sizeof, decltype, noexcept, requires: nothing is odr-used. */
  readonly unevaluated: boolean;
  /** Must be a constant expression (array bounds, template arguments, case labels, constexpr). */
  readonly constant: boolean;
  /** The innermost lambda being checked, for captures. Owned by the expressions half. */
  readonly lambda: object | undefined;
  /** Set where array bounds need not be constants: takes the declarations of the hidden variables that hold them. */
  readonly runtimeBounds?: CheckedStmt[];
  /** C: the types of parameters in a declaration, whose bounds nobody asks for. */
  readonly unknownBounds?: boolean;
}

export interface RecordedError {
  readonly row: MessageRow;
  readonly loc: Loc;
  readonly args: readonly string[];
  readonly notes: readonly Note[];
}

/** A compile-time value. Pointers and references designate an object (a variable, string or temporary) and a path into it. */
export type ConstantValue =
  | { readonly kind: 'integer'; readonly value: bigint; readonly type: Type }
  | { readonly kind: 'floating'; readonly value: number; readonly type: Type }
  | { readonly kind: 'aggregate'; readonly type: Type; readonly elements: readonly ConstantValue[]; readonly bases: readonly ConstantValue[]; /** Of a union: which of its members has a value. */ readonly active?: number | undefined }
  | { readonly kind: 'pointer'; readonly type: Type; readonly base: VarSymbol | FunctionSymbol | CheckedExpr | undefined; readonly path: readonly number[]; readonly offset: number; /** To an element (at `offset`) of the array that the path leads to, not to that object itself. */ readonly element?: boolean }
  | { readonly kind: 'member-pointer'; readonly type: Type; readonly member: FieldSymbol | FunctionSymbol | undefined };

export interface SemaOptions {
  readonly std: 11 | 14 | 17 | 20;
  /** A unit in C: its own rules where they are not those of C++. */
  readonly c?: boolean;
  /** Extended lambdas, relaxed constexpr: nvcc's flags. */
  readonly extendedLambda: boolean;
  readonly relaxedConstexpr: boolean;
  readonly target: 'host' | 'device' | 'both';
  /** Whether a loc lies in a system header (sysroot): inline bodies there are checked only when referenced, and warnings are off. */
  readonly isSystem: (loc: Loc) => boolean;
  readonly limits: { readonly instantiationDepth: number; readonly instantiations: number; readonly constexprSteps: number; readonly constexprDepth: number };
}

export interface Sema {
  readonly types: TypeTable;
  readonly diagnostics: DiagnosticSink;
  readonly options: SemaOptions;
  readonly globalScope: Scope;
  /** Set while errors are to be recorded rather than reported (SFINAE, tentative resolution). */
  trap: RecordedError[] | undefined;
  /** Instantiation stack, innermost last, for the notes of diagnostics and the depth limit. */
  readonly instantiations: { /** For messages. */ readonly what: () => string; readonly loc: Loc; /** The function that asks for it; bodies wait in a queue, so that it is not on the stack. */ readonly by?: FunctionSymbol | undefined }[];

  /** Reports (or traps) an error or warning; adds the instantiation stack as notes. */
  report(row: MessageRow, loc: Loc, args?: readonly string[], extra?: { end?: Loc; notes?: readonly Note[] }): void;
  /** Runs `f` with errors trapped; undefined if any error was trapped. */
  attempt<T>(f: () => T): T | undefined;

  // ---- declarations half ------------------------------------------------------------------------------------------

  /** Unqualified lookup. */
  lookup(name: string, scope: Scope, loc: Loc): Entity | undefined;
  /** Only types, classes, enums, namespaces and class/alias templates count (elaborated types, nested-name-specifiers). */
  lookupType(name: string, scope: Scope, loc: Loc): Entity | undefined;
  /** Member of a class (bases searched, ambiguity reported) or namespace. Completes/instantiates the class. `path` of bases from `class` to the member's class. */
  lookupMember(cls: ClassSymbol, name: string, loc: Loc): { readonly entity: Entity; readonly path: readonly import('../tree/index.js').BaseClass[] } | undefined;
  lookupInNamespace(ns: NamespaceSymbol, name: string, loc: Loc): Entity | undefined;
  /** An object without a name and with static storage duration. */
  staticObject(type: Type, init: CheckedInit, ctx: BodyContext, loc: Loc): VarSymbol;
  /** C: the function that a call of an undeclared name declares, which is reported. */
  implicitFunction(name: Ast.Name): FunctionSymbol | undefined;
  /** Functions and function templates found through the associated namespaces and classes of the argument types. */
  argumentDependentLookup(name: string, args: readonly Type[], loc: Loc): readonly (FunctionSymbol | TemplateSymbol)[];
  /**
   * Resolves a written name (qualifiers, template-ids) to what it denotes. Template-ids of class, alias and variable templates are instantiated; of function templates, the
   * overload set comes back with the explicit arguments. `undefined` after a reported error, or silently if `optional` and nothing is found.
   */
  resolveName(name: Ast.Name, ctx: BodyContext, optional?: boolean): ResolvedName | undefined;
  /** Key under which operator, conversion, literal and destructor names are stored: 'operator+', 'operator int' (conversion functions all under 'operator <conversion>'), '~'. */
  nameKey(name: Ast.UnqualifiedName): string;
  /** `deduced`: a class template's name alone stands for a type to be deduced. */
  resolveTypeId(type: Ast.TypeId, ctx: BodyContext, deduced?: boolean): Type;
  /** Converts written template arguments as far as possible without knowing the parameters: types, constant values, templates; packs expanded. */
  resolveTemplateArguments(args: readonly Ast.TemplateArgument[], ctx: BodyContext): readonly TemplateArg[];
  /** Makes a class complete (instantiates its template, runs the definition); false if it stays incomplete, with an error when `loc` is given. */
  completeType(type: Type, loc?: Loc, usedAt?: Loc): boolean;
  /** All constructors, declared and implicit (as FunctionSymbols and function templates). */
  /** 0 for a class's own constructors, else how many using-declarations it came through. */
  inheritedDepth(fn: FunctionSymbol): number;
  constructorsOf(cls: ClassSymbol): readonly (FunctionSymbol | TemplateSymbol)[];
  /** The destructor, implicit one declared on demand; undefined when trivial. Marks it referenced unless `ctx.unevaluated`. */
  /** Notes that run-time type information of the type is asked of. */
  inspectType(type: Type): void;
  destructorOf(type: Type, loc: Loc): FunctionSymbol | undefined;
  /** Conversion functions of a class and its bases. */
  /** Conversion functions to the type that is written in a name `operator T`. */
  conversionsTo(cls: ClassSymbol, name: Extract<Ast.UnqualifiedName, { kind: 'conversion' }>, ctx: BodyContext): OverloadSet | undefined;
  conversionFunctionsOf(cls: ClassSymbol): readonly (FunctionSymbol | TemplateSymbol)[];
  /** Is `base` a base class of `derived` (not the same)? The path, or undefined; 'ambiguous'. */
  basePath(derived: ClassSymbol, base: ClassSymbol): readonly import('../tree/index.js').BaseClass[] | undefined | 'ambiguous';
  isAccessible(entity: Entity | FunctionSymbol, through: ClassSymbol, ctx: BodyContext, object?: ClassSymbol): boolean;
  /** Declared access of a member that may not be used: public ones are members of an inaccessible base. */
  accessOf(member: FunctionSymbol | import('../tree/index.js').FieldSymbol | import('../tree/index.js').VarSymbol): 'protected' | 'private';
  /** The first step of a path from `from` to a base that the context may not take. */
  inaccessibleStep(from: ClassSymbol, path: readonly import('../tree/index.js').BaseClass[], ctx: BodyContext): import('../tree/index.js').BaseClass | undefined;

  /**
   * Template argument deduction for a call (or for taking an address, or a conversion function): explicit arguments first, then deduction from the argument types
   * (value categories matter for forwarding references), defaults, substitution into the signature. undefined with the reason when it fails (SFINAE).
   * The result is the specialization's FunctionSymbol, declared but its body not yet checked.
   */
  deduceCall(template: TemplateSymbol, explicit: readonly TemplateArg[], args: readonly CallArgument[], loc: Loc): FunctionSymbol | { readonly failure: string };
  deduceAddress(template: TemplateSymbol, explicit: readonly TemplateArg[], target: FunctionType | undefined, loc: Loc): FunctionSymbol | { readonly failure: string };
  deduceConversion(template: TemplateSymbol, target: Type, loc: Loc): FunctionSymbol | { readonly failure: string };
  /** Class template argument deduction from constructor arguments and guides; undefined after an error. */
  deduceClass(template: TemplateSymbol, args: readonly (CheckedExpr | Ast.InitList)[], ctx: BodyContext, loc: Loc, braced?: boolean): Type | undefined;
  /** Deduces `auto`, `auto&`, `const auto*`, `decltype(auto)` in a declared type from an initializer. */
  deduceAuto(declared: Type, init: CheckedExpr, loc: Loc): Type | undefined;
  /** Partial ordering of function templates: negative if `a` is more specialized, positive if `b`, 0 if neither. */
  compareTemplates(a: FunctionSymbol, b: FunctionSymbol): number;
  /** An odr-use: its body will be checked (templates: instantiated) and emitted. constexpr evaluation calls `requireBody` instead, which checks at once. */
  markReferenced(entity: FunctionSymbol | VarSymbol, loc: Loc): void;
  requireBody(fn: FunctionSymbol, loc: Loc): import('../tree/index.js').FunctionBody | undefined;
  /** Checks a statement in a context (lambda bodies, statement expressions). Return statements deduce into `fn`'s type when it has a placeholder. */
  checkCompound(body: Ast.CompoundStatement, ctx: BodyContext, joins?: boolean, guarded?: boolean): CheckedStmt;
  /** Declares a class for a lambda with its call operator etc.; see src/sema/lambda.ts. */
  newClass(name: string, tag: 'struct' | 'class', ctx: BodyContext, loc: Loc, lambda: boolean): ClassSymbol;
  addField(cls: ClassSymbol, name: string, type: Type, loc: Loc): FieldSymbol;
  /** Declares a method from written parameters; its body is `body`, checked on demand with the captured context `ctx`. */
  addLambdaCall(cls: ClassSymbol, lambda: Extract<Ast.Expr, { kind: 'lambda' }>, ctx: BodyContext): FunctionSymbol | TemplateSymbol;
  /** Bases, fields, layout, special members: after the last field was added. */
  finishClass(cls: ClassSymbol): void;
  /** Expands a pack pattern: the bindings for each element, as scopes to analyse the pattern in; undefined if no pack occurs in the pattern. */
  expandPack(pattern: Ast.Expr | Ast.TypeId, ctx: BodyContext, loc: Loc): readonly BodyContext[] | undefined;
  packLength(name: string, ctx: BodyContext, loc: Loc): number | undefined;
  sizeOf(type: Type): number;
  alignOf(type: Type): number;
  /** Default argument `index` of a function, checked in its own scope. */
  defaultArgument(fn: FunctionSymbol, index: number, loc: Loc): CheckedExpr | undefined;
  /** Has the parameter a default argument? (Asking does not check it.) */
  hasDefaultArgument(fn: FunctionSymbol, index: number): boolean;
  /** Default member initializer as written, with the class's context. */
  defaultMemberInit(field: FieldSymbol): { readonly init: Ast.Initializer; readonly ctx: BodyContext } | undefined;
  /** Does the requires-clause behind a function's declarator hold, if it has one? */
  constraintHolds(fn: FunctionSymbol): boolean;
  /** The part of a class that makes a defaulted member function deleted, in words. */
  deletedBecause(fn: FunctionSymbol): Note | undefined;
  /** Of two functions that are no templates and have the same parameters: negative if `a` is more constrained. */
  compareConstraints(a: FunctionSymbol, b: FunctionSymbol): number;
  /** `requires` of a concept: is it satisfied? */
  satisfies(concept: TemplateSymbol, args: readonly TemplateArg[], loc: Loc): boolean;
  /** Cannot let exceptions out, by its exception specification. */
  isNoexcept(fn: FunctionSymbol): boolean;
  /** The one space that nvcc without --expt-relaxed-constexpr lets a constexpr function be called in. */
  constexprSpace(fn: FunctionSymbol): 'host' | 'device' | undefined;
  declareLocals(declaration: Ast.Declaration, ctx: BodyContext): CheckedStmt;
  /** Emits a function whose body the expressions half made (a captureless lambda's conversion to a function pointer); more than once is the same as once. */
  synthesize?(fn: FunctionSymbol): void;
  typeToString(type: Type): string;

  // ---- expressions half -------------------------------------------------------------------------------------------

  /** Checks an expression as written. Overload sets, braced lists and such that only have meaning in context come back through `checkOperand`'s special forms; here they are errors. */
  checkExpr(expr: Ast.Expr, ctx: BodyContext): CheckedExpr;
  /** A full expression statement or condition: temporaries end here. */
  checkFullExpr(expr: Ast.Expr, ctx: BodyContext): CheckedExpr;
  /** Contextually converted to bool, as prvalue, full expression. */
  checkCondition(expr: Ast.Expr, ctx: BodyContext): CheckedExpr;
  /** switch condition: integral promotion, class types by conversion. */
  checkSwitchCondition(expr: Ast.Expr, ctx: BodyContext): CheckedExpr;
  toRvalue(expr: CheckedExpr): CheckedExpr;
  /** Implicit conversion (copy-initialization) to a type; reports when impossible. `what` completes the message: "initialize", "pass", "return". */
  convertTo(expr: CheckedExpr, type: Type, ctx: BodyContext, loc: Loc, what?: string): CheckedExpr;
  /** Initializes an object or reference of a declared type as written. */
  initialize(type: Type, init: Ast.Initializer, ctx: BodyContext, loc: Loc): CheckedInit;
  /** Copy-initialization from an expression or braced list (return, arguments, throw). */
  copyInitialize(type: Type, value: Ast.Expr, ctx: BodyContext, loc: Loc): CheckedInit;
  copyInitializeFrom(type: Type, value: CheckedExpr, ctx: BodyContext, loc: Loc, since?: number): CheckedInit;
  /** How many temporaries wait for the end of their full expression: `since` of what ends those made from here on. */
  openTemporaries(): number;
  /** The same for a declared variable: temporaries that references bind to live as long as it. */
  /** An array as a copy of another one, element by element. */
  copyArray(type: Type, source: CheckedExpr, ctx: BodyContext, loc: Loc): CheckedInit;
  initializeFrom(type: Type, value: CheckedExpr, ctx: BodyContext, loc: Loc): CheckedInit;
  /** No initializer: undefined for scalars (left uninitialized), a constructor call for classes; error when impossible. `value`: value-initialization `T()`. */
  defaultInitialize(type: Type, ctx: BodyContext, loc: Loc, value: boolean): CheckedInit | undefined;
  /** Constructor's member initializers: every base and member in order, defaults included. */
  memberInitializers(ctor: FunctionSymbol, written: readonly Ast.MemberInitializer[], ctx: BodyContext): readonly import('../tree/index.js').CheckedMemberInit[];
  /** Bodies of defaulted copy/move constructors and assignments, and of default constructors. */
  defaultedBody(fn: FunctionSymbol): import('../tree/index.js').FunctionBody;
  /** Calls f(args…) on already checked operands: overload resolution included. Used for range-for, structured bindings, operators. */
  callNamed(object: CheckedExpr | undefined, name: string, args: readonly CheckedExpr[], ctx: BodyContext, loc: Loc): CheckedExpr | undefined;
  /** Evaluates to a constant; undefined (silently) when it is not one. */
  evaluate(expr: CheckedExpr): ConstantValue | undefined;
  /** Why the last `evaluate` or `constantInit` found no constant: for the report that follows. */
  whyNotConstant(): readonly Note[];
  /** An integral constant expression as written, converted to `type` if given; reports when it is not constant. */
  evaluateInteger(expr: Ast.Expr, ctx: BodyContext, type?: Type): bigint | undefined;
  /** Can the initializer of a static variable be a constant image? If so the init with everything folded. */
  constantInit(init: CheckedInit, type: Type): CheckedInit | undefined;
  /** Type of `decltype(expr)`. */
  decltypeOf(expr: Ast.Expr, ctx: BodyContext): Type;
  /** Is there an implicit conversion? For traits and SFINAE. */
  isConvertible(from: CheckedExpr, to: Type, ctx: BodyContext): boolean;
  /** The constant object that a template argument of class type stands for; `constant`: its scalar parts as expressions. */
  parameterObject(arg: Extract<TemplateArg, { kind: 'object' }>, constant: (arg: TemplateArg) => CheckedExpr): VarSymbol;
  /** Declares every __builtin_ function and CUDA builtin known to the compiler, looked up when ordinary lookup finds nothing. */
  lookupBuiltin(name: string): FunctionSymbol | undefined;
  /** The size of an array with bounds that are known at run time only, as an expression. */
  runtimeSize(type: Type, loc: Loc): CheckedExpr;
  typeTrait(trait: string, args: readonly Type[], ctx: BodyContext, loc: Loc): boolean | bigint | Type | undefined;
}

export interface CallArgument {
  readonly type: Type;
  readonly lvalue: boolean;
  /** Braced list, overload set or null constant: deduction must treat it specially. */
  readonly expr: CheckedExpr | undefined;
  readonly list: Ast.InitList | undefined;
  /** Types of the list's items, where they have any. */
  readonly elements?: readonly Type[];
  /** Overload set as argument: candidates tried one by one. */
  readonly overloads: OverloadSet | undefined;
  /** Template arguments written after the overload set's name. */
  readonly explicitArgs?: readonly TemplateArg[] | undefined;
  /** Overloads: `&f`, not `f`. */
  readonly addressed?: boolean;
}

export type ResolvedName =
  | { readonly kind: 'entity'; readonly entity: Exclude<Entity, OverloadSet | PackSymbol>; /** Set when named through a class (`C::member`, or found as member of the current class). */ readonly through: ClassSymbol | undefined }
  | { readonly kind: 'functions'; readonly set: OverloadSet; readonly explicitArgs: readonly TemplateArg[] | undefined; readonly qualified: boolean; readonly through: ClassSymbol | undefined }
  | { readonly kind: 'type'; readonly type: Type }
  /** A class template's name without arguments (CTAD, template template argument, injected-class-name is 'type'). */
  | { readonly kind: 'template'; readonly template: TemplateSymbol }
  /** A value template parameter bound to its argument. */
  | { readonly kind: 'constant'; readonly arg: TemplateArg };
