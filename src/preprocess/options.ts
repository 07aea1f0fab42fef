/** What a compilation asks of the preprocessor. */
export type LanguageStandard =
  | CStandard
  | 'c++11'
  | 'c++14'
  | 'c++17'
  | 'c++20'
  | 'c++23'
  | 'gnu++11'
  | 'gnu++14'
  | 'gnu++17'
  | 'gnu++20'
  | 'gnu++23';

/** C as gcc takes it where it is not told otherwise. */
export type CStandard = 'gnu17';

/** Is it a standard of C rather than of C++? */
export function isCStandard(std: string): std is CStandard {
  return !std.includes('+');
}

export interface PreprocessOptions {
  /** Searched for `"…"` only, before `includeDirs` (-iquote). */
  readonly quoteDirs?: readonly string[];
  /** Searched for `"…"` and `<…>` (-I). */
  readonly includeDirs?: readonly string[];
  /** Searched last; headers found here never warn and do not count as the program's own source. */
  readonly systemDirs?: readonly string[];
  /** As after -D: `NAME`, `NAME=text` or `NAME(a,b)=text`. */
  readonly defines?: readonly string[];
  readonly undefs?: readonly string[];
  /** Headers included before those of `preIncludes`, in order (nvcc: cuda_runtime.h), `<…>` as they stand, others as in quotes: what follows them can be preprocessed without them, see `runPrelude`. */
  readonly prelude?: readonly string[];
  /** Headers included before the main file, in order (-include). */
  readonly preIncludes?: readonly string[];
  /** Default `gnu++17`. */
  readonly std?: LanguageStandard;
  /** A CUDA unit: nvcc's macros are defined. Default true. */
  readonly cuda?: boolean;
  /** Value of `__CUDA_ARCH__` (for example 900) in a device pass; undefined in a host pass. */
  readonly cudaArch?: number;
  /** Values of `__CUDA_ARCH_LIST__`. Default: `cudaArch`, else 900. */
  readonly cudaArchList?: readonly number[];
  readonly extendedLambda?: boolean;
  readonly relaxedConstexpr?: boolean;
  readonly relocatableDeviceCode?: boolean;
  /** `__OPTIMIZE__` instead of `__NO_INLINE__`. */
  readonly optimize?: boolean;
  /** The moment that `__DATE__` and `__TIME__` show. Default: now. */
  readonly now?: Date;
  readonly limits?: Partial<PreprocessLimits>;
}

export interface PreprocessLimits {
  /** Nested `#include`s. */
  readonly includeDepth: number;
  /** Tokens that macro expansion may produce in one compilation. */
  readonly expandedTokens: number;
  /** Nesting of macro calls inside macro arguments, and of parentheses in `#if`. */
  readonly nesting: number;
}

export const defaultLimits: PreprocessLimits = { includeDepth: 200, expandedTokens: 1_000_000, nesting: 300 };
