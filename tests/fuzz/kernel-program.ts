/**
 * Random CUDA programs of one kernel: per-thread integers, shared and global memory, barriers under block-uniform control flow, shuffles, ballots, atomics whose order does not show; with even seeds a loop that lanes of a warp leave apart.
 * The host computes the same with loops over threads, from the same text: a thread's variables are macros that name an element of an array there. The program prints "same" or the first difference,
 * then a checksum. In: a seed.
 */
import type { Place } from './arithmetic.js';
import { INT, LONG, UINT, convert, expression } from './arithmetic.js';
import { createRandom } from './random.js';
import type { Random } from './random.js';

const variables = ['a', 'b', 'c', 'd'] as const;
const types = [INT, UINT, LONG, INT];

interface Text {
  readonly device: string;
  readonly host: string;
}

interface State {
  readonly random: Random;
  readonly threads: number;
  readonly places: readonly Place[];
  unique: number;
}

const each = (body: string): string => `for (int t = 0; t < T; t++) { ${body} }`;
const both = (body: string): Text => ({ device: body, host: each(body) });

const value = (s: State, depth = 3): string => convert(expression(s.random, s.places, depth), INT);

function local(s: State): string {
  const i = s.random.below(variables.length);
  return `${variables[i]} = ${convert(expression(s.random, s.places, 3), types[i]!)};`;
}

/** Divergent control flow without barriers. */
function straight(s: State): string {
  const { random } = s;
  const name = `i${s.unique++}`;
  switch (random.below(6)) {
    case 0:
      return `if (${value(s, 2)} & 1) { ${local(s)} ${straight(s)} } else { ${local(s)} }`;
    case 1:
      return `for (int ${name} = 0; ${name} < (${value(s, 1)} & 3); ${name}++) { ${local(s)} if (${value(s, 1)} & 4) ${random.pick(['break', 'continue'])}; ${local(s)} }`;
    case 2:
      return `switch (${value(s, 2)} & 3) { case 0: ${local(s)} case 1: ${local(s)} break; case 3: ${local(s)} break; default: ${local(s)} }`;
    case 3:
      return `a = (int)helper(${value(s, 1)}, b);`;
    default:
      return local(s);
  }
}

