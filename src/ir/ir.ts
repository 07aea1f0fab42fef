/**
 * The intermediate representation: structured, typed SSA.
 *
 * A module is a set of functions, global variables and memory types. A function is a tree of regions; a region is a list of instructions of which the last, and only the
 * last, is a terminator. Control flow is owned: `if`, `switch`, `block`, `loop` and `try` are instructions that contain regions and yield values; there is no goto. Both
 * targets (WebAssembly, WGSL) are structured too, so nothing ever has to be rebuilt.
 *
 * Values. Every value has exactly one type out of {i1, i32, i64, f32, f64, ptr} or, after vectorization for the CPU, {v4i32, v4f32, v2i64, v2f64}. A value is the result of an instruction, a region parameter, or a
 * constant (`const`, `global-address`, `function-address`, `undef`), which belongs to no region. A value may be used by any instruction that its definition dominates: later in
 * the same region, or inside a region nested in a later instruction. There are no 8- or 16-bit values: they exist only in memory (`MemoryType`), loads extend and stores truncate;
 * lowering normalizes with `extend` where C++ asks for wrap-around. Signedness lives in operations.
 *
 * Pointers are opaque 32-bit addresses (zero-extended to 8 bytes in memory, DESIGN of the data model). The address space belongs to memory objects (globals, `alloca`), not to the pointer type:
 * what a pointer may point to is found by provenance analysis, so that lowering, inlining and linking never have to rewrite types. Address arithmetic is typed: `index` steps over elements, `field` into a struct; array shapes are kept (never flattened), since WGSL needs them.
 *
 * Effects. Instructions with `effects` (loads, stores, atomics, barriers, warp operations, calls, launches) keep their order among each other within what their memory allows; everything else is pure
 * and may be moved, merged or dropped. Integer division by zero and out-of-range float → int are pure (results as CUDA has them: see each op). Loops without effects may be removed.
 *
 * Structured control flow.
 *   if (c) {then} {else} → results: both regions end in `yield v…` (or leave by break/continue/return/unreachable).
 *   switch: as `if` with several regions; no fall-through (lowering expresses it with `block`).
 *   block: a labelled region; `break` to it leaves it with its results; `yield` at its end does too.
 *   loop: region parameters start as the instruction's operands; `continue` to it starts the next round with new values; `break` leaves with its results. Its body may not end in `yield`.
 *   break and continue name the instruction they refer to (`target`), any number of levels up, and carry values.
 *   try: body region and handlers; see TryInst.
 *
 * Instructions are made by src/ir/shapes.ts (builders and copies do), so that engines see few layouts: what other kinds have is there too, undefined. Ask for `kind`, never whether a property is there.
 *
 * Uses are not linked from definitions; passes that need them compute them (src/ir/uses.ts). Instructions are mutable objects: `operands` may be rewritten in place. Regions own their instruction arrays.
 * The validator (src/ir/validate.ts) checks all that is said here; it runs after every pass in tests.
 */
import type { Loc } from '../source/loc.js';

export type ScalarType = 'i1' | 'i32' | 'i64' | 'f32' | 'f64' | 'ptr';

/**
 * 128 bits in lanes: v4i32 (also addresses) and v4f32, v2i64 and v2f64. Only kernels that were vectorized for the CPU have such values.
 * binary, unary and select work lane by lane. Vector comparisons give masks: integer lanes as wide as those compared, all ones or zero; a mask is what `select` on vectors takes. Shifts take one scalar
 * i32 count for all lanes. Not defined for vectors: division of integers, multiply-high and minima of 64-bit lanes, unsigned order of 64-bit lanes, operations on bits, fma.
 * Conversions between four and two lanes read the low two lanes, or give two lanes and zeros above; `bitcast` goes between any two vector types.
 */
export type VectorType = 'v4i32' | 'v4f32' | 'v2i64' | 'v2f64';
export type ValueType = ScalarType | VectorType;

