/**
 * nvcc's and gcc's flags, as data: what each takes and what it means here. Flags with a meaning act; flags that cannot change results are accepted silently; flags and libraries
 * that would change results and that we cannot honour are diagnosed. Everything else is left for the subcommand's own options.
 */
import type { Language } from '../driver/compile.js';
import type { SimdMode } from '../passes/vectorize/functions.js';
import type { CompileLimits } from '../driver/options.js';
import type { LanguageStandard } from '../preprocess/options.js';
import type { ShrinkLevel } from './shrink.js';

export interface FlagSettings {
  std: LanguageStandard;
  optimize: 0 | 1 | 2 | 3;
  optimizeGiven: boolean;
  /** 1: -Os, 2: -Oz. */
  shrink: ShrinkLevel;
  includeDirs: string[];
  systemDirs: string[];
  defines: string[];
  undefs: string[];
  preIncludes: string[];
  arch: number;
  extendedLambda: boolean;
  relaxedConstexpr: boolean;
  relocatable: boolean;
  compileOnly: boolean;
  preprocessOnly: boolean;
  fastMath: boolean;
  fmad: boolean;
  /** -prec-div, -prec-sqrt; undefined: as -use_fast_math has it. */
  exactQuotients: boolean | undefined;
  exactRoots: boolean | undefined;
  /** undefined: as -use_fast_math has it. */
  flushDenormals: boolean | undefined;
  simd: SimdMode;
  /** Every launch is shared out to all threads, whether that pays or not (for tests). */
  shareAlways: boolean;
  arenaAlways: boolean;
  language: Language | undefined;
  /** Of -l, and folders of -L: libraries.ts finds them. */
  libraries: string[];
  libraryDirs: string[];
  noWarnings: boolean;
  warningsAreErrors: boolean;
  /** Limits that differ from the defaults. */
  limits: { -readonly [name in keyof CompileLimits]?: number };
  /** Messages for flags that would change results. */
  problems: string[];
}

export function defaultSettings(): FlagSettings {
  return {
    std: 'gnu++17', optimize: 2, optimizeGiven: false, shrink: 0, includeDirs: [], systemDirs: [], defines: [], undefs: [], preIncludes: [], arch: 900, extendedLambda: false, relaxedConstexpr: false,
    relocatable: false, compileOnly: false, preprocessOnly: false, fastMath: false, fmad: true, exactQuotients: undefined, exactRoots: undefined, flushDenormals: undefined, simd: 'auto', shareAlways: false, arenaAlways: false, language: undefined, libraries: [], libraryDirs: [], noWarnings: false,
    warningsAreErrors: false, limits: {}, problems: [],
  };
}

/** none: no value; separate: the next word; joined: the rest of the word; equals: after '=' or the next word; either: joined or the next word. */
type Arity = 'none' | 'separate' | 'equals' | 'either';

interface FlagRow {
  readonly names: readonly string[];
  readonly arity: Arity;
  readonly act: (s: FlagSettings, value: string) => void;
}

const accept = (): void => {};

/** A flag that sets limits. */
function limit(flag: string, ...names: readonly (keyof CompileLimits)[]): FlagRow {
  return {
    names: [flag, `-${flag}`], arity: 'equals',
    act: (s, v) => {
      if (!/^[1-9]\d{0,9}$/.test(v)) s.problems.push(`'${flag}' needs a positive number, not '${v}'`);
      else for (const name of names) s.limits[name] = Number(v);
    },
  };
}

const STANDARDS: Record<string, LanguageStandard> = {
  'c++11': 'gnu++11', 'c++14': 'gnu++14', 'c++17': 'gnu++17', 'c++20': 'gnu++20', 'c++03': 'gnu++11', 'gnu++11': 'gnu++11', 'gnu++14': 'gnu++14', 'gnu++17': 'gnu++17', 'gnu++20': 'gnu++20',
};

/** What they hold is linked anyway. */
export const knownLibraries: ReadonlySet<string> = new Set(['cuda', 'cudart', 'cudart_static', 'cudadevrt', 'm', 'c', 'stdc++', 'pthread', 'rt', 'dl', 'gomp', 'util', 'gcc', 'nvToolsExt', 'curand', 'curand_static', 'cublas', 'cublas_static', 'cublasLt', 'cublasLt_static', 'cusolver', 'cusolver_static', 'cusparse', 'cusparse_static', 'cufft', 'cufft_static', 'culibos']);

