/** nvcc's and gcc's flags: what they set, what they say about what cannot be had, what is left for others. */
import { describe, expect, it } from 'vitest';
import type { FlagSettings } from './nvcc-flags.js';
import { defaultSettings, takeFlags } from './nvcc-flags.js';

function take(line: string): { readonly rest: string; readonly changed: Partial<FlagSettings> } {
  const settings = defaultSettings();
  const plain = defaultSettings();
  const rest = takeFlags(line.split(' '), settings).join(' ');
  const changed = Object.fromEntries(Object.entries(settings).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(plain[key as keyof FlagSettings])));
  return { rest, changed };
}

describe('flags that act', () => {
  const cases: readonly (readonly [line: string, changed: Partial<FlagSettings>])[] = [
    ['-Iinclude -I more --include-path=third', { includeDirs: ['include', 'more', 'third'] }],
    ['-isystem sys', { systemDirs: ['sys'] }],
    ['-DA -D B=1 -UC --undefine-macro D', { defines: ['A', 'B=1'], undefs: ['C', 'D'] }],
    ['-include first.h', { preIncludes: ['first.h'] }],
    ['-std=gnu++20', { std: 'gnu++20' }],
    ['-O3', { optimize: 3, optimizeGiven: true }],
    ['-Os', { optimizeGiven: true, shrink: 1 }],
    ['-Oz', { optimizeGiven: true, shrink: 2 }],
    ['-O0', { optimize: 0, optimizeGiven: true }],
    ['-arch=sm_80', { arch: 800 }],
    ['-arch native', {}],
    ['-use_fast_math', { fastMath: true }],
    ['--fmad=false', { fmad: false }],
    ['-prec-div=false --prec-sqrt=false', { exactQuotients: false, exactRoots: false }],
    ['-prec-div=true', { exactQuotients: true }],
    ['--extended-lambda --expt-relaxed-constexpr', { extendedLambda: true, relaxedConstexpr: true }],
    ['-default-stream per-thread', { defines: ['CUDA_API_PER_THREAD_DEFAULT_STREAM=1'] }],
    ['-rdc=true', { relocatable: true }],
    ['-dc', { relocatable: true, compileOnly: true }],
    ['-c', { compileOnly: true }],
    ['-E', { preprocessOnly: true }],
    ['-x c++', { language: 'c++' }],
    ['-w', { noWarnings: true }],
    ['-Werror all-warnings', { warningsAreErrors: true }],
    ['-fno-simd', { simd: 'never' }],
    ['-fsimd-always', { simd: 'always' }],
    ['-fshare-always', { shareAlways: true }],
    ['-farena-always', { arenaAlways: true }],
    ['-Xcompiler -DINNER,-Wall', { defines: ['INNER'] }],
    ['-lcudart -lm -L/usr/lib -g -G -lineinfo -Xptxas -v -Wall -fPIC -march=native -MD -MF deps.d', { libraries: ['cudart', 'm'], libraryDirs: ['/usr/lib'] }],
  ];
  for (const [line, changed] of cases) {
    it(line, () => expect(take(line)).toEqual({ rest: '', changed }));
  }
});

describe('flags that cannot be honoured', () => {
  for (const [line, words] of [
    ['-std=c++99', 'unknown language standard'],
    ['-arch=gpu', 'unknown GPU architecture'],
    ['-ptx', 'PTX'],
    ['-shared', 'libraries are not made'],
    ['-M', 'dependencies'],
    ['-m32', '64-bit'],
    ['-ftemplate-depth=none', 'needs a positive number'],
  ] as const) {
    it(line, () => expect(take(line).changed.problems?.[0]).toContain(words));
  }
});

it('leaves everything else in order, and all behind --', () => {
  expect(take('a.cu --device cpu -O2 - -- -O3 -Ix').rest).toBe('a.cu --device cpu - -- -O3 -Ix');
});