/** How a scalar lies in memory. Loads of i8/i16 say how they extend (to i32). i1 is one byte 0/1 (C++ bool). ptr is 8 bytes, upper half zero. */
export type ScalarMemoryType = 'i1' | 'i8' | 'i16' | 'i32' | 'i64' | 'f32' | 'f64' | 'ptr' | VectorType;

export type MemoryType =
  | { readonly kind: 'scalar'; readonly scalar: ScalarMemoryType; /** long double, __int128: 16 bytes. */ readonly size: number; readonly align: number; /** of the source type, for readable output and typed WGSL: unsigned integers. */ readonly unsigned: boolean }
  | { readonly kind: 'array'; readonly element: MemoryType; readonly count: number; readonly size: number; readonly align: number }
  | StructType
  /** Bytes that no typed view is known for (unions, padding blobs). */
  | { readonly kind: 'bytes'; readonly size: number; readonly align: number };

/** Interned by name within a module (two units that define the same class agree). Fields in ascending offsets; they may not overlap (unions are `bytes`). */
export interface StructType {
  readonly kind: 'struct';
  readonly name: string;
  readonly fields: readonly { readonly name: string; readonly type: MemoryType; readonly offset: number }[];
  readonly size: number;
  readonly align: number;
}

// ---- values

export interface InstResult {
  readonly kind: 'result';
  /** See numbering.ts. */
  number: number;
  readonly type: ValueType;
  readonly inst: Inst;
  /** Which of the instruction's results. */
  readonly index: number;
  /** Name in the source, for readable output. */
  name?: string | undefined;
}
export interface RegionParam {
  readonly kind: 'param';
  number: number;
  readonly type: ValueType;
  name?: string | undefined;
}
/** Integers as signed 32-bit numbers (i1: 0 or 1), i64 as signed bigint, floats as numbers (f32 rounded); ptr as unsigned number (null is 0); vectors as their 128 bits, an unsigned bigint, lane 0 lowest. */
export interface ConstValue {
  readonly kind: 'const';
  readonly type: ValueType;
  readonly value: number | bigint;
}
export interface GlobalAddress {
  readonly kind: 'global-address';
  readonly type: 'ptr';
  readonly global: Global;
}
/** Function table index as a pointer; kernels: the address of the kernel's descriptor (host) . */
export interface FunctionAddress {
  readonly kind: 'function-address';
  readonly type: 'ptr';
  readonly function: Func;
}
export interface UndefValue {
  readonly kind: 'undef';
  readonly type: ValueType;
}
export type Value = InstResult | RegionParam | ConstValue | GlobalAddress | FunctionAddress | UndefValue;

// ---- instructions

interface InstBase {
  number: number;
  /** Values used, in the order that each kind documents. */
  operands: Value[];
  /** Values defined: none or one, more only for structured instructions. */
  readonly results: InstResult[];
  loc: Loc;
  /** Call sites that this instruction was inlined through, innermost first. */
  inlinedAt?: InlineSite | undefined;
}
export interface InlineSite {
  readonly loc: Loc;
  readonly function: string;
  readonly outer: InlineSite | undefined;
}

/** Integer ops wrap. div/rem by zero: x / 0 = all ones (unsigned) or as CUDA: unspecified but no trap on device; on the host a zero divisor ends the program as SIGFPE does (back end checks when the function is host code). INT_MIN / -1 = INT_MIN. Shift counts are taken modulo the width. */
export type BinaryOp =
  | 'add' | 'sub' | 'mul' | 'sdiv' | 'udiv' | 'srem' | 'urem' | 'and' | 'or' | 'xor' | 'shl' | 'lshr' | 'ashr'
  | 'smin' | 'smax' | 'umin' | 'umax' | 'smulhi' | 'umulhi'
  | 'fadd' | 'fsub' | 'fmul' | 'fdiv' | 'fmin' | 'fmax' | 'copysign';
