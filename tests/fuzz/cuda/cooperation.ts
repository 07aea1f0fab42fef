/**
 * Statements in which threads work together: shared memory behind barriers, warp operations, branches and loops that whole blocks or whole warps take. In: the state, a scope, and who writes the statements inside. What a
 * statement leaves behind is the same in whatever order threads run; shared memory that a loop writes again is read before a barrier.
 */
import { DOUBLE, FLOAT, INT, LONG, UINT, ULL, convert } from '../arithmetic.js';
import type { Scalar } from '../arithmetic.js';
import type { Scope, State } from './grammar.js';
import { any, anyScalar, fresh, value, withPlaces } from './grammar.js';
import type { Production } from './statements.js';
import { statement } from './statements.js';

/** Several statements of device code. */
export type DeviceBlock = (s: State, scope: Scope, count: number) => string;

/** Device functions that the statements call; each is in programs that name it. */
export const helpers: readonly (readonly [RegExp, string])[] = [
  [/block_sum</, 'template <class X> __device__ X block_sum(X *sh, int t, int n, X x) { __syncthreads(); sh[t] = x; __syncthreads(); for (int k = 1; k < n; k *= 2) { X y = t >= k ? sh[t - k] : X(); __syncthreads(); sh[t] = (X)(sh[t] + y); __syncthreads(); } X r = sh[n - 1]; __syncthreads(); return r; }\n'],
  [/block_max\(/, '__device__ __noinline__ int block_max(int *sh, int t, int x) { __syncthreads(); if (t == 0) *sh = x; __syncthreads(); atomicMax(sh, x); __syncthreads(); return *sh; }\n'],
  [/bump\(/, '__device__ __noinline__ void bump(int *p, int by) { *p += by; }\n'],
  [/sum4\(/, '__device__ __noinline__ int sum4(const int *p) { int r = 0; for (int i = 0; i < 4; i++) r = r * 3 + p[i]; return r; }\n'],
  [/View\b/, 'struct View { int *p; int n; const int *q; __device__ int get(int i) const { return p[i & (n - 1)] - q[i & 3]; } };\n'],
  [/\bfp_/, 'typedef int (*fp_type)(int, int);\n__device__ int fp_add(int a, int b) { return a + b; }\n__device__ int fp_mix(int a, int b) { return a * 5 ^ b; }\n__device__ __noinline__ int fp_count(int a, int b) { int r = 0; for (int i = 0; i < (a & 7); i++) r += b; return r; }\n__device__ fp_type fp_table[4] = {fp_add, fp_mix, fp_count, fp_add};\n'],
];

const full = '0xffffffffu';

export function pure(s: State, scope: Scope, type: Scalar): string {
  return convert(any(s, scope, 1), type);
}

/** Before shared memory is written: in loops others may still read it. */
const before = (s: State, scope: Scope): string => (scope.repeated || s.random.oneIn(3) ? '__syncthreads();\n' : '');

/** Of those that are given, what the program has. */
const typesOf = (s: State, types: readonly Scalar[]): Scalar[] => types.filter((type) => s.types.includes(type));

const shared: Production = (s, scope) => {
  const { random } = s;
  if (!scope.uniform) return statement(s, scope);
  const type = anyScalar(s);
  const name = fresh(s, 'sh');
  const rows = random.oneIn(4);
  const at = (index: string): string => (rows ? `${name}[(${index}) / 16][(${index}) % 16]` : `${name}[${index}]`);
  const shape = rows ? `[(T + 15) / 16][${random.pick([16, 17])}]` : '[T]';
  const read = random.pick([`(t + ${random.between(1, 31)}) % T`, 'T - 1 - t', 't ^ 1', `${random.below(32)}`]);
  const local = fresh(s, 'v');
  return [`__shared__ ${type.name} ${name}${shape};\n${before(s, scope)}${at('t')} = ${value(s, scope, type)};\n__syncthreads();\n${type.name} ${local} = ${at(read)};${random.oneIn(2) ? '\n__syncthreads();' : ''}`, withPlaces(scope, [{ text: local, type }])];
};

const sharedStruct: Production = (s, scope) => {
  if (!scope.uniform || scope.objects.length === 0) return shared(s, scope);
  const { random } = s;
  const { text, struct } = random.pick(scope.objects);
  const name = fresh(s, 'sh');
  const copy = fresh(s, 'o');
  const places = struct.fields.filter((f) => f.bits === undefined).map((f) => ({ text: `${copy}.${f.name}${f.count > 0 ? `[${random.below(f.count)}]` : ''}`, type: f.type }));
  return [`__shared__ ${struct.name} ${name}[T];\n${before(s, scope)}${name}[t] = ${text};\n__syncthreads();\n${struct.name} ${copy} = ${name}[${random.pick(['T - 1 - t', 't ^ 1', '(t + 5) % T', '7'])}];`, { ...withPlaces(scope, places), objects: [...scope.objects, { text: copy, struct }] }];
};

/** The same words as other types. */
const sharedWords: Production = (s, scope) => {
  if (!scope.uniform) return statement(s, scope);
  const { random } = s;
  const name = fresh(s, 'sh');
  const v = fresh(s, 'v');
  const read = random.pick([`((int4 *)${name})[t / 4].z`, `((int2 *)${name})[(t + 2) % T / 2].y`, `((unsigned char *)${name})[${pure(s, scope, INT)} & 63]`, `((short *)${name})[T - 1 - t]`, ...(s.types.includes(LONG) ? [`(int)(((long long *)${name})[t / 2] >> 7)`] : [])]);
  return [`__shared__ __align__(16) int ${name}[T];\n${before(s, scope)}${name}[t] = ${value(s, scope, INT)};\n__syncthreads();\nint ${v} = ${read};`, withPlaces(scope, [{ text: v, type: INT }])];
};

const reduction: Production = (s, scope) => {
  if (!scope.uniform) return statement(s, scope);
  const name = fresh(s, 'sh');
  const type = s.random.pick(typesOf(s, [INT, UINT, LONG, ULL]));
  return [`__shared__ ${type.name} ${name}[T];\n${before(s, scope)}${name}[t] = ${value(s, scope, type)};\n__syncthreads();\nfor (int k = 16; k > 0; k /= 2) { if (t < k) ${name}[t] += ${name}[t + k]; __syncthreads(); }`, { ...scope, readable: [...scope.readable, { text: `${name}[0]`, type }] }];
};

/** Barriers in functions. */
const blockSum: Production = (s, scope) => {
  if (!scope.uniform) return statement(s, scope);
  const type = anyScalar(s);
  const name = fresh(s, 'sh');
  const v = fresh(s, 'v');
  if (s.random.oneIn(3)) return [`__shared__ int ${name};\nconst int ${v} = block_max(&${name}, t, ${pure(s, scope, INT)});`, known(withPlaces(scope, [{ text: v, type: INT }], false), v)];
  return [`__shared__ ${type.name} ${name}[T];\n${type.name} ${v} = block_sum<${type.name}>(${name}, t, T, ${value(s, scope, type)});`, withPlaces(scope, [{ text: v, type }])];
};

/** Counters of the block. */
const sharedCounts: Production = (s, scope) => {
  if (!scope.uniform) return statement(s, scope);
  const { random } = s;
  const type = random.pick(typesOf(s, [INT, UINT, ULL]));
  const name = fresh(s, 'sh');
  const v = fresh(s, 'v');
  const guard = random.oneIn(2) ? `if (${pure(s, scope, INT)} & 2) ` : '';
  const op = random.pick(['Add', 'Max', 'Min', 'Xor', 'Or']);
  return [`__shared__ ${type.name} ${name}[8];\n${before(s, scope)}if (t < 8) ${name}[t] = ${random.below(50)};\n__syncthreads();\n${guard}atomic${op}(&${name}[${pure(s, scope, INT)} & 7], (${type.name})${pure(s, scope, INT)});\n__syncthreads();\n${type.name} ${v} = ${name}[${random.pick(['t & 7', '3', `${pure(s, scope, INT)} & 7`])}];`, withPlaces(scope, [{ text: v, type }])];
};

/** Of something that no other thread touches: what an operation gives is certain. */
const ownAtomic: Production = (s, scope) => {
  const { random } = s;
  const type = random.pick(typesOf(s, [INT, UINT, ULL]));
  const isShared = random.oneIn(2);
  const name = fresh(s, isShared ? 'sh' : 'own');
  if (!isShared) s.declarations.push(`__device__ ${type.name} ${name}[512];`);
  const at = `&${name}[${isShared ? 't' : 'gid'}]`;
  const [a, b] = [`(${type.name})${pure(s, scope, INT)}`, `(${type.name})${pure(s, scope, INT)}`];
  const operations = [`atomicAdd(${at}, ${a})`, `atomicExch(${at}, ${a})`, `atomicMin(${at}, ${a})`, `atomicMax(${at}, ${a})`, `atomicAnd(${at}, ${a})`, `atomicXor(${at}, ${a})`, `atomicCAS(${at}, ${a}, ${b})`, ...(type === UINT ? [`atomicInc(${at}, ${a})`, `atomicDec(${at}, ${a})`] : [])];
  const [old, now] = [fresh(s, 'v'), fresh(s, 'v')];
  return [`${isShared ? `__shared__ ${type.name} ${name}[T];\n` : ''}${at.slice(1)} = ${value(s, scope, type)};\n${random.oneIn(2) ? `${random.pick(operations)};\n` : ''}${type.name} ${old} = ${random.pick(operations)}; ${type.name} ${now} = ${at.slice(1)};`, withPlaces(scope, [{ text: old, type }, { text: now, type }])];
};

const known = (scope: Scope, ...texts: readonly string[]): Scope => ({ ...scope, alike: [...scope.alike, ...texts] });

/** The same in all threads, but not for what it is made of. */
const alike: Production = (s, scope) => {
  if (!scope.uniform) return statement(s, scope);
  const { random } = s;
  const [name, v] = [fresh(s, 'sh'), fresh(s, 'v')];
  const text = random.pick([
    `__shared__ int ${name};\n${before(s, scope)}if (t == ${random.below(32)}) ${name} = ${pure(s, scope, INT)};\n__syncthreads();\nconst int ${v} = ${name};`,
    `const int ${v} = __syncthreads_${random.pick(['count', 'or', 'and'])}(${pure(s, scope, INT)} & ${random.pick([1, 3])});`,
  ]);
  return [text, known(withPlaces(scope, [{ text: v, type: INT }], false), v)];
};

function uniformInt(s: State, scope: Scope): string {
  const input = scope.readable.find((p) => p.text.startsWith('in['));
  const { random } = s;
  return random.pick(['n', 'n', ...scope.alike, ...scope.alike, ...(input === undefined ? [] : [convert({ text: `in[${random.below(64)}]`, type: input.type }, INT)])]);
}

const uniformLoop = (deviceBlock: DeviceBlock): Production => (s, scope) => {
  const { random } = s;
  if (!scope.uniform || scope.depth <= 0) return statement(s, scope);
  const name = fresh(s, 'k');
  const inner = withPlaces({ ...scope, depth: scope.depth - 1, inLoop: false, repeated: true }, [{ text: name, type: INT }], false);
  const stop = random.oneIn(3) ? `if (${name} == (${uniformInt(s, scope)} & 1) + 1) ${random.pick(['break', 'continue'])};` : '';
  return [`for (int ${name} = 0; ${name} < ${random.pick(['2', `(${uniformInt(s, scope)} & 3)`, '3', '(int)gridDim.x'])}; ${name}++) { ${stop} ${deviceBlock(s, inner, random.between(1, 3))} }`, scope];
};

const uniformBranch = (deviceBlock: DeviceBlock): Production => (s, scope) => {
  if (!scope.uniform || scope.depth <= 0) return statement(s, scope);
  const inner = { ...scope, depth: scope.depth - 1 };
  return [`if (${s.random.pick([`${uniformInt(s, scope)} & 1`, 'blockIdx.x == 0', `(${uniformInt(s, scope)} >> 1) & 1`, 'block % 2 == 1'])}) { ${deviceBlock(s, inner, 2)} } else { ${deviceBlock(s, inner, 1)} }`, scope];
};

/** What whole warps do, or not. */
const warpBranch = (deviceBlock: DeviceBlock): Production => (s, scope) => {
  if (!scope.warp || scope.depth <= 0) return statement(s, scope);
  const { random } = s;
  const inner = { ...scope, depth: scope.depth - 1, uniform: false, inLoop: false };
  const name = fresh(s, 'k');
  switch (random.below(4)) {
    case 0:
      return [`if (t / 32 ${random.pick(['== 0', '% 2 == 1', '!= 1'])}) { ${deviceBlock(s, inner, random.between(1, 3))} }`, scope];
    case 1:
      return [`if (${random.pick([`__any_sync(${full}, ${pure(s, scope, INT)} & 1)`, `__ballot_sync(${full}, ${pure(s, scope, INT)} & 1) & 6`])}) { ${deviceBlock(s, inner, 2)} } else { ${deviceBlock(s, inner, 1)} }`, scope];
    case 2:
      return [`for (int ${name} = 0; ${name} < (__shfl_sync(${full}, ${pure(s, scope, INT)}, ${random.below(32)}) & 3); ${name}++) { ${deviceBlock(s, withPlaces({ ...inner, repeated: true }, [{ text: name, type: INT }], false), random.between(1, 2))} }`, scope];
    default:
      return [`{ int ${name} = 0; while (__any_sync(${full}, ${name} < (${pure(s, scope, INT)} & 3))) { ${name}++; ${deviceBlock(s, withPlaces({ ...inner, repeated: true }, [{ text: name, type: INT }], false), random.between(1, 2))} } }`, scope];
  }
};

const warp: Production = (s, scope) => {
  const { random } = s;
  if (!scope.warp) return statement(s, scope);
  const type = random.pick(typesOf(s, [INT, UINT, FLOAT, LONG, ULL, DOUBLE]));
  const name = fresh(s, 'v');
  const v = (): string => value(s, scope, type);
  const width = random.pick(['', '', ', 16', ', 8']);
  const integer = pure(s, scope, INT);
  const [text, result] = random.pick<() => readonly [string, Scalar]>([
    () => [`__shfl_xor_sync(${full}, (${type.name})(${v()}), ${random.pick([1, 2, 4, 8, 16])})`, type],
    () => [`__shfl_down_sync(${full}, (${type.name})(${v()}), ${random.between(1, 17)}${width})`, type],
    () => [`__shfl_up_sync(${full}, (${type.name})(${v()}), ${random.between(1, 17)}${width})`, type],
    () => [`__shfl_sync(${full}, (${type.name})(${v()}), ${random.pick(['0', '31', 't & 15', '(n + 3) & 31'])}${width})`, type],
    () => [`__ballot_sync(${full}, ${integer} & 1)`, UINT],
    () => [`__any_sync(${full}, ${integer} & 1)`, INT],
    () => [`__all_sync(${full}, ${integer} & 1)`, INT],
    () => [`__match_any_sync(${full}, ${integer} & 3)`, UINT],
    () => [`__reduce_${random.pick(['add', 'min', 'max'])}_sync(${full}, ${integer})`, INT],
    () => [`__reduce_${random.pick(['and', 'or', 'xor'])}_sync(${full}, (unsigned)${integer})`, UINT],
    () => [scope.uniform ? `__popc(__activemask()) + __syncthreads_${random.pick(['count', 'or', 'and'])}(${integer} & 1)` : `__popc(__activemask())`, INT],
  ])();
  return [`${random.oneIn(6) ? '__syncwarp(); ' : ''}${result.name} ${name} = ${text};`, withPlaces(scope, [{ text: name, type: result }])];
};

/** Some lanes of a warp among themselves. */
const partOfWarp: Production = (s, scope) => {
  if (!scope.warp) return statement(s, scope);
  const { random } = s;
  const name = fresh(s, 'v');
  const e = (): string => pure(s, scope, INT);
  const operation = (mask: string): string => random.pick([`(int)__ballot_sync(${mask}, ${e()} & 1)`, `__reduce_add_sync(${mask}, ${e()})`, `__any_sync(${mask}, ${e()} & 4)`, `(int)__match_any_sync(${mask}, ${e()} & 1)`]);
  const [low, high] = ['0x0000ffffu', '0xffff0000u'];
  const text = random.pick([
    `if ((t & 31) < 16) ${name} = __shfl_xor_sync(${low}, ${e()}, ${random.pick([1, 2, 8])}); else ${name} = ${operation(high)};`,
    `if ((t & 31) < 16) { ${name} = ${operation(low)}; } else { ${name} = __shfl_down_sync(${high}, ${e()}, ${random.between(1, 9)}, 16); }`,
    `if (t & 1) ${name} = ${operation('0xaaaaaaaau')};`,
    `if (t % 4 == 0) { ${name} = ${operation('0x11111111u')}; }`,
  ]);
  return [`int ${name} = ${random.below(9)}; ${text}`, withPlaces(scope, [{ text: name, type: INT }])];
};

const tile: Production = (s, scope) => {
  const { random } = s;
  if (!scope.uniform) return statement(s, scope);
  const name = fresh(s, 'tile');
  const v = fresh(s, 'v');
  const size = random.pick([4, 8, 16, 32]);
  const e = pure(s, scope, INT);
  const text = random.pick([`${name}.shfl_xor(${e}, ${size / 2})`, `${name}.shfl_down(${e}, 1)`, `(int)${name}.ballot(${e} & 1)`, `${name}.any(${e} & 1)`, `(int)${name}.thread_rank() + (int)${name}.meta_group_rank()`, `${name}.shfl(${e}, 0)`]);
  return [`auto ${name} = cg::tiled_partition<${size}>(cg::this_thread_block()); int ${v} = ${text}; ${name}.sync();`, withPlaces(scope, [{ text: v, type: INT }])];
};

/** Pointers that lead to memory of several kinds, in variables, arrays, structs and parameters. */
const pointers: Production = (s, scope) => {
  if (!scope.uniform) return statement(s, scope);
  const { random } = s;
  const [local, sh, v] = [fresh(s, 'l'), fresh(s, 'sh'), fresh(s, 'v')];
  const e = (): string => pure(s, scope, INT);
  const mine = `${sh} + (t & ~3)`;
  const read = random.pick([
    `sum4(${e()} & 1 ? ${local} : ${mine})`,
    `${sh}[t] + ${local}[${e()} & 3]`,
    `(${e()} & 2 ? ${mine} : ${local})[${e()} & 3]`,
  ]);
  const more = random.pick([
    `int *table${v}[3] = {${local}, ${mine}, &${local}[2]}; const int *pick${v} = table${v}[(${e()} & 255) % 3]; int ${v} = pick${v}[${e()} & 1];`,
    `View view${v} = {${e()} & 1 ? ${local} : ${mine}, 4, ${mine}}; int ${v} = view${v}.get(${e()});`,
    `View views${v}[2] = {{${local}, 2, ${local}}, {${mine}, 4, ${local}}}; int ${v} = views${v}[${e()} & 1].get(${e()}) + views${v}[n & 1].p[1];`,
    `int ${v} = ${read};`,
    `int ${v} = ${read};`,
  ]);
  return [`int ${local}[4] = {${e()}, ${e()}, 5}; __shared__ int ${sh}[T];\n${before(s, scope)}${sh}[t] = ${e()};\nbump(${e()} & 1 ? &${local}[${e()} & 3] : &${sh}[t], ${e()});\n__syncthreads();\n${more}`, withPlaces(scope, [{ text: v, type: INT }, { text: `${local}[3]`, type: INT }])];
};

const functionPointer: Production = (s, scope) => {
  const e = (): string => pure(s, scope, INT);
  const [f, v] = [fresh(s, 'f'), fresh(s, 'v')];
  const choice = s.random.pick([`${e()} & 1 ? fp_mix : fp_add`, `fp_table[${e()} & 3]`, 'n & 1 ? fp_count : fp_add', 'fp_table[n & 3]']);
  return [`fp_type ${f} = ${choice}; int ${v} = ${f}(${e()}, ${e()} & 1023);`, withPlaces(scope, [{ text: v, type: INT }])];
};

/** The last block to come adds what all have brought. */
const lastBlock: Production = (s, scope) => {
  if (!scope.uniform || scope.repeated) return statement(s, scope);
  const name = fresh(s, 'last');
  s.declarations.push(`__device__ unsigned ${name}_count; __device__ int ${name}_parts[16];`);
  return [`__shared__ bool ${name}; if (t == 0) { ${name}_parts[block] = ${pure(s, scope, INT)}; __threadfence(); ${name} = atomicAdd(&${name}_count, 1u) == gridDim.x * gridDim.y - 1; } __syncthreads();\nif (${name} && t < (int)(gridDim.x * gridDim.y)) atomicAdd(&total[14], ((volatile int *)${name}_parts)[t]);`, scope];
};

const backward: Production = (s, scope) => {
  const [i, again] = [fresh(s, 'i'), fresh(s, 'again')];
  const e = pure(s, scope, INT);
  return [`{ int ${i} = 0; ${again}: ${i}++; ${scope.writable.length > 0 && !scope.writable[0]!.type.floating && scope.writable[0]!.type.bits > 1 ? `${scope.writable[0]!.text} += 1;` : ''} if (${i} < (${e} & 3)) goto ${again}; }`, scope];
};

export const cooperating = (block: DeviceBlock): readonly Production[] => [
  shared, shared, sharedStruct, sharedWords, reduction, blockSum, sharedCounts, ownAtomic, ownAtomic, alike, uniformLoop(block), uniformLoop(block), uniformBranch(block), warpBranch(block), warpBranch(block), warp, warp, partOfWarp, tile, pointers,
  pointers, functionPointer, lastBlock, backward,
];
