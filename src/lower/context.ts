/**
 * State of lowering: one `UnitState` a translation unit, one `FunctionState` a function body being lowered.
 */
import type { DiagnosticSink } from '../diagnostics/diagnostic.js';
import type { AllocaInst, BlockInst, Builder, Func, Global, LoopInst, MemoryType, Module, Region, StructType, TryInst, Value, ValueType } from './ir-imports.js';
import type { CheckedStmt, ClassSymbol, FieldSymbol, FunctionSymbol, Type, VarSymbol } from '../tree/index.js';
import type { Loc } from '../source/loc.js';

export interface UnitState {
  readonly module: Module;
  readonly diagnostics: DiagnosticSink;
  /** 'both' when one pass serves host and device; 'device' for the second pass of programs that test __CUDA_ARCH__. */
  readonly side: 'both' | 'device';
  readonly functions: Map<FunctionSymbol, Func>;
  /** Base subobject forms of constructors and destructors. */
  readonly baseVariants: Map<FunctionSymbol, Func>;
  readonly globals: Map<VarSymbol, Global>;
  readonly strings: Map<string, Global>;
  readonly memoryTypes: Map<number, MemoryType>;
  readonly structs: Map<ClassSymbol, MemoryType>;
  /** Index in its class's StructType of each field that has one; others are reached by byte offset. */
  readonly fieldIndex: Map<FieldSymbol, number>;
  readonly vtables: Map<ClassSymbol, Global>;
  /** Mangled names of types that are no complete classes, as `typeid` has them. */
  readonly typeNames: ReadonlyMap<Type, string>;
  stringCount: number;
  helperCount: number;
  readonly unitName: string;
}

/** Where a jump goes: out of a structured instruction, or to a state of the dispatch loop (functions with goto). */
export type JumpTarget =
  | { readonly kind: 'break'; readonly inst: BlockInst | LoopInst; used: boolean; readonly depth: number }
  | { readonly kind: 'continue'; readonly inst: LoopInst; used: boolean; readonly depth: number }
  | { readonly kind: 'state'; readonly dispatch: Dispatch; readonly state: number; readonly depth: number };

/** Something to do when a scope is left. */
export interface Cleanup {
  readonly emit: (f: FunctionState) => void;
  readonly unwindOnly: boolean;
  /** The region that the scope's code was going to before. */
  readonly outer: Region;
  /** The `try` whose body takes what follows; undefined where exceptions cannot pass. */
  guard: TryInst | undefined;
}

/** A full expression being lowered: its temporaries, in order of creation. */
export interface FullExpression {
  readonly temporaries: ((f: FunctionState) => void)[];
  /** Temporaries whose life is extended to the scope around: registered when the expression ends. */
  readonly extended: ((f: FunctionState) => void)[];
}

/** A goto label. Until its own place is lowered, `depth` is unknown: a forward jump keeps the cleanups of the blocks that hold the label. */
export interface Label {
  readonly state: number;
  depth: number | undefined;
  readonly blocks: ReadonlySet<CheckedStmt>;
}

/** A dispatch loop (goto.ts). They nest: what an exception must find in a `try` has a loop of its own inside it. */
export interface Dispatch {
  readonly outer: Dispatch | undefined;
  readonly loop: LoopInst;
  readonly stateAddress: Value;
  /** Region of each state; a state is reserved before its region is filled. */
  readonly regions: Region[];
  /** As their statements stand. */
  readonly inOrder: Region[];
  readonly labels: Map<string, Label>;
}

/** Labels in a statement; gotos in it, counted by label. */
export interface JumpContents {
  readonly labels: ReadonlySet<string>;
  readonly gotos: ReadonlyMap<string, number>;
}

/** A register of inline PTX (ptx/index.ts): a local variable of so many bytes. */
export interface PtxSlot {
  readonly address: Value;
  readonly type: ValueType;
  readonly size: number;
}

/** What asm statements of a function share: registers declared outside of braces, by name, and the carry flag. */
export interface PtxState {
  readonly registers: Map<string, PtxSlot>;
  carry: PtxSlot | undefined;
}

/** Gotos of a function (goto.ts). */
export interface Jumps {
  /** By label. */
  readonly gotos: ReadonlyMap<string, number>;
  readonly contents: Map<CheckedStmt, JumpContents>;
  /** Labels at which a loop begins or a block ends that is being lowered. */
  readonly targets: Map<string, JumpTarget>;
}

export interface FunctionState {
  readonly unit: UnitState;
  readonly fn: Func;
  readonly symbol: FunctionSymbol | undefined;
  readonly b: Builder;
  /** Allocas, put at the head of the body in the end. */
  readonly allocas: AllocaInst[];
  /** Address of each local variable's storage (references: the storage holds the address). */
  readonly locals: Map<VarSymbol, Value>;
  /** References whose referred address is known as a value: no storage. */
  thisPointer: Value | undefined;
  /** Inside the initializer of a variable of static storage: temporaries that its references extend live as long. */
  extendsToStatic: boolean;
  /** The local that every return statement returns: it is built where the result goes (as gcc elides the copy). */
  returnedLocal: VarSymbol | undefined;
  /** This body is the base subobject's form of a constructor or destructor (classes with virtual bases): the table that it was handed (vtables.ts). */
  baseTable: Value | undefined;
  /** The next constructor call builds a base subobject of such a class: the table for it. */
  tableForConstructor: Value | undefined;
  /** Where a class result goes. */
  resultPointer: Value | undefined;
  varArgs: Value | undefined;
  readonly cleanups: Cleanup[];
  full: FullExpression | undefined;
  breakTarget: JumpTarget | undefined;
  continueTarget: JumpTarget | undefined;
  /** Destructors: `return` jumps here so that members are destroyed. */
  returnTarget: { readonly block: BlockInst; readonly depth: number } | undefined;
  dispatch: Dispatch | undefined;
  /** undefined: the function has no goto. */
  readonly jumps: Jumps | undefined;
  /** Flags of conditionally created temporaries: false at the start of the function. */
  readonly flags: Value[];
  exceptionObject: Value | undefined;
  /** undefined: no asm statement has asked for it yet. */
  ptx: PtxState | undefined;
  /** Blocks being lowered, outermost first, with the cleanups that were active on entry. */
  readonly blocks: { readonly statement: CheckedStmt; readonly depth: number }[];
}

export interface LValue {
  readonly address: Value;
  readonly align: number;
  readonly volatile: boolean;
  readonly bits: FieldSymbol | undefined;
}

export type { Loc, StructType };
