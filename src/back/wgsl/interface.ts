/**
 * What the runtime must know to launch a kernel's shader. Plain data: it travels as JSON in the module's custom section "cuda_wasm.kernels" (src/back/wasm/program.ts) and is read by
 * src/runtime/webgpu. Bindings form: each pointer of the kernel is one storage array and an element offset. Arena form: pointers are addresses.
 *
 * Binding 0 of group 0 is the parameter block (with a dynamic offset where it is a uniform, which the runtime makes immediates of where the device has them); storage arrays follow from binding 1. Block dimensions are the overrides block_dim_x, block_dim_y and
 * block_dim_z; `dynamic_shared_count` is the number of elements of dynamic shared memory.
 */

/** A kernel for the WebGPU device, or why there is none. */
export interface KernelShader {
  /** Mangled, as in the kernel's descriptor. */
  readonly name: string;
  /** As in the source, for labels and messages. */
  readonly pretty: string;
  /** Pointers that are bound apart lie in different buffers; undefined where the kernel cannot be translated. */
  readonly distinct: ShaderForm | undefined;
  /**
   * For launches that pass pointers into one buffer: every binding has the same element type and atomicity, so that bindings that fall together can be made one, by replacing a
   * binding's name with that of another (names of bindings are unique as identifiers of the whole text). undefined: the distinct form is such itself (`alike`), there is at most one binding besides the output's, the
   * locks' and the frames' (which are never others), or (`refused` says so) the kernel cannot be launched that way.
   */
  readonly aliased: ShaderForm | undefined;
  /**
   * Memory by address (arena/search.ts): what kernels without a distinct form are launched as, and those that have more bindings than the device. Where a program has such a kernel, all its device memory lies in heaps.
   */
  readonly arena: ShaderForm | undefined;
  /** The rendered diagnostic, where it cannot be translated, or has no aliased form: told when the kernel is launched so. */
  readonly refused: string | undefined;
  /** For devices whose subgroups are no warps, and for larger blocks than the device has. undefined: the kernel needs none (its threads never wait for each other), or none was asked for. */
  readonly looped: LoopedForms | undefined;
  /** For large grids of kernels whose threads do little. undefined: the kernel is not one of them. */
  readonly coarse: CoarseForm | undefined;
}

/** A workgroup runs neighbouring blocks of the grid's x axis (passes/coarsen.ts). Pointers that are bound apart lie in different buffers. */
export interface CoarseForm {
  /** Blocks of the grid in a workgroup: ⌈gridDim.x / this⌉ workgroups along the x axis. The grid itself is the uniform `whole_grid` in all launches. */
  readonly blocks: number;
  readonly distinct: ShaderForm;
}

/** Forms in which an invocation runs several threads of a block, one after the other between barriers: all of a warp, or some that are as far apart as there are invocations. */
export interface LoopedForms extends Pick<KernelShader, 'distinct' | 'aliased' | 'arena' | 'refused'> {
  /** Threads that an invocation runs: blocks have ⌈threads of the block / this⌉ invocations. */
  readonly threads: number;
}

export interface ShaderForm {
  /** The shader's text is `head` + `entry` (or `flatEntry`) + `body`. Lines that begin with `//lanes ` are code on devices whose subgroups all have the same number of lanes, from 4 to 32; `all__lanes` is a bit for each of them there. */
  readonly head: string;
  /** The entry point's attributes and signature up to its opening brace. */
  readonly entry: string;
  /**
   * The same for grids with more than 65,535 blocks along an axis: blocks are dispatched as a plane, and `block_idx` and `grid_dim` are made of the block's linear index and of the
   * uniform `whole_grid` (vec3u) at binding 0 of group 1. Blocks behind the last one, which fill the plane up, do nothing.
   */
  readonly flatEntry: string;
  readonly body: string;
  readonly params: ParameterBlock | undefined;
  readonly bindings: readonly StorageBinding[];
  /** Of a distinct form: its bindings can be made one as in the aliased form. Their names end in `__memory` then, as nothing else in the text does; without that ending the text is as it is read. */
  readonly alike: boolean;
  /**
   * The heaps of the arena form. A line of the text that says `heap_K` is repeated for each heap, with its number for the K; one that says `heap_J` for each but the last, which `heap_L` is: there is always one. `heap_K_binding` is the number of its binding, behind all others; the overrides
   * `heap_K_start` and `heap_K_bytes` say which addresses it holds. `heap_R0` and so on are the heaps that `roots` point into at this launch, if the overrides `root__0_known` and so on say that they point into one.
   */
  readonly heaps: { readonly access: 'read' | 'read_write'; readonly roots: readonly RootSource[] } | undefined;
  /** Control flow around barriers is uniform only if what is bound for reading is only read. */
  readonly needsFixedReads: boolean;
  /** Bytes of static workgroup memory as WGSL lays it out. */
  readonly sharedBytes: number;
  /** undefined: the kernel has no dynamic shared memory. */
  readonly dynamicShared: DynamicShared | undefined;
  /** WebGPU features that the shader enables. */
  readonly features: readonly ('subgroups' | 'shader-f16')[];
  /** Lanes must be CUDA's: subgroups of 32. */
  readonly needsWarps: boolean;
  /** Its invocations wait for each other; otherwise one may run several after each other. */
  readonly waits: boolean;
  /** Axes along which all threads of a block do the same (passes/threads/distinct-threads.ts): one of them is run, so the override for its block dimension is 1. undefined: there are none. */
  readonly alikeAlong: readonly ('y' | 'z')[] | undefined;
  /** Functions whose numbers in the program's table the shader compares pointers with: keys in the module (ir/build.ts), and overrides for the numbers. */
  readonly functions: readonly { readonly name: string; readonly override: string }[];
  /** It reads textures: where their handles are in the packed parameter buffer; none: that is not known. The override `texture__kinds` says what they may be (sysroot/include/__cuda_wasm/texture.h). A line `//textures N` stands before a function that is called only if they may be of one of the kinds N. */
  readonly textures?: readonly number[];
  /** Mangled names of the globals that records of the output binding mention by index: formats, and messages of assert. */
  readonly strings: readonly string[];
  /** A thread waits in a loop until another one has written something: the rendered diagnostic, for devices that do not run them side by side. */
  readonly spins: string | undefined;
  /** The kernel has barriers across the grid, and is dispatched several times. */
  readonly rounds: GridRounds | undefined;
}

