/**
 * Declared entities. Sema creates them; the checked tree refers to them; lowering reads them. Fields that sema fills in later are mutable; once
 * sema has returned, nothing changes any more.
 */
import type { ClassDefinition, Declaration } from '../ast/index.js';
import type { Loc } from '../source/loc.js';
import type { CheckedExpr, CheckedInit } from './expressions.js';
import type { CheckedStmt } from './statements.js';
import type { ClassType, EnumType, FunctionType, TemplateArg, Type } from './types.js';

/** Where code runs. `__host__ __device__` is both; a plain function is host only; constexpr functions count as both (as with --expt-relaxed-constexpr). */
export interface ExecutionSpace {
  readonly host: boolean;
  readonly device: boolean;
  /** `__global__`. */
  readonly kernel: boolean;
}

/** Memory of a variable. 'automatic' is the stack of host code or a thread's local memory. */
export type StorageSpace = 'automatic' | 'static' | 'device' | 'constant' | 'shared' | 'managed' | 'thread';

/** As object files have it. 'once': linkonce_odr (inline functions, template instantiations): one definition survives. */
export type SymbolLinkage = 'external' | 'internal' | 'once' | 'weak';

interface SymbolBase {
  readonly name: string;
  readonly loc: Loc;
}

export interface NamespaceSymbol extends SymbolBase {
  readonly kind: 'namespace';
  readonly parent: NamespaceSymbol | undefined;
  readonly inline: boolean;
  readonly anonymous: boolean;
}

export type ParentSymbol = NamespaceSymbol | ClassSymbol | FunctionSymbol;

export interface BaseClass {
  readonly type: ClassType;
  readonly virtual: boolean;
  readonly access: 'public' | 'protected' | 'private';
  /** Named with parameters of a template around the class, where unqualified names do not look ([temp.dep]/3). */
  readonly dependent: boolean;
  /** Byte offset of a non-virtual base; virtual bases are found through the vtable. Set with the layout. */
  offset: number;
}

export interface FieldSymbol extends SymbolBase {
  readonly kind: 'field';
  readonly parent: ClassSymbol;
  readonly type: Type;
  readonly access: 'public' | 'protected' | 'private';
  readonly mutable: boolean;
  /** Position among the class's fields. */
  readonly index: number;
  /** Bit-field: width in bits; 0 widths only separate and are not members. */
  readonly bitWidth: number | undefined;
  readonly alignment: number | undefined;
  /** Lies at any byte, or bit. */
  readonly packed: boolean;
  /** `[[no_unique_address]]` of class type: laid out as a base is. */
  readonly overlapping: boolean;
  /** Byte offset in the class (for bit-fields: of the storage unit of the declared type), and the first bit in it. Set with the layout. */
  offset: number;
  bitOffset: number;
  /** Default member initializer as syntax; sema checks it where a constructor uses it. */
  readonly hasDefaultInit: boolean;
}

export interface ClassLayout {
  readonly size: number;
  readonly align: number;
  /** Size without tail padding, where a derived class's members may begin (Itanium ABI's dsize). */
  readonly dataSize: number;
  /** Has a vtable pointer at offset 0 (own or in the primary base). */
  readonly hasVptr: boolean;
}