export type CompareOp =
  | 'eq' | 'ne' | 'slt' | 'sle' | 'sgt' | 'sge' | 'ult' | 'ule' | 'ugt' | 'uge' // integers and ptr (unsigned)
  | 'foeq' | 'fune' | 'folt' | 'fole' | 'fogt' | 'foge'; // floats: ordered, ne is unordered-or-different
export type UnaryOp =
  | 'fneg' | 'fabs' | 'fsqrt' | 'ffloor' | 'fceil' | 'ftrunc' | 'frint' // rint: to nearest even
  | 'clz' | 'ctz' | 'popcount' | 'bitreverse' | 'byteswap'; // integers; clz(0) = ctz(0) = width
/** Conversions; the result type is the result's. */
export type ConvertOp =
  | 'sext' | 'zext' // i1/i32 → wider (i1 → i32: zext gives 0/1)
  | 'trunc' // i64 → i32
  | 'sext8' | 'zext8' | 'sext16' | 'zext16' | 'sext32' // low bits of an i32 or i64, extended to the same type
  | 'sitofp' | 'uitofp' // from i32/i64
  | 'fptosi' | 'fptoui' // saturating; NaN gives 0 (as CUDA)
  | 'fpext' | 'fptrunc'
  | 'bitcast' // i32↔f32, i64↔f64
  | 'ptrtoint' // ptr → i64 (zero-extended) or i32
  | 'inttoptr'; // i64 or i32 → ptr (low 32 bits)

export type MemoryScope = 'thread' | 'block' | 'device' | 'system';
export type AtomicOp = 'add' | 'sub' | 'exchange' | 'smin' | 'smax' | 'umin' | 'umax' | 'and' | 'or' | 'xor' | 'inc' | 'dec' | 'fadd' | 'compare-exchange' | 'load' | 'store';
export type SpecialRegister =
  | 'threadIdx.x' | 'threadIdx.y' | 'threadIdx.z' | 'blockIdx.x' | 'blockIdx.y' | 'blockIdx.z' | 'blockDim.x' | 'blockDim.y' | 'blockDim.z' | 'gridDim.x' | 'gridDim.y' | 'gridDim.z'
  | 'laneid' | 'linearThread' | 'dynamicShared'; // linearThread: index of the thread in its block; dynamicShared (ptr): start of dynamic shared memory
export type BarrierKind = 'block' | 'block-count' | 'block-and' | 'block-or' | 'grid'; // the middle three take a predicate (i32) and give an i32
export type WarpOp =
  | 'sync' // mask
  | 'shfl' | 'shfl-up' | 'shfl-down' | 'shfl-xor' // mask, value (i32), lane/delta, width → i32
  | 'ballot' | 'all' | 'any' // mask, predicate (i32) → i32
  | 'match-any' | 'match-all' // mask, value (i32 or i64) → i32 mask
  | 'activemask' // → i32
  | 'reduce-add' | 'reduce-smin' | 'reduce-smax' | 'reduce-umin' | 'reduce-umax' | 'reduce-and' | 'reduce-or' | 'reduce-xor'; // mask, value → i32

export type Inst =
  | BinaryInst | CompareInst | UnaryInst | ConvertInst | SelectInst | FmaInst | IndexInst | FieldInst | AllocaInst | LoadInst | StoreInst | CopyInst | FillInst
  | AtomicInst | FenceInst | BarrierInst | WarpInst | SpecialInst | CallInst | CallIndirectInst | IntrinsicInst | VectorInst
  | IfInst | SwitchInst | BlockInst | LoopInst | TryInst
  | YieldInst | BreakInst | ContinueInst | ReturnInst | ThrowInst | UnreachableInst;

