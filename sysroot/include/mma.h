/* nvcuda::wmma: products of small matrices by a whole warp. A lane holds equal shares of each matrix (rows of A and of accumulators, columns of B) and asks the others for what its results need. */
#ifndef __CUDA_MMA_H__
#define __CUDA_MMA_H__
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_runtime.h>

namespace nvcuda {
namespace wmma {

struct matrix_a;
struct matrix_b;
struct accumulator;
struct row_major;
struct col_major;
enum layout_t { mem_row_major, mem_col_major };
namespace precision {
struct tf32;
}

/* What a fragment keeps of an element, what it multiplies and sums as, and how it gets there. */
template <class T> struct __element {
  typedef T stored;
};
template <> struct __element<precision::tf32> {
  typedef float stored;
};

/* Only 10 bits of the mantissa take part. */
static __device__ inline float __tf32(float x) { return __uint_as_float(__float_as_uint(x) & 0xffffe000u); }
static __device__ inline float __float_to_tf32(float x) {
  unsigned bits = __float_as_uint(x);
  return (bits & 0x7f800000u) == 0x7f800000u ? x : __tf32(__uint_as_float(bits + 0x1000u));
}

template <class T> struct __operand {
  typedef float sum;
  static __device__ float value(T x) { return (float)x; }
};
template <> struct __operand<precision::tf32> {
  typedef float sum;
  static __device__ float value(float x) { return __tf32(x); }
};
template <> struct __operand<double> {
  typedef double sum;
  static __device__ double value(double x) { return x; }
};
template <> struct __operand<signed char> {
  typedef int sum;
  static __device__ int value(signed char x) { return x; }
};
template <> struct __operand<unsigned char> {
  typedef int sum;
  static __device__ int value(unsigned char x) { return x; }
};

static __device__ inline unsigned __lane() {
  unsigned thread = threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z);
  return thread % 32;
}

/* Products of such narrow floats are exact. */
static __device__ inline float __multiply_add(float a, float b, float c) { return a * b + c; }
static __device__ inline double __multiply_add(double a, double b, double c) { return __fma_rn(a, b, c); }
static __device__ inline int __multiply_add(int a, int b, int c) { return a * b + c; }

/* The shapes and types that tensor cores take. */
template <int m, int n, int k, class T> struct __shape {
  static const bool valid = false;
};
template <class T> struct __shape_16 {
  static const bool valid = true;
};
template <> struct __shape<16, 16, 16, __half> : __shape_16<__half> {};
template <> struct __shape<32, 8, 16, __half> : __shape_16<__half> {};
template <> struct __shape<8, 32, 16, __half> : __shape_16<__half> {};
template <> struct __shape<16, 16, 16, __nv_bfloat16> : __shape_16<__half> {};
template <> struct __shape<32, 8, 16, __nv_bfloat16> : __shape_16<__half> {};
template <> struct __shape<8, 32, 16, __nv_bfloat16> : __shape_16<__half> {};
template <> struct __shape<16, 16, 16, signed char> : __shape_16<__half> {};
template <> struct __shape<32, 8, 16, signed char> : __shape_16<__half> {};
template <> struct __shape<8, 32, 16, signed char> : __shape_16<__half> {};
template <> struct __shape<16, 16, 16, unsigned char> : __shape_16<__half> {};
template <> struct __shape<32, 8, 16, unsigned char> : __shape_16<__half> {};
template <> struct __shape<8, 32, 16, unsigned char> : __shape_16<__half> {};
template <> struct __shape<16, 16, 8, precision::tf32> : __shape_16<__half> {};
template <> struct __shape<8, 8, 4, double> : __shape_16<__half> {};

template <class T, int count> struct __fragment_base {
  typedef T element_type;
  typedef typename __element<T>::stored storage_element_type;
  static const int num_elements = count, num_storage_elements = count;
  storage_element_type x[count];
};

template <class Use, int m, int n, int k, class T, class Layout = void> class fragment;
template <int m, int n, int k, class T, class Layout> class fragment<matrix_a, m, n, k, T, Layout> : public __fragment_base<T, m * k / 32> {
  static_assert(__shape<m, n, k, T>::valid, "no tensor core multiplies matrices of this shape and type");
};
template <int m, int n, int k, class T, class Layout> class fragment<matrix_b, m, n, k, T, Layout> : public __fragment_base<T, k * n / 32> {
  static_assert(__shape<m, n, k, T>::valid, "no tensor core multiplies matrices of this shape and type");
};
template <int m, int n, int k, class T> class fragment<accumulator, m, n, k, T, void> : public __fragment_base<T, m * n / 32> {};

template <class Layout> struct __is_row_major {
  static const bool value = false;
};
template <> struct __is_row_major<row_major> {
  static const bool value = true;
};

/* Where element `at` of a lane's share lies in memory: the share goes along lines of `width` elements, which memory has one after the other (along) or side by side. */
static __device__ inline unsigned long long __place(unsigned at, unsigned width, unsigned ldm, bool along) {
  unsigned line = at / width, within = at % width;
  return along ? (unsigned long long)line * ldm + within : (unsigned long long)within * ldm + line;
}

template <class Use, int m, int n, int k, class T, class Layout, class V>
__device__ inline void fill_fragment(fragment<Use, m, n, k, T, Layout>& f, const V& value) {
  for (int i = 0; i < f.num_elements; i++) f.x[i] = value;
}

template <int m, int n, int k, class T, class Layout, class S>
__device__ inline void load_matrix_sync(fragment<matrix_a, m, n, k, T, Layout>& f, const S* p, unsigned ldm) {
  unsigned first = __lane() * f.num_elements;
  for (int i = 0; i < f.num_elements; i++) f.x[i] = p[__place(first + i, k, ldm, __is_row_major<Layout>::value)];
  __syncwarp();
}
template <int m, int n, int k, class T, class Layout, class S>
__device__ inline void load_matrix_sync(fragment<matrix_b, m, n, k, T, Layout>& f, const S* p, unsigned ldm) {
  unsigned first = __lane() * f.num_elements;
  for (int i = 0; i < f.num_elements; i++) f.x[i] = p[__place(first + i, k, ldm, !__is_row_major<Layout>::value)];
  __syncwarp();
}
template <int m, int n, int k, class T> __device__ inline void load_matrix_sync(fragment<accumulator, m, n, k, T>& f, const T* p, unsigned ldm, layout_t layout) {
  unsigned first = __lane() * f.num_elements;
  for (int i = 0; i < f.num_elements; i++) f.x[i] = p[__place(first + i, n, ldm, layout == mem_row_major)];
  __syncwarp();
}
template <int m, int n, int k, class T> __device__ inline void store_matrix_sync(T* p, const fragment<accumulator, m, n, k, T>& f, unsigned ldm, layout_t layout) {
  unsigned first = __lane() * f.num_elements;
  for (int i = 0; i < f.num_elements; i++) p[__place(first + i, n, ldm, layout == mem_row_major)] = f.x[i];
  __syncwarp();
}

template <int m, int n, int k, class T, class LayoutA, class LayoutB, class D, class C>
__device__ inline void mma_sync(fragment<accumulator, m, n, k, D>& d, const fragment<matrix_a, m, n, k, T, LayoutA>& a, const fragment<matrix_b, m, n, k, T, LayoutB>& b,
                                const fragment<accumulator, m, n, k, C>& c, bool saturate = false) {
  (void)saturate;
  typedef typename __operand<T>::sum S;
  const int results = m * n / 32, in_a = m * k / 32, in_b = k * n / 32;
  unsigned first = __lane() * results, row = first / n, column = first % n;
  S sum[results];
  for (int e = 0; e < results; e++) sum[e] = (S)c.x[e];
  for (int i = 0; i < k; i++) {
    S left = __shfl_sync(0xffffffffu, __operand<T>::value(a.x[i % in_a]), (row * k + i) / in_a);
    for (int e = 0; e < results; e++) {
      S right = __shfl_sync(0xffffffffu, __operand<T>::value(b.x[i % in_b]), ((column + e) * k + i) / in_b);
      sum[e] = __multiply_add(left, right, sum[e]);
    }
  }
  for (int e = 0; e < results; e++) d.x[e] = (D)sum[e];
}

}
}
#endif