export interface ClassSymbol extends SymbolBase {
  readonly kind: 'class';
  readonly tag: 'struct' | 'class' | 'union';
  readonly parent: ParentSymbol;
  /** The unqualified type of this class. */
  type: ClassType;
  definition: ClassDefinition | undefined;
  /** 'declared' until its definition was seen or instantiated. */
  state: 'declared' | 'defining' | 'complete' | 'invalid';
  bases: BaseClass[];
  /** Non-static data members in declaration order. Unnamed members (anonymous struct/union) are fields with an empty name. */
  fields: FieldSymbol[];
  /** Every member function, constructors and implicit special members that were needed included. */
  methods: FunctionSymbol[];
  destructor: FunctionSymbol | undefined;
  layout: ClassLayout | undefined;
  /** Virtual functions in vtable order (own slots after those of the primary base); empty for classes without. */
  vtable: FunctionSymbol[];
  /** Set for specializations of class templates. */
  specialization: { readonly template: TemplateSymbol; readonly args: readonly TemplateArg[] } | undefined;
  /** Lambda closure types. */
  readonly lambda: boolean;
  /** Facts sema has worked out on completion. */
  trivialCopy: boolean;
  trivialDestructor: boolean;
  trivialDefaultConstructor: boolean;
  aggregate: boolean;
  /** Has a pointer to a virtual table: virtual functions, or virtual bases. */
  dynamic: boolean;
  /** Has virtual functions. */
  polymorphic: boolean;
  abstract: boolean;
  alignment: number | undefined;
  /** `#pragma pack`: the most that members and bases are aligned to. */
  pack: number | undefined;
  /** `__attribute__((packed))`: fields follow each other without gaps. */
  packed: boolean;
  /** Name in the Itanium mangling, e.g. `N3foo3BarE`. */
  /** No other unit can name it; known when the unit is checked. */
  internal?: boolean;
  mangled: string;
}

export interface EnumSymbol extends SymbolBase {
  readonly kind: 'enum';
  readonly parent: ParentSymbol;
  type: EnumType;
  readonly scoped: boolean;
  /** Fixed or chosen as gcc does. */
  underlying: Type;
  /** The underlying type was written: then promotion goes by it, else by the enumerators' values. */
  fixed?: boolean;
  enumerators: EnumeratorSymbol[];
  complete: boolean;
  mangled: string;
}

export interface EnumeratorSymbol extends SymbolBase {
  readonly kind: 'enumerator';
  readonly parent: EnumSymbol;
  value: bigint;
}

export interface VarSymbol extends SymbolBase {
  readonly kind: 'variable';
  readonly parent: ParentSymbol;
  /** Reference variables keep their reference type. */
  type: Type;
  /** 'parameter' and 'local' live in a function body; 'global' has static storage (namespace scope, static members, static locals, __shared__). */
  readonly role: 'parameter' | 'local' | 'global';
  storage: StorageSpace;
  linkage: SymbolLinkage;
  /** Assembler name; locals repeat their name. */
  mangled: string;
  /** `extern` without initializer: defined elsewhere. */
  defined: boolean;
  /** Of globals: undefined until defined; zero-initialized if it stays undefined. Of locals: in the declaration statement. */
  init: CheckedInit | undefined;
  /** The initializer is a constant: the image can be built by the compiler. Else a dynamic initializer runs (at start, or at first pass for static locals). */
  constantInit: boolean;
  /** Known value of constexpr and const integral variables, for constant evaluation. */
  readonly staticLocal: boolean;
  alignment: number | undefined;
  /** Address is taken or captured by reference (sema is conservative): such locals cannot live in registers. Filled by lowering if left false. */
  addressTaken: boolean;
  /** Destructor to run at scope end or program exit, when not trivial. */
  destructor: FunctionSymbol | undefined;
  /** `extern __shared__ T x[]`. */
  dynamicShared: boolean;
  /** __attribute__((cw_builtin("threadIdx"))) and such. */
  builtin: string | undefined;
  restrict: boolean;
  threadLocal: boolean;
  /** A hidden pointer: at its declaration it gets the address of so many new bytes, which its end frees. `zeroed`: they are zero. */
  runtimeBytes?: { readonly size: CheckedExpr; readonly zeroed: boolean };
}

