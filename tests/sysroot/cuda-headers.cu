// Uses of the CUDA headers that must compile alike under nvcc and against sysroot/include (cuda.test.ts).
// Types of results are checked by same<…>.
#include <assert.h>
#include <stdio.h>

#include <algorithm>
#include <cmath>
#include <cuComplex.h>
#include <cuda_runtime.h>
#include <math_constants.h>

template <class A, class B> struct same_type { static const bool value = false; };
template <class A> struct same_type<A, A> { static const bool value = true; };
#define SAME(T, e) static_assert(same_type<T, decltype(e)>::value, #e)

__host__ __device__ void types_of_results() {
  float f = 1;
  double d = 1;
  int i = 1;
  unsigned u = 1;
  long l = 1;
  long long ll = 1;
  unsigned long long ull = 1;
  SAME(float, sqrt(f));
  SAME(double, sqrt(d));
  SAME(double, sqrt(i));
  SAME(float, std::sqrt(f));
  SAME(double, std::sqrt(i));
  SAME(float, pow(f, f));
  SAME(double, pow(f, d));
  SAME(double, pow(i, i));
  SAME(double, std::pow(d, i));
  SAME(float, fabs(f));
  SAME(float, std::abs(f));
  SAME(double, std::abs(d));
  SAME(int, abs(i));
  SAME(long, abs(l));
  SAME(long long, abs(ll));
  SAME(float, abs(f));
  SAME(float, exp(f));
  SAME(float, fmod(f, f));
  SAME(float, fma(f, f, f));
  SAME(double, fma(d, f, i));
  SAME(float, rsqrt(f));
  SAME(double, rsqrt(d));
  SAME(float, min(f, f));
  SAME(int, min(i, i));
  SAME(unsigned, max(u, u));
  SAME(unsigned, max(u, i));
  SAME(long, max(l, l));
  SAME(long long, min(ll, ll));
  SAME(unsigned long long, min(ull, ull));
  SAME(double, max(f, d));
  SAME(float, floor(f));
  SAME(double, floor(i));
  SAME(float, atan2(f, f));
  SAME(double, atan2(f, i));
  SAME(float, ldexp(f, i));
  SAME(long, lround(f));
  SAME(float, hypot(f, f));
  SAME(float, fmaxf(f, f));
  SAME(float, sinpi(f));
  SAME(float, normcdf(f));
  float s, c;
  sincos(f, &s, &c);
  sincosf(f, &s, &c);
  sincospi(f, &s, &c);
  float whole;
  SAME(float, modf(f, &whole));
  bool b = isnan(f) || std::isnan(d) || isinf(f) || std::isfinite(f) || signbit(d);
  (void)b;
}

struct Big { float a[4]; };
__constant__ float table[16];
__constant__ Big big;
__device__ int counter;
__device__ float* pointer;
__managed__ int managed_value;

template <class T> __device__ T warp_sum(T v) {
  for (int offset = 16; offset > 0; offset >>= 1) v += __shfl_down_sync(0xffffffff, v, offset);
  return v;
}

