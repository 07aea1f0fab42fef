/**
 * Which headers come before a CUDA source. nvcc's cuda_runtime.h brings parts of the C++ library along (<utility>, <new>, <cmath>, <cstdlib>, and through them
 * std::min and std::max), and functions for textures and graphs; we add those headers only where the source's text can name something of them, since most kernels' sources never do.
 * The same for what the headers that a program includes bring along in gcc and nvcc beyond what ours do: programs use it without noticing.
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
  ['algorithm', ['lower_bound']],
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
  ['bits/types.h', /\b__(?:u?int(?:8|16|32|64)_t|u_(?:char|short|int|long)|(?:off|pid|time|clock|ssize)_t)\b/],
  ['ctype.h', /\b(?:is(?:alnum|alpha|cntrl|digit|graph|lower|print|punct|space|upper|xdigit)|tolower|toupper)\b/],
];

interface Along {
  /** Of included headers. */
  readonly by: ReadonlySet<string>;
  readonly header: string;
  readonly names: string;
  readonly inStd: boolean;
}
const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const STREAMS = 'iostream istream ostream fstream sstream iomanip';
const INTEGERS = 'u?int(?:_fast|_least)?(?:8|16|32|64)_t|u?int(?:ptr|max)_t';
const STREAM_CLASSES = 'ios|[io]?(?:string|f)?stream|(?:string|file)buf|streambuf';
/** What gcc's headers, and CUDA's on top of them, bring along where ours do not. */
const ALONG: readonly Along[] = [
  { by: words(`${STREAMS} string vector deque list memory random thread mutex cooperative_groups.h`), header: '__cxx/function_objects.h', names: 'less|greater|plus|minus|multiplies|equal_to|less_equal|greater_equal', inStd: true },
  { by: words(`${STREAMS} string vector deque list memory random thread mutex cooperative_groups.h`), header: '__cxx/reference_wrapper.h', names: 'c?ref|reference_wrapper', inStd: true },
  { by: words(`${STREAMS} string chrono random thread mutex cooperative_groups.h`), header: 'cstdint', names: INTEGERS, inStd: true },
  { by: words('string memory random thread cooperative_groups.h'), header: 'iosfwd', names: STREAM_CLASSES, inStd: true },
  { by: words('string random cooperative_groups.h'), header: 'istream', names: 'getline', inStd: true },
  { by: words(`${STREAMS} memory complex locale mutex thread future`), header: 'pthread.h', names: 'pthread_\\w+', inStd: false },
  { by: words(`${STREAMS} memory complex locale mutex thread future`), header: 'sched.h', names: 'sched_\\w+|CPU_(?:SET|ZERO)', inStd: false },
  { by: words('iomanip filesystem regex'), header: 'sstream', names: '[io]?stringstream', inStd: true },
  // Of C++20; <concepts> says nothing before.
  { by: words(`${STREAMS} string string_view vector deque list map set memory random numeric iterator algorithm functional span thread`), header: 'concepts', names: 'integral|floating_point|(?:un)?signed_integral|same_as|convertible_to|derived_from|(?:regular_)?invocable|predicate|(?:semi)?regular|(?:copy|move)_constructible|default_initializable|equality_comparable|totally_ordered', inStd: true },
  { by: words('queue stack'), header: 'deque', names: 'deque', inStd: true },
  { by: words('csignal signal.h'), header: 'unistd.h', names: 'getopt|u?sleep|getpid|alarm|_exit|read|write', inStd: false },
  { by: words('future'), header: 'condition_variable', names: 'condition_variable', inStd: true },
  { by: words('future'), header: 'atomic', names: 'atomic|atomic_\\w+', inStd: true },
  { by: words('functional'), header: 'vector', names: 'vector', inStd: true },
  { by: words('functional'), header: 'algorithm', names: 'sort|stable_sort|find|find_if|count_if|for_each|max_element|min_element|nth_element|reverse|transform', inStd: true },
  { by: words('memory thread'), header: 'memory', names: 'unique_ptr|make_unique', inStd: true },
  { by: words('memory'), header: 'tuple', names: 'tie|tuple|make_tuple', inStd: true },
  { by: words('memory'), header: 'atomic', names: 'atomic', inStd: true },
  { by: words('memory cooperative_groups.h'), header: 'string', names: 'string|to_string|stoi', inStd: true },
  { by: words('cooperative_groups.h'), header: 'sstream', names: '[io]?stringstream', inStd: true },
  { by: words('cooperative_groups.h'), header: 'stdexcept', names: '(?:runtime|logic)_error|invalid_argument|out_of_range', inStd: true },
  { by: words('cooperative_groups.h'), header: 'cstring', names: 'mem(?:cpy|set|cmp|move)|str(?:len|cmp|cpy|ncmp)', inStd: true },
  { by: words('cooperative_groups.h'), header: 'cstdio', names: '[fs]?printf|snprintf', inStd: true },
  { by: words('cooperative_groups.h'), header: 'stdint.h', names: `${INTEGERS}|U?INT(?:8|16|32|64)_(?:MAX|MIN|C)|SIZE_MAX`, inStd: false },
  { by: words('memory cooperative_groups.h'), header: 'stdio.h', names: 'FILE|f?printf|s?n?printf|std(?:err|out|in)|fopen|perror', inStd: false },
  { by: words('cooperative_groups.h'), header: 'assert.h', names: 'assert', inStd: false },
  { by: words('cooperative_groups.h'), header: 'float.h', names: '(?:FLT|DBL)_(?:MAX|MIN|EPSILON)', inStd: false },
  { by: words('cooperative_groups.h'), header: 'unistd.h', names: 'getopt|u?sleep', inStd: false },
];
const TRAIT = /^is_|_t$|_v$|^(?:add|remove|make)_|^(?:enable_if|conditional|decay|common_type|integral_constant|true_type|false_type|underlying_type)$/;

/** What a member of std has to have included, as far as cuda_runtime.h brings it along. */
function headerOf(name: string): string | undefined {
  return HEADER_OF.get(name) ?? (MATH.has(name) ? 'cmath' : TRAIT.test(name) ? 'type_traits' : undefined);
}

/** Does one of the program's texts name something that an included header brings along? */
function isNamed({ names, inStd }: Along, texts: readonly string[]): boolean {
  const qualified = new RegExp(`\\bstd\\s*::\\s*(?:${names})\\b`);
  const plain = new RegExp(`\\b(?:${names})\\b`);
  return texts.some((text) => (inStd && !USING.test(text) ? qualified : plain).test(text));
}

/** The headers to include before a CUDA source; `included` gives the text of what an `#include` names, if it is of the program's own. */
export function implicitHeaders(text: string, included: (name: string) => string | undefined): readonly string[] {
  const headers = [RUNTIME];
  const seen = new Set<string>();
  const texts: string[] = [];
  const scan = (source: string): void => {
    texts.push(source);
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
  for (const along of ALONG) {
    if (headers.includes(along.header) || seen.has(along.header) || ![...along.by].some((name) => seen.has(name))) continue;
    if (isNamed(along, texts)) headers.push(along.header);
  }
  return headers;
}
