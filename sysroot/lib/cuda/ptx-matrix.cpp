// mma of inline PTX (src/lower/ptx/matrix.ts): products of matrices that a warp holds in fragments. In: an array of registers, those of A (`rows` of 8 rows by `chunks` along k), of B and of C. Out: D in C's place.
// Lane l has of row l / 4 (of A, C and D; of B's columns) what belongs to l % 4; a register of A or B holds 32 bits of one row or column, or one double.
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_fp8.h>

#define CW_PTX extern "C" __device__

static __device__ inline float half_at(unsigned word, int k) { return __cw_half_value((unsigned short)(word >> 16 * k)); }
static __device__ inline float bfloat_at(unsigned word, int k) { return __cw_bfloat16_value((unsigned short)(word >> 16 * k)); }
static __device__ inline float e4m3_at(unsigned word, int k) { return __cw_e4m3_value((unsigned char)(word >> 8 * k)); }
static __device__ inline float e5m2_at(unsigned word, int k) { return __cw_e5m2_value((unsigned char)(word >> 8 * k)); }
static __device__ inline float tf32_at(unsigned word, int) { return __uint_as_float(word & 0xffffe000); }
static __device__ inline int s8_at(unsigned word, int k) { return (signed char)(word >> 8 * k); }
static __device__ inline int u8_at(unsigned word, int k) { return (unsigned char)(word >> 8 * k); }
static __device__ inline int s4_at(unsigned word, int k) { return (int)(word << (28 - 4 * k)) >> 28; }
static __device__ inline int u4_at(unsigned word, int k) { return (int)(word >> 4 * k & 15); }

// How registers are multiplied: elements are taken out of them by the lane that has them (where that is work, floats) or by the one that needs them.
#define CW_DOT(name, left, right, count, Sum)                                                     \
  struct name {                                                                                   \
    typedef Sum sum;                                                                              \
    static const int elements = count;                                                            \
    static __device__ auto left_at(unsigned word, int k) { return left(word, k); }                \
    static __device__ auto right_at(unsigned word, int k) { return right(word, k); }              \
  };

static __device__ inline float from_lane(float v, unsigned lane) { return __shfl_sync(0xffffffffu, v, lane); }

// Products of such floats are exact. rows, chunks ≤ 2; the loop over lanes stays one, which keeps kernels short.
template <class Dot> static __device__ inline void multiply(const unsigned* registers, float* sums, int rows, int chunks) {
  unsigned lane = __cw_laneid(), group = lane & 28, column = (lane & 3) * 8;
  const unsigned* columns = registers + rows * chunks;
  float a[4][Dot::elements], b[2][Dot::elements];
#pragma unroll
  for (int i = 0; i < rows * chunks; i++)
#pragma unroll
    for (int k = 0; k < Dot::elements; k++) a[i][k] = Dot::left_at(registers[i], k);
#pragma unroll
  for (int i = 0; i < chunks; i++)
#pragma unroll
    for (int k = 0; k < Dot::elements; k++) b[i][k] = Dot::right_at(columns[i], k);
#pragma unroll 1
  for (int source = 0; source < 4; source++) {
    float x[4][Dot::elements], first[2][Dot::elements], second[2][Dot::elements];
#pragma unroll
    for (int chunk = 0; chunk < chunks; chunk++)
#pragma unroll
      for (int k = 0; k < Dot::elements; k++) {
        first[chunk][k] = from_lane(b[chunk][k], column + source);
        second[chunk][k] = from_lane(b[chunk][k], column + 4 + source);
#pragma unroll
        for (int i = chunk * rows; i < (chunk + 1) * rows; i++) x[i][k] = from_lane(a[i][k], group + source);
      }
#pragma unroll
    for (int chunk = 0; chunk < chunks; chunk++)
#pragma unroll
      for (int k = 0; k < Dot::elements; k++)
#pragma unroll
        for (int row = 0; row < rows; row++) {
          sums[2 * row] += x[chunk * rows + row][k] * first[chunk][k];
          sums[2 * row + 1] += x[chunk * rows + row][k] * second[chunk][k];
        }
  }
}
template <class Dot, class Sum> static __device__ inline void multiply(const unsigned* registers, Sum* sums, int rows, int chunks) {
  unsigned lane = __cw_laneid(), group = lane & 28, column = (lane & 3) * 8;
  const unsigned* b = registers + rows * chunks;
#pragma unroll 1
  for (int source = 0; source < 4; source++) {
    unsigned x[4], first[2], second[2];
#pragma unroll
    for (int chunk = 0; chunk < chunks; chunk++) {
      first[chunk] = __shfl_sync(0xffffffffu, b[chunk], column + source);
      second[chunk] = __shfl_sync(0xffffffffu, b[chunk], column + 4 + source);
    }
#pragma unroll
    for (int i = 0; i < rows * chunks; i++) x[i] = __shfl_sync(0xffffffffu, registers[i], group + source);
#pragma unroll
    for (int i = 0; i < rows * chunks; i++) {
      int row = i % rows, chunk = i / rows;
#pragma unroll
      for (int k = 0; k < Dot::elements; k++) {
        sums[2 * row] += Dot::left_at(x[i], k) * Dot::right_at(first[chunk], k);
        sums[2 * row + 1] += Dot::left_at(x[i], k) * Dot::right_at(second[chunk], k);
      }
    }
  }
}

