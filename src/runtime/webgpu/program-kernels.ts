/**
 * The module's custom section "cuda_wasm.kernels": JSON of all kernels' shaders, in the order of the indices that their descriptors hold, with the variables that they use and the strings that
 * their output mentions. The shader types repeat src/back/wgsl/interface.ts, whose other end this is: the runtime imports nothing of the compiler.
 */
import type { KernelVariable } from './commands.js';

export interface KernelShader {
  readonly name: string;
  readonly pretty: string;
  readonly distinct?: ShaderForm;
  readonly aliased?: ShaderForm;
  readonly arena?: ShaderForm;
  readonly refused?: string;
  readonly looped?: LoopedForms;
  readonly coarse?: CoarseForm;
  /** The file that has the kernel with the texts of its shaders, which are missing here. */
  readonly chunk?: string;
}

export interface CoarseForm {
  readonly blocks: number;
  readonly distinct: ShaderForm;
}

export interface LoopedForms {
  readonly threads: number;
  readonly distinct?: ShaderForm;
  readonly aliased?: ShaderForm;
  readonly arena?: ShaderForm;
  readonly refused?: string;
}

export interface ShaderForm {
  readonly head: string;
  readonly entry: string;
  readonly flatEntry: string;
  readonly body: string;
  readonly params?: ParameterBlock;
  readonly bindings: readonly StorageBinding[];
  readonly alike?: boolean;
  readonly heaps?: { readonly access: 'read' | 'read_write'; readonly roots: readonly RootSource[] };
  readonly needsFixedReads: boolean;
  readonly sharedBytes: number;
  readonly dynamicShared?: { readonly bytes: number; readonly declared: number };
  readonly features: readonly string[];
  readonly needsWarps: boolean;
  readonly waits: boolean;
  readonly alikeAlong?: readonly ('y' | 'z')[];
  readonly functions: readonly { readonly name: string; readonly override: string }[];
  readonly textures?: readonly number[];
  readonly spins?: string;
  readonly rounds?: GridRounds;
}

export interface GridRounds {
  readonly blockWords: number;
  readonly threadWords: number;
  readonly dynamic?: { readonly bytes: number; readonly words: number };
  readonly most?: number;
}

export interface ParameterBlock {
  readonly space: 'uniform' | 'storage';
  readonly bytes: number;
  readonly fields: readonly ParameterField[];
}

export type ParameterField =
  | { readonly kind: 'copy'; readonly from: number; readonly to: number; readonly bytes: number }
  | { readonly kind: 'extend'; readonly from: number; readonly to: number; readonly bytes: 1 | 2; readonly signed: boolean }
  | { readonly kind: 'offset'; readonly binding: number; readonly to: number; readonly unit: number }
  | { readonly kind: 'root'; readonly root: number; readonly to: number }
  | { readonly kind: 'variable'; readonly name: string; readonly to: number }
  | { readonly kind: 'address'; readonly from: number; readonly to: number }
  | { readonly kind: 'dispatch'; readonly number: 'round' | 'mark' | 'dynamic-elements'; readonly to: number }
  | { readonly kind: 'constant'; readonly to: number; readonly value: number };

export type RootSource = { readonly kind: 'param'; readonly offset: number } | { readonly kind: 'variable'; readonly name: string };

export interface StorageBinding {
  readonly binding: number;
  readonly name: string;
  readonly access: 'read' | 'read_write' | 'uniform';
  readonly source: BindingSource;
  readonly elementBytes: number;
  readonly elementAlign: number;
}

export type BindingSource =
  | { readonly kind: 'param'; readonly offset: number }
  | { readonly kind: 'variable'; readonly name: string; readonly bytes: number }
  | { readonly kind: 'output' }
  | { readonly kind: 'locks'; readonly bytes: number }
  | { readonly kind: 'frames' };

export interface ProgramKernels {
  /** Those with a chunk are replaced when it is loaded. */
  readonly kernels: KernelShader[];
  readonly variables: readonly KernelVariable[];
  /** Numbers of functions, as pointers to them have them, by mangled name. */
  readonly functions: Readonly<Record<string, number>>;
  /** What kernels that launch others know them by, in the order of the kernels; undefined: none launches any. */
  readonly descriptors?: readonly number[];
  /** Addresses of the strings that output records mention by index. */
  readonly strings: readonly number[];
}

export const kernelsSection = 'cuda_wasm.kernels';

/** undefined: the program's kernels run on the CPU. */
export function readProgramKernels(module: WebAssembly.Module): ProgramKernels | undefined {
  const [section] = WebAssembly.Module.customSections(module, kernelsSection);
  return section === undefined ? undefined : (JSON.parse(new TextDecoder().decode(section)) as ProgramKernels);
}