/** `relaxed`, on arithmetic of floats while shaders are made: the function's rules (FloatRules) hold for it. Without it, an operation is what IEEE 754 says. */
export interface BinaryInst extends InstBase { readonly kind: 'binary'; op: BinaryOp; /** left, right: same type as the result */ relaxed?: true | undefined }
export interface CompareInst extends InstBase { readonly kind: 'compare'; op: CompareOp; /** left, right; result i1 */ }
export interface UnaryInst extends InstBase { readonly kind: 'unary'; op: UnaryOp; relaxed?: true | undefined }
export interface ConvertInst extends InstBase { readonly kind: 'convert'; op: ConvertOp }
/** condition (i1), then, otherwise. */
export interface SelectInst extends InstBase { readonly kind: 'select' }
/** a, b, c: a*b + c rounded once (f32, f64). */
export interface FmaInst extends InstBase { readonly kind: 'fma' }

/**
 * Between lanes and scalars. `lanes` are compile-time numbers:
 *   splat: scalar → vector with it in every lane. extract [lane]: vector → scalar. insert [lane]: vector, scalar → vector (scalars: i32 or ptr for v4i32).
 *   shuffle [l0 … l3]: two vectors of one type → 32-bit pieces, 0 to 3 out of the first, 4 to 7 out of the second.
 *   bytes [b0 … b15]: vector → its bytes in another order, 128 for zero.
 *   any, all: mask → i1 (some bit set; every lane set). bitmask: mask → i32, one bit a lane.
 */
export type VectorOp = 'splat' | 'extract' | 'insert' | 'shuffle' | 'bytes' | 'any' | 'all' | 'bitmask';
export interface VectorInst extends InstBase { readonly kind: 'vector'; op: VectorOp; lanes: readonly number[] }

/** base (ptr), index (i32 or i64, signed): base + index * element.size. `inbounds`: C++ promises that the result stays in the same object. */
export interface IndexInst extends InstBase { readonly kind: 'index'; element: MemoryType }
/** base (ptr): base + struct.fields[field].offset. */
export interface FieldInst extends InstBase { readonly kind: 'field'; struct: StructType; field: number }
/**
 * Memory of the current call (host: stack frame; kernels: local memory of the thread). Fixed size; freed on return. Anywhere in the body; the same address each time it is passed. Result ptr. `transient`: no construct that uses
 * it reads what another has left there, and none holds a barrier; only the WGSL back end makes such, so the textual and binary forms have no word for it.
 */
export interface AllocaInst extends InstBase { readonly kind: 'alloca'; type: MemoryType; name: string; transient?: true | undefined }
/** ptr → value. `extend` for i8/i16. `group`, here and in stores, in a kernel's vector code: of which threads; accesses of others do not wait for them. */
export interface LoadInst extends InstBase { readonly kind: 'load'; memory: ScalarMemoryType; signed: boolean; volatile: boolean; align: number; group?: number | undefined }
/** ptr, value. */
export interface StoreInst extends InstBase { readonly kind: 'store'; memory: ScalarMemoryType; volatile: boolean; align: number; group?: number | undefined }
/** destination, source, bytes (i32): may overlap only if `overlap`. `type` when a whole object of a known type is copied (one element), so that SROA can split it. */
export interface CopyInst extends InstBase { readonly kind: 'copy'; overlap: boolean; type: MemoryType | undefined; align: number }
/** destination, byte (i32), bytes (i32). */
export interface FillInst extends InstBase { readonly kind: 'fill'; type: MemoryType | undefined; align: number }
/** ptr, [value, [comparand first for compare-exchange: ptr, expected, desired]] → old value (none for store). */
export interface AtomicInst extends InstBase { readonly kind: 'atomic'; op: AtomicOp; memory: 'i16' | 'i32' | 'i64' | 'f32' | 'f64'; scope: MemoryScope }
export interface FenceInst extends InstBase { readonly kind: 'fence'; scope: MemoryScope }
/** All threads of the block (those that have not exited). */
export interface BarrierInst extends InstBase { readonly kind: 'barrier'; barrier: BarrierKind }
export interface WarpInst extends InstBase { readonly kind: 'warp'; op: WarpOp }
/** Pure within a kernel. i32 (dynamicShared: ptr). */
export interface SpecialInst extends InstBase { readonly kind: 'special'; register: SpecialRegister }
/** operands: arguments. At most one result. */
export interface CallInst extends InstBase { readonly kind: 'call'; callee: Func }
/** operands: function pointer, arguments. `virtual`: the pointer comes from this place of the vtable of a class that is, or derives from, the one whose type info has this name. */
export interface CallIndirectInst extends InstBase { readonly kind: 'call-indirect'; params: readonly ValueType[]; result: ValueType | undefined; virtual?: VirtualSlot | undefined }
export interface VirtualSlot { readonly typeInfo: string; readonly slot: number }
/** Operations that back ends know by name: trap, memory-size, memory-grow, clock (i64), globaltimer (i64), nanosleep, unreachable-hint, frame-address …: the table in src/ir/intrinsics.ts says types and effects. */
export interface IntrinsicInst extends InstBase { readonly kind: 'intrinsic'; name: string }

