/** Namespace-scope declarations of a generated program: structs, class and function templates, hierarchies, functors, functions, constants. All are for host and device. */
import { INT, convert, literal, scalars } from '../arithmetic.js';
import type { Place } from '../arithmetic.js';
import type { Field, Scope, State, Struct } from './grammar.js';
import { any, anyInteger, anyScalar, assignment, fieldPlaces, fresh, hash, value } from './grammar.js';
import { block } from './statements.js';

const HD = '__host__ __device__';

export const preamble = `#include <stdio.h>
#include <string.h>
#include <math.h>
#define CHECK(call) do { cudaError_t e_ = (call); if (e_ != cudaSuccess) { printf("%s at %d\\n", cudaGetErrorName(e_), __LINE__); return 1; } } while (0)
${HD} inline void hi(unsigned long long &h, unsigned long long v) { h = (h ^ v) * 1099511628211ull; h ^= h >> 29; }
${HD} inline void hd(unsigned long long &h, double d) { unsigned long long b; if (d != d) b = 77; else memcpy(&b, &d, sizeof b); hi(h, b); }
template <class F> ${HD} int fi(F d) { return d > (F)-100000 && d < (F)100000 ? (int)d : 7; }
${scalars.map((type, i) => `${HD} inline int ov(${type.name}) { return ${i + 1}; }`).join('\n')}
template <class T, int N> ${HD} T mix(T x) { if constexpr (N > 4) { return (T)(x * (T)N + (T)(x >> 1)); } else { T y = (T)(x ^ (T)N); for (int i = 0; i < N; i++) y = (T)(y + x); return y; } }
`;

function struct(s: State): void {
  const { random } = s;
  const name = fresh(s, 'S');
  const fields = Array.from({ length: random.between(1, 6) }, (_, i): Field => {
    const bitField = random.oneIn(5);
    const type = bitField ? anyInteger(s) : anyScalar(s);
    return { name: `m${i}`, type, count: !bitField && random.oneIn(4) ? random.pick([2, 4]) : 0, bits: bitField ? (type.bits === 1 ? 1 : random.between(1, type.bits)) : undefined };
  });
  const type: Struct = { name, fields };
  const text = fields.map((f) => `${f.type.name} ${f.name}${f.bits === undefined ? (f.count > 0 ? `[${f.count}]` : '') : ` : ${f.bits}`};`);
  const places = fieldPlaces(random, 'this', type, '->');
  const first = places[0]!;
  const methods: string[] = [];
  if (random.oneIn(2)) methods.push(`${HD} ${first.type.name} get() const { return ${first.text}; }`);
  if (random.oneIn(3)) methods.push(`${HD} ${name} &operator+=(const ${name} &o) { ${first.text} ${first.type.name === 'bool' ? '|=' : '+='} ${first.text.replace('this->', 'o.')}; return *this; }`);
  if (random.oneIn(4)) methods.push(`${HD} bool operator==(const ${name} &o) const { return ${first.text} == ${first.text.replace('this->', 'o.')}; }`);
  s.declarations.push(`struct ${random.oneIn(6) ? '__align__(16) ' : ''}${name} { ${[...text, ...methods].join(' ')} };`);
  s.structs.push(type);
}

