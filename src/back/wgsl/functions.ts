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
};

/** Functions of the library whose bodies mean nothing in a shader, or that are others put together (legalize/calls.ts): they are written out as such, or refused under their own names. */
const REFUSED: ReadonlySet<string> = new Set([
  'sincosf', '__sincosf', 'printf', 'vprintf', 'puts', 'putchar', '__assert_fail', 'malloc', 'free', 'calloc', 'realloc', 'abort', 'exit', '__cw_last_error', '_Znwm', '_Znam', '_ZdlPv', '_ZdaPv', '_ZdlPvm', '_ZdaPvm',
]);

export function staysCall(name: string): boolean {
  return Object.hasOwn(FUNCTIONS, name) || REFUSED.has(name);
}