/** condition (i1). */
export interface IfInst extends InstBase { readonly kind: 'if'; then: Region; otherwise: Region }
/** value (i32 or i64). Case values distinct; `otherwise` for all others. */
export interface SwitchInst extends InstBase { readonly kind: 'switch'; cases: { values: (number | bigint)[]; region: Region }[]; otherwise: Region }
export interface BlockInst extends InstBase { readonly kind: 'block'; body: Region }
/** operands: initial values of body.params. unroll: as the source's pragma says (true fully, n times, undefined: the compiler's choice). */
export interface LoopInst extends InstBase { readonly kind: 'loop'; body: Region; unroll: true | number | undefined }
/** Body yields; when an exception passes, `handler` runs with one parameter (ptr: the exception header) and yields the same results, or rethrows. Used for catch clauses and, with a rethrow at the end, for cleanups. */
export interface TryInst extends InstBase { readonly kind: 'try'; body: Region; handler: Region }

/** operands: results of the owning if, switch, block or try. */
export interface YieldInst extends InstBase { readonly kind: 'yield' }
export interface BreakInst extends InstBase { readonly kind: 'break'; target: BlockInst | LoopInst }
export interface ContinueInst extends InstBase { readonly kind: 'continue'; target: LoopInst }
export interface ReturnInst extends InstBase { readonly kind: 'return' }
/** operand: exception header (ptr). */
export interface ThrowInst extends InstBase { readonly kind: 'throw' }
export interface UnreachableInst extends InstBase { readonly kind: 'unreachable' }

export type Terminator = YieldInst | BreakInst | ContinueInst | ReturnInst | ThrowInst | UnreachableInst;

export interface Region {
  readonly params: RegionParam[];
  insts: Inst[];
}

// ---- functions, globals, module

export type Linkage = 'external' | 'internal' | 'once' | 'weak';

export interface Func {
  readonly kind: 'function';
  /** Assembler name; with `side` unique in a module. */
  readonly name: string;
  /** For messages: the C++ signature. */
  pretty: string;
  /** A body checked separately for device code (programs that test __CUDA_ARCH__) is 'device'; the ordinary case is 'both': one body for host and device. */
  readonly side: 'both' | 'device';
  /** 'kernel': __global__; 'host' may run only in host code, 'device' only in kernels, 'any' in both. */
  space: 'kernel' | 'host' | 'device' | 'any';
  readonly params: readonly { readonly type: ValueType; readonly name: string }[];
  readonly result: ValueType | undefined;
  linkage: Linkage;
  /** undefined: declared here, defined elsewhere. Region parameters are the function's parameters. */
  body: Region | undefined;
  /** WebAssembly import instead of a body. */
  import: { readonly module: string; readonly name: string } | undefined;
  exportName: string | undefined;
  inline: 'always' | 'never' | undefined;
  noreturn: boolean;
  /** No side effects and result depends on arguments only (math functions): calls may be merged and dropped. */
  pure: boolean;
  kernel: KernelInfo | undefined;
  loc: Loc;
  /** What a kernel may compute less exactly of it; undefined: nothing. */
  floats?: FloatRules | undefined;
  /** Came optimised out of a library: passes leave it as it is (it may still be inlined into others). */
  optimized?: boolean;
  /** Came out of a library with its code and what else is known of it; `body` is read when somebody asks for it. */
  image?: FunctionImage;
}

