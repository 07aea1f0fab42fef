/** Answers of `__has_attribute`, `__has_cpp_attribute` and `__has_builtin`: what this compiler gives a meaning to, or may ignore. */

const gnuAttributes = new Set([
  'aligned',
  'packed',
  'always_inline',
  'noinline',
  'noreturn',
  'unused',
  'used',
  'weak',
  'deprecated',
  'pure',
  'const',
  'malloc',
  'nothrow',
  'cold',
  'hot',
  'format',
  'nonnull',
  'returns_nonnull',
  'warn_unused_result',
  'visibility',
  'section',
  'constructor',
  'destructor',
  'may_alias',
  'fallthrough',
  'flatten',
  'leaf',
  'alias',
  'mode',
  'transparent_union',
  'vector_size',
  'artificial',
  'alloc_size',
  'sentinel',
  'global',
  'device',
  'host',
  'shared',
  'constant',
  'managed',
  'launch_bounds',
  'cluster_dims',
  'grid_constant',
  'device_builtin',
]);

/** Standard attributes and the values that gcc 12 gives them. */
const standardAttributes = new Map([
  ['noreturn', 200809],
  ['carries_dependency', 200809],
  ['deprecated', 201309],
  ['fallthrough', 201603],
  ['maybe_unused', 201603],
  ['nodiscard', 201907],
  ['likely', 201803],
  ['unlikely', 201803],
  ['no_unique_address', 201803],
]);

/** Builtins that do not begin with `__builtin_`, `__sync_` or `__atomic_`. */
const traits = new Set([
  '__is_same',
  '__is_class',
  '__is_enum',
  '__is_union',
  '__is_final',
  '__is_empty',
  '__is_polymorphic',
  '__is_abstract',
  '__is_base_of',
  '__is_trivially_constructible',
  '__is_trivially_assignable',
  '__is_trivially_copyable',
  '__is_trivial',
  '__is_standard_layout',
  '__is_pod',
  '__is_constructible',
  '__is_assignable',
  '__is_nothrow_constructible',
  '__is_nothrow_assignable',
  '__is_literal_type',
  '__is_aggregate',
  '__underlying_type',
  '__has_virtual_destructor',
  '__has_unique_object_representations',
  '__has_trivial_destructor',
  '__is_convertible_to',
]);

const builtins = new Set([
  'expect',
  'expect_with_probability',
  'unreachable',
  'trap',
  'memcpy',
  'memset',
  'memmove',
  'memcmp',
  'strlen',
  'strcmp',
  'clz',
  'clzl',
  'clzll',
  'ctz',
  'ctzl',
  'ctzll',
  'popcount',
  'popcountl',
  'popcountll',
  'ffs',
  'ffsl',
  'ffsll',
  'bswap16',
  'bswap32',
  'bswap64',
  'bit_cast',
  'is_constant_evaluated',
  'constant_p',
  'offsetof',
  'addressof',
  'launder',
  'assume_aligned',
  'add_overflow',
  'sub_overflow',
  'mul_overflow',
  'huge_val',
  'huge_valf',
  'inf',
  'inff',
  'nan',
  'nanf',
  'isnan',
  'isinf',
  'isfinite',
  'signbit',
  'fabs',
  'fabsf',
  'va_start',
  'va_arg',
  'va_end',
  'va_copy',
  'alloca',
  'FILE',
  'LINE',
  'FUNCTION',
  'types_compatible_p',
  'choose_expr',
  'object_size',
  'prefetch',
  'abort',
  'exit',
]);

function plain(name: string): string {
  return name.length > 4 && name.startsWith('__') && name.endsWith('__') ? name.slice(2, -2) : name;
}

/** `words` are the operand's tokens; `gnu::name` asks for GNU's. */
export function hasAttribute(words: readonly string[]): number {
  if (words.length === 1)
    return gnuAttributes.has(plain(words[0])) ? 1 : (standardAttributes.get(plain(words[0])) ?? 0);
  return hasCppAttribute(words);
}

export function hasCppAttribute(words: readonly string[]): number {
  if (words.length === 1) return standardAttributes.get(plain(words[0])) ?? 0;
  if (words.length === 3 && words[1] === '::' && plain(words[0]) === 'gnu')
    return gnuAttributes.has(plain(words[2])) ? 1 : 0;
  return 0;
}

export function hasBuiltin(name: string): boolean {
  if (name.startsWith('__builtin_')) return builtins.has(name.slice(10));
  return traits.has(name);
}
