/**
 * Keywords of C++20, C17 and their GNU dialects, and the tokens that have other spellings. CUDA's `__global__` and its kin are
 * macros of the headers; type traits (`__is_class` …) are plain names that sema knows.
 */
import { isCStandard } from '../preprocess/options.js';

const cppKeywords = [
  'alignas',
  'alignof',
  'asm',
  'auto',
  'bool',
  'break',
  'case',
  'catch',
  'char',
  'char16_t',
  'char32_t',
  'class',
  'const',
  'const_cast',
  'constexpr',
  'continue',
  'decltype',
  'default',
  'delete',
  'do',
  'double',
  'dynamic_cast',
  'else',
  'enum',
  'explicit',
  'export',
  'extern',
  'false',
  'float',
  'for',
  'friend',
  'goto',
  'if',
  'inline',
  'int',
  'long',
  'mutable',
  'namespace',
  'new',
  'noexcept',
  'nullptr',
  'operator',
  'private',
  'protected',
  'public',
  'register',
  'reinterpret_cast',
  'return',
  'short',
  'signed',
  'sizeof',
  'static',
  'static_assert',
  'static_cast',
  'struct',
  'switch',
  'template',
  'this',
  'thread_local',
  'throw',
  'true',
  'try',
  'typedef',
  'typeid',
  'typename',
  'union',
  'unsigned',
  'using',
  'virtual',
  'void',
  'volatile',
  'wchar_t',
  'while',
] as const;

/** From C++20 on. */
const cpp20Keywords = [
  'char8_t',
  'concept',
  'consteval',
  'constinit',
  'co_await',
  'co_return',
  'co_yield',
  'requires',
] as const;

const gnuKeywords = [
  '__restrict',
  '__restrict__',
  '__inline',
  '__inline__',
  '__volatile',
  '__volatile__',
  '__const',
  '__const__',
  '__signed',
  '__signed__',
  '__extension__',
  '__asm',
  '__asm__',
  '__typeof',
  '__typeof__',
  '__attribute',
  '__attribute__',
  '__alignof',
  '__alignof__',
  '__int128',
  '__thread',
  '__complex__',
  '__real__',
  '__imag__',
  '__label__',
  '__builtin_va_arg',
  '__builtin_offsetof',
  '__builtin_bit_cast',
  '__builtin_types_compatible_p',
  '__decltype',
  '__null',
] as const;

/** Those of C++ that are plain names in C. `bool` and its kin are macros of C's headers. */
const notInC: ReadonlySet<string> = new Set([
  'alignas', 'alignof', 'bool', 'catch', 'char16_t', 'char32_t', 'class', 'const_cast', 'constexpr', 'decltype', 'delete', 'dynamic_cast', 'explicit', 'export', 'false', 'friend', 'mutable', 'namespace',
  'new', 'noexcept', 'nullptr', 'operator', 'private', 'protected', 'public', 'reinterpret_cast', 'static_assert', 'static_cast', 'template', 'this', 'thread_local', 'throw', 'true', 'try', 'typeid',
  'typename', 'using', 'virtual', 'wchar_t',
]);

/** The keywords of a standard; `typeof` is one in GNU mode only. */
export function keywordsOf(std: string): ReadonlySet<string> {
  if (isCStandard(std)) return new Set([...cppKeywords.filter((word) => !notInC.has(word)), ...gnuKeywords, 'restrict', 'typeof']);
  const words = new Set<string>(cppKeywords);
  for (const word of gnuKeywords) words.add(word);
  if (std.endsWith('20') || std.endsWith('23')) for (const word of cpp20Keywords) words.add(word);
  if (std.startsWith('gnu')) words.add('typeof');
  return words;
}

/** Other spellings of tokens in C. */
const digraphs = [
  ['<:', '['],
  [':>', ']'],
  ['<%', '{'],
  ['%>', '}'],
  ['%:', '#'],
  ['%:%:', '##'],
] as const;

/** Other spellings of tokens ([lex.digraph]). */
const alternativeTokens: ReadonlyMap<string, string> = new Map([
  ['and', '&&'],
  ['and_eq', '&='],
  ['bitand', '&'],
  ['bitor', '|'],
  ['compl', '~'],
  ['not', '!'],
  ['not_eq', '!='],
  ['or', '||'],
  ['or_eq', '|='],
  ['xor', '^'],
  ['xor_eq', '^='],
  ...digraphs,
]);

const alternativesInC: ReadonlyMap<string, string> = new Map(digraphs);

/** What other spellings of tokens stand for. */
export function alternativesOf(std: string): ReadonlyMap<string, string> {
  return isCStandard(std) ? alternativesInC : alternativeTokens;
}