export interface FunctionSymbol extends SymbolBase {
  readonly kind: 'function';
  readonly parent: ParentSymbol;
  type: FunctionType;
  readonly role: 'function' | 'method' | 'constructor' | 'destructor' | 'conversion';
  /** Non-static methods, constructors and destructors: the class; `this` is an implicit first parameter of pointer type. */
  readonly thisClass: ClassSymbol | undefined;
  params: VarSymbol[];
  space: ExecutionSpace;
  linkage: SymbolLinkage;
  /** Itanium mangling, or the plain name for extern "C". Constructors and destructors: the complete-object variant (C1, D1). */
  mangled: string;
  /** 'none': only declared; 'pending': sema checks it when (and if) it is referenced; 'checking'; 'done': `body` is set. */
  bodyState: 'none' | 'pending' | 'checking' | 'done';
  body: FunctionBody | undefined;
  virtual: boolean;
  pure: boolean;
  /** Slot in the vtable of thisClass, -1 when not virtual. */
  vtableSlot: number;
  deleted: boolean;
  defaulted: boolean;
  /** Virtual destructors: the class's own operator delete, which `delete` of an object of this dynamic type calls. */
  operatorDelete?: FunctionSymbol;
  /** Trivial special members need no call: lowering copies bytes or does nothing. */
  trivial: boolean;
  constexpr: boolean;
  explicit: boolean;
  noreturn: boolean;
  inlineHint: 'always' | 'never' | undefined;
  /** cw_builtin("name") or a __builtin_ function: lowered by src/lower/builtins. */
  builtin: string | undefined;
  import: { readonly module: string; readonly name: string } | undefined;
  exportName: string | undefined;
  /** Before `main` (`constructor`), or when the program ends (`destructor`): with these priorities, as gcc's attributes of these names say. */
  runs: { readonly first?: number; readonly last?: number } | undefined;
  launchBounds: { readonly maxThreads: number; readonly minBlocks: number } | undefined;
  specialization: { readonly template: TemplateSymbol; readonly args: readonly TemplateArg[] } | undefined;
  /** Text for messages and `__PRETTY_FUNCTION__`. */
  pretty: string;
  /** At least one use outside unevaluated operands. */
  referenced: boolean;
}

export interface FunctionBody {
  /** Constructors: bases and members in initialization order, before the statement. */
  readonly initializers: readonly CheckedMemberInit[];
  readonly statement: CheckedStmt;
  /** The label of each goto. */
  readonly labels: readonly string[];
}

export interface CheckedMemberInit {
  readonly target: { readonly kind: 'field'; readonly field: FieldSymbol } | { readonly kind: 'base'; readonly base: BaseClass } | { readonly kind: 'delegate' };
  readonly init: CheckedInit;
  readonly loc: Loc;
}

export type TemplateKind = 'class' | 'function' | 'alias' | 'variable' | 'concept';

/** A template. Sema keeps what it needs for instantiation in a side table keyed by this object (src/sema/templates). */
export interface TemplateSymbol extends SymbolBase {
  readonly kind: 'template';
  readonly templateKind: TemplateKind;
  readonly parent: ParentSymbol;
  readonly declaration: Declaration;
}

export interface TypedefSymbol extends SymbolBase {
  readonly kind: 'typedef';
  readonly parent: ParentSymbol;
  readonly type: Type;
}

/** Everything that has to be emitted for one translation unit. */
export interface CheckedUnit {
  /** Functions with bodies that are defined or needed here, in order of definition; grows while bodies are checked on demand, complete on return. */
  readonly functions: readonly FunctionSymbol[];
  /** Defined variables of static storage (namespace scope, static members, static locals, __shared__/__constant__/__device__), in order of definition. */
  readonly globals: readonly VarSymbol[];
  /** Classes whose vtable this unit must emit (weak). */
  readonly vtables: readonly ClassSymbol[];
  /** Kernels that the host pass instantiates or refers to. */
  readonly kernels: readonly FunctionSymbol[];
  /** Mangled names of the types that run-time type information is asked of, and of what they point to, save complete classes. */
  readonly typeNames: ReadonlyMap<Type, string>;
}

export type { CheckedExpr };