__global__ void __launch_bounds__(256, 2) everything(float* out, const float* __restrict__ in, int n, double* dout) {
  __shared__ float tile[256];
  extern __shared__ float4 dynamic[];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  tile[threadIdx.x] = i < n ? __ldg(&in[i]) : 0.f;
  __syncthreads();
  float v = warp_sum(tile[threadIdx.x]);
  double dv = warp_sum((double)v);
  v += __shfl_sync(0xffffffffu, v, 0) + __shfl_up_sync(~0u, v, 1) + __shfl_xor_sync(~0u, v, 1, 16);
  int iv = __shfl_sync(~0u, i, 0);
  unsigned long long ull = __shfl_xor_sync(~0u, (unsigned long long)i, 3);
  long lv = __shfl_down_sync(~0u, (long)i, 3);
  unsigned ballot = __ballot_sync(~0u, v > 0) | __activemask() | __match_any_sync(~0u, iv);
  int all;
  ballot |= __match_all_sync(~0u, iv, &all) | __reduce_add_sync(~0u, ballot) | __reduce_max_sync(~0u, iv);
  if (__all_sync(~0u, v > 0) && __any_sync(~0u, i) && __syncthreads_or(i)) __syncwarp();
  atomicAdd(&counter, 1);
  atomicAdd(out, v);
  atomicAdd(dout, dv);
  atomicAdd(&ull, 1ull);
  atomicMax(&counter, 3);
  atomicCAS(&counter, 0, 1);
  atomicExch(out, 1.0f);
  atomicInc((unsigned*)&counter, 7u);
  atomicAdd_block(&counter, 1);
  atomicOr_system((unsigned*)&counter, 1u);
  atomicSub(&counter, 2);
  unsigned short us = 0;
  atomicCAS(&us, us, us);
  int bits = __popc(ballot) + __clz(i) + __ffs(i) + __popcll(ull) + __clzll(lv) + __ffsll(lv) + (int)__brev(ballot);
  bits += __umulhi(3u, 4u) + __mulhi(3, 4) + (int)__umul64hi(3, 4) + __mul24(1, 2) + (int)__sad(1, 2, 3u) + __hadd(1, 2);
  bits += (int)__byte_perm(1, 2, 0x3210) + (int)__funnelshift_l(1, 2, 3) + (int)__vadd4(1, 2) + (int)__vcmpeq4(1, 2) + __dp4a(1, 2, 3);
  v = __sinf(v) + __cosf(v) + __expf(v) + __logf(v) + __log2f(v) + __log10f(v) + __powf(v, v) + __fdividef(v, v) +
      __frcp_rn(v) + __fsqrt_rn(v) + __fadd_rz(v, v) + __fmul_ru(v, v) + __fmaf_rd(v, v, v) + __saturatef(v) +
      rsqrtf(v) + __frsqrt_rn(v) + __tanf(v) + __fdiv_rn(v, v);
  dv = __dadd_rn(dv, dv) + __dmul_rz(dv, dv) + __ddiv_ru(dv, dv) + __drcp_rd(dv) + __dsqrt_rn(dv) + __fma_rn(dv, dv, dv);
  bits += __float2int_rn(v) + (int)__float2uint_rd(v) + __double2int_rz(dv) + __float_as_int(v) + __double2hiint(dv) + (int)__float2ll_ru(v);
  v += __int_as_float(bits) + __int2float_rn(bits) + __uint2float_rz(ballot) + __double2float_rd(dv) + __ull2float_rn(ull);
  dv += __hiloint2double(bits, bits) + __ll2double_rn(lv) + __longlong_as_double(lv) + __int2double_rn(i);
  float4 f4 = make_float4(v, v, v, v);
  dynamic[threadIdx.x] = f4;
  __stcg(out + 1, v);
  __threadfence();
  __threadfence_block();
  __threadfence_system();
  long long t = clock64() + clock();
  assert(n > 0);
  if (i == 0) printf("%d %f %lld %d\n", bits, v, t, warpSize);
  out[i] = v * table[i & 15] + big.a[0] + (float)dv + CUDART_PI_F + CUDART_INF_F + pointer[0] + managed_value + gridDim.x;
}

__host__ __device__ double complex_numbers(cuFloatComplex a, cuDoubleComplex b) {
  cuComplex c = cuCaddf(cuCmulf(a, cuConjf(a)), cuCdivf(a, make_cuComplex(1, 2)));
  b = cuCfma(b, cuComplexFloatToDouble(c), make_cuDoubleComplex(1, 2));
  return cuCabs(cuCsub(b, b)) + cuCreal(b) + cuCimagf(a);
}

template <int N> __global__ void templated(int* p) { p[threadIdx.x] = N; }

#define CHECK(call) do { cudaError_t e = (call); if (e != cudaSuccess) { fprintf(stderr, "%s: %s\n", cudaGetErrorName(e), cudaGetErrorString(e)); exit(1); } } while (0)