function phase(s: State, depth: number): Text {
  const { random, threads } = s;
  const sync = '__syncthreads();';
  // Has no divisor in common with the number of threads: each writes a place of its own, and all places are written.
  const odd = random.pick([1, 5, 7, 11]);
  switch (random.below(depth > 0 ? 12 : 8)) {
    case 0:
    case 1:
      return both(straight(s));
    case 2: {
      // Each thread writes one place and, after a barrier, reads others.
      const at = `(t * ${odd} + ${random.below(threads)}) % T`;
      const write = `sh[${at}] = ${value(s, 2)};`;
      const read = `b = (unsigned)(sh[(t + ${random.below(threads)}) % T] + sh[t ^ ${random.below(2)}]); ${local(s)}`;
      return { device: `${write} ${sync} ${read} ${sync}`, host: `${each(write)} ${each(read)}` };
    }
    case 3: {
      const mask = random.pick([1, 2, 4, 8, 16]);
      const variable = random.pick(['a', 'b', 'c', 'd']);
      return { device: `${variable} = __shfl_xor_sync(0xffffffffu, ${variable}, ${mask});`, host: `${each(`tmp[t] = (long)${variable};`)} ${each(`${variable} = tmp[t ^ ${mask}];`)}` };
    }
    case 4: {
      const variable = random.pick(['a', 'd']);
      const delta = random.between(1, 17);
      return random.oneIn(2)
        ? { device: `${variable} = __shfl_down_sync(0xffffffffu, ${variable}, ${delta});`, host: `${each(`tmp[t] = ${variable};`)} ${each(`${variable} = (int)tmp[(t & 31) + ${delta} < 32 ? t + ${delta} : t];`)}` }
        : { device: `b = __ballot_sync(0xffffffffu, ${variable} & 1);`, host: `for (int w = 0; w < T; w += 32) { unsigned m = 0; for (int t = w; t < w + 32; t++) m |= (unsigned)(${variable} & 1) << (t - w); for (int t = w; t < w + 32; t++) b = m; }` };
    }
    case 5: {
      const v = value(s, 2);
      const guard = `if (${value(s, 1)} & 2)`;
      const op = random.below(4);
      const device = ['atomicAdd', 'atomicXor', 'atomicMax', 'atomicAnd'][op];
      const host = ['total[0] = (int)((unsigned)total[0] + (unsigned)x)', 'total[1] ^= x', 'if (x > total[2]) total[2] = x', 'total[3] &= x'][op];
      // One operation a total, so that the order cannot show.
      return { device: `${guard} ${device}(&total[${op}], ${v});`, host: each(`${guard} { int x = ${v}; ${host}; }`) };
    }
    case 6: {
      const test = value(s, 2);
      const device = `${sync} if (t == 0) count = 0; ${sync} if (${test} & 1) atomicAdd(&count, 1); ${sync} d = count; ${sync}`;
      return { device, host: `count = 0; ${each(`if (${test} & 1) count++;`)} ${each('d = count;')}` };
    }
    case 7:
      return { device: `d = __syncthreads_count(c & 1);`, host: `count = 0; ${each('count += (int)(c & 1);')} ${each('d = count;')}` };
    case 8:
    case 9: {
      const name = `k${s.unique++}`;
      const inner = phases(s, depth - 1, random.between(1, 3));
      const head = `for (int ${name} = 0; ${name} < ${random.oneIn(2) ? random.between(1, 4) : `(n & 3) + ${random.below(2)}`}; ${name}++)`;
      const stop = random.oneIn(3) ? `if (${name} == (n & 1) + 1) ${random.pick(['break', 'continue'])};` : '';
      return { device: `${head} { ${stop} ${inner.device} }`, host: `${head} { ${stop} ${inner.host} }` };
    }
    case 10: {
      const then = phases(s, depth - 1, 2);
      const otherwise = phases(s, depth - 1, 1);
      const test = `if ((n + block) & ${random.pick([1, 2, 3])})`;
      return { device: `${test} { ${then.device} } else { ${otherwise.device} }`, host: `${test} { ${then.host} } else { ${otherwise.host} }` };
    }
    default: {
      const cases = [0, 1, 2].map(() => phases(s, depth - 1, 1));
      const write = (side: 'device' | 'host'): string => `switch ((n >> 1) & 3) { case 0: ${cases[0]![side]} case 1: ${cases[1]![side]} break; default: ${cases[2]![side]} }`;
      return { device: write('device'), host: write('host') };
    }
  }
}

/** A loop that lanes leave at different rounds; those that stay vote, and take a value of the first of them. */
function parting(s: State): Text {
  const { random } = s;
  const i = `i${s.unique++}`;
  const variable = random.pick(['a', 'd']);
  const trips = `(${value(s, 2)} & 3)`;
  const skips = `${value(s, 1)} & ${random.pick([1, 2, 4])}`;
  const [first, second] = [local(s), local(s)];
  const device = `{ unsigned there = 0xffffffffu; for (int ${i} = 0; ; ${i}++) {
    bool stays = ${i} < ${trips}; there = __ballot_sync(there, stays); if (!stays) break;
    ${variable} = (int)((unsigned)__shfl_sync(there, ${variable}, __ffs(there) - 1) + ${i}); ${first}
    unsigned mine = __ballot_sync(there, ${skips}); if (${skips}) { b = b + __popc(mine); continue; }
    ${second} } }`;
  const here = (body: string): string => each(`if (there[t]) { ${body} }`);
  const host = `${each('there[t] = 1;')} for (int ${i} = 0; ; ${i}++) { int any = 0;
    ${here(`there[t] = ${i} < ${trips}; any |= there[t];`)} if (!any) break;
    for (int w = 0; w < T; w += 32) { int from = -1; for (int t = w + 31; t >= w; t--) if (there[t]) from = t; if (from < 0) continue;
      int given; { int t = from; given = ${variable}; } for (int t = w; t < w + 32; t++) if (there[t]) ${variable} = (int)((unsigned)given + ${i}); }
    ${here(first)} ${each(`mine[t] = there[t] && (${skips});`)}
    for (int w = 0; w < T; w += 32) { int n_mine = 0; for (int t = w; t < w + 32; t++) n_mine += mine[t]; for (int t = w; t < w + 32; t++) if (mine[t]) b = b + n_mine; }
    ${each(`if (there[t] && !mine[t]) { ${second} }`)} }`;
  return { device, host };
}

