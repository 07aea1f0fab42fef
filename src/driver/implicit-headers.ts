/**
 * Which headers come before a CUDA source. nvcc's cuda_runtime.h brings parts of the C++ library along (<utility>, <new>, <cmath>, <cstdlib>, and through them
 * std::min and std::max), and functions for textures and graphs; we add those headers only where the source's text can name something of them, since most kernels' sources never do.
 */
const RUNTIME = 'cuda_runtime.h';

/** By header: the members of namespace std that make it needed. */
const MEMBERS: readonly (readonly [string, readonly string[]])[] = [
  ['cstddef', ['size_t', 'ptrdiff_t', 'nullptr_t', 'max_align_t', 'byte']],
  ['utility', ['pair', 'make_pair', 'move', 'forward', 'swap', 'exchange', 'declval', 'initializer_list', 'integer_sequence', 'index_sequence', 'make_index_sequence', 'index_sequence_for', 'tuple_size', 'tuple_element', 'get', 'piecewise_construct', 'as_const', 'move_if_noexcept', 'addressof', 'rel_ops']],
  ['new', ['nothrow', 'nothrow_t', 'bad_alloc', 'bad_array_new_length', 'set_new_handler', 'get_new_handler', 'new_handler', 'align_val_t', 'launder']],
  ['__cxx/algobase.h', ['min', 'max', 'copy', 'copy_n', 'fill', 'fill_n', 'equal', 'lexicographical_compare', 'iter_swap', 'swap_ranges', 'copy_backward']],
  ['__cxx/iterator_base.h', ['distance', 'advance', 'next', 'prev', 'begin', 'end', 'reverse_iterator']],
  ['limits', ['numeric_limits']],
  ['cstdlib', ['abs', 'labs', 'malloc', 'free', 'calloc', 'realloc', 'exit', 'abort', 'atexit', 'atoi', 'atol', 'atof', 'strtol', 'strtoul', 'strtod', 'strtof', 'rand', 'srand', 'qsort', 'bsearch', 'getenv', 'system', 'div', 'div_t']],
  ['exception', ['exception', 'terminate', 'set_terminate', 'terminate_handler', 'exception_ptr', 'current_exception', 'uncaught_exception', 'uncaught_exceptions', 'rethrow_exception', 'make_exception_ptr']],
];
const HEADER_OF = new Map(MEMBERS.flatMap(([header, names]) => names.map((name) => [name, header] as const)));

const MATH = new Set(
  ('acos asin atan atan2 ceil cos cosh exp fabs floor fmod frexp ldexp log log10 modf pow sin sinh sqrt tan tanh acosh asinh atanh cbrt copysign erf erfc exp2 expm1 fdim fma fmax fmin hypot ilogb lgamma llrint llround ' +
    'log1p log2 logb lrint lround nan nearbyint nextafter remainder remquo rint round scalbln scalbn tgamma trunc fpclassify isfinite isinf isnan isnormal signbit isgreater isless isunordered float_t double_t').split(' '),
);

const USING = /\busing\s+namespace\s+(?:::\s*)?std\b/;
const PLACEMENT = /\bnew\s*\(/;
/** Parts of CUDA's own that few sources use, by the names that they bring. */
const PARTS: readonly (readonly [string, RegExp])[] = [
  ['texture_indirect_functions.h', /\btex(?:1D|2D|3D|Cubemap)/],
  ['surface_indirect_functions.h', /\bsurf(?:1D|2D|3D|Cubemap)/],
  ['__cuda_wasm/graphs.h', /\bcuda(?:Graph|\w*Capture)/],
];
const TRAIT = /^is_|_t$|_v$|^(?:add|remove|make)_|^(?:enable_if|conditional|decay|common_type|integral_constant|true_type|false_type|underlying_type)$/;

/** What a member of std has to have included, as far as cuda_runtime.h brings it along. */
function headerOf(name: string): string | undefined {
  return HEADER_OF.get(name) ?? (MATH.has(name) ? 'cmath' : TRAIT.test(name) ? 'type_traits' : undefined);
}

/** The headers to include before a CUDA source; `included` gives the text of what an `#include` names, if it is of the program's own. */
export function implicitHeaders(text: string, included: (name: string) => string | undefined): readonly string[] {
  const headers = [RUNTIME];
  const seen = new Set<string>();
  const scan = (source: string): void => {
    if (PLACEMENT.test(source) && !headers.includes('new')) headers.push('new');
    for (const [header, names] of PARTS) if (names.test(source) && !headers.includes(header)) headers.push(header);
    const using = USING.test(source);
    for (const [, name] of source.matchAll(using ? /(\w+)/g : /\bstd\s*::\s*(\w+)/g)) {
      const header = using ? HEADER_OF.get(name!) : headerOf(name!);
      if (header !== undefined && !headers.includes(header)) headers.push(header);
    }
    for (const [, name] of source.matchAll(/^\s*#\s*include\s*["<]([^">\n]+)[">]/gm)) {
      if (seen.has(name!)) continue;
      seen.add(name!);
      const inner = included(name!);
      if (inner !== undefined) scan(inner);
    }
  };
  scan(text);
  return headers;
}