int main() {
  float *d = nullptr, *h = nullptr, *m = nullptr, host[16] = {};
  double* dd;
  size_t pitch, size;
  void* address;
  CHECK(cudaMalloc(&d, 1024));
  CHECK(cudaMalloc((void**)&dd, 8));
  CHECK(cudaMallocHost(&h, 1024));
  CHECK(cudaMallocManaged(&m, 1024));
  CHECK(cudaMallocPitch(&d, &pitch, 10, 10));
  CHECK(cudaHostAlloc(&h, 1024, cudaHostAllocMapped));
  CHECK(cudaHostGetDevicePointer(&m, h, 0));
  CHECK(cudaMemcpyToSymbol(table, host, sizeof host));
  CHECK(cudaMemcpyToSymbol(big, host, sizeof(Big), 0, cudaMemcpyHostToDevice));
  CHECK(cudaMemcpyFromSymbol(host, counter, sizeof(int)));
  CHECK(cudaMemcpyToSymbolAsync(table, host, 4, 4, cudaMemcpyHostToDevice, 0));
  CHECK(cudaMemcpyToSymbol(pointer, &d, sizeof d));
  CHECK(cudaGetSymbolAddress(&address, table));
  CHECK(cudaGetSymbolAddress((void**)&d, counter));
  CHECK(cudaGetSymbolSize(&size, table));
  cudaStream_t stream;
  cudaEvent_t start, stop;
  CHECK(cudaStreamCreate(&stream));
  CHECK(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking));
  CHECK(cudaEventCreate(&start));
  CHECK(cudaEventCreate(&stop, cudaEventDisableTiming));
  CHECK(cudaEventRecord(start));
  everything<<<1, 256, 4096, stream>>>(d, d, 16, dd);
  templated<3><<<dim3(2, 2), 32>>>((int*)d);
  CHECK(cudaEventRecord(stop, stream));
  float ms;
  CHECK(cudaEventElapsedTime(&ms, start, stop));
  int n = 16, blocks, block;
  void* args[] = {&d, &d, &n, &dd};
  CHECK(cudaLaunchKernel(everything, dim3(1), dim3(32), args, 0, stream));
  CHECK(cudaLaunchKernel((void*)everything, 1, 32, args, 0, 0));
  CHECK(cudaLaunchCooperativeKernel((const void*)everything, dim3(1), dim3(32), args));
  cudaLaunchConfig_t config = {};
  config.gridDim = 1;
  config.blockDim = 32;
  CHECK(cudaLaunchKernelEx(&config, templated<4>, (int*)d));
  CHECK(cudaFuncSetAttribute(everything, cudaFuncAttributeMaxDynamicSharedMemorySize, 65536));
  cudaFuncAttributes attributes;
  CHECK(cudaFuncGetAttributes(&attributes, everything));
  CHECK(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, everything, 256, 0));
  CHECK(cudaOccupancyMaxPotentialBlockSize(&blocks, &block, everything, 0, 0));
  CHECK(cudaOccupancyMaxPotentialBlockSizeVariableSMem(&blocks, &block, everything, [](int b) { return b * sizeof(float); }));
  cudaDeviceProp properties;
  CHECK(cudaGetDeviceProperties(&properties, 0));
  CHECK(cudaMemcpy2D(d, pitch, h, 10, 10, 10, cudaMemcpyHostToDevice));
  CHECK(cudaMemcpyAsync(d, h, 16, cudaMemcpyDefault, stream));
  CHECK(cudaStreamSynchronize(stream));
  CHECK(cudaDeviceSynchronize());
  cudaPitchedPtr pp = make_cudaPitchedPtr(d, pitch, 10, 10);
  CHECK(cudaMemset3D(pp, 0, make_cudaExtent(1, 1, 1)));
  static_assert(sizeof(float3) == 12 && alignof(float4) == 16 && sizeof(double3) == 24 && alignof(double2) == 16, "");
  static_assert(alignof(char4) == 4 && alignof(short2) == 4 && sizeof(longlong4) == 32 && alignof(long4) == 16, "");
  static_assert(sizeof(cudaDeviceProp) == 1008 && sizeof(cudaFuncAttributes) == 144 && sizeof(dim3) == 12, "");
  static_assert(sizeof(cudaLaunchConfig_t) == 56 && sizeof(cudaMemcpy3DParms) == 160 && sizeof(cudaPointerAttributes) == 88, "");
  printf("%d %d\n", std::max(1, 2), max(3, 4));
  CHECK(cudaFree(d));
  return 0;
}
