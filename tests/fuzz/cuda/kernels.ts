/**
 * Kernels of a generated program. Each thread writes its own elements; shared memory is read behind barriers; barriers and warp operations stand where all threads come; atomics leave what no order can
 * change. So a program prints the same however its threads are run.
 */
import { DOUBLE, FLOAT, INT, LONG, UINT, ULL } from '../arithmetic.js';
import type { Place, Scalar } from '../arithmetic.js';
import { cooperating, pure } from './cooperation.js';
import { deviceGlobals } from './declarations.js';
import type { Scope, State, Struct } from './grammar.js';
import { anyInteger, anyScalar, assignment, fieldPlaces, fresh, hash, value, withPlaces } from './grammar.js';
import type { Production, Written } from './statements.js';
import { statement } from './statements.js';

export interface Kernel {
  readonly name: string;
  /** Template arguments, or nothing. */
  readonly instance: string;
  readonly output: Scalar | Struct;
  readonly input: Scalar;
  /** A struct or functor parameter's argument. */
  readonly extra: string | undefined;
  readonly threads: number;
  readonly flat: boolean;
  readonly dynamicShared: boolean;
}

/** Sums and extrema of integers: no order shows. */
const atomic: Production = (s, scope) => {
  const { random } = s;
  const e = pure(s, scope, INT);
  return [
    random.pick([
      `atomicAdd(&total[0], ${e});`,
      `atomicMax(&total[1], ${e});`,
      `atomicMin(&total[2], ${e});`,
      `atomicXor(&total[3], ${e});`,
      `atomicOr(&total[4], ${e});`,
      `atomicAnd(&total[5], ${e});`,
      `atomicSub(&total[0], ${e});`,
      `atomicAdd((unsigned *)&total[6], (unsigned)${e});`,
      `atomicInc((unsigned *)&total[7], 1000000u);`,
      `atomicAdd((float *)&total[8], (float)(${e} & 7));`,
      `{ int old = total[9], seen; do { seen = old; old = atomicCAS(&total[9], seen, seen + (${e} & 7)); } while (old != seen); }`,
      `if (t == 0) atomicExch(&total[10 + block % 4], ${e} & 0);`,
      ...(s.types.includes(ULL) ? [`atomicAdd(wide, (unsigned long long)${e});`, `atomicMax(wide + 1, (unsigned long long)${pure(s, scope, LONG)});`] : []),
      ...(s.types.includes(DOUBLE) ? [`atomicAdd((double *)(wide + 2), (double)(${e} & 1023));`] : []),
    ]),
    scope,
  ];
};

const intrinsic: Production = (s, scope) => {
  const { random } = s;
  const i = (): string => pure(s, scope, INT);
  const f = (): string => `sane(${pure(s, scope, FLOAT)})`;
  const name = fresh(s, 'v');
  const wide: readonly (() => readonly [string, Scalar])[] = [
    () => [`__popcll(${pure(s, scope, LONG)}) + __clzll(${pure(s, scope, LONG)})`, INT],
    () => [`(long)__umul64hi(${pure(s, scope, ULL)}, ${pure(s, scope, ULL)})`, LONG],
  ];
  const [text, type] = random.pick<() => readonly [string, Scalar]>([
    () => [`__popc(${i()}) + __clz(${i()}) + __ffs(${i()})`, INT],
    () => [`(int)__brev(${i()})`, INT],
    () => [`__byte_perm(${i()}, ${i()}, ${random.below(0x7777)})`, UINT],
    () => [`__funnelshift_l(${i()}, ${i()}, ${i()})`, UINT],
    () => [`__mulhi(${i()}, ${i()}) + __mul24(${i()}, 3)`, INT],
    () => [`__float_as_int(${f()}) & 0xffffff`, INT],
    () => [`__int_as_float(${i()} & 0x3fffffff | 0x00800000)`, FLOAT],
    () => [`min(${i()}, ${i()}) + max(${i()}, 3) + abs(${i()} % 1000)`, INT],
    () => [`fminf(${f()}, ${f()}) + fmaxf(${f()}, 0.5f)`, FLOAT],
    () => [`${random.pick(['floorf', 'ceilf', 'truncf', 'rintf', 'fabsf', 'roundf'])}(${f()}) + sqrtf(fabsf(${f()}))`, FLOAT],
    () => [`(float)(${random.pick(['sinf', 'cosf', 'expf', 'tanhf', 'logf', 'rsqrtf'])}(fabsf(${f()}) + 1.0f) * 64.0f > 8.0f)`, FLOAT],
    () => [`__dp4a(${i()}, ${i()}, ${i()})`, INT],
    () => [`__half2float(__float2half(${f()}))`, FLOAT],
    () => [`__half2float(__hadd(__float2half(${f()}), __int2half_rn(${i()} & 63)))`, FLOAT],
    () => [`(int)__ldg(&in[t & 31])`, INT],
    ...(s.types.includes(LONG) ? wide : []),
    ...(s.types.includes(DOUBLE) ? [(): readonly [string, Scalar] => [`fma((double)${f()}, 2.0, ${pure(s, scope, DOUBLE)})`, DOUBLE]] : []),
  ])();
  return [`${type.name} ${name} = ${text};`, withPlaces(scope, [{ text: name, type }])];
};

