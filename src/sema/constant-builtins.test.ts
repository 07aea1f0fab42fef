/** Values that the compiler's own functions and traits have in constant expressions: as g++ has them. */
import { describe, expect, it } from 'vitest';
import { checkText } from './testing.js';

const VALUES = `
__builtin_popcount(0xf0f1u) == 9
__builtin_popcountll(~0ull) == 64
__builtin_clz(1u) == 31
__builtin_clzll(1ull << 40) == 23
__builtin_ctz(96u) == 5
__builtin_ctzll(1ull << 33) == 33
__builtin_parity(7u) == 1
__builtin_parityll(3ull) == 0
__builtin_ffs(40) == 4
__builtin_ffs(0) == 0
__builtin_ffsll(1ll << 50) == 51
__builtin_clrsb(-1) == 31
__builtin_clrsb(255) == 23
__builtin_bswap16(0x1234) == 0x3412
__builtin_bswap32(0x12345678u) == 0x78563412u
__builtin_bswap64(0x0102030405060708ull) == 0x0807060504030201ull
__builtin_expect(5, 1) == 5
__builtin_constant_p(3) == 1
__builtin_isnan(__builtin_nan("")) == 1
__builtin_isnan(1.0) == 0
__builtin_isinf(__builtin_inf()) == 1
__builtin_isinf_sign(-__builtin_inff()) == -1
__builtin_isfinite(1e308) == 1
__builtin_isfinite(__builtin_huge_val()) == 0
__builtin_isnormal(1e-310) == 0
__builtin_isnormal(2.0f) == 1
__builtin_signbit(-0.0) != 0
__builtin_signbit(3.0) == 0
__builtin_isgreater(2.0, 1.0) == 1
__builtin_isgreaterequal(1.0, 1.0) == 1
__builtin_isgreaterequal(0.5, 1.0) == 0
__builtin_isless(2.0, 1.0) == 0
__builtin_islessequal(2.0, 3.0) == 1
__builtin_islessgreater(2.0, 2.0) == 0
__builtin_isunordered(2.0, __builtin_nan("")) == 1
__builtin_fabs(-2.5) == 2.5
__builtin_copysign(3.0, -0.0) == -3.0
__builtin_floor(-2.5) == -3.0
__builtin_ceil(2.25) == 3.0
__builtin_trunc(-2.75) == -2.0
__builtin_sqrt(49.0) == 7.0
!overflows(2147483646, 1, 0) && overflows(2147483647, 1, 0)
overflows(-2147483647, 2, 1) && !overflows(-2147483647, 1, 1)
overflows(65536, 32768, 2) && !overflows(65535, 32768, 2)
`;

const TRAITS = `
__is_class(S) && !__is_class(U) && __is_union(U) && !__is_union(S) && !__is_class(int)
__is_enum(E) && __is_enum(C) && !__is_enum(int)
__is_abstract(A) && !__is_abstract(V) && __is_polymorphic(V) && !__is_polymorphic(S)
__is_final(F) && !__is_final(S) && __is_empty(Empty) && !__is_empty(S) && !__is_empty(V)
__is_aggregate(S) && !__is_aggregate(K) && __is_aggregate(int[3])
__is_standard_layout(S) && !__is_standard_layout(V) && !__is_standard_layout(Mixed) && !__is_standard_layout(Twice) && __is_standard_layout(U)
__is_trivial(S) && !__is_trivial(K) && !__is_trivial(V) && __is_trivial(int[2])
__is_pod(S) && !__is_pod(K) && !__is_pod(Mixed) && __is_pod(double)
__is_trivially_copyable(S) && !__is_trivially_copyable(K) && __is_trivially_copyable(Mixed)
__is_literal_type(S) && __is_literal_type(int&) && !__is_literal_type(K)
__has_virtual_destructor(V) && !__has_virtual_destructor(S)
__has_unique_object_representations(S) && !__has_unique_object_representations(Padded) && !__has_unique_object_representations(float)
__is_base_of(V, D) && !__is_base_of(D, V) && __is_base_of(S, S) && !__is_base_of(int, int)
__is_same(int, int) && !__is_same(int, const int)
__is_constructible(K, int) && !__is_constructible(K, char*) && __is_constructible(int, double) && !__is_constructible(A) && !__is_constructible(int&, int)
__is_trivially_constructible(S) && !__is_trivially_constructible(K, int)
__is_nothrow_constructible(S) && !__is_nothrow_constructible(K, int)
__is_assignable(int&, double) && !__is_assignable(int, int) && !__is_assignable(const int&, int) && __is_assignable(K&, K)
__is_trivially_assignable(S&, S) && !__is_trivially_assignable(K&, K)
__is_nothrow_assignable(S&, S) && !__is_nothrow_assignable(K&, K)
__has_trivial_constructor(S) && !__has_trivial_constructor(K) && __has_trivial_copy(S) && !__has_trivial_copy(K) && __has_trivial_destructor(S) && !__has_trivial_destructor(K)
__has_trivial_assign(S) && !__has_trivial_assign(K) && __has_nothrow_constructor(S) && !__has_nothrow_constructor(N) && __has_nothrow_copy(S) && __has_nothrow_assign(S)
__builtin_types_compatible_p(int, const int) && !__builtin_types_compatible_p(int, long) && __builtin_types_compatible_p(int[], int[4])
`;

const DECLARATIONS = `
struct S { int a; int b; }; struct Empty {}; struct F final { int a; }; struct Padded { char c; int i; };
union U { int i; float f; }; enum E { one }; enum class C { two };
struct V { virtual ~V(); virtual int f(); int v; }; struct A { virtual int g() = 0; }; struct D : V { int d; };
struct K { K(int); K(const K &); K &operator=(const K &); ~K(); int k; }; struct N { N(); };
struct Mixed { int a; private: int b; public: int get(); }; struct Twice : S { int c; };
constexpr bool overflows(int a, int b, int operation) {
  int result = 0;
  return operation == 0 ? __builtin_add_overflow(a, b, &result) : operation == 1 ? __builtin_sub_overflow(a, b, &result) : __builtin_mul_overflow(a, b, &result);
}
`;

describe('in constant expressions', () => {
  const lines = (text: string): string[] => text.trim().split('\n');
  for (const condition of [...lines(VALUES), ...lines(TRAITS)]) {
    it(condition, () => expect(checkText(`${DECLARATIONS}static_assert(${condition}, "");`, 17).messages).toEqual([]));
  }
});