/**
 * A kernel that is cut at barriers across the grid. The launch is dispatched again and again, with one more for its `round` each time, until no block waits any more; what is kept in between lies in its frames (legalize/grid-frames.ts),
 * whose first words say, block by block, whether it waits: they are the `mark` of the last dispatch then. Marks are other ones at each dispatch.
 */
export interface GridRounds {
  /** Words of the frames by block and by thread of the grid. */
  readonly blockWords: number;
  readonly threadWords: number;
  /** Dynamic shared memory that is kept too: bytes of an element, and words that it takes in the frames. */
  readonly dynamic: { readonly bytes: number; readonly words: number } | undefined;
  /** Dispatches after which no block waits, however the kernel goes; undefined: it must be looked. */
  readonly most: number | undefined;
}

/** Bytes of an element of dynamic shared memory: as the program counts them, and as the shader declares it, where narrow scalars take 4 bytes. */
export interface DynamicShared {
  readonly bytes: number;
  readonly declared: number;
}

export interface ParameterBlock {
  readonly space: 'uniform' | 'storage';
  readonly bytes: number;
  readonly fields: readonly ParameterField[];
}

/** How a field of the parameter block is filled; `to` is its byte offset there. */
export type ParameterField =
  /** Bytes of the packed parameter buffer. */
  | { readonly kind: 'copy'; readonly from: number; readonly to: number; readonly bytes: number }
  /** A narrow scalar of the packed parameter buffer, extended to 4 bytes. */
  | { readonly kind: 'extend'; readonly from: number; readonly to: number; readonly bytes: 1 | 2; readonly signed: boolean }
  /** Where what `bindings[binding]` is for (a pointer; in the aliased form also a variable) starts in its buffer, in units of `unit` bytes. A null pointer gives 0. */
  | { readonly kind: 'offset'; readonly binding: number; readonly to: number; readonly unit: number }
  /** The word of its heap that a root points to; any, if it is in none. */
  | { readonly kind: 'root'; readonly root: number; readonly to: number }
  /** The 32-bit address of a variable. */
  | { readonly kind: 'variable'; readonly name: string; readonly to: number }
  /** The 32-bit address of the pointer at `from`, for comparisons with null and with other pointers. */
  | { readonly kind: 'address'; readonly from: number; readonly to: number }
  /** Of a kernel with rounds: the number of this dispatch in its launch, what the frames say of blocks that wait for the next one, and how many elements dynamic shared memory has. */
  | { readonly kind: 'dispatch'; readonly number: 'round' | 'mark' | 'dynamic-elements'; readonly to: number }
  /** 32 bits that engines are not to know when they compile. */
  | { readonly kind: 'constant'; readonly to: number; readonly value: number };

/** A pointer that a kernel of the arena form is given: at this offset of the packed parameter buffer, or to a variable. */
export type RootSource = { readonly kind: 'param'; readonly offset: number } | { readonly kind: 'variable'; readonly name: string };

export interface StorageBinding {
  readonly binding: number;
  /** Of the WGSL variable. */
  readonly name: string;
  /** 'uniform': variables in constant memory, in the distinct form only. */
  readonly access: 'read' | 'read_write' | 'uniform';
  readonly source: BindingSource;
  /** Bytes of an element: where the pointer is no multiple of it, the form is not for this launch. Words count as bytes here: 1. */
  readonly elementBytes: number;
  /** What the pointer must be a multiple of: less than `elementBytes` for structs. */
  readonly elementAlign: number;
}

export type BindingSource =
  /** The pointer at this offset of the packed parameter buffer (inside of a struct parameter too). */
  | { readonly kind: 'param'; readonly offset: number }
  /** A __device__, __constant__ or __managed__ variable, or a constant of the host, by its mangled name. */
  | { readonly kind: 'variable'; readonly name: string; readonly bytes: number }
  /**
   * What the kernel says: array<atomic<u32>>. Word 0: words used by records, counted on past the end of the array (a record that does not fit is dropped, and counted so). Word 1: the first
   * fault (0: none; a cudaError number, by compare-exchange). Words 2 to 7: of the fault, linear block and linear thread (~0: not known), index in `strings` of the asserted expression or ~0, source line, indices of file and function (of assertions; else ~0). From word 8:
   * records [words of the record, index in `strings` of the format, then 2 words an argument (low, high; float as double's bits; strings as index in `strings` and ~0, or, of strings in memory, where their bytes begin
   * among the records, in words, 0 if they did not fit, and ~1)]. A record with ~0 for its format holds such bytes.
   */
  | { readonly kind: 'output' }
  /** array<atomic<u32>> of zeros, which kernels leave as zeros: all may share one. */
  | { readonly kind: 'locks'; readonly bytes: number }
  /** array<u32>: what blocks and threads keep from one dispatch to the next. */
  | { readonly kind: 'frames' };