const vector: Production = (s, scope) => {
  const { random } = s;
  const [type, element, make] = random.pick(([['float4', FLOAT, 'make_float4'], ['int2', INT, 'make_int2'], ['uint4', UINT, 'make_uint4'], ['double2', DOUBLE, 'make_double2'], ['int3', INT, 'make_int3'], ['long2', LONG, 'make_long2']] as const).filter((row) => s.types.includes(row[1])));
  const n = Number(type.at(-1));
  const name = fresh(s, 'x');
  const places = ['x', 'y', 'z', 'w'].slice(0, n).map((m): Place => ({ text: `${name}.${m}`, type: element }));
  return [`${type} ${name} = ${make}(${places.map(() => value(s, scope, element, 1)).join(', ')});`, withPlaces(scope, places)];
};

const ptx: Production = (s, scope) => {
  const name = fresh(s, 'v');
  const [op, constraint] = s.random.pick([['add.s32 %0, %1, %2;', 'r'], ['xor.b32 %0, %1, %2;', 'r'], ['mul.lo.u32 %0, %1, %2;', 'r'], ['max.s32 %0, %1, %2;', 'r'], ['{ .reg .u32 q; shl.b32 q, %1, 3; sub.u32 %0, q, %2; }', 'r']] as const);
  return [`int ${name}; asm${s.random.oneIn(2) ? ' volatile' : ''}("${op}" : "=${constraint}"(${name}) : "${constraint}"(${pure(s, scope, INT)}), "${constraint}"(${pure(s, scope, INT)}));`, withPlaces(scope, [{ text: name, type: INT }])];
};

const print: Production = (s, scope) => [`if (t == 0 && block == 0) printf("%d %u %s\\n", ${pure(s, scope, INT)}, (unsigned)${pure(s, scope, INT)}, "text");`, scope];

const inputPointer: Production = (s, scope) => {
  const name = fresh(s, 'q');
  const input = scope.readable.find((p) => p.text.startsWith('in['))!;
  return [`const ${input.type.name} *${name} = in + (${pure(s, scope, INT)} & 31);`, { ...scope, readable: [...scope.readable, { text: s.random.pick([`${name}[${s.random.below(32)}]`, `*(${name} + (t & 7))`, `(*${name})`]), type: input.type }] }];
};

const deviceOnly: readonly Production[] = [...cooperating(deviceBlock), atomic, atomic, atomic, intrinsic, intrinsic, intrinsic, vector, ptx, inputPointer];

function deviceBlock(s: State, scope: Scope, count: number): string {
  const lines: string[] = [];
  let inner = scope;
  for (let i = 0; i < count; i++) {
    const production = s.random.oneIn(40) ? print : s.random.oneIn(2) ? s.random.pick(deviceOnly) : undefined;
    const [text, next]: Written = production !== undefined && --s.budget > 0 ? production(s, inner) : statement(s, inner);
    lines.push(text);
    inner = next;
  }
  return lines.join('\n');
}

