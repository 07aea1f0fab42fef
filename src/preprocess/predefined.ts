/** The texts read before a program: the predefined macros of gcc and nvcc, and what the command line defines and includes. */
import { commonMacros, macrosByStandard } from './gcc-macros.js';
import type { LanguageStandard, PreprocessOptions } from './options.js';
import { isCStandard } from './options.js';

const versions = ['11', '14', '17', '20', '23'] as const;
const cplusplus = ['201103L', '201402L', '201703L', '202002L', '202100L'] as const;

const standardTexts = new Map<LanguageStandard, string>();

/** What gcc's C lacks of the macros of its C++. */
const notInC = /^(_GNU_SOURCE|__DEPRECATED|__EXCEPTIONS|__GNUG__|__GXX_(EXPERIMENTAL_CXX0X__|RTTI|WEAK__)|__STDCPP_\w+|__cpp_\w+) /;

function textOfC(): string {
  const lines = commonMacros.trim().split('\n').filter((line) => !notInC.test(line)).map((line) => line.replace(/ double\((.*)\)$/, ' ((double)$1)'));
  return [...lines, '__STDC_VERSION__ 201710L', '__DECIMAL_DIG__ 17', 'linux 1', 'unix 1'].map((line) => `#define ${line}\n`).join('');
}

function standardText(std: LanguageStandard): string {
  const known = standardTexts.get(std);
  if (known !== undefined) return known;
  if (isCStandard(std)) {
    const text = textOfC();
    standardTexts.set(std, text);
    return text;
  }
  const gnu = std.startsWith('gnu');
  const index = versions.findIndex((version) => std.endsWith(version));
  const lines = commonMacros.trim().split('\n');
  lines.push(`__cplusplus ${cplusplus[index]}`, '__DECIMAL_DIG__ 17');
  for (const [name, values] of macrosByStandard)
    if (values[index] !== '') lines.push(`${name} ${values[index]}`);
  if (gnu)
    lines.push('linux 1', 'unix 1', '__GLIBCXX_TYPE_INT_N_0 __int128', '__GLIBCXX_BITSIZE_INT_N_0 128');
  else lines.push('__STRICT_ANSI__ 1');
  const text = lines.map((line) => `#define ${line}\n`).join('');
  standardTexts.set(std, text);
  return text;
}

/** The text `<built-in>`: `#define` lines that depend on the options. */
export function predefinedText(options: PreprocessOptions): string {
  const lines: string[] = ['__CUDA_WASM__ 1'];
  lines.push(options.optimize ? '__OPTIMIZE__ 1' : '__NO_INLINE__ 1');
  if (options.cuda ?? true) {
    lines.push('__CUDACC__ 1', '__NVCC__ 1');
    lines.push('__CUDACC_VER_MAJOR__ 13', '__CUDACC_VER_MINOR__ 0', '__CUDACC_VER_BUILD__ 88');
    const list = options.cudaArchList ?? [options.cudaArch ?? 900];
    lines.push(`__CUDA_ARCH_LIST__ ${list.join(',')}`);
    if (options.cudaArch !== undefined) lines.push(`__CUDA_ARCH__ ${options.cudaArch}`);
    if (options.extendedLambda) lines.push('__CUDACC_EXTENDED_LAMBDA__ 1');
    if (options.relaxedConstexpr) lines.push('__CUDACC_RELAXED_CONSTEXPR__ 1');
    if (options.relocatableDeviceCode) lines.push('__CUDACC_RDC__ 1');
  }
  return standardText(options.std ?? 'gnu++17') + lines.map((line) => `#define ${line}\n`).join('');
}

/** The name of the text that the options of the command line make. */
export const commandLinePath = '<command-line>';

/** The first text `<command-line>`: -D, -U and the headers of the prelude, in this order. */
export function commandLineText(options: PreprocessOptions): string {
  let text = '';
  for (const define of options.defines ?? []) {
    const equals = define.indexOf('=');
    const body = equals < 0 ? '1' : define.slice(equals + 1);
    text += `#define ${equals < 0 ? define : define.slice(0, equals)} ${body.split('\n')[0]}\n`;
  }
  for (const name of options.undefs ?? []) text += `#undef ${name}\n`;
  for (const name of options.prelude ?? []) text += `#include ${name.startsWith('<') ? name : `"${name}"`}\n`;
  return text;
}

/** The second text `<command-line>`: forced includes. */
export function forcedIncludesText(options: PreprocessOptions): string {
  return (options.preIncludes ?? []).map((name) => `#include "${name}"\n`).join('');
}