function phases(s: State, depth: number, count: number): Text {
  const list = Array.from({ length: count }, () => phase(s, depth));
  return { device: list.map((p) => p.device).join('\n'), host: list.map((p) => p.host).join('\n') };
}

export function kernelProgram(seed: number): string {
  const random = createRandom(seed);
  const threads = random.pick([32, 64, 96]);
  const places: Place[] = [...variables.map((text, i) => ({ text, type: types[i]! })), { text: 't', type: INT }, { text: 'n', type: INT }, { text: 'block', type: INT }];
  const s: State = { random, threads, places, unique: 0 };
  const main = phases(s, 3, random.between(3, 7));
  // Out of a sequence of its own, so that a seed's phases stay what they were.
  const last = seed % 2 === 0 ? parting({ ...s, random: createRandom(seed + 7919) }) : { device: '', host: '' };
  const text: Text = { device: `${main.device}\n  ${last.device}`, host: `${main.host}\n    ${last.host}` };
  return `#include <stdio.h>
#define T ${threads}
#define BLOCKS 3
#define HD __host__ __device__ static inline
HD int fi(double d) { return d > -100000.0 && d < 100000.0 ? (int)d : 7; }
template <class X> HD int ov(X) { return (int)sizeof(X); }
template <class X, int N> HD X mix(X x) { X y = (X)(x ^ (X)N); for (int i = 0; i < N; i++) y = (X)(y + x); return y; }
HD long helper(int x, unsigned y) { long s = 1; for (int i = 0; i < (x & 7); i++) { if ((y >> i) & 1) continue; s = s * 3 + i; if (s > 1000) return s; } return s ^ x; }
__global__ void kernel(long *out, int *total, int n) {
  __shared__ int sh[T];
  __shared__ int count;
  int t = threadIdx.x, block = blockIdx.x;
  int a = t; unsigned b = (unsigned)(n * t); long c = block; int d = 7 - t;
  ${text.device}
  out[(block * T + t) * 4] = a; out[(block * T + t) * 4 + 1] = (long)b; out[(block * T + t) * 4 + 2] = c; out[(block * T + t) * 4 + 3] = d;
}
static long want[BLOCKS * T * 4];
static void reference(int *total, int n) {
  static int sh[T]; static long tmp[T]; static int A[T], D[T]; static unsigned B[T]; static long C[T]; static int there[T], mine[T]; int count = 0;
  for (int block = 0; block < BLOCKS; block++) {
    for (int t = 0; t < T; t++) { A[t] = t; B[t] = (unsigned)(n * t); C[t] = block; D[t] = 7 - t; }
#define a A[t]
#define b B[t]
#define c C[t]
#define d D[t]
    ${text.host}
    for (int t = 0; t < T; t++) { long *w = want + (block * T + t) * 4; w[0] = a; w[1] = (long)b; w[2] = c; w[3] = d; }
#undef a
#undef b
#undef c
#undef d
  }
  (void)tmp; (void)sh; (void)count; (void)there; (void)mine;
}
int main() {
  for (int n = 0; n < 8; n += 3) {
    long *out; int *total; int expected[4] = {1, 2, 3, -1};
    cudaMallocManaged(&out, BLOCKS * T * 4 * sizeof(long)); cudaMallocManaged(&total, sizeof expected);
    for (int i = 0; i < 4; i++) total[i] = expected[i];
    kernel<<<BLOCKS, T>>>(out, total, n);
    cudaError_t e = cudaDeviceSynchronize();
    if (e != cudaSuccess) { printf("error %d\\n", (int)e); return 1; }
    reference(expected, n);
    for (int i = 0; i < 4; i++) if (total[i] != expected[i]) { printf("n %d total %d: %d, not %d\\n", n, i, total[i], expected[i]); return 1; }
    for (int i = 0; i < BLOCKS * T * 4; i++) if (out[i] != want[i]) { printf("n %d thread %d variable %d: %ld, not %ld\\n", n, i / 4, i % 4, out[i], want[i]); return 1; }
    cudaFree(out); cudaFree(total);
  }
  printf("same\\n");
  return 0;
}
`;
}