export function kernel(s: State): Kernel {
  const { random } = s;
  const name = fresh(s, 'kernel');
  const flat = !random.oneIn(4);
  const threads = random.pick([32, 64, 96, 128]);
  const struct = s.structs.length > 0 && random.oneIn(3) ? random.pick(s.structs) : undefined;
  const output = struct ?? anyScalar(s);
  const input = anyScalar(s);
  const isTemplate = random.oneIn(3);
  const withFunctor = s.plainFunctors.length > 0 && random.oneIn(3);
  const byValue = !withFunctor && s.structs.length > 0 && random.oneIn(3) ? random.pick(s.structs) : undefined;
  const functorName = withFunctor ? random.pick(s.plainFunctors) : undefined;
  const dynamicShared = random.oneIn(5);
  const outputType = struct?.name ?? (output as Scalar).name;
  const places: Place[] = [{ text: 't', type: INT }, { text: 'n', type: INT }, { text: 'block', type: INT }, { text: `in[${random.pick(['t % 64', 'gid & 63', '(t * 3) & 63'])}]`, type: input }, ...deviceGlobals(s)];
  let scope: Scope = { readable: places, writable: [], objects: [], inLoop: false, depth: 3, uniform: true, warp: true, repeated: false, alike: [], device: true };
  if (isTemplate) scope = withPlaces(scope, [{ text: 'N', type: INT }], false);
  if (functorName !== undefined) scope = withPlaces(scope, [{ text: 'functor(t)', type: INT }], false);
  if (byValue !== undefined) scope = withPlaces({ ...scope, objects: [{ text: 'o', struct: byValue }] }, fieldPlaces(random, 'o', byValue), false);
  const locals = (['a', 'b', 'c'] as const).map((text): Place => ({ text, type: anyScalar(s) }));
  const start = locals.map((p) => `${p.type.name} ${p.text} = ${value(s, scope, p.type, 1)};`).join(' ');
  scope = withPlaces(scope, locals);
  const early = random.oneIn(5) ? 'if (gid >= total_threads - 5) return;' : '';
  // Threads that have left take part in nothing.
  if (early !== '') scope = { ...scope, uniform: false, warp: false };
  const dynamic = dynamicShared && early === '' ? 'extern __shared__ unsigned char raw[];\nint *dyn = (int *)raw; dyn[t] = t * 3 + n; __syncthreads(); a = (decltype(a))(dyn[(t + 1) % T] & 127);' : '';
  const body = deviceBlock(s, scope, random.between(3, 9));
  const own = `out[gid]`;
  const finish = struct === undefined
    ? `${own} = (${outputType})(${locals.map((p) => (p.type.floating ? `fi(${p.text})` : `(int)${p.text}`)).join(' ^ ')});`
    : `${fieldPlaces(random, own, struct).map((p) => assignment(s, { ...scope, readable: locals }, p, 1)).join(' ')}`;
  const params = [`${outputType} *${random.oneIn(3) ? '__restrict__ ' : ''}out`, `const ${input.name} *${random.oneIn(3) ? '__restrict__ ' : ''}in`, 'int *total', 'unsigned long long *wide', 'int n', 'int total_threads'];
  if (functorName !== undefined) params.push('F functor');
  if (byValue !== undefined) params.push(`${byValue.name} o`);
  const heads = [...(isTemplate ? ['int N'] : []), ...(functorName === undefined ? [] : ['class F'])];
  const bounds = random.oneIn(4) ? `__launch_bounds__(${threads}) ` : '';
  s.declarations.push(`${heads.length === 0 ? '' : `template <${heads.join(', ')}> `}__global__ void ${bounds}${name}(${params.join(', ')}) {
constexpr int T = ${threads};
const int t = ${flat ? 'threadIdx.x' : '(int)(threadIdx.y * blockDim.x + threadIdx.x)'}; const int block = blockIdx.x${flat ? '' : ' + blockIdx.y * gridDim.x'}; const int gid = block * T + t;
${early}
${start}
${dynamic}
${body}
${finish}
}`);
  const extra = functorName !== undefined ? `${functorName}(${random.below(9)})` : byValue === undefined ? undefined : `${byValue.name}{}`;
  return { name, instance: isTemplate ? `<${random.below(5)}${functorName === undefined ? '' : `, ${functorName}`}>` : '', output, input, extra, threads, flat, dynamicShared };
}

export { anyInteger, hash };