const ROWS: readonly FlagRow[] = [
  { names: ['-I', '--include-path'], arity: 'either', act: (s, v) => s.includeDirs.push(v) },
  { names: ['-isystem', '--system-include'], arity: 'separate', act: (s, v) => s.systemDirs.push(v) },
  { names: ['-D', '--define-macro'], arity: 'either', act: (s, v) => s.defines.push(v) },
  { names: ['-U', '--undefine-macro'], arity: 'either', act: (s, v) => s.undefs.push(v) },
  { names: ['-include', '--pre-include'], arity: 'separate', act: (s, v) => s.preIncludes.push(v) },
  {
    names: ['-std', '--std'], arity: 'equals',
    act: (s, v) => {
      const std = STANDARDS[v];
      // Every unit in C is C17.
      if (/^(?:c|gnu)(?:89|9[09x]|1[178x])$/.test(v)) return;
      if (std === undefined) s.problems.push(`unknown language standard '${v}': there are c++11, c++14, c++17 and c++20`);
      else s.std = std;
    },
  },
  {
    names: ['-O', '--optimize'], arity: 'either',
    act: (s, v) => {
      s.optimize = v === '' ? 2 : (Math.min(3, Number(/^\d$/.test(v) ? v : v === 's' || v === 'z' ? 2 : 3)) as 0 | 1 | 2 | 3);
      s.shrink = v === 's' ? 1 : v === 'z' ? 2 : 0;
      s.optimizeGiven = true;
    },
  },
  {
    names: ['-arch', '--gpu-architecture'], arity: 'equals',
    act: (s, v) => {
      const match = /^(?:sm|compute|lto)_(\d+)[a-z]?$/.exec(v);
      if (match !== null) s.arch = Number(match[1]) * 10;
      else if (v !== 'native' && v !== 'all' && v !== 'all-major') s.problems.push(`unknown GPU architecture '${v}'`);
    },
  },
  { names: ['-gencode', '--generate-code', '-code', '--gpu-code'], arity: 'equals', act: accept },
  { names: ['-use_fast_math', '--use_fast_math'], arity: 'none', act: (s) => { s.fastMath = true; } },
  { names: ['-fmad', '--fmad'], arity: 'equals', act: (s, v) => { s.fmad = v === 'true'; } },
  { names: ['-ftz', '--ftz'], arity: 'equals', act: (s, v) => { s.flushDenormals = v === 'true'; } },
  { names: ['-prec-div', '--prec-div'], arity: 'equals', act: (s, v) => { s.exactQuotients = v === 'true'; } },
  { names: ['-prec-sqrt', '--prec-sqrt'], arity: 'equals', act: (s, v) => { s.exactRoots = v === 'true'; } },
  { names: ['--extended-lambda', '-extended-lambda', '--expt-extended-lambda', '-expt-extended-lambda'], arity: 'none', act: (s) => { s.extendedLambda = true; } },
  { names: ['--expt-relaxed-constexpr', '-expt-relaxed-constexpr'], arity: 'none', act: (s) => { s.relaxedConstexpr = true; } },
  { names: ['-default-stream', '--default-stream'], arity: 'equals', act: (s, v) => { if (v === 'per-thread') s.defines.push('CUDA_API_PER_THREAD_DEFAULT_STREAM=1'); } },
  { names: ['-rdc', '--relocatable-device-code'], arity: 'equals', act: (s, v) => { s.relocatable = v === 'true'; } },
  { names: ['-dc', '--device-c'], arity: 'none', act: (s) => { s.relocatable = true; s.compileOnly = true; } },
  { names: ['-c', '--compile'], arity: 'none', act: (s) => { s.compileOnly = true; } },
  { names: ['-E', '--preprocess'], arity: 'none', act: (s) => { s.preprocessOnly = true; } },
  { names: ['-x', '--x'], arity: 'separate', act: (s, v) => { s.language = v === 'cu' ? 'cuda' : v === 'c' ? 'c' : 'c++'; } },
  {
    names: ['-l', '--library'], arity: 'either',
    act: (s, v) => void s.libraries.push(v),
  },
  { names: ['-w', '--disable-warnings'], arity: 'none', act: (s) => { s.noWarnings = true; } },
  { names: ['-Werror', '--Werror'], arity: 'equals', act: (s, v) => { if (v.split(',').includes('all-warnings')) s.warningsAreErrors = true; } },
  limit('-ftemplate-depth', 'instantiationDepth'),
  limit('-fmax-instantiations', 'instantiations'),
  limit('-fconstexpr-depth', 'constexprDepth'),
  limit('-fconstexpr-ops-limit', 'constexprSteps'),
  limit('-fbracket-depth', 'bracketDepth', 'nesting'),
  limit('-finline-limit', 'inlineSize'),
  limit('-fmax-include-depth', 'includeDepth'),
  limit('-fmax-expanded-tokens', 'expandedTokens'),
  { names: ['-L', '--library-path'], arity: 'either', act: (s, v) => void s.libraryDirs.push(v) },
  { names: ['-fsimd'], arity: 'none', act: (s) => { s.simd = 'auto'; } },
  { names: ['-fno-simd'], arity: 'none', act: (s) => { s.simd = 'never'; } },
  { names: ['-fshare-always'], arity: 'none', act: (s) => { s.shareAlways = true; } },
  { names: ['-farena-always'], arity: 'none', act: (s) => { s.arenaAlways = true; } },
  { names: ['-fsimd-always'], arity: 'none', act: (s) => { s.simd = 'always'; } },
  { names: ['-fopenmp', '-mp'], arity: 'none', act: (s) => { s.defines.push('_OPENMP=201511'); } },
  { names: ['-ffast-math', '-funsafe-math-optimizations', '-Ofast'], arity: 'none', act: accept },
  { names: ['-ptx', '--ptx', '-cubin', '--cubin', '-fatbin', '--fatbin', '-optix-ir', '--optix-ir'], arity: 'none', act: (s) => { s.problems.push('GPU code is not generated: PTX, cubin and fatbin are not available'); } },
  { names: ['-shared', '--shared', '-lib', '--lib'], arity: 'none', act: (s) => { s.problems.push('libraries are not made: compile with -c and link the objects'); } },
  { names: ['-M', '-MM', '--generate-dependencies', '--generate-nonsystem-dependencies'], arity: 'none', act: (s) => { s.problems.push('lists of dependencies are not made'); } },
  { names: ['-MF', '-MT', '-MQ', '--dependency-output'], arity: 'separate', act: accept },
  { names: ['-MD', '-MMD', '-MP'], arity: 'none', act: accept },
  { names: ['-m32', '--m32'], arity: 'none', act: (s) => { s.problems.push("only the 64-bit data model is available: '-m32' is not"); } },
  // Without a meaning here: warnings, debug information, host compiler, code generation details.
  { names: ['-Xcompiler', '--compiler-options'], arity: 'equals', act: (s, v) => void takeFlags(v.split(/[ ,]/).filter((word) => /^-(D|U|I|fopenmp|m32|w$|f(?:template|constexpr|bracket|max)-)/.test(word)), s) },
  { names: ['-Xptxas', '--ptxas-options', '-Xlinker', '--linker-options', '-Xnvlink', '-Xcudafe', '-Xarchive', '-diag-suppress', '--diag-suppress', '-maxrregcount', '--maxrregcount', '-ccbin', '--compiler-bindir', '-cudart', '--cudart', '-t', '--threads-nvcc', '-arch-list', '-cudadevrt', '-Wno-deprecated-gpu-targets-list', '-split-compile', '-optf', '--options-file', '-odir', '-idp'], arity: 'equals', act: accept },
  { names: ['-g', '-G', '-pg', '-lineinfo', '--generate-line-info', '--debug', '--device-debug', '-m64', '--m64', '-restrict', '--restrict', '-Wno-deprecated-gpu-targets', '--keep', '-keep', '-v', '-shared-libgcc', '-static', '-pthread', '-fPIC', '-fpic', '-s', '-pipe', '-march=native', '-Wreorder', '--resource-usage', '-res-usage', '-extra-device-vectorization', '--compile-only'], arity: 'none', act: accept },
];