function arrayTemplate(s: State): void {
  const name = fresh(s, 'A');
  const extra = s.random.oneIn(2) ? `\ntemplate <class T> struct ${name}<T, 1> { T one; ${HD} T &operator[](int) { return one; } ${HD} const T &operator[](int) const { return one; } ${HD} T sum() const { return one; } template <class F> ${HD} void each(F f) { f(one); } static constexpr int size = 1; };` : '';
  s.declarations.push(
    `template <class T, int N> struct ${name} { T v[N]; ${HD} T &operator[](int i) { return v[i & (N - 1)]; } ${HD} const T &operator[](int i) const { return v[i & (N - 1)]; } ${HD} T sum() const { T t = T(); for (int i = 0; i < N; i++) t = (T)(t + v[i]); return t; } template <class F> ${HD} void each(F f) { ${s.random.oneIn(2) ? '#pragma unroll\n' : ''} for (T &x : v) f(x); } static constexpr int size = N; };${extra}`.replace(/(#pragma)/, '\n$1'),
  );
  s.arrays.push(name);
}

function functor(s: State): void {
  const name = fresh(s, 'F');
  const { random } = s;
  const scope = plainScope([{ text: 'k', type: INT }, { text: 'x', type: INT }]);
  const body = value(s, scope, INT);
  const kind = random.below(4);
  switch (kind) {
    case 0:
      s.declarations.push(`struct ${name} { int k; ${HD} ${name}(int a) : k(a) {} ${HD} int operator()(int x) const { return ${body}; } };`);
      break;
    case 1: {
      // Static polymorphism.
      s.declarations.push(`template <class D> struct B${name} { ${HD} int operator()(int x) const { return static_cast<const D *>(this)->call(x); } };\nstruct ${name} : B${name}<${name}> { int k; ${HD} explicit ${name}(int a) : k(a) {} ${HD} int call(int x) const { return ${body}; } };`);
      break;
    }
    case 2:
      s.declarations.push(`struct V${name} { int k; ${HD} V${name}(int a) : k(a) {} ${HD} virtual int call(int x) const { return x + k; } ${HD} virtual ~V${name}() {} };\nstruct ${name} : V${name} { ${HD} ${name}(int a) : V${name}(a + 1) {} ${HD} int call(int x) const override { return ${body}; } ${HD} int operator()(int x) const { const V${name} *p = this; V${name} q(x); return p->call(x) + q.call(k) + (k & 1 ? (const V${name} *)this : &q)->call(1); } };`);
      break;
    default:
      s.declarations.push(`template <int N, class... T> struct T${name} : T${name}<N - 1, T..., int> { using T${name}<N - 1, T..., int>::T${name}; ${HD} int operator()(int x) const { return T${name}<N - 1, T..., int>::operator()(x) + N; } };\ntemplate <class... T> struct T${name}<0, T...> { int k; ${HD} T${name}(int a) : k(a) {} ${HD} int operator()(int x) const { return (${body}) + (int)sizeof...(T); } };\nusing ${name} = T${name}<${random.between(1, 4)}>;`);
  }
  s.functors.push(name);
  if (kind !== 2) s.plainFunctors.push(name);
}

export const plainScope = (places: readonly Place[]): Scope => ({ readable: places, writable: places, objects: [], inLoop: false, depth: 3, uniform: false, warp: false, repeated: false, alike: [], device: false });

function routine(s: State): void {
  const { random } = s;
  const name = fresh(s, 'fn');
  const result = anyScalar(s);
  const params = Array.from({ length: random.between(1, 4) }, () => anyScalar(s));
  const by = random.pick(['value', 'reference', 'pointer'] as const);
  const type = s.structs.length > 0 && random.oneIn(2) ? random.pick(s.structs) : undefined;
  const places: Place[] = params.map((p, i) => ({ text: `x${i}`, type: p }));
  const list = params.map((p, i) => `${p.name} x${i}`);
  let scope = plainScope(places);
  if (type !== undefined) {
    list.unshift(`${type.name} ${by === 'pointer' ? '*' : by === 'reference' ? '&' : ''}o`);
    const fields = fieldPlaces(random, 'o', type, by === 'pointer' ? '->' : '.');
    scope = { ...scope, readable: [...places, ...fields], writable: [...places, ...fields], objects: [{ text: by === 'pointer' ? '(*o)' : 'o', struct: type }] };
  }
  const inlining = random.pick(['', 'static ', 'inline ', '__noinline__ ', '__forceinline__ ']);
  const body = block(s, scope, random.between(1, 4));
  s.declarations.push(`${inlining}${HD} ${result.name} ${name}(${list.join(', ')}) { ${body} return ${convert(any(s, scope, 2), result)}; }`);
  s.routines.push({ name, result, params, struct: type === undefined ? undefined : { type, by } });
}

function functionTemplate(s: State): void {
  const { random } = s;
  const name = fresh(s, 'tf');
  const type = anyScalar(s);
  switch (random.below(5)) {
    case 0:
      s.declarations.push(`template <class... T> ${HD} long ${name}_all(T... t) { long r = 0; ((r = r * 31 + (long)ov(t)), ...); return r + (0 + ... + (long)sizeof(T)); }\n${HD} inline ${type.name} ${name}(int x) { return (${type.name})(${name}_all(x, 1.5f, 'c', 2ul) & 127); }`);
      break;
    case 1:
      s.declarations.push(`template <int N> ${HD} constexpr int ${name}_c() { if constexpr (N < 2) return N; else return ${name}_c<N - 1>() + ${name}_c<N - 2>(); }\n${HD} inline ${type.name} ${name}(int x) { constexpr int k = ${name}_c<${random.between(2, 12)}>(); static_assert(k > 0, ""); int a[k & 7 | 1] = {}; a[0] = x; return (${type.name})((a[0] + k) & 127); }`);
      break;
    case 2:
      s.declarations.push(`constexpr ${HD} int ${name}_k(int n) { int t = 0; for (int i = 0; i < n; i++) { if (i % 3 == 1) continue; t += i * i; } return t; }\n${HD} inline ${type.name} ${name}(int x) { enum { value = ${name}_k(${random.between(1, 20)}) }; switch (x & 3) { case value % 2 + 1: return 1; default: return (${type.name})(value & 127); } }`);
      break;
    case 3:
      s.declarations.push(`template <template <class> class W, class T> ${HD} T ${name}_w(T t) { return W<T>::f(t); }\ntemplate <class T> struct ${name}_a { ${HD} static T f(T t) { return (T)(t + 1); } };\ntemplate <class T> struct ${name}_a<T *> { ${HD} static T *f(T *t) { return t + 1; } };\n${HD} inline ${type.name} ${name}(int x) { int a[2] = {x & 63, 5}; return (${type.name})(${name}_w<${name}_a>(x & 63) + *${name}_w<${name}_a>(a)); }`);
      break;
    default:
      s.declarations.push(`namespace n${name} { namespace { ${HD} auto f(int x) { auto [a, b] = std::pair<int, ${type.name}>(x & 31, (${type.name})1); return a + (int)b; } } }\n${HD} inline ${type.name} ${name}(int x) { using namespace n${name}; auto g = [](auto a, auto b) { return a + b; }; return (${type.name})(g(f(x), (short)1) & 127); }`);
  }
  s.routines.push({ name, result: type, params: [INT], struct: undefined });
}

function recursive(s: State): void {
  const name = fresh(s, 'rec');
  const type = anyScalar(s);
  s.declarations.push(`${HD} ${type.name} ${name}(int x) { return (x & 15) < 2 ? (${type.name})1 : (${type.name})((int)${name}((x & 15) - 1) + (x & 1 ? (int)${name}((x & 15) - 2) : 1) & 127); }`);
  s.routines.push({ name, result: type, params: [INT], struct: undefined });
}

function enumeration(s: State): void {
  const { random } = s;
  const name = fresh(s, 'E');
  const base = random.pick(['', ...s.types.filter((t) => t.bits >= 8 && !t.floating).map((t) => ` : ${t.name}`)]);
  const scoped = random.oneIn(2);
  s.declarations.push(`enum ${scoped ? 'class ' : ''}${name}${base} { a${name} = ${random.below(50)}, b${name}, c${name} = 99 };\n${HD} inline int u${name}(int x) { ${name} e = (${name})(x & 63); switch (e) { case ${name}::a${name}: return 1; case ${name}::b${name}: return 2; default: return (int)e + (int)sizeof e; } }`);
  s.routines.push({ name: `u${name}`, result: INT, params: [INT], struct: undefined });
}

function global(s: State): void {
  const { random } = s;
  const type = anyScalar(s);
  const name = fresh(s, 'G');
  // Only device code reads it: the host has its own copy in CUDA.
  const item = (): string => `(${type.name})${literal(random, type)}`;
  s.declarations.push(random.oneIn(2) ? `__constant__ ${type.name} ${name}[4] = {${item()}, ${item()}};` : `__device__ ${type.name} ${name}[4] = {${item()}};`);
  deviceGlobals(s).push({ text: `${name}[${random.below(4)}]`, type });
}

const globals = new WeakMap<State, Place[]>();

/** Readable places of device code at namespace scope. */
export function deviceGlobals(s: State): Place[] {
  let list = globals.get(s);
  if (list === undefined) globals.set(s, (list = []));
  return list;
}

export function declarations(s: State): void {
  const kinds = [struct, routine, struct, routine, arrayTemplate, functor, functionTemplate, enumeration, global, recursive];
  for (let n = s.random.between(1, 8); n > 0; n--) s.random.pick(kinds)(s);
}

export function bodyHash(places: readonly Place[]): string {
  return places.map(hash).join(' ');
}

export { assignment };
