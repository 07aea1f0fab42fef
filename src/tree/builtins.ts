/**
 * The compiler's builtin functions: gcc's `__builtin_*` and the CUDA builtins that the system headers declare with `cw_builtin("name")`. One row each.
 *
 * `signature` is C's notation without parameter names ('int(unsigned int)'); undefined for CUDA builtins (the header's declaration counts) and for
 * generic ones, whose types follow the arguments (src/sema/expr/builtin-calls.ts checks those). `library`: the call becomes one of the
 * C library's function of that name. Rows without it are lowered by name (checked tree node 'builtin').
 */
export type BuiltinEffects =
  /** Depends on its arguments only. */
  | 'pure'
  /** Reads memory or machine state. */
  | 'read'
  | 'write'
  /** Concerns other threads: barrier, fence, warp operation, atomic. */
  | 'sync'
  /** Ends or redirects control. */
  | 'control';

export interface BuiltinRow {
  readonly signature: string | undefined;
  readonly effects: BuiltinEffects;
  readonly library: string | undefined;
}

const table = new Map<string, BuiltinRow>();

function add(signature: string | undefined, effects: BuiltinEffects, names: string, library = false): void {
  for (const name of names.split(' ')) table.set(name, { signature, effects, library: library ? name.slice('__builtin_'.length) : undefined });
}

/** Rows for f, ff (float) and fl (long double). */
function addMath(shape: (t: string) => string, names: string, library: boolean): void {
  for (const name of names.split(' ')) {
    add(shape('double'), 'pure', `__builtin_${name}`, library);
    add(shape('float'), 'pure', `__builtin_${name}f`, library);
    add(shape('long double'), 'pure', `__builtin_${name}l`, library);
  }
}

// Bits.
for (const [suffix, type] of [['', 'int'], ['l', 'long'], ['ll', 'long long']] as const) {
  add(`int(unsigned ${type})`, 'pure', `__builtin_clz${suffix} __builtin_ctz${suffix} __builtin_popcount${suffix} __builtin_parity${suffix}`);
  add(`int(${type})`, 'pure', `__builtin_ffs${suffix} __builtin_clrsb${suffix}`);
}
add('unsigned short(unsigned short)', 'pure', '__builtin_bswap16');
add('unsigned int(unsigned int)', 'pure', '__builtin_bswap32 __builtin_bitreverse32');
add('unsigned long(unsigned long)', 'pure', '__builtin_bswap64 __builtin_bitreverse64');
add('unsigned char(unsigned char)', 'pure', '__builtin_bitreverse8');
add('unsigned short(unsigned short)', 'pure', '__builtin_bitreverse16');
add(undefined, 'pure', '__builtin_clzg __builtin_ctzg __builtin_popcountg __builtin_rotateleft32 __builtin_rotateleft64 __builtin_rotateright32 __builtin_rotateright64');

// Memory and strings.
add('void*(void*, const void*, unsigned long)', 'write', '__builtin_memcpy __builtin_memmove');
add('void*(void*, int, unsigned long)', 'write', '__builtin_memset');
add('int(const void*, const void*, unsigned long)', 'read', '__builtin_memcmp', true);
add('void*(const void*, int, unsigned long)', 'read', '__builtin_memchr', true);
add('unsigned long(const char*)', 'read', '__builtin_strlen', true);
add('int(const char*, const char*)', 'read', '__builtin_strcmp', true);
add('int(const char*, const char*, unsigned long)', 'read', '__builtin_strncmp', true);
add('char*(char*, const char*)', 'write', '__builtin_strcpy __builtin_strcat', true);
add('char*(char*, const char*, unsigned long)', 'write', '__builtin_strncpy __builtin_strncat', true);
add('char*(const char*, int)', 'read', '__builtin_strchr __builtin_strrchr', true);
add('char*(const char*, const char*)', 'read', '__builtin_strstr', true);
add('void*(unsigned long)', 'write', '__builtin_malloc', true);
add('void*(unsigned long, unsigned long)', 'write', '__builtin_calloc', true);
add('void*(void*, unsigned long)', 'write', '__builtin_realloc', true);
add('void(void*)', 'write', '__builtin_free', true);
add('int(const char*, ...)', 'write', '__builtin_printf', true);
add('int(char*, const char*, ...)', 'write', '__builtin_sprintf', true);
add('int(char*, unsigned long, const char*, ...)', 'write', '__builtin_snprintf', true);
add('int(const char*)', 'write', '__builtin_puts', true);
add('int(int)', 'write', '__builtin_putchar __builtin_abs', true);
add('long(long)', 'pure', '__builtin_labs', true);
add('long long(long long)', 'pure', '__builtin_llabs', true);
add('void*(unsigned long)', 'write', '__builtin_alloca');
add('void*(unsigned long, unsigned long)', 'write', '__builtin_alloca_with_align');
add('unsigned long(const void*, int)', 'pure', '__builtin_object_size __builtin_dynamic_object_size');
add('unsigned long(int)', 'read', '__builtin_wasm_memory_size');
add('unsigned long(int, unsigned long)', 'write', '__builtin_wasm_memory_grow');
add('int(const void*, int, long long)', 'write', '__builtin_wasm_memory_atomic_wait32');
add('unsigned int(const void*, unsigned int)', 'write', '__builtin_wasm_memory_atomic_notify');
add(undefined, 'read', '__builtin_prefetch');
add('void(void*, void*)', 'write', '__builtin___clear_cache');

