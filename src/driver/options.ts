/** What a compilation is asked for: the meaning of the command line, whoever gave it. */
import type { FloatRules } from '../ir/ir.js';
import type { SimdMode } from '../passes/vectorize/functions.js';
import type { LanguageStandard, PreprocessLimits } from '../preprocess/options.js';

/** How much a source may ask of the compiler: what is beyond ends in a diagnostic. */
export interface CompileLimits extends PreprocessLimits {
  /** Templates whose instantiation waits for another's. */
  readonly instantiationDepth: number;
  /** Class template specializations of a unit. */
  readonly instantiations: number;
  /** Calls inside of each other, and steps, of one constant expression. */
  readonly constexprDepth: number;
  readonly constexprSteps: number;
  /** Brackets, statements and declarators inside of each other. */
  readonly bracketDepth: number;
  /** Instructions to which `__forceinline__` functions may let a function grow; beyond, calls stay calls. */
  readonly inlineSize: number;
}

/** nvcc's. */
export const defaultFloatRules: FloatRules = { contract: true, fastQuotients: false, fastRoots: false, fastFunctions: false };

export const defaultSemaLimits = { instantiationDepth: 200, instantiations: 65_536, constexprSteps: 16_777_216, constexprDepth: 512 } as const;

export interface CompileOptions {
  readonly std: LanguageStandard;
  readonly optimize: 0 | 1 | 2 | 3;
  readonly includeDirs: readonly string[];
  readonly systemDirs: readonly string[];
  readonly defines: readonly string[];
  readonly undefs: readonly string[];
  readonly preIncludes: readonly string[];
  /** Value of __CUDA_ARCH__ for device code. */
  readonly cudaArch: number;
  readonly extendedLambda: boolean;
  readonly relaxedConstexpr: boolean;
  readonly relocatable: boolean;
  /** Single precision of kernels on a GPU: -fmad, -prec-div, -prec-sqrt, -use_fast_math. */
  readonly floats: FloatRules;
  /** -use_fast_math. */
  readonly fastMath: boolean;
  /** -ftz=true, which -use_fast_math implies: single-precision device code has no denormal numbers. */
  readonly flushDenormals: boolean;
  /** Test every memory access (default at -O0). */
  readonly check: boolean;
  /** Kernels on the CPU run four threads at a time: where that pays, wherever it is possible (for tests), or never. Never with `check`. */
  readonly simd: SimdMode;
  /** On WebGPU kernels reach memory by address even where they could by bindings (for tests and measurements). */
  readonly arenaAlways: boolean;
  /** Those that differ from the defaults. */
  readonly limits: Partial<CompileLimits>;
  /** Validate the IR after every pass. */
  readonly verifyIr: boolean;
}

export const defaultOptions: CompileOptions = {
  std: 'gnu++17', optimize: 2, includeDirs: [], systemDirs: [], defines: [], undefs: [], preIncludes: [], cudaArch: 900, extendedLambda: false, relaxedConstexpr: false, relocatable: false,
  floats: defaultFloatRules, fastMath: false, flushDenormals: false, check: false, simd: 'auto', arenaAlways: false, verifyIr: false, limits: {},
};