/** Where single precision on a GPU may differ from operations that are rounded one by one. The CPU never does. */
export interface FloatRules {
  /** a * b + c may be rounded once (nvcc's -fmad, its default). */
  readonly contract: boolean;
  /** Quotients and square roots may be a few units off (-prec-div=false, -prec-sqrt=false). */
  readonly fastQuotients: boolean;
  readonly fastRoots: boolean;
  /** Functions have their fast forms: __sinf for sinf (-use_fast_math). */
  readonly fastFunctions: boolean;
}

/**
 * What a library keeps of a function beside its body, so that most programs that link it never read the body: a summary for whole-program analyses, and the back end's finished code. Such a function throws
 * nothing itself, has no `try`, no barrier, no warp operation, no atomic (but in libraries for programs that several threads run), and reads no special register. Invariant: the body of a function with an image is never changed.
 */
export interface FunctionImage {
  /** Number of instructions; undefined if it asks for its own frame, so that its size is no reason to copy it. */
  readonly size: number | undefined;
  /** It calls through pointers. */
  readonly indirect: boolean;
  /** Functions it calls, each once, in order. */
  readonly callees: readonly Func[];
  /** Functions and globals whose addresses it uses otherwise, each once, in order. */
  readonly addresses: readonly (Func | Global)[];
  /** The back end's form of the body. */
  readonly code: Uint8Array;
}

export interface KernelInfo {
  /** One per C++ parameter: its place in the packed parameter buffer. A kernel Func has exactly one IR parameter list: scalars by value; class types by value are `ptr` into the parameter buffer. */
  readonly params: readonly { readonly name: string; readonly offset: number; readonly type: MemoryType; /** pointer parameters marked __restrict__, and to const */ readonly restrict: boolean; readonly pointee: MemoryType | undefined; readonly constPointee: boolean }[];
  readonly paramBytes: number;
  readonly maxThreads: number | undefined;
  readonly usesDynamicShared: boolean;
}

/** Where a global lives. 'host' is ordinary static memory; 'shared' one per block; 'thread' thread_local. */
export type GlobalSpace = 'host' | 'device' | 'constant' | 'managed' | 'shared' | 'thread';

export interface Global {
  readonly kind: 'global';
  readonly name: string;
  readonly type: MemoryType;
  space: GlobalSpace;
  linkage: Linkage;
  /** undefined: declared here, defined elsewhere. */
  init: GlobalInit | undefined;
  align: number;
  /** Never written (string literals, const objects): may be merged. */
  constant: boolean;
  /** Constant memory that nothing in the whole program writes to: it keeps what `init` says. */
  unwritten?: true | undefined;
  loc: Loc;
}

/** Image of a global: bytes (shorter than the type: the rest is zero) and addresses to patch in (8 bytes each: address + addend). */
export interface GlobalInit {
  readonly bytes: Uint8Array;
  readonly relocations: readonly { readonly offset: number; readonly target: Global | Func; readonly addend: number }[];
}

export interface Module {
  readonly functions: Map<string, Func>; // key: functionKey(name, side)
  readonly globals: Map<string, Global>;
  readonly structs: Map<string, StructType>;
  /** Functions to run before main (dynamic initializers), in order, and their priorities. */
  readonly constructors: Func[];
}