// Control and hints.
add('void()', 'control', '__builtin_unreachable __builtin_trap');
add('void()', 'control', '__builtin_abort', true);
add('void(int)', 'control', '__builtin_exit', true);
add('long(long, long)', 'pure', '__builtin_expect');
add('long(long, long, double)', 'pure', '__builtin_expect_with_probability');
add('void(bool)', 'pure', '__builtin_assume');
add('void*(const void*, unsigned long, ...)', 'pure', '__builtin_assume_aligned');
add(undefined, 'pure', '__builtin_constant_p __builtin_is_constant_evaluated __builtin_addressof __builtin_launder __builtin_bit_cast __builtin_classify_type');
add('void*(unsigned int)', 'read', '__builtin_return_address __builtin_frame_address');
add('void*(void*)', 'pure', '__builtin_extract_return_addr');
add('const char*()', 'read', '__builtin_FILE __builtin_FUNCTION');
add('int()', 'read', '__builtin_LINE __builtin_COLUMN');

// Variable arguments.
add(undefined, 'write', '__builtin_va_start __builtin_va_end __builtin_va_copy');

// Arithmetic that reports overflow.
add(undefined, 'write', '__builtin_add_overflow __builtin_sub_overflow __builtin_mul_overflow');
add(undefined, 'pure', '__builtin_add_overflow_p __builtin_sub_overflow_p __builtin_mul_overflow_p');
for (const op of ['add', 'sub', 'mul']) {
  for (const [letter, sign] of [['s', ''], ['u', 'unsigned ']] as const) {
    for (const [suffix, type] of [['', 'int'], ['l', 'long'], ['ll', 'long long']] as const)
      add(`bool(${sign}${type}, ${sign}${type}, ${sign}${type}*)`, 'write', `__builtin_${letter}${op}${suffix}_overflow`);
  }
}

// Floating point: constants, classification, wasm's own operations, and the library's functions.
addMath((t) => `${t}()`, 'huge_val inf', false);
addMath((t) => `${t}(const char*)`, 'nan nans', false);
add(undefined, 'pure', '__builtin_isnan __builtin_isinf __builtin_isinf_sign __builtin_isfinite __builtin_isnormal __builtin_signbit __builtin_fpclassify');
add('int(float)', 'pure', '__builtin_signbitf');
add('int(double)', 'pure', '__builtin_finite');
add(undefined, 'pure', '__builtin_isgreater __builtin_isgreaterequal __builtin_isless __builtin_islessequal __builtin_islessgreater __builtin_isunordered');
addMath((t) => `${t}(${t})`, 'sqrt fabs floor ceil trunc rint nearbyint', false);
addMath((t) => `${t}(${t}, ${t})`, 'copysign', false);
addMath((t) => `${t}(${t})`, 'round sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh exp exp2 expm1 log log2 log10 log1p cbrt erf erfc tgamma lgamma logb', true);
addMath((t) => `${t}(${t}, ${t})`, 'pow atan2 fmod fmin fmax fdim hypot remainder nextafter', true);
addMath((t) => `${t}(${t}, ${t}, ${t})`, 'fma', true);
addMath((t) => `${t}(${t}, int)`, 'ldexp scalbn', true);
addMath((t) => `${t}(${t}, long)`, 'scalbln', true);
addMath((t) => `${t}(${t}, int*)`, 'frexp', true);
addMath((t) => `${t}(${t}, ${t}*)`, 'modf', true);
addMath((t) => `${t}(${t}, ${t}, int*)`, 'remquo', true);
addMath((t) => `int(${t})`, 'ilogb', true);
addMath((t) => `long(${t})`, 'lrint lround', true);
addMath((t) => `long long(${t})`, 'llrint llround', true);

// CUDA. Types: the declarations in sysroot/include.
add(undefined, 'read', 'threadIdx blockIdx blockDim gridDim laneid smid');
add(undefined, 'write', 'clock clock64 globaltimer nanosleep await_arrivals');
add(undefined, 'sync', 'syncthreads syncthreads_count syncthreads_and syncthreads_or syncgrid syncwarp threadfence_block threadfence threadfence_system');
add(undefined, 'control', 'trap brkpt exit_thread');
add(undefined, 'sync', 'shfl_sync shfl_up_sync shfl_down_sync shfl_xor_sync ballot_sync all_sync any_sync activemask');
add(undefined, 'sync', 'match_any_sync match_any_sync64 match_all_sync match_all_sync64');
add(undefined, 'sync', 'reduce_add_sync reduce_min_sync reduce_max_sync reduce_min_sync_s reduce_max_sync_s reduce_and_sync reduce_or_sync reduce_xor_sync');
for (const op of ['add', 'sub', 'exch', 'cas', 'min', 'max', 'and', 'or', 'xor', 'inc', 'dec']) {
  for (const type of ['i32', 'u32', 'i64', 'u64', 'f32', 'f64', 'u16']) add(undefined, 'sync', `atomic_${op}_${type}`);
}
add(undefined, 'pure', 'fma_f32 fma_f64 is_global is_shared is_constant is_local');

export const builtins: ReadonlyMap<string, BuiltinRow> = table;