static __device__ inline float sum_of(unsigned bits, float) { return __uint_as_float(bits); }
static __device__ inline int sum_of(unsigned bits, int) { return (int)bits; }
static __device__ inline long long sum_of(unsigned bits, long long) { return (int)bits; }
static __device__ inline unsigned bits_of(float sum) { return __float_as_uint(sum); }
static __device__ inline unsigned bits_of(int sum) { return (unsigned)sum; }
static __device__ inline unsigned bits_of(long long sum) { return (unsigned)(sum < -2147483648ll ? -2147483648ll : sum > 2147483647ll ? 2147483647ll : sum); }

template <class Dot> static __device__ inline void plain(unsigned* registers, int rows, int chunks) {
  unsigned* c = registers + (rows + 1) * chunks;
  typename Dot::sum sums[4];
#pragma unroll
  for (int i = 0; i < 2 * rows; i++) sums[i] = sum_of(c[i], typename Dot::sum());
  multiply<Dot>(registers, sums, rows, chunks);
#pragma unroll
  for (int i = 0; i < 2 * rows; i++) c[i] = bits_of(sums[i]);
}
// C and D are halves, two in a register.
template <class Dot> static __device__ inline void to_half(unsigned* registers, int rows, int chunks) {
  unsigned* c = registers + (rows + 1) * chunks;
  float sums[4];
#pragma unroll
  for (int i = 0; i < 2 * rows; i++) sums[i] = half_at(c[i / 2], i % 2);
  multiply<Dot>(registers, sums, rows, chunks);
#pragma unroll
  for (int i = 0; i < rows; i++) c[i] = __cw_half_nearest(sums[2 * i]) | (unsigned)__cw_half_nearest(sums[2 * i + 1]) << 16;
}

#define CW_MMA(name, form, left, right, count, Sum)                                                       \
  CW_DOT(dot_##name, left, right, count, Sum)                                                             \
  CW_PTX void __cw_ptx_mma_##name(unsigned* registers, int rows, int chunks) { form<dot_##name>(registers, rows, chunks); }
CW_MMA(f16, plain, half_at, half_at, 2, float)
CW_MMA(f16_to_f16, to_half, half_at, half_at, 2, float)
CW_MMA(bf16, plain, bfloat_at, bfloat_at, 2, float)
CW_MMA(tf32, plain, tf32_at, tf32_at, 1, float)
#define CW_EIGHTS(name, left, right) CW_MMA(name, plain, left, right, 4, float) CW_MMA(name##_to_f16, to_half, left, right, 4, float)
CW_EIGHTS(e4m3, e4m3_at, e4m3_at)
CW_EIGHTS(e4m3_e5m2, e4m3_at, e5m2_at)
CW_EIGHTS(e5m2, e5m2_at, e5m2_at)
CW_EIGHTS(e5m2_e4m3, e5m2_at, e4m3_at)
#define CW_INTEGERS(name, left, right, count) CW_MMA(name, plain, left, right, count, int) CW_MMA(name##_satfinite, plain, left, right, count, long long)
CW_INTEGERS(s8, s8_at, s8_at, 4)
CW_INTEGERS(s8_u8, s8_at, u8_at, 4)
CW_INTEGERS(u8, u8_at, u8_at, 4)
CW_INTEGERS(u8_s8, u8_at, s8_at, 4)
CW_INTEGERS(s4, s4_at, s4_at, 8)
CW_INTEGERS(s4_u4, s4_at, u4_at, 8)
CW_INTEGERS(u4, u4_at, u4_at, 8)
CW_INTEGERS(u4_s4, u4_at, s4_at, 8)

// Bits: how many are set in both, or in one of both.
struct both {
  unsigned word;
  __device__ int operator*(both other) const { return __popc(word & other.word); }
};
struct one_of {
  unsigned word;
  __device__ int operator*(one_of other) const { return __popc(word ^ other.word); }
};
static __device__ inline both both_at(unsigned word, int) { return both{word}; }
static __device__ inline one_of one_of_at(unsigned word, int) { return one_of{word}; }
CW_MMA(b1_and, plain, both_at, both_at, 1, int)
CW_MMA(b1_xor, plain, one_of_at, one_of_at, 1, int)

CW_PTX void __cw_ptx_mma_f64(double* registers, int rows, int chunks) {
  unsigned lane = __cw_laneid(), group = lane & 28, column = (lane & 3) * 8;
  const double* b = registers + rows * chunks;
  double* c = registers + (rows + 1) * chunks;
  // Sums of products of doubles are long in shaders: they stand there twice.
#pragma unroll 1
  for (int i = 0; i < rows * chunks; i++) {
    int row = i % rows, chunk = i / rows;
#pragma unroll 1
    for (int source = 0; source < 4; source++) {
      double first = __shfl_sync(0xffffffffu, b[chunk], column + source), second = __shfl_sync(0xffffffffu, b[chunk], column + 4 + source);
      double x = __shfl_sync(0xffffffffu, registers[i], group + source);
      c[2 * row] = __fma_rn(x, first, c[2 * row]);
      c[2 * row + 1] = __fma_rn(x, second, c[2 * row + 1]);
    }
  }
}
