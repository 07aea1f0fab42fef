// run: tolerance=0
// Compile-time decisions: if constexpr over types and sizes, constexpr functions as kernel and template parameters, tag dispatch, loops unrolled through index sequences, constexpr in device code.
#include <stdio.h>
#include <type_traits>
#include <utility>

template <class T>
__host__ __device__ constexpr int kind_of() {
  if constexpr (std::is_pointer_v<T>) return 10 + kind_of<std::remove_pointer_t<T>>();
  else if constexpr (std::is_floating_point_v<T>) return sizeof(T) == 4 ? 1 : 2;
  else if constexpr (std::is_integral_v<T>) return std::is_signed_v<T> ? 3 : 4;
  else return 0;
}
constexpr int tile_for(int bytes) { return bytes <= 4 ? 32 : bytes <= 8 ? 16 : 8; }
__host__ __device__ constexpr int log2_of(int n) {
  int bits = 0;
  while (n > 1) {
    n /= 2;
    bits++;
  }
  return bits;
}

template <class T, int TILE = tile_for(sizeof(T))>
__global__ void transpose(const T *in, T *out, int n) {
  __shared__ T cells[TILE][TILE + 1];
  for (int y = threadIdx.y; y < TILE; y += blockDim.y) cells[y][threadIdx.x] = in[y * n + threadIdx.x];
  __syncthreads();
  for (int y = threadIdx.y; y < TILE; y += blockDim.y) out[y * n + threadIdx.x] = cells[threadIdx.x][y];
}
template <int STEP, class T>
__device__ void butterfly(T *v, int i) {
  if constexpr (STEP > 0) {
    T mine = v[i], other = v[i ^ STEP];
    __syncthreads();
    v[i] = i & STEP ? other - mine : mine + other;
    __syncthreads();
    butterfly<STEP / 2>(v, i);
  }
}
template <int N>
__global__ void hadamard(int *out) {
  __shared__ int v[N];
  int i = threadIdx.x;
  v[i] = i * i % 7;
  __syncthreads();
  butterfly<N / 2>(v, i);
  out[i] = v[i] + log2_of(N);
}
template <class F, int... I>
constexpr void unrolled(F f, std::integer_sequence<int, I...>) { (f(std::integral_constant<int, I>()), ...); }
template <int N, class F> constexpr void repeat(F f) { unrolled(f, std::make_integer_sequence<int, N>()); }
template <int N> struct Power { static constexpr long value = 3 * Power<N - 1>::value; };
template <> struct Power<0> { static constexpr long value = 1; };

template <class T>
void run_transpose(const char *name) {
  constexpr int n = tile_for(sizeof(T));
  T *in, *out;
  cudaMallocManaged(&in, n * n * sizeof(T));
  cudaMallocManaged(&out, n * n * sizeof(T));
  for (int i = 0; i < n * n; i++) in[i] = T(i);
  transpose<T><<<1, dim3(n, 4)>>>(in, out, n);
  cudaDeviceSynchronize();
  int wrong = 0;
  for (int y = 0; y < n; y++)
    for (int x = 0; x < n; x++) wrong += out[y * n + x] != in[x * n + y];
  printf("%s: tile %d, wrong %d\n", name, n, wrong);
  cudaFree(in);
  cudaFree(out);
}

int main() {
  printf("%d %d %d %d %d\n", kind_of<float>(), kind_of<unsigned>(), kind_of<double **>(), kind_of<short *>(), kind_of<void>());
  run_transpose<float>("float");
  run_transpose<double>("double");
  run_transpose<unsigned char>("byte");
  int *d;
  cudaMallocManaged(&d, 16 * sizeof(int));
  hadamard<16><<<1, 16>>>(d);
  cudaDeviceSynchronize();
  for (int i = 0; i < 16; i++) printf("%d ", d[i]);
  printf("\n");
  long sum = 0;
  repeat<6>([&](auto i) { sum += Power<decltype(i)::value>::value; });
  printf("%ld\n", sum);
  cudaFree(d);
}
