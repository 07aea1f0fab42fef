/** Library functions that WGSL has too. They are pure. */

export interface FunctionRow {
  readonly wgsl: string;
  /** Of parameters and result. */
  readonly type: 'f32' | 'i32' | 'u32' | 'f64';
  readonly isOwn?: true;
}

/** A function of the shader's own (math.ts). */
const own = (wgsl: string): FunctionRow => ({ wgsl, type: 'f32', isOwn: true });
/** One on doubles (doubles/library.ts). */
const double = (wgsl: string): FunctionRow => ({ wgsl, type: 'f64', isOwn: true });
const float = (wgsl: string): FunctionRow => ({ wgsl, type: 'f32' });

/** By the name of the library's symbol: with CUDA's results, or intrinsics that promise as little as WGSL does. */
export const FUNCTIONS: Readonly<Record<string, FunctionRow>> = {
  sqrtf: own('square_root'),
  expf: own('exponential'),
  logf: own('logarithm'),
  exp2f: own('exponential_2'),
  exp10f: own('exponential_10'),
  log2f: own('logarithm_2'),
  log10f: own('logarithm_10'),
  sinf: own('sine'),
  cosf: own('cosine'),
  tanf: own('tangent'),
  tanhf: own('hyperbolic_tangent'),
  powf: own('power'),
  asinf: own('arc_sine'),
  acosf: own('arc_cosine'),
  atanf: own('arc_tangent'),
  atan2f: own('angle_of'),
  sinhf: own('hyperbolic_sine'),
  coshf: own('hyperbolic_cosine'),
  asinhf: own('arsinh'),
  acoshf: own('arcosh'),
  atanhf: own('artanh'),
  log1pf: own('logarithm_of_more'),
  expm1f: own('exponential_less_one'),
  cbrtf: own('cube_root'),
  hypotf: own('hypotenuse'),
  erff: own('error_function'),
  exp: double('exp_f64'),
  log: double('log_f64'),
  sin: double('sin_f64'),
  cos: double('cos_f64'),
  __cw_fma: double('fma_f64'),
  __cw_product_rest: double('product_rest_f64'),
  __cw_sum_rest: double('sum_rest_f64'),
  __cw_ordered_sum_rest: double('ordered_sum_rest_f64'),
  fabsf: float('abs'),
  fminf: float('min'),
  fmaxf: float('max'),
  floorf: float('floor'),
  ceilf: float('ceil'),
  truncf: float('trunc'),
  rintf: float('round'),
  nearbyintf: float('round'),
  rsqrtf: float('inverseSqrt'),
  fmaf: float('fma'),
  abs: { wgsl: 'abs', type: 'i32' },
  __expf: float('exp'),
  __logf: float('log'),
  __log2f: float('log2'),
  __sinf: float('sin'),
  __cosf: float('cos'),
  __tanf: float('tan'),
  __tanhf: own('hyperbolic_tangent'),
  __exp10f: own('fast_exponential_10'),
  __log10f: own('fast_logarithm_10'),
  __cw_fast_powf: own('fast_power'),
  __cw_fast_sqrtf: float('sqrt'),
  __fdividef: own('fast_quotient'),
  __saturatef: float('saturate'),
  __cw_texture_kinds: { wgsl: 'texture_kinds', type: 'u32', isOwn: true },
};

/** Functions of the library whose bodies mean nothing in a shader, or that are others put together (legalize/calls.ts): they are written out as such, or refused under their own names. */
const REFUSED: ReadonlySet<string> = new Set([
  'sincosf', '__sincosf', 'printf', 'vprintf', 'puts', 'putchar', '__assert_fail', 'malloc', 'free', 'calloc', 'realloc', 'abort', 'exit', '__cw_last_error', '_Znwm', '_Znam', '_ZdlPv', '_ZdaPv', '_ZdlPvm', '_ZdaPvm',
]);

export function staysCall(name: string): boolean {
  return Object.hasOwn(FUNCTIONS, name) || REFUSED.has(name);
}

/**
 * Functions that read textures, by address (sysroot/lib/cuda/texture-fetch.cpp). What a kernel writes to a texture that it reads it need not see, so that they are pure. The bits: kinds of textures (sysroot/include/__cuda_wasm/texture.h)
 * one of which a texture has for which the function is called; -1: any.
 */
const TEXTURE_READERS: Readonly<Record<string, number>> = {
  __cw_texture_sample_pair: -1, __cw_texture_level_pair: -1, __cw_texture_fetch_pair: -1, __cw_texture_gather_pair: -1,
  __cw_texture_point_pair: 1 << 0, __cw_texture_floats_pair: 1 << 1, __cw_texture_other_pair: (1 << 7) | (1 << 11) | (1 << 12) | (1 << 24), __cw_texture_other_channel: (1 << 7) | (1 << 11) | (1 << 12), __cw_texture_levels: 1 << 28,
};

export function readsTextures(name: string): boolean {
  return Object.hasOwn(TEXTURE_READERS, name);
}

/** The kinds of textures that a function is for; undefined: it is always there. */
export function textureKindsOf(name: string): number | undefined {
  const kinds = TEXTURE_READERS[name];
  return kinds === -1 ? undefined : kinds;
}