const BY_NAME = new Map<string, FlagRow>();
for (const row of ROWS) for (const name of row.names) BY_NAME.set(name, row);

/** Takes nvcc's flags out of the command line; the rest comes back in order, with those that the caller has a meaning for (`own`). Nothing after `--` is touched. */
export function takeFlags(args: readonly string[], settings: FlagSettings, own: ReadonlySet<string> = new Set()): string[] {
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i]!;
    if (word === '--') {
      rest.push(...args.slice(i));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      rest.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const name = equals > 0 ? word.slice(0, equals) : word;
    if (own.has(name)) {
      rest.push(word);
      continue;
    }
    const row = BY_NAME.get(name);
    if (row !== undefined && (row.arity !== 'none' || equals < 0)) {
      if (row.arity === 'none') row.act(settings, '');
      else if (equals > 0 && (row.arity !== 'either' || word.startsWith('--'))) row.act(settings, word.slice(equals + 1));
      else if (name === '-O' && word === '-O') row.act(settings, '');
      else if (row.arity === 'either' && equals > 0) row.act(settings, joined(word)!.value);
      else row.act(settings, args[++i] ?? '');
      continue;
    }
    const prefix = joined(word);
    if (prefix !== undefined) {
      prefix.row.act(settings, prefix.value);
      continue;
    }
    if (/^-(W|f|m(?!32)|d(?!c)|n)/.test(word) && !word.startsWith('--')) continue; // gcc's warnings and code generation flags
    rest.push(word);
  }
  return rest;
}

/** `-Ifoo`, `-DX=1`, `-lm`, `-O3`. */
function joined(word: string): { readonly row: FlagRow; readonly value: string } | undefined {
  if (word.startsWith('--')) return undefined;
  const row = BY_NAME.get(word.slice(0, 2));
  if (row === undefined || row.arity !== 'either') return undefined;
  return { row, value: word.slice(2) };
}
